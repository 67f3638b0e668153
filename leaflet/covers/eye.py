"""Whether two drawings of a page differ so that a person would see it.

Letters may fall on other dots by a fraction, edges be softer or harder, a line be a hair wider. But
a word, a tick, a stamp or a line of a table that is missing, moved or of another colour is seen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

LONG_SIDE = 1600
"""Dots along the longer side of a page: 137 to the inch on A4, where a point is two dots."""

_SOFTENED = 1
"""Dots mixed in on each side: a stem on one dot, or half on two, is the same."""
_VISIBLE = 32
"""Steps of 255, after softening, that a dot must lie outside of all its neighbours' colours."""
_WINDOW = 3
_MOST_IN_WINDOW = 9
"""Such dots in a square of seven by seven: a decimal point, where an edge makes seven in a row."""

_COARSE = 4
"""Colours are looked at on every fourth dot, shapes on every one."""
_MOST_COARSE = 5
"""Of nine such."""
_MARGIN = 4 * _COARSE
_THUMB = 300
_MOST_OFF = 0.01


def sharpness(size: tuple[float, float]) -> float:
    """Dots to the point for a page of this width and height in points."""
    return min(LONG_SIDE / max(*size, 1), 8.0)


def seen_to_differ(one: Image, other: Image) -> bool:
    """Whether a person who lays the one drawing beside the other sees a difference."""
    from PIL import ImageChops, ImageFilter

    if abs(one.width - other.width) > 1 or abs(one.height - other.height) > 1:
        return True
    if one.size != other.size:
        size = min(one.width, other.width), min(one.height, other.height)
        one, other = one.crop((0, 0, *size)), other.crop((0, 0, *size))
    box = ImageChops.difference(one, other).getbbox()
    if box is None:
        return False
    around = _around(box, one.size)
    one, other = one.crop(around), other.crop(around)
    if _more_than(_apart(one.reduce(_COARSE), other.reduce(_COARSE)), 1, _MOST_COARSE):
        return True
    blur = ImageFilter.BoxBlur(_SOFTENED)
    one, other = _ink(one).filter(blur), _ink(other).filter(blur)
    return _more_than(_apart(one, other), _WINDOW, _MOST_IN_WINDOW)


def _around(box: tuple[int, int, int, int], size: tuple[int, int]) -> tuple[int, int, int, int]:
    """The box with what may matter beside it: nothing outside of it differs."""
    left, top, right, bottom = box
    return (
        max(left - _MARGIN, 0) // _COARSE * _COARSE,
        max(top - _MARGIN, 0) // _COARSE * _COARSE,
        min(right + _MARGIN, size[0]),
        min(bottom + _MARGIN, size[1]),
    )


def _ink(drawing: Image) -> Image:
    """How dark each dot is, where a pale red counts as much as a grey that is as far from white."""
    from PIL import ImageChops

    red, green, blue = drawing.split()
    return ImageChops.darker(ImageChops.darker(red, green), blue)


def _apart(one: Image, other: Image) -> Image:
    """Dots, white on black, where a drawing has what the other has not, nor right beside."""
    from PIL import ImageChops

    outside = ImageChops.lighter(_outside(one, other), _outside(other, one)).point(_is_visible)
    bands = outside.split()
    dots = bands[0]
    for band in bands[1:]:
        dots = ImageChops.lighter(dots, band)
    return dots


def _more_than(dots: Image, window: int, most: int) -> bool:
    """Whether so many dots stand together in a square, ``window`` to each side of its middle."""
    from PIL import ImageFilter

    share = dots.filter(ImageFilter.BoxBlur(window)).getextrema()[1]
    return float(str(share)) >= 255 * most / (2 * window + 1) ** 2 - 0.5


def far_off(one: Image, other: Image, most: float = _MOST_OFF) -> bool:
    """Whether two drawings are of different pages, or one is turned, empty or of other colours.

    ``most`` is the share of the page that may differ, seen from afar.
    """
    from PIL import Image, ImageChops, ImageFilter

    scale = _THUMB / max(one.size)
    size = max(round(one.width * scale), 1), max(round(one.height * scale), 1)
    blur = ImageFilter.BoxBlur(1)
    small, second = (
        image.resize(size, Image.Resampling.BOX).filter(blur) for image in (one, other)
    )
    dots = ImageChops.difference(small, second).convert("L").histogram()
    return sum(dots[_VISIBLE:]) > most * sum(dots)


def _is_visible(value: int) -> int:
    return 255 if value >= _VISIBLE else 0


def _outside(image: Image, other: Image) -> Image:
    """By how much each dot lies outside of what ``other`` has there and right beside."""
    from PIL import ImageChops

    least, most = other, other
    for across, up in ((1, 0), (-1, 0)):
        moved = ImageChops.offset(other, across, up)
        least, most = ImageChops.darker(least, moved), ImageChops.lighter(most, moved)
    lower, higher = least, most
    for across, up in ((0, 1), (0, -1)):
        least = ImageChops.darker(least, ImageChops.offset(lower, across, up))
        most = ImageChops.lighter(most, ImageChops.offset(higher, across, up))
    return ImageChops.lighter(ImageChops.subtract(image, most), ImageChops.subtract(least, image))
