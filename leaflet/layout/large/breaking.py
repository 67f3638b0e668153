"""Strips shared among pages: the fewest pages, the best breaks, and pages of like fullness."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from leaflet.errors import OverfullError
from leaflet.layout.large.strips import Strip

A_PAGE = 2_000
"""What a page costs: more than any break that is allowed, less than one that is not."""
EMPTINESS = 100
"""What an empty page would cost for its emptiness, which counts by its square."""


@dataclass(frozen=True, slots=True)
class Run:
    """The strips of one page: from ``start`` up to ``end``, and the room they leave."""

    start: int
    end: int
    room: float


def share(strips: Sequence[Strip], room: float) -> tuple[Run, ...]:
    """The cheapest way to share the strips among pages that hold ``room`` points each.

    Raises:
        OverfullError: one strip alone is higher than a page.
    """
    count = len(strips)
    cheapest: list[tuple[float, int, float]] = [(0.0, 0, 0.0)]
    """Of the first so many strips: cost, where their last page begins, the room it leaves."""
    for end in range(1, count + 1):
        best: tuple[float, int, float] | None = None
        height = 0.0
        for start in range(end - 1, -1, -1):
            strip = strips[start]
            if start < end - 1:
                below = strips[start + 1]
                height += below.gap + (below.rule.weight if below.rule else 0)
            height += strip.height
            needed = height + _open_ends(strips, start, end)
            if needed > room + 1e-6:
                if best is None and end - start == 1:
                    raise OverfullError(
                        f"a part of {needed:.0f} pt is higher than a page of large print "
                        f"({room:.0f} pt), and it cannot be divided"
                    )
                if height > room:
                    break
                continue
            parted = strips[start].before if start else 0
            left = (room - needed) / room
            cost = cheapest[start][0] + parted + A_PAGE + EMPTINESS * left * left
            if best is None or cost < best[0]:
                best = (cost, start, room - needed)
        assert best is not None  # a single strip fits a page, or the error above was raised
        cheapest.append(best)
    runs: list[Run] = []
    end = count
    while end:
        _, start, left = cheapest[end]
        runs.insert(0, Run(start, end, left))
        end = start
    return tuple(runs)


def _open_ends(strips: Sequence[Strip], start: int, end: int) -> float:
    """What frames take that go on over the page's edges."""
    extra = 0.0
    first, last = strips[start], strips[end - 1]
    if start and first.frame is not None and strips[start - 1].frame is first.frame:
        extra += first.frame.padding
    if end < len(strips) and last.frame is not None and strips[end].frame is last.frame:
        extra += last.frame.padding
    return extra
