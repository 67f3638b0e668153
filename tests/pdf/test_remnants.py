"""The scan for what no printed sheet may carry."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from leaflet.errors import AssetError
from leaflet.pdf.objects import Name, PdfObject, Ref, Stream
from leaflet.pdf.pictures import has_metadata, without_metadata
from leaflet.pdf.remnants import remnants
from leaflet.pipeline import Builder
from leaflet.workspace import Workspace
from tests.covers.build import PAGES, cover_pdf, file_of, form

ROOT = Path(__file__).parents[2]
SCRIPT: PdfObject = {"S": Name("JavaScript"), "JS": b"app.alert(1)"}


def action(kind: str, **entries: PdfObject) -> dict[str, PdfObject]:
    """A page's link that does something."""
    link: PdfObject = {
        "Type": Name("Annot"), "Subtype": Name("Link"), "Rect": [0, 0, 9, 9],
        "A": {"S": Name(kind), **entries},
    }  # fmt: skip
    return {"Annots": [link]}


HARMFUL: dict[str, bytes] = {
    "opening action": cover_pdf(catalog={"OpenAction": SCRIPT}),
    "action of a page": cover_pdf(page={"AA": {"O": SCRIPT}}),
    "script nobody refers to": cover_pdf(extra=[SCRIPT]),
    "script after the end": cover_pdf() + b"9 0 obj <</S/JavaScript/JS(x)>> endobj",
    "script in odd letters": cover_pdf() + b"9 0 obj <</#53/J#61vaScript>> endobj",
    "script in a table of fonts": cover_pdf(resources={"Font": {"F": SCRIPT}}),
    "script said twice": cover_pdf() + b"9 0 obj <</AA 1/AA<</O 2 0 R>>>> endobj",
    "action said twice": cover_pdf() + b"9 0 obj <</S/Launch/S/Odd>> endobj",
    "signature said thrice": cover_pdf() + b"9 0 obj <</Type/A/Type/Sig/Type/B>> endobj",
    "field said twice": cover_pdf() + b"9 0 obj <</Rect[]/Subtype/Link/Subtype/Widget>> endobj",
    "PostScript said twice": cover_pdf(extra=[Stream({"Subtype": [Name("PS"), Name("A")]}, b"")]),
    **{
        name: cover_pdf(page=action(name))
        for name in ("Launch", "GoToR", "GoToE", "SubmitForm", "ImportData", "Named", "Rendition",
                     "Movie", "Sound", "Hide", "ResetForm", "Thread", "RichMediaExecute")
    },
    "link to a file": cover_pdf(page=action("URI", URI=b"file:///etc/passwd")),
    "link to a script": cover_pdf(page=action("URI", URI=b"javascript:alert(1)")),
    "form": cover_pdf(catalog={"AcroForm": {"Fields": [], "XFA": Ref(5)}}),
    "field": cover_pdf(page={"Annots": [{"Subtype": Name("Widget"), "Rect": [0, 0, 9, 9]}]}),
    "attachment": cover_pdf(
        catalog={"Names": {"EmbeddedFiles": {"Names": [b"evil.exe", Ref(5)]}}},
        extra=[{"Type": Name("Filespec"), "F": b"evil.exe", "EF": {"F": Ref(6)}},
               Stream({"Type": Name("EmbeddedFile")}, b"MZ")],
    ),
    "attachment under our name": cover_pdf(
        extra=[Stream({"Type": Name("EmbeddedFile"), "Subtype": Name("text/html")}, b"MZ")]
    ),
    "data elsewhere": cover_pdf(extra=[Stream({"F": b"/etc/passwd"}, b"")]),
    "drawing elsewhere": cover_pdf(extra=[form(b"", Ref={"F": b"other.pdf", "Page": 0})]),
    "PostScript": cover_pdf(extra=[Stream({"Subtype": Name("PS")}, b"showpage")]),
    "portfolio": cover_pdf(catalog={"Collection": {"View": Name("D")}}),
    "articles": cover_pdf(page={"B": [Ref(5)]}),
    "signature": cover_pdf(extra=[{"Type": Name("Sig"), "Filter": Name("Adobe.PPKLite")}]),
}  # fmt: skip
PRIVATE: dict[str, bytes] = {
    "author": file_of(
        [{"Type": Name("Catalog"), "Pages": PAGES}, {"Type": Name("Pages"), "Kids": []},
         {"Author": b"Jane"}],
        {"Info": Ref(3)},
    ),
    "metadata of a picture": cover_pdf(extra=[Stream({"Type": Name("Metadata")}, b"<x/>")]),
    "data of a program": cover_pdf(page={"PieceInfo": {"Illustrator": {}, "X": 1}}),
    "thumbnail": cover_pdf(page={"Thumb": Ref(4)}),
}  # fmt: skip


def photograph(*, exif: bool) -> bytes:
    """A JPEG file, with what a camera writes into it or without."""
    file, picture = BytesIO(), Image.new("RGB", (8, 8))
    notes = Image.Exif()
    notes[0x8298] = "Jane Roe"
    picture.save(file, "JPEG", **({"exif": notes} if exif else {}))
    return file.getvalue()


@pytest.mark.parametrize("name", HARMFUL)
def test_what_acts_is_found(name: str) -> None:
    """Whatever acts is found, wherever in a file it is and however it is spelt."""
    assert {remnant.kind for remnant in remnants(HARMFUL[name])} == {"active"}


@pytest.mark.parametrize("name", PRIVATE)
def test_what_is_private_is_found(name: str) -> None:
    """What an author or a program left behind is found."""
    assert {remnant.kind for remnant in remnants(PRIVATE[name])} == {"private"}


