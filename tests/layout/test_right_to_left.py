"""A page read from right to left: the same leaflet, in a locale of that direction.

Latin words stand in for others, which the embedded faces do not have yet.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import Literal

import pikepdf
import pytest
from PIL import Image, ImageChops, ImageOps, ImageStat

from leaflet.checks.tags.agreement import disagreements
from leaflet.design import A4, LETTER, Paper
from tests import build
from tests.judges.outline import outline

from .printed import DANGER, Box, Ink, PrintedPage, faults, pdfium, printed
from .test_pages import told_apart

DIRECTIONS = pytest.mark.parametrize("direction", ["ltr", "rtl"])
SCALE = 4
Direction = Literal["ltr", "rtl"]


@cache
def pdf(direction: Direction, paper: Paper = A4) -> bytes:
    """The leaflet, read in one direction."""
    return build.finished(told_apart(), paper, words=build.locale(direction))


def pages(direction: Direction, paper: Paper = A4) -> tuple[PrintedPage, ...]:
    """Its printed pages, read without the file's direction, by which pdfium would turn words."""
    with pikepdf.open(BytesIO(pdf(direction, paper))) as document:
        if "/Direction" in document.Root.ViewerPreferences:
            del document.Root.ViewerPreferences["/Direction"]
        file = BytesIO()
        document.save(file)
    return printed(file.getvalue())


def starting(page: PrintedPage, text: str) -> Ink:
    """The first text that begins with these words."""
    return next(ink for ink in page.texts if ink.text.startswith(text))


def picture(direction: Direction, index: int, box: Box) -> Image.Image:
    """A part of a page as it is drawn."""
    with pdfium.PdfDocument(pdf(direction)) as document:
        drawn: Image.Image = document[index].render(scale=SCALE).to_pil().convert("L")
    left, top, right, bottom = (
        round(edge * SCALE) for edge in (box.left, box.top, box.right, box.bottom)
    )
    return drawn.crop((left, top, right, bottom))


def alike(one: Image.Image, other: Image.Image) -> bool:
    """Whether two pictures are the same but for the softness of edges."""
    other = other.resize(one.size)
    return ImageStat.Stat(ImageChops.difference(one, other)).mean[0] < 12


@pytest.mark.parametrize("paper", [A4, LETTER], ids=lambda paper: paper.name)
def test_all_shapes_are_mirrored(paper: Paper) -> None:
    """Each rule, frame, icon and bullet stands on the other side, as far from the edge."""
    for here, there in zip(pages("ltr", paper), pages("rtl", paper), strict=True):
        assert len(here.shapes) == len(there.shapes)
        for shape, turned in zip(here.shapes, there.shapes, strict=True):
            wanted = shape.box.mirrored(here.width)
            is_bullet = wanted.width == pytest.approx(5, abs=0.1)
            # Parts of icons that are not turned keep their place within the icon.
            near = 0.1 if wanted.width > 60 or is_bullet else 14
            assert turned.box.left == pytest.approx(wanted.left, abs=near)
            assert turned.box.right == pytest.approx(wanted.right, abs=near)
            assert turned.box.top == pytest.approx(wanted.top, abs=0.02)


@pytest.mark.parametrize("paper", [A4, LETTER], ids=lambda paper: paper.name)
def test_all_texts_are_mirrored(paper: Paper) -> None:
    """Each line of text begins at the right, as far from the edge as it does from the left."""
    for here, there in zip(pages("ltr", paper), pages("rtl", paper), strict=True):
        for text, turned in zip(here.texts, there.texts, strict=True):
            wanted = text.box.mirrored(here.width)
            assert turned.text.strip() == text.text.strip()
            assert turned.box.top == pytest.approx(wanted.top, abs=0.02)
            around = Box(text.box.left - 6, text.box.top, text.box.right + 6, text.box.bottom)
            if sum(ink.box.overlaps(around, by=1) for ink in here.texts) == 1:
                assert turned.box.left == pytest.approx(wanted.left, abs=4)


def test_bullets_stand_right_of_their_text() -> None:
    """What marks an item comes before it, as it is read: bullet, tick box and number."""
    _, back = pages("rtl")
    text = back.find("No39").box
    (bullet,) = (
        shape.box for shape in back.shapes
        if shape.box.width == pytest.approx(5, abs=0.1)
        and text.top - 2 < shape.box.top < text.bottom and shape.box.left > text.right
        and shape.box.left - text.right < 16
    )  # fmt: skip
    assert bullet.left - text.right > 5
    step = next(ink for ink in back.texts if ink.text.strip() == "1.")
    body = next(
        ink for ink in back.texts
        if ink.box.bottom == pytest.approx(step.box.bottom, abs=3) and ink is not step
        and abs(ink.box.right - step.box.left) < 20
    )  # fmt: skip
    assert step.box.left > body.box.right


