"""Changes in words and for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

from leaflet.review.changes import Change, Piece, as_printed
from leaflet.review.text import Said

SAYS: Mapping[str, str] = {
    "changed": "changed",
    "added": "new",
    "removed": "gone",
    "moved": "moved, in the same words",
    "sources": "other sources, in the same words",
}


def marked(pieces: Sequence[Piece]) -> str:
    """The words with ``[-what is gone-]`` and ``{+what is new+}``."""
    signs = {"same": ("", ""), "old": ("[-", "-]"), "new": ("{+", "+}")}
    return "".join(f"{signs[kind][0]}{words}{signs[kind][1]}" for kind, words in pieces)


Publishers: TypeAlias = Mapping[str, str]
"""The publisher of each source, by its key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Locales:
    """That two locales are compared, not two versions: their tags, and who publishes sources."""

    tags: tuple[str, str]
    publishers: tuple[Publishers, Publishers]

    def says(self, change: Change) -> str:
        """What is the matter with a statement."""
        match change.kind:
            case "added":
                return f"only in {self.tags[1]}"
            case "removed":
                return f"only in {self.tags[0]}"
            case "moved":
                return "at another place"
            case _:
                return "differs"

    def authority(self, said: Said | None, side: int) -> str:
        """Who publishes what a side stands on."""
        known = self.publishers[side]
        keys = said.sources.split() if said else ()
        return ", ".join(dict.fromkeys(known.get(key, key) for key in keys))


def in_words(changes: Iterable[Change], locales: Locales | None = None) -> Iterator[str]:
    """Lines to read: each group with its changes, old and new words.

    Args:
        changes: sorted by group.
        locales: where two locales are compared: who publishes is told in place of keys.
    """
    for title, group in groupby(changes, key=lambda each: each.title):
        yield title
        for change in group:
            says = locales.says(change) if locales else SAYS[change.kind]
            yield f"  {change.said.place}: {says}"
            old, new = change.old, change.new
            if change.kind == "changed":
                yield f"    {marked(change.pieces())}"
            else:
                yield f"    {as_printed(change.said.words)}"
            if locales:
                both = (locales.authority(old, 0), locales.authority(new, 1))
                yield f"    authorities: {' / '.join(filter(None, both))}"
            elif old and new and old.sources != new.sources:
                yield f"    sources: {old.sources or 'none'} → {new.sources or 'none'}"
            elif change.said.sources:
                yield f"    sources: {change.said.sources}"
        yield ""


def for_programs(changes: Iterable[Change]) -> list[dict[str, object]]:
    """The same as plain values."""
    return [
        {
            "place": change.said.place,
            "group": change.title,
            "critical": change.critical,
            "kind": change.kind,
            "old": _side(change.old),
            "new": _side(change.new),
            "words": [{"in": kind, "text": text} for kind, text in change.pieces()],
        }
        for change in changes
    ]


def _side(said: Said | None) -> dict[str, object] | None:
    if said is None:
        return None
    return {"words": said.words, "sources": said.sources.split()}
