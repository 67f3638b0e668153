"""Which character each code of a simple font stands for (ISO 32000-1 §9.6.6, Annex D).

Names of glyphs are turned into characters by Adobe's list, as fontTools has it.
"""

from __future__ import annotations

from collections.abc import Mapping

from pypdf.generic import DictionaryObject

from leaflet.covers import access
from leaflet.typography.engine import load_reportlab

Names = dict[int, str]
"""Code → name of a glyph."""


def base_font(font: DictionaryObject) -> str:
    """The font's own name, without the tag of a subset."""
    found = access.name(access.raw(font, "BaseFont")) or ""
    return found[7:] if found[6:7] == "+" else str(found)


def glyph_names(font: DictionaryObject, built_in: Mapping[int, str] | None = None) -> Names:
    """The glyph that each code of a simple font draws, as its dictionary says.

    ``built_in`` is the encoding of the font program, where there is one.
    """
    encoding = access.resolved(access.raw(font, "Encoding"))
    said = access.dictionary(encoding)
    name = access.name(access.raw(said, "BaseEncoding")) if said is not None else None
    name = name or access.name(encoding)
    names = dict(_TABLES[name]()) if name in _TABLES else None
    if names is None:
        names = dict(built_in) if built_in is not None else _default(font)
    code = 0
    for item in access.items(access.raw(said, "Differences")) if said is not None else ():
        number, glyph = access.whole(item), access.name(item)
        if number is not None:
            code = number
        elif glyph is not None:
            names[code] = str(glyph)
            code += 1
    return {code: glyph for code, glyph in names.items() if 0 <= code < 256 and glyph != ".notdef"}


def character(glyph: str) -> str | None:
    """What a glyph of this name says, if the name tells."""
    from fontTools import agl

    text: str = agl.toUnicode(glyph) or agl.toUnicode(glyph, isZapfDingbats=True)
    return text if (text and text.isprintable()) or text in {" ", "\u00a0"} else None


def table(name: str) -> Names:
    """One of the encodings that PDF knows by name."""
    load_reportlab()
    from reportlab.pdfbase import _fontdata  # type: ignore[attr-defined]

    vector = _fontdata.encodings[name]
    return {code: glyph for code, glyph in enumerate(vector) if glyph and glyph != ".notdef"}


_TABLES = {
    "WinAnsiEncoding": lambda: table("WinAnsiEncoding"),
    "MacRomanEncoding": lambda: table("MacRomanEncoding"),
    "StandardEncoding": lambda: table("StandardEncoding"),
    "MacExpertEncoding": lambda: table("MacExpertEncoding"),
}


def _default(font: DictionaryObject) -> Names:
    """The encoding of a font that says none and brings no program (§9.6.6.1)."""
    name = base_font(font)
    if name.startswith("Symbol"):
        return table("SymbolEncoding")
    if name.startswith("ZapfDingbats"):
        return table("ZapfDingbatsEncoding")
    if access.name(access.raw(font, "Subtype")) == "TrueType":
        return table("WinAnsiEncoding")
    return table("StandardEncoding")
