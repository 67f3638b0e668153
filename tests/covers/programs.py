"""Small font programs, made by hand or by fontTools: a square for a letter, as odd as is wished."""

from __future__ import annotations

from io import BytesIO

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen


def cipher(data: bytes, key: int) -> bytes:
    """Adobe's cipher."""
    locked = bytearray()
    for byte in data:
        locked.append(byte ^ (key >> 8))
        key = (locked[-1] + key) * 52845 + 22719 & 0xFFFF
    return bytes(locked)


def told(value: int) -> bytes:
    """A number in a charstring, the long way if it is not very small."""
    if -107 <= value <= 107:
        return bytes((value + 139,))
    return b"\xff" + value.to_bytes(4, "big", signed=True)


def told_shortly(value: int) -> bytes:
    """A number from 108 to 1,131 in a charstring in two bytes."""
    return bytes((247 + (value - 108 >> 8), value - 108 & 255))


DIVIDED = told(120_000) + told_shortly(200) + b"\x0c\x0c"
"""600, as Latin Modern writes its widths."""


def type_1(
    *, as_hex: bool = False, as_pfb: bool = False, len_iv: int = 4, width: bytes = told(600)
) -> bytes:
    """A Type 1 font program whose A is a square that a subroutine draws.

    Args:
        as_hex: the locked part is written in digits.
        as_pfb: all is in segments, as fonts were on the disks of their time.
        len_iv: bytes that charstrings begin with and nobody needs.
        width: how the width of A is written in its charstring.
    """
    sub = told(500) + b"\x06" + told(700) + b"\x07" + told(-500) + b"\x06" + b"\x0b"
    glyph = told(0) + width + b"\x0d" + told(0) + told(0) + b"\x15" + told(0) + b"\x0a\x09\x0e"
    subs, glyphs = cipher(b"0" * len_iv + sub, 4330), cipher(b"0" * len_iv + glyph, 4330)
    private = (
        b"0000dup /Private 8 dict dup begin /lenIV %d def /Subrs 1 array\n"
        b"dup 0 %d RD %s NP\nend\n2 index /CharStrings 1 dict dup begin\n/A %d RD %s ND\nend\n"
        b"mark currentfile closefile\n" % (len_iv, len(subs), subs, len(glyphs), glyphs)
    )
    clear = (
        b"%!PS-AdobeFont-1.0: Square\n/FontMatrix [0.001 0 0 0.001 0 0] readonly def\n"
        b"/Encoding 256 array\n0 1 255 {1 index exch /.notdef put} for\ndup 66 /A put\n"
        b"readonly def\ncurrentfile eexec\n"
    )
    locked = cipher(private, 55665)
    if as_hex:
        locked = locked.hex().encode() + b"\n"
    tail = (b"0" * 64 + b"\n") * 8 + b"cleartomark"
    if as_pfb:
        return b"".join(
            b"\x80%c" % kind + len(part).to_bytes(4, "little") + part
            for kind, part in ((1, clear), (2, locked), (1, tail))
        )
    return clear + locked + tail


def compact() -> bytes:
    """A font program in the Compact Font Format whose A is a square."""
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder([".notdef", "A"])
    builder.setupCharacterMap({65: "A"})
    shapes = {}
    for name in (".notdef", "A"):
        pen = T2CharStringPen(600, None)
        if name == "A":
            pen.moveTo((0, 0))
            for point in ((500, 0), (500, 700), (0, 700)):
                pen.lineTo(point)
            pen.closePath()
        shapes[name] = pen.getCharString()
    builder.setupCFF("Square", {}, shapes, {})
    builder.setupHorizontalMetrics({".notdef": (600, 0), "A": (600, 0)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupPost()
    file = BytesIO()
    builder.font.save(file)
    return bytes(builder.font.getTableData("CFF "))


def true_type(width: int = 600) -> bytes:
    """A TrueType font program whose A is a square of this width."""
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "A"])
    builder.setupCharacterMap({65: "A"})
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for point in ((0, 700), (500, 700), (500, 0)):
        pen.lineTo(point)
    pen.closePath()
    builder.setupGlyf({".notdef": TTGlyphPen(None).glyph(), "A": pen.glyph()})
    builder.setupHorizontalMetrics({".notdef": (width, 0), "A": (width, 0)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupPost()
    file = BytesIO()
    builder.font.save(file)
    return file.getvalue()


def symbolic() -> bytes:
    """A TrueType font program whose square has only a code, as in a font of signs."""
    from fontTools.ttLib import TTFont
    from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

    font = TTFont(BytesIO(true_type()))
    table = CmapSubtable.newSubtable(4)
    table.platformID, table.platEncID, table.language, table.cmap = 3, 0, 0, {0xF041: "A"}
    font["cmap"].tables = [table]
    file = BytesIO()
    font.save(file)
    return file.getvalue()
