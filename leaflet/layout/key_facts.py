"""The three key facts at the head of page 1: what it is, what for, how it is taken."""

from __future__ import annotations

from dataclasses import dataclass

from leaflet.design import Paper, Style, Type
from leaflet.layout.composer import Composer, Paragraph
from leaflet.layout.items import IconItem, Item, Placed
from leaflet.model.medicine import KeyFact
from leaflet.structure import StructureElement


@dataclass(frozen=True, slots=True)
class Headed:
    """An icon and a heading beside it, on a row of 6 units."""

    icon: str
    heading: Paragraph

    def place(self, x: float, y: float, width: float, type_: Type) -> Placed:
        """The icon centred on the heading's first line; more lines hang below it."""
        row = 6 * type_.u
        setting, measures = type_.setting(Style.H2), type_.measures
        indent, size = measures.heading_indent, measures.icon
        heading = self.heading.place(
            x + indent, y + (row - setting.leading) / 2, width - indent, type_
        )
        icon = IconItem(
            name=self.icon, x=x, y=y + (row - size) / 2, width=size, height=size, colour="brand"
        )
        return Placed(max(row, heading.height + (row - setting.leading)), (icon, *heading.items))


@dataclass(frozen=True, slots=True)
class KeyFacts:
    """Three questions side by side, each with a short answer."""

    facts: tuple[tuple[Headed, Paragraph], ...]
    paper: Paper

    @classmethod
    def compose(
        cls, composer: Composer, parent: StructureElement, facts: tuple[KeyFact, ...]
    ) -> KeyFacts:
        """Each fact is a section with its heading."""
        composed = []
        for fact in facts:
            section = parent.add(StructureElement("Sect", title=fact.heading))
            heading = composer.paragraph(section, fact.heading, role="H2", style=Style.H2)
            composed.append((Headed(fact.icon, heading), composer.paragraph(section, fact.answer)))
        return cls(tuple(composed), composer.paper)

    def place(self, y: float, type_: Type) -> Placed:
        """Three cells of two columns each."""
        items: list[Item] = []
        heights = []
        heads = [
            head.place(self.paper.column_start(2 * i), y, self.paper.span(2), type_)
            for i, (head, _) in enumerate(self.facts)
        ]
        top = y + max(head.height for head in heads) + type_.u
        for i, (_, answer) in enumerate(self.facts):
            placed = answer.place(self.paper.column_start(2 * i), top, self.paper.span(2), type_)
            items.extend((*heads[i].items, *placed.items))
            heights.append(placed.height)
        return Placed(top - y + max(heights), tuple(items))
