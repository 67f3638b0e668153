"""Font programs cast anew: outline for outline, or with other widths only.

page-validation 0.11 takes the large numbers of Type 1 charstrings for fractions, so that a glyph
which divides for its width, as all of Latin Modern do, or is very wide, seems to have none; it does
not find the glyphs of a program whose charstrings begin at once (``lenIV 0``, as in CM-Super); and
it takes the widths of fonts with several private dictionaries from the wrong one. What is written
here, in the plainest form of the newer format (Adobe's technical notes 5176 and 5177), every reader
reads right. Hints are left behind: at a printer's resolution they do nothing. How the page looks is
compared afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, TypeAlias

from leaflet.covers.type1 import Type1

Untyped: TypeAlias = Any
"""A value of fontTools, which comes without types."""

MOST_GLYPHS = 2_000
"""Cast for one font; a subset for a cover has a tenth of them."""

NOTDEF = ".notdef"
_ESCAPE, _DIV, _LARGE = 12, 12, 255
_USUAL_LENIV = 4


@dataclass(frozen=True, slots=True)
class Source:
    """A program to be cast anew.

    Attributes:
        names: of its glyphs, ``.notdef`` first; ``cid00001`` and so on where they have numbers.
        glyphs: by their names in the program, to be drawn with a pen of fontTools.
        own_names: the name in the program of each of ``names``.
        matrix: from glyphs to text, as in a font's dictionary (ISO 32000-1 §9.2.4).
        by_number: whether it is for a CIDFont.
    """

    names: Sequence[str]
    glyphs: Untyped
    own_names: Sequence[str]
    matrix: Sequence[float]
    by_number: bool


def type_1_source(data: bytes, *, always: bool) -> Source | None:
    """A Type 1 program to be cast anew; ``None`` where it may stay, or is too large.

    ``always``: even where nothing is known to be misread.

    Raises:
        Exception: whatever is raised for programs that are broken.
    """
    font = Type1(data)
    if len(font.names) > MOST_GLYPHS or not (always or _is_misread(font)):
        return None
    names = [NOTDEF, *(name for name in font.names if name != NOTDEF)]
    return Source(names, font, names, font.matrix, by_number=False)


def compact_source(data: bytes, *, by_number: bool) -> Source | None:
    """A program in the Compact Font Format to be cast plainly; ``None`` if that is not known how.

    ``by_number``: for a CIDFont, whose glyphs have numbers and no names (ISO 32000-1 §9.7.4.2).

    Raises:
        Exception: whatever fontTools raises for programs that are broken.
    """
    from fontTools.cffLib import CFFFontSet

    fonts = CFFFontSet()
    fonts.decompile(BytesIO(data), None)
    top = fonts[0]
    is_numbered = hasattr(top, "ROS")
    has_own_matrices = any("FontMatrix" in part.rawDict for part in getattr(top, "FDArray", ()))
    names = list(top.charset)
    if (is_numbered and not by_number) or has_own_matrices or len(names) > MOST_GLYPHS:
        return None
    numbered = names
    if by_number and not is_numbered:  # the glyphs are then numbered as they stand
        numbered = [NOTDEF, *(f"cid{number:05}" for number in range(1, len(names)))]
    return Source(numbered, top.CharStrings, names, top.FontMatrix, by_number)


def true_type_with_widths(data: bytes, widths: Mapping[int, float]) -> bytes:
    """A TrueType program with these advance widths, in thousandths of an em, by glyph number.

    Raises:
        Exception: whatever fontTools raises for programs that are broken.
    """
    from fontTools.ttLib import TTFont

    font = TTFont(BytesIO(data), lazy=True, recalcBBoxes=False, recalcTimestamp=False)
    names = [f"g{number}" for number in range(font["maxp"].numGlyphs)]
    font.setGlyphOrder(names)
    metrics, em = font["hmtx"].metrics, font["head"].unitsPerEm
    for number, width in widths.items():
        if 0 <= number < len(names):
            metrics[names[number]] = (round(width * em / 1000), metrics[names[number]][1])
    file = BytesIO()
    font.save(file, reorderTables=None)
    return file.getvalue()


def _is_misread(font: Type1) -> bool:
    """Whether the program is one that is known to be misread."""
    if font.skipped != _USUAL_LENIV:
        return True
    return any(
        token in {_LARGE, _DIV} for name in font.names for token in _head(font.charstring(name))
    )


def _head(charstring: bytes) -> Iterator[int]:
    """The tokens of a charstring up to the operator that sets the width (Type 1 Format, §6.2)."""
    position = 0
    while position < len(charstring):
        byte = charstring[position]
        if byte < 32 and not (byte == _ESCAPE and charstring[position + 1 : position + 2] == b"\f"):
            return
        yield byte
        position += 1 if 32 <= byte < 247 else 5 if byte == _LARGE else 2


def cast(source: Source, widths: Mapping[str, float], twins: Mapping[str, str]) -> bytes:
    """The program with the ``widths`` of glyphs, in thousandths of an em, that a dictionary says.

    Glyphs that it has not got are added: ``twins`` drawn as the ones they name, others as viewers
    draw what is missing, as ``.notdef``.

    Raises:
        Exception: whatever fontTools raises for programs that are broken.
    """
    from fontTools import cffLib
    from fontTools.ttLib import TTFont

    own = dict(zip(source.names, source.own_names, strict=True))
    names = [*own, *(name for name in widths if name not in own)]
    fonts = cffLib.CFFFontSet()
    fonts.major, fonts.minor, fonts.fontNames = 1, 0, ["Cover"]
    fonts.topDictIndex, fonts.GlobalSubrs = cffLib.TopDictIndex(), cffLib.GlobalSubrsIndex()
    private = cffLib.PrivateDict()
    private.rawDict.update(defaultWidthX=0, nominalWidthX=0)
    top, select, parts = cffLib.TopDict(), None, None
    top.charset, top.GlobalSubrs = names, fonts.GlobalSubrs
    top.rawDict.update(FontMatrix=list(source.matrix))
    if source.by_number:
        top.rawDict.update(ROS=("Adobe", "Identity", 0), CIDCount=65_536)
        select, parts = cffLib.FDSelect(format=3), cffLib.FDArrayIndex()
        select.gidArray = [0] * len(names)
        part = cffLib.FontDict()
        part.setCFF2(isCFF2=False)
        part.rawDict.update(FontName="Cover")
        part.Private = private
        parts.append(part)
        top.FDSelect, top.FDArray = select, parts
    else:
        top.Private = private
    strings = cffLib.CharStrings(None, names, fonts.GlobalSubrs, private, select, parts)
    unit = source.matrix[0] * 1000
    for name in names:
        width = widths[name] / unit if name in widths else None
        glyph = own.get(twins.get(name, name), NOTDEF)
        strings[name] = _charstring(source, glyph, width, private)
    top.CharStrings = strings
    fonts.topDictIndex.append(top)
    file = BytesIO()
    fonts.compile(file, TTFont(recalcBBoxes=False))
    return file.getvalue()


def _charstring(source: Source, name: str, width: float | None, private: Untyped) -> Untyped:
    from fontTools.pens.recordingPen import RecordingPen
    from fontTools.pens.t2CharStringPen import T2CharStringPen

    drawing = RecordingPen()
    if name in source.glyphs:
        glyph = source.glyphs[name]
        glyph.draw(drawing)
        width = glyph.width if width is None else width  # known once it is drawn
    pen = T2CharStringPen(width or 0, source.glyphs, roundTolerance=0)
    drawing.replay(pen)
    return pen.getCharString(private, [])
