"""What a prepared logo is, and how one that cannot be used is refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from leaflet.errors import AssetError, Location, Problem
from leaflet.pdf.objects import PdfObject

LOGO_CONTRAST = 3.0
"""What a logo, turned into grey, must reach on white (WCAG 2.2, 1.4.11)."""

LARGEST_PRINT = (240.0, 64.0)
"""The box of a logo on the cover page, in points: nowhere is it printed larger."""

THINNEST = 0.5
"""Points across, at that size: what is thinner is a line, and no logo."""

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

    def require_shape(self, width: float, height: float, unit: str) -> None:
        """See that a logo of this shape can be seen where it is printed.

        A picture of one row costs a gigabyte, too, while its millions of columns are scaled down.

        Raises:
            AssetError: it is too thin.
        """
        across, upright = LARGEST_PRINT
        if across * height < THINNEST * width or upright * width < THINNEST * height:
            what = f"is {width:.8g} x {height:.8g} {unit}: too thin to be seen"
            raise self.refusal(what, "cut away the empty space, or hand in another version")

    def ink_notice(self, colour: str) -> str:
        """What the clinic is told when its one pale colour is printed in black."""
        return f"{self.name} is too pale to see on white paper; its {colour} is printed in black"
