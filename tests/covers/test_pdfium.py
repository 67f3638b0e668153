"""The drawing program and the fonts it sees."""

from __future__ import annotations

import ctypes
import subprocess
import sys
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from leaflet.covers.pdfium import STAND_INS, Fonts, face, letters_of, pdfium, standing_in
from leaflet.covers.picture import Drawings
from leaflet.pdf.objects import Name

from .build import cover_pdf
from .corpus.fonts import CYRILLIC_ARIAL, without_program
from .embedded import words

DRAW = """\
import ctypes, hashlib, sys
import pypdfium2, pypdfium2.raw as raw
folder, ours, *names = sys.argv[1:]
paths = (ctypes.POINTER(ctypes.c_char) * 2)(ctypes.create_string_buffer(folder.encode()), None)
raw.FPDF_DestroyLibrary()
raw.FPDF_InitLibraryWithConfig(raw.FPDF_LIBRARY_CONFIG(version=2, m_pUserFontPaths=paths))
if ours == "ours":
    from leaflet.covers.pdfium import pdfium
    pdfium()
for name in names:
    drawn = pypdfium2.PdfDocument(name)[0].render().to_pil().tobytes()
    print(hashlib.sha256(drawn).hexdigest())
"""
"""Draws files where the machine's fonts are those in a folder."""


def installed(folder: Path) -> None:
    """A font called Riverfont, whose letters are all squares."""
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for point in ((0, 700), (400, 700), (400, 0)):
        pen.lineTo(point)
    pen.closePath()
    letters = [chr(code) for code in range(33, 127)]
    builder = FontBuilder(1000)
    builder.setupGlyphOrder([".notdef", *(f"u{ord(letter)}" for letter in letters)])
    builder.setupCharacterMap({ord(letter): f"u{ord(letter)}" for letter in letters})
    square = pen.glyph()
    builder.setupGlyf(dict.fromkeys(builder.font.getGlyphOrder(), square))
    builder.setupHorizontalMetrics(dict.fromkeys(builder.font.getGlyphOrder(), (500, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Riverfont", "styleName": "Regular"})
    builder.setupOS2(ulCodePageRange1=1)
    builder.setupPost()
    folder.mkdir()
    builder.save(folder / "riverfont.ttf")


def font_called(name: str) -> bytes:
    """A cover with words in a font that is not in the file."""
    font = without_program(
        name, Subtype=Name("TrueType"), Encoding=Name("WinAnsiEncoding"), FirstChar=32,
        LastChar=255, Widths=[500] * 224,
    )  # fmt: skip
    return cover_pdf(words(), resources={"Font": {"F": font}})


def drawn_by(folder: Path, whose: str, *names: str) -> list[str]:
    """Digests of these files, drawn where the fonts in ``folder`` are the machine's."""
    done = subprocess.run(
        [sys.executable, "-c", DRAW, folder / "fonts", whose, *(folder / name for name in names)],
        capture_output=True, check=True, text=True,
    )  # fmt: skip
    return done.stdout.split()


def test_no_font_of_the_machine_is_used(tmp_path: Path) -> None:
    """A cover that names an installed font looks as one that names a font nobody has."""
    installed(tmp_path / "fonts")
    (tmp_path / "known.pdf").write_bytes(font_called("Riverfont"))
    (tmp_path / "unknown.pdf").write_bytes(font_called("Unheard"))
    known, unknown = drawn_by(tmp_path, "theirs", "known.pdf", "unknown.pdf")
    assert known != unknown  # pdfium left alone takes it
    assert drawn_by(tmp_path, "ours", "known.pdf", "unknown.pdf") == [unknown, unknown]


def dark(data: bytes) -> int:
    """How many dots of the page are dark."""
    with Drawings(data) as drawings:
        return sum(drawings.draw(0, 1).convert("L").histogram()[:128])


def test_our_font_stands_in_only_meanwhile() -> None:
    """Cyrillic letters are drawn while our font stands in, and not of it before and after."""
    data = cover_pdf(words(b"\\300\\301\\302"), resources={"Font": {"F": CYRILLIC_ARIAL}})
    assert dark(data) == 0
    with standing_in("NotoSans"):
        assert dark(data) > 100
        with standing_in(None):
            assert dark(data) == 0
    assert dark(data) == 0


@pytest.mark.parametrize(
    ("charset", "bold", "slanted", "expected"),
    [
        (204, 400, 0, "NotoSans-Regular"), (161, 700, 1, "NotoSans-BoldItalic"),
        (238, 400, 1, "NotoSans-Italic"), (177, 700, 1, "NotoSansHebrew-Bold"),
        (178, 400, 0, "NotoSansArabic-Regular"),
        (0, 400, 0, None), (1, 400, 0, None), (2, 400, 0, None), (134, 400, 0, None),
        (222, 400, 0, None),
    ],
)  # fmt: skip
def test_scripts_that_pdfium_lacks_are_given_our_fonts(
    charset: int, bold: int, slanted: int, expected: str | None
) -> None:
    """Asked for a script that it has, leaflet gives its font; for Latin, pdfium keeps its own."""
    fonts = Fonts()
    info = fonts.as_pdfium_asks(pdfium().raw)
    found = info.MapFont(None, bold, slanted, charset, 0, None, None)
    if expected is None:
        assert found is None
        return
    room = ctypes.create_string_buffer(64)
    assert info.GetFaceName(None, found, room, 64) == len(expected) + 1
    assert room.value.decode() == expected


def test_font_is_handed_over_whole_or_by_tables() -> None:
    """The program asks how long a font or a table is, then has it written where there is room."""
    fonts = Fonts()
    info = fonts.as_pdfium_asks(pdfium().raw)
    font = info.MapFont(None, 400, 0, 204, 0, None, None)
    own = face("NotoSans-Regular")
    assert own is not None
    head = own.part(int.from_bytes(b"head", "big"))
    assert len(head) == 54
    for tag, expected in ((0, own.data), (int.from_bytes(b"head", "big"), head)):
        size = info.GetFontData(None, font, tag, None, 0)
        assert size == len(expected)
        room = (ctypes.c_ubyte * size)()
        assert info.GetFontData(None, font, tag, room, size - 1) == size
        assert not any(room)  # it would not have fitted
        assert info.GetFontData(None, font, tag, room, size) == size
        assert bytes(room) == expected
    assert info.GetFontData(None, font, int.from_bytes(b"ttcf", "big"), None, 0) == 0


def test_stand_ins_have_letters_that_pdfium_lacks() -> None:
    """Greek, Cyrillic and Vietnamese are in the one, Hebrew in the other."""
    assert {"Ж", "Ω", "ế"} <= letters_of(STAND_INS[0])
    assert "א" in letters_of(STAND_INS[1])
