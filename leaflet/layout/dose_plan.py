"""The dose plan: a table to fill in by hand, for a dose that changes over weeks."""

from __future__ import annotations

from dataclasses import dataclass

from leaflet.design import Paper, Setting, Type
from leaflet.layout.composer import Composer, Paragraph, own_words
from leaflet.layout.dose_chart import FRAME, INNER, LABEL_SIZES, PADDING, RADIUS
from leaflet.layout.heads import fitted
from leaflet.layout.items import FrameItem, Item, Placed, RuleItem
from leaflet.model.medicine import DosePlan as DosePlanModel
from leaflet.pdf.objects import Name
from leaflet.structure import StructureElement

DATE_ROW = 8
"""Units: 11 mm, for handwriting."""
HEAD_ROW = 6


@dataclass(frozen=True, slots=True)
class DosePlan:
    """Heading, and a table: the steps, from which day each holds, and how much a day."""

    heading: Paragraph
    labels: tuple[Paragraph, Paragraph, Paragraph]
    """The heads of the three rows."""
    steps: tuple[Paragraph, ...]
    paper: Paper
    title: str

    @classmethod
    def compose(cls, composer: Composer, parent: StructureElement, plan: DosePlanModel) -> DosePlan:
        """An H2 and a table with column heads and row heads; its cells are empty."""
        words = composer.locale.words
        section = parent.add(StructureElement("Sect", title=words.your_plan, id="dose-chart"))
        heading = composer.paragraph(
            section, own_words(f"**{words.your_plan}** {words.your_dose_note}"), role="H2"
        )
        table = section.add(StructureElement("Table"))

        def head(row: StructureElement, text: str, scope: str) -> Paragraph:
            cell = row.add(StructureElement("TH", attributes={"Table": {"Scope": Name(scope)}}))
            return composer.paragraph(cell, text, bold=True)

        row = table.add(StructureElement("THead")).add(StructureElement("TR"))
        corner = head(row, words.plan_step, "Column")
        steps = tuple(head(row, str(n + 1), "Column") for n in range(plan.steps))
        body = table.add(StructureElement("TBody"))

        def empty_row(text: str) -> Paragraph:
            row = body.add(StructureElement("TR"))
            label = head(row, text, "Row")
            for _ in steps:
                row.add(StructureElement("TD"))
            return label

        labels = (corner, empty_row(words.plan_from), empty_row(words.plan_dose))
        return cls(heading, labels, steps, composer.paper, words.your_plan)

    def place(self, y: float, type_: Type, writing: float) -> Placed:
        """``writing`` units of blank space in the row of doses: 10 are 14 mm."""
        paper, u = self.paper, type_.u
        x, width = paper.side, paper.content_width
        heading = self.heading.place(x, y, width, type_)
        top = y + heading.height + 2 * u
        rows = (HEAD_ROW * u, DATE_ROW * u, writing * u)
        height = sum(rows)
        first = paper.span(1) + paper.gutter / 2
        cell = (width - first) / len(self.steps)
        items: list[Item] = [
            *heading.items,
            FrameItem(
                x=x + FRAME / 2, y=top + FRAME / 2, width=width - FRAME, height=height - FRAME,
                radii=(RADIUS,) * 4, weight=FRAME, stroke="ink",
            ),
        ]  # fmt: skip
        row_top = top
        for row, (label, row_height) in enumerate(zip(self.labels, rows, strict=True)):
            if row:
                items.append(RuleItem(x=x, y=row_top, length=width, weight=INNER))
            heads = [(label, x, first)]
            if not row:
                starts = (x + first + n * cell for n in range(len(self.steps)))
                heads += [
                    (step, start, cell) for step, start in zip(self.steps, starts, strict=True)
                ]
            for head, start, room in heads:
                setting = fitted(
                    head, Setting(12, row_height, bold=True), room - PADDING - 4, LABEL_SIZES
                )
                items.extend(head.place_as(setting, start + PADDING, row_top, room).items)
            row_top += row_height
        items.extend(
            RuleItem(x=x + first + n * cell, y=top, length=height, weight=INNER, vertical=True)
            for n in range(len(self.steps))
        )
        return Placed(heading.height + 2 * u + height, tuple(items))
