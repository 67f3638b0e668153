"""Basic shapes of SVG as paths, and the lengths they are given in (SVG 1.1 §7, §9)."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from leaflet.brand.artwork import Source
from leaflet.brand.svg_numbers import NUMBER, UnreadableError, read_numbers
from leaflet.brand.svg_path import Path, read_path
from leaflet.brand.svg_reader import Element

SHAPES = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"})

_UNITS = {
    "": 1.0,
    "px": 1.0,
    "pt": 4 / 3,
    "pc": 16.0,
    "mm": 96 / 25.4,
    "cm": 96 / 2.54,
    "in": 96.0,
    "q": 24 / 25.4,
}
_LENGTH = re.compile(rf"({NUMBER})\s*(px|pt|pc|mm|cm|in|q|%|)")
_ACROSS = frozenset({"x", "cx", "x1", "x2", "rx", "width"})
_UP = frozenset({"y", "cy", "y1", "y2", "ry", "height"})
_ROUND = 0.5522847498307936  # control points of a quarter circle: 4/3 (sqrt 2 - 1)
_SMALLEST, _LARGEST = 1e-3, 1e7


@dataclass(frozen=True, slots=True)
class Viewport:
    """The part of the drawing that is to be seen, in its own units; ``top`` is the lesser y."""

    left: float
    top: float
    width: float
    height: float

    def length(self, text: str, name: str = "") -> float:
        """A length in user units; percentages refer to the side that ``name`` runs along.

        Raises:
            UnreadableError: it is none.
        """
        match = _LENGTH.fullmatch(text.strip().lower())
        if not match:
            raise UnreadableError(text, name)
        if match[2] != "%":
            value = float(match[1]) * _UNITS[match[2]]
        elif name in _ACROSS:
            value = float(match[1]) / 100 * self.width
        elif name in _UP:
            value = float(match[1]) / 100 * self.height
        else:
            value = float(match[1]) / 100 * math.hypot(self.width, self.height) / math.sqrt(2)
        if not abs(value) <= _LARGEST:
            raise UnreadableError(text, name)
        return value

    def outline(self, element: Element) -> Path:
        """The path of a shape; empty where a side or a radius is 0.

        Raises:
            UnreadableError: an attribute cannot be read.
        """

        def number(name: str) -> float:
            return self.length(element.attributes.get(name, "0"), name)

        match element.tag:
            case "path":
                return read_path(element.attributes.get("d", ""))
            case "rect":
                return self._rectangle(element)
            case "circle":
                radius = _size("r", number("r"))
                return (
                    ellipse(complex(number("cx"), number("cy")), radius, radius) if radius else []
                )
            case "ellipse":
                radii = [_size(name, number(name)) for name in ("rx", "ry")]
                return ellipse(complex(number("cx"), number("cy")), *radii) if all(radii) else []
            case "line":
                ends = [complex(number("x1"), number("y1")), complex(number("x2"), number("y2"))]
                return polygon(ends, closed=False)
            case _:
                listed = element.attributes.get("points", "")
                numbers = read_numbers(listed)
                if len(numbers) % 2:
                    raise UnreadableError(listed, "points")
                points = [complex(*pair) for pair in zip(numbers[::2], numbers[1::2], strict=True)]
                return polygon(points, closed=element.tag == "polygon")

    def _rectangle(self, element: Element) -> Path:
        def number(name: str) -> float:
            return self.length(element.attributes.get(name, "0"), name)

        width, height = _size("width", number("width")), _size("height", number("height"))
        given = {
            name: _size(name, number(name))
            for name in ("rx", "ry")
            if element.attributes.get(name, "auto") != "auto"
        }
        round_x = min(given.get("rx", given.get("ry", 0.0)), width / 2)
        round_y = min(given.get("ry", given.get("rx", 0.0)), height / 2)
        corner = complex(number("x"), number("y"))
        return rectangle(corner, width, height, round_x, round_y) if width and height else []


def read_viewport(root: Element, source: Source) -> Viewport:
    """What is to be seen of a drawing: its view box, else its width and height.

    Raises:
        AssetError: it does not say, or is to be stretched or cropped.
    """
    unknown = Viewport(0, 0, 0, 0)
    attributes = root.attributes
    try:
        sizes = [attributes.get(name, "auto") for name in ("width", "height")]
        width, height = (0.0 if size == "auto" else unknown.length(size, "width") for size in sizes)
        box = read_numbers(attributes.get("viewBox", "")) or [0.0, 0.0, width, height]
    except UnreadableError as error:
        what = f"has the size {error}, which leaflet cannot read"
        raise source.refusal(what, "export it again") from error
    if len(box) != 4 or not all(_SMALLEST <= side <= _LARGEST for side in box[2:]):
        raise source.refusal(
            "does not say how large it is", 'give it a viewBox such as "0 0 72 72"'
        )
    fit = attributes.get("preserveAspectRatio", "")
    is_forced = "none" in fit or "slice" in fit
    if is_forced and width > 0 < height and abs(width * box[3] / height / box[2] - 1) > 0.01:
        raise source.refusal("is stretched or cropped by its own size")
    return Viewport(*box)


def _size(name: str, value: float) -> float:
    if value < 0:
        raise UnreadableError(f"{value:g}", name)
    return value


def has_area(path: Path) -> bool:
    """Whether there is anything to fill: a flat outline would print as a hairline (§8.5.3.1)."""
    start = path[0][1][0]
    ways = [point - start for _, points in path for point in points if point != start]
    return any(abs((way / ways[0]).imag) > 1e-9 for way in ways)


def ellipse(centre: complex, radius_x: float, radius_y: float) -> Path:
    """An ellipse from its rightmost point by way of the lowest (SVG 2 §10.4)."""
    path: Path = [("m", (centre + radius_x,))]
    here = 1 + 0j
    for _ in range(4):
        there = here * 1j
        corners = (here + there * _ROUND, there + here * _ROUND, there)
        path.append(("c", tuple(centre + _sized(point, radius_x, radius_y) for point in corners)))
        here = there
    return [*path, ("h", ())]


def rectangle(corner: complex, width: float, height: float, round_x: float, round_y: float) -> Path:
    """A rectangle from its upper left corner, rounded where neither radius is 0 (SVG 2 §10.2)."""
    across, down = complex(width, 0), complex(0, height)
    points = (corner, corner + across, corner + across + down, corner + down)
    if not round_x or not round_y:
        return polygon(list(points))
    path: Path = [("m", (corner + round_x,))]
    for number, point in enumerate((*points[1:], corner)):
        before = point - _sized(1j**number, round_x, round_y)
        after = point + _sized(1j ** (number + 1), round_x, round_y)
        if path[-1][1][-1] != before:
            path.append(("l", (before,)))
        path.append(
            ("c", (before + (point - before) * _ROUND, after + (point - after) * _ROUND, after))
        )
    return [*path, ("h", ())]


def _sized(direction: complex, x: float, y: float) -> complex:
    return complex(direction.real * x, direction.imag * y)


def polygon(points: list[complex], *, closed: bool = True) -> Path:
    """Straight lines from point to point."""
    if not points:
        return []
    path: Path = [("m", (points[0],)), *(("l", (point,)) for point in points[1:])]
    return [*path, ("h", ())] if closed else path
