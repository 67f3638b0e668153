"""A patient's words on their way into one leaflet: read, looked at, and given to the stamp.

Nothing here is kept in a cache or a file, and a message quotes no more than what is wrong.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from leaflet.errors import ContentError, OverfullError, Problem
from leaflet.model.patient import TIMES, Patient, PatientFields

if TYPE_CHECKING:
    from leaflet.compiled import Compiled
    from leaflet.layout.composer import Calendar, PatientRoom
    from leaflet.model.locale import Locale
    from leaflet.reader.document import Document
    from leaflet.stamping.patient import PatientFiller

LARGEST = 100_000
"""Bytes of what is read; a patient's file has a few hundred."""


def read_patient(data: bytes, file: str, words: Locale) -> Patient:
    """A patient's name, doses and notes from YAML or JSON.

    Args:
        data: what was read.
        file: what messages call it: ``standard input``.
        words: the locale in which it will be printed.

    Raises:
        ContentError: a field is unknown or wrong, or a dose is written in an error-prone way.
    """
    from leaflet.reader import examine_patient

    if len(data) > LARGEST:
        raise ContentError(Problem(None, f"{file} has more than {LARGEST // 1000} KB"))
    examined = examine_patient(data, file)
    fields = examined.right()
    assert examined.document is not None  # by right
    problems = _error_prone(examined.document, words)
    if problems:
        raise ContentError(*problems)
    return Patient.model_construct(**dict(fields))


def checked(patient: Patient, words: Locale) -> Patient:
    """A patient made in code, held to the same rules.

    Raises:
        ContentError: a dose is written in an error-prone way.
    """
    from leaflet.reader import examine_patient

    told = patient.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    data = json.dumps(told, ensure_ascii=False).encode()
    document = examine_patient(data, "patient").document
    assert document is not None  # JSON of ours is YAML
    problems = _error_prone(document, words)
    if problems:
        raise ContentError(*(replace(problem, location=None) for problem in problems))
    return patient


def _error_prone(document: Document, words: Locale) -> list[Problem]:
    """What the lints of doses say, warnings too: here a professional can still write it anew."""
    from leaflet.lints.doses import DOSE_LINTS
    from leaflet.lints.linted import Linted

    linted = Linted(
        kind="patient", file=document.file, document=document, problems=(),
        as_of=dt.date.min, locale_file=words,
    )  # fmt: skip
    found = {
        (seen.location, seen.what): Problem(seen.location, seen.what, seen.hint)
        for look in DOSE_LINTS
        for seen in look(linted)
    }
    return list(found.values())


class PatientPages:
    """The pages with room for one patient, and what fills it."""

    def __init__(
        self,
        patient: Patient,
        words: Locale,
        make: Callable[[str, str, str, PatientRoom], Compiled],
    ) -> None:
        self.patient = patient
        self.words = words
        self._make = make

    @property
    def characters(self) -> str:
        """All that it prints."""
        patient, words = self.patient, self.words.words
        texts = (patient.name, *patient.doses.values(), *patient.notes, self._start)
        return "".join(text for text in (*texts, words.field_name, words.start_date) if text)

    def pages(self, paper: str, edition: str, characters: str) -> Compiled:
        """Compiled pages for slots with these characters and the patient's.

        Raises:
            OverfullError: there is no room on two pages.
            ContentError: the leaflet has no place for a dose.
        """
        from leaflet.layout.composer import PatientRoom

        patient = self.patient
        room = PatientRoom(
            head=patient.name is not None or patient.start is not None,
            notes=len(patient.notes),
            calendar=self._calendar(),
        )
        try:
            needed = "".join(sorted({*characters, *self.characters}))
            compiled = self._make(paper, edition, needed, room)
        except OverfullError as error:
            raise OverfullError(
                *error.problems,
                Problem(
                    None, "there is no room for the patient's lines", "take notes out, or build "
                    "the large-print edition: --edition large"
                ),
            ) from None  # fmt: skip
        there = {box.name for box in compiled.leaflet.slots}
        missing = [time for time in patient.doses if f"dose-{time}" not in there]
        if missing:
            raise ContentError(
                *(
                    Problem(None, f"this leaflet's dose chart has no place for a {time} dose",
                            "write it in the notes")
                    for time in missing
                )
            )  # fmt: skip
        return compiled

    def _calendar(self) -> Calendar | None:
        """The rows as they were entered; columns that no row fills are left out."""
        from leaflet.layout.composer import Calendar

        rows = self.patient.calendar
        if not rows:
            return None
        words = self.words.words
        columns = [("start", words.plan_from), ("until", words.calendar_until),
                   *((time, getattr(words, time)) for time in TIMES)]  # fmt: skip
        used = [
            (name, head) for name, head in columns
            if any(getattr(row, name) is not None for row in rows)
        ]  # fmt: skip
        return Calendar(
            heads=tuple(head for _, head in used),
            rows=tuple(tuple(self._cell(getattr(row, name)) for name, _ in used) for row in rows),
            dates=sum(name in {"start", "until"} for name, _ in used),
        )

    def _cell(self, value: dt.date | str | None) -> str:
        if isinstance(value, dt.date):
            return self._date(value)
        return value or ""

    def _date(self, date: dt.date) -> str:
        from leaflet.layout.feet import date_text

        numbers = self.words.numbers
        return date_text(numbers, numbers.date, date)

    def filler(self, edition: str) -> PatientFiller:
        """What fills the patient's slots."""
        from leaflet.stamping.patient import PatientFiller

        words = self.words.words
        return PatientFiller(
            self.patient.name, self._start, self.patient.doses, self.patient.notes,
            (words.field_name, words.start_date), edition,
        )  # fmt: skip

    @property
    def _start(self) -> str | None:
        return self._date(self.patient.start) if self.patient.start else None


__all__ = ["Patient", "PatientFields", "PatientPages", "checked", "read_patient"]
