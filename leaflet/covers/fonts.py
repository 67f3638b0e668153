"""Fonts of a cover, mended where they would keep the leaflet from being accessible.

Screen readers need to know what each letter is, and printers need its outline (ISO 14289-1
§7.21). Many covers have fonts that lack one or the other: then the map to characters is made from
the names of the glyphs, and letters of a font that is not in the file are drawn as the drawing
program draws them, as glyphs of a Type 3 font. How the page looks is compared afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from pypdf.generic import DictionaryObject, StreamObject

from leaflet.covers import access
from leaflet.covers.casts import Casts, Which
from leaflet.covers.encodings import Names, base_font, character, glyph_names
from leaflet.covers.programs import (
    OddFontError,
    Program,
    descriptor,
    embedded,
    font_file,
    widths,
)
from leaflet.covers.shown_text import ShownText
from leaflet.covers.stand_ins import stand_in
from leaflet.covers.streams import BombError, decoded
from leaflet.covers.unicode_maps import UNKNOWN, Characters, read_map, write_map
from leaflet.pdf.objects import Name, ObjectTable, PdfObject, Ref, compressed, number_bytes

Treatment = Literal["mended", "recast", "drawn", "kept"]
"""Maps made and missing fonts drawn; all programs cast anew as well; every simple font drawn; all
as it is."""

_CASTS: Mapping[Treatment, Which] = {"mended": "misread", "recast": "all", "drawn": "all"}

_SYMBOLIC = 4
"""Among the flags of a descriptor (ISO 32000-1 §9.8.2)."""

_SIMPLE = frozenset(("Type1", "TrueType", "MMType1"))

SimpleFont = Callable[[DictionaryObject], tuple[list[PdfObject], Ref]]
"""A font's dictionary and all it refers to as objects of their own, and which of them it is."""


@dataclass(slots=True)
class _Mending:
    """A font whose used codes are not all known yet."""

    font: DictionaryObject
    map: Ref
    characters: Characters
    width: int
    glyphs: Ref | None = None
    program: Program | None = None
    names: Names | None = None
    wide: Mapping[int, float] | None = None


