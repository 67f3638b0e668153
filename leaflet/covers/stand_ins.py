"""Fonts that stand in for those that a file does not bring, as pdfium draws them."""

from __future__ import annotations

import ctypes

from leaflet.covers.encodings import Names
from leaflet.covers.pdfium import Untyped, pdfium
from leaflet.covers.programs import OddFontError, Program, numbers
from leaflet.pdf.file import block_of, write_file
from leaflet.pdf.objects import Name, PdfObject, Ref, Stream, serialise


def stand_in(objects: list[PdfObject], font: Ref, names: Names) -> Program:
    """The font that pdfium draws with where the file brings none.

    Args:
        objects: the font's dictionary and what it refers to, numbered from 0.
        font: which of them it is.
        names: the glyphs of its codes.
    """
    library, raw = pdfium()
    code = next(iter(sorted(names)), 65)
    document = library.PdfDocument(_sample(objects, font, code))
    page = document[0]
    shown = next(iter(page.get_objects()), None)
    if shown is None:
        raise OddFontError
    face = raw.FPDFTextObj_GetFont(shown.raw)

    def outline(code: int, name: str | None) -> bytes | None:
        del code
        said = _meant(name) if name else ""
        if len(said) != 1 or ord(said) > 0xFFFF or not page:
            return None
        path = raw.FPDFFont_GetGlyphPath(face, ord(said), 1.0)
        return _of_pdfium(raw, path) if path else b""

    wide = {code: _width(raw, face, name) for code, name in names.items()}
    return Program(None, outline, wide)


def _meant(name: str) -> str:
    """The character of a glyph as pdfium knows it: parts of brackets and roots are private ones."""
    from fontTools import agl

    said: str = agl.toUnicode(name) or agl.toUnicode(name, isZapfDingbats=True)
    return said


def _width(raw: Untyped, face: Untyped, name: str) -> float:
    """How wide pdfium sets a glyph where the file does not say: 0 for what it does not know."""
    said, found = _meant(name), ctypes.c_float()
    if len(said) != 1:
        return 0.0
    raw.FPDFFont_GetGlyphWidth(face, ord(said), 1000.0, found)
    return found.value


def _of_pdfium(raw: Untyped, path: Untyped) -> bytes:
    written: list[bytes] = []
    curve: list[float] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(raw.FPDFGlyphPath_CountGlyphSegments(path)):
        segment = raw.FPDFGlyphPath_GetGlyphPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = (x.value * 1000, y.value * 1000)
        match raw.FPDFPathSegment_GetType(segment):
            case raw.FPDF_SEGMENT_MOVETO:
                written.append(numbers(*point) + b" m")
            case raw.FPDF_SEGMENT_LINETO:
                written.append(numbers(*point) + b" l")
            case _:
                curve += point
                if len(curve) == 6:
                    written.append(numbers(*curve) + b" c")
                    curve = []
        if raw.FPDFPathSegment_GetClose(segment):
            written.append(b"h")
    return b" ".join(written)


def _sample(objects: list[PdfObject], font: Ref, code: int) -> bytes:
    """A file of one page on which the font says one letter."""
    first = 10
    values: dict[int, PdfObject] = {
        1: {"Type": Name("Catalog"), "Pages": Ref(2)},
        2: {"Type": Name("Pages"), "Kids": [Ref(3)], "Count": 1},
        3: {
            "Type": Name("Page"), "Parent": Ref(2), "MediaBox": [0, 0, 99, 99], "Contents": Ref(4),
            "Resources": {"Font": {"F": Ref(first + font.number)}},
        },
        4: Stream({}, b"BT /F 10 Tf 9 9 Td <%02x> Tj ET" % code),
        5: {},
    }  # fmt: skip
    own = [(number, serialise(value)) for number, value in values.items()]
    own += [(first + number, serialise(value, first)) for number, value in enumerate(objects)]
    return write_file([block_of({8: {}}, 9)], own, root=1, info=5)
