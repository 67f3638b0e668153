"""Numbers and transforms as SVG writes them (SVG 1.1 §4.2, §7.6)."""

from __future__ import annotations

import cmath
import math
import re
from typing import NamedTuple

NUMBER = r"[-+]?(?:\d++\.?\d*+|\.\d++)(?:[eE][-+]?\d++)?"
_NUMBER = re.compile(NUMBER)
_STRAY = re.compile(r"[^0,\s]|,\s*,|^\s*,|,\s*$")
_TRANSFORM = re.compile(r"\s*+,?\s*+(matrix|translate|scale|rotate|skewX|skewY)\s*+\(([^()]*+)\)")
_LARGEST = 1e7


class UnreadableError(Exception):
    """An attribute's value that cannot be read or drawn; says which, for the message."""

    def __init__(self, text: str, name: str = "") -> None:
        shown = f'"{text.strip()[:40]}"'
        super().__init__(f"{name}={shown}" if name else shown)


class Matrix(NamedTuple):
    """An affine map: x' = ax + cy + e, y' = bx + dy + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def after(self, first: Matrix) -> Matrix:
        """The map that does ``first`` and then this."""
        x, y = self.linear(complex(first.a, first.b)), self.linear(complex(first.c, first.d))
        origin = self(complex(first.e, first.f))
        return Matrix(x.real, x.imag, y.real, y.imag, origin.real, origin.imag)

    def linear(self, vector: complex) -> complex:
        """A vector mapped, without the shift."""
        x, y = vector.real, vector.imag
        return complex(self.a * x + self.c * y, self.b * x + self.d * y)

    def __call__(self, point: complex) -> complex:
        """A point mapped."""
        return self.linear(point) + complex(self.e, self.f)

    @property
    def scale(self) -> float:
        """The side of the square that a unit square has the area of, once mapped."""
        return math.sqrt(abs(self.a * self.d - self.b * self.c))

    @property
    def keeps_shape(self) -> bool:
        """Whether it scales alike in all directions, so that a stroke stays equally wide."""
        x, y = complex(self.a, self.b), complex(self.c, self.d)
        return min(abs(y - 1j * x), abs(y + 1j * x)) <= 1e-6 * (abs(x) + abs(y))


def read_numbers(text: str) -> list[float]:
    """Numbers set apart by spaces, one comma or nothing."""
    if _STRAY.search(_NUMBER.sub("0", text)):
        raise UnreadableError(text)
    return [read_number(number) for number in _NUMBER.findall(text)]


def read_transform(text: str) -> Matrix:
    """The value of a ``transform`` attribute."""
    result, position = Matrix(), 0
    while position < len(text.rstrip()):
        match = _TRANSFORM.match(text, position)
        if not match:
            raise UnreadableError(text[position:], "transform")
        result, position = result.after(_transform(match[1], read_numbers(match[2]))), match.end()
    return result


def _transform(name: str, numbers: list[float]) -> Matrix:
    match name, numbers:
        case "matrix", [a, b, c, d, e, f]:
            return Matrix(a, b, c, d, e, f)
        case "translate", [x, *rest] if len(rest) < 2:
            return Matrix(e=x, f=rest[0] if rest else 0.0)
        case "scale", [x, *rest] if len(rest) < 2:
            return Matrix(a=x, d=rest[0] if rest else x)
        case "rotate", [angle, *centre] if len(centre) in {0, 2}:
            turn = cmath.rect(1, math.radians(angle))
            around = complex(*centre)
            shift = around - around * turn
            return Matrix(turn.real, turn.imag, -turn.imag, turn.real, shift.real, shift.imag)
        case "skewX", [angle]:
            return Matrix(c=math.tan(math.radians(angle)))
        case "skewY", [angle]:
            return Matrix(b=math.tan(math.radians(angle)))
        case _:
            raise UnreadableError(name, "transform")


def read_number(number: str) -> float:
    """A number that :data:`NUMBER` has matched, if it is of this world."""
    value = float(number)
    if not abs(value) <= _LARGEST:
        raise UnreadableError(number)
    return value
