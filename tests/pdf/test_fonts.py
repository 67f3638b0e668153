"""What is copied out of a leaflet, searched or read aloud is what its glyphs show."""

from __future__ import annotations

import re
import struct
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.checks.tags.fonts import read_face
from leaflet.pdf.fonts import CMAP_BLOCK, EMBEDDED, Subset, embedded, to_unicode, write_subset
from leaflet.pdf.objects import Name, ObjectTable, PdfObject, Ref

from .tools import written as whole_file

characters = st.characters(
    exclude_categories=["Cs"], exclude_characters="".join(map(chr, range(0xFB00, 0xFB07)))
)


def written(subset: Subset) -> pikepdf.Pdf:
    """A file with nothing but a font, object 5."""
    table = ObjectTable(first=3)
    font = write_subset(table, subset)
    objects = {table.first + i: value for i, value in enumerate(table.objects)}
    own: dict[int, PdfObject] = {
        1: {"Type": Name("Catalog"), "Pages": Ref(2), "Font": font},
        2: {"Type": Name("Pages"), "Kids": [], "Count": 0},
        **objects,
        50: {},
    }
    return pikepdf.open(BytesIO(whole_file([], own, 51, info=50)))


def subset(characters: dict[int, str]) -> Subset:
    """A subset with these characters."""
    return Subset(
        name="AAAAAA+Some-Face",
        first=0,
        widths=(500, 250.5),
        descriptor={"Type": Name("FontDescriptor"), "Flags": 4},
        program=b"glyphs and more glyphs and more glyphs",
        characters=characters,
    )


@given(st.dictionaries(st.integers(0, 255), characters, max_size=256))
def test_every_code_stands_for_its_character(codes: dict[int, str]) -> None:
    """Letters of any script and astral signs are read as they are; unused codes stand for none."""
    with written(subset(codes)) as pdf:
        assert read_face(pdf.Root.Font).characters == {
            bytes((code,)): character for code, character in codes.items()
        }


@pytest.mark.parametrize(
    ("count", "blocks"), [(0, []), (1, [1]), (100, [100]), (101, [100, 1]), (256, [100, 100, 56])]
)
def test_blocks_of_the_map_are_short_enough(count: int, blocks: list[int]) -> None:
    """Readers need not take more than 100 lines in one block, and some do not."""
    cmap = to_unicode({code: chr(0x400 + code) for code in range(count)}).decode()
    found = re.findall(r"(\d+) beginbfchar\n(.*?)\nendbfchar", cmap, re.DOTALL)
    assert [int(said) for said, _ in found] == blocks
    assert [len(lines.splitlines()) for _, lines in found] == blocks
    assert max(blocks, default=0) <= CMAP_BLOCK


@pytest.mark.parametrize(
    ("ligature", "letters"), [("ﬀ", "ff"), ("ﬁ", "fi"), ("ﬃ", "ffi"), ("ﬅ", "st"), ("ﬆ", "st")]
)
def test_ligatures_are_read_as_letters(ligature: str, letters: str) -> None:
    """Whoever searches for "five" finds it, though two letters are drawn as one."""
    with written(subset({1: ligature})) as pdf:
        assert read_face(pdf.Root.Font).characters == {b"\x01": letters}


def test_the_font_is_embedded_whole() -> None:
    """Program, widths and descriptor go into the file as they were drawn with."""
    with written(subset({0: "a", 1: "b"})) as pdf:
        font: Any = pdf.Root.Font
        assert (font.FirstChar, font.LastChar) == (0, 1)
        assert [float(width) for width in font.Widths] == [500, 250.5]
        program = font.FontDescriptor.FontFile2
        assert program.read_bytes() == b"glyphs and more glyphs and more glyphs"
        assert program.Length1 == len(program.read_bytes())
        assert "/Encoding" not in font  # symbolic: its own codes, nobody else's


def tables(program: bytes) -> dict[bytes, bytes]:
    """The tables of a TrueType font, each found whole by its checksum."""
    found = {}
    for at in range(12, 12 + 16 * int.from_bytes(program[4:6], "big"), 16):
        tag, told, offset, length = struct.unpack(">4sLLL", program[at : at + 16])
        body = program[offset : offset + length]
        summed = body[:8] + bytes(4) + body[12:] if tag == b"head" else body
        padded = summed + bytes(-len(summed) % 4)
        assert told == sum(struct.unpack(f">{len(padded) // 4}L", padded)) & 0xFFFFFFFF
        found[tag] = body
    return found


def test_an_embedded_program_has_what_readers_use() -> None:
    """Glyphs, widths and codes stay as they are; names and the like go; all checksums are right."""
    face = Path(__file__).parents[2] / "fonts" / "NotoSans-Regular.ttf"
    before = tables(face.read_bytes())
    program = embedded(face.read_bytes())
    after = tables(program)
    assert after.keys() == before.keys() & set(EMBEDDED)
    assert {b"glyf", b"loca", b"cmap", b"hmtx"} <= after.keys()
    assert {b"name", b"OS/2", b"post"} <= before.keys() - after.keys()
    for tag in after.keys() - {b"head"}:
        assert after[tag] == before[tag]
    assert len(program) % 4 == 0
    assert sum(struct.unpack(f">{len(program) // 4}L", program)) & 0xFFFFFFFF == 0xB1B0AFBA
    count, search, selector, shift = struct.unpack(">HHHH", program[4:12])
    assert (count, search, selector, shift) == (7, 64, 2, 48)
    assert embedded(program) == program
