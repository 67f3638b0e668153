"""All problems of one file, collected and raised as one error."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from itertools import islice

from leaflet.errors import ContentError, Location, Problem

MOST_LOOKED_AT = 1_000
"""With more problems of one sort than this, nobody looks for words that were meant."""
MOST_SHOWN = 20
"""More problems than these are only counted: nobody mends more in one go."""

Hint = str | Callable[[], str]


class Problems:
    """What is wrong in one file so far. Not a value: it fills while the file is read.

    A hint may be a function. It is asked only if its problem is shown, as looking for a similar
    word among many takes time that a hostile file would multiply.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self._found: dict[tuple[Location, str], Hint] = {}
        self._uncounted = 0

    def __len__(self) -> int:
        """How many were found."""
        return len(self._found)

    def add(self, location: Location, what: str, hint: Hint = "") -> None:
        """Note a problem; the same words at the same place count once."""
        self._found.setdefault((location, what), hint)

    def has(self, location: Location) -> bool:
        """Whether anything was found at this very place."""
        return any(place == location for place, _ in self._found)

    def add_uncounted(self, number: int) -> None:
        """Note ``number`` further problems without their places."""
        self._uncounted += number

    def raise_any(self) -> None:
        """Raise what was found, sorted by place.

        Raises:
            ContentError: anything was found; one problem each, at most 20, then "and N more".
        """
        if self._found:
            raise self.error()

    def all(self) -> tuple[Problem, ...]:
        """What was found, sorted by place: each of it, but at most 1,000."""
        shown = self._first(MOST_LOOKED_AT)
        more = len(self) - len(shown) + self._uncounted
        return (*shown, *self._more(more))

    def error(self) -> ContentError:
        """What was found as one error, sorted by place."""
        shown = self._first(MOST_SHOWN)
        more = len(self) - len(shown) + self._uncounted
        return ContentError(*shown, *self._more(more))

    def _first(self, number: int) -> list[Problem]:
        found = sorted(self._found.items(), key=lambda item: item[0][0])
        return [
            Problem(location, what, hint if isinstance(hint, str) else hint())
            for (location, what), hint in found[:number]
        ]

    def _more(self, more: int) -> list[Problem]:
        if not more:
            return []
        return [Problem(Location(self.file), f"and {more:,} more problem{'s' * (more > 1)}")]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``did you mean "overdose"?`` for a word that is nearly a known one, otherwise nothing."""
    match = nearest(word, known)
    return f'did you mean "{match}"?' if match else ""


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that ``word`` is most likely a slip for, or nothing."""
    by_small_letters = {name.casefold(): name for name in islice(known, MOST_LOOKED_AT)}
    matches = difflib.get_close_matches(word[:80].casefold(), by_small_letters, n=1, cutoff=0.6)
    return by_small_letters[matches[0]] if matches else ""


def shortened(text: str) -> str:
    """``text`` in quotation marks as a message shows it: one line, at most 40 characters."""
    text = " ".join(text.split())
    return f'"{text}"' if len(text) <= 40 else f'"{text[:37]}..."'
