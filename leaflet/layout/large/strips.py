"""Strips: what is never divided, one below the other, with how bad it is to part them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from leaflet.design import Colour
from leaflet.layout.items import FrameItem, Item, Placed, RuleItem


class Part(IntEnum):
    """What it costs to begin a page with a strip: the cheapest set of pages is taken."""

    SECTION = 0
    BLOCK = 60
    """Between the paragraphs and lists of an answer."""
    CARD = 40
    """Between the cards of the side effects."""
    ITEM = 70
    """Between the items of a list of four or more, two of them on either side."""
    LINE = 90
    """Within a paragraph, two lines on either side."""
    LONE = 3_000
    """A line or item is left by itself: only where a paragraph or list fills more than a page."""
    SHORT_LIST = 10_000
    """A part of a list of three or fewer is left behind, or a card or chart is divided."""
    HEADING = 100_000
    """A heading is left with fewer than two lines: never, as a page holds more than that."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame round all strips that have it; round each page's own where they are parted."""

    colour: Colour = "ink"
    weight: float = 1.5
    radius: float = 6
    padding: float = 0
    """At an end where the frame goes on over the page."""

    def item(self, x: float, y: float, width: float, height: float) -> Item:
        """The frame itself, its stroke within this box."""
        return FrameItem(
            x=x + self.weight / 2, y=y + self.weight / 2, width=width - self.weight,
            height=height - self.weight, radii=(self.radius,) * 4, weight=self.weight,
            stroke=self.colour,
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """Items set from 0 downwards; the gap above falls away where the strip begins a page."""

    height: float
    items: tuple[Item, ...]
    before: Part = Part.BLOCK
    gap: float = 0
    frame: Frame | None = None
    rule: RuleItem | None = None
    """What parts it from the strip above, in the gap's place; not at the head of a page."""
    grows: bool = False
    """Whether its gap may be widened where a page has room."""
    small_print: bool = False
    """Whether the small print begins here: the foot's tag is read before it."""


def of(placed: Placed, *, before: Part = Part.BLOCK, gap: float = 0) -> Strip:
    """A strip of what was placed at 0."""
    return Strip(height=placed.height, items=placed.items, before=before, gap=gap)


def paragraph(lines: Sequence[Placed], *, before: Part = Part.BLOCK, gap: float = 0) -> list[Strip]:
    """A strip for each line: two stay together at either end."""
    strips = []
    for index, line in enumerate(lines):
        within = Part.LINE if 2 <= index <= len(lines) - 2 else Part.LONE
        strips.append(of(line, before=within if index else before, gap=0 if index else gap))
    return strips


def listed(
    items: Sequence[Sequence[Placed]], *, before: Part, gap: float, between: float
) -> list[Strip]:
    """A strip for each line of each item, ``between`` them so many points."""
    strips: list[Strip] = []
    for index, lines in enumerate(items):
        part = before
        if index:
            part = Part.ITEM if 2 <= index <= len(items) - 2 else Part.LONE
        strips += paragraph(lines, before=part, gap=between if index else gap)
    if len(items) > 3:
        return strips
    return [strips[0], *(at_least(strip, Part.SHORT_LIST) for strip in strips[1:])]


def at_least(strip: Strip, part: Part) -> Strip:
    """The strip, which it costs this much at the least to part from the one above."""
    return replace(strip, before=max(strip.before, part))


def headed(heading: Iterable[Strip], body: Sequence[Strip]) -> list[Strip]:
    """A heading that keeps the first two lines below it."""
    first, *more = heading
    rest = [*more, *body]
    kept = len(more) + 2
    return [
        first,
        *(
            at_least(strip, Part.HEADING) if index < kept else strip
            for index, strip in enumerate(rest)
        ),
    ]


def framed(strips: Iterable[Strip], frame: Frame, *, keep: Part = Part.SHORT_LIST) -> list[Strip]:
    """All of them in one frame, which is not divided if that can be."""
    first, *rest = (replace(strip, frame=frame) for strip in strips)
    return [first, *(at_least(strip, keep) for strip in rest)]
