"""Files that are meant to harm: they act, spy, or have no end."""

from __future__ import annotations

import zlib

from leaflet.pdf.objects import Name, PdfObject, Raw, Ref, Stream
from tests.covers.build import PAGES, cover_pdf, file_of, form

from .cases import FONTS, RED, SHOWN, Case, annotation

SCRIPT: PdfObject = {"S": Name("JavaScript"), "JS": b"app.alert('gotcha')"}
FILE: PdfObject = {"Type": Name("Filespec"), "F": b"gotcha.exe", "EF": {"F": Ref(5)}}
RESOURCES: PdfObject = {"Font": FONTS}


def acting(
    page: dict[str, PdfObject] | None = None, *extra: PdfObject, **catalog: PdfObject
) -> bytes:
    """A cover that does something."""
    return cover_pdf(SHOWN, resources=RESOURCES, page=page, catalog=catalog, extra=extra)


def doing(**action: PdfObject) -> dict[str, PdfObject]:
    """A page with a link that does something."""
    return {"Annots": [annotation("Link", A=action)]}


ATTACHED = Stream({"Type": Name("EmbeddedFile")}, b"MZ gotcha")
GREEN = form(b"0 0.6 0 rg 0 0 100 50 re f", BBox=[0, 0, 100, 50])
ACTIVE = {
    "script on opening": Case(make=lambda: acting(OpenAction=SCRIPT)),
    "script by name": Case(
        make=lambda: acting(Names={"JavaScript": {"Names": [b"a", SCRIPT]}})
    ),
    "script on turning the page": Case(make=lambda: acting({"AA": {"O": SCRIPT}})),
    "script of a field": Case(
        make=lambda: acting(
            {"Annots": [annotation("Widget", FT=Name("Tx"), AA={"K": SCRIPT}, AP={"N": Ref(5)})]},
            GREEN, AcroForm={"Fields": []},
        ),
        alike=False,
    ),
    "script in a drawing": Case(
        make=lambda: cover_pdf(
            b"/X Do", resources={"XObject": {"X": Ref(5)}},
            extra=[form(RED, AA={"O": SCRIPT}, A=SCRIPT, PieceInfo={"X": SCRIPT})],
        )
    ),
    "program to be started": Case(
        make=lambda: acting(doing(S=Name("Launch"), F=b"calc.exe"))
    ),
    "other file": Case(make=lambda: acting(doing(S=Name("GoToR"), F=b"other.pdf", D=[0]))),
    "form that is sent": Case(
        make=lambda: acting(doing(S=Name("SubmitForm"), F=b"https://x.example/"))
    ),
    "link to a file": Case(make=lambda: acting(doing(S=Name("URI"), URI=b"file:///etc/passwd"))),
    "attached file": Case(
        make=lambda: acting(None, ATTACHED, Names={"EmbeddedFiles": {"Names": [b"a", FILE]}})
    ),
    "attached file on the page": Case(
        make=lambda: acting({"Annots": [annotation("FileAttachment", FS=FILE)]}, ATTACHED),
        says="An attached file was left out",
    ),
    "film": Case(
        make=lambda: acting(
            {"Annots": [annotation("RichMedia", AP={"N": Ref(5)}, RichMediaContent={"A": FILE})]},
            GREEN,
        ),
        says="A film or sound was left out",
    ),
    "XFA form": Case(
        make=lambda: acting(None, Stream({}, b"<xdp/>"), AcroForm={"Fields": [], "XFA": Ref(5)})
    ),
    "article threads": Case(
        make=lambda: acting({"B": [Ref(5)]}, {"Type": Name("Bead"), "P": Ref(3)}, Threads=[Ref(5)])
    ),
    "private data of a program": Case(
        make=lambda: acting({"PieceInfo": {"Illustrator": {"Private": b"Jane"}}, "Thumb": Ref(4)})
    ),
    "author": Case(
        make=lambda: acting(
            None, Stream({"Type": Name("Metadata"), "Subtype": Name("XML")}, b"<a>Jane</a>"),
            Metadata=Ref(5),
        )
    ),
    "portfolio": Case(make=lambda: acting(Collection={"View": Name("D")})),
    "data in another file": Case(
        make=lambda: cover_pdf(
            RED + b"/X Do", resources={"XObject": {"X": Ref(5)}},
            extra=[Stream({"Subtype": Name("Form"), "F": b"/etc/gotcha", "BBox": [0] * 4}, b"")],
        )
    ),
    "PostScript": Case(
        make=lambda: cover_pdf(
            RED + b"/X Do", resources={"XObject": {"X": Ref(5)}},
            extra=[Stream({"Type": Name("XObject"), "Subtype": Name("PS")}, b"quit")],
        )
    ),
}  # fmt: skip


def packed_twice(size: int) -> bytes:
    """So many zeros as a few bytes."""
    return zlib.compress(zlib.compress(bytes(size), 9), 9)


def forms_within_forms(depth: int, width: int) -> bytes:
    """A drawing that draws the next so many times, and so on."""
    layers = [
        form(b"/F Do " * width, Resources={"XObject": {"F": Ref(6 + number)}})
        for number in range(depth)
    ]
    return cover_pdf(b"/F Do", resources={"XObject": {"F": Ref(5)}}, extra=[*layers, form(RED)])