def test_the_sign_of_what_must_never_be_stands_right_of_its_words() -> None:
    """Who must not start it, and the plan of a dose that changes, are mirrored like all else."""
    content = build.content(never=8, warning=8, overdose=8, taking=16, fact=4)
    leaflet = build.leaflet(content | {"dose_chart": {"steps": 4}})
    made = build.finished(leaflet, words=build.locale("rtl"))
    with pikepdf.open(BytesIO(made)) as document:
        del document.Root.ViewerPreferences["/Direction"]
        file = BytesIO()
        document.save(file)
    front, _ = printed(file.getvalue())
    words = next(ink.box for ink in front.texts if ink.size == 14 and "Take this" in ink.text)
    signs = [
        ink.box for ink in front.ink
        if ink.colour == DANGER and 10 < ink.box.width < 30 and ink.box.overlaps(
            Box(0, words.top, front.width, words.bottom))
    ]  # fmt: skip
    assert signs
    assert all(sign.left > words.right for sign in signs)
    numbers = [front.find(f"{n}.").box.left for n in range(1, 5)]
    assert numbers == sorted(numbers, reverse=True)
    assert front.find("Each day").box.left > numbers[0]
    assert disagreements(made) == ()


def test_side_heads_stand_at_the_right() -> None:
    """The questions of page 1 are in the right columns, their answers left of them."""
    front, _ = pages("rtl")
    head = next(ink.box for ink in front.texts if ink.size == 15 and ink.box.top > 450)
    beside = [
        ink.box for ink in front.texts
        if abs(ink.box.bottom - head.bottom) < 8 and ink.box.right < head.left
    ]  # fmt: skip
    assert head.left > front.width * 0.6
    assert beside


def test_urgency_marks_stand_at_the_right() -> None:
    """Bar and solid cell are at the edge where reading starts; so are name and page 1's name."""
    front, back = pages("rtl")
    _, _, bar, cell = (ink.box for ink in back.ink if ink.colour == DANGER)
    assert bar.right == pytest.approx(back.width - 41.5, abs=0.1)
    assert cell.right == pytest.approx(back.width - 40, abs=0.1)
    assert front.find("No0").box.right == pytest.approx(front.width - 40, abs=6)
    assert back.find("No0").box.left > back.width / 2


def test_figures_and_clock_are_not_mirrored() -> None:
    """Digits, clock, telephone and tick look as they do everywhere; the arrow turns around."""
    here, there = pages("ltr"), pages("rtl")

    def icon(page: int, near: str) -> tuple[Image.Image, Image.Image]:
        """The icon beside a text, in both directions."""
        text = here[page].find(near).box
        box = min(
            (shape.box for shape in here[page].shapes if 15 < shape.box.width < 30),
            key=lambda box: abs(box.left - text.left) + 3 * abs(box.top - text.top),
        )
        return picture("ltr", page, box), picture("rtl", page, box.mirrored(A4.width))

    clock, same_clock = icon(0, "No7")
    assert alike(clock, same_clock)
    assert not alike(clock, ImageOps.mirror(same_clock))
    turn = starting(here[0], "Turn over").box
    arrow = Box(turn.right + 4, turn.top - 4, turn.right + 26, turn.bottom + 4)
    forwards, back = picture("ltr", 0, arrow), picture("rtl", 0, arrow.mirrored(A4.width))
    assert not alike(forwards, back)
    assert alike(forwards, ImageOps.mirror(back))
    for one, other in zip(here, there, strict=True):
        for digits in ("999", "111", "Version"):
            texts = [page.texts for page in (one, other)]
            boxes = [next((i.box for i in each if digits in i.text), None) for each in texts]
            if boxes[0] and boxes[1]:
                index = here.index(one)
                assert alike(picture("ltr", index, boxes[0]), picture("rtl", index, boxes[1]))


@DIRECTIONS
def test_links_cover_their_words(direction: Direction) -> None:
    """Who taps a telephone number calls it: each link lies on the words it is of."""
    leaflet = build.leaflet(
        {"taking": [build.section("way", [{"paragraph": [
            build.statement("Call 999 if it is bad, or call 111 and ask what to do.")]}])]}
    )  # fmt: skip
    data = build.finished(leaflet, words=build.locale(direction))
    found = []
    with pikepdf.open(BytesIO(data)) as document, pdfium.PdfDocument(data) as drawn:
        for index, page in enumerate(document.pages):
            words = drawn[index].get_textpage()
            for link in page.obj.get("/Annots", []):
                left, bottom, right, top = (float(edge) for edge in link.Rect)
                said = words.get_text_bounded(left - 0.5, bottom, right + 0.5, top)
                target = str(link.A.URI).removeprefix("tel:")
                found.append((target, said.strip()))
    assert {target for target, _ in found} == {"999", "111"}
    assert [said for target, said in found if said != target] == []


def test_right_to_left_pages_are_clean() -> None:
    """Nothing overlaps or is cut in the other direction; the file says which way it is read."""
    data = pdf("rtl")
    assert faults(pages("rtl"), 3.5) == []
    assert disagreements(data) == ()
    with pikepdf.open(BytesIO(data)) as document:
        assert document.Root.ViewerPreferences.Direction == "/R2L"


def test_reading_order_is_the_same() -> None:
    """A screen reader reads the same words in the same order in both directions."""
    assert outline(pdf("rtl")) == outline(pdf("ltr"))
