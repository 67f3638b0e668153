"""The dose chart of one day: cells to write the dose into, by time of day."""

from __future__ import annotations

from dataclasses import dataclass

from leaflet.design import Paper, Setting, Type
from leaflet.layout.composer import Composer, Paragraph, own_words
from leaflet.layout.heads import fitted
from leaflet.layout.items import FrameItem, IconItem, Item, Placed, RuleItem, SlotItem
from leaflet.model.medicine import DoseTimes as DoseTimesModel
from leaflet.pdf.objects import Name
from leaflet.structure import StructureElement, for_patient

FRAME, INNER, LINE, RADIUS = 1.25, 0.75, 1.0, 4.0
PADDING = 9.0
ICON, ICON_GAP = 20.0, 7.5
LABEL_SIZES = (12.0, 11.5, 11.0, 10.5)
TIME_ICON = {"morning": "morning", "midday": "midday", "evening": "evening", "bedtime": "bed"}


def dose_cell(composer: Composer, time: str) -> StructureElement:
    """The cell for a dose: empty, or open for what is stamped for a patient."""
    if composer.patient is None:
        return StructureElement("TD")
    return for_patient(f"dose-{time}", "TD")


@dataclass(frozen=True, slots=True)
class DoseTimes:
    """Heading, and one cell for each time of day."""

    heading: Paragraph
    times: tuple[tuple[str, Paragraph, StructureElement], ...]
    """Time, its label, and the cell for what is written or stamped."""
    paper: Paper
    title: str
    slots: bool
    """Whether a patient's doses are to be printed."""

    @classmethod
    def compose(
        cls, composer: Composer, parent: StructureElement, chart: DoseTimesModel
    ) -> DoseTimes:
        """An H3 and a table of two rows: the times, and empty cells below them."""
        words = composer.locale.words
        section = parent.add(StructureElement("Sect", title=words.your_dose, id="dose-chart"))
        heading = composer.paragraph(
            section,
            own_words(f"**{words.your_dose}** {words.your_dose_note}"),
            role="H2",
        )
        table = section.add(StructureElement("Table"))
        head = table.add(StructureElement("THead")).add(StructureElement("TR"))
        body = table.add(StructureElement("TBody")).add(StructureElement("TR"))
        times = []
        for time in chart.times:
            cell = head.add(StructureElement("TH", attributes={"Table": {"Scope": Name("Column")}}))
            label = composer.paragraph(cell, getattr(words, time), bold=True)
            times.append((time, label, body.add(dose_cell(composer, time))))
        slots = composer.patient is not None
        return cls(heading, tuple(times), composer.paper, words.your_dose, slots)

    def place(self, y: float, type_: Type, writing: float) -> Placed:
        """``writing`` units of blank space stand over each line: 10 are 14 mm."""
        paper, u = self.paper, type_.u
        x, width = paper.side, paper.content_width
        heading = self.heading.place(x, y, width, type_)
        top = y + heading.height + 2 * u
        row = max(5 * u, ICON)
        height = 2 * u + row + writing * u + 2 * u
        items: list[Item] = [*heading.items]
        items.append(
            FrameItem(
                x=x + FRAME / 2,
                y=top + FRAME / 2,
                width=width - FRAME,
                height=height - FRAME,
                radii=(RADIUS,) * 4,
                weight=FRAME,
                stroke="ink",
            )
        )
        cell = width / len(self.times)
        for index, (time, label, _) in enumerate(self.times):
            start = x + index * cell
            if index:
                items.append(RuleItem(x=start, y=top, length=height, weight=INNER, vertical=True))
            items.append(
                IconItem(
                    name=TIME_ICON[time],
                    x=start + PADDING + 1,
                    y=top + 2 * u + (row - ICON) / 2,
                    width=ICON,
                    height=ICON,
                    colour="brand",
                )
            )
            label_x = start + PADDING + 1 + ICON + ICON_GAP
            room = start + cell - 4 - label_x
            setting = fitted(label, Setting(12, row, bold=True), room, LABEL_SIZES)
            items.extend(label.place_as(setting, label_x, top + 2 * u, room).items)
        for index, (time, _, element) in enumerate(self.times):
            start = x + index * cell + PADDING + 1
            bottom = top + height - 2 * u
            inner = cell - 2 * PADDING - 2
            items.append(RuleItem(x=start, y=bottom, length=inner, weight=LINE))
            if self.slots:
                items.append(
                    SlotItem(name=f"dose-{time}", x=start, y=bottom - writing * u, width=inner,
                             height=writing * u, element=element)
                )  # fmt: skip
        return Placed(heading.height + 2 * u + height, tuple(items))
