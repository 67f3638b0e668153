"""A cover on its paper, so that judges and viewers can look at it."""

from __future__ import annotations

from leaflet.covers import ImportedCover, assembly
from leaflet.covers.boxes import IDENTITY, Placement

A4 = (595.276, 841.89)


def assemble(cover: ImportedCover, paper: tuple[float, float] = A4) -> bytes:
    """A PDF/UA-1 file of nothing but ``cover``."""
    view = Placement(box=(0, 0, *paper), matrix=IDENTITY)
    return assembly.assemble(cover, [view] * len(cover.pages))
