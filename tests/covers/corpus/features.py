"""Covers as clinics' programs make them: boxes, layers, colours, fonts, forms, locks, trees."""

from __future__ import annotations

from collections.abc import Mapping

import pikepdf

from leaflet.pdf.objects import Name, PdfObject, Ref, Stream
from tests.covers.build import PAGES, cover_pdf, file_of, form

from .cases import FONTS, RED, SHOWN, WORDS, Case, annotation, saved

RESOURCES: PdfObject = {"Font": FONTS}


def plain(content: bytes = SHOWN, **entries: PdfObject) -> bytes:
    """A cover with these entries of its page."""
    return cover_pdf(content, resources=RESOURCES, page=entries)


def with_resources(content: bytes, resources: Mapping[str, PdfObject], *extra: PdfObject) -> bytes:
    """A cover with these resources, and objects numbered from 5."""
    return cover_pdf(content, resources={"Font": FONTS, **resources}, extra=extra)


BOXES = {
    "A4 upright": Case(make=plain),
    "A4 across": Case(make=lambda: plain(MediaBox=[0, 0, 842, 595])),
    "business card": Case(
        make=lambda: plain(b"1 0 0 rg 20 20 60 60 re f", MediaBox=[0, 0, 240, 153])
    ),
    "A0 poster": Case(make=lambda: plain(MediaBox=[0, 0, 2384, 3370])),
    "strip": Case(make=lambda: plain(MediaBox=[0, 0, 2000, 300])),
    "corners swapped": Case(make=lambda: plain(MediaBox=[595, 842, 0, 0])),
    "no box": Case(make=lambda: plain(MediaBox=None)),
    "box of three numbers": Case(make=lambda: plain(MediaBox=[0, 0, 595]), alike=False),
    "box without area": Case(make=lambda: plain(MediaBox=[0, 0, 0, 0]), alike=False),
    "box beyond all bounds": Case(
        make=lambda: plain(MediaBox=[0, 0, 10**9, 10**9]), becomes="sound", alike=False
    ),
    "visible part off the corner": Case(make=lambda: plain(CropBox=[50, 50, 400, 700])),
    "visible part below zero": Case(
        make=lambda: plain(MediaBox=[-300, -400, 400, 700], CropBox=[-100, -100, 400, 700])
    ),
    "visible part outside": Case(make=lambda: plain(CropBox=[5000, 5000, 6000, 6000]), alike=False),
    **{
        f"turned by {angle}": Case(make=lambda angle=angle: plain(Rotate=angle))  # type: ignore[misc]
        for angle in (90, 180, 270, -90, 450)
    },
    "turned by 45": Case(make=lambda: plain(Rotate=45), alike=False),
    "turned and cut": Case(make=lambda: plain(Rotate=90, CropBox=[50, 80, 500, 700])),
    "large unit": Case(make=lambda: plain(UserUnit=2)),
    "small unit": Case(make=lambda: plain(UserUnit=0.5)),
    "unit of nothing": Case(make=lambda: plain(UserUnit=0), becomes="sound", alike=False),
}
TREE: list[PdfObject] = [
    {"Type": Name("Catalog"), "Pages": Ref(2)},
    {"Type": Name("Pages"), "Kids": [Ref(3)], "Count": 1, "MediaBox": [0, 0, 595, 842],
     "Rotate": 90, "Resources": RESOURCES},
    {"Type": Name("Page"), "Parent": PAGES, "Contents": [Ref(4), Ref(5)]},
    Stream({}, WORDS),
    Stream({}, RED),
]  # fmt: skip


def deep_tree(depth: int) -> bytes:
    """A page below so many nodes."""
    nodes: list[PdfObject] = [
        {"Type": Name("Pages"), "Kids": [Ref(number + 1)], "Count": 1, "Parent": Ref(number - 1)}
        for number in range(3, 3 + depth)
    ]
    last = 3 + depth
    return file_of(
        [
            {"Type": Name("Catalog"), "Pages": Ref(3)},
            Stream({}, SHOWN),
            *nodes,
            {"Type": Name("Page"), "Parent": Ref(last - 1), "MediaBox": [0, 0, 595, 842],
             "Contents": Ref(2), "Resources": RESOURCES},
        ]
    )  # fmt: skip


