"""Path data of SVG as lines and cubic curves (SVG 1.1 §8.3).

Points are complex numbers. Nothing is guessed: where a browser would draw up to the first mistake,
``UnreadableError`` is raised. (fontTools' ``parse_path`` was weighed: it skips what it cannot read,
splits ``007`` in three and leaves out arcs without a radius.)
"""

from __future__ import annotations

import cmath
import math
import re
from collections.abc import Iterator
from typing import TypeAlias

from leaflet.brand.svg_numbers import NUMBER, Matrix, UnreadableError, read_number, read_numbers

Segment: TypeAlias = tuple[str, tuple[complex, ...]]
"""The PDF operator (m, l, c, h) and its points."""

Path: TypeAlias = list[Segment]

Box: TypeAlias = tuple[float, float, float, float]
"""Left, bottom, right, top."""

_NUMBER = re.compile(NUMBER)
_BETWEEN = re.compile(r"\s*+,?\s*+")
_COMMAND = re.compile(r"([MmZzLlHhVvCcSsQqTtAa])([^MmZzLlHhVvCcSsQqTtAa]*)")
_ARGUMENTS = {"M": 2, "Z": 0, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7}
_SHORTEST = 1e-9


def mapped(path: Path, matrix: Matrix) -> Path:
    """A path with all its points mapped."""
    return [(operator, tuple(matrix(point) for point in points)) for operator, points in path]


def bounds(path: Path) -> Box:
    """The box that holds all points of a path, those that only guide a curve as well."""
    points = [point for _, points in path for point in points]
    across, up = [point.real for point in points], [point.imag for point in points]
    return min(across), min(up), max(across), max(up)


def read_path(text: str) -> Path:
    """The value of a ``d`` attribute."""
    if not text.strip() or text.strip() == "none":
        return []
    if not re.match(r"\s*[Mm]", text):
        raise UnreadableError(text)
    pen = _Pen()
    for match in _COMMAND.finditer(text):
        command, arguments = match.groups()
        kind = command.upper()
        count = _ARGUMENTS[kind]
        numbers = _arc_numbers(arguments) if kind == "A" else read_numbers(arguments)
        if (len(numbers) % count or not numbers) if count else numbers:
            raise UnreadableError(match[0])
        if not count:
            pen.close()
        for index in range(0, len(numbers), count or 1):
            pen.draw(command, numbers[index : index + count])
            command = {"M": "L", "m": "l"}.get(command, command)
    return pen.path


def _arc_numbers(text: str) -> list[float]:
    """Arguments of arcs, whose two flags need nothing between them and what follows."""
    numbers: list[float] = []
    position, end = _BETWEEN.match(text).end(), len(text.rstrip())  # type: ignore[union-attr]
    while position < end:
        if len(numbers) % 7 in {3, 4}:
            token = text[position]
            if token not in "01":
                raise UnreadableError(text)
        else:
            match = _NUMBER.match(text, position)
            if not match:
                raise UnreadableError(text)
            token = match[0]
        numbers.append(read_number(token))
        position = _BETWEEN.match(text, position + len(token)).end()  # type: ignore[union-attr]
    return numbers


class _Pen:
    """Draws path commands one after another and remembers what the next may refer to."""

    def __init__(self) -> None:
        self.path: Path = []
        self.at = self.start = self.control = 0j
        self.last = ""

    def close(self) -> None:
        if self.path and self.path[-1][0] != "h":
            self.path.append(("h", ()))
        self.at, self.last = self.start, "Z"

    def draw(self, command: str, numbers: list[float]) -> None:
        kind, origin = command.upper(), self.at if command.islower() else 0j
        if kind == "H":
            points = [complex(numbers[0] + origin.real, self.at.imag)]
        elif kind == "V":
            points = [complex(self.at.real, numbers[0] + origin.imag)]
        else:
            pairs = numbers[-2:] if kind == "A" else numbers
            points = [origin + complex(*pair) for pair in zip(pairs[::2], pairs[1::2], strict=True)]
        if kind == "M":
            self.start = points[-1]
            self.path.append(("m", (points[-1],)))
        else:
            if self.last == "Z":
                self.path.append(("m", (self.start,)))
            self.path += self.curves(kind, points, numbers)
        self.at, self.last = points[-1], kind

    def curves(self, kind: str, points: list[complex], numbers: list[float]) -> Iterator[Segment]:
        end = points[-1]
        mirrored = 2 * self.at - self.control
        if kind in "CS":
            if kind == "S":
                points.insert(0, mirrored if self.last in {"C", "S"} else self.at)
            self.control = points[1]
            yield "c", tuple(points)
        elif kind in "QT":
            if kind == "Q":
                self.control = points[0]
            else:
                self.control = mirrored if self.last in {"Q", "T"} else self.at
            first = self.at + (self.control - self.at) * 2 / 3
            yield "c", (first, end + (self.control - end) * 2 / 3, end)
        elif kind == "A":
            yield from _arc(self.at, end, numbers)
        else:
            yield "l", (end,)


def _arc(start: complex, end: complex, numbers: list[float]) -> Iterator[Segment]:
    """An elliptical arc in pieces of at most a quarter (SVG 1.1 §F.6)."""
    radius_x, radius_y, angle, large, sweep = abs(numbers[0]), abs(numbers[1]), *numbers[2:5]
    if start == end:
        return
    if min(radius_x, radius_y, abs(end - start)) < _SHORTEST:
        yield "l", (end,)
        return
    turn = cmath.rect(1, math.radians(angle))
    middle = (start - end) / 2 / turn
    half = complex(middle.real / radius_x, middle.imag / radius_y)  # the ellipse as a unit circle
    reach = max(1.0, abs(half))
    half, radius_x, radius_y = half / reach, radius_x * reach, radius_y * reach
    away = math.sqrt(max(0.0, 1 / abs(half) ** 2 - 1)) * (1j if large == sweep else -1j)
    centre = half * away
    first = cmath.phase(half - centre)
    sweep_angle = (cmath.phase(-half - centre) - first) % math.tau
    if not sweep:
        sweep_angle -= math.tau
    pieces = max(1, math.ceil(abs(sweep_angle) / (math.pi / 2) - 1e-6))
    step = sweep_angle / pieces
    handle = 4 / 3 * math.tan(step / 4)
    origin = (start + end) / 2

    def place(point: complex) -> complex:
        point += centre
        return origin + turn * complex(point.real * radius_x, point.imag * radius_y)

    for piece in range(pieces):
        here, there = (cmath.rect(1, first + step * (piece + n)) for n in (0, 1))
        last = end if piece == pieces - 1 else place(there)
        yield "c", (place(here * (1 + 1j * handle)), place(there * (1 - 1j * handle)), last)
