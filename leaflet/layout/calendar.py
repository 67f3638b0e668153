"""A patient's dose calendar: pages of their own, with exactly the rows that were entered.

leaflet computes no dose and no date: each cell is printed as it was handed in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from leaflet.design import Paper, Style, Type
from leaflet.errors import OverfullError, Problem
from leaflet.layout.composer import Calendar, Composer, Paragraph
from leaflet.layout.items import FrameItem, Item, Placed, RuleItem, moved
from leaflet.layout.key_facts import Headed
from leaflet.pdf.objects import Name
from leaflet.structure import StructureElement, for_patient

FRAME, RULE, RADIUS = 1.5, 1.0, 6.0
PADDING = 7.0
A_DATE = 1.3
"""How wide a column of dates is beside one of doses."""
Row = tuple[Paragraph | None, ...]
"""The cells of a row; one that was left empty stays so."""


@dataclass(frozen=True, slots=True)
class CalendarPages:
    """A heading, and a table that goes on over as many pages as it takes."""

    head: Headed
    heads: Row
    again: Row
    """The heads of the columns on the further pages: shown, not said."""
    rows: tuple[Row, ...]
    dates: int
    element: StructureElement
    """A section that is not below anything yet."""
    paper: Paper

    @classmethod
    def compose(cls, composer: Composer, calendar: Calendar) -> CalendarPages:
        """A table with column heads and, in each row, its first day as the row's head."""
        title = composer.locale.words.dose_calendar
        section = for_patient("calendar", "Sect")
        section.title = title
        heading = composer.paragraph(section, title, role="H2", style=Style.H2, links=False)
        table = section.add(StructureElement("Table"))

        def cell(row: StructureElement, text: str, scope: str | None) -> Paragraph | None:
            role: dict[str, dict[str, object]] = {"Table": {"Scope": Name(scope)}} if scope else {}
            place = row.add(StructureElement("TH" if scope else "TD", attributes=role))
            if not text:
                return None
            return composer.paragraph(place, text, bold=scope is not None, links=False)

        top = table.add(StructureElement("THead")).add(StructureElement("TR"))
        heads = tuple(cell(top, text, "Column") for text in calendar.heads)
        body = table.add(StructureElement("TBody"))
        rows = []
        for texts in calendar.rows:
            row = body.add(StructureElement("TR"))
            rows.append(
                tuple(cell(row, text, None if n else "Row") for n, text in enumerate(texts))
            )
        again = tuple(
            composer.artifact(text, style=Style.BODY, bold=True) for text in calendar.heads
        )
        return cls(
            Headed("clock", heading), heads, again, tuple(rows), calendar.dates, section,
            composer.paper,
        )  # fmt: skip

    def place(self, type_: Type, room: float) -> tuple[Placed, ...]:
        """The pages' bodies, each from 0 downwards and at most ``room`` points high.

        Raises:
            OverfullError: a cell's words do not fit its column, or a row its page.
        """
        paper = self.paper
        head = self.head.place(paper.side, 0, paper.content_width, type_)
        heads, again = self._row(self.heads, type_), self._row(self.again, type_)
        pages: list[Placed] = []
        items: list[Item] = [*head.items]
        began = head.height + type_.u
        waiting = [heads]
        y = began + heads.height
        for row in (self._row(each, type_) for each in self.rows):
            if y + row.height > room and len(waiting) > 1:
                pages.append(self._table(items, waiting, began))
                items, began, waiting = [], 0.0, [again]
                y = again.height
            if y + row.height > room:
                raise _too_wide()
            waiting.append(row)
            y += row.height
        pages.append(self._table(items, waiting, began))
        return tuple(pages)

    def _starts(self) -> list[float]:
        """Where each column starts, and where the last one ends."""
        paper, columns = self.paper, len(self.heads)
        shares = [A_DATE if n < self.dates else 1.0 for n in range(columns)]
        unit = paper.content_width / sum(shares)
        return [paper.side + unit * sum(shares[:n]) for n in range(columns + 1)]

    def _row(self, cells: Row, type_: Type) -> Placed:
        starts = self._starts()
        try:
            placed = [
                cell.place(start + PADDING, type_.u, end - start - 2 * PADDING, type_)
                for cell, start, end in zip(cells, starts[:-1], starts[1:], strict=True)
                if cell is not None
            ]
        except OverfullError:
            raise _too_wide() from None  # it holds the patient's words
        height = max(each.height for each in placed) + 2 * type_.u
        return Placed(height, tuple(item for each in placed for item in each.items))

    def _table(self, items: Sequence[Item], rows: Sequence[Placed], began: float) -> Placed:
        """Rows in a frame, with a rule between two, and one between columns."""
        paper, found, y = self.paper, list(items), began
        for index, row in enumerate(rows):
            if index:
                found.append(RuleItem(x=paper.side, y=y, length=paper.content_width, weight=RULE))
            found.extend(moved(row.items, y))
            y += row.height
        found.extend(
            RuleItem(x=start, y=began, length=y - began, weight=RULE, vertical=True)
            for start in self._starts()[1:-1]
        )
        found.append(
            FrameItem(x=paper.side + FRAME / 2, y=began + FRAME / 2,
                      width=paper.content_width - FRAME, height=y - began - FRAME,
                      radii=(RADIUS,) * 4, weight=FRAME, stroke="ink")
        )  # fmt: skip
        return Placed(y, tuple(found))


def _too_wide() -> OverfullError:
    return OverfullError(
        Problem(
            None, "a cell of the dose calendar is too long for its column, and it is never made "
            "smaller", "write it in fewer or shorter words"
        )
    )  # fmt: skip
