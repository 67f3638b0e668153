"""The visual design in numbers: paper, grid, type, gaps, colours. Nothing is drawn here.

All lengths are points (1/72 inch) unless a name says mm. Every vertical measure is a multiple of
the unit ``u``, a quarter of the body's leading. Sources of the sizes: European Commission
readability guideline 2009 (x-height at least 1.4 mm), USP <17> (11 pt or more, 25 to 30 % line
space), UKAAF clear print (12 pt), RNIB clear print (60 to 70 characters a line).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Literal

MM = 72 / 25.4

ASCENT, DESCENT = 1.069, 0.293
"""Noto Sans's line metrics in em: they place the baseline within a line."""
X_HEIGHT = 0.536
REACH_UP, REACH_DOWN = 0.77, 0.24
"""How far the ink of "l" and "p" reaches from the baseline."""

Colour = Literal["ink", "paper", "brand", "danger"]
DANGER_RGB = (0x9B / 255, 0x0F / 255, 0x17 / 255)
"""#9B0F17: 8.5:1 on white, and 11.4:1 as the grey a mono printer makes of it."""
BRAND_HEX = "#0B4A6F"
"""The brand colour where no clinic sets one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper size with its margins and the six-column grid."""

    name: Literal["a4", "letter"]
    width: float
    height: float
    side: float
    """Left and right margin."""
    edge: float = 34
    """Top and bottom margin: 12 mm; nothing printed comes nearer to the edge than 10 mm."""
    gutter: float = 16

    @property
    def content_width(self) -> float:
        """The width between the side margins."""
        return self.width - 2 * self.side

    @property
    def column(self) -> float:
        """The width of one of six columns."""
        return (self.content_width - 5 * self.gutter) / 6

    def span(self, columns: int) -> float:
        """The width of so many columns with the gutters between them."""
        return columns * self.column + (columns - 1) * self.gutter

    def column_start(self, index: int) -> float:
        """Where column ``index`` (from 0) begins, from the page's start edge."""
        return self.side + index * (self.column + self.gutter)

    @property
    def foot(self) -> float:
        """The lowest line that may carry ink, from the top of the page."""
        return self.height - self.edge


A4 = Paper(name="a4", width=595.28, height=841.89, side=40)
LETTER = Paper(name="letter", width=612, height=792, side=45)
PAPERS = {"a4": A4, "letter": LETTER}


class Style(Enum):
    """What a piece of text is, typographically."""

    BODY = "body"
    H2 = "h2"
    LABEL = "label"
    EYEBROW = "eyebrow"
    NAME = "name"
    FORM = "form"
    WARNING_BAR = "warning bar"
    HEADLINE = "headline"
    CALL_NOW = "call now"
    ROW_HEAD = "row head"
    RUNNING_NAME = "running name"
    SHORT_WARNING = "short warning"
    CONTACT_NAME = "contact name"
    NUMBER = "number"
    NOTE = "note"
    FOOTER = "footer"


@dataclass(frozen=True, slots=True)
class Setting:
    """How a style is set: size and leading, and whether the whole of it is bold."""

    size: float
    leading: float
    bold: bool = False
    colour: Colour = "ink"

    @property
    def baseline(self) -> float:
        """From the top of a line to its baseline, with the leading shared above and below."""
        return self.leading / 2 + (ASCENT - DESCENT) / 2 * self.size


Edition = Literal["standard", "large"]
"""Two pages on one sheet, or large print on as many as it takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """What stands beside the words of an edition and is no multiple of the unit."""

    icon: float = 24
    """Of a question."""
    heading_indent: float = 33
    """The icon and its distance from the heading."""
    bullet: float = 5
    """The disc's width."""
    bullet_indent: float = 14
    tick_box: float = 11
    """3.9 mm: large enough for a pen."""
    tick_frame: float = 1.25
    tick_indent: float = 20
    step_indent: float = 18
    """For numbers of one figure."""
    long_step_indent: float = 26
    """For numbers of two."""


@dataclass(frozen=True, slots=True)
class Type:
    """The body's size and leading, from which the measures of the page follow."""

    size: float
    leading: float
    edition: Edition = "standard"

    @property
    def u(self) -> float:
        """The unit of every vertical measure."""
        return self.leading / 4

    def setting(self, style: Style) -> Setting:
        """Size and leading of ``style`` beside this body."""
        return _SETTINGS[self.edition][style](self)

    @property
    def measures(self) -> Measures:
        """What goes with type of this edition."""
        return _MEASURES[self.edition]


_MEASURES: Mapping[Edition, Measures] = {
    "standard": Measures(),
    "large": Measures(
        icon=32, heading_indent=44, bullet=7, bullet_indent=21, tick_box=17, tick_frame=1.75,
        tick_indent=30, step_indent=28, long_step_indent=40,
    ),
}  # fmt: skip

