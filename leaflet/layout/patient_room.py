"""Room for what a professional fills in for one patient, below the dose chart."""

from __future__ import annotations

from dataclasses import dataclass

from leaflet.design import Paper, Type
from leaflet.layout.composer import Composer
from leaflet.layout.items import Item, Placed, SlotItem
from leaflet.structure import StructureElement, for_patient

ROW = 6
"""Units of the row for name and start date."""


@dataclass(frozen=True, slots=True)
class PatientLines:
    """A row for name and start date, and a line for each note."""

    head: StructureElement | None
    notes: StructureElement | None
    count: int
    paper: Paper

    @classmethod
    def compose(cls, composer: Composer, parent: StructureElement) -> PatientLines | None:
        """Nothing where no patient is named; the words come when the leaflet is stamped."""
        room = composer.patient
        if room is None or not (room.head or room.notes):
            return None
        return cls(
            parent.add(for_patient("head")) if room.head else None,
            parent.add(for_patient("notes")) if room.notes else None,
            room.notes,
            composer.paper,
        )

    def place(self, y: float, type_: Type) -> Placed:
        """As wide as the page."""
        x, width, top = self.paper.side, self.paper.content_width, y
        items: list[Item] = []
        if self.head is not None:
            height = ROW * type_.u
            items.append(SlotItem(name="patient-head", x=x, y=top, width=width, height=height,
                                  element=self.head))  # fmt: skip
            top += height
        if self.notes is not None:
            height = self.count * type_.leading
            items.append(SlotItem(name="patient-notes", x=x, y=top, width=width, height=height,
                                  element=self.notes))  # fmt: skip
            top += height
        return Placed(top - y, tuple(items))
