"""Where on the paper a cover's page comes to stand, and at which size.

Boxes are (left, bottom, right, top), matrices (a, b, c, d, e, f) as in ISO 32000-1 §8.3.4; all
lengths in points.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pypdf.generic import DictionaryObject

from leaflet.covers import access
from leaflet.model.clinic import Fit

Box = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]

LETTER: Box = (0, 0, 612, 792)
"""What viewers take where a page says nothing, or nothing usable, of its size."""

IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)

SAME_SIZE = 1.0
"""A4 is written as 595 × 842 or 596 × 841.92: a page so near the paper's size is not scaled."""

_WIDEST = 1e7


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """A page's visible box in its own coordinates, and the matrix that takes it to the paper.

    ``turns`` (clockwise, by right angles) and ``unit`` are what the page itself said of them.
    """

    box: Box
    matrix: Matrix
    turns: int = 0
    unit: float = 1.0


def placement(page: DictionaryObject, paper: tuple[float, float], fit: Fit) -> Placement:
    """Where ``page`` goes on ``paper`` (width, height): upright, undistorted, in the middle."""
    unit = access.number(access.raw(page, "UserUnit")) or 1.0
    unit = unit if 0 < unit <= 1e4 else 1.0
    turns = round((access.number(access.raw(page, "Rotate")) or 0) / 90) % 4
    return _placed(visible_box(page), unit, turns, paper, fit)


def placement_of_size(size: tuple[float, float], paper: tuple[float, float], fit: Fit) -> Placement:
    """Where a picture of this width and height goes."""
    return _placed((0, 0, *size), 1.0, 0, paper, fit)


def _placed(box: Box, unit: float, turns: int, paper: tuple[float, float], fit: Fit) -> Placement:
    upright = _turned(box, turns)
    width, height = box[2] - box[0], box[3] - box[1]
    if turns % 2:
        width, height = height, width
    scale = _scale(width * unit, height * unit, paper, fit) * unit
    across = (paper[0] - width * scale) / 2
    up = (paper[1] - height * scale) / 2
    if scale == 1.0 and max(abs(across), abs(up)) < SAME_SIZE / 2 + 0.01:
        across = up = 0.0
    matrix = times(upright, (scale, 0, 0, scale, across, up))
    return Placement(box=box, matrix=matrix, turns=turns, unit=unit)


def visible_box(page: DictionaryObject) -> Box:
    """CropBox within MediaBox, corners in order (§14.11.2)."""
    media = rectangle(access.raw(page, "MediaBox")) or LETTER
    crop = rectangle(access.raw(page, "CropBox")) or media
    box = (
        max(media[0], crop[0]), max(media[1], crop[1]),
        min(media[2], crop[2]), min(media[3], crop[3]),
    )  # fmt: skip
    return box if box[0] < box[2] and box[1] < box[3] else media


def rectangle(value: object) -> Box | None:
    """A rectangle with its corners in order; ``None`` for one without area or out of all bounds."""
    found = access.numbers(value, 4)
    if found is None or max(map(abs, found)) > _WIDEST:
        return None
    left, right = sorted((found[0], found[2]))
    bottom, top = sorted((found[1], found[3]))
    return (left, bottom, right, top) if left < right and bottom < top else None


def own_matrix(drawing: DictionaryObject) -> Matrix:
    """The /Matrix of a form or a pattern."""
    found = access.numbers(access.raw(drawing, "Matrix"), 6)
    return (found[0], found[1], found[2], found[3], found[4], found[5]) if found else IDENTITY


def times(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does ``first`` and ``then`` the other."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        a * g + b * i, a * h + b * j,
        c * g + d * i, c * h + d * j,
        e * g + f * i + k, e * h + f * j + m,
    )  # fmt: skip


def undone(matrix: Matrix) -> Matrix:
    """The matrix that takes back what ``matrix`` does; it must not flatten everything."""
    a, b, c, d, e, f = matrix
    area = a * d - b * c
    g, h, i, j = d / area, -b / area, -c / area, a / area
    return g, h, i, j, -(e * g + f * i), -(e * h + f * j)


def moved(box: Box, matrix: Matrix) -> Box:
    """The smallest upright box around ``box`` after ``matrix``."""
    a, b, c, d, e, f = matrix
    corners = [(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs = [a * x + c * y + e for x, y in corners]
    ys = [b * x + d * y + f for x, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def decimals(*values: float) -> bytes:
    """Numbers for a content stream: up to eight decimals, no exponent."""
    return b" ".join(_decimal(value) for value in values)


def _decimal(value: float) -> bytes:
    text = format(round(Decimal(value), 8).normalize(), "f")
    return b"0" if text == "-0" else text.encode("ascii")


def _turned(box: Box, turns: int) -> Matrix:
    """Turns ``box`` clockwise by so many right angles, and moves its corner to the origin."""
    left, bottom, right, top = box
    return (
        (1, 0, 0, 1, -left, -bottom),
        (0, -1, 1, 0, -bottom, right),
        (-1, 0, 0, -1, right, top),
        (0, 1, -1, 0, top, -left),
    )[turns]


def _scale(width: float, height: float, paper: tuple[float, float], fit: Fit) -> float:
    if abs(width - paper[0]) <= SAME_SIZE and abs(height - paper[1]) <= SAME_SIZE:
        return 1.0
    if fit == "actual":
        return 1.0
    ratios = paper[0] / width, paper[1] / height
    return min(ratios) if fit == "contain" else max(ratios)
