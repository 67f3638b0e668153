"""Fonts that would keep a leaflet from being accessible, mended."""

from __future__ import annotations

import zlib
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from leaflet.covers.type1 import Type1, decrypted
from leaflet.covers.unicode_maps import read_map, write_map
from leaflet.pdf.objects import Name, PdfObject, Ref, Stream
from tests.judges import page_judge

from .assemble import assemble
from .build import cover_pdf, imported, picture
from .embedded import font, words
from .programs import cipher, compact, type_1
from .test_ladder import alike

ROOT = Path(__file__).parents[2]


def sound(data: bytes) -> bytes:
    """The cover as it was imported: looking as before, accessible, not a picture."""
    cover = imported(data)
    assert cover.rung == "figure", cover.notices
    out = assemble(cover)
    assert page_judge.judge(out, "ua1").failures == ()
    assert alike(data, out)
    return out


def said(pdf: bytes) -> str:
    """The words of the first page."""
    return PdfReader(BytesIO(pdf)).pages[0].extract_text()


@pytest.mark.parametrize(
    "base",
    ["Helvetica", "Times-BoldItalic", "Courier", "Arial,Bold", "TimesNewRomanPSMT", "ArialNarrow",
     "Unheard-Of"],
)  # fmt: skip
def test_font_that_is_not_in_the_file_is_drawn(base: str) -> None:
    """A cover whose fonts are missing keeps its lines sharp and its words."""
    widths: PdfObject = [500] * 224
    given: dict[str, PdfObject] = {} if base in {"Helvetica", "Times-BoldItalic", "Courier"} else {
        "FirstChar": 32, "LastChar": 255, "Widths": widths, "Encoding": Name("WinAnsiEncoding"),
        "FontDescriptor": {"Type": Name("FontDescriptor"), "FontName": Name(base), "Flags": 32,
                           "ItalicAngle": 0, "StemV": 80},
    }  # fmt: skip
    out = sound(cover_pdf(words(), resources=font(base, **given)))
    assert said(out).replace(" ", "") == "Riverside24"
    assert any(
        "are drawn alike" in notice
        for notice in imported(cover_pdf(words(), resources=font(base, **given))).notices
    )


def test_ticks_of_the_standard_fonts_are_drawn() -> None:
    """Ticks and Greek letters of the fonts that every viewer has are drawn and said."""
    resources: PdfObject = {
        "Font": {
            "Z": {"Type": Name("Font"), "Subtype": Name("Type1"), "BaseFont": Name("ZapfDingbats")},
            "S": {"Type": Name("Font"), "Subtype": Name("Type1"), "BaseFont": Name("Symbol")},
        }
    }
    content = b"BT /Z 24 Tf 60 500 Td (4) Tj /S 24 Tf (ab) Tj ET"
    assert said(sound(cover_pdf(content, resources=resources))) == "✔αβ"


def test_names_of_letters_become_words() -> None:
    """A font that names its letters, in whatever order, tells which they are."""
    encoding: PdfObject = {
        "Type": Name("Encoding"),
        "Differences": [1, Name("R"), Name("eacute"), Name("uni0416"), Name("a_b.alt")],
    }
    data = cover_pdf(words(b"\\001\\002"), resources=font("Helvetica", Encoding=encoding))
    assert said(sound(data)) == "Ré"


def test_font_that_shows_letters_nobody_knows_is_a_figure_all_the_same() -> None:
    """Letters of which nobody knows what they are called are said to be unknown."""
    glyph = Stream({}, b"600 0 0 0 500 500 d1 0 0 500 500 re f")
    odd: PdfObject = {
        "Type": Name("Font"), "Subtype": Name("Type3"), "FontBBox": [0, 0, 500, 500],
        "FontMatrix": [0.001, 0, 0, 0.001, 0, 0], "FirstChar": 65, "LastChar": 65, "Widths": [600],
        "Encoding": {"Differences": [65, Name("g17")]}, "CharProcs": {"g17": Ref(5)},
    }  # fmt: skip
    data = cover_pdf(words(b"AA"), resources={"Font": {"F": odd}}, extra=[glyph])
    assert said(sound(data)) == "\ufffd\ufffd"


