"""Large print read from right to left: the mirror of the pages read from left to right."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import Literal

import pikepdf
import pytest

from leaflet.checks.tags.agreement import disagreements
from tests import build
from tests.judges.outline import outline
from tests.layout.printed import PrintedPage, faults, printed

Direction = Literal["ltr", "rtl"]


@cache
def pdf(direction: Direction) -> bytes:
    """The leaflet, read in one direction."""
    return build.finished(build.leaflet(), words=build.locale(direction), edition="large")


def pages(direction: Direction) -> tuple[PrintedPage, ...]:
    """Its printed pages, read without the file's direction, by which pdfium would turn words."""
    with pikepdf.open(BytesIO(pdf(direction))) as document:
        if "/Direction" in document.Root.ViewerPreferences:
            del document.Root.ViewerPreferences["/Direction"]
        file = BytesIO()
        document.save(file)
    return printed(file.getvalue())


def test_frames_and_rules_are_mirrored() -> None:
    """Each frame, rule and mark stands on the other side, as far from the edge."""
    for here, there in zip(pages("ltr"), pages("rtl"), strict=True):
        assert len(here.shapes) == len(there.shapes)
        for shape, turned in zip(here.shapes, there.shapes, strict=True):
            wanted = shape.box.mirrored(here.width)
            near = 0.1 if wanted.width > 60 else 20  # parts of icons keep their place in the icon
            assert turned.box.left == pytest.approx(wanted.left, abs=near)
            assert turned.box.top == pytest.approx(wanted.top, abs=0.02)


def test_words_begin_at_the_right() -> None:
    """Each line begins as far from the right edge as it does from the left edge elsewhere."""
    for here, there in zip(pages("ltr"), pages("rtl"), strict=True):
        assert [text.text.strip() for text in here.texts] == [
            text.text.strip() for text in there.texts
        ]
        for text, turned in zip(here.texts, there.texts, strict=True):
            if sum(abs(text.box.bottom - other.box.bottom) < 12 for other in here.texts) == 1:
                assert turned.box.right == pytest.approx(here.width - text.box.left, abs=4)


def test_the_pages_are_clean_and_say_the_same() -> None:
    """Nothing overlaps or is cut, and a screen reader reads the same in the same order."""
    assert faults(pages("rtl"), 3) == []
    assert disagreements(pdf("rtl")) == ()
    assert outline(pdf("rtl")) == outline(pdf("ltr"))
