"""Where a cover comes to stand on the paper."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject

from leaflet.covers.boxes import LETTER, Matrix, decimals, moved, placement, times
from leaflet.pdf.objects import Name, PdfObject, Ref, Stream

from .assemble import A4, assemble
from .build import PAGES, cover_pdf, file_of, imported, picture, png


def page(**entries: object) -> DictionaryObject:
    """A page dictionary of numbers and rectangles."""
    made = DictionaryObject()
    for key, value in entries.items():
        made[NameObject("/" + key)] = (
            ArrayObject([FloatObject(item) for item in value])
            if isinstance(value, list)
            else FloatObject(value)
        )
    return made


@pytest.mark.parametrize("box", [[0, 0, *A4], [0, 0, 595, 842], [0, 0, 596, 841]])
def test_page_of_the_papers_size_is_not_scaled(box: list[float]) -> None:
    """An A4 cover on A4 stays as it is, whichever way its maker rounded A4."""
    assert placement(page(MediaBox=box), A4, "contain").matrix == (1, 0, 0, 1, 0, 0)


def test_corners_may_be_swapped() -> None:
    """A box whose corners are given in another order is the same box."""
    assert placement(page(MediaBox=[595.276, 841.89, 0, 0]), A4, "contain").box == (0, 0, *A4)


@pytest.mark.parametrize("box", [[0, 0, 0, 0], [0, 0, 1e9, 1e9], [0, 0]])
def test_page_without_a_usable_size_is_letter(box: list[float]) -> None:
    """A page that does not say how large it is has the size that viewers take."""
    assert placement(page(MediaBox=box), A4, "contain").box == LETTER


def test_crop_box_counts_only_inside_the_media_box() -> None:
    """What is cropped away stays away."""
    found = placement(page(MediaBox=[0, 0, 500, 500], CropBox=[100, 100, 900, 200]), A4, "contain")
    assert found.box == (100, 100, 500, 200)


def test_crop_box_outside_the_page_is_ignored() -> None:
    """A crop box that leaves nothing over is a mistake."""
    found = placement(page(MediaBox=[0, 0, 500, 500], CropBox=[600, 600, 700, 700]), A4, "contain")
    assert found.box == (0, 0, 500, 500)


@pytest.mark.parametrize("turn", [90, -90, 450, 270, -270])
def test_turned_page_is_fitted_as_it_is_seen(turn: int) -> None:
    """A landscape page turned upright fills an upright paper."""
    found = placement(page(MediaBox=[0, 0, A4[1], A4[0]], Rotate=turn), A4, "contain")
    assert moved(found.box, found.matrix) == pytest.approx((0, 0, *A4))


def test_user_unit_makes_the_page_larger() -> None:
    """A page measured in larger units is as large as it says."""
    found = placement(page(MediaBox=[0, 0, 100, 100], UserUnit=2), A4, "actual")
    left, bottom, right, top = moved(found.box, found.matrix)
    assert (right - left, top - bottom) == pytest.approx((200, 200))


@given(
    st.floats(10, 5000),
    st.floats(10, 5000),
    st.sampled_from((0, 90, 180, 270)),
    st.sampled_from(("contain", "cover", "actual")),
)
def test_page_stands_undistorted_in_the_middle(
    width: float, height: float, turn: int, fit: str
) -> None:
    """Whatever its size, a page stands in the middle of the paper, in its own proportions."""
    made = page(MediaBox=[7, 9, 7 + width, 9 + height], Rotate=turn)
    found = placement(made, A4, fit)  # type: ignore[arg-type]
    left, bottom, right, top = moved(found.box, found.matrix)
    seen = (height, width) if turn % 180 else (width, height)
    assert (right - left) / (top - bottom) == pytest.approx(seen[0] / seen[1], rel=1e-3)
    assert (left + right) / 2 == pytest.approx(A4[0] / 2, abs=1)
    assert (bottom + top) / 2 == pytest.approx(A4[1] / 2, abs=1)
    inside = right - left <= A4[0] + 1 and top - bottom <= A4[1] + 1
    filling = right - left >= A4[0] - 1 and top - bottom >= A4[1] - 1
    assert inside or fit != "contain"
    assert filling or fit != "cover"


matrices = st.tuples(*[st.floats(-9, 9)] * 6)


@given(matrices, matrices)
def test_matrices_follow_each_other(first: Matrix, then: Matrix) -> None:
    """Doing one thing and then another is doing both."""
    point = 2.0, 3.0, 2.0, 3.0
    stepwise = moved(moved(point, first), then)
    assert all(
        math.isclose(a, b, abs_tol=1e-6)
        for a, b in zip(moved(point, times(first, then)), stepwise, strict=True)
    )


def test_numbers_in_content_have_no_exponent() -> None:
    """A viewer can read every number we write into content."""
    assert decimals(1e-7, -0.0, 1e6, 0.1 + 0.2, 595.276) == b"0.0000001 0 1000000 0.3 595.276"


@pytest.mark.parametrize(
    "entries",
    [
        {},
        {"Rotate": 180},
        {"Rotate": -180},
        {"CropBox": [50, 60, 300, 400]},
        {"MediaBox": [A4[0], A4[1], 0, 0]},
        {"MediaBox": [-100, -100, 300, 500], "Rotate": 450},
        {"UserUnit": 2, "MediaBox": [0, 0, 300, 400]},
    ],
)
def test_cover_looks_as_its_file_does(entries: dict[str, PdfObject]) -> None:
    """On paper of its own size a cover looks exactly as before."""
    data = cover_pdf(b"1 0 0 rg 100 100 150 250 re f 0 0 1 rg 210 310 40 40 re f", page=entries)
    before = picture(data, dots=72)
    size = (float(before.width), float(before.height)) if before.width != 596 else A4
    assert png(picture(assemble(imported(data, size), size), dots=72)) == png(before)


def test_box_and_turn_are_inherited() -> None:
    """What a page leaves to the page tree is found there."""
    data = file_of(
        [
            {"Type": Name("Catalog"), "Pages": PAGES},
            {
                "Type": Name("Pages"), "Kids": [Ref(3)], "Count": 1,
                "MediaBox": [0, 0, 300, 200], "Rotate": 90,
            },
            {"Type": Name("Page"), "Parent": PAGES, "Contents": Ref(4)},
            Stream({}, b"1 0 0 rg 0 0 50 50 re f"),
        ]
    )  # fmt: skip
    assert png(picture(assemble(imported(data, (200, 300)), (200, 300)))) == png(picture(data))
