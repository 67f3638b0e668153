"""A patient's dose, name and notes in their slots: whole in their one size, or refused."""

from __future__ import annotations

import re

from leaflet.stamping.slots import BASELINE
from leaflet.structure import StructureElement

TYPE_CHECKING = False  # see leaflet.pdf.objects
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from leaflet.errors import OverfullError
    from leaflet.stamping.pen import SlotPen

DOSE = {"standard": (13.0, 14.5), "large": (20.0, 23.0)}
LINE = {"standard": (12.0, 16.0), "large": (18.0, 24.0)}
"""Edition → size and leading. Nothing of the patient's is ever set smaller to fit."""
OVER_THE_LINE = {"standard": 4.0, "large": 7.0}
"""From the last baseline of a dose to the line it stands on."""
CAPITALS = 0.72
"""How high figures are, in em."""


class PatientFiller:
    """Fills the slots of one patient; what does not fit is not repeated in the message.

    Args:
        doses: time of day → dose.
        start: the start date as it is printed.
        labels: of name and start date.
    """

    def __init__(
        self,
        name: str | None,
        start: str | None,
        doses: Mapping[str, str],
        notes: Sequence[str],
        labels: tuple[str, str],
        edition: str,
    ) -> None:
        self.name = name
        self.start = start
        self.doses = doses
        self.notes = notes
        self.labels = labels
        self.edition = edition

    def fill(self, name: str, pen: SlotPen, element: StructureElement) -> None:
        """Draw slot ``name``; what it says goes below ``element``.

        Raises:
            OverfullError: a text does not fit its place.
        """
        kind, _, time = name.partition("-")
        if kind == "dose":
            self._dose(time, pen, element)
        elif time == "head":
            self._head(pen, element)
        else:
            self._notes(pen, element)

    def _dose(self, time: str, pen: SlotPen, element: StructureElement) -> None:
        """In figures over the line that a hand would write on."""
        dose = self.doses.get(time)
        if dose is None:
            return
        size, leading = DOSE[self.edition]
        foot = pen.height - OVER_THE_LINE[self.edition]
        held = re.sub(r"(?<=\d) (?=\w)", "\u00a0", dose)  # a figure keeps what it counts
        lines = pen.wrap(held, size, pen.width, bold=True)
        most = 1 + int((foot - CAPITALS * size) // leading)
        wide = max(pen.measure(line, size, bold=True) for line in lines)
        if len(lines) > most or wide > pen.width:
            raise does_not_fit(f"the {time} dose", most * pen.width / size)
        said = element.add(StructureElement("P"))
        for index, line in enumerate(lines):
            above = (len(lines) - 1 - index) * leading
            pen.text(said, line, 0, foot - above, size, bold=True,
                     more=index < len(lines) - 1)  # fmt: skip

    def _head(self, pen: SlotPen, element: StructureElement) -> None:
        """Name at the start, the start date at the end."""
        size, _ = LINE[self.edition]
        baseline = pen.height / 2 + BASELINE * size
        room = pen.width
        if self.start is not None:
            wide = pen.measure(f"{self.labels[1]} ", size, bold=True) + pen.measure(
                self.start, size
            )
            room -= wide + 16
        if self.name is not None:
            said = element.add(StructureElement("P"))
            x = pen.text(said, f"{self.labels[0]} ", 0, baseline, size, bold=True)
            if x + pen.measure(self.name, size) > room:
                raise does_not_fit("the patient's name", (room - x) / size)
            pen.text(said, self.name, x, baseline, size)
        if self.start is not None:
            said = element.add(StructureElement("P"))
            x = 0.0 if self.name is None else room + 16
            x += pen.text(said, f"{self.labels[1]} ", x, baseline, size, bold=True)
            pen.text(said, self.start, x, baseline, size)

    def _notes(self, pen: SlotPen, element: StructureElement) -> None:
        size, leading = LINE[self.edition]
        for index, note in enumerate(self.notes):
            if pen.measure(note, size) > pen.width:
                raise does_not_fit(f"line {index + 1} of the notes", pen.width / size)
            said = element.add(StructureElement("P"))
            pen.text(said, note, 0, leading * (index + 0.5) + BASELINE * size, size)


def does_not_fit(what: str, ems: float) -> OverfullError:
    """The error for a patient's words that are too long: it tells how many fit, not which."""
    from leaflet.errors import OverfullError, Problem

    return OverfullError(
        Problem(
            None,
            f"{what} does not fit its place, and it is never made smaller",
            f"about {max(1, int(ems / 0.58))} characters fit",
        )
    )
