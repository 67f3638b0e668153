"""Covers whose fonts are in the file, sound or odd."""

from __future__ import annotations

from leaflet.pdf.objects import Name, PdfObject, Ref, Stream

from .build import cover_pdf
from .programs import DIVIDED, told, told_shortly, type_1


def font(base: str, **entries: PdfObject) -> PdfObject:
    """Resources with one simple font, F."""
    return {
        "Font": {
            "F": {"Type": Name("Font"), "Subtype": Name("Type1"), "BaseFont": Name(base), **entries}
        }
    }  # fmt: skip


def words(text: bytes = b"Riverside 24") -> bytes:
    """Content that shows a text in F."""
    return b"BT /F 24 Tf 60 500 Td (" + text + b") Tj ET"


def described(kind: str, flags: int = 4) -> dict[str, PdfObject]:
    """The descriptor of a font whose program is object 5, under ``kind``."""
    return {
        "Type": Name("FontDescriptor"), "FontName": Name("Square"), "Flags": flags,
        "FontBBox": [0, 0, 500, 700], "ItalicAngle": 0, "Ascent": 700, "Descent": 0,
        "CapHeight": 700, "StemV": 80, kind: Ref(5),
    }  # fmt: skip


def with_type_1(program: bytes, *, shown: bytes = b"BBB", **entries: PdfObject) -> bytes:
    """A cover that shows something in a Type 1 font, whose B is a square called A."""
    given: dict[str, PdfObject] = {
        "FirstChar": 66, "LastChar": 66, "Widths": [600], "FontDescriptor": described("FontFile"),
        **entries,
    }  # fmt: skip
    return cover_pdf(words(shown), resources=font("Square", **given), extra=[Stream({}, program)])


def with_true_type(program: bytes, width: int, encoding: PdfObject, *, flags: int) -> bytes:
    """A cover that shows three letters in a TrueType font."""
    entries: dict[str, PdfObject] = {
        "Subtype": Name("TrueType"), "FirstChar": 65, "LastChar": 65, "Widths": [width],
        "Encoding": encoding, "FontDescriptor": described("FontFile2", flags),
    }  # fmt: skip
    return cover_pdf(
        words(b"AAA"), resources=font("Square", **entries), extra=[Stream({}, program)]
    )


def composite(kin: dict[str, PdfObject], program: PdfObject, shown: bytes) -> bytes:
    """A cover that shows glyphs by their numbers."""
    system: PdfObject = {"Registry": b"Adobe", "Ordering": b"Identity", "Supplement": 0}
    resources: PdfObject = {
        "Font": {
            "F": {
                "Type": Name("Font"), "Subtype": Name("Type0"), "BaseFont": Name("Square"),
                "Encoding": Name("Identity-H"), "ToUnicode": Ref(6),
                "DescendantFonts": [
                    {"Type": Name("Font"), "BaseFont": Name("Square"), "CIDSystemInfo": system,
                     **kin}
                ],
            }
        }
    }  # fmt: skip
    to_unicode = Stream({}, b"1 beginbfchar <0001> <0041> endbfchar")
    content = b"BT /F 24 Tf 60 500 Td <" + shown + b"> Tj ET"
    return cover_pdf(content, resources=resources, extra=[program, to_unicode])


MISREAD = (
    type_1(width=told(600)), type_1(width=DIVIDED), type_1(width=told_shortly(600), len_iv=0)
)  # fmt: skip
"""Type 1 programs that the judge misreads."""
