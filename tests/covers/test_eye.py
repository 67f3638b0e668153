"""What a person sees, and what only a computer does."""

from __future__ import annotations

import pytest
from PIL import Image, ImageChops, ImageDraw

from leaflet.covers.eye import seen_to_differ

from .build import cover_pdf, picture

PAGE = b"""0.7 w 60 700 m 535 700 l S 60 680 m 535 680 l S 60 660 m 535 660 l S
q 0.2 0.4 0.6 rg 60 400 200 120 re f Q
BT /F 9 Tf 60 620 Td (Take 2.5 mg three times a day, whenever you like.) Tj ET
1 w 300 500 m 304 496 l 312 508 l S"""
DOTS = 137


def drawn(content: bytes = PAGE) -> Image.Image:
    """A page with lines, a box, words and a tick."""
    from leaflet.pdf.objects import Name, PdfObject

    font: PdfObject = {
        "Type": Name("Font"), "Subtype": Name("Type1"), "BaseFont": Name("Helvetica")
    }  # fmt: skip
    return picture(cover_pdf(content, resources={"Font": {"F": font}}), dots=DOTS)


LOST = {
    "a word": (b"whenever", b"        "),
    "a decimal point": (b"2.5", b"2 5"),
    "a tick": (b"1 w 300 500 m 304 496 l 312 508 l S", b""),
    "a line of a table": (b"60 680 m 535 680 l S", b""),
    "a hair line": (b"0.7 w 60 700 m 535 700 l S", b"0.7 w"),
    "a colour": (b"0.2 0.4 0.6 rg", b"0.4 0.2 0.6 rg"),
    "a place": (b"60 400 200 120 re", b"64 400 200 120 re"),
    "a weight": (b"1 w 300", b"4 w 300"),
}


@pytest.mark.parametrize("name", LOST)
def test_what_a_person_would_miss_is_seen(name: str) -> None:
    """A word, a decimal point, a tick or a line that is missing or moved is a difference."""
    before, after = LOST[name]
    assert before in PAGE
    assert seen_to_differ(drawn(), drawn(PAGE.replace(before, after)))


ALIKE = {
    "nothing": PAGE,
    "a fraction of a dot": b"1 0 0 1 0.2 0.2 cm " + PAGE,
    "a line a hair wider": PAGE.replace(b"0.7 w", b"0.8 w"),
    "a colour nobody can tell": PAGE.replace(b"0.2 0.4 0.6", b"0.21 0.4 0.61"),
}


@pytest.mark.parametrize("name", ALIKE)
def test_what_nobody_sees_is_no_difference(name: str) -> None:
    """Letters on other dots and softer edges are the same page."""
    assert not seen_to_differ(drawn(), drawn(ALIKE[name]))


def test_size_that_is_off_by_rounding_is_no_difference() -> None:
    """A dot more or less at the edge is nobody's concern; a strip more is."""
    page = drawn()
    assert not seen_to_differ(page, page.crop((0, 0, page.width, page.height - 1)))
    assert seen_to_differ(page, page.crop((0, 0, page.width, page.height - 20)))


def test_stamp_in_a_pale_colour_is_seen() -> None:
    """A pale stamp is a stamp."""
    page = drawn()
    stamped = page.copy()
    ImageDraw.Draw(stamped).ellipse((200, 200, 400, 300), outline=(255, 215, 215), width=4)
    assert seen_to_differ(page, stamped)
    assert ImageChops.difference(page, page).getbbox() is None
