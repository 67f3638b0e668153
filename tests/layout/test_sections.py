from collections.abc import Mapping

import pytest

from leaflet.design import A4, BASE, Style
from leaflet.layout.composer import Composer
from leaflet.layout.items import FrameItem, IconItem, Placed, TextItem
from leaflet.layout.sections import Body
from leaflet.model.medicine import Section
from leaflet.structure import StructureElement, outline
from tests import build

PARAGRAPH = {"paragraph": [build.statement("Some words.")]}
LEAD = {"lead": "Check first:"}
BULLETS = {"bullets": [build.statement("**One** thing"), build.statement("Another")]}
TICKS = {"ticks": [build.statement("This"), build.statement("That")]}
STEPS = {"steps": [build.statement("Open it"), build.statement("Close it")]}


def composed(*blocks: Mapping[str, object], width: float = 300) -> tuple[StructureElement, Placed]:
    """The blocks as an answer, with their structure, set in a column that starts at 0, 0."""
    section = Section.model_validate(build.section("asked", blocks))
    parent = StructureElement("Sect")
    composer = Composer(build.locale(), build.faces(), A4)
    body = Body.compose(composer, parent, section.body, list_gap=1)
    return parent, body.place(0, 0, width, BASE)


def lines(placed: Placed) -> list[tuple[str, float, float]]:
    """Each line's words, start and baseline."""
    return [
        ("".join(segment.text for segment in item.line.segments), item.x, item.y)
        for item in placed.items
        if isinstance(item, TextItem)
    ]


BASELINE = BASE.setting(Style.BODY).baseline


def test_each_block_has_its_own_structure() -> None:
    """Paragraphs, lead-ins and the three kinds of list are told apart by a screen reader."""
    parent, _ = composed(PARAGRAPH, LEAD, BULLETS, TICKS, STEPS)
    assert outline(parent).splitlines() == [
        "Sect",
        '  P "Some words."',
        '  P "Check first:"',
        "  L",
        "    LI",
        "      Lbl actual='•'",
        '      LBody "One thing"',
        "    LI",
        "      Lbl actual='•'",
        '      LBody "Another"',
        "  L",
        "    LI",
        '      LBody "This"',
        "    LI",
        '      LBody "That"',
        "  L",
        "    LI",
        '      Lbl "1."',
        '      LBody "Open it"',
        "    LI",
        '      Lbl "2."',
        '      LBody "Close it"',
    ]
    numbering = [
        kid.attributes["List"]["ListNumbering"] for kid in parent.walk() if kid.role == "L"
    ]
    assert numbering == ["Disc", "None", "Decimal"]


def test_bullets_are_discs_before_their_text() -> None:
    """A bullet is a black disc at the column's start; its text is indented by 14 points."""
    _, placed = composed(BULLETS)
    discs = [item for item in placed.items if isinstance(item, IconItem)]
    assert [(disc.name, disc.x, disc.width) for disc in discs] == [("bullet", 0, 5)] * 2
    assert [(text, x) for text, x, _ in lines(placed)] == [("One thing", 14), ("Another", 14)]
    for disc, (_, _, baseline) in zip(discs, lines(placed), strict=True):
        assert baseline - 0.536 * 12 < disc.y + 2.5 < baseline  # at the middle of small letters


def test_ticks_are_boxes_for_a_pen() -> None:
    """Each item to tick has an empty box of 11 points, larger than its letters."""
    _, placed = composed(TICKS)
    boxes = [item for item in placed.items if isinstance(item, FrameItem)]
    assert [(box.width + box.weight, box.height + box.weight) for box in boxes] == [(11, 11)] * 2
    assert all(box.fill is None for box in boxes)
    assert [x for _, x, _ in lines(placed)] == [20, 20]


def test_steps_are_counted() -> None:
    """Steps are numbered from 1, in bold, on the first line of each."""
    _, placed = composed({"steps": [build.statement(60), build.statement("Then that")]}, width=150)
    said = lines(placed)
    numbers = [(text, x) for text, x, _ in said if x == 0]
    assert numbers == [("1.", 0), ("2.", 0)]
    assert said[0][2] == said[1][2]
    assert {x for _, x, _ in said if x} == {18}


def test_ten_steps_and_more_have_room_for_their_numbers() -> None:
    """The number 10 does not touch the words behind it."""
    _, placed = composed({"steps": [build.statement("Do this")] * 12})
    items = [item for item in placed.items if isinstance(item, TextItem)]
    for number, words in zip(items[::2], items[1::2], strict=True):
        assert number.x + number.width <= words.x - 2


@pytest.mark.parametrize("list_", [BULLETS, TICKS, STEPS], ids=["bullets", "ticks", "steps"])
def test_a_list_follows_its_lead_in_without_a_gap(list_: Mapping[str, object]) -> None:
    """The bold line that introduces a list stands directly on it."""
    for above in (LEAD, PARAGRAPH):
        _, placed = composed(above, list_)
        lead, *rest = lines(placed)
        assert lead[2] == BASELINE
        assert rest[0][2] == BASELINE + 16


def test_other_blocks_are_parted_by_a_unit() -> None:
    """Between two paragraphs, and below a list, lies a unit: nothing reads as one block."""
    _, placed = composed(PARAGRAPH, PARAGRAPH)
    assert [y for _, _, y in lines(placed)] == [BASELINE, BASELINE + 20]
    _, placed = composed(PARAGRAPH, LEAD)
    assert [y for _, _, y in lines(placed)] == [BASELINE, BASELINE + 20]
    _, placed = composed(TICKS, PARAGRAPH)
    assert [y - BASELINE for _, _, y in lines(placed)] == [0, 18, 38]


def test_height_is_that_of_the_lines() -> None:
    """What a block takes is its lines and gaps: 2 bullets with a unit between them, 36 points."""
    assert composed(BULLETS)[1].height == 36
    assert composed(LEAD, BULLETS)[1].height == 52
    assert composed(PARAGRAPH, BULLETS, PARAGRAPH)[1].height == 16 + 36 + 4 + 16


def test_bold_words_are_bold_and_others_not() -> None:
    """Lead words between two stars are bold; a lead-in is bold as a whole."""
    _, placed = composed(LEAD, BULLETS)
    faces = [
        [(segment.text, segment.face) for segment in item.line.segments]
        for item in placed.items if isinstance(item, TextItem)
    ]  # fmt: skip
    assert faces[0] == [("Check first:", "bold")]
    assert faces[1] == [("One", "bold"), (" thing", "regular")]


def test_words_of_another_language_are_marked() -> None:
    """A foreign name is spoken in its language: it has a span, also where it is partly bold."""
    said = "Ask for [**Aide** aux malades]{lang=fr} here"
    parent, _ = composed({"paragraph": [build.statement(said)]})
    assert outline(parent).splitlines()[1:] == [
        '  P "Ask for  here"',
        "    Span lang='fr' \"Aide aux malades\"",
    ]


def test_emergency_numbers_are_links_wherever_they_stand() -> None:
    """The locale's numbers can be tapped; longer figures that contain them are no numbers."""
    said = "Call 999 or 111, not 1999, 99.9, 1,999 or 999-1."
    parent, placed = composed({"paragraph": [build.statement(said)]})
    links = [(kid.text(), kid.target) for kid in parent.walk() if kid.role == "Link"]
    assert links == [("999", "tel:999"), ("111", "tel:111")]
    assert lines(placed)[0][0].startswith("Call 999 or 111")