HUGE: dict[str, PdfObject] = {
    "Type": Name("XObject"), "Subtype": Name("Image"), "Width": 60_000, "Height": 60_000,
    "BitsPerComponent": 8, "ColorSpace": Name("DeviceRGB"), "Filter": Name("FlateDecode"),
}  # fmt: skip
TWICE: PdfObject = [Name("FlateDecode"), Name("FlateDecode")]
BOMBS = {
    "content of gigabytes": Case(
        make=lambda: file_of(
            [
                {"Type": Name("Catalog"), "Pages": PAGES},
                {"Type": Name("Pages"), "Kids": [Ref(3)], "Count": 1},
                {"Type": Name("Page"), "Parent": PAGES, "MediaBox": [0, 0, 9, 9],
                 "Contents": Ref(4)},
                Stream({"Filter": TWICE}, packed_twice(100_000_000)),
            ]
        ),
        becomes="refused", says="far too large",
    ),
    "drawings without end": Case(
        make=lambda: forms_within_forms(24, 8), becomes="refused", says="over and over"
    ),
    "picture of gigabytes": Case(
        make=lambda: cover_pdf(
            RED + b"q 500 0 0 500 0 0 cm /I Do Q", resources={"XObject": {"I": Ref(5)}},
            extra=[Stream(HUGE, zlib.compress(bytes(10_000_000)))],
        ),
        becomes="sound", alike=False,
    ),
    "thousands of annotations": Case(
        make=lambda: cover_pdf(
            RED,
            page={"Annots": [Ref(5)] * 30_000},
            extra=[annotation("Square", C=[1, 0, 0])],
        ),
        becomes="sound", alike=False,
    ),
    "arrays within arrays": Case(
        make=lambda: cover_pdf(
            RED, page={"Annots": Raw(b"[" * 100_000 + b"]" * 100_000)}
        ),
        becomes="sound", alike=False,
    ),
    "dictionaries within dictionaries": Case(
        make=lambda: cover_pdf(
            RED, resources={"Font": Raw(b"<</F " * 20_000 + b"1" + b">>" * 20_000)}
        ),
        becomes="sound", alike=False,
    ),
    "pages ten thousand deep": Case(
        make=lambda: file_of(
            [
                {"Type": Name("Catalog"), "Pages": Ref(2)},
                *({"Type": Name("Pages"), "Kids": [Ref(n + 1)], "Count": 1}
                  for n in range(2, 10_002)),
                {"Type": Name("Page"), "MediaBox": [0, 0, 9, 9]},
            ]
        ),
        becomes="sound", alike=False,
    ),
    "billion pages": Case(
        make=lambda: cover_pdf(RED).replace(b"/Count 1>>", b"/Count 1000000000>>"), alike=False
    ),
    "pattern of specks": Case(
        make=lambda: cover_pdf(
            b"/Pattern cs /P scn 0 0 595 842 re f", resources={"Pattern": {"P": Ref(5)}},
            extra=[
                Stream(
                    {"Type": Name("Pattern"), "PatternType": 1, "PaintType": 1, "TilingType": 1,
                     "BBox": [0, 0, 1, 1], "XStep": 0.001, "YStep": 0.001, "Resources": {}},
                    RED,
                )
            ],
        ),
        becomes="sound", alike=False,
    ),
    "million lines": Case(
        make=lambda: cover_pdf(b"0 0 m 9 9 l S\n" * 1_000_000), becomes="sound", alike=False
    ),
    "font that draws itself": Case(
        make=lambda: cover_pdf(
            RED + b"BT /T 20 Tf (aaaa) Tj ET", resources={"Font": {"T": Ref(5)}},
            extra=[
                {"Type": Name("Font"), "Subtype": Name("Type3"), "FontBBox": [0, 0, 1, 1],
                 "FontMatrix": [1, 0, 0, 1, 0, 0], "FirstChar": 97, "LastChar": 97, "Widths": [1],
                 "Encoding": {"Differences": [97, Name("a")]}, "CharProcs": {"a": Ref(6)},
                 "Resources": {"Font": {"T": Ref(5)}}},
                Stream({}, b"1 0 d0 BT /T 1 Tf (aaaaaaaa) Tj ET"),
            ],
        ),
        becomes="sound", alike=False,
    ),
    "function of a billion samples": Case(
        make=lambda: cover_pdf(
            RED + b"/S sh",
            resources={"Shading": {"S": {
                "ShadingType": 1, "ColorSpace": Name("DeviceRGB"), "Function": Ref(5)}}},
            extra=[
                Stream(
                    {"FunctionType": 0, "Domain": [0, 1, 0, 1], "Range": [0, 1, 0, 1, 0, 1],
                     "Size": [100_000, 100_000], "BitsPerSample": 32},
                    b"",
                )
            ],
        ),
        becomes="sound", alike=False,
    ),
}  # fmt: skip
HOSTILE: dict[str, Case] = {**ACTIVE, **BOMBS}
