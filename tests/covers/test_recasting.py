"""Font programs that others misread, or that do not keep to what the file says, cast anew."""

from __future__ import annotations

import os
import subprocess
import sys
from io import BytesIO

import pikepdf
import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, StreamObject

from leaflet.covers.casts import Casts
from leaflet.covers.programs import embedded
from leaflet.covers.recasting import cast, compact_source, true_type_with_widths, type_1_source
from leaflet.covers.shown_text import ShownText
from leaflet.pdf.objects import Name, ObjectTable, PdfObject, Stream

from .build import cover_pdf
from .embedded import MISREAD, composite, described, font, with_true_type, with_type_1
from .programs import DIVIDED, compact, symbolic, told_shortly, true_type, type_1
from .test_fonts import said, sound

SQUARE = b"0 0 m 500 0 l 500 700 l 0 700 l h"


def fonts_of(pdf: bytes) -> list[DictionaryObject]:
    """The fonts of the first page's drawing."""
    page = PdfReader(BytesIO(pdf)).pages[0]
    drawing = page["/Resources"]["/XObject"]["/Cover"]  # type: ignore[index]
    return [entry.get_object() for entry in drawing["/Resources"]["/Font"].values()]


@pytest.mark.parametrize("program", MISREAD)
def test_type_1_program_that_is_misread_is_cast_anew(program: bytes) -> None:
    """A font whose widths or beginnings the judge misreads stays sharp letters, and looks alike."""
    out = sound(with_type_1(program))
    assert said(out) == "AAA"
    assert b"/Type1C" in out
    assert b"/Type3" not in out


def test_type_1_program_that_is_read_right_stays() -> None:
    """Only what is misread is cast anew, unless nothing else helps."""
    plain = type_1(width=told_shortly(600))
    assert type_1_source(plain, always=False) is None
    assert type_1_source(plain, always=True) is not None
    assert all(type_1_source(program, always=False) for program in MISREAD)


@pytest.mark.parametrize("always", [True, False])
def test_outline_stays_what_it_was(always: bool) -> None:
    """What is cast anew is drawn as before, as wide as the file says."""
    source = type_1_source(type_1(width=DIVIDED), always=always)
    assert source is not None
    stream = StreamObject()
    stream.set_data(cast(source, {"A": 655.0, "b": 300.0, "C": 1.0}, {"C": "A"}))
    made = embedded(stream)
    assert made.outline(66, "A") == SQUARE
    assert made.outline(67, "C") == SQUARE
    assert made.outline(68, "b") == b""
    assert made.outline(69, "D") is None


def test_program_of_a_composite_font_has_numbers_for_names() -> None:
    """A program with names that stands in a font with numbers is cast with numbers."""
    source = compact_source(compact(), by_number=True)
    assert source is not None
    assert list(source.names) == [".notdef", "cid00001"]
    again = compact_source(cast(source, {"cid00001": 655.0, "cid00009": 10.0}, {}), by_number=True)
    assert again is not None
    assert list(again.names) == [".notdef", "cid00001", "cid00009"]
    assert compact_source(cast(source, {}, {}), by_number=False) is None


@pytest.mark.parametrize("wide", [600, 655])
@pytest.mark.parametrize("shown", [b"00010001", b"000100090001"])
def test_composite_font_keeps_its_letters(wide: int, shown: bytes) -> None:
    """Glyphs by number stay sharp where widths disagree, or a number has no glyph at all."""
    compact_font: dict[str, PdfObject] = {
        "Subtype": Name("CIDFontType0"), "FontDescriptor": described("FontFile3"),
        "W": [1, [wide], 3, 12, wide],
    }  # fmt: skip
    program = Stream({"Subtype": Name("CIDFontType0C")}, compact())
    out = sound(composite(compact_font, program, shown))
    assert said(out).replace("\ufffd", "") == "AA"
    assert b"/Type3" not in out


@pytest.mark.parametrize("wide", [600, 655])
@pytest.mark.parametrize("map_of", [None, b"\0\0\0\1", b"\0\0\0\1\0\1"])
def test_true_type_gets_the_widths_of_the_file(wide: int, map_of: bytes | None) -> None:
    """A TrueType font shown by numbers stays sharp letters whatever widths the file says."""
    kin: dict[str, PdfObject] = {
        "Subtype": Name("CIDFontType2"), "FontDescriptor": described("FontFile2"), "DW": wide,
    }  # fmt: skip
    data = composite(kin, Stream({}, true_type()), b"00010001")
    out = sound(data if map_of is None else with_map(data, map_of))
    assert said(out) == "AA"
    assert b"/Type3" not in out


def with_map(data: bytes, map_of: bytes) -> bytes:
    """``data`` with a map from numbers to glyphs."""
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.pages[0].Resources.Font.F.DescendantFonts[0].CIDToGIDMap = pdf.make_stream(map_of)
        file = BytesIO()
        pdf.save(file)
    return file.getvalue()


