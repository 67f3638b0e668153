"""A question with its icon, and the answer below it, as strips."""

from __future__ import annotations

from leaflet.design import Paper, Type
from leaflet.layout.composer import Paragraph
from leaflet.layout.items import RuleItem
from leaflet.layout.key_facts import Headed, KeyFacts
from leaflet.layout.large import strips
from leaflet.layout.large.strips import Part, Strip
from leaflet.layout.lists import ListBlock
from leaflet.layout.questions import FEWEST, Questions
from leaflet.layout.sections import RULE, Body

SECTION_GAP, RULE_GAP = 2, 2.5
"""Units above and below the rule between two sections."""
APART, LINE = 36.0, 1.25
"""From one line to write on to the next: 12.7 mm, for large handwriting."""
MOST_LINES = 6
AIR = 12.0
"""Below the last line to write on."""
BETWEEN_ITEMS = 0.5
"""Units between the items of a list, so that each stands out."""


def opened(section: list[Strip], paper: Paper, type_: Type) -> list[Strip]:
    """A section, parted by a rule from what stands above it."""
    u = type_.u
    rule = RuleItem(x=paper.side, y=-RULE_GAP * u - RULE / 2, length=paper.content_width,
                    weight=RULE, colour="brand")  # fmt: skip
    first, *rest = section
    return [
        Strip(
            height=first.height, items=first.items, before=Part.SECTION,
            gap=(SECTION_GAP + RULE_GAP) * u, frame=first.frame, rule=rule, grows=True,
        ),
        *rest,
    ]  # fmt: skip


def head(headed: Headed, paper: Paper, type_: Type) -> Strip:
    """A question and its icon; it is never divided."""
    return strips.of(headed.place(paper.side, 0, paper.content_width, type_))


def section(headed: Headed, body: Body, paper: Paper, type_: Type) -> list[Strip]:
    """A question and its answer across the page."""
    answer = body_strips(body, paper.side, paper.content_width, type_)
    return opened(strips.headed([head(headed, paper, type_)], answer), paper, type_)


def key_facts(facts: KeyFacts, paper: Paper, type_: Type) -> list[Strip]:
    """Three questions with short answers, one below the other."""
    found: list[Strip] = []
    for headed, answer in facts.facts:
        lines = paragraph(answer, paper.side, paper.content_width, type_)
        found += opened(strips.headed([head(headed, paper, type_)], lines), paper, type_)
    return found


def body_strips(body: Body, x: float, width: float, type_: Type) -> list[Strip]:
    """The paragraphs and lists of an answer; what introduces a list stays with it."""
    found: list[Strip] = []
    lead: list[Strip] = []
    for index, (block, joined) in enumerate(zip(body.blocks, body.joined, strict=True)):
        gap = BETWEEN_ITEMS if joined or not index else 1
        each = _block(block, x, width, type_, gap * type_.u)
        leads = index + 1 < len(body.joined) and body.joined[index + 1]
        if lead:
            each = strips.headed(lead, each)
        lead = each if leads else []
        if not leads:
            found += each
    return found


def paragraph(
    said: Paragraph, x: float, width: float, type_: Type, *, gap: float = 0
) -> list[Strip]:
    """A paragraph of the body's type, line by line."""
    setting = type_.setting(said.style)
    return strips.paragraph(said.line_by_line(setting, x, width), gap=gap)


def list_strips(block: ListBlock, x: float, width: float, type_: Type, gap: float) -> list[Strip]:
    """A list, line by line."""
    lines = block.lines(x, width, type_)
    return strips.listed(lines, before=Part.BLOCK, gap=gap, between=BETWEEN_ITEMS * type_.u)


def _block(
    block: Paragraph | ListBlock, x: float, width: float, type_: Type, gap: float
) -> list[Strip]:
    if isinstance(block, ListBlock):
        return list_strips(block, x, width, type_, gap)
    return paragraph(block, x, width, type_, gap=gap)


def questions(asked: Questions, lines: int, type_: Type) -> list[Strip]:
    """“My questions”, and so many lines to write on."""
    paper = asked.paper
    headed = head(asked.head, paper, type_)
    rules = (
        RuleItem(x=paper.side, y=headed.height + APART * (n + 1) - LINE / 2,
                 length=paper.content_width, weight=LINE)
        for n in range(lines)
    )  # fmt: skip
    strip = Strip(height=headed.height + APART * lines, items=(*headed.items, *rules))
    return opened([strip], paper, type_)


def question_lines(asked: Questions, room: float, type_: Type) -> int:
    """How many lines stand in ``room`` points with their heading: none, or three and more."""
    lines = min(MOST_LINES, int((room - head(asked.head, asked.paper, type_).height - AIR) / APART))
    return lines if lines >= FEWEST else 0
