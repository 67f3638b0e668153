"""The search of a PDF for what should not be in it: it looks into any bytes, and never fails."""

from __future__ import annotations

from leaflet.pdf.remnants import remnants
from tests.fuzz import pdf
from tests.fuzz.target import Target


def check(data: bytes) -> None:
    """Search ``data``."""
    for found in remnants(data):
        assert found.kind in {"active", "orphan", "private", "unreadable"}
        assert found.what.isprintable()


TARGET = Target(
    check=check,
    seeds=pdf.seeds,
    tokens=pdf.TOKENS,
    mutate=pdf.mutate,
    packages=("leaflet.pdf",),
    longest=30_000,
    seconds=2,
)
