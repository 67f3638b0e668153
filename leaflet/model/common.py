"""The parts that the YAML files share: strict text, statements, sources, names, dates."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import Annotated, ClassVar, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
)
from pydantic_core import PydanticCustomError

from leaflet.model.markup import LANGUAGE_TAG

LONGEST_TEXT = 5_000
"""Characters in one field: more is a mistake, and long paragraphs take quadratic time."""

ICON_NAMES = (
    "tablet", "person", "clock", "glass", "warn", "phone", "tell", "siren", "eye", "face",
    "bottle", "list", "missed", "lock", "morning", "midday", "evening", "bed", "info", "turn",
    "car", "card", "baby", "heart", "flame", "thermometer", "capsule", "tube", "never",
)  # fmt: skip


class Model(BaseModel):
    """A mapping of the YAML: unknown keys are errors, values never change."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=False)

    kind_of_thing: ClassVar[str] = "mapping"


_UNNAMED = {
    "Cc": "a control character",
    "Cs": "half a character",
    "Co": "a character of one font alone",
    "Cn": "no character of Unicode",
}
"""What to call characters that have no name, by their category. All others have one."""


def printable(text: str) -> str:
    """``text`` in Unicode's composed form (NFC), or an error that names the bad character.

    Line feeds of folded YAML are allowed nowhere: a statement is one paragraph.
    """
    text = unicodedata.normalize("NFC", text.strip(" "))
    if all(unicodedata.category(character) == "Zs" for character in text):  # or there is none
        raise PydanticCustomError("empty_text", "is empty")
    for character in text:
        if character in "\n\r\t" or unicodedata.category(character) in {
            "Cc",
            "Cf",
            "Cs",
            "Co",
            "Cn",
            "Zl",
            "Zp",
        }:
            name = unicodedata.name(character, _UNNAMED.get(unicodedata.category(character), ""))
            raise PydanticCustomError(
                "unprintable",
                "has U+{code} ({name}), which cannot be printed",
                {"code": f"{ord(character):04X}", "name": name, "character": character},
            )
    return text


Text = Annotated[str, StringConstraints(max_length=LONGEST_TEXT), AfterValidator(printable)]
"""Words that are printed as they are written, without mark-up."""

MarkedText = Annotated[str, StringConstraints(max_length=LONGEST_TEXT), AfterValidator(printable)]
"""Words with leaflet's own mark-up: ``**bold**`` and ``[mot]{lang=fr}`` (see ``model.markup``)."""

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
"""A name in small letters, figures and single hyphens: ``how-to-take``."""

SourceKey = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$", max_length=40)
]

LanguageTag = Annotated[str, StringConstraints(pattern=LANGUAGE_TAG)]
"""A BCP 47 language tag: language, perhaps script, perhaps region."""

IconName = Literal[ICON_NAMES]  # type: ignore[valid-type]

ContactName = Literal["emergency", "advice", "poison"]
"""Which of a locale's contacts."""


def _only_date(value: object) -> object:
    """ISO 8601 calendar dates only: pydantic alone would read ``12`` as seconds since 1970."""
    if isinstance(value, str) and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        raise PydanticCustomError("date_form", "is not a date like 2026-11-21")
    return value


Date = Annotated[dt.date, BeforeValidator(_only_date)]


class Statement(Model):
    """One thing the leaflet says, with the sources it stands on."""

    id: Identifier
    text: MarkedText
    sources: Annotated[tuple[SourceKey, ...], Field(min_length=1)]
    note: Text | None = None
    """For reviewers only; never printed."""


class Source(Model):
    """Where a fact was read."""

    title: Text
    publisher: Text
    """As the leaflet's foot prints it: "NHS", "US tablet label"."""
    address: Annotated[str, StringConstraints(pattern=r"^https?://[^\s]+$", max_length=500)]
    checked: Date
    """When the statement was compared with the source."""
    grade: Literal["A", "B", "C"] = "A"
    """A: the authority's own page; B: its text in a republished copy; C: secondary."""


Sources = dict[SourceKey, Source]
