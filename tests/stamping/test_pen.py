"""Text in a slot: measured, broken at spaces, and mirrored where a language asks for it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.compiled import Slot, SlotFont
from leaflet.stamping.pen import SlotPen
from leaflet.structure import StructureElement

LETTERS = "abcdefghij ."
CODES = {c: ord(c) for c in LETTERS}
PLAIN = SlotFont(resource="F1", codes=CODES, widths=dict.fromkeys(LETTERS, 500.0))
BOLD = SlotFont(resource="F2", codes=CODES, widths=dict.fromkeys(LETTERS, 600.0))


def pen(*, mirrored: bool = False) -> SlotPen:
    """A pen in a box of 100 by 50 points, whose letters are half or 0.6 em wide."""
    slot = Slot(0, "box", first_mcid=3, mcids=2)
    return SlotPen(slot, 100, 50, {"regular": PLAIN, "bold": BOLD}, mirrored=mirrored)


def test_a_line_is_as_wide_as_its_letters() -> None:
    """Widths are those of the face that is embedded, bold ones of the bold face."""
    assert pen().measure("abc", 10) == 15
    assert pen().measure("abc", 10, bold=True) == 18
    assert pen().measure("a\u00a0b", 10) == 15


@pytest.mark.parametrize(
    ("text", "size"), [("a", 14), ("a" * 14, 14), ("a" * 20, 10), ("a" * 21, None)]
)
def test_the_largest_size_that_fits_is_taken(text: str, size: float | None) -> None:
    """A text steps down only as far as it must."""
    assert pen().fitting(text, (14, 12, 10), 100) == size


@given(st.text(LETTERS, min_size=1).map(lambda text: " ".join(text.split())), st.booleans())
def test_breaking_loses_nothing(text: str, bold: bool) -> None:
    """Lines hold every word in its order; each fits, save a word that is wider than the box."""
    lines = pen().wrap(text, 10, 100, bold=bold)
    assert " ".join(lines) == text
    for line in lines:
        assert " " not in line or pen().measure(line, 10, bold=bold) <= 100
    for line, following in pairwise(lines):
        longer = f"{line} {following.split(' ')[0]}"
        assert pen().measure(longer, 10, bold=bold) > 100  # no line is broken too early


def test_a_space_that_does_not_break_holds_words_together() -> None:
    """What an author has tied together stays on one line."""
    text = "abcdefghij abcdefg hij\u00a0abc"
    assert pen().wrap(text, 10, 100) == ["abcdefghij abcdefg", "hij\u00a0abc"]


def test_lines_of_a_paragraph_are_parted_by_a_space() -> None:
    """Words at a line's end do not run into the next line's when they are copied or spoken."""
    slot = pen()
    paragraph = StructureElement("P")
    slot.text(paragraph, "abc", 0, 10, 10, more=True)
    slot.text(paragraph, "def", 0, 20, 10)
    assert paragraph.text() == "abc def"
    assert [leaf.places for leaf in paragraph.leaves()] == [[(0, 3)]]
    assert slot.owners == [paragraph]  # which go on in one stretch of marked content
    assert slot.finish().count(b"BDC") == 1


@pytest.mark.parametrize(("mirrored", "left"), [(False, 5), (True, 100 - 5 - 15)])
def test_right_to_left_starts_at_the_right(mirrored: bool, left: float) -> None:
    """Five points from the start is five points from the right where that is the start."""
    slot = pen(mirrored=mirrored)
    link = StructureElement("Link", target="tel:999")
    slot.text(link, "abc", 5, 10, 10)
    ((owner, area),) = slot.links
    assert owner is link
    assert area == (left, 40 - 3, left + 15, 40 + 9.5)


def test_all_that_is_painted_belongs_to_somebody() -> None:
    """Text, rules and pictures are an element's or an artifact, and the state is put back."""
    slot = pen()
    slot.rule(0, 10, 20, 1)
    slot.dashed_frame(0, 0, 10, 10)
    figure = StructureElement("Figure", alt="A")
    slot.image(figure, "Logo", 0, 0, 20, 10, grid=(40, 20))
    slot.image(None, "Icon", 0, 0, 20, 10, grid=(40, 20))
    content = slot.finish().decode()
    assert content.count("BDC") == content.count("EMC") == 4
    assert content.count("/Artifact") == 3
    assert content.count("/Figure<</MCID 3>>BDC") == 1
    assert "0.500000 0 0 0.500000 0 40 cm" in content
    assert content.split().count("q") == content.split().count("Q")
    assert slot.figures == {id(figure): (0, 40, 20, 50)}


def test_a_slot_keeps_to_its_numbers() -> None:
    """A slot that says more than it has MCIDs for would say it in another slot's name."""
    slot = pen()
    for _ in range(2):
        slot.text(StructureElement("P"), "abc", 0, 10, 10)
    with pytest.raises(ValueError, match="MCIDs"):
        slot.text(StructureElement("P"), "abc", 0, 10, 10)
