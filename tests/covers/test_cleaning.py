"""Only what prints is taken."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from io import BytesIO

import pytest
from PIL import Image

from leaflet.covers import ImportedCover
from leaflet.covers.answer import from_bytes, to_bytes
from leaflet.pdf.objects import Name, PdfObject, Ref, Stream, serialise
from leaflet.pdf.remnants import remnants

from .assemble import assemble
from .build import RED_SQUARE, cover_pdf, form, imported, picture, png

SCRIPT: PdfObject = {"S": Name("JavaScript"), "JS": "app.alert('gotcha')"}
FILE: PdfObject = {"Type": Name("Filespec"), "F": "gotcha", "EF": {"F": Ref(5)}}


def walked(value: PdfObject) -> Iterator[PdfObject]:
    """``value`` and all in it."""
    yield value
    if isinstance(value, Stream):
        yield from walked(value.dictionary)
    elif isinstance(value, dict):
        for item in value.values():
            yield from walked(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from walked(item)


def unpacked(stream: Stream) -> bytes:
    """The data of ``stream``."""
    return zlib.decompress(stream.data) if "Filter" in stream.dictionary else stream.data


def written(cover: ImportedCover) -> bytes:
    """All objects of ``cover``."""
    return b"\n".join(map(serialise, cover.objects))


@pytest.mark.parametrize(
    "entries",
    [
        {"catalog": {"OpenAction": SCRIPT, "AA": {"WC": SCRIPT}}},
        {"catalog": {"Names": {"JavaScript": {"Names": ["gotcha", SCRIPT]}}}},
        {"catalog": {"Names": {"EmbeddedFiles": {"Names": ["gotcha", FILE]}}}},
        {"page": {"AA": {"O": SCRIPT}, "Metadata": Ref(5), "PieceInfo": {"X": "gotcha"}}},
        {"page": {"Annots": [{"Subtype": Name("Link"), "Rect": [0, 0, 9, 9], "A": SCRIPT}]}},
        {"resources": {"ExtGState": {"A": {"LW": 3, "Metadata": Ref(5), "X": "gotcha"}}}},
        {"resources": {"XObject": {"A": Ref(6)}, "gotcha": Ref(5)}},
        {"resources": {"Properties": {"A": {"X": "gotcha"}}}},
        {"resources": {"ColorSpace": {"A": [Name("Pattern"), {"JS": "gotcha", "A": SCRIPT}]}}},
        {"resources": {"ColorSpace": {"A": [Name("Pattern"), Ref(3), Ref(1)]}}},
        {"resources": {"ColorSpace": {"A": [Name("ICCBased"), Ref(7)]}}},
        {"resources": {"ColorSpace": {"A": [Name("Pattern"), {"Author": "gotcha"}]}}},
        {"resources": {"Shading": {"A": {"Domain": Ref(8), "Function": SCRIPT}}}},
        {"resources": {"ExtGState": {"A": {"D": [[{"S": Name("URI"), "C0": "gotcha"}], 0]}}}},
        {"resources": {"ExtGState": {"A": {"TR": {"Type": Name("Sig"), "C0": "gotcha"}}}}},
    ],
)
def test_nothing_that_acts_or_is_private_comes_along(entries: dict[str, PdfObject]) -> None:
    """Scripts, files, metadata and private notes of a cover stay behind."""
    hidden = Stream({"Type": Name("EmbeddedFile")}, b"gotcha")
    picture_form = form(
        RED_SQUARE, OPI={"X": "gotcha"}, PieceInfo={"X": "gotcha"}, Metadata=Ref(5), AF=[FILE]
    )
    profile = Stream({"N": 3, "OpenAction": SCRIPT, "Perms": {"X": "gotcha"}}, b"")
    information: PdfObject = {"Author": "gotcha", "Title": "gotcha", "Creator": "gotcha"}
    extra = [hidden, picture_form, profile, information]
    data = cover_pdf(extra=extra, **entries)  # type: ignore[arg-type]
    found = written(imported(data))
    assert b"gotcha" not in found
    assert b"JavaScript" not in found
    assert b"/Type /Page" not in found
    assert remnants(assemble(imported(data))) == ()


@pytest.mark.parametrize("stranger", [Ref(1), Ref(5), Ref(6)])
def test_what_is_no_table_of_names_is_left_out(stranger: Ref) -> None:
    """Where a font's name is looked up in the catalog or an annotation, neither comes along."""
    note: dict[str, PdfObject] = {"Subtype": Name("Text"), "Rect": [0, 0, 9, 9]}
    tables: PdfObject = {"ColorSpace": stranger, "Font": stranger}
    extra: list[PdfObject] = [note, {**note, "Type": Ref(7)}, Name("Annot")]
    cover = imported(cover_pdf(resources=tables, catalog={"OpenAction": SCRIPT}, extra=extra))
    assert remnants(assemble(cover)) == ()


