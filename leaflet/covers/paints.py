"""How often drawings are drawn within one another: 2 kB can ask for a septillion times."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from leaflet.covers.scanning import plain_name
from leaflet.pdf.objects import Ref

MOST_PAINTS = 200_000
"""Viewers and printers take minutes over more."""

_PAINT = re.compile(
    rb"(/[^\0\t\n\f\r ()<>\[\]{}/%]*+)[\0\t\n\f\r ]++Do(?![^\0\t\n\f\r ()<>\[\]{}/%])"
)


class PaintCount:
    """Notes which drawing draws which others, and counts what comes of it."""

    def __init__(self) -> None:
        self._within: dict[int, Counter[int]] = {}

    def note(self, ref: Ref, data: bytes, drawings: Mapping[bytes, Ref]) -> None:
        """The drawing ``ref`` has the content ``data``, where ``drawings`` have these names."""
        found = (drawings.get(plain_name(match[1]) or b"") for match in _PAINT.finditer(data))
        self._within[ref.number] = Counter(inner.number for inner in found if inner is not None)

    def most(self) -> int:
        """How many drawings the busiest drawing leads to; one within itself counts once."""
        totals: dict[int, int] = {}
        for start in self._within:
            open_drawings = [start]
            while open_drawings:
                number = open_drawings[-1]
                inner = self._within.get(number, Counter())
                missing = [n for n in inner if n not in totals and n not in open_drawings]
                if missing and len(open_drawings) < MOST_PAINTS:
                    open_drawings.append(missing[0])
                    continue
                totals[number] = 1 + sum(
                    count * totals.get(within, 0) for within, count in inner.items()
                )
                open_drawings.pop()
        return max(totals.values(), default=0)