TREES = {
    "entries inherited, content in pieces": Case(make=lambda: file_of(TREE)),
    "pages fifty deep": Case(make=lambda: deep_tree(50)),
    "no content": Case(make=lambda: plain(Contents=None)),
    "empty content": Case(make=lambda: plain(b"")),
    "two pages of three thousand": Case(
        make=lambda: cover_pdf(SHOWN, resources=RESOURCES, copies=3000), pages="1999-2000"
    ),
    "many pages": Case(
        make=lambda: cover_pdf(SHOWN, resources=RESOURCES, copies=22), says="has 22 pages, and all"
    ),
    "a book": Case(
        make=lambda: cover_pdf(SHOWN, resources=RESOURCES, copies=50),
        says="has 50 pages, and all",
    ),
    "a shelf of books": Case(
        make=lambda: cover_pdf(SHOWN, resources=RESOURCES, copies=700),
        becomes="refused", says="has 700 pages",
    ),
    "no such page": Case(make=plain, pages="7", becomes="refused", says="has no pages"),
    "names with odd bytes": Case(
        make=lambda: with_resources(
            b"/A#20\xe9#00#01 Do", {"XObject": {"A \udce9\x00\x01": Ref(5)}}, form(RED)
        )
    ),
    "names that begin alike": Case(
        make=lambda: with_resources(
            b"/F1 Do /F11 Do", {"XObject": {"F1": Ref(5), "F11": Ref(6)}},
            form(RED), form(b"0 0 1 rg 350 100 100 100 re f"),
        )
    ),
}  # fmt: skip


def layered(config: PdfObject, **entries: PdfObject) -> bytes:
    """A red square on a layer that ``config`` shows or hides, and one that is always there."""
    group: PdfObject = {"Type": Name("OCG"), "Name": "draft", **entries}
    return cover_pdf(
        b"/OC /L BDC " + RED + b"EMC 0 0 1 rg 400 400 90 90 re f",
        resources={"Properties": {"L": Ref(5)}},
        catalog={"OCProperties": {"OCGs": [Ref(5)], "D": config}},
        extra=[group],
    )


MEMBERS: PdfObject = {"Type": Name("OCMD"), "OCGs": [Ref(6)], "P": Name("AllOff")}
LAYERS = {
    "layer that is off": Case(make=lambda: layered({"OFF": [Ref(5)]})),
    "layer that is on": Case(make=lambda: layered({})),
    "layers off but for one": Case(
        make=lambda: layered({"BaseState": Name("OFF"), "ON": [Ref(5)]})
    ),
    "all layers off": Case(make=lambda: layered({"BaseState": Name("OFF")})),
    "layer for viewing only": Case(
        make=lambda: layered(
            {"AS": [{"Event": Name("View"), "OCGs": [Ref(5)], "Category": [Name("View")]}]},
            Usage={"View": {"ViewState": Name("OFF")}},
        )
    ),
    "layer by another": Case(
        make=lambda: cover_pdf(
            b"/OC /L BDC " + RED + b"EMC",
            resources={"Properties": {"L": Ref(5)}},
            catalog={"OCProperties": {"OCGs": [Ref(6)], "D": {"OFF": [Ref(6)]}}},
            extra=[MEMBERS, {"Type": Name("OCG"), "Name": "x"}],
        )
    ),
    "drawing on a layer": Case(
        make=lambda: cover_pdf(
            b"/X Do",
            resources={"XObject": {"X": Ref(5)}},
            catalog={"OCProperties": {"OCGs": [Ref(6)], "D": {"OFF": [Ref(6)]}}},
            extra=[form(RED, OC=Ref(6)), {"Type": Name("OCG"), "Name": "x"}],
        )
    ),
}

