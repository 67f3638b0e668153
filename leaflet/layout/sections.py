"""Sections: a question with its icon, and the answer beside or below it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from leaflet.design import Paper, Style, Type
from leaflet.layout.composer import Composer, Paragraph
from leaflet.layout.items import IconItem, Item, Placed, RuleItem
from leaflet.layout.key_facts import Headed
from leaflet.layout.lists import ListBlock, bullets, steps, ticks
from leaflet.model.medicine import (
    Block,
    Bullets,
    LeadIn,
    Section,
    Steps,
    Ticks,
)
from leaflet.model.medicine import Paragraph as ParagraphModel
from leaflet.structure import StructureElement

RULE = 1.0


@dataclass(frozen=True, slots=True)
class Body:
    """The answer: paragraphs and lists, with a unit between them."""

    blocks: tuple[Paragraph | ListBlock, ...]
    joined: tuple[bool, ...]
    """Whether a block follows the one before it without a gap: a list its lead-in."""

    @classmethod
    def compose(
        cls,
        composer: Composer,
        parent: StructureElement,
        body: tuple[Block, ...],
        *,
        list_gap: float,
    ) -> Body:
        """One element for each block, in the order of the file."""
        blocks: list[Paragraph | ListBlock] = []
        joined: list[bool] = []
        before: Block | None = None
        for block in body:
            is_list = isinstance(block, Bullets | Ticks | Steps)
            joined.append(
                isinstance(before, LeadIn) or (isinstance(before, ParagraphModel) and is_list)
            )
            before = block
            match block:
                case ParagraphModel():
                    blocks.append(composer.paragraph(parent, block.paragraph))
                case LeadIn():
                    blocks.append(composer.paragraph(parent, block.lead, bold=True))
                case Bullets():
                    blocks.append(bullets(composer, parent, block.bullets, gap=list_gap))
                case Ticks():
                    blocks.append(ticks(composer, parent, block.ticks))
                case Steps():
                    blocks.append(steps(composer, parent, block.steps, gap=list_gap))
                case _:
                    assert_never(block)
        return cls(tuple(blocks), tuple(joined))

    def place(self, x: float, y: float, width: float, type_: Type) -> Placed:
        """The blocks from ``y`` downwards."""
        items: list[Item] = []
        top = y
        for index, (block, joined) in enumerate(zip(self.blocks, self.joined, strict=True)):
            if index and not joined:
                top += type_.u
            placed = block.place(x, top, width, type_)
            items.extend(placed.items)
            top += placed.height
        return Placed(top - y, tuple(items))


@dataclass(frozen=True, slots=True)
class SideHead:
    """A section of page 1: the question in two columns, the answer in four."""

    icon: str
    heading: Paragraph
    body: Body
    paper: Paper
    title: str

    @classmethod
    def compose(cls, composer: Composer, parent: StructureElement, section: Section) -> SideHead:
        """A Sect with an H2."""
        element = parent.add(StructureElement("Sect", title=section.heading, id=section.id))
        return cls(
            section.icon,
            composer.paragraph(element, section.heading, role="H2", style=Style.H2),
            Body.compose(composer, element, section.body, list_gap=1),
            composer.paper,
            section.heading,
        )

    def place(self, y: float, type_: Type) -> Placed:
        """Question and answer share their first baseline."""
        paper, u = self.paper, type_.u
        icon, indent = type_.measures.icon, type_.measures.heading_indent
        top = y + RULE + 2 * u
        body_setting, head_setting = type_.setting(Style.BODY), type_.setting(Style.H2)
        body = self.body.place(paper.column_start(2), top, paper.span(4), type_)
        head_top = top + body_setting.baseline - head_setting.baseline
        heading = self.heading.place(paper.side + indent, head_top, paper.span(2) - indent, type_)
        icon_top = max(y + RULE + u, head_top + (head_setting.leading - icon) / 2)
        items: list[Item] = [
            RuleItem(x=paper.side, y=y + RULE / 2, length=paper.content_width, weight=RULE,
                     colour="brand"),
            IconItem(name=self.icon, x=paper.side, y=icon_top, width=icon, height=icon,
                     colour="brand"),
            *heading.items,
            *body.items,
        ]  # fmt: skip
        below = max(body.height, heading.height + head_top - top, icon_top + icon - top)
        return Placed(top - y + below, tuple(items))


@dataclass(frozen=True, slots=True)
class Half:
    """A section of page 2, three columns wide."""

    head: Headed
    body: Body
    title: str

    @classmethod
    def compose(cls, composer: Composer, parent: StructureElement, section: Section) -> Half:
        """A Sect with an H2."""
        element = parent.add(StructureElement("Sect", title=section.heading, id=section.id))
        heading = composer.paragraph(element, section.heading, role="H2", style=Style.H2)
        return cls(
            Headed(section.icon, heading),
            Body.compose(composer, element, section.body, list_gap=0),
            section.heading,
        )

    def place(self, x: float, y: float, width: float, type_: Type) -> Placed:
        """Rule, heading, answer."""
        u = type_.u
        rule = RuleItem(x=x, y=y + RULE / 2, length=width, weight=RULE, colour="brand")
        head = self.head.place(x, y + RULE + 2 * u, width, type_)
        top = RULE + 2 * u + head.height + u
        body = self.body.place(x, y + top, width, type_)
        return Placed(top + body.height, (rule, *head.items, *body.items))


@dataclass(frozen=True, slots=True)
class Pair:
    """Two halves that share their top line; an odd last section takes the whole width."""

    halves: tuple[Half, ...]
    paper: Paper

    def place(self, y: float, type_: Type) -> Placed:
        """As high as the higher of the two."""
        paper = self.paper
        width = paper.span(3) if len(self.halves) == 2 else paper.content_width
        placed = [
            half.place(paper.column_start(3 * i), y, width, type_)
            for i, half in enumerate(self.halves)
        ]
        return Placed(
            max(each.height for each in placed),
            tuple(item for each in placed for item in each.items),
        )