def test_resources_of_a_page_that_are_a_stream_are_taken_as_the_dictionary_they_have() -> None:
    """A file in which resources are a stream by mistake is printed as viewers show it."""
    resources = Stream({"XObject": {"F": Ref(6)}}, b"x")
    extra = [resources, form(RED_SQUARE)]
    data = cover_pdf(b"/F Do", page={"Resources": None}, extra=extra)
    data = data.replace(b"/Type /Pages", b"/Resources 5 0 R /Type /Pages")  # all pages inherit it
    cover = imported(data)
    assert cover.rung == "figure"
    assert to_bytes(from_bytes(to_bytes(cover))) == to_bytes(cover)
    assert png(picture(assemble(cover))) == png(picture(data))


def test_colour_may_be_called_like_what_tells_actions() -> None:
    """Tables of names are kept whole, whatever somebody called a colour space."""
    table: PdfObject = {"S": Name("DeviceRGB"), "Type": Name("DeviceGray")}
    data = cover_pdf(b"/S cs 1 0 0 sc 100 100 200 200 re f", resources={"ColorSpace": table})
    assert png(picture(assemble(imported(data)))) == png(picture(data))


def test_font_may_be_called_like_an_action() -> None:
    """Names that somebody chose are never taken for keys: a graphics state may be called /A."""
    data = cover_pdf(
        b"/A gs 0 0 m 500 500 l S", resources={"ExtGState": {"A": {"LW": 40}, "AA": {"LW": 1}}}
    )
    cover = imported(data)
    assert png(picture(assemble(cover))) == png(picture(data))
    assert b"/AA" in written(cover)


@pytest.mark.parametrize(
    "odd", [b"\x01", b"\x00x", b"#", b" ", b"\xe4\xb8\xad", b"\xd6\xd0", b"\xff"]
)
def test_names_keep_their_bytes(odd: bytes) -> None:
    """A drawing is found under its name, whatever bytes that name is made of."""
    name = odd.decode("utf-8", "surrogateescape")
    in_content = b"".join(b"#%02X" % byte for byte in odd)
    data = cover_pdf(
        b"/%s Do" % in_content, resources={"XObject": {name: Ref(5)}}, extra=[form(RED_SQUARE)]
    )
    out = assemble(imported(data))
    assert png(picture(out)) == png(picture(data))
    assert picture(out).getextrema() != picture(cover_pdf(b"")).getextrema()


def test_numbers_keep_their_digits() -> None:
    """Small numbers, as in a font's matrix, are written with all their digits."""
    state: PdfObject = Stream({}, b"")
    data = cover_pdf(resources={"ExtGState": {"G": {"LW": 0.5}}}, extra=[state]).replace(
        b"/LW 0.5", b"/LW 0.00048828125"
    )
    assert b"/LW 0.00048828125" in written(imported(data))


