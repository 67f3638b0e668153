"""pdfium, which draws covers; it sees the fonts that come with leaflet, and none of the machine's.

Where a file brings no font, pdfium asks for one (``fpdf_sysfontinfo.h``). Left alone it takes what
is installed, and a cover looks otherwise on each machine. Here it is told of none: then the fonts
inside pdfium stand in, which are near to Helvetica, Times and Courier and know Latin letters only.
For other scripts it is given ours.
"""

from __future__ import annotations

import ctypes
import importlib
import struct
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from leaflet.cache.sources import built_in

Untyped: TypeAlias = Any
"""A value of pdfium or fontTools, which come without types."""

_BOLD = 600
"""Weights from this one on get the bold face."""

_FAMILIES: Mapping[str, Mapping[tuple[bool, bool], str]] = {
    "NotoSans": {
        (False, False): "NotoSans-Regular", (True, False): "NotoSans-Bold",
        (False, True): "NotoSans-Italic", (True, True): "NotoSans-BoldItalic",
    },
    **{
        family: {
            (bold, slanted): f"{family}-{'Bold' if bold else 'Regular'}"
            for bold in (False, True)
            for slanted in (False, True)
        }
        for family in ("NotoSansHebrew", "NotoSansArabic")
    },
}  # fmt: skip
"""Family → whether bold, whether slanted → file in ``fonts``."""

_CHARSETS = {
    161: "NotoSans", 162: "NotoSans", 163: "NotoSans", 186: "NotoSans", 204: "NotoSans",
    238: "NotoSans", 177: "NotoSansHebrew", 178: "NotoSansArabic",
}  # fmt: skip
"""Greek, Turkish, Vietnamese, Baltic, Cyrillic, Eastern European, Hebrew, Arabic: with these
charsets pdfium asks where it draws a form's field itself. In content every font is asked for as
ANSI, whatever its letters; see ``standing_in``."""

_ANY = (0, 1)
"""ANSI, and the default: whatever letters the font has."""

STAND_INS = ("NotoSans", "NotoSansHebrew")
"""Families with letters that pdfium's fonts lack. Not Arabic and Devanagari, whose letters pdfium
would set apart and unshaped."""


class Pdfium(NamedTuple):
    """The library and its functions as they are in C."""

    library: Untyped
    raw: Untyped


@cache
def pdfium() -> Pdfium:
    """The library, which from now on sees no font of the machine, in this whole process.

    Raises:
        ImportError: it is not installed.
    """
    found = Pdfium(importlib.import_module("pypdfium2"), importlib.import_module("pypdfium2.raw"))
    info = _FONTS.as_pdfium_asks(found.raw)
    found.raw.FPDF_SetSystemFontInfo(ctypes.byref(info))
    return found


@contextmanager
def standing_in(family: str | None) -> Iterator[None]:
    """Meanwhile files that are opened get ``family`` for each font that they do not bring."""
    before, _FONTS.family = _FONTS.family, family
    try:
        yield
    finally:
        _FONTS.family = before


@dataclass(frozen=True, slots=True)
class Face:
    """One font file, as pdfium may ask for it."""

    name: str
    data: bytes

    def part(self, tag: int) -> bytes:
        """The table with this tag, or the whole for 0; nothing where there is none."""
        if tag == 0:
            return self.data
        wanted = tag.to_bytes(4, "big")
        (count,) = struct.unpack_from(">H", self.data, 4)
        for number in range(count):
            name, _, start, length = struct.unpack_from(">4sLLL", self.data, 12 + 16 * number)
            if name == wanted:
                return self.data[start : start + length]
        return b""


@cache
def letters_of(family: str) -> frozenset[str]:
    """The characters that a family has."""
    from fontTools.ttLib import TTFont

    found = face(_FAMILIES[family][False, False])
    if found is None:
        return frozenset()
    return frozenset(map(chr, TTFont(BytesIO(found.data), lazy=True).getBestCmap()))


@cache
def face(name: str) -> Face | None:
    """The face of this name that comes with leaflet."""
    with suppress(OSError):
        return Face(name, (Path(built_in()) / "fonts" / f"{name}.ttf").read_bytes())
    return None


@dataclass(slots=True)
class Fonts:
    """The answers to pdfium's questions; what it holds of a font is a number from 1 on."""

    family: str | None = None
    given: list[Face] = field(default_factory=list)
    asked: Untyped = None
    """What pdfium calls: kept, as it calls until the process ends."""

    def as_pdfium_asks(self, raw: Untyped) -> Untyped:
        """The table of functions that pdfium takes."""
        answers: dict[str, Callable[..., int | None]] = {
            "Release": lambda _this: None,
            "EnumFonts": lambda _this, _mapper: None,
            "MapFont": self.mapped,
            "GetFont": lambda _this, _name: None,
            "GetFontData": self.data,
            "GetFaceName": self.name,
            "GetFontCharset": lambda _this, _font: 0,
            "DeleteFont": lambda _this, _font: None,
        }
        types = dict(raw.FPDF_SYSFONTINFO._fields_)
        calls = {name: types[name](answer) for name, answer in answers.items()}
        info = raw.FPDF_SYSFONTINFO(version=1, **calls)
        self.asked = (info, calls)
        return info

    def mapped(
        self, _this: Untyped, weight: int, slanted: int, charset: int, *_rest: Untyped
    ) -> int | None:
        """The font for a charset, if it is one of ours."""
        family = self.family if charset in _ANY else _CHARSETS.get(charset)
        if family is None:
            return None
        found = face(_FAMILIES[family][weight >= _BOLD, bool(slanted)])
        if found is None:
            return None
        if found not in self.given:
            self.given.append(found)
        return self.given.index(found) + 1

    def data(self, _this: Untyped, font: int, tag: int, room: Untyped, size: int) -> int:
        """Put a table, or the whole file, where there is room for it; how many bytes it has."""
        return _put(self.given[font - 1].part(tag), room, size)

    def name(self, _this: Untyped, font: int, room: Untyped, size: int) -> int:
        """The same for the font's name, which ends with a zero."""
        return _put(self.given[font - 1].name.encode("ascii") + b"\0", room, size)


def _put(data: bytes, room: Untyped, size: int) -> int:
    if room and size >= len(data):
        ctypes.memmove(room, data, len(data))
    return len(data)


_FONTS = Fonts()
