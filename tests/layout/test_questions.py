from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest

from leaflet.checks.tags.agreement import disagreements
from leaflet.design import A4, LETTER, Paper
from leaflet.layout.pages import compose
from tests import build
from tests.judges.outline import outline

from .printed import Box, PrintedPage, faults, printed
from .test_two_pages import SHORT

TITLE = "My questions"
PAPERS = pytest.mark.parametrize("paper", [A4, LETTER], ids=lambda paper: paper.name)


def lines_below(page: PrintedPage, title: str = TITLE) -> list[Box]:
    """The rules to write on below the heading."""
    heading = page.find(title).box
    rules = [rule for rule in page.rules()[:-1] if rule.top > heading.bottom]
    frames = [frame for frame in page.frames() if frame.top > heading.bottom]
    return [rule for rule in rules if not any(frame.holds(rule, but=1) for frame in frames)]


@PAPERS
def test_a_short_back_has_lines_before_the_contacts(paper: Paper) -> None:
    """Room left on page 2 becomes lines for questions, between the sections and the contacts."""
    front, back = printed(build.finished(build.leaflet(**SHORT, sections=1), paper))
    assert TITLE not in front.says()
    lines = lines_below(back)
    assert len(lines) >= 3
    assert {round(b.top - a.top, 2) for a, b in pairwise(lines)} == {27}
    assert back.find("What about thing 1?").box.bottom < back.find(TITLE).box.top
    assert lines[-1].bottom < back.find("Who do I call?").box.top
    assert faults((front, back), 17 / 4) == []


@PAPERS
def test_a_short_front_has_lines_at_its_end(paper: Paper) -> None:
    """Room left on page 1, as without a dose chart, becomes lines for questions at its end."""
    leaflet = build.leaflet({"dose_chart": "none"}, **{**SHORT, "warning": 4, "fact": 1})
    front, back = printed(build.finished(leaflet, paper))
    lines = lines_below(front)
    assert len(lines) >= 3
    assert front.find("What about").box.bottom < front.find(TITLE).box.top
    below = [ink for ink in front.texts if ink.box.top > lines[-1].bottom]
    assert below[0].text.startswith("DRAFT")
    assert faults((front, back), 17 / 4) == []


def test_lines_use_the_room_there_is() -> None:
    """There are as many lines as fit, and with too little room for three no heading either."""
    counts = []
    for words in range(2, 42, 5):
        pdf = build.finished(build.leaflet(**{**SHORT, "section": words, "sections": 1}))
        _, back = printed(pdf)
        if TITLE not in back.says():
            counts.append(0)
            continue
        counts.append(len(lines_below(back)))
        contacts = back.frames()[-2]
        air = back.rules()[-1].top - contacts.bottom
        assert 2 * 17 / 4 - 0.01 <= air < 2 * 17 / 4 + 27
    assert {0, 3, 4, 5} <= set(counts)
    assert not {1, 2} & set(counts)


def test_full_pages_have_no_questions() -> None:
    """A leaflet that fills its pages has neither heading nor lines, in print or structure."""
    pdf = build.finished(build.leaflet())
    assert TITLE not in " ".join(page.says() for page in printed(pdf))
    assert TITLE not in outline(pdf)


def test_questions_are_a_section_and_their_lines_are_none() -> None:
    """A screen reader meets the heading, before the contacts; the lines are artifacts."""
    pdf = build.finished(build.leaflet(**SHORT, sections=1))
    text = outline(pdf)
    assert text.count(TITLE) == 2  # title of the section, and heading
    sections = [line.strip() for line in text.splitlines() if line.strip().startswith("Sect")]
    at = sections.index(f'Sect title="{TITLE}"')
    assert 'title="What about thing 1?"' in sections[at - 1]
    assert 'title="Who do I call?"' in sections[at + 1]
    below = text[text.index(f'Sect title="{TITLE}"') :].splitlines()
    assert below[1].strip() == f'H2 "{TITLE}"'
    assert below[2].strip().startswith("Sect")
    assert disagreements(pdf) == ()


def test_questions_on_both_pages() -> None:
    """Very short text gets lines on both pages, each in its place in the reading order."""
    leaflet = build.leaflet(
        {"dose_chart": "none"}, **{**SHORT, "warning": 4, "fact": 1}, sections=1
    )
    pdf = build.finished(leaflet)
    sections = [line for line in outline(pdf).splitlines() if line.startswith("    Sect ")]
    assert [i for i, line in enumerate(sections) if TITLE in line] == [
        next(i for i, line in enumerate(sections) if "What side effects" in line) - 1,
        next(i for i, line in enumerate(sections) if "Who do I call?" in line) - 1,
    ]
    with pikepdf.open(BytesIO(pdf)) as document, document.open_outline() as bookmarks:
        titles = [str(item.title) for item in bookmarks.root[0].children]
    assert titles.count(TITLE) == 2


def test_questions_are_no_part_of_the_text() -> None:
    """The structure of the words alone, before there are pages, has no questions."""
    leaflet = build.leaflet(**SHORT, sections=1)
    assert TITLE not in compose(leaflet, build.locale(), build.faces(), A4).text()