def test_drawing_without_resources_uses_the_pages() -> None:
    """An old habit of some programs: drawings that use the page's resources."""
    data = cover_pdf(
        b"/F Do",
        resources={"XObject": {"F": Ref(5)}, "ExtGState": {"G": {"LW": 40}}},
        extra=[form(b"/G gs 0 0 m 500 500 l S")],
    )
    assert png(picture(assemble(imported(data)))) == png(picture(data))


def test_marks_inside_drawings_go() -> None:
    """Marks deep inside a figure would make the file invalid, so they go."""
    data = cover_pdf(
        b"/P <</MCID 0>> BDC /F Do EMC",
        resources={"XObject": {"F": Ref(5)}},
        extra=[form(b"/Artifact BMC " + RED_SQUARE + b" EMC", Resources={})],
    )
    streams = (value for value in imported(data).objects if isinstance(value, Stream))
    contents = [unpacked(stream) for stream in streams]
    assert sum(b"BDC" in content or b"BMC" in content for content in contents) == 1


def test_encoded_pictures_are_kept_as_they_are() -> None:
    """A photograph is not compressed again."""
    photograph = b"\xff\xd8\xff\xe0 no matter what \xff\xd9"
    image = Stream(
        {
            "Type": Name("XObject"), "Subtype": Name("Image"), "Width": 8, "Height": 8,
            "BitsPerComponent": 8, "ColorSpace": Name("DeviceRGB"), "Filter": Name("DCTDecode"),
            "Metadata": Ref(3),
        },
        photograph,
    )  # fmt: skip
    cover = imported(cover_pdf(b"/I Do", resources={"XObject": {"I": Ref(5)}}, extra=[image]))
    assert photograph in [v.data for v in cover.objects if isinstance(v, Stream)]


def test_data_in_another_file_is_left_out() -> None:
    """A cover cannot pull in a file from the machine or the network."""
    image = Stream(
        {
            "Type": Name("XObject"), "Subtype": Name("Image"), "Width": 8, "Height": 8,
            "BitsPerComponent": 8, "ColorSpace": Name("DeviceRGB"), "F": "/etc/passwd",
        },
        b"",
    )  # fmt: skip
    cover = imported(cover_pdf(b"/I Do", resources={"XObject": {"I": Ref(5)}}, extra=[image]))
    assert b"passwd" not in written(cover)
    assert cover.notices == ("Data kept in another file was left out.",)


def test_references_stay_inside_the_cover() -> None:
    """Every reference leads to an object of the cover."""
    data = cover_pdf(
        b"/F Do",
        resources={"XObject": {"F": Ref(5)}, "Font": {"X": Ref(99)}},
        extra=[form(b"/F Do", Resources={"XObject": {"F": Ref(5)}})],
    )
    cover = imported(data)
    for value in cover.objects:
        for inner in walked(value):
            if isinstance(inner, Ref):
                assert 0 <= inner.number < len(cover.objects)


def test_photographs_tell_neither_camera_nor_place() -> None:
    """What a camera wrote into a photograph is left behind; the picture stays dot for dot."""
    file, notes = BytesIO(), Image.Exif()
    notes[0x013B], notes[0x8298] = "Jane Roe", "Jane's house"
    shown = Image.linear_gradient("L").convert("RGB")
    shown.save(file, "JPEG", exif=notes, comment=b"taken at Jane's", dpi=(300, 300))
    image = Stream(
        {
            "Type": Name("XObject"), "Subtype": Name("Image"), "Width": 256, "Height": 256,
            "BitsPerComponent": 8, "ColorSpace": Name("DeviceRGB"), "Filter": Name("DCTDecode"),
        },
        file.getvalue(),
    )  # fmt: skip
    data = cover_pdf(
        b"q 400 0 0 400 50 50 cm /I Do Q", resources={"XObject": {"I": Ref(5)}}, extra=[image]
    )
    cover = imported(data)
    (kept,) = [v for v in cover.objects if isinstance(v, Stream) and "Width" in v.dictionary]
    assert b"Jane" in data
    assert b"Jane" not in kept.data
    assert Image.open(BytesIO(kept.data)).tobytes() == Image.open(file).tobytes()
