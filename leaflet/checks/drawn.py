"""Pages as PDFium paints them: runs of glyphs with boxes, drawings, annotations, the look itself.

PDFium is the reader because it is what many viewers and printers are made of, and it tells where
each glyph's ink lies. Only its plain C interface is used; positions are points on the page.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from leaflet.checks.values import Annotation, Box, Drawing, Glyph, Rgb, Run

MOST_OBJECTS = 200_000
"""On a page; more is no leaflet."""
DEEPEST_FORM = 12
_KINDS = {
    pdfium.FPDF_PAGEOBJ_PATH: "path",
    pdfium.FPDF_PAGEOBJ_IMAGE: "picture",
    pdfium.FPDF_PAGEOBJ_SHADING: "shading",
}
_NOT_PAINTED = {
    pdfium.FPDF_TEXTRENDERMODE_INVISIBLE,
    pdfium.FPDF_TEXTRENDERMODE_CLIP,
}


class TooMuchError(Exception):
    """The page has more on it than any leaflet."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """An affine map of points (§8.3.4): x' = a x + c y + e, y' = b x + d y + f."""

    a: float = 1
    b: float = 0
    c: float = 0
    d: float = 1
    e: float = 0
    f: float = 0

    def after(self, inner: Matrix) -> Matrix:
        """``inner`` first, then this one."""
        return Matrix(
            self.a * inner.a + self.c * inner.b,
            self.b * inner.a + self.d * inner.b,
            self.a * inner.c + self.c * inner.d,
            self.b * inner.c + self.d * inner.d,
            self.a * inner.e + self.c * inner.f + self.e,
            self.b * inner.e + self.d * inner.f + self.f,
        )

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where it takes a point."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def box(self, box: Box) -> Box:
        """The upright box around what it makes of ``box``."""
        corners = [self.point(x, y) for x in box[::2] for y in box[1::2]]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return min(xs), min(ys), max(xs), max(ys)

    @property
    def is_upright(self) -> bool:
        """Whether it only moves and enlarges."""
        return abs(self.b) + abs(self.c) + abs(self.a - self.d) < 1e-3 * abs(self.d)

    @property
    def height(self) -> float:
        """By how much it stretches what is upright."""
        return math.hypot(self.c, self.d)


@dataclass(frozen=True, slots=True)
class Painted:
    """A page object of PDFium's, the map from its own space to the page, and its marks."""

    raw: Any
    kind: int
    matrix: Matrix
    mcid: int | None
    artifact: bool
    top: bool
    """Whether it is in the page's own stream, not in a form."""


@dataclass(slots=True)
class DrawnPage:
    """An open page. ``close`` it before the document."""

    page: Any
    objects: tuple[Painted, ...] = ()
    _characters: dict[int, list[int]] = field(default_factory=dict)
    _text: Any = None

    @classmethod
    def of(cls, document: Any, index: int) -> DrawnPage:  # noqa: ANN401 - untyped library
        """Page ``index`` of a document of pypdfium2's.

        Raises:
            TooMuchError: it paints more than any leaflet.
        """
        drawn = cls(document[index])
        drawn.objects = tuple(_walk(drawn.page.raw))
        drawn._text = pdfium.FPDFText_LoadPage(drawn.page.raw)
        for position in range(pdfium.FPDFText_CountChars(drawn._text)):
            if pdfium.FPDFText_IsGenerated(drawn._text, position) == 1:
                continue
            owner = pdfium.FPDFText_GetTextObject(drawn._text, position)
            drawn._characters.setdefault(_address(owner), []).append(position)
        return drawn

    def close(self) -> None:
        """Let go of what PDFium holds."""
        pdfium.FPDFText_ClosePage(self._text)
        self.page.close()

    def runs(self) -> Iterator[tuple[int, Run]]:
        """(place among the objects, run) of each text object, in the order of painting."""
        for order, painted in enumerate(self.objects):
            if painted.kind == pdfium.FPDF_PAGEOBJ_TEXT:
                yield order, self._run(painted)

    def drawings(self) -> Iterator[Drawing]:
        """Everything that is painted and is no text."""
        for order, painted in enumerate(self.objects):
            if painted.kind in _KINDS:
                yield _drawing(painted, order)

    def annotations(self) -> Iterator[Annotation]:
        """The annotations of the page."""
        for index in range(min(pdfium.FPDFPage_GetAnnotCount(self.page.raw), MOST_OBJECTS)):
            raw = pdfium.FPDFPage_GetAnnot(self.page.raw, index)
            try:
                yield _annotation(raw)
            finally:
                pdfium.FPDFPage_CloseAnnot(raw)

    def _run(self, painted: Painted) -> Run:
        glyphs, text = [], []
        left, right, bottom, top, x, y = (ctypes.c_double() for _ in range(6))
        for position in self._characters.get(_address(painted.raw), ()):
            character = chr(pdfium.FPDFText_GetUnicode(self._text, position))
            text.append(character)
            if character.isspace():
                continue
            pdfium.FPDFText_GetCharBox(self._text, position, left, right, bottom, top)
            box = (left.value, bottom.value, right.value, top.value)
            if box[2] > box[0] or box[3] > box[1]:
                pdfium.FPDFText_GetCharOrigin(self._text, position, x, y)
                glyphs.append(Glyph(character, box, (x.value, y.value)))
        own = _matrix(painted.raw)
        whole = painted.matrix.after(own)
        size = ctypes.c_float()
        pdfium.FPDFTextObj_GetFontSize(painted.raw, size)
        font = pdfium.FPDFTextObj_GetFont(painted.raw)
        return Run(
            text="".join(text),
            glyphs=tuple(glyphs),
            box=painted.matrix.box(_bounds(painted.raw)),
            baseline=round(whole.f, 2),
            size=round(size.value * whole.height, 2),
            font=_font_name(font),
            embedded=pdfium.FPDFFont_GetIsEmbedded(font) == 1,
            colour=_colour(pdfium.FPDFPageObj_GetFillColor, painted.raw) or (0, 0, 0),
            upright=whole.is_upright,
            shown=pdfium.FPDFTextObj_GetTextRenderMode(painted.raw) not in _NOT_PAINTED,
            mcid=painted.mcid if painted.top else None,
            artifact=painted.artifact,
        )


