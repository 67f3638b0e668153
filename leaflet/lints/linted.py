"""What lints look at: a content file with its printed words, each of which knows its place."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, TypeAlias

from leaflet.errors import Location, Problem
from leaflet.model.locale import Locale
from leaflet.model.markup import MarkupError, parse, plain, positions
from leaflet.model.medicine import Leaflet
from leaflet.reader.document import Document, Path, Value
from leaflet.reader.telephone import is_printed
from leaflet.review.text import ReviewedText

Kind: TypeAlias = Literal["medicine", "locale", "clinic", "workspace"]

_CLINIC_FIELDS = frozenset(
    {"name", "descriptor", "hours", "hours_short", "message", "alt", "logo_alt"}
)
_SENTENCE_END = re.compile(r"(?<=[.!?…؟।])[”’\")]*\s+(?=\S)|(?<=[。！？])(?=.)")
WORD = re.compile(r"[^\W_]+(?:[’'.,-][^\W_]+)*")
"""Letters and figures; an apostrophe, hyphen, point or comma may stand inside: ``3.5``, ``I’m``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One printed text: a statement's, a heading, a lead.

    Attributes:
        path: in the document.
        words: as they are printed, without mark-up.
    """

    document: Document
    path: Path
    words: str

    def at(self, offset: int = 0) -> Location:
        """Where the character of ``words`` at ``offset`` stands in the file."""
        if self.path[-1] == "text" and offset:
            places = _positions(str(self.document.get(*self.path)))
            offset = places[min(offset, len(places) - 1)] if places else offset
        return self.document.character_at(self.path, offset)

    @property
    def name(self) -> str:
        """Where it stands, as messages say it: ``sections "missed-dose".body[1]…``."""
        return self.document.name(self.path[:-1] if self.path[-1] == "text" else self.path)

    @property
    def group(self) -> Path:
        """The part of the leaflet that it belongs to: a section, a row, half of the box."""
        depth = {"side_effects": 3, "contacts": 1}.get(str(self.path[0]), 2)
        return self.path[:depth]

    def sentences(self) -> Iterator[tuple[int, str]]:
        """Its sentences with their offsets; a text without a full stop is one sentence."""
        start = 0
        for end in _SENTENCE_END.finditer(self.words):
            yield start, self.words[start : end.start()]
            start = end.end()
        if self.words[start:].strip():
            yield start, self.words[start:]


def _positions(text: str) -> tuple[int, ...]:
    try:
        return positions(text)
    except MarkupError:
        return ()


@dataclass(frozen=True, kw_only=True)
class Linted:
    """A content file as far as it could be read.

    Attributes:
        file: as messages show it.
        document: its plain values; right or wrong.
        problems: what the reader complains of.
        locale_file: the fixed words and contacts of a medicine's locale, where there are any.
        as_of: the day that dates are compared with.
        value: the leaflet of a medicine's file, where its shape is right.
        kept: the texts that its approvals were of, as far as they are at hand, by digest.
        others: what the medicine's other locales of the same language say, each with its words.
    """

    kind: Kind | Literal["patient"]
    file: str
    document: Document
    problems: tuple[Problem, ...]
    as_of: dt.date
    locale_file: Locale | None = None
    value: Leaflet | None = None
    kept: Mapping[str, ReviewedText] = field(default_factory=dict)
    others: Mapping[str, tuple[Leaflet, Locale]] = field(default_factory=dict)

    @property
    def locale(self) -> str:
        """The tag that it says it is for, or nothing."""
        if self.kind == "patient" and self.locale_file is not None:
            return self.locale_file.locale
        value = self.document.get("locale")
        return value if isinstance(value, str) else ""

    @property
    def language(self) -> str:
        """``en`` of ``en-GB``; of a clinic without a locale, ``en``."""
        return self.locale.partition("-")[0] or "en"

    @property
    def region(self) -> str:
        """``GB`` of ``en-GB``."""
        return self.locale.rpartition("-")[2] if "-" in self.locale else ""

    @cached_property
    def names(self) -> frozenset[str]:
        """The medicine's names, word by word, in small letters."""
        also = self.document.get("also_called")
        listed = [self.document.get("name"), *(also if isinstance(also, list) else ())]
        return frozenset(
            word.lower() for name in listed if isinstance(name, str) for word in WORD.findall(name)
        )

    @property
    def decimal(self) -> str:
        """The sign between a number's whole and its parts: a point or a comma."""
        if self.locale_file is not None:
            return self.locale_file.numbers.decimal
        return "," if self.document.get("numbers", "decimal") == "," else "."

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every printed text, in the order of the file."""
        return tuple(
            Passage(document=self.document, path=path, words=_printed(path, value))
            for path, value in self.document.walk()
            if isinstance(value, str) and value.strip() and self._is_printed(path)
        )

    @cached_property
    def running(self) -> tuple[Passage, ...]:
        """The same without the names of publishers at the foot."""
        return tuple(each for each in self.passages if each.path[0] != "sources_in_short")

    @cached_property
    def groups(self) -> Mapping[Path, tuple[Passage, ...]]:
        """The printed texts by the part of the leaflet that they belong to."""
        found: dict[Path, list[Passage]] = {}
        for passage in self.passages:
            found.setdefault(passage.group, []).append(passage)
        return {path: tuple(each) for path, each in found.items()}

    def statements(self) -> Iterator[tuple[Path, Mapping[str, Value]]]:
        """Every mapping with a text of its own, and where it stands."""
        for path, value in self.document.walk():
            if isinstance(value, dict) and "text" in value and path[:1] != ("sources",):
                yield path, value

    def sources(self) -> Iterator[tuple[str, Mapping[str, Value]]]:
        """The file's sources by their keys."""
        listed = self.document.get("sources")
        for key, value in listed.items() if isinstance(listed, dict) else ():
            if isinstance(value, dict):
                yield key, value

    def date(self, *path: str) -> dt.date | None:
        """The date at ``path``, if it is one."""
        value = self.document.get(*path)
        try:
            return dt.date.fromisoformat(value) if isinstance(value, str) else None
        except ValueError:
            return None

    def _is_printed(self, path: Path) -> bool:
        if not path or self.kind == "workspace":
            return False
        if self.kind == "patient":
            return True
        if self.kind == "medicine":
            return is_printed(path) and path[0] != "review"
        field = next((step for step in reversed(path) if isinstance(step, str)), "")
        if self.kind == "clinic":
            return field in _CLINIC_FIELDS
        return path[0] == "words" or (
            path[0] in ("contacts", "reporting") and field in ("name", "note", "text")
            and path != ("reporting", "note")
        )  # fmt: skip


def _printed(path: Path, text: str) -> str:
    if path[-1] != "text":
        return text
    try:
        return plain(parse(text))
    except MarkupError:
        return text
