"""Maps from a font's codes to characters, read from a cover and written anew (§9.10.3).

A font without one says nothing to a screen reader or a search, and keeps a file from PDF/UA
(ISO 14289-1 §7.21.7). What nobody knows is said to be unknown: U+FFFD.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

UNKNOWN = "\ufffd"
_FORBIDDEN = frozenset("\0\ufeff\ufffe\uffff")
_SECTION = re.compile(rb"begin(bfchar|bfrange)(.*?)end(?:bfchar|bfrange)", re.DOTALL)
_ITEM = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")
_MOST = 65_536
_BLOCK = 100
"""Lines that a section may have."""

Characters = dict[int, str]


def read_map(data: bytes) -> Characters:
    """The characters that a CMap gives, as far as it can be understood."""
    found: Characters = {}
    for section in _SECTION.finditer(data):
        items = _items(section[2])
        if section[1] == b"bfchar":
            for code, text in zip(items, items, strict=False):
                if isinstance(code, bytes) and isinstance(text, bytes):
                    _note(found, code, text)
        else:
            for start, end, texts in zip(items, items, items, strict=False):
                if isinstance(start, bytes) and isinstance(end, bytes):
                    _range(found, start, end, texts)
    return found


def _items(data: bytes) -> Iterator[bytes | list[bytes]]:
    listed: list[bytes] | None = None
    for item in _ITEM.finditer(data):
        if item[2]:
            listed = []
        elif item[3]:
            yield listed or []
            listed = None
        else:
            digits = b"".join(item[1].split())
            value = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
            if listed is None:
                yield value
            else:
                listed.append(value)


def _range(found: Characters, start: bytes, end: bytes, texts: bytes | list[bytes]) -> None:
    first, last = int.from_bytes(start, "big"), int.from_bytes(end, "big")
    for index in range(min(last - first + 1, _MOST)):
        code = (first + index).to_bytes(len(start) or 1, "big")
        if isinstance(texts, list):
            if index < len(texts):
                _note(found, code, texts[index])
        elif texts:
            number = int.from_bytes(texts, "big") + index
            if number < 256 ** len(texts):
                _note(found, code, number.to_bytes(len(texts), "big"))


def _note(found: Characters, code: bytes, text: bytes) -> None:
    if len(found) > _MOST or not text:
        return
    said = text.decode("utf-16-be", "replace") if len(text) > 1 else chr(text[0])
    if said and not _FORBIDDEN.intersection(said):
        found[int.from_bytes(code, "big")] = said


def write_map(characters: Mapping[int, str], width: int) -> bytes:
    """A CMap of codes of ``width`` bytes."""
    lines = [
        b"<%0*x> <%s>" % (width * 2, code, characters[code].encode("utf-16-be").hex().encode())
        for code in sorted(characters)
    ]
    parts = [
        b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        b"/CIDSystemInfo <</Registry (Adobe)/Ordering (UCS)/Supplement 0>> def\n"
        b"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n"
        b"<%s> <%s>\nendcodespacerange\n" % (b"00" * width, b"ff" * width)
    ]
    for start in range(0, len(lines), _BLOCK):
        block = lines[start : start + _BLOCK]
        parts.append(b"%d beginbfchar\n%s\nendbfchar\n" % (len(block), b"\n".join(block)))
    parts.append(b"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend")
    return b"".join(parts)