class FontMender:
    """Mends the fonts of one cover; ``finish`` when all its content has been seen."""

    def __init__(self, table: ObjectTable, treatment: Treatment, copied: SimpleFont) -> None:
        self.table, self.treatment, self.copied = table, treatment, copied
        self.shown = ShownText()
        self.stand_ins: dict[str, None] = {}
        self.unknown = False
        """Whether a letter was drawn of which nobody knows what it says."""
        self.has_words = False
        self._waiting: list[_Mending] = []
        self._programs: dict[int, Program | None] = {}
        """By the identity of the program's stream: to read one takes long."""
        self.casts = Casts(table, self.shown, _CASTS.get(treatment, "none"))

    def mended(self, font: DictionaryObject, copied: dict[str, PdfObject]) -> dict[str, PdfObject]:
        """``copied``, the clean copy of ``font``, mended if it has to be."""
        subtype = access.name(access.raw(font, "Subtype"))
        if self.treatment == "kept" or subtype is None:
            return copied
        if subtype == "CIDFontType2" and font_file(font) is not None:
            return {"CIDToGIDMap": Name("Identity"), **copied}
        if subtype in _SIMPLE and (self.treatment == "drawn" or font_file(font) is None):
            return self._drawn(font) or copied
        if subtype in _SIMPLE or subtype == "Type3":
            names = glyph_names(font, self._built_in(font))
            if font_file(font) is not None:
                encoding = self.casts.encoding(font, self._all_names(font))
                copied |= {} if encoding is None else {"Encoding": encoding}
            if subtype == "TrueType" and _is_symbolic(font):
                copied.pop("Encoding", None)  # viewers take the program's own (§9.6.6.4)
            said = {code: text for code, glyph in names.items() if (text := character(glyph))}
            return copied | {"ToUnicode": self._map(font, said, 1)}
        if subtype == "Type0":
            self.casts.note_composite(font)
            return copied | {"ToUnicode": self._map(font, {}, 2)}
        return copied

    def _map(self, font: DictionaryObject, said: Characters, width: int) -> Ref:
        """The map to characters: the cover's own, and where that is silent, what names tell."""
        mending = _Mending(font, self.table.reserve(), said | self._own_map(font), width)
        self._waiting.append(mending)
        return mending.map

    def _own_map(self, font: DictionaryObject) -> Characters:
        own = access.stream(access.raw(font, "ToUnicode"))
        if own is None:
            return {}
        try:
            return read_map(decoded(own))
        except BombError:
            raise
        except Exception:  # pypdf's filters raise what they like; there is no map then
            return {}

    def _built_in(self, font: DictionaryObject) -> Mapping[int, str] | None:
        """The encoding of the program in the file, where the dictionary says none."""
        file = font_file(font)
        if file is None or access.resolved(access.raw(font, "Encoding")) is not None:
            return None
        program = self._program(font)
        return program.built_in if program is not None else None

    def _all_names(self, font: DictionaryObject) -> Names:
        """The glyph of each code, by the program's own encoding where the file says none."""
        program = self._program(font)
        return glyph_names(font, program.built_in if program is not None else None)

    def _program(self, font: DictionaryObject) -> Program | None:
        file = font_file(font)
        if file is None:
            return None
        if id(file) not in self._programs:
            self._programs[id(file)] = self._read_program(file)
        return self._programs[id(file)]

    def _read_program(self, file: StreamObject) -> Program | None:
        try:
            return embedded(file)
        except BombError:
            raise
        except Exception:  # fontTools raises what it likes for fonts that are broken
            return None

    def _drawn(self, font: DictionaryObject) -> dict[str, PdfObject] | None:
        """The font as one of Type 3, whose glyphs are drawings."""
        if font_file(font) is None:
            names = glyph_names(font)
            program: Program | None = stand_in(*self.copied(font), names)
            self.stand_ins[base_font(font)] = None
        else:
            program = self._program(font)
            names = self._all_names(font)
        wide = widths(font, names, program)
        if program is None or wide is None:
            return None
        said = {code: text for code, glyph in names.items() if (text := character(glyph))}
        mending = _Mending(
            font, self.table.reserve(), said | self._own_map(font), 1,
            self.table.reserve(), program, names, wide,
        )  # fmt: skip
        self._waiting.append(mending)
        differences: list[PdfObject] = [0, *(Name(f"g{code}") for code in range(256))]
        return {
            "Type": Name("Font"), "Subtype": Name("Type3"), "FontBBox": [0, 0, 0, 0],
            "FontMatrix": [0.001, 0, 0, 0.001, 0, 0], "FirstChar": 0, "LastChar": 255,
            "Widths": [_short(wide.get(code, 0)) for code in range(256)],
            "Encoding": {"Type": Name("Encoding"), "Differences": differences},
            "CharProcs": mending.glyphs, "ToUnicode": mending.map, "Resources": {},
        }  # fmt: skip

    def finish(self) -> None:
        """Write the maps, glyphs and programs for the codes that are shown."""
        self.casts.finish()
        for mending in self._waiting:
            used = self.shown.codes(mending.font, mending.width)
            characters = {code: mending.characters.get(code, UNKNOWN) for code in used}
            self.unknown = self.unknown or UNKNOWN in characters.values()
            letters = {text for text in characters.values() if text.isalpha()}
            self.has_words = self.has_words or len(letters) > 2
            self.table.put(mending.map, compressed(write_map(characters, mending.width)))
            if mending.glyphs is not None:
                self.table.put(mending.glyphs, self._glyphs(mending, used))

    def _glyphs(self, mending: _Mending, used: list[int]) -> dict[str, PdfObject]:
        assert mending.program is not None
        assert mending.names is not None
        assert mending.wide is not None
        known: dict[bytes, Ref] = {}
        made: dict[str, PdfObject] = {}
        for code in used:
            path = _path(mending.program, code, mending.names.get(code))
            width = number_bytes(_short(mending.wide.get(code, 0)))
            content = b"%s 0 %s d1 %s f" % (width, _bounds(path), path)
            if content not in known:
                known[content] = self.table.add(compressed(content))
            made[f"g{code}"] = known[content]
        return made


def _is_symbolic(font: DictionaryObject) -> bool:
    found = descriptor(font)
    flags = access.whole(access.raw(found, "Flags")) if found is not None else None
    return bool((flags or 0) & _SYMBOLIC)


def _path(program: Program, code: int, name: str | None) -> bytes:
    """The outline of a code's glyph; nothing is drawn for a code that has none.

    Raises:
        OddFontError: it should have one, and cannot be drawn.
    """
    try:
        path = program.outline(code, name)
    except Exception as error:  # fontTools raises what it likes for fonts that are broken
        raise OddFontError from error
    if path is None and name is not None:
        raise OddFontError
    return path or b""


def _bounds(path: bytes) -> bytes:
    """A box around all points of a path, as d1 wants it (§9.6.5)."""
    numbers = [float(word) for word in path.split() if word[-1:] not in b"mlch"]
    if not numbers:
        return b"0 0 0 0"
    across, up = numbers[::2], numbers[1::2]
    return b" ".join(map(number_bytes, (min(across), min(up), max(across), max(up))))


def _short(value: float) -> float:
    rounded = round(value, 3)
    return int(rounded) if rounded == int(rounded) else rounded
