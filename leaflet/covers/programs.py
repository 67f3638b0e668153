"""Outlines of glyphs out of the font in the file, and how wide its dictionary says they are.

A path is content of a glyph description, in thousandths of an em (ISO 32000-1 §9.6.5).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO

from pypdf.generic import DictionaryObject, StreamObject

from leaflet.covers import access
from leaflet.covers.encodings import Names, base_font, character, table
from leaflet.covers.pdfium import Untyped
from leaflet.covers.streams import decoded
from leaflet.covers.type1 import Type1
from leaflet.pdf.objects import number_bytes
from leaflet.typography.engine import load_reportlab

Transform = tuple[float, float, float, float, float, float]


class OddFontError(Exception):
    """The font is none that can be read here."""


@dataclass(frozen=True, slots=True)
class Program:
    """A font program: its own encoding, and a glyph's outline by its code and name.

    ``wide``: of a font that stands in, the widths of the codes, for a file that tells none.
    """

    built_in: Mapping[int, str] | None
    outline: Callable[[int, str | None], bytes | None]
    wide: Mapping[int, float] | None = None
    number: Callable[[int, str | None], int | None] | None = None
    """Of a glyph, where glyphs are known by it: in TrueType."""


def descriptor(font: DictionaryObject) -> DictionaryObject | None:
    """The font's descriptor."""
    return access.dictionary(access.raw(font, "FontDescriptor"))


def font_file(font: DictionaryObject) -> StreamObject | None:
    """The font program in the file."""
    found = descriptor(font)
    if found is None:
        return None
    files = (
        access.stream(access.raw(found, key)) for key in ("FontFile", "FontFile2", "FontFile3")
    )
    return next((file for file in files if file is not None), None)


def embedded(file: StreamObject) -> Program:
    """The font program that is in the file.

    Raises:
        Exception: whatever fontTools raises for one that is broken.
    """
    data = decoded(file)
    if data[:4] in {b"\0\1\0\0", b"true", b"OTTO", b"ttcf"}:
        return true_type(data)
    if data[:1] == b"\1":
        return _compact(data)
    return _type_1(data)


def _type_1(data: bytes) -> Program:
    font = Type1(data)
    built_in = table("StandardEncoding") if font.is_standard else font.encoding
    return Program(built_in, _by_name(font, _per_mille(font.matrix)))


def _compact(data: bytes) -> Program:
    from fontTools.cffLib import CFFFontSet

    fonts = CFFFontSet()
    fonts.decompile(BytesIO(data), None)
    top = fonts[0]
    built_in = None
    if not hasattr(top, "ROS"):
        encoding = top.Encoding
        if isinstance(encoding, str):
            built_in = table(encoding) if encoding == "StandardEncoding" else None
        else:
            built_in = {code: name for code, name in enumerate(encoding) if name != ".notdef"}
    matrix = getattr(top, "FontMatrix", [0.001, 0, 0, 0.001, 0, 0])
    return Program(built_in, _by_name(top.CharStrings, _per_mille(matrix)))


def true_type(data: bytes) -> Program:
    """A font program in TrueType, or another in a file like its.

    Raises:
        Exception: whatever fontTools raises for one that is broken.
    """
    from fontTools.ttLib import TTFont

    font = TTFont(BytesIO(data), fontNumber=0, lazy=True)
    if "CFF " in font and "cmap" not in font:
        return _compact(font.getTableData("CFF "))
    glyphs = font.getGlyphSet()
    size = font["head"].unitsPerEm
    scale = 1000 / size
    maps = {(table.platformID, table.platEncID): table.cmap for table in _cmaps(font)}
    draw = _by_name(glyphs, (scale, 0, 0, scale, 0, 0))

    def found(code: int, name: str | None) -> str | None:
        said = character(name) if name is not None else None
        tries = []
        if said is not None and len(said) == 1:
            tries.append(((3, 1), ord(said)))
            tries.append(((0, 3), ord(said)))
        tries += [((3, 0), 0xF000 + code), ((3, 0), code), ((1, 0), code)]
        for which, point in tries:
            glyph = maps.get(which, {}).get(point)
            if glyph is not None:
                return str(glyph)
        return name

    def outline(code: int, name: str | None) -> bytes | None:
        return draw(code, found(code, name))

    def number(code: int, name: str | None) -> int | None:
        glyph = found(code, name)
        return int(font.getGlyphID(glyph)) if glyph in glyphs else None

    symbolic = {code: "" for code in range(256) if (1, 0) in maps or (3, 0) in maps}
    return Program(symbolic or None, outline, number=number)