def test_what_a_camera_wrote_into_a_picture_is_found() -> None:
    """Pictures tell neither where nor by whom they were taken."""
    assert has_metadata(photograph(exif=True), ["DCTDecode"])
    assert not has_metadata(photograph(exif=False), ["DCTDecode"])
    head: dict[str, PdfObject] = {"Subtype": Name("Image"), "Filter": Name("DCTDecode")}
    (found,) = remnants(cover_pdf(extra=[Stream(head, photograph(exif=True))]))
    assert found.kind == "private"


def scan_as_jpeg_2000() -> tuple[bytes, bytes]:
    """A picture, and the same with what a scanner's program says of its user."""
    file = BytesIO()
    Image.effect_noise((40, 30), 40).save(file, "JPEG2000")
    plain = file.getvalue()
    note = b"<x>scanned by Jane</x>"
    box = (8 + len(note)).to_bytes(4, "big") + b"xml " + note
    long = b"\0\0\0\1uuid" + (16 + len(note)).to_bytes(8, "big") + note
    at = plain.index(b"jp2c") - 4
    return plain, plain[:at] + box + long + plain[at:]


def test_what_a_scanner_wrote_into_a_picture_is_left_out() -> None:
    """Nor do scans in JPEG 2000, and what is left is the picture, byte for byte."""
    plain, telling = scan_as_jpeg_2000()
    assert has_metadata(telling, ["JPXDecode"])
    assert without_metadata(telling, ["JPXDecode"]) == plain
    assert not has_metadata(plain, ["JPXDecode"])
    head: dict[str, PdfObject] = {"Subtype": Name("Image"), "Filter": Name("JPXDecode")}
    (found,) = remnants(cover_pdf(extra=[Stream(head, telling)]))
    assert found.kind == "private"


@pytest.mark.parametrize("cut", [5, 12, 20, 60])
def test_picture_that_is_cut_off_is_left_as_it_is(cut: int) -> None:
    """Of a damaged picture nothing more is lost."""
    plain, _ = scan_as_jpeg_2000()
    assert without_metadata(plain[:cut], ["JPXDecode"]) == plain[:cut]


def test_pages_that_no_reader_sees_are_found() -> None:
    """A page outside of the page tree is a page all the same, and so is a second document."""
    page: PdfObject = {"Type": Name("Page"), "Parent": PAGES, "MediaBox": [0, 0, 9, 9]}
    (found,) = remnants(cover_pdf(extra=[page]))
    assert (found.kind, found.number) == ("orphan", 5)
    catalog: PdfObject = {"Type": Name("Catalog"), "Pages": PAGES}
    assert [each.kind for each in remnants(cover_pdf(extra=[catalog]))] == ["orphan"]


def test_locked_file_is_not_called_clean() -> None:
    """What cannot be looked into counts as found."""
    data = cover_pdf() + b"trailer <</Root 1 0 R/Encrypt<</Filter/Standard>>>>"
    assert [each.kind for each in remnants(data)] == ["unreadable"]


def test_plain_cover_is_clean() -> None:
    """A drawing with fonts named like actions is no action."""
    tables: PdfObject = {
        "Font": {"AA": {"Type": Name("Font")}, "JS": {"Type": Name("Font")}},
        "XObject": Ref(5),
    }
    link = action("URI", URI=b"https://riverside.example/")
    assert remnants(cover_pdf(resources=tables, page=link, extra=[{"AA": Ref(4)}])) == ()


def test_leaflet_is_clean_or_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each file is looked through before it is written; one that could act is not built."""
    builder = Builder(Workspace(ROOT))
    assert remnants(builder.build("baclofen").pdf) == ()
    monkeypatch.setattr("leaflet.stamping.frame.information", lambda _: {"Author": "Jane"})
    with pytest.raises(AssetError, match=r"holds .*nothing is written"):
        Builder(Workspace(ROOT)).build("baclofen")


def test_odd_kinds_of_values_are_looked_at_as_well() -> None:
    """Lists and dictionaries where names and strings belong do not end the search."""
    odd: list[PdfObject] = [[], {}, [[Name("A")], {}], {"F": {}}, 7, None, b"x"]
    keys = ("Type", "S", "Filter", "F", "UF", "Names", "Root", "Info", "Kids", "URI", "Metadata")
    for value in odd:
        objects: list[PdfObject] = [{"K": {key: value}} for key in keys]
        objects += [{key: value} for key in keys]
        objects += [{"EmbeddedFiles": {"Names": [value, value]}}]
        remnants(cover_pdf(extra=[*objects, Stream(dict.fromkeys(keys, value), b"")]))


def test_a_font_called_f_is_no_attachment() -> None:
    """A table of fonts that stands by itself may have one by the name of F."""
    font: PdfObject = {"F": {"Type": Name("Font"), "Subtype": Name("Type3")}}
    assert remnants(cover_pdf(resources={"Font": Ref(5)}, extra=[font])) == ()


@pytest.mark.parametrize("name", ["\udcff", "a\nb", "a\x1b[31m", "\u202e", "x" * 999])
def test_names_of_any_bytes_are_told_in_one_line(name: str) -> None:
    """What an enemy calls his objects can be printed, and does nothing to a terminal."""
    link: PdfObject = {"Type": Name("Annot"), "Subtype": Name(name)}
    (found,) = remnants(cover_pdf(extra=[link]))
    assert found.what.encode().decode().isprintable()
    assert len(found.what) < 100
