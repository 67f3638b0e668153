"""What a reviewer goes through: every statement with its sources, part by part in reading order."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import count

from pydantic import BaseModel

from leaflet.lints.measures import measure
from leaflet.model.common import Source, Statement
from leaflet.model.locale import Locale
from leaflet.model.medicine import Leaflet
from leaflet.review.changes import SAFETY, as_printed, group_of
from leaflet.review.text import ReviewedText, Said

A_GRADE = 5
"""Words from which on a reading grade says anything."""
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")
_ELSEWHERE = re.compile(
    r"(medicine|locale|version|date|next_review)$|(locale\.)?sources\.|.*\.(sources|urgency)$"
)
"""Places that stand on the first page, or beside the words that they belong to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One thing to check.

    Attributes:
        number: from 1, for talking about it.
        name: its id, or its place within its part.
        words: as they are printed.
        sources: what it stands on, by their keys.
        note: for reviewers, from the file.
        grade: the US school grade that reads it (Flesch-Kincaid); ``None`` where it says nothing.
        critical: a slip here may harm.
    """

    number: int
    name: str
    words: str
    sources: Mapping[str, Source]
    note: str
    grade: float | None
    critical: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the leaflet with its rows."""

    title: str
    rows: tuple[Row, ...]


def parts(leaflet: Leaflet, locale: Locale) -> tuple[Part, ...]:
    """All that an approval covers but sources and dates, each once."""
    text = ReviewedText.of(leaflet, locale)
    notes = _notes(leaflet) | _notes(locale)
    keys = {
        said.place.removesuffix(".sources"): said.words
        for said in text.lines
        if said.place.endswith(".sources")
    }
    found: dict[str, list[Row]] = {}
    english = locale.locale.startswith("en")
    for said in text.lines:
        if _ELSEWHERE.match(said.place):
            continue
        owner = said.place.rpartition(".")[0]
        own = said.sources or (keys.get(owner, "") if said.name in ("headline", "number") else "")
        listed = locale.sources if said.place.startswith("locale.") else leaflet.sources
        words = as_printed(said.words)
        row = Row(
            number=0,
            name=_name(said),
            words=words,
            sources={key: listed[key] for key in own.split()},
            note=notes.get(said.name, ""),
            grade=reading_grade(words)
            if english and own and len(words.split()) >= A_GRADE
            else None,
            critical=group_of(said.place) < SAFETY,
        )
        found.setdefault(_title(said.place, leaflet, locale), []).append(row)
    numbers = count(1)
    return tuple(
        Part(title=title, rows=tuple(replace(row, number=next(numbers)) for row in rows))
        for title, rows in found.items()
    )


def reading_grade(words: str) -> float:
    """The grade by Flesch and Kincaid; of a few words it is only a hint."""
    return max(0.0, measure(_SENTENCE_END.split(words)).flesch_kincaid)


def _notes(model: BaseModel) -> dict[str, str]:
    """The notes for reviewers by their statements' ids."""
    found: dict[str, str] = {}
    waiting: list[object] = [model]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Statement) and value.note:
            found[value.id] = value.note
        if isinstance(value, BaseModel):
            waiting.extend(getattr(value, field) for field in type(value).model_fields)
        elif isinstance(value, tuple):
            waiting.extend(value)
    return found


def _name(said: Said) -> str:
    """The id of a statement; of other words the last steps of their place."""
    if said.sources and said.name not in ("caption", "emergency", "advice", "reporting"):
        return said.name
    steps = [step for step in said.place.split(".") if not step.isdecimal()]
    return " ".join(steps[-1:] if len(steps) < 3 else steps[-2:]).replace("_", " ")


def _title(place: str, leaflet: Leaflet, locale: Locale) -> str:
    """The part of the leaflet that a place is in, in its own words."""
    first, *rest = place.split(".")
    if first == "warning":
        half = "too much" if rest[0] == "overdose" else "first half"
        whole = rest[0] in ("short", "short_parts", "never")
        return f"The warning box: {'as a whole' if whole else half}"
    if first == "side_effects":
        rows = {row.urgency: row.heading for row in leaflet.side_effects.rows}
        return f"Side effects: {rows[rest[1]]}" if rest[0] == "rows" else "Side effects"  # type: ignore[index]
    if first == "locale":
        return f"For every leaflet in {locale.locale}: {rest[0]}"
    named = {each.id: each.heading for each in leaflet.key_facts}
    named |= {each.id: each.heading for each in (*leaflet.taking, *leaflet.sections)}
    if rest and rest[0] in named:
        return named[rest[0]]
    return {"contacts": "Whom to call for what", "dose_chart": "Dose chart"}.get(
        first, "Name, form, foot of the page"
    )