GROUP: PdfObject = {"S": Name("Transparency"), "CS": Name("DeviceRGB"), "I": True, "K": True}
SHADING: PdfObject = {
    "ShadingType": 2, "ColorSpace": Name("DeviceRGB"), "Coords": [100, 100, 400, 400],
    "Function": {"FunctionType": 2, "Domain": [0, 1], "C0": [1, 0, 0], "C1": [0, 0, 1], "N": 1.5},
    "Extend": [True, True],
}  # fmt: skip
TILES = Stream(
    {"Type": Name("Pattern"), "PatternType": 1, "PaintType": 1, "TilingType": 1,
     "BBox": [0, 0, 20, 20], "XStep": 20, "YStep": 20, "Resources": {}},
    b"0 0.5 0 rg 0 0 10 10 re f",
)  # fmt: skip
TINT: PdfObject = {
    "FunctionType": 2, "Domain": [0, 1], "C0": [0, 0, 0], "C1": [0.1, 0.9, 0.4], "N": 1,
}  # fmt: skip
COLOURS = {
    "see-through": Case(
        make=lambda: with_resources(
            b"/G gs " + SHOWN, {"ExtGState": {"G": {"ca": 0.4, "BM": Name("Multiply")}}}
        )
    ),
    "mask by brightness": Case(
        make=lambda: with_resources(
            b"/G gs " + RED,
            {"ExtGState": {"G": {"SMask": {"S": Name("Luminosity"), "G": Ref(5)}}}},
            form(b"0.5 g 0 0 300 300 re f", Group=GROUP),
        )
    ),
    "group": Case(make=lambda: plain(Group=GROUP)),
    "blend of colours": Case(
        make=lambda: with_resources(b"/S sh", {"Shading": {"S": SHADING}})
    ),
    "pattern": Case(
        make=lambda: with_resources(
            b"/Pattern cs /P scn 100 100 300 300 re f", {"Pattern": {"P": Ref(5)}}, TILES
        )
    ),
    "four inks": Case(
        make=lambda: plain(b"0.1 0.8 0.6 0 k 100 100 300 300 re f"), says="PDF/A-3a is not stated"
    ),
    "ink with a name": Case(
        make=lambda: with_resources(
            b"/C cs 0.7 scn 100 100 300 300 re f",
            {"ColorSpace": {"C": [Name("Separation"), Name("Green"), Name("DeviceRGB"), TINT]}},
        )
    ),
    "colours by number": Case(
        make=lambda: with_resources(
            b"/C cs 1 scn 100 100 300 300 re f",
            {"ColorSpace": {"C": [Name("Indexed"), Name("DeviceRGB"), 1, b"\0\0\0\x80\x20\xc0"]}},
        )
    ),
    "colours as the eye sees": Case(
        make=lambda: with_resources(
            b"/C cs 60 40 -30 scn 100 100 300 300 re f",
            {"ColorSpace": {"C": [Name("Lab"), {"WhitePoint": [0.95, 1, 1.09],
                                                "Range": [-100, 100, -100, 100]}]}},
        )
    ),
}  # fmt: skip

APPEARANCE = form(b"0 0.6 0 rg 0 0 100 50 re f", BBox=[0, 0, 100, 50])
NOTHING = form(b"", BBox=[0, 0, 100, 50])


# pdfium by itself shows no fields of a file without a form: those are compared by poppler


def annotated(*annotations: PdfObject, catalog: Mapping[str, PdfObject] | None = None) -> bytes:
    """A cover with annotations; object 5 is green, 6 is empty."""
    return cover_pdf(
        SHOWN, resources=RESOURCES, page={"Annots": list(annotations)}, catalog=catalog,
        extra=[APPEARANCE, NOTHING],
    )  # fmt: skip


