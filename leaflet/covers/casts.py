"""The font programs of one cover that are cast anew, with what its fonts want of them.

What a dictionary says of a font and what its program says must agree (ISO 14289-1 §7.21.5), and no
text may show a glyph that is not there (§7.21.8). A viewer goes by the dictionary and draws
``.notdef``: so the new program has the dictionary's widths, and that drawing for every such code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from pypdf.generic import DictionaryObject, StreamObject

from leaflet.covers import access
from leaflet.covers.encodings import Names
from leaflet.covers.programs import OddFontError, descriptor, true_type, widths
from leaflet.covers.recasting import (
    Source,
    cast,
    compact_source,
    true_type_with_widths,
    type_1_source,
)
from leaflet.covers.shown_text import ShownText
from leaflet.covers.streams import BombError, decoded
from leaflet.pdf.objects import Name, ObjectTable, PdfObject, Ref, Stream, compressed

Which = Literal["misread", "all", "none"]
"""The programs that are cast: those which are known to be misread, all that can be, none."""


@dataclass(slots=True)
class _Cast:
    """A program, where it goes, and the widths that the fonts with it want, by glyph.

    ``source`` is the program itself where it is TrueType: of that only the widths are changed.
    """

    source: Source | bytes
    place: Ref
    subtype: str
    widths: dict[str, float] = field(default_factory=dict)
    numbered: dict[int, float] = field(default_factory=dict)
    twins: dict[str, str] = field(default_factory=dict)

    def named(self, name: str, code: int, width: float | None) -> str:
        """The glyph for ``code``, called ``name`` unless a font wants that in another width."""
        assert isinstance(self.source, Source)
        if width is None:
            width = self.widths.get(name, 0.0) if name not in self.source.names else None
        elif abs(self.widths.get(name, width) - width) > _TOLERANCE:
            twin = f"{name}.{code}"
            self.twins[twin] = name
            name = twin
        if width is not None:
            self.widths[name] = width
        return name

    def entry(self) -> dict[str, PdfObject]:
        """What the descriptor says of it."""
        return {"FontFile3" if self.subtype else "FontFile2": self.place}

    def made(self) -> Stream:
        """The program as it goes into the file."""
        if isinstance(self.source, bytes):
            data = true_type_with_widths(self.source, self.numbered)
            return compressed(data, Length1=len(data))
        data = cast(self.source, self.widths, self.twins)
        return compressed(data, Subtype=Name(self.subtype))


_TOLERANCE = 0.5
"""Thousandths of an em by which widths may differ and be one."""


class Casts:
    """Casts programs anew; ``finish`` when all of the cover's content has been seen."""

    def __init__(self, table: ObjectTable, shown: ShownText, which: Which) -> None:
        self.table, self.shown, self.which = table, shown, which
        self._casts: dict[access.Key, _Cast | None] = {}
        self._simple: list[tuple[DictionaryObject, Names, Ref, _Cast]] = []
        self._true_type: list[tuple[DictionaryObject, Names, _Cast]] = []
        self._numbered: list[tuple[DictionaryObject, DictionaryObject, _Cast]] = []

    def program(self, descriptor: DictionaryObject) -> dict[str, PdfObject] | None:
        """The new program of a font with this descriptor; ``None`` if it keeps its own."""
        found = self._of(descriptor)
        return None if found is None else found.entry()

    def encoding(self, font: DictionaryObject, names: Names) -> Ref | None:
        """The encoding of a simple font whose program is cast anew, which had these ``names``."""
        found = self._of_font(font)
        if found is None:
            return None
        if isinstance(found.source, bytes):
            self._true_type.append((font, names, found))
            return None
        place = self.table.reserve()
        self._simple.append((font, names, place, found))
        return place

    def note_composite(self, font: DictionaryObject) -> None:
        """Remember that the cover has this font of Type 0."""
        for item in access.items(access.raw(font, "DescendantFonts"))[:1]:
            kin = access.dictionary(item)
            found = self._of_font(kin) if kin is not None else None
            if kin is not None and found is not None:
                self._numbered.append((font, kin, found))

    def finish(self) -> None:
        """Write the programs and encodings.

        Raises:
            OddFontError: a program cannot be read after all.
        """
        for font, names, place, found in self._simple:
            self.table.put(place, self._differences(font, names, found))
        try:
            for font, names, found in self._true_type:
                self._note_true_type(font, names, found)
            for font, kin, found in self._numbered:
                self._note_numbered(font, kin, found)
            for begun in self._casts.values():
                if begun is not None:
                    self.table.put(begun.place, begun.made())
        except BombError:
            raise
        except Exception as error:  # fontTools raises what it likes for broken fonts
            raise OddFontError from error

    def _note_true_type(self, font: DictionaryObject, names: Names, found: _Cast) -> None:
        assert isinstance(found.source, bytes)
        wide, number = widths(font, names) or {}, true_type(found.source).number
        assert number is not None
        for code in self.shown.codes(font, 1):
            glyph = number(code, names.get(code)) if code in wide else None
            if glyph is not None:
                found.numbered[glyph] = wide[code]

    def _note_numbered(self, font: DictionaryObject, kin: DictionaryObject, found: _Cast) -> None:
        if not (access.name(access.raw(font, "Encoding")) or "").startswith("Identity"):
            return
        said, map_of = _numbered_widths(kin), access.stream(access.raw(kin, "CIDToGIDMap"))
        glyphs = decoded(map_of) if map_of is not None else None
        for code in self.shown.codes(font, 2):
            wide = said.get(code, said[-1])
            if isinstance(found.source, Source):
                found.named(f"cid{code:05}" if code else ".notdef", code, wide)
            elif glyphs is None:
                found.numbered[code] = wide
            else:
                found.numbered[int.from_bytes(glyphs[2 * code : 2 * code + 2], "big")] = wide

    def _differences(self, font: DictionaryObject, names: Names, found: _Cast) -> PdfObject:
        wide = widths(font, names) or {}
        named = dict(names)
        for code in self.shown.codes(font, 1):
            named[code] = found.named(names.get(code, f"none{code}"), code, wide.get(code))
        listed: list[PdfObject] = []
        for code, name in sorted(named.items()):
            if code - 1 not in named:
                listed.append(code)
            listed.append(Name(name))
        return {"Type": Name("Encoding"), "Differences": listed}

    def _of_font(self, font: DictionaryObject) -> _Cast | None:
        found = descriptor(font)
        return None if found is None else self._of(found)

    def _of(self, descriptor: DictionaryObject) -> _Cast | None:
        for kind in ("FontFile", "FontFile2", "FontFile3") if self.which != "none" else ():
            place = access.raw(descriptor, kind)
            file, key = access.stream(place), access.key_of(place)
            if file is not None and key is not None:
                if key not in self._casts:
                    self._casts[key] = self._begun(file, kind)
                return self._casts[key]
        return None

    def _begun(self, file: StreamObject, kind: str) -> _Cast | None:
        subtype = "Type1C" if kind == "FontFile" else access.name(access.raw(file, "Subtype"))
        source: Source | bytes | None = None
        try:
            if kind == "FontFile2":
                source, subtype = (decoded(file) if self.which == "all" else None), ""
            elif kind == "FontFile":
                source = type_1_source(decoded(file), always=self.which == "all")
            elif self.which == "all" and subtype in {"Type1C", "CIDFontType0C"}:
                source = compact_source(decoded(file), by_number=subtype == "CIDFontType0C")
        except BombError:
            raise
        except Exception:  # fontTools raises what it likes for fonts that are broken
            return None
        if source is None or subtype is None:
            return None
        return _Cast(source, self.table.reserve(), subtype)


def _numbered_widths(font: DictionaryObject) -> Mapping[int, float]:
    """The widths of a CIDFont's glyphs (ISO 32000-1 §9.7.4.3); that of all others under -1."""
    usual = access.number(access.raw(font, "DW"))
    said = {-1: 1000.0 if usual is None else usual}
    items = list(access.items(access.raw(font, "W")))
    while len(items) > 1:
        first, listed = access.whole(items[0]), access.items(items[1])
        if first is None:
            break
        if listed:
            found = [access.number(item) for item in listed]
            said.update((first + at, wide) for at, wide in enumerate(found) if wide is not None)
            del items[:2]
            continue
        last, wide = access.whole(items[1]), access.number(items[2]) if len(items) > 2 else None
        if last is None or wide is None or last - first > 65_535:
            break
        said.update(dict.fromkeys(range(first, last + 1), wide))
        del items[:3]
    return said
