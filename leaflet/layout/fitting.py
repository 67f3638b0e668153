"""Fitting the text to two pages: breathe when short, give way step by step when long.

Size and leading are the same on both pages, gaps may differ. At most as many layouts are tried as
there are pairs of size and leading in ``design``; gaps are solved by arithmetic, because a
page's height grows by exactly a unit for each unit of a gap.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from leaflet.design import (
    BASE,
    BASE_GAPS,
    FOOT_AIR,
    GIVING_WAY,
    LARGEST,
    MOST_BREATH,
    ROOMY,
    TIGHT_GAPS,
    Type,
)
from leaflet.errors import OverfullError

GapName = Literal["key_facts", "warning", "section", "dose_chart", "writing"]
BREATHING: tuple[GapName, ...] = ("key_facts", "warning", "section", "dose_chart")
WIDEST_WRITING = 12


@dataclass(frozen=True, slots=True)
class Measured:
    """A page measured at one type: what its blocks take, and which gaps lie between them."""

    content: float
    """The blocks' heights without gaps, in points."""
    available: float
    """From the first block's top to the footer's rule."""
    gaps: tuple[GapName, ...]
    """The gaps of the page, one entry for each place it is used."""


@dataclass(frozen=True, slots=True)
class PageFit:
    """The units chosen for each gap of a page, and what stays free at its foot in points."""

    units: dict[GapName, int]
    surplus: float


@dataclass(frozen=True, slots=True)
class Fit:
    """The type and gaps that two pages are set with."""

    type_: Type
    pages: tuple[PageFit, ...]


def _floor(name: GapName) -> int:
    return int(getattr(TIGHT_GAPS, name))


def _base(name: GapName) -> int:
    return int(getattr(BASE_GAPS, name))


def _most(name: GapName) -> int:
    return WIDEST_WRITING if name == "writing" else _base(name) + MOST_BREATH


def _height(page: Measured, units: dict[GapName, int], u: float) -> float:
    return page.content + sum(units[name] for name in page.gaps) * u


def excess(page: Measured, type_: Type) -> float:
    """By how many points the page is too full with its tightest gaps; negative where it fits."""
    units = {name: _floor(name) for name in page.gaps}
    return _height(page, units, type_.u) + FOOT_AIR * type_.u - page.available


def breathe(page: Measured, type_: Type) -> PageFit:
    """The widest gaps that fit, given out a unit in turn in the design's order."""
    u = type_.u
    units: dict[GapName, int] = {name: _floor(name) for name in page.gaps}
    present = dict.fromkeys(page.gaps)

    def widen(name: GapName, up_to: int) -> bool:
        if name not in present or units[name] >= up_to:
            return False
        wider = {**units, name: units[name] + 1}
        if _height(page, wider, u) + FOOT_AIR * u > page.available:
            return False
        units.update(wider)
        return True

    restore: tuple[GapName, ...] = ("writing", "warning", "section")
    for name in restore:
        while widen(name, _base(name)):
            pass
    for extra in range(1, MOST_BREATH + 1):
        for name in BREATHING:
            widen(name, _base(name) + extra)
    while widen("writing", WIDEST_WRITING):
        pass
    return PageFit(units, page.available - _height(page, units, u))


def _breathes_fully(page: Measured, type_: Type) -> bool:
    """Whether all gaps reach their widest: only then may the type grow beyond its base."""
    units = {name: _most(name) for name in page.gaps}
    return _height(page, units, type_.u) + FOOT_AIR * type_.u <= page.available


def fit(measure: Callable[[Type], Sequence[Measured]]) -> Fit | tuple[Type, Sequence[Measured]]:
    """The largest type at which every page fits, and the gaps of each page.

    ``measure`` lays every page out at a type. Where even the smallest type is too large, the
    smallest and its measures come back, for the error to tell from.
    """
    base = _measured(measure, BASE)
    if base and all(_breathes_fully(page, BASE) for page in base):
        for type_ in (LARGEST, ROOMY):
            pages = _measured(measure, type_)
            if pages and all(_breathes_fully(page, type_) for page in pages):
                return Fit(type_, tuple(breathe(page, type_) for page in pages))
    pages = base
    for type_ in GIVING_WAY:
        pages = base if type_ == BASE else _measured(measure, type_)
        if pages and all(excess(page, type_) <= 0 for page in pages):
            return Fit(type_, tuple(breathe(page, type_) for page in pages))
    return GIVING_WAY[-1], pages or measure(GIVING_WAY[-1])


def _measured(measure: Callable[[Type], Sequence[Measured]], type_: Type) -> Sequence[Measured]:
    """Empty where a single line does not fit its place at this type: a smaller one may."""
    try:
        return measure(type_)
    except OverfullError:
        return ()