GREEN: PdfObject = {"N": Ref(5)}
TICK: PdfObject = {"N": {"Yes": Ref(5), "Off": Ref(6)}}
ANNOTATIONS = {
    "stamp": Case(make=lambda: annotated(annotation("Stamp", AP=GREEN))),
    "hidden stamp": Case(make=lambda: annotated(annotation("Stamp", AP=GREEN) | {"F": 2})),
    "filled field": Case(
        make=lambda: annotated(annotation("Widget", FT=Name("Tx"), V=b"x", AP=GREEN)),
        says="Form fields were painted", alike=False,
    ),
    "field filled without a drawing": Case(
        make=lambda: annotated(
            annotation("Widget", FT=Name("Tx"), V=b"9 to 5", T=b"a", DA=b"/F 12 Tf"),
            catalog={"AcroForm": {"Fields": [], "NeedAppearances": True, "DR": RESOURCES}},
        ),
        says="drawn as viewers do",
    ),
    "list that drops down": Case(
        make=lambda: annotated(
            annotation(
                "Widget", FT=Name("Ch"), Ff=1 << 17, V=b"b", T=b"a", Opt=[[b"b", b"Second"]],
                DA=b"/F 12 Tf",
            ),
            catalog={"AcroForm": {"Fields": [], "NeedAppearances": True, "DR": RESOURCES}},
        ),
        says="drawn as viewers do",
    ),
    "line that nobody draws": Case(
        make=lambda: annotated(annotation("Line", L=[300, 400, 500, 500])),
        says="What no program here can draw was left out: a Line annotation.",
    ),
    "ticked box": Case(
        make=lambda: annotated(annotation("Widget", FT=Name("Btn"), AS=Name("Yes"), AP=TICK)),
        alike=False,
    ),
    "box not ticked": Case(
        make=lambda: annotated(annotation("Widget", FT=Name("Btn"), AS=Name("Off"), AP=TICK))
    ),
    "signature": Case(
        make=lambda: annotated(
            annotation("Widget", FT=Name("Sig"), V={"Type": Name("Sig")}, AP=GREEN)
        ),
        says="A digital signature is void", alike=False,
    ),
    "comment": Case(
        make=lambda: annotated(annotation("Popup", Contents=b"hm")), says="Comments were left out"
    ),
    "highlight that only viewers draw": Case(
        make=lambda: annotated(
            annotation(
                "Highlight", C=[1, 1, 0], QuadPoints=[300, 500, 500, 500, 300, 400, 500, 400],
            )
        ),
        says="drawn as viewers do",
    ),
}  # fmt: skip
LOCKS = {
    f"locked against changes, {name}": Case(
        make=lambda options=options: saved(  # type: ignore[misc]
            plain(), encryption=pikepdf.Encryption(owner="x", **options)
        )
    )
    for name, options in {
        "40 bits": {"R": 2, "aes": False, "metadata": False},
        "128 bits": {"R": 3, "aes": False, "metadata": False},
        "AES": {"R": 4},
        "AES with 256 bits": {"R": 6},
    }.items()
}
PASSWORDS = {
    "needs a password": Case(
        make=lambda: saved(plain(), encryption=pikepdf.Encryption(user="secret", owner="x")),
        becomes="refused", says="needs a password to be opened",
    ),
    "needs an old password": Case(
        make=lambda: saved(
            plain(),
            encryption=pikepdf.Encryption(user="u", owner="x", R=3, aes=False, metadata=False),
        ),
        becomes="refused", says="save it again without a password",
    ),
}  # fmt: skip


def with_locked_attachment() -> bytes:
    """Only the attachments are locked: anybody can read the page (§7.6.5)."""
    filters: PdfObject = {
        "Filter": Name("Standard"), "V": 4, "R": 4, "Length": 128, "P": -4,
        "CF": {"StdCF": {"CFM": Name("AESV2"), "AuthEvent": Name("EFOpen"), "Length": 16}},
        "StmF": Name("Identity"), "StrF": Name("Identity"), "EFF": Name("StdCF"),
        "O": bytes(range(32)), "U": bytes(range(32, 64)), "EncryptMetadata": True,
    }  # fmt: skip
    objects: list[PdfObject] = [
        {"Type": Name("Catalog"), "Pages": PAGES},
        {"Type": Name("Pages"), "Kids": [Ref(3)], "Count": 1},
        {"Type": Name("Page"), "Parent": PAGES, "MediaBox": [0, 0, 595, 842], "Contents": Ref(4),
         "Resources": RESOURCES},
        Stream({}, SHOWN),
        filters,
    ]  # fmt: skip
    return file_of(objects, {"Encrypt": Ref(5), "ID": [b"0" * 16, b"0" * 16]})


FORMS_OF_FILE = {
    "objects packed": Case(
        make=lambda: saved(plain(), object_stream_mode=pikepdf.ObjectStreamMode.generate)
    ),
    "attachments locked": Case(make=with_locked_attachment, says="is locked in part"),
    "made for the web": Case(make=lambda: saved(plain(), linearize=True)),
}
FEATURES: dict[str, Case] = {
    **BOXES, **TREES, **LAYERS, **COLOURS, **ANNOTATIONS, **LOCKS, **PASSWORDS, **FORMS_OF_FILE,
}  # fmt: skip
