"""The dose chart of large print: a row for each time of day, or for each step of a plan."""

from __future__ import annotations

from dataclasses import dataclass

from leaflet.design import Paper, Setting, Style, Type
from leaflet.layout.composer import Composer, Paragraph
from leaflet.layout.dose_chart import TIME_ICON, dose_cell
from leaflet.layout.heads import fitted
from leaflet.layout.items import IconItem, Item, Placed, RuleItem, SlotItem
from leaflet.layout.key_facts import Headed
from leaflet.layout.large import answers, strips
from leaflet.layout.large.rows import ICON, ICON_GAP, PADDING, framed_rows
from leaflet.layout.large.strips import Part, Strip
from leaflet.model.medicine import DosePlan, DoseTimes
from leaflet.pdf.objects import Name
from leaflet.structure import StructureElement

LINE, INNER = 1.25, 1.0
DOSE_ROW = 8
"""Units: 17 mm, room for large handwriting."""
HEAD_ROW = 6
LABEL_SIZES = (18.0, 17.0, 16.0)


def _opened(
    head: Headed, note: Paragraph, rows: list[Strip], paper: Paper, type_: Type
) -> list[Strip]:
    """Heading, note, and rows that keep together."""
    said = answers.paragraph(note, paper.side, paper.content_width, type_, gap=3)
    kept = [strips.at_least(rows[0], Part.HEADING), *rows[1:]]
    headed = strips.headed([answers.head(head, paper, type_), *said], kept)
    return answers.opened(headed, paper, type_)


def _head_cell(row: StructureElement, scope: str) -> StructureElement:
    return row.add(StructureElement("TH", attributes={"Table": {"Scope": Name(scope)}}))


@dataclass(frozen=True, slots=True)
class DoseRows:
    """The heading, and a row with a line to write on for each time of day."""

    head: Headed
    note: Paragraph
    times: tuple[tuple[str, Paragraph, StructureElement], ...]
    paper: Paper
    slots: bool
    """Whether a patient's doses are to be printed."""

    @classmethod
    def compose(cls, composer: Composer, parent: StructureElement, chart: DoseTimes) -> DoseRows:
        """An H2 and a table: each row has the time as its head, and an empty cell."""
        words = composer.locale.words
        section = parent.add(StructureElement("Sect", title=words.your_dose, id="dose-chart"))
        heading = composer.paragraph(section, words.your_dose, role="H2", style=Style.H2)
        note = composer.paragraph(section, words.your_dose_note)
        table = section.add(StructureElement("Table"))
        times = []
        for time in chart.times:
            row = table.add(StructureElement("TR"))
            label = composer.paragraph(_head_cell(row, "Row"), getattr(words, time), bold=True)
            times.append((time, label, row.add(dose_cell(composer, time))))
        slots = composer.patient is not None
        return cls(Headed("clock", heading), note, tuple(times), composer.paper, slots)

    def strips(self, type_: Type) -> list[Strip]:
        """The chart is not divided."""
        paper = self.paper
        rows = framed_rows(
            [self._row(time, label, cell, type_) for time, label, cell in self.times],
            paper,
            type_,
        )
        return _opened(self.head, self.note, rows, paper, type_)

    def _row(self, time: str, label: Paragraph, cell: StructureElement, type_: Type) -> Placed:
        paper, height = self.paper, DOSE_ROW * type_.u
        x, end = paper.side + PADDING, paper.side + paper.content_width - PADDING
        label_x = x + ICON + ICON_GAP
        line_x = paper.column_start(2)
        setting = Setting(LABEL_SIZES[0], height, bold=True)
        set_in = fitted(label, setting, line_x - 8 - label_x, LABEL_SIZES)
        line_y = height - 1.75 * type_.u
        slot = SlotItem(name=f"dose-{time}", x=line_x, y=0, width=end - line_x, height=line_y,
                        element=cell)  # fmt: skip
        return Placed(
            height,
            (
                IconItem(name=TIME_ICON[time], x=x, y=(height - ICON) / 2, width=ICON, height=ICON,
                         colour="brand"),
                *label.place_as(set_in, label_x, 0, line_x - label_x).items,
                RuleItem(x=line_x, y=line_y, length=end - line_x, weight=LINE),
                *((slot,) if self.slots else ()),
            ),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlanRows:
    """The heading, and a row for each step: from which day it holds, and how much a day."""

    head: Headed
    note: Paragraph
    labels: tuple[Paragraph, Paragraph]
    steps: tuple[Paragraph, ...]
    """The numbers of the steps, in the cells for their dates."""
    paper: Paper

    @classmethod
    def compose(cls, composer: Composer, parent: StructureElement, plan: DosePlan) -> PlanRows:
        """An H2 and a table: a step and its date head a row, its dose stands beside them."""
        words = composer.locale.words
        section = parent.add(StructureElement("Sect", title=words.your_plan, id="dose-chart"))
        heading = composer.paragraph(section, words.your_plan, role="H2", style=Style.H2)
        note = composer.paragraph(section, words.your_dose_note)
        table = section.add(StructureElement("Table"))
        top = table.add(StructureElement("THead")).add(StructureElement("TR"))
        from_day = composer.paragraph(_head_cell(top, "Column"), words.plan_from, bold=True)
        each_day = composer.paragraph(_head_cell(top, "Column"), words.plan_dose, bold=True)
        body = table.add(StructureElement("TBody"))
        steps = []
        for number in range(1, plan.steps + 1):
            row = body.add(StructureElement("TR"))
            steps.append(composer.paragraph(_head_cell(row, "Row"), f"{number}.", bold=True))
            row.add(StructureElement("TD"))
        return cls(
            Headed("clock", heading), note, (from_day, each_day), tuple(steps), composer.paper
        )

    def strips(self, type_: Type) -> list[Strip]:
        """The chart is not divided."""
        heads = self._row(self.labels, HEAD_ROW, type_)
        rows = [self._row((step,), DOSE_ROW, type_) for step in self.steps]
        framed = framed_rows([heads, *rows], self.paper, type_)
        return _opened(self.head, self.note, framed, self.paper, type_)

    def _row(self, said: tuple[Paragraph, ...], units: int, type_: Type) -> Placed:
        paper, height = self.paper, units * type_.u
        starts = (paper.side, paper.column_start(3) - paper.gutter / 2)
        ends = (starts[1], paper.side + paper.content_width)
        items: list[Item] = [RuleItem(x=starts[1], y=0, length=height, weight=INNER, vertical=True)]
        for text, start, end in zip(said, starts, ends, strict=False):
            room = end - start - PADDING
            set_in = fitted(text, Setting(18, height, bold=True), room, LABEL_SIZES)
            items.extend(text.place_as(set_in, start + PADDING, 0, room + 1).items)
        return Placed(height, tuple(items))
