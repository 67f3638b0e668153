"""The way down from the best rung to the last."""

from __future__ import annotations

from io import BytesIO
from random import Random

import pytest
from PIL import ImageChops, ImageFilter
from pypdf import PdfReader

from leaflet.covers import picture as pictures
from leaflet.covers.annotations import MOST_ANNOTATIONS
from leaflet.errors import CoverError
from leaflet.pdf.objects import Name, PdfObject, Ref, Stream
from tests.judges import page_judge

from .assemble import assemble
from .build import RED_SQUARE, cover_pdf, form, imported, picture

FONTS: PdfObject = {
    "F": {"Type": Name("Font"), "Subtype": Name("Type1"), "BaseFont": Name("Helvetica")}
}
HELVETICA: PdfObject = {"Font": FONTS}
CIRCLE: PdfObject = {
    "Type": Name("Annot"), "Subtype": Name("Circle"), "Rect": [50, 50, 400, 400],
    "C": [0, 1, 0], "F": 4, "BS": {"W": 20},
}  # fmt: skip
CIRCLED: dict[str, PdfObject] = {"Annots": [CIRCLE]}
CROWDED: dict[str, PdfObject] = {"Annots": [CIRCLE, *[None] * MOST_ANNOTATIONS]}
"""More entries than anybody looks at, so that the page becomes a picture."""
WORDS = b"BT /F 30 Tf 100 500 Td (Riverside Clinic) Tj ET"


def alike(data: bytes, out: bytes) -> bool:
    """Whether two pages look about the same."""
    difference = ImageChops.difference(picture(data), picture(out)).filter(ImageFilter.BoxBlur(2))
    dots = difference.convert("L").histogram()
    return sum(dots[100:]) < 0.005 * sum(dots)


def test_cover_whose_fonts_are_missing_is_drawn_with_others() -> None:
    """Letters of a font that is not in the file are drawn as viewers draw them, and it is told."""
    data = cover_pdf(WORDS, resources=HELVETICA)
    cover = imported(data)
    assert cover.rung == "figure"
    assert any("not in the file are drawn alike: Helvetica" in said for said in cover.notices)
    out = assemble(cover)
    assert page_judge.judge(out, "ua1").failures == ()
    assert alike(data, out)
    (figure,) = cover.structure.kids
    assert getattr(figure, "alt", None) == "The clinic's cover"
    assert PdfReader(BytesIO(out)).pages[0].extract_text() == "Riverside Clinic"


def test_words_that_nobody_sees_are_not_drawn() -> None:
    """The hidden words behind a scan stay hidden, and can be searched."""
    data = cover_pdf(RED_SQUARE + b" 3 Tr " + WORDS, resources=HELVETICA)
    cover = imported(data)
    assert cover.rung == "figure"
    assert alike(data, assemble(cover))


def test_picture_needs_words() -> None:
    """A cover that must become a picture needs words that say what it shows."""
    with pytest.raises(CoverError, match="has 5001 annotations") as caught:
        imported(cover_pdf(page=CROWDED), alt=None, role="text")
    assert "alt:" in caught.value.problems[0].hint


def test_picture_of_a_decoration_is_one_too() -> None:
    """A decoration stays one when it must become a picture."""
    cover = imported(cover_pdf(page=CROWDED), alt=None, role="decoration")
    assert (cover.rung, cover.structure.kids, cover.pages[0].mcids) == ("picture", [], 0)


def test_cover_without_tags_and_alt_is_read_aloud() -> None:
    """A cover for which the clinic gives no words is read out as its own words stand in it."""
    cover = imported(cover_pdf(WORDS, resources=HELVETICA), alt=None)
    assert cover.rung == "text"
    assert any("give alt:" in said for said in cover.notices)


def test_notes_that_only_viewers_draw_are_drawn_for_the_file() -> None:
    """A circle drawn around something on a cover is printed, even if only viewers can draw it."""
    data = cover_pdf(page=CIRCLED)
    cover = imported(data)
    assert cover.rung == "figure"
    assert "drawn as viewers do" in cover.notices[-1]
    assert page_judge.judge(assemble(cover), "ua1").failures == ()
    assert alike(data, assemble(cover))
    assert imported(data).objects == cover.objects


def test_notes_of_a_damaged_file_are_drawn_once_it_is_mended() -> None:
    """A file that was cut off in the post keeps what only viewers draw, and its sharp lines."""
    data = cover_pdf(page=CIRCLED)
    cover = imported(data[: data.index(b"startxref")])
    assert cover.rung == "figure"
    assert not any("only a viewer can draw" in notice for notice in cover.notices)
    assert alike(data, assemble(cover))


def test_page_with_very_many_notes_is_a_picture() -> None:
    """Of a page that is covered with notes a picture is printed."""
    data = cover_pdf(page=CROWDED)
    cover = imported(data)
    assert cover.rung == "picture"
    assert "picture" in cover.notices[-1]
    assert page_judge.judge(assemble(cover), "ua1").failures == ()
    assert alike(data, assemble(cover))


def test_damaged_file_is_mended_and_keeps_its_drawing() -> None:
    """A file that was cut off in the post is mended where that can be done."""
    data = cover_pdf()
    cut = data[: data.index(b"startxref")]
    cover = imported(cut)
    assert cover.rung == "figure"
    assert alike(data, assemble(cover))


