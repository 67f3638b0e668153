"""“My questions”: lines to write on, where a page has room left over."""

from __future__ import annotations

from dataclasses import dataclass

from leaflet.design import Paper, Style, Type
from leaflet.layout.composer import Composer
from leaflet.layout.items import Item, Placed, RuleItem
from leaflet.layout.key_facts import Headed
from leaflet.layout.sections import RULE
from leaflet.structure import StructureElement

LINE = 1.0
APART = 27.0
"""From line to line: 9.5 mm, for handwriting of any size."""
FEWEST = 3
"""Fewer lines are no room to write: then the page keeps its air."""


@dataclass(frozen=True, slots=True)
class Questions:
    """A heading and lines to write on; it stands in the structure only once it is wanted."""

    head: Headed
    element: StructureElement
    paper: Paper

    @classmethod
    def compose(cls, composer: Composer) -> Questions:
        """A Sect with an H2; the lines are artifacts."""
        title = composer.locale.words.my_questions
        element = StructureElement("Sect", title=title)
        heading = composer.paragraph(element, title, role="H2", style=Style.H2, links=False)
        return cls(Headed("list", heading), element, composer.paper)

    def lines(self, room: float, type_: Type) -> int:
        """How many lines stand in ``room`` points with their heading: none, or three and more."""
        lines = int((room - self.place(0, type_, 0).height) / APART)
        return lines if lines >= FEWEST else 0

    def place(self, y: float, type_: Type, lines: int) -> Placed:
        """Rule, heading, and so many lines across the page."""
        paper, u = self.paper, type_.u
        x, width = paper.side, paper.content_width
        head = self.head.place(x, y + RULE + 2 * u, width, type_)
        top = RULE + 2 * u + head.height
        items: list[Item] = [
            RuleItem(x=x, y=y + RULE / 2, length=width, weight=RULE, colour="brand"),
            *head.items,
            *(
                RuleItem(x=x, y=y + top + APART * (n + 1) - LINE / 2, length=width, weight=LINE)
                for n in range(lines)
            ),
        ]
        return Placed(top + APART * lines, tuple(items))
