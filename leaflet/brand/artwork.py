"""What a prepared logo is, and how one that cannot be used is refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from leaflet.errors import AssetError, Location, Problem
from leaflet.pdf.objects import PdfObject

LOGO_CONTRAST = 3.0
"""What a logo, turned into grey, must reach on white (WCAG 2.2, 1.4.11)."""

AS_PNG = "export it as PNG"


@dataclass(frozen=True, slots=True, kw_only=True)
class Logo:
    """A logo as PDF objects; references count from 0, and object 0 is the form XObject.

    ``width`` and ``height`` are those of its BBox ``[0 0 width height]``; only their ratio matters.
    """

    form: tuple[PdfObject, ...]
    width: float
    height: float
    kind: Literal["vector", "raster"]
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """The file a logo comes from: its name for people, and where the clinic named it."""

    name: str
    where: Location | None = None

    def refusal(self, what: str, hint: str = AS_PNG) -> AssetError:
        """The error that says ``name what`` and what to do next; to be raised."""
        return AssetError(Problem(self.where, f"{self.name} {what}", hint))

    def ink_notice(self, colour: str) -> str:
        """What the clinic is told when its one pale colour is printed in black."""
        return f"{self.name} is too pale to see on white paper; its {colour} is printed in black"