def test_text_is_read_in_the_order_it_was_written() -> None:
    """A cover may be read out as the text it is."""
    cover = imported(cover_pdf(), role="text", alt=None)
    assert cover.rung == "text"
    assert [element.role for element in cover.structure.walk()] == ["Part", "P"]


def test_drawing_that_looks_different_is_not_accepted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cover that would look otherwise than its file is kept as a picture, and it is told."""
    monkeypatch.setattr("leaflet.covers.figure.clip", lambda _: b"0 0 200 200 re W n")
    data = cover_pdf()
    cover = imported(data)
    assert cover.rung == "picture"
    assert "cover.pdf would look different." in cover.notices
    assert alike(data, assemble(cover))


def test_too_long_a_drawing_becomes_a_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    """A map with millions of lines is printed as a picture."""
    monkeypatch.setattr("leaflet.covers.scanning.MOST_OPERATIONS", 10)
    assert imported(cover_pdf(b"/P BMC " + RED_SQUARE * 20 + b" EMC")).rung == "picture"


def test_every_page_of_a_long_cover_has_its_own_figure() -> None:
    """Each page of a cover is said in turn, with its number."""
    cover = imported(cover_pdf(copies=3), fit="cover")
    said = [element.alt for element in cover.structure.walk()][1:]
    assert said == [f"The clinic's cover ({n}/3)" for n in (1, 2, 3)]


def test_photographs_are_kept_small(monkeypatch: pytest.MonkeyPatch) -> None:
    """A picture of a page is stored in the way that takes less room."""
    monkeypatch.setattr(pictures, "_LARGEST_PLAIN", 100)
    noise = Random(0).randbytes(60 * 60 * 3)
    image = Stream(
        {
            "Type": Name("XObject"), "Subtype": Name("Image"), "Width": 60, "Height": 60,
            "BitsPerComponent": 8, "ColorSpace": Name("DeviceRGB"), "Interpolate": True,
        },
        noise,
    )  # fmt: skip
    data = cover_pdf(
        b"q 500 0 0 500 50 50 cm /I Do Q",
        page=CROWDED,
        resources={"XObject": {"I": Ref(5)}},
        extra=[image],
    )
    cover = imported(data)
    images = [v for v in cover.objects if isinstance(v, Stream) and "Width" in v.dictionary]
    assert [image.dictionary["Filter"] for image in images] == ["DCTDecode"]
    assert alike(data, assemble(cover))


def test_without_judge_and_eye_covers_still_merge(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a machine without the judge and the drawing program covers merge, unproved."""

    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr("importlib.import_module", missing)
    cover = imported(cover_pdf())
    assert cover.rung == "figure"
    assert "cover.pdf was not proved to be accessible: page-validation is not installed." in (
        cover.notices
    )
    with pytest.raises(CoverError, match="is damaged"):
        imported(b"%PDF-1.7 and nothing else")


def test_bug_of_ours_is_not_blamed_on_a_page_that_is_fine() -> None:
    """The import takes a drawing nested in itself, a null here and there, and odd types."""
    odd: dict[str, PdfObject] = {
        "XObject": {"F": Ref(5), "Null": None, "Odd": 7, "Text": "x", "Name": Name("x")},
        "Font": 3, "ExtGState": [1, 2], "Pattern": {"P": {}}, "Shading": None,
    }  # fmt: skip
    data = cover_pdf(b"/F Do", resources=odd, extra=[form(RED_SQUARE, Resources=odd)])
    cover = imported(data)
    assert cover.rung == "figure"
    assert alike(data, assemble(cover))


def test_paper_of_another_size_gets_the_whole_cover() -> None:
    """The same cover goes onto Letter as it goes onto A4."""
    cover = imported(cover_pdf(), paper=(612, 792))
    assert picture(assemble(cover, (612, 792))).size == (306, 396)


@pytest.mark.parametrize("extra", [b"0 G 1 w 50 20 m 545 20 l S", b"0 g 400 30 60 6 re f"])
def test_small_things_that_vanish_are_noticed(
    extra: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even a hair line or a word of a cover is lost without notice."""
    monkeypatch.setattr("leaflet.covers.figure.clip", lambda _: b"0 50 600 800 re W n")
    cover = imported(cover_pdf(RED_SQUARE + b" " + extra))
    assert cover.rung == "picture"
    assert "cover.pdf would look different." in cover.notices


def test_huge_page_becomes_a_coarser_picture() -> None:
    """A strip that is blown up to fill the paper is still drawn."""
    data = cover_pdf(page={"MediaBox": [0, 100, 400, 140], **CROWDED})
    assert imported(data, fit="cover").rung == "picture"


def test_prices_in_euros_keep_their_sharp_lines() -> None:
    """Letters of a font that is not in the file stand as far apart as viewers set them."""
    fonts: PdfObject = {
        "F": {
            "Type": Name("Font"), "Subtype": Name("Type1"), "BaseFont": Name("Helvetica"),
            "Encoding": Name("WinAnsiEncoding"),
        }
    }  # fmt: skip
    data = cover_pdf(b"BT /F 30 Tf 60 500 Td (Only \x805) Tj ET", resources={"Font": fonts})
    cover = imported(data)
    assert cover.rung == "figure"
    assert alike(data, assemble(cover))