@pytest.mark.parametrize("width", [600, 655])
def test_font_whose_widths_are_wrong_gets_those_of_the_file(width: int) -> None:
    """Where a file says other widths than its font has, they stay letters, where they were."""
    entries: dict[str, PdfObject] = {
        "FirstChar": 65, "LastChar": 65, "Widths": [width], "Encoding": Name("WinAnsiEncoding"),
        "FontDescriptor": {
            "Type": Name("FontDescriptor"), "FontName": Name("Square"), "Flags": 32,
            "FontBBox": [0, 0, 500, 700], "ItalicAngle": 0, "Ascent": 700, "Descent": 0,
            "CapHeight": 700, "StemV": 80, "FontFile3": Ref(5),
        },
    }  # fmt: skip
    program = Stream({"Subtype": Name("Type1C")}, compact())
    data = cover_pdf(words(b"AAA"), resources=font("Square", **entries), extra=[program])
    out = sound(data)
    assert said(out) == "AAA"
    assert b"/Type3" not in out


def test_font_that_is_broken_is_no_reason_to_fail() -> None:
    """A font that no program can read is kept as it is, or drawn in a picture."""
    descriptor: PdfObject = {"Type": Name("FontDescriptor"), "Flags": 4, "FontFile": Ref(5)}
    for rubbish in (b"", b"%!PS-AdobeFont eexec", b"\x01\x00\x04\x04" + b"\xff" * 40, b"\0\1\0\0"):
        resources = font("Broken", FontDescriptor=descriptor, FirstChar=65, Widths=[1, 2, 3])
        data = cover_pdf(words(), resources=resources, extra=[Stream({}, rubbish)])
        assert alike(data, assemble(imported(data)))


def test_two_fonts_in_one_table_are_told_apart() -> None:
    """The judge mistakes fonts written within a table for each other: none is written so."""
    fonts: PdfObject = {
        name: {"Type": Name("Font"), "Subtype": Name("Type1"), "BaseFont": Name(base)}
        for name, base in (("F", "Helvetica"), ("G", "Courier"))
    }
    sound(
        cover_pdf(b"BT /F 24 Tf 60 500 Td (Aa) Tj /G 24 Tf (Bb) Tj ET", resources={"Font": fonts})
    )


@pytest.mark.parametrize("form", ["plain", "hex", "pfb"])
def test_type_1_program_is_read(form: str) -> None:
    """Old PostScript fonts are read in each of their forms."""
    program = Type1(type_1(as_hex=form == "hex", as_pfb=form == "pfb"))
    assert program.encoding == {66: "A"}
    assert "A" in program
    assert "B" not in program
    assert decrypted(cipher(b"hello", 55665), 55665) == b"hello"


def test_letters_of_a_type_1_font_stay_what_they_are() -> None:
    """A Type 1 font with wrong widths looks the same, its own encoding read out of it."""
    entries: dict[str, PdfObject] = {
        "FirstChar": 66, "LastChar": 66, "Widths": [666],
        "FontDescriptor": {
            "Type": Name("FontDescriptor"), "FontName": Name("Square"), "Flags": 4,
            "FontBBox": [0, 0, 500, 700], "ItalicAngle": 0, "Ascent": 700, "Descent": 0,
            "CapHeight": 700, "StemV": 80, "FontFile": Ref(5),
        },
    }  # fmt: skip
    data = cover_pdf(
        words(b"BBB"), resources=font("Square", **entries), extra=[Stream({}, type_1())]
    )
    assert sum(picture(data).convert("L").histogram()[:100]) > 100
    assert said(sound(data)) == "AAA"


def test_map_is_read_and_written() -> None:
    """Maps in every notation are read; what no reader may be told is left out."""
    written = (
        b"2 beginbfchar <01> <0041> <02> <0000> endbfchar\n"
        b"3 beginbfrange <0003> <0005> <0061> <06> <07> [<0066006c> <D83DDD51>] <08><09><FFFE>"
        b"endbfrange 1 beginbfchar <0A> endbfchar"
    )
    found = read_map(written)
    assert found == {1: "A", 3: "a", 4: "b", 5: "c", 6: "fl", 7: "🕑", 9: "\uffff"} or found == {
        1: "A", 3: "a", 4: "b", 5: "c", 6: "fl", 7: "🕑",
    }  # fmt: skip
    assert read_map(write_map(found, 2)) == found
    assert len(zlib.compress(write_map(dict.fromkeys(range(256), "x"), 1))) < 2000
