"""Items of a page onto a ReportLab canvas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Literal, assert_never

from leaflet.design import Colour, Paper
from leaflet.drawing.marking import Marker
from leaflet.layout.icons import icon
from leaflet.layout.items import (
    FrameItem,
    IconItem,
    Item,
    LinkItem,
    Page,
    RuleItem,
    SlotItem,
    TextItem,
)
from leaflet.layout.vector import Segment, rounded_rectangle
from leaflet.structure import StructureElement
from leaflet.typography.engine import load_reportlab, unmoved
from leaflet.typography.faces import Faces

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

Rect = tuple[float, float, float, float]
"""Lower left and upper right corner, in points from the lower left corner of the page."""

SLOT_MARK = "%(leaflet slot)"
"""A comment in the drawn stream: here a slot's own stream comes in between. No text can hold it:
within a text, ReportLab writes a backslash before each parenthesis."""

LARGE = 28.0
"""Below type of this size or more pypdf 7.1 takes the next paragraph for the same line, and joins
the words; so a space ends it (test_no_words_run_together)."""

COLOUR_SPACES = {"brand": "Brand", "danger": "Danger"}
"""These colours are looked up in a palette of their own, which a clinic's brand replaces without
touching the page (an Indexed colour space of one entry, ISO 32000-1 §8.6.6.3)."""


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """What drawing a page found out: whose each MCID is, links, slots."""

    owners: tuple[StructureElement, ...]
    links: tuple[tuple[StructureElement, Rect], ...]
    slots: tuple[tuple[SlotItem, Rect], ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """The PDF that ReportLab wrote, and what we know of its pages."""

    pdf: bytes
    pages: tuple[DrawnPage, ...]
    codes: dict[str, dict[str, tuple[int, int]]]
    """Font name → character → subset and code, for Unicode maps and the text of slots."""


def draw(
    pages: Sequence[Page],
    paper: Paper,
    faces: Faces,
    *,
    direction: Literal["ltr", "rtl"],
    slot_characters: str,
) -> Drawn:
    """Draw the pages; the embedded subsets also hold ``slot_characters``."""
    load_reportlab()
    from reportlab import rl_config
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfgen.canvas import Canvas

    # What a program that had loaded ReportLab before might have said otherwise.
    rl_config.useA85 = 0
    rl_config.invariant = 1
    rl_config.toColorCanUse = ""
    rl_config.trustedHosts = None
    rl_config.trustedSchemes = []
    for font in faces.fonts.values():
        # ReportLab 5.1.0's registerFont keeps the first font of a name; the canvas would then draw
        # with that of an earlier leaflet (test_second_leaflet_is_drawn_with_its_own_faces).
        pdfmetrics._fonts[font.fontName] = font  # type: ignore[attr-defined] # noqa: SLF001
    buffer = BytesIO()
    with unmoved():
        canvas = Canvas(
            buffer,
            pagesize=(paper.width, paper.height),
            pageCompression=0,
            invariant=1,
            initialFontName=faces.fonts["regular"].fontName,  # type: ignore[arg-type] # stub is wrong
            pdfVersion=(1, 7),
        )
    _reserve(canvas, faces, slot_characters)
    drawn = []
    for index, page in enumerate(pages):
        pen = _Pen(canvas, paper, faces, direction, Marker(canvas, index))
        drawn.append(pen.draw(page.items))
        canvas.showPage()
    codes = _codes(canvas, faces, pages, slot_characters)
    canvas.save()
    return Drawn(buffer.getvalue(), tuple(drawn), codes)


def _reserve(canvas: Canvas, faces: Faces, characters: str) -> None:
    """Give the characters of slots their codes before all others.

    So a clinic's words have the same codes, and the fonts the same names, in every leaflet.
    """
    document = canvas._doc  # type: ignore[attr-defined] # noqa: SLF001
    for key in ("regular", "bold"):
        font = faces.fonts[key]
        known = "".join(c for c in characters if ord(c) in faces.widths[key])
        font.splitString(known, document)
        font.getSubsetInternalName(0, document)


def _codes(
    canvas: Canvas, faces: Faces, pages: Sequence[Page], slot_characters: str
) -> dict[str, dict[str, tuple[int, int]]]:
    """The code of every character that was drawn, and of those that slots may need."""
    wanted: dict[str, set[str]] = {key: set() for key in faces.fonts}
    for page in pages:
        for item in page.items:
            if isinstance(item, TextItem):
                for segment in item.line.segments:
                    wanted[segment.face].update(segment.text)
    for key in ("regular", "bold"):
        wanted[key].update(c for c in slot_characters if ord(c) in faces.widths[key])
    codes: dict[str, dict[str, tuple[int, int]]] = {}
    for key, font in faces.fonts.items():
        table = codes[font.fontName] = {}
        for character in sorted(wanted[key] - {"\u00a0"}):
            # ReportLab keeps one subset per document and font, and documents this method.
            document = canvas._doc  # type: ignore[attr-defined] # noqa: SLF001
            ((subset, code),) = font.splitString(character, document)
            table[character] = (subset, code[0])
    return codes


class _Pen:
    """Draws the items of one page and keeps track of colours and widths set so far."""

    def __init__(
        self, canvas: Canvas, paper: Paper, faces: Faces, direction: str, marker: Marker
    ) -> None:
        self.canvas = canvas
        self.paper = paper
        self.faces = faces
        self.mirrored = direction == "rtl"
        self.marker = marker
        self.links: list[tuple[StructureElement, Rect]] = []
        self.slots: list[tuple[SlotItem, Rect]] = []
        self.set_colour: dict[str, Colour | None] = {"fill": None, "stroke": None}

    def draw(self, items: Sequence[Item]) -> DrawnPage:
        self.canvas.setLineCap(1)
        self.canvas.setLineJoin(1)
        for item in items:
            # Whatever claims nothing for the structure is an artifact by itself.
            if not isinstance(item, TextItem | LinkItem | SlotItem):
                leaf = item.leaf if isinstance(item, IconItem) else None
                self.marker.belongs_to(leaf or "Layout")
            match item:
                case TextItem():
                    self._text(item)
                case RuleItem():
                    self._rule(item)
                case FrameItem():
                    self._frame(item)
                case IconItem():
                    self._icon(item)
                case LinkItem():
                    item.element.annotations.append((self.marker.page, len(self.links)))
                    self.links.append((item.element, self._rect(item)))
                case SlotItem():
                    rect = self._rect(item)
                    self.marker.close()
                    self.canvas.addLiteral(f"q 1 0 0 1 {rect[0]:g} {rect[1]:g} cm")
                    self.canvas.addLiteral(SLOT_MARK)
                    self.canvas.addLiteral("Q")
                    self.slots.append((item, rect))
                case _:
                    assert_never(item)
        self.marker.close()
        return DrawnPage(tuple(self.marker.owners), tuple(self.links), tuple(self.slots))

    def _x(self, x: float, width: float) -> float:
        """From the page's start edge to its left edge."""
        return self.paper.width - x - width if self.mirrored else x

    def _rect(self, item: LinkItem | SlotItem) -> Rect:
        left = self._x(item.x, item.width)
        top = self.paper.height - item.y
        return (
            round(left, 2), round(top - item.height, 2),
            round(left + item.width, 2), round(top, 2),
        )  # fmt: skip

    def _colour(self, purpose: Literal["fill", "stroke"], colour: Colour) -> None:
        if self.set_colour[purpose] == colour:
            return
        self.set_colour[purpose] = colour
        fill = purpose == "fill"
        if colour in COLOUR_SPACES:
            space = COLOUR_SPACES[colour]
            self.canvas.addLiteral(f"/{space} cs 0 sc" if fill else f"/{space} CS 0 SC")
        else:
            grey = 0 if colour == "ink" else 1
            self.canvas.addLiteral(f"{grey} g" if fill else f"{grey} G")

    def _text(self, item: TextItem) -> None:
        x = self._x(item.x, item.width)
        y = round(self.paper.height - item.y, 2)
        segments = item.line.segments
        for index, segment in enumerate(segments):
            self.marker.belongs_to(segment.leaf or "Pagination")
            self._colour("fill", item.colour)
            text = segment.text
            if index == len(segments) - 1 and (not item.last or item.size >= LARGE):
                text += " "  # words must not join where a line ends
            line = self.canvas.beginText(round(x, 2), y)
            line.setFont(self.faces.fonts[segment.face].fontName, item.size)
            line.textOut(text)
            self.canvas.drawText(line)
            x += segment.width * item.size / 1000

    def _rule(self, item: RuleItem) -> None:
        self._colour("stroke", item.colour)
        self.canvas.setLineWidth(item.weight)
        x = round(self._x(item.x, item.width), 2)
        y = round(self.paper.height - item.y, 2)
        self.canvas.setLineCap(0)
        if item.vertical:
            self.canvas.line(x, y, x, round(y - item.length, 2))
        else:
            self.canvas.line(x, y, round(x + item.length, 2), y)
        self.canvas.setLineCap(1)

    def _frame(self, item: FrameItem) -> None:
        radii = item.radii
        if self.mirrored:
            radii = (radii[1], radii[0], radii[3], radii[2])
        outline = rounded_rectangle(
            self._x(item.x, item.width), item.y, item.width, item.height, radii
        )
        if item.fill:
            self._colour("fill", item.fill)
        if item.stroke:
            self._colour("stroke", item.stroke)
            self.canvas.setLineWidth(item.weight)
        if item.dashed:
            self.canvas.setDash(4, 4)
        self._path(outline, 1, 0, 0, stroke=item.stroke is not None, fill=item.fill is not None)
        if item.dashed:
            self.canvas.setDash()

    def _icon(self, item: IconItem) -> None:
        drawing = icon(item.name)
        scale = item.width / drawing.width
        left = self._x(item.x, item.width)
        flip = self.mirrored and drawing.mirrored
        if item.leaf is not None and item.leaf.owner.role == "Figure":
            top = self.paper.height - item.y
            box = [left, top - item.height, left + item.width, top]
            layout = dict(item.leaf.owner.attributes.get("Layout", {}))
            layout["BBox"] = [round(value, 2) for value in box]
            item.leaf.owner.attributes = {**item.leaf.owner.attributes, "Layout": layout}
        for part in drawing.parts:
            colour = item.ground if part.paint == "P" else item.colour
            stroke = item.stroke if item.stroke is not None else part.stroke
            fills, strokes = part.paint in "FBP", part.paint in "SBP"
            if part.paint == "P":
                # Cut out of what lies below: an open line as a stroke, a closed shape as it is.
                fills = part.segments[-1][0] == "h"
                strokes = not fills
            if fills:
                self._colour("fill", colour)
            if strokes:
                self._colour("stroke", colour)
                self.canvas.setLineWidth(round(stroke * scale, 3))
            segments = part.mirrored(drawing.width) if flip else part.segments
            self._path(segments, scale, left, item.y, stroke=strokes, fill=fills)

    def _path(
        self, segments: Sequence[Segment], scale: float, x: float, y: float, *, stroke: bool,
        fill: bool,
    ) -> None:  # fmt: skip
        path = self.canvas.beginPath()
        height = self.paper.height

        def point(at: tuple[float, ...]) -> list[float]:
            return [
                round(x + n * scale if i % 2 == 0 else height - y - n * scale, 2)
                for i, n in enumerate(at)
            ]

        for kind, at in segments:
            match kind:
                case "m":
                    path.moveTo(*point(at))
                case "l":
                    path.lineTo(*point(at))
                case "c":
                    path.curveTo(*point(at))
                case _:
                    path.close()
        self.canvas.drawPath(path, stroke=int(stroke), fill=int(fill))
