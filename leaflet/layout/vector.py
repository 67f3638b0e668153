"""SVG path data into the three segments that PDF knows: move, line, cubic curve, and close."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import lru_cache

Segment = tuple[str, tuple[float, ...]]
"""``m`` x y, ``l`` x y, ``c`` x1 y1 x2 y2 x3 y3, or ``h`` (close); absolute coordinates."""

_TOKEN = re.compile(r"([MLHVCSAZmlhvcsaz])|(-?(?:\d+\.?\d*|\.\d+))")
_ARITY = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "a": 7, "z": 0}
KAPPA = 4 / 3 * math.tan(math.pi / 8)
"""How far the handles of a quarter circle's curve reach, in radii."""


@lru_cache(maxsize=256)
def path_segments(data: str) -> tuple[Segment, ...]:
    """The segments of SVG path data (SVG 1.1 §8.3) with the commands M L H V C S A Z."""
    return tuple(_segments(data))


def _segments(data: str) -> Iterator[Segment]:
    x = y = start_x = start_y = 0.0
    handle: tuple[float, float] | None = None
    for command, numbers in _commands(data):
        lower = command.lower()
        dx, dy = (x, y) if command.islower() else (0.0, 0.0)
        next_handle = None
        match lower:
            case "m" | "l":
                x, y = numbers[0] + dx, numbers[1] + dy
                yield lower, (x, y)
                if lower == "m":
                    start_x, start_y = x, y
            case "h":
                x = numbers[0] + dx
                yield "l", (x, y)
            case "v":
                y = numbers[0] + dy
                yield "l", (x, y)
            case "c" | "s":
                points = [n + (dx, dy)[i % 2] for i, n in enumerate(numbers)]
                if lower == "s":
                    first = (2 * x - handle[0], 2 * y - handle[1]) if handle else (x, y)
                    points = [*first, *points]
                next_handle = (points[2], points[3])
                x, y = points[4], points[5]
                yield "c", tuple(points)
            case "a":
                end = (numbers[5] + dx, numbers[6] + dy)
                yield from _arc((x, y), numbers, end)
                x, y = end
            case _:
                yield "h", ()
                x, y = start_x, start_y
        handle = next_handle


def _commands(data: str) -> Iterator[tuple[str, tuple[float, ...]]]:
    command = ""
    numbers: list[float] = []
    for letter, number in _TOKEN.findall(data):
        if letter:
            command, numbers = letter, []
        else:
            numbers.append(float(number))
        if len(numbers) == _ARITY[command.lower()]:
            yield command, tuple(numbers)
            numbers = []
            command = {"m": "l", "M": "L"}.get(command, command)


def _arc(
    start: tuple[float, float], numbers: tuple[float, ...], end: tuple[float, float]
) -> Iterator[Segment]:
    """An unrotated elliptical arc as cubic curves (SVG 1.1 appendix F.6)."""
    rx, ry, _, large, sweep = numbers[:5]
    half_x, half_y = (start[0] - end[0]) / 2, (start[1] - end[1]) / 2
    grow = (half_x / rx) ** 2 + (half_y / ry) ** 2
    if grow > 1:
        rx, ry = rx * math.sqrt(grow), ry * math.sqrt(grow)
    rest = max(0.0, (rx * ry) ** 2 / ((rx * half_y) ** 2 + (ry * half_x) ** 2) - 1)
    factor = math.sqrt(rest) * (-1 if large == sweep else 1)
    turned_x, turned_y = factor * rx * half_y / ry, -factor * ry * half_x / rx
    centre = (turned_x + (start[0] + end[0]) / 2, turned_y + (start[1] + end[1]) / 2)
    first = math.atan2((half_y - turned_y) / ry, (half_x - turned_x) / rx)
    last = math.atan2((-half_y - turned_y) / ry, (-half_x - turned_x) / rx)
    turn = last - first
    if sweep and turn < 0:
        turn += 2 * math.pi
    elif not sweep and turn > 0:
        turn -= 2 * math.pi
    count = max(1, math.ceil(abs(turn) / (math.pi / 2) - 1e-9))
    step = turn / count
    reach = 4 / 3 * math.tan(step / 4)
    for i in range(count):
        a, b = first + i * step, first + (i + 1) * step
        yield (
            "c",
            (
                centre[0] + rx * (math.cos(a) - reach * math.sin(a)),
                centre[1] + ry * (math.sin(a) + reach * math.cos(a)),
                centre[0] + rx * (math.cos(b) + reach * math.sin(b)),
                centre[1] + ry * (math.sin(b) - reach * math.cos(b)),
                centre[0] + rx * math.cos(b),
                centre[1] + ry * math.sin(b),
            ),
        )


def ellipse(cx: float, cy: float, rx: float, ry: float) -> tuple[Segment, ...]:
    """An ellipse as four curves."""
    kx, ky = KAPPA * rx, KAPPA * ry
    return (
        ("m", (cx + rx, cy)),
        ("c", (cx + rx, cy + ky, cx + kx, cy + ry, cx, cy + ry)),
        ("c", (cx - kx, cy + ry, cx - rx, cy + ky, cx - rx, cy)),
        ("c", (cx - rx, cy - ky, cx - kx, cy - ry, cx, cy - ry)),
        ("c", (cx + kx, cy - ry, cx + rx, cy - ky, cx + rx, cy)),
        ("h", ()),
    )


def rounded_rectangle(
    x: float, y: float, width: float, height: float, radii: tuple[float, float, float, float]
) -> tuple[Segment, ...]:
    """A rectangle, y downwards; ``radii`` clockwise from the corner at ``x``, ``y``."""
    a, b, c, d = radii
    right, bottom = x + width, y + height
    segments: list[Segment] = [("m", (x + a, y)), ("l", (right - b, y))]
    k = 1 - KAPPA
    if b:
        segments.append(("c", (right - k * b, y, right, y + k * b, right, y + b)))
    segments.append(("l", (right, bottom - c)))
    if c:
        segments.append(("c", (right, bottom - k * c, right - k * c, bottom, right - c, bottom)))
    segments.append(("l", (x + d, bottom)))
    if d:
        segments.append(("c", (x + k * d, bottom, x, bottom - k * d, x, bottom - d)))
    segments.append(("l", (x, y + a)))
    if a:
        segments.append(("c", (x, y + k * a, x + k * a, y, x + a, y)))
    segments.append(("h", ()))
    return tuple(segments)
