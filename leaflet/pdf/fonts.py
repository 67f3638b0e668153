"""Embedded TrueType subsets as PDF objects, with Unicode maps that every reader understands."""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from leaflet.pdf.objects import Name, ObjectTable, PdfObject, Ref, compressed

CMAP_BLOCK = 100
"""Lines in one bfchar block, at most (Adobe technical note 5014 §6.4.1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subset:
    """One embedded subset of a face: up to 256 characters by one-byte codes."""

    name: str
    """PostScript name with its subset tag."""
    first: int
    widths: Sequence[float]
    """Thousandths of an em, from code ``first``."""
    descriptor: Mapping[str, PdfObject]
    program: bytes
    characters: Mapping[int, str]
    """Code → what it stands for."""


def to_unicode(characters: Mapping[int, str]) -> bytes:
    """A ToUnicode CMap (ISO 32000-1 §9.10.3).

    Astral characters are surrogate pairs, ligatures their letters; codes that stand for nothing
    are left out.
    """
    lines = [
        b"<%02X> <%s>" % (code, _letters(text).encode("utf-16-be").hex().upper().encode())
        for code, text in sorted(characters.items())
    ]
    blocks = [lines[i : i + CMAP_BLOCK] for i in range(0, len(lines), CMAP_BLOCK)]
    return b"\n".join(
        (
            b"/CIDInit /ProcSet findresource begin",
            b"12 dict begin",
            b"begincmap",
            b"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
            b"/CMapName /Adobe-Identity-UCS def",
            b"/CMapType 2 def",
            b"1 begincodespacerange",
            b"<00> <FF>",
            b"endcodespacerange",
            *(b"%d beginbfchar\n%s\nendbfchar" % (len(b), b"\n".join(b)) for b in blocks),
            b"endcmap",
            b"CMapName currentdict /CMap defineresource pop",
            b"end",
            b"end",
        )
    )


def _letters(text: str) -> str:
    """A ligature's letters (U+FB01 as "fi"); everything else as it is."""
    return unicodedata.normalize("NFKC", text) if "\ufb00" <= text <= "\ufb06" else text


EMBEDDED = (
    b"cmap", b"cvt ", b"fpgm", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp", b"prep",
)  # fmt: skip
"""The tables of a TrueType font that a PDF reader uses (ISO 32000-1 §9.9), in the file's order."""


def embedded(program: bytes) -> bytes:
    """The font program without what is of use to installed fonts alone: names, metrics of lines."""
    count = int.from_bytes(program[4:6], "big")
    tables: dict[bytes, bytes] = {}
    for at in range(12, 12 + 16 * count, 16):
        tag, _, offset, length = struct.unpack(">4sLLL", program[at : at + 16])
        if tag in EMBEDDED:
            tables[tag] = program[offset : offset + length]
    head = tables[b"head"]
    tables[b"head"] = head[:8] + bytes(4) + head[12:]
    power = 1 << len(tables).bit_length() - 1
    directory = [
        struct.pack(
            ">4sHHHH", program[:4], len(tables), power * 16, power.bit_length() - 1,
            (len(tables) - power) * 16,
        )
    ]  # fmt: skip
    offset = 12 + 16 * len(tables)
    bodies = []
    for tag in sorted(tables):
        body = tables[tag]
        directory.append(struct.pack(">4sLLL", tag, _checksum(body), offset, len(body)))
        bodies.append(body + bytes(-len(body) % 4))
        offset += len(bodies[-1])
    made = b"".join((*directory, *bodies))
    place = made.index(tables[b"head"])
    adjustment = (0xB1B0AFBA - _checksum(made)) & 0xFFFFFFFF
    return made[: place + 8] + adjustment.to_bytes(4, "big") + made[place + 12 :]


def _checksum(data: bytes) -> int:
    """The sum of its 32-bit words (OpenType, “Calculating checksums”)."""
    padded = data + bytes(-len(data) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}L", padded)
    return sum(words) & 0xFFFFFFFF


def write_subset(table: ObjectTable, subset: Subset) -> Ref:
    """A simple, symbolic TrueType font (ISO 32000-1 §9.6.3, ISO 14289-1 §7.21)."""
    program = compressed(subset.program, Length1=len(subset.program))
    descriptor = table.add({**subset.descriptor, "FontFile2": table.add(program)})
    return table.add(
        {
            "Type": Name("Font"),
            "Subtype": Name("TrueType"),
            "BaseFont": Name(subset.name),
            "FirstChar": subset.first,
            "LastChar": subset.first + len(subset.widths) - 1,
            "Widths": tuple(subset.widths),
            "FontDescriptor": descriptor,
            "ToUnicode": table.add(compressed(to_unicode(subset.characters))),
        }
    )
