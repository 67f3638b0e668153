"""Finished pages as a renderer not our own reads them: where ink is, and what it says.

Boxes are points from the upper left corner of the page. A text's box is that of its glyphs' ink,
not of its line; a shape's box has its stroke in it.
"""

from __future__ import annotations

import ctypes
import importlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

pdfium: Any = importlib.import_module("pypdfium2")
raw: Any = importlib.import_module("pypdfium2.raw")

MM = 72 / 25.4
NEAREST = 10 * MM
"""No ink comes nearer to the paper's edge."""
Rgb = tuple[int, int, int]
DANGER: Rgb = (0x9B, 0x0F, 0x17)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the page, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """In points."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """In points."""
        return self.bottom - self.top

    def overlaps(self, other: Box, by: float = 0.0) -> bool:
        """Whether the two share more than ``by`` points in both directions."""
        return (
            min(self.right, other.right) - max(self.left, other.left) > by
            and min(self.bottom, other.bottom) - max(self.top, other.top) > by
        )

    def holds(self, other: Box, but: float = 0.0) -> bool:
        """Whether ``other`` lies within this box, give or take ``but`` points."""
        return (
            self.left - but <= other.left
            and other.right <= self.right + but
            and self.top - but <= other.top
            and other.bottom <= self.bottom + but
        )

    def mirrored(self, width: float) -> Box:
        """The box on a page of ``width`` that is turned from left to right."""
        return Box(width - self.right, self.top, width - self.left, self.bottom)


@dataclass(frozen=True, slots=True)
class Ink:
    """A text or a shape on a finished page."""

    box: Box
    text: str
    """What a text says; "" for shapes."""
    colour: Rgb
    size: float = 0
    """Of the type, in points."""
    closed: bool = False
    """Whether a shape is filled."""


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """All ink of a page, in the order of painting."""

    width: float
    height: float
    texts: tuple[Ink, ...]
    shapes: tuple[Ink, ...]

    @property
    def ink(self) -> tuple[Ink, ...]:
        """Texts and shapes."""
        return self.texts + self.shapes

    def says(self) -> str:
        """All its words, with single spaces between them."""
        return " ".join("".join(text.text for text in self.texts).split())

    def find(self, text: str) -> Ink:
        """The first text that has these words in it."""
        return next(ink for ink in self.texts if text in ink.text)

    def rules(self) -> list[Box]:
        """The rules that run across the whole page, from top to bottom."""
        boxes = [shape.box for shape in self.shapes]
        rules = [box for box in boxes if box.width > 0.8 * self.width and box.height < 4]
        return sorted(rules, key=lambda box: box.top)

    def frames(self) -> list[Box]:
        """Outlines that have words in them, as pictures have not; from top to bottom."""
        boxes = [shape.box for shape in self.shapes if shape.box.height > 12]
        frames = [box for box in boxes if box.width > 115 or box.width > 3 * box.height]
        return sorted(frames, key=lambda box: box.top)


def printed(pdf: bytes) -> tuple[PrintedPage, ...]:
    """The pages of a finished PDF."""
    with pdfium.PdfDocument(pdf) as document:
        return tuple(_page(page) for page in document)


def _page(page: Any) -> PrintedPage:
    width, height = page.get_size()
    words = page.get_textpage()
    glyphs: dict[int, list[Box]] = {}
    for index in range(words.count_chars()):
        owner = raw.FPDFText_GetTextObject(words.raw, index)
        if owner and not chr(raw.FPDFText_GetUnicode(words.raw, index)).isspace():
            left, bottom, right, top = words.get_charbox(index)
            box = Box(left, height - top, right, height - bottom)
            glyphs.setdefault(ctypes.addressof(owner.contents), []).append(box)
    texts, shapes = [], []
    for thing in page.get_objects(max_depth=1, textpage=words):
        if thing.type == raw.FPDF_PAGEOBJ_TEXT:
            boxes = glyphs.get(ctypes.addressof(thing.raw.contents))
            if boxes:
                box = _around(boxes)
                size = round(thing.get_font_size(), 2)
                texts.append(Ink(box, thing.extract(), _colour(thing, stroke=False), size))
            continue
        left, bottom, right, top = thing.get_bounds()
        strokes, fills = _ways(thing)
        pen = _pen(thing) / 2 if strokes else 0  # pdfium's bounds have the pen's whole width
        colour = _colour(thing, stroke=strokes and not fills)
        box = Box(left + pen, height - top + pen, right - pen, height - bottom - pen)
        shapes.append(Ink(box, "", colour, closed=fills))
    return PrintedPage(width, height, tuple(texts), tuple(shapes))


def _around(boxes: Iterable[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(
        *((box.left, box.top, box.right, box.bottom) for box in boxes), strict=True
    )
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


def _ways(thing: Any) -> tuple[bool, bool]:
    """Whether a path is stroked, and whether it is filled."""
    if thing.type != raw.FPDF_PAGEOBJ_PATH:
        return False, True
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(thing.raw, fill, stroke)
    return bool(stroke.value), bool(fill.value)


def _pen(thing: Any) -> float:
    width = ctypes.c_float()
    raw.FPDFPageObj_GetStrokeWidth(thing.raw, width)
    return width.value


def _colour(thing: Any, *, stroke: bool) -> Rgb:
    parts = [ctypes.c_uint() for _ in range(4)]
    get = raw.FPDFPageObj_GetStrokeColor if stroke else raw.FPDFPageObj_GetFillColor
    get(thing.raw, *parts)
    return parts[0].value, parts[1].value, parts[2].value


def faults(pages: Iterable[PrintedPage], u: float) -> list[str]:
    """What overlaps, is cut or comes too near on finished leaflet pages, as sentences."""
    return [
        f"page {number}: {fault}"
        for number, page in enumerate(pages, 1)
        for find in FAULTS
        for fault in find(page, u)
    ]


def _too_near_the_edge(page: PrintedPage, _: float) -> Iterator[str]:
    inside = Box(NEAREST, NEAREST, page.width - NEAREST, page.height - NEAREST)
    for ink in page.ink:
        if not inside.holds(ink.box):
            yield f"{ink} is nearer than 10 mm to the edge"


def _texts_overlap(page: PrintedPage, _: float) -> Iterator[str]:
    for one, other in combinations(page.texts, 2):
        if one.box.overlaps(other.box, by=0.5):
            yield f"“{one.text}” overlaps “{other.text}”"


def _text_crosses(page: PrintedPage, _: float) -> Iterator[str]:
    """A text lies within a frame or outside of it, and apart from rules, icons and pictures."""
    frames = page.frames()
    for shape in page.shapes:
        for text in page.texts:
            if not shape.box.overlaps(text.box, by=0.25):
                continue
            if shape.box not in frames or not shape.box.holds(text.box, but=-1.5):
                yield f"“{text.text}” ({text.box}) crosses {shape.box}"


def _no_air_over_the_foot(page: PrintedPage, u: float) -> Iterator[str]:
    rule = page.rules()[-1]
    band = Box(0, rule.top - 2 * u, page.width, rule.top)
    for ink in page.ink:
        # PDFium tells a rule's box longer than its ink, by half the rule's weight at either end.
        if ink.box != rule and ink.box.overlaps(band, by=0.4):
            yield f"{ink} stands in the 2 units over the foot's rule"


FAULTS: tuple[Callable[[PrintedPage, float], Iterator[str]], ...] = (
    _too_near_the_edge,
    _texts_overlap,
    _text_crosses,
    _no_air_over_the_foot,
)
