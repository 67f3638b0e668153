"""What a professional fills in for one patient. It is printed and kept nowhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from pydantic import AfterValidator, Field, StringConstraints, ValidationError

from leaflet.errors import ContentError, Problem
from leaflet.model.common import Date, Model, printable

TIMES = ("morning", "midday", "evening", "bedtime")
MOST_NOTES, MOST_ROWS = 3, 60

Line = Annotated[str, StringConstraints(max_length=200), AfterValidator(printable)]
"""Words on one line, as they are written."""


class CalendarRowFields(Model):
    """One row of a dose calendar, exactly as it is to be printed."""

    start: Date = Field(alias="from")
    """The first day."""
    until: Date | None = None
    morning: Line | None = None
    midday: Line | None = None
    evening: Line | None = None
    bedtime: Line | None = None


class PatientFields(Model):
    """The fields of a patient's file."""

    name: Line | None = None
    morning: Line | None = None
    midday: Line | None = None
    evening: Line | None = None
    bedtime: Line | None = None
    start: Date | None = None
    """The day from which the dose holds."""
    notes: Annotated[tuple[Line, ...], Field(max_length=MOST_NOTES)] = ()
    """Lines below the dose."""
    calendar: Annotated[tuple[CalendarRowFields, ...], Field(max_length=MOST_ROWS)] = ()
    """Rows of a step-up or step-down calendar; leaflet computes none of them."""

    @property
    def doses(self) -> dict[str, str]:
        """Time of day → dose, of those that are given."""
        return {time: dose for time in TIMES if (dose := getattr(self, time)) is not None}


class Patient(PatientFields):
    """A patient's name, doses, start date and notes, to be printed in one leaflet.

        leaflet.Patient(name="A. Example", morning="2 tablets", start="2026-11-26")

    ``calendar`` takes a mapping for each row, as ``{"from": "2026-11-30", "morning": "1 tablet"}``.
    Its words are printed, and kept in no file's name, metadata or cache.

    Raises:
        ContentError: a value is of the wrong kind or too long.
    """

    def __init__(
        self,
        *,
        name: str | None = None,
        morning: str | None = None,
        midday: str | None = None,
        evening: str | None = None,
        bedtime: str | None = None,
        start: dt.date | str | None = None,
        notes: Sequence[str] = (),
        calendar: Sequence[Mapping[str, object]] = (),
    ) -> None:
        values: dict[str, Any] = {
            "name": name, "morning": morning, "midday": midday, "evening": evening,
            "bedtime": bedtime, "start": start, "notes": notes, "calendar": calendar,
        }  # fmt: skip
        try:
            super().__init__(**values)
        except ValidationError as error:
            raise ContentError(
                *(
                    Problem(None, f"the patient's {'.'.join(map(str, each['loc']))}: {each['msg']}")
                    for each in error.errors(include_input=False, include_url=False)
                )
            ) from None  # the error holds the patient's words

    def __repr__(self) -> str:
        """Nothing of the patient: a traceback or a log may show it."""
        return "Patient(...)"

    __str__ = __repr__