_STANDARD: Mapping[Style, Callable[[Type], Setting]] = {
    Style.BODY: lambda t: Setting(t.size, t.leading),
    Style.H2: lambda t: Setting(1.25 * t.size, 5 * t.u, bold=True),
    Style.LABEL: lambda _: Setting(10.5, 12, bold=True),
    Style.EYEBROW: lambda t: Setting(12, 4 * t.u, bold=True),
    Style.NAME: lambda t: Setting(40, 10 * t.u, bold=True, colour="brand"),
    Style.FORM: lambda t: Setting(14, 5 * t.u),
    Style.WARNING_BAR: lambda t: Setting(18, 8 * t.u, bold=True, colour="paper"),
    Style.HEADLINE: lambda t: Setting(22, max(7 * t.u, 25.5), bold=True),
    Style.CALL_NOW: lambda _: Setting(26, 32, bold=True),
    Style.ROW_HEAD: lambda t: Setting(14, max(5 * t.u, 17.5), bold=True),
    Style.RUNNING_NAME: lambda t: Setting(20, 7 * t.u, bold=True, colour="brand"),
    Style.SHORT_WARNING: lambda _: Setting(12, 16, bold=True),
    Style.CONTACT_NAME: lambda _: Setting(12, 18, bold=True),
    Style.NUMBER: lambda _: Setting(18, 24, bold=True),
    Style.NOTE: lambda _: Setting(11, 14),
    Style.FOOTER: lambda _: Setting(10, 13),
}
"""How each style is set beside a body; what is no multiple of the unit never shrinks."""

_LARGE: Mapping[Style, Callable[[Type], Setting]] = {
    Style.BODY: lambda t: Setting(t.size, t.leading),
    Style.H2: lambda _: Setting(23, 30, bold=True),
    Style.LABEL: lambda _: Setting(16, 20, bold=True),
    Style.EYEBROW: lambda _: Setting(16, 20, bold=True),
    Style.NAME: lambda _: Setting(44, 44, bold=True, colour="brand"),
    Style.FORM: lambda _: Setting(16, 20),
    Style.WARNING_BAR: lambda _: Setting(22, 40, bold=True, colour="paper"),
    Style.HEADLINE: lambda _: Setting(27, 33, bold=True),
    Style.CALL_NOW: lambda _: Setting(32, 52, bold=True),
    Style.ROW_HEAD: lambda _: Setting(21, 28, bold=True),
    Style.RUNNING_NAME: lambda _: Setting(20, 28, bold=True, colour="brand"),
    Style.SHORT_WARNING: lambda _: Setting(16, 28, bold=True),
    Style.CONTACT_NAME: lambda _: Setting(18, 24, bold=True),
    Style.NUMBER: lambda _: Setting(24, 32, bold=True),
    Style.NOTE: lambda _: Setting(16, 21),
    Style.FOOTER: lambda _: Setting(16, 21),
}
"""How each style is set in large print: nothing below 16 points (UKAAF, large print)."""
_SETTINGS: Mapping[Edition, Mapping[Style, Callable[[Type], Setting]]] = {
    "standard": _STANDARD,
    "large": _LARGE,
}

LARGEST = Type(13, 17)
ROOMY = Type(12, 17)
BASE = Type(12, 16)
SMALLEST = Type(11, 14)
GIVING_WAY = (
    BASE, Type(12, 15.5), Type(12, 15), Type(11.5, 15), Type(11.5, 14.5), SMALLEST,
)  # fmt: skip
"""From the base downwards: the first that fits wins. Ratio of leading to size at least 1.25."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gaps:
    """Gaps of the standard edition, in units."""

    key_facts: int = 3
    warning: int = 4
    section: int = 4
    dose_chart: int = 3
    writing: int = 10
    """The blank space over a writing line of the dose chart."""


LARGE = Type(18, 24, "large")
"""Large print: x-height 3.4 mm, 61 characters a line."""
LARGE_GIVING_WAY = (
    LARGE, Type(18, 23, "large"), Type(18, 22.5, "large"), Type(17.5, 22, "large"),
    Type(17, 21.5, "large"), Type(16.5, 21, "large"), Type(16, 20, "large"),
)  # fmt: skip
"""For a warning that has to stand whole on the first page of large print."""

BASE_GAPS = Gaps()
TIGHT_GAPS = Gaps(warning=3, section=3, writing=8)
MOST_BREATH = 3
"""How many units a gap may grow by on a page with little text."""
FOOT_AIR = 2
"""Units that stay free over the footer's rule, at the least."""