def _cmaps(font: Untyped) -> Iterable[Untyped]:
    return font["cmap"].tables if "cmap" in font else ()


def _per_mille(matrix: Iterable[float]) -> Transform:
    a, b, c, d, e, f = (value * 1000 for value in matrix)
    return a, b, c, d, e, f


def _by_name(glyphs: Untyped, matrix: Transform) -> Callable[[int, str | None], bytes | None]:
    def outline(code: int, name: str | None) -> bytes | None:
        del code
        if name is None or name not in glyphs:
            return None
        return _path(glyphs, name, matrix)

    return outline


def _path(glyphs: Untyped, name: str, matrix: Transform) -> bytes:
    from fontTools.pens.basePen import BasePen
    from fontTools.pens.transformPen import TransformPen

    class Pen(BasePen):  # type: ignore[misc]
        """Writes content."""

        def __init__(self) -> None:
            super().__init__(glyphs)
            self.written: list[bytes] = []

        def _moveTo(self, pt: tuple[float, float]) -> None:  # noqa: N802
            self.written.append(numbers(*pt) + b" m")

        def _lineTo(self, pt: tuple[float, float]) -> None:  # noqa: N802
            self.written.append(numbers(*pt) + b" l")

        def _curveToOne(  # noqa: N802
            self, pt1: tuple[float, float], pt2: tuple[float, float], pt3: tuple[float, float]
        ) -> None:
            self.written.append(numbers(*pt1, *pt2, *pt3) + b" c")

        def _closePath(self) -> None:  # noqa: N802
            self.written.append(b"h")

        def _endPath(self) -> None:  # noqa: N802
            self.written.append(b"h")

    pen = Pen()
    glyphs[name].draw(TransformPen(pen, matrix))
    return b" ".join(pen.written)


def numbers(*values: float) -> bytes:
    """Coordinates as content has them."""
    return b" ".join(number_bytes(round(value, 2)) for value in values)


def widths(
    font: DictionaryObject, names: Names, program: Program | None = None
) -> Mapping[int, float] | None:
    """The width of each code in thousandths, as the dictionary, ``program`` or the standard has it.

    ``None`` where neither tells.
    """
    first = access.whole(access.raw(font, "FirstChar")) or 0
    listed = access.items(access.raw(font, "Widths"))
    found = descriptor(font)
    missing = access.number(access.raw(found, "MissingWidth")) if found is not None else None
    if listed:
        said = dict.fromkeys(range(256), missing or 0.0)
        said.update(
            (first + index, width)
            for index, item in enumerate(listed)
            if (width := access.number(item)) is not None and 0 <= first + index < 256
        )
        return said
    if program is not None and program.wide is not None:
        return program.wide
    return _standard_widths(font, names)


def _standard_widths(font: DictionaryObject, names: Names) -> dict[int, float] | None:
    load_reportlab()
    from reportlab.pdfbase import _fontdata  # type: ignore[attr-defined]

    base = _STANDARD.get(base_font(font).replace(",", "-").replace(" ", ""), base_font(font))
    known = _fontdata.widthsByFontGlyph.get(base)
    if known is None:
        return None
    return {code: float(known.get(name, 0)) for code, name in names.items()}


_STANDARD = {
    **{
        f"{alias}{tail}": f"{base}{style}"
        for alias, base, styles in (
            ("Arial", "Helvetica", ("", "-Bold", "-Oblique", "-BoldOblique")),
            ("ArialMT", "Helvetica", ("", "-Bold", "-Oblique", "-BoldOblique")),
            ("CourierNew", "Courier", ("", "-Bold", "-Oblique", "-BoldOblique")),
            ("Helvetica", "Helvetica", ("", "-Bold", "-Oblique", "-BoldOblique")),
            ("Courier", "Courier", ("", "-Bold", "-Oblique", "-BoldOblique")),
            ("TimesNewRoman", "Times", ("-Roman", "-Bold", "-Italic", "-BoldItalic")),
            ("Times", "Times", ("-Roman", "-Bold", "-Italic", "-BoldItalic")),
        )
        for tail, style in zip(("", "-Bold", "-Italic", "-BoldItalic"), styles, strict=True)
    }
}
