"""Numbers with all their decimals, where the four that a place on paper needs are too few."""

from __future__ import annotations

from decimal import Decimal
from math import isfinite

from leaflet.pdf.objects import Raw


def exact(value: float) -> int | Raw:
    """``value`` as it is, without an exponent; nothing infinite, which PDF does not know.

    A font's matrix of 1/2048 or a function's coefficients need more than ``objects.number_bytes``
    writes.
    """
    if not isfinite(value):
        return 0
    if value == int(value):
        return int(value)
    return Raw(format(Decimal(float.__repr__(float(value))), "f").encode("ascii"))
