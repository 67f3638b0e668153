"""The text that an approval covers, in a canonical form whose SHA-256 is the approval's digest.

Form 1 is UTF-8 text in Unicode's composed form (NFC), each line ended by a line feed. The first
line is ``leaflet text, form 1``. Each further line has three parts with a tab between them (which
no text can hold): the *place* of a statement, its *words* as the YAML has them with their mark-up,
and the keys of its *sources* with single spaces between them (empty where it has none). In order:

1. everything that the medicine's file says, in the order of reading. A place is the path of keys
   to it; an item of a list goes by its id, a row of the side-effect table by its urgency, anything
   else by its number from 1: ``warning.withdrawal.effects.withdrawal-fits``;
2. the file's sources by their keys, with title, publisher, address, date checked and grade;
3. of the locale, below ``locale``: its contacts, its line on reporting, by their keys the words
   that give the text its sense (``SENSE`` and those of its dose chart), and its sources.

Left out is what does not tell a patient anything: icons, notes for reviewers, names to search by,
ids apart from places, layout, paper, faces, and the clinic with its brand. Order and folding of the
YAML's own lines, quotation marks and comments do not reach the model, and so not this form.

What is new in a model is covered from the day it is there. Where a file leaves it out and it has no
value of its own then, the digest stays what it was.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel

from leaflet.errors import ContentError, Location, Problem
from leaflet.model.common import Statement
from leaflet.model.locale import Locale
from leaflet.model.medicine import DoseTimes, Leaflet

FORM = "form1"
HEADING = "leaflet text, form 1"

SILENT = frozenset(("id", "icon", "form_icon", "also_called", "medicine", "locale", "review"))
"""Fields that tell a patient nothing. (Medicine and locale stand in lines of their own; so little
tells a statement's note, but a contact's note is printed.)"""

FURNITURE = frozenset(
    (
        "another_way", "another_way_scan", "another_way_text", "another_way_text_large", "back",
        "blank_label", "calendar_until", "clinic_line", "contents_page", "cover", "cover_title",
        "dose_calendar", "dose_line_alt", "draft", "field_date", "field_given_by", "field_name",
        "field_next_check", "full_list", "in_this_leaflet", "logo_alt", "my_questions",
        "next_review", "page", "patient_leaflet_large", "pharmacy", "pharmacy_label",
        "pharmacy_phone_line", "pharmacy_stamp", "qr_alt", "questions_call", "read_online",
        "reviewed", "reviewer", "sources", "start_date", "this_is_for", "turn_over", "version",
        "version_date", "version_page",
    )
)  # fmt: skip
"""Words of the locale that belong to the sheet, or to what is filled in for a patient: they are not
covered. A new word belongs here or above (test_every_word_is_told_apart)."""


DAY_TIMES = ("morning", "midday", "evening", "bedtime")
TIMES_WORDS = ("your_dose", "your_dose_note")
PLAN_WORDS = ("your_plan", "your_dose_note", "plan_from", "plan_dose")
"""Words that stand over or in a dose chart of their kind, and nowhere else."""

SENSE = (
    "ask_pharmacist", "how_soon", "patient_leaflet", "warning", "what_and_warning", "what_notice",
    "what_to_do", "who_to_call",
)  # fmt: skip
"""Words of the locale that give every leaflet's text its sense."""


@dataclass(frozen=True, slots=True)
class Said:
    """One line of the canonical form."""

    place: str
    words: str
    sources: str = ""

    @property
    def name(self) -> str:
        """The statement's id, or the last step of its place."""
        return self.place.rpartition(".")[2]


@dataclass(frozen=True, slots=True)
class ReviewedText:
    """All that an approval covers, in order."""

    lines: tuple[Said, ...]

    @classmethod
    def of(cls, leaflet: Leaflet, locale: Locale) -> ReviewedText:
        """What the leaflet says in this locale."""
        words = {word: getattr(locale.words, word) for word in words_of(leaflet)}
        return cls(
            (
                Said("medicine", leaflet.medicine),
                Said("locale", leaflet.locale),
                *_of(leaflet, ""),
                *_of(locale.contacts, "locale.contacts"),
                *(_of(locale.reporting, "locale.reporting") if locale.reporting else ()),
                *_of(words, "locale.words"),
                *_of(locale.sources, "locale.sources"),
            )
        )

    @classmethod
    def read(cls, data: bytes, file: str) -> ReviewedText:
        """From its canonical form, as it was kept when it was approved.

        Raises:
            ContentError: it is no such file.
        """
        try:
            heading, *lines = data.decode("utf-8").removesuffix("\n").split("\n")
            said = tuple(Said(*line.split("\t")) for line in lines)
        except (UnicodeDecodeError, TypeError):
            heading, said = "", ()
        if heading != HEADING or not said:
            what = "is no text that leaflet kept for an approval, or of a newer leaflet"
            raise ContentError(Problem(Location(file), what, "take it from your backup"))
        return cls(said)

    def canonical(self) -> bytes:
        """The canonical form."""
        lines = (f"{said.place}\t{said.words}\t{said.sources}" for said in self.lines)
        return ("\n".join((HEADING, *lines)) + "\n").encode("utf-8")

    @property
    def digest(self) -> str:
        """``form1:sha256:`` and 64 hexadecimal digits."""
        return f"{FORM}:sha256:{hashlib.sha256(self.canonical()).hexdigest()}"


def words_of(leaflet: Leaflet) -> tuple[str, ...]:
    """The words of the locale that its approval covers: those of its dose chart, and ``SENSE``."""
    chart = leaflet.dose_chart
    if isinstance(chart, DoseTimes):
        return (*SENSE, *TIMES_WORDS, *chart.times)
    return SENSE if chart is None else (*SENSE, *PLAN_WORDS)


def kept_name(medicine: str, locale: str, digest: str) -> str:
    """Where the approved text of a digest is kept, below ``content``."""
    return f"approvals/{medicine}/{locale}/{digest.rpartition(':')[2][:16]}.txt"


def in_short(digest: str) -> str:
    """Sixteen figures of a digest in groups of four, for people: ``b559-b91e-2c1b-8c4d``."""
    figures = digest.rpartition(":")[2][:16]
    return "-".join(figures[start : start + 4] for start in range(0, 16, 4))


def _of(value: object, place: str) -> Iterator[Said]:
    if isinstance(value, BaseModel):
        yield from _of_model(value, place)
    elif isinstance(value, dict):
        for key in sorted(value):
            yield from _of(value[key], _below(place, key))
    elif isinstance(value, tuple):
        yield from _of_list(value, place)
    elif isinstance(value, dt.date):
        yield Said(place, value.isoformat())
    elif value is not None:
        yield Said(place, str(value))


def _of_model(model: BaseModel, place: str) -> Iterator[Said]:
    skipped = SILENT
    if isinstance(model, Statement):
        yield Said(place, model.text, " ".join(model.sources))
        skipped = SILENT | {"text", "sources", "note"}
    for field in type(model).model_fields:
        if field not in skipped:
            yield from _of(getattr(model, field), _below(place, field))


def _of_list(items: tuple[object, ...], place: str) -> Iterator[Said]:
    if place.endswith(".sources"):  # keys; the sources themselves are a mapping
        yield Said(place, " ".join(map(str, items)))
        return
    for number, item in enumerate(items, start=1):
        name = getattr(item, "id", None) or getattr(item, "urgency", None) or number
        yield from _of(item, _below(place, str(name)))


def _below(place: str, step: str) -> str:
    return f"{place}.{step}" if place else step
