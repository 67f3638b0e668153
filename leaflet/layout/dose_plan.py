"""The dose plan: a table to fill in by hand, for a dose that changes over weeks."""

from __future__ import annotations

from dataclasses import dataclass

from leaflet.design import Paper, Setting, Style, Type
from leaflet.layout.composer import Composer, Paragraph, own_words
from leaflet.layout.dose_chart import FRAME, INNER, LABEL_SIZES, PADDING, RADIUS
from leaflet.layout.heads import fitted
from leaflet.layout.items import FrameItem, Item, Placed, RuleItem
from leaflet.model.medicine import DosePlan as DosePlanModel
from leaflet.pdf.objects import Name
from leaflet.structure import StructureElement

DATE_ROW = 8
"""Units: 11 mm, for handwriting."""
NUMBER_INDENT, NUMBER_DROP = 6.0, 3.0
"""A step's number stands in the upper corner of its cell, out of the way of the date."""


@dataclass(frozen=True, slots=True)
class DosePlan:
    """Heading, and a table: from which day each step holds, and how much a day."""

    heading: Paragraph
    labels: tuple[Paragraph, Paragraph]
    """The heads of the two rows."""
    steps: tuple[Paragraph, ...]
    """The numbers of the steps, in the cells for their dates."""
    paper: Paper
    title: str

    @classmethod
    def compose(cls, composer: Composer, parent: StructureElement, plan: DosePlanModel) -> DosePlan:
        """An H2 and a table: a step and its date head a column, its dose stands below."""
        words = composer.locale.words
        section = parent.add(StructureElement("Sect", title=words.your_plan, id="dose-chart"))
        heading = composer.paragraph(
            section, own_words(f"**{words.your_plan}** {words.your_dose_note}"), role="H2"
        )
        table = section.add(StructureElement("Table"))

        def head(row: StructureElement, text: str, scope: str) -> Paragraph:
            cell = row.add(StructureElement("TH", attributes={"Table": {"Scope": Name(scope)}}))
            return composer.paragraph(cell, text, bold=True, style=Style.LABEL)

        dates = table.add(StructureElement("THead")).add(StructureElement("TR"))
        from_day = head(dates, words.plan_from, "Column")
        steps = tuple(head(dates, f"{n + 1}.", "Column") for n in range(plan.steps))
        doses = table.add(StructureElement("TBody")).add(StructureElement("TR"))
        each_day = head(doses, words.plan_dose, "Row")
        for _ in steps:
            doses.add(StructureElement("TD"))
        return cls(heading, (from_day, each_day), steps, composer.paper, words.your_plan)

    def place(self, y: float, type_: Type, writing: float) -> Placed:
        """``writing`` units of blank space in the row of doses: 10 are 14 mm."""
        paper, u = self.paper, type_.u
        x, width = paper.side, paper.content_width
        heading = self.heading.place(x, y, width, type_)
        top = y + heading.height + 2 * u
        rows = (DATE_ROW * u, writing * u)
        height = sum(rows)
        first = paper.span(1) + paper.gutter / 2
        cell = (width - first) / len(self.steps)
        starts = [x + first + n * cell for n in range(len(self.steps))]
        items: list[Item] = [
            *heading.items,
            FrameItem(
                x=x + FRAME / 2, y=top + FRAME / 2, width=width - FRAME, height=height - FRAME,
                radii=(RADIUS,) * 4, weight=FRAME, stroke="ink",
            ),
        ]  # fmt: skip
        labels = []
        row_top = top
        for label, row in zip(self.labels, rows, strict=True):
            room = first - PADDING - 4
            setting = fitted(label, Setting(12, row, bold=True), room, LABEL_SIZES)
            labels.append(label.place_as(setting, x + PADDING, row_top, room))
            row_top += row
        items.extend(labels[0].items)
        number = type_.setting(Style.LABEL)
        for step, start in zip(self.steps, starts, strict=True):
            at = start + NUMBER_INDENT
            items.extend(step.place_as(number, at, top + NUMBER_DROP, cell - NUMBER_INDENT).items)
        items.extend(labels[1].items)
        items.append(RuleItem(x=x, y=top + rows[0], length=width, weight=INNER))
        items.extend(
            RuleItem(x=start, y=top, length=height, weight=INNER, vertical=True) for start in starts
        )
        return Placed(heading.height + 2 * u + height, tuple(items))
