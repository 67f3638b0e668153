"""The side effects as three framed cards, with the marks that the table of two pages has.

Urgency is told three times over: in words, by an icon, by a mark at the head of the card (none, a
bar, a solid head).
"""

from __future__ import annotations

from dataclasses import dataclass

from leaflet.design import Colour, Paper, Setting, Style, Type
from leaflet.layout.composer import Composer, Paragraph
from leaflet.layout.items import FrameItem, IconItem, Item, Placed, RuleItem
from leaflet.layout.key_facts import Headed
from leaflet.layout.large import answers, strips
from leaflet.layout.large.strips import Frame, Part, Strip
from leaflet.layout.lists import ListBlock, bullets
from leaflet.layout.side_effects import URGENCY_ICON
from leaflet.model.medicine import SideEffectRow, SideEffects, Urgency
from leaflet.structure import StructureElement

FRAME, RULE, RADIUS, BAR = 1.5, 1.0, 6.0, 10.0
PADDING = 14.0
ICON, ICON_GAP = 32.0, 11.0
BAR_INDENT = 10.0
"""How far icon and words give way to the bar."""


@dataclass(frozen=True, slots=True)
class _Card:
    urgency: Urgency
    heading: Paragraph
    notice: ListBlock
    action: Paragraph

    @classmethod
    def compose(cls, composer: Composer, parent: StructureElement, row: SideEffectRow) -> _Card:
        card = parent.add(StructureElement("Sect", title=row.heading))
        return cls(
            row.urgency,
            composer.paragraph(card, row.heading, role="H3", style=Style.ROW_HEAD),
            bullets(composer, card, row.notice, gap=0),
            composer.paragraph(card, row.action),
        )

    def strips(self, paper: Paper, type_: Type) -> list[Strip]:
        """Head, what you may notice, what to do: in one frame."""
        u = type_.u
        x, width = paper.side + PADDING, paper.content_width - 2 * PADDING
        notice = answers.list_strips(self.notice, x, width, type_, 1.5 * u)
        action = answers.paragraph(self.action, x, width, type_, gap=u)
        foot = Strip(height=1.5 * u, items=(), before=Part.HEADING)
        body = [*notice, *action, foot]
        head = strips.of(self._head(paper, type_), before=Part.CARD, gap=2.5 * u)
        frame = Frame("danger" if self.urgency == "now" else "ink", FRAME, RADIUS, padding=1.5 * u)
        return strips.framed(strips.headed([head], body), frame)

    def _head(self, paper: Paper, type_: Type) -> Placed:
        u, solid = type_.u, self.urgency == "now"
        colour: Colour = "paper" if solid else "ink"
        x, width = paper.side, paper.content_width
        indent = BAR_INDENT if self.urgency == "soon" else 0.0
        icon_x = x + PADDING + indent
        head_x = icon_x + ICON + ICON_GAP
        setting = type_.setting(Style.ROW_HEAD)
        set_in = Setting(setting.size, setting.leading, bold=True, colour=colour)
        room = x + width - PADDING - head_x
        heading = self.heading.place_as(set_in, head_x, 1.5 * u, room)
        height = heading.height + 3 * u
        icon = IconItem(
            name=URGENCY_ICON[self.urgency], x=icon_x, y=(3 * u + setting.leading - ICON) / 2,
            width=ICON, height=ICON, colour=colour, ground="danger" if solid else "paper",
        )  # fmt: skip
        return Placed(height, (*self._mark(x, width, height), icon, *heading.items))

    def _mark(self, x: float, width: float, height: float) -> tuple[Item, ...]:
        """What tells urgency by shape: nothing, a bar, a solid head."""
        if self.urgency == "now":
            corners = (RADIUS, RADIUS, 0.0, 0.0)
            return (FrameItem(x=x, y=0, width=width, height=height, radii=corners, fill="danger"),)
        rule = RuleItem(x=x, y=height - RULE / 2, length=width, weight=RULE)
        if self.urgency == "common":
            return (rule,)
        corners = (RADIUS - FRAME, 0.0, 0.0, 0.0)
        bar = FrameItem(x=x + FRAME, y=FRAME, width=BAR, height=height - FRAME - RULE,
                        radii=corners, fill="danger")  # fmt: skip
        return (bar, rule)


@dataclass(frozen=True, slots=True)
class SideEffectCards:
    """The heading and three cards; none is divided unless it fills more than a page."""

    head: Headed
    cards: tuple[_Card, ...]
    paper: Paper

    @classmethod
    def compose(
        cls, composer: Composer, parent: StructureElement, side_effects: SideEffects
    ) -> SideEffectCards:
        """A section with an H2, and a section with an H3 for each card."""
        section = parent.add(
            StructureElement("Sect", title=side_effects.heading, id="side-effects")
        )
        heading = composer.paragraph(section, side_effects.heading, role="H2", style=Style.H2)
        return cls(
            Headed(side_effects.icon, heading),
            tuple(_Card.compose(composer, section, row) for row in side_effects.rows),
            composer.paper,
        )

    def strips(self, type_: Type) -> list[Strip]:
        """One card below the other."""
        cards = [strip for card in self.cards for strip in card.strips(self.paper, type_)]
        head = answers.head(self.head, self.paper, type_)
        return answers.opened(strips.headed([head], cards), self.paper, type_)
