"""The side-effect table: what you may notice, by how soon to act.

Urgency is told three times over: in words, by an icon, by a mark at the start of the row (none,
a bar, a solid cell).
"""

from __future__ import annotations

from dataclasses import dataclass

from leaflet.design import Colour, Paper, Setting, Style, Type
from leaflet.layout.composer import Composer, Paragraph
from leaflet.layout.items import FrameItem, IconItem, Item, Placed, RuleItem
from leaflet.layout.key_facts import Headed
from leaflet.layout.lists import ListBlock, bullets
from leaflet.layout.sections import RULE
from leaflet.model.medicine import SideEffectRow, SideEffects, Urgency
from leaflet.pdf.objects import Name
from leaflet.structure import StructureElement

FRAME, ROW_RULE, RADIUS = 1.5, 1.0, 6.0
BAR = 7.0
ICON, ICON_GAP = 24.0, 8.0
CELL = 8.0
HEAD_AIR = 4.0
"""Between a row's head and the end of its solid cell."""
URGENCY_ICON: dict[Urgency, str] = {"common": "face", "soon": "tell", "now": "siren"}


@dataclass(frozen=True, slots=True)
class _Row:
    urgency: Urgency
    heading: Paragraph
    notice: ListBlock
    action: Paragraph

    @classmethod
    def compose(cls, composer: Composer, body: StructureElement, row: SideEffectRow) -> _Row:
        element = body.add(StructureElement("TR"))
        head = element.add(StructureElement("TH", attributes={"Table": {"Scope": Name("Row")}}))
        notice = element.add(StructureElement("TD"))
        action = element.add(StructureElement("TD"))
        return cls(
            row.urgency,
            composer.paragraph(head, row.heading, style=Style.ROW_HEAD),
            bullets(composer, notice, row.notice, gap=0),
            composer.paragraph(action, row.action),
        )


@dataclass(frozen=True, slots=True)
class SideEffectTable:
    """The heading, the table's head and its three rows; no row ever splits."""

    head: Headed
    columns: tuple[Paragraph, ...]
    rows: tuple[_Row, ...]
    paper: Paper
    title: str

    @classmethod
    def compose(
        cls, composer: Composer, parent: StructureElement, side_effects: SideEffects
    ) -> SideEffectTable:
        """One Table with column heads and row heads (ISO 32000-1 §14.8.4.3.4)."""
        words = composer.locale.words
        section = parent.add(
            StructureElement("Sect", title=side_effects.heading, id="side-effects")
        )
        heading = composer.paragraph(section, side_effects.heading, role="H2", style=Style.H2)
        table = section.add(StructureElement("Table"))
        head_row = table.add(StructureElement("THead")).add(StructureElement("TR"))
        columns = []
        for text in (words.how_soon, words.what_notice, words.what_to_do):
            cell = head_row.add(
                StructureElement("TH", attributes={"Table": {"Scope": Name("Column")}})
            )
            columns.append(composer.paragraph(cell, text, style=Style.LABEL))
        body = table.add(StructureElement("TBody"))
        return cls(
            Headed(side_effects.icon, heading),
            tuple(columns),
            tuple(_Row.compose(composer, body, row) for row in side_effects.rows),
            composer.paper,
            side_effects.heading,
        )

    def place(self, y: float, type_: Type) -> Placed:
        """Rule, heading, head row of 5 units or more, rows as high as their fullest cell."""
        paper, u = self.paper, type_.u
        x, width = paper.side, paper.content_width
        head = self.head.place(x, y + RULE + 2 * u, width, type_)
        table_top = y + RULE + 2 * u + head.height + u
        items: list[Item] = [
            RuleItem(x=x, y=y + RULE / 2, length=width, weight=RULE, colour="brand"),
            *head.items,
        ]
        starts = (x + 12, paper.column_start(2), paper.column_start(4))
        ends = (starts[1] - CELL, starts[2] - CELL, x + width - FRAME - CELL)
        label = type_.setting(Style.LABEL)
        air = (5 * u - label.leading) / 2
        labels = [
            text.place_as(label, start, table_top + air, end - start)
            for text, start, end in zip(self.columns, starts, ends, strict=True)
        ]
        items.extend(item for each in labels for item in each.items)
        top = table_top + max(each.height for each in labels) + 2 * air
        for index, row in enumerate(self.rows):
            last = index == len(self.rows) - 1
            items.append(RuleItem(x=x, y=top, length=width, weight=ROW_RULE))
            placed = self._row(row, top, starts, ends, type_, last=last)
            items.extend(placed.items)
            top += placed.height
        frame = FrameItem(
            x=x + FRAME / 2, y=table_top + FRAME / 2, width=width - FRAME,
            height=top - table_top - FRAME, radii=(RADIUS,) * 4, weight=FRAME, stroke="ink",
        )  # fmt: skip
        return Placed(top - y, (*items, frame))

    def _row(
        self, row: _Row, y: float, starts: tuple[float, ...], ends: tuple[float, ...],
        type_: Type, *, last: bool,
    ) -> Placed:  # fmt: skip
        paper, u = self.paper, type_.u
        top = y + 2 * u
        setting = type_.setting(Style.ROW_HEAD)
        solid = row.urgency == "now"
        colour: Colour = "paper" if solid else "ink"
        icon_x = paper.side + 13
        head_x = icon_x + ICON + ICON_GAP
        heading = row.heading.place_as(
            Setting(setting.size, setting.leading, bold=True, colour=colour),
            head_x, top, ends[0] - HEAD_AIR - head_x,
        )  # fmt: skip
        notice = row.notice.place(starts[1], top, ends[1] - starts[1], type_)
        action = row.action.place(starts[2], top, ends[2] - starts[2], type_)
        height = 4 * u + max(heading.height, ICON, notice.height, action.height)
        marks: list[Item] = []
        corner = RADIUS if last else 0.0
        if row.urgency == "soon":
            marks.append(
                FrameItem(x=paper.side + FRAME, y=y + ROW_RULE / 2, width=BAR,
                          height=height - ROW_RULE, fill="danger")
            )  # fmt: skip
        elif solid:
            marks.append(
                FrameItem(x=paper.side, y=y + ROW_RULE / 2, width=ends[0] - paper.side,
                          height=height - ROW_RULE / 2, radii=(0, 0, 0, corner), fill="danger")
            )  # fmt: skip
        icon_top = top + (setting.leading - ICON) / 2
        marks.append(
            IconItem(
                name=URGENCY_ICON[row.urgency],
                x=icon_x,
                y=max(icon_top, y + u),
                width=ICON,
                height=ICON,
                colour=colour,
                ground="danger" if solid else "paper",
            )
        )
        return Placed(height, (*marks, *heading.items, *notice.items, *action.items))
