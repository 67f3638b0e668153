"""Shapes made visible on white paper, or refused."""

from __future__ import annotations

from dataclasses import replace

from leaflet.brand.artwork import LOGO_CONTRAST, Source
from leaflet.brand.colour import INK, PAPER, Rgb, contrast, grey, to_hex
from leaflet.brand.svg_content import Shape
from leaflet.brand.svg_style import Paint

_NEARLY_WHITE = 1.1


def legible(shapes: list[Shape], source: Source) -> tuple[list[Shape], tuple[str, ...]]:
    """The shapes as they can be seen on white: as they are, or a single pale colour as ink.

    Raises:
        AssetError: nothing to see, or several colours and all of them pale.
    """
    seen = {paint: _contrast_on_paper(paint) for shape in shapes for paint in shape.paints}
    if max(seen.values(), default=1.0) >= LOGO_CONTRAST:
        return shapes, ()
    pale = {paint.colour for paint, ratio in seen.items() if ratio > _NEARLY_WHITE}
    if not pale:
        raise source.refusal("is blank or white", "hand in the version made for white paper")
    if len(pale) > 1:
        colours = ", ".join(sorted(to_hex(colour) for colour in pale)[:4])
        raise source.refusal(
            f"is too pale to see on white paper ({colours})", "hand in a darker version"
        )
    (colour,) = pale

    def inked(paint: Paint | None) -> Paint | None:
        return Paint(INK, 1.0) if paint and paint.colour == colour else paint

    notice = source.ink_notice(to_hex(colour))
    return [replace(s, fill=inked(s.fill), stroke=inked(s.stroke)) for s in shapes], (notice,)


def _contrast_on_paper(paint: Paint) -> float:
    """The contrast of a paint's grey on white, the paper showing through it."""
    blend: list[float] = [
        part * paint.alpha + white * (1 - paint.alpha)
        for part, white in zip(paint.colour, PAPER, strict=True)
    ]
    rgb: Rgb = (blend[0], blend[1], blend[2])
    return contrast(grey(rgb))