def test_simple_true_type_gets_the_widths_of_the_file() -> None:
    """So does one that is shown by codes; and an encoding that viewers ignore is left out."""
    out = sound(with_true_type(true_type(), 655, Name("WinAnsiEncoding"), flags=32))
    assert said(out) == "AAA"
    assert b"/Type3" not in out


def test_symbolic_true_type_has_no_encoding() -> None:
    """An encoding that viewers ignore and the standard forbids is left out."""
    encoding: PdfObject = {"Type": Name("Encoding"), "Differences": [65, Name("R")]}
    out = sound(with_true_type(symbolic(), 600, encoding, flags=4))
    assert said(out) == "RRR"
    assert all("/Encoding" not in one for one in fonts_of(out))


def test_code_without_a_glyph_is_drawn_as_viewers_do() -> None:
    """A text that shows a code its font has no glyph for stays text."""
    out = sound(with_type_1(type_1(), shown=b"B\xfeB"))
    assert said(out).replace("\ufffd", "") == "AA"
    assert b"/Type3" not in out


def test_glyph_that_is_wanted_in_two_widths_is_there_twice() -> None:
    """Two codes of one glyph, as wide as the file says each."""
    encoding: PdfObject = {"Type": Name("Encoding"), "Differences": [66, Name("A"), Name("A")]}
    data = with_type_1(type_1(), shown=b"BCBC", Encoding=encoding, LastChar=67, Widths=[600, 900])
    out = sound(data)
    assert said(out).replace(" ", "") == "AAAA"
    assert b"/Type3" not in out


IMPORTED = """
import hashlib, sys
from leaflet.covers.ladder import import_cover
from leaflet.model.clinic import CoverFile
from leaflet.pdf.objects import serialise
made = import_cover(sys.stdin.buffer.read(), CoverFile(file="a", alt="b"), paper=(595.276, 841.89))
print(made.rung, hashlib.sha256(b"".join(map(serialise, made.objects))).hexdigest())
"""


def test_cover_is_the_same_however_python_hashes() -> None:
    """Which of two codes gets the glyph and which its twin is no matter of chance."""
    encoding: PdfObject = {
        "Type": Name("Encoding"), "Differences": [72, Name("A"), 80, Name("A")],
    }  # fmt: skip
    data = with_type_1(
        type_1(), shown=b"H) Tj (P", Encoding=encoding, FirstChar=72, LastChar=80,
        Widths=[600, *[0] * 7, 900],
    )  # fmt: skip
    made = {
        subprocess.run(
            [sys.executable, "-c", IMPORTED], input=data, capture_output=True, check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "3", "5")
    }  # fmt: skip
    assert len(made) == 1
    assert made.pop().startswith(b"figure ")


def test_program_of_another_em_keeps_its_size() -> None:
    """A program whose em has 2,000 units is as large and as wide as before."""
    half = type_1().replace(b"[0.001 0 0 0.001 0 0]", b"[0.0005 0 0 0.0005 0 0]")
    out = sound(with_type_1(half, Widths=[300]))
    assert said(out) == "AAA"
    assert b"/Type1C" in out
    assert b"/Type3" not in out


def test_two_fonts_may_have_one_program() -> None:
    """A program that two fonts use is cast once, with what both want of it."""
    fonts: dict[str, PdfObject] = {
        name: {
            "Type": Name("Font"), "Subtype": Name("Type1"), "BaseFont": Name("Square"),
            "FirstChar": code, "LastChar": code, "Widths": [600],
            "Encoding": {"Differences": [code, Name("A")]},
            "FontDescriptor": described("FontFile"),
        }
        for name, code in (("F", 70), ("G", 71))
    }  # fmt: skip
    content = b"BT /F 24 Tf 60 500 Td (F) Tj /G 24 Tf (G) Tj ET"
    out = sound(cover_pdf(content, resources={"Font": fonts}, extra=[Stream({}, type_1())]))
    assert said(out) == "AA"
    assert out.count(b"/Subtype /Type1C") == 1


def test_program_that_cannot_be_read_keeps_its_place() -> None:
    """Rubbish for a program is not cast, whatever its kind."""
    for kind in ("FontFile", "FontFile2", "FontFile3"):
        reader = PdfReader(
            BytesIO(
                cover_pdf(
                    resources=font("Broken", FontDescriptor=described(kind)),
                    extra=[Stream({"Subtype": Name("Type1C")}, b"rubbish")],
                )
            )
        )
        broken = reader.pages[0]["/Resources"]["/Font"]["/F"]["/FontDescriptor"]  # type: ignore[index]
        found = Casts(ObjectTable(first=0), ShownText(), "all").program(broken)
        assert (found is None) == (kind != "FontFile2")


def test_broken_true_type_is_refused_by_its_reader() -> None:
    """A TrueType program that cannot be read raises, and the font is treated otherwise."""
    with pytest.raises(Exception, match=r".+"):
        true_type_with_widths(b"\0\1\0\0rubbish", {1: 600})