def opened(data: bytes) -> Any:  # noqa: ANN401 - untyped library
    """The document.

    Raises:
        pypdfium2.PdfiumError: PDFium cannot read it.
    """
    return pypdfium2.PdfDocument(data)


def _walk(page: Any) -> Iterator[Painted]:  # noqa: ANN401
    count = pdfium.FPDFPage_CountObjects(page)
    if count > MOST_OBJECTS:
        raise TooMuchError
    seen = 0
    for index in range(count):
        raw = pdfium.FPDFPage_GetObject(page, index)
        for painted in _flat(raw, Matrix(), None, artifact=False, depth=0):
            seen += 1
            if seen > MOST_OBJECTS:
                raise TooMuchError
            yield painted


def _flat(
    raw: Any,  # noqa: ANN401
    matrix: Matrix,
    mcid: int | None,
    *,
    artifact: bool,
    depth: int,
) -> Iterator[Painted]:
    """The object, or what is painted in it if it is a form."""
    own = pdfium.FPDFPageObj_GetMarkedContentID(raw)
    mcid = own if own >= 0 else mcid
    artifact = artifact or "Artifact" in _marks(raw)
    kind = pdfium.FPDFPageObj_GetType(raw)
    if kind != pdfium.FPDF_PAGEOBJ_FORM:
        yield Painted(raw, kind, matrix, mcid, artifact, depth == 0)
        return
    if depth >= DEEPEST_FORM:
        raise TooMuchError
    inner = matrix.after(_matrix(raw))
    for index in range(max(0, pdfium.FPDFFormObj_CountObjects(raw))):
        kid = pdfium.FPDFFormObj_GetObject(raw, index)
        yield from _flat(kid, inner, mcid, artifact=artifact, depth=depth + 1)


def _marks(raw: Any) -> Sequence[str]:  # noqa: ANN401
    names = []
    for index in range(max(0, pdfium.FPDFPageObj_CountMarks(raw))):
        mark = pdfium.FPDFPageObj_GetMark(raw, index)
        buffer, length = (ctypes.c_ushort * 64)(), ctypes.c_ulong()
        if pdfium.FPDFPageObjMark_GetName(mark, buffer, ctypes.sizeof(buffer), length):
            names.append(bytes(buffer)[: max(0, length.value - 2)].decode("utf-16-le", "replace"))
    return names


def _drawing(painted: Painted, order: int) -> Drawing:
    fill = stroke = None
    weight = 0.0
    if painted.kind == pdfium.FPDF_PAGEOBJ_PATH:
        mode, stroked = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(painted.raw, mode, stroked)
        if mode.value:
            fill = _colour(pdfium.FPDFPageObj_GetFillColor, painted.raw)
        if stroked.value:
            stroke = _colour(pdfium.FPDFPageObj_GetStrokeColor, painted.raw)
            width = ctypes.c_float()
            pdfium.FPDFPageObj_GetStrokeWidth(painted.raw, width)
            weight = width.value * painted.matrix.after(_matrix(painted.raw)).height
    return Drawing(
        kind=_KINDS[painted.kind],
        box=painted.matrix.box(_bounds(painted.raw)),
        fill=fill,
        stroke=stroke,
        weight=round(weight, 3),
        mcid=painted.mcid,
        artifact=painted.artifact,
        order=order,
    )


def _annotation(raw: Any) -> Annotation:  # noqa: ANN401
    rectangle = pdfium.FS_RECTF()
    pdfium.FPDFAnnot_GetRect(raw, rectangle)
    kind = pdfium.FPDFAnnot_GetSubtype(raw)
    flags = pdfium.FPDFAnnot_GetFlags(raw)
    return Annotation(
        kind={pdfium.FPDF_ANNOT_LINK: "Link", pdfium.FPDF_ANNOT_POPUP: "Popup"}.get(kind, "mark"),
        box=(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top),
        hidden=bool(flags & (pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW)),
    )


def _address(raw: Any) -> int:  # noqa: ANN401
    return ctypes.cast(raw, ctypes.c_void_p).value or 0


def _matrix(raw: Any) -> Matrix:  # noqa: ANN401
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(raw, found):
        return Matrix()
    return Matrix(found.a, found.b, found.c, found.d, found.e, found.f)


def _bounds(raw: Any) -> Box:  # noqa: ANN401
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(raw, left, bottom, right, top):
        return (0, 0, 0, 0)
    return (left.value, bottom.value, right.value, top.value)


def _colour(get: Any, raw: Any) -> Rgb | None:  # noqa: ANN401
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not get(raw, red, green, blue, alpha):
        return None
    return (red.value, green.value, blue.value)


def _font_name(font: Any) -> str:  # noqa: ANN401
    buffer = ctypes.create_string_buffer(256)
    length = pdfium.FPDFFont_GetBaseFontName(font, buffer, 256)
    name = buffer.raw[: max(0, min(length, 256) - 1)].decode("utf-8", "replace")
    return name.partition("+")[2] or name
