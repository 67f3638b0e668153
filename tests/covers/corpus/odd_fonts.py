"""Covers that bring their fonts, which do not keep to what the file says or are read wrongly."""

from __future__ import annotations

from leaflet.pdf.objects import Name, PdfObject, Stream
from tests.covers.embedded import MISREAD, composite, described, with_true_type, with_type_1
from tests.covers.programs import compact, symbolic, true_type, type_1

from .cases import Case

TWICE: PdfObject = {"Type": Name("Encoding"), "Differences": [66, Name("A"), Name("A")]}
IN_OTHER_WIDTHS: dict[str, PdfObject] = {
    "Subtype": Name("CIDFontType0"), "FontDescriptor": described("FontFile3"),
    "W": [1, [655], 3, 12, 655],
}  # fmt: skip
OF_TRUE_TYPE: dict[str, PdfObject] = {
    "Subtype": Name("CIDFontType2"), "FontDescriptor": described("FontFile2"), "DW": 655,
}  # fmt: skip
NUMBERED = Stream({"Subtype": Name("CIDFontType0C")}, compact())

ODD_FONTS = {
    "widths in large numbers": Case(make=lambda: with_type_1(MISREAD[0])),
    "widths that are divided": Case(make=lambda: with_type_1(MISREAD[1])),
    "charstrings that begin at once": Case(make=lambda: with_type_1(MISREAD[2])),
    "code without a glyph": Case(make=lambda: with_type_1(type_1(), shown=b"B\xfeB")),
    "one glyph in two widths": Case(
        make=lambda: with_type_1(
            type_1(), shown=b"BCBC", Encoding=TWICE, LastChar=67, Widths=[600, 900]
        )
    ),
    "numbered glyphs in other widths": Case(
        make=lambda: composite(IN_OTHER_WIDTHS, NUMBERED, b"000100090001")
    ),
    "TrueType in other widths": Case(
        make=lambda: with_true_type(true_type(), 655, Name("WinAnsiEncoding"), flags=32)
    ),
    "numbered TrueType in other widths": Case(
        make=lambda: composite(OF_TRUE_TYPE, Stream({}, true_type()), b"00010001")
    ),
    "signs with an encoding": Case(
        make=lambda: with_true_type(symbolic(), 600, Name("WinAnsiEncoding"), flags=4)
    ),
}
