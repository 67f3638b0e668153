"""A clinic's colour made dark enough to read, in colour and on a mono printer.

Colours are red, green and blue from 0 to 1 in sRGB. Contrast is that of WCAG 2.2.
"""

from __future__ import annotations

import colorsys
import re
from dataclasses import dataclass

from leaflet.errors import ContentError, Problem

Rgb = tuple[float, float, float]

INK: Rgb = (0.0, 0.0, 0.0)
PAPER: Rgb = (1.0, 1.0, 1.0)

BRAND_CONTRAST = 7.0
"""What a brand colour must reach on white: itself, and as its grey."""

_HEX = re.compile(r"#[0-9A-Fa-f]{6}")
_RED_FROM, _RED_TO, _RED_SATURATION = 345.0, 20.0, 0.4
_STEP = 0.005


@dataclass(frozen=True, slots=True)
class BrandColour:
    """The colour that is printed for the one that was asked for; a notice where they differ."""

    rgb: Rgb
    hex: str
    asked: str
    notice: str | None = None


def luminance(rgb: Rgb) -> float:
    """Relative luminance (WCAG 2.2; IEC 61966-2-1): 0 for black, 1 for white."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Rgb, other: Rgb = PAPER) -> float:
    """Contrast ratio of two colours, from 1 to 21, whichever is darker (WCAG 2.2, 1.4.3)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def grey(rgb: Rgb) -> Rgb:
    """The grey a mono printer makes of a colour: its luma (ITU-R BT.601), as drivers compute it."""
    level = round(255 * (0.299 * rgb[0] + 0.587 * rgb[1] + 0.114 * rgb[2])) / 255
    return level, level, level


def contrast_in_print(rgb: Rgb) -> float:
    """The lower of the contrasts on white of a colour and of its grey."""
    return min(contrast(rgb), contrast(grey(rgb)))


def is_red(rgb: Rgb) -> bool:
    """Whether a colour could be taken for the red of danger: hue 345 to 20, saturation over 40 %.

    Hue and saturation are those of CSS (HSL), as a clinic's colour picker shows them.
    """
    hue, _, saturation = colorsys.rgb_to_hls(*rgb)
    degrees = hue * 360
    return saturation > _RED_SATURATION and (degrees >= _RED_FROM or degrees <= _RED_TO)


def to_hex(rgb: Rgb) -> str:
    """``#RRGGBB``."""
    return "#" + "".join(f"{round(part * 255):02X}" for part in rgb)


def from_hex(text: str) -> Rgb:
    """The colour that ``#rrggbb`` stands for.

    Raises:
        ContentError: the text is not of that form.
    """
    if not _HEX.fullmatch(text):
        hint = 'write it as "#" and six digits or letters a to f, such as "#0B4A6F"'
        raise ContentError(Problem(None, f"{text!r} is no colour", hint))
    red, green, blue = bytes.fromhex(text[1:])
    return red / 255, green / 255, blue / 255


def brand_colour(asked: str) -> BrandColour:
    """The colour to print for ``#rrggbb``: readable on white, also as a grey, and never a red.

    Raises:
        ContentError: ``asked`` is no colour.
    """
    rgb = from_hex(asked)
    printed = _dark_enough(rgb)
    if is_red(rgb) or is_red(printed):
        notice = (
            f"{asked} is a red; red is kept for danger alone, "
            "so the name, rules and icons are printed in black"
        )
        return BrandColour(INK, to_hex(INK), asked, notice)
    if printed == rgb:
        return BrandColour(rgb, to_hex(rgb), asked)
    notice = (
        f"{asked} is too pale to read on white: it has a contrast of {_ratio(rgb)} "
        f"and needs {BRAND_CONTRAST:.0f}:1; it is printed darker, "
        f"as {to_hex(printed)} ({_ratio(printed)})"
    )
    return BrandColour(printed, to_hex(printed), asked, notice)


def _dark_enough(rgb: Rgb) -> Rgb:
    """The first colour of equal hue, in steps towards black, that has the contrast."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*rgb)
    while contrast_in_print(rgb) < BRAND_CONTRAST:
        lightness = max(0.0, lightness - _STEP)
        rgb = from_hex(to_hex(colorsys.hls_to_rgb(hue, lightness, saturation)))
    return rgb


def _ratio(rgb: Rgb) -> str:
    """``4.5:1``, rounded down so that it never claims more than there is."""
    return f"{int(contrast_in_print(rgb) * 10) / 10:.1f}:1"
