"""What a laid-out page holds: text, rules, frames, drawings and slots, each at its place.

``x`` and ``y`` are points from the upper start corner of the page. An item with a leaf of the
structure is content; one without is an artifact (ISO 32000-1 §14.8.2.2).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from leaflet.design import Colour
from leaflet.structure import StructureElement, Words
from leaflet.typography.breaking import Line


@dataclass(frozen=True, slots=True, kw_only=True)
class TextItem:
    """One line of text on its baseline ``y``."""

    x: float
    y: float
    size: float
    line: Line
    colour: Colour = "ink"
    last: bool = True
    """Whether the paragraph ends here; otherwise a space parts it from the next line's words."""

    @property
    def width(self) -> float:
        """In points."""
        return self.line.width * self.size / 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleItem:
    """A straight rule from its start or upper end, centred on ``x`` or ``y``."""

    x: float
    y: float
    length: float
    weight: float
    colour: Colour = "ink"
    vertical: bool = False

    @property
    def width(self) -> float:
        """The horizontal extent in points."""
        return 0.0 if self.vertical else self.length


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameItem:
    """A rectangle with rounded corners; ``x``, ``y`` is its upper start corner.

    The stroke is centred on the outline. ``radii`` go clockwise as read: upper start, upper end,
    lower end, lower start.
    """

    x: float
    y: float
    width: float
    height: float
    radii: tuple[float, float, float, float] = (0, 0, 0, 0)
    weight: float = 0
    stroke: Colour | None = None
    fill: Colour | None = None
    dashed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class IconItem:
    """A drawing from ``layout.icons`` in a box of ``width`` by ``height``."""

    name: str
    x: float
    y: float
    width: float
    height: float
    colour: Colour = "ink"
    stroke: float | None = None
    """Another stroke than the icon's own, in its units."""
    ground: Colour = "paper"
    """What lies beneath: the colour of the parts that are cut out."""
    leaf: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkItem:
    """A link's area, for its annotation; it draws nothing."""

    element: StructureElement
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotItem:
    """A box that a clinic fills when the leaflet is stamped."""

    name: str
    x: float
    y: float
    width: float
    height: float
    element: StructureElement | None = None
    """The structure element that takes in what the slot says."""


Item = TextItem | RuleItem | FrameItem | IconItem | LinkItem | SlotItem


@dataclass(frozen=True, slots=True)
class Placed:
    """Items in the order of reading, and the height they take."""

    height: float
    items: tuple[Item, ...]


def moved(items: Iterable[Item], down: float) -> tuple[Item, ...]:
    """The same items so many points further down."""
    return tuple(replace(item, y=item.y + down) for item in items)


@dataclass(frozen=True, slots=True)
class Page:
    """One laid-out page: its items in the order of reading."""

    items: tuple[Item, ...]
    bottom: float
    """Where the body's last block ends, from the top."""
    limit: float
    """Where the body must end at the latest."""
