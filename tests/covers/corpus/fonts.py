"""Covers that name their fonts and do not bring them."""

from __future__ import annotations

from leaflet.pdf.objects import Name, PdfObject, Ref
from tests.covers.build import cover_pdf, form

from .cases import HELVETICA, SHOWN, WORDS, Case, annotation
from .features import RESOURCES, plain, with_resources


def without_program(base: str, **entries: PdfObject) -> dict[str, PdfObject]:
    """A font of which the file says the name and the widths, and no more."""
    return {
        "Type": Name("Font"), "BaseFont": Name(base), **entries,
        "FontDescriptor": {
            "Type": Name("FontDescriptor"), "FontName": Name(base), "Flags": 32, "ItalicAngle": 0,
            "StemV": 80, "Ascent": 800, "Descent": -200, "CapHeight": 700,
            "FontBBox": [0, -200, 1000, 800],
        },
    }  # fmt: skip


def of_many_letters(base: str, ordering: str, encoding: str) -> dict[str, PdfObject]:
    """A font with more letters than a byte has values (§9.7), of which only the name is there."""
    letters = without_program(
        base, Subtype=Name("CIDFontType2"), DW=1000,
        CIDSystemInfo={"Registry": b"Adobe", "Ordering": ordering.encode(), "Supplement": 0},
    )  # fmt: skip
    return {
        "Type": Name("Font"), "Subtype": Name("Type0"), "BaseFont": Name(base),
        "Encoding": Name(encoding), "DescendantFonts": [letters],
    }  # fmt: skip


CYRILLIC: PdfObject = {
    "Type": Name("Encoding"), "BaseEncoding": Name("WinAnsiEncoding"),
    "Differences": [192, *(Name(f"afii{10017 + number}") for number in range(32))],
}  # fmt: skip
CYRILLIC_ARIAL = without_program(
    "Arial", Subtype=Name("TrueType"), Encoding=CYRILLIC, FirstChar=32, LastChar=255,
    Widths=[700] * 224,
)  # fmt: skip
SAID = "cannot be drawn and are missing: "
NAMED_FONTS = {
    "font of the standard ones": Case(make=lambda: plain(WORDS), says="drawn alike: Helvetica"),
    "Cyrillic": Case(
        make=lambda: with_resources(
            b"BT /C 36 Tf 60 500 Td (\300\301\302\306 A) Tj ET", {"Font": {"C": CYRILLIC_ARIAL}}
        ),
        says="drawn alike: Arial",
    ),
    "Chinese": Case(
        make=lambda: with_resources(
            SHOWN + b"BT /C 36 Tf 60 500 Td <4f60597d0041> Tj ET",
            {"Font": {"F": HELVETICA, "C": of_many_letters("STSong-Light", "GB1", "UniGB-UCS2-H")}},
        ),
        becomes="picture", says=SAID + "STSong-Light. Save it again with all fonts embedded.",
    ),
    "Korean in a stamp": Case(
        make=lambda: cover_pdf(
            SHOWN, resources=RESOURCES,
            page={"Annots": [annotation("Stamp", AP={"N": Ref(5)})]},
            extra=[
                form(
                    b"BT /C 36 Tf 10 10 Td <d55cae00> Tj ET", BBox=[0, 0, 100, 50],
                    Resources={
                        "Font": {
                            "C": of_many_letters("HYSMyeongJo-Medium", "Korea1", "UniKS-UCS2-H")
                        }
                    },
                )
            ],
        ),
        becomes="picture", says=SAID + "HYSMyeongJo-Medium",
    ),
    "numbers of letters in a font that is elsewhere": Case(
        make=lambda: with_resources(
            b"BT /C 36 Tf 60 500 Td <002400250026> Tj ET",
            {"Font": {"C": of_many_letters("ArialMT", "Identity", "Identity-H")}},
        ),
        becomes="picture", says="may be drawn as others, or be missing: ArialMT",
    ),
}  # fmt: skip
