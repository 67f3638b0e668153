"""What stands on which page, in which order, in which colour."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from leaflet.checks.tags.agreement import disagreements
from leaflet.design import A4, LETTER, Paper
from leaflet.layout.items import FrameItem, TextItem
from leaflet.layout.pages import compose
from leaflet.model.medicine import Leaflet
from tests import build
from tests.judges.outline import outline

from .printed import DANGER, Box, PrintedPage, printed

PAPERS = pytest.mark.parametrize("paper", [A4, LETTER], ids=lambda paper: paper.name)
PRINTED = ("text", "heading", "headline", "lead", "call", "name", "form")
WHITE, INK = (255, 255, 255), (0, 0, 0)


def numbered(value: object, count: Iterator[int]) -> Any:
    """The values with every printed text replaced by a number of its own, in the file's order."""
    if isinstance(value, dict):
        return {
            key: f"No{next(count)}" if key in PRINTED else numbered(kid, count)
            for key, kid in value.items()
        }
    if isinstance(value, list):
        return [numbered(kid, count) for kid in value]
    return value


def told_apart(**changes: object) -> Leaflet:
    """A leaflet in which no text is like another: No0, No1 and so on, as they stand in the file."""
    body: list[dict[str, object]] = [
        {"paragraph": [build.statement(3)]}, {"lead": "Some"}, {"bullets": build.statements(9)},
        {"ticks": build.statements(9)}, {"steps": build.statements(9)},
    ]  # fmt: skip
    content = build.content(closing=3) | changes
    content["taking"] = [build.section("taking", body), build.section("more-taking", body[:3])]
    content["sections"] = [build.section("thing", body), build.section("other-thing", body[2:])]
    return Leaflet.model_validate(numbered(content, iter(range(1000))))


@cache
def numbered_pdf(paper: Paper) -> bytes:
    """That leaflet, finished."""
    return build.finished(told_apart(), paper)


@cache
def ordinary(paper: Paper = A4) -> tuple[PrintedPage, ...]:
    """The printed pages of a leaflet with nothing special."""
    return printed(build.finished(build.leaflet(), paper))


def numbers(text: str) -> list[int]:
    """The numbers of the texts, as they follow one another; repetitions left out."""
    found = [int(number) for number in re.findall(r"No(\d+)", text)]
    return list(dict.fromkeys(found))


def test_structure_has_the_order_of_the_file() -> None:
    """All that an author writes is read aloud, in the order of the file."""
    leaflet = told_apart()
    part = compose(leaflet, build.locale(), build.faces(), A4)
    said = numbers(part.text())
    assert said == sorted(said)
    assert len(said) > 60
    assert said == list(range(len(said)))


@PAPERS
def test_reading_order_is_the_order_of_the_file(paper: Paper) -> None:
    """A screen reader meets the texts of the finished file in the order of the YAML."""
    _, spoken = outline(numbered_pdf(paper)).split("\n", 1)
    without_titles = re.sub(r' title="[^"]*"', "", spoken)
    said = numbers(without_titles)
    assert said == list(range(len(said)))


@PAPERS
def test_page_one_ends_with_the_dose_chart(paper: Paper) -> None:
    """Facts, warning, taking it and dose chart are on page 1; page 2 starts at side effects."""
    front, back = printed(numbered_pdf(paper))
    on_front, on_back = (
        numbers(" ".join(ink.text for ink in page.texts)) for page in (front, back)
    )
    assert max(on_front) + 1 == min(n for n in on_back if n > 0)  # No0 is the running name
    titles = "How soon to act"
    assert titles in back.says()
    assert titles not in front.says()
    rule = front.rules()[-1]
    body = [ink for ink in front.texts if ink.box.bottom < rule.top]
    lowest = sorted(ink.text.strip() for ink in sorted(body, key=lambda ink: ink.box.bottom)[-4:])
    assert lowest == ["Bedtime", "Evening", "Midday", "Morning"]
    heads = [ink for ink in back.texts if ink.box.top > 34 + 7 * 3.5]
    assert heads[0].text.startswith("No")  # the heading of the side effects
    assert "How soon to act" in heads[1].text


@PAPERS
@pytest.mark.parametrize("words", [8, 60])
def test_the_warning_box_is_whole_on_page_one(paper: Paper, words: int) -> None:
    """Short or long, all that the warning says stands within its frame on page 1."""
    leaflet = build.leaflet(warning=words, overdose=words, fact=2, taking=2)
    front, _ = printed(build.finished(leaflet, paper))
    box = next(shape.box for shape in front.shapes if shape.colour == DANGER)
    half = [ink.text for ink in front.texts if box.holds(ink.box)]
    inside = " ".join("".join(half).split())
    for text in ("Warning: read this first", "Do not", "deadly", "Never at once", "Taken too much?",
                 "Call 999 now", "Do not wait for signs:"):  # fmt: skip
        assert text in inside
    in_box = 4  # one each in effects, signs and the closing lines of both halves
    assert inside.count(build.text(8)) == front.says().count(build.text(8)) == in_box


def danger(page: PrintedPage) -> list[Box]:
    """Where the page is danger red."""
    return [ink.box for ink in page.ink if ink.colour == DANGER]


@PAPERS
def test_danger_red_is_for_danger(paper: Paper) -> None:
    """Red is in the warning box, the short warning and the marks of urgency, and nowhere else."""
    front, back = ordinary(paper)
    frame, bar, divider, *cut_out = danger(front)
    assert frame.holds(bar, but=0.1)
    assert frame.holds(divider, but=0.1)
    assert all(bar.holds(part) for part in cut_out)
    assert bar.height < 35
    assert divider.width == pytest.approx(1.5, abs=0.1)
    short, sign, soon, now = danger(back)
    assert short.holds(back.find("Do not stop suddenly. Too much?").box)
    assert short.holds(sign)
    head = {text: back.find(text).box for text in ("Common", "Call your", "Get help")}
    assert soon.width == 7
    assert soon.top < head["Call your"].top < soon.bottom <= now.top
    assert now.holds(head["Get help"])
    assert head["Common"].bottom < soon.top
    assert now.width < back.width / 3


@PAPERS
def test_no_word_is_red_and_white_words_are_on_red(paper: Paper) -> None:
    """Words are black, but two labels are white on red and the name has the brand's colour."""
    pages = ordinary(paper)
    for page in pages:
        for ink in page.texts:
            assert ink.colour != DANGER
            if ink.colour == WHITE:
                assert any(box.holds(ink.box) for box in danger(page))
                assert ink.size >= 14
            elif ink.colour != INK:
                assert ink.text.strip() == "Testicine"
    white = [ink.text.strip() for page in pages for ink in page.texts if ink.colour == WHITE]
    assert white == ["Warning: read this first", "Get help now"]


@pytest.mark.parametrize("words", range(2, 14))
def test_the_solid_cell_is_wider_than_its_words(words: int) -> None:
    """However its lines fall, "get help now" keeps clear of the end of its red cell."""
    content = build.content(taking=8, section=8)
    content["side_effects"]["rows"][2]["heading"] = build.text(words)
    _, back = build.laid_out(Leaflet.model_validate(content)).pages
    cell = next(
        item for item in back.items
        if isinstance(item, FrameItem) and item.fill == "danger" and item.width > 60
    )  # fmt: skip
    lines = [i for i in back.items if isinstance(i, TextItem) and i.colour == "paper"]
    assert lines
    for line in lines:
        assert cell.y < line.y < cell.y + cell.height
        assert line.x + line.width <= cell.x + cell.width - 4


NO_RISK = {
    "no_withdrawal_risk": {"reason": "Nothing happens on stopping.", "sources": [build.SOURCE]},
    "danger": {
        "headline": "It can stop your breathing", "sources": [build.SOURCE],
        "lead": "Above all with:", "effects": [build.statement("strong painkillers")],
    },
}  # fmt: skip


def test_without_withdrawal_risk_the_danger_is_printed() -> None:
    """Where stopping is safe, the box warns of the danger there is; the reason is not printed."""
    content = build.content()
    warning = {key: value for key, value in content["warning"].items() if key != "withdrawal"}
    pdf = build.finished(build.leaflet({"warning": NO_RISK | warning}))
    front, _ = printed(pdf)
    box = danger(front)[0]
    for text in ("breathing", "Above all with:", "strong painkillers", "Taken too much?"):
        assert box.holds(front.find(text).box)
    assert "Nothing happens" not in outline(pdf)
    assert "Figure" not in outline(pdf)  # no pictures were asked for
    assert disagreements(pdf) == ()


@PAPERS
@pytest.mark.parametrize("words", [6, 30])
def test_who_must_never_take_it_stands_across_the_box(paper: Paper, words: int) -> None:
    """Who must not start it is told first in the box, in bold, in print and aloud."""
    content = build.content(warning=8, overdose=8, taking=16, fact=4)
    content["warning"]["never"] = [build.statement(words, 4)]
    pdf = build.finished(build.leaflet(content), paper)
    front, _ = printed(pdf)
    frame, bar, *_ = danger(front)
    said = build.text(words, 4).split()
    inks = [front.find(said[0]), front.find("Taken too much?"), front.find("deadly")]
    assert all(frame.holds(ink.box) for ink in inks)
    never, *halves = inks
    assert never.box.top > bar.bottom
    assert all(never.box.bottom < half.box.top for half in halves)
    assert never.size >= 14
    sign = next(box for box in danger(front) if 10 < box.width < 30 and box.top > bar.bottom)
    assert sign.right < never.box.left
    spoken = outline(pdf)
    order = ["Warning: read this first", build.text(words, 4), "This can be deadly:"]
    places = [spoken.rindex(text) for text in order]
    assert places == sorted(places)
    assert disagreements(pdf) == ()


@PAPERS
@pytest.mark.parametrize("steps", [2, 5, 6])
def test_a_dose_that_changes_has_a_plan_to_fill_in(paper: Paper, steps: int) -> None:
    """A plan has a cell for each step's first day and for its dose, with room to write in both."""
    content = build.content(taking=16) | {"dose_chart": {"steps": steps}}
    pdf = build.finished(build.leaflet(content), paper)
    front, _ = printed(pdf)
    assert "Your dose, step by step" in front.says()
    assert "Morning" not in front.says()
    heads = [front.find(text).box for text in ("From (date)", "Each day")]
    plan = next(box for box in front.frames() if all(box.holds(head) for head in heads))
    inside = [shape.box for shape in front.shapes if plan.holds(shape.box, but=1)]
    upright = sorted(box.left for box in inside if box.width < 2 and box.height > 60)
    across = sorted(box.top for box in inside if box.height < 2 and box.width > 300)
    assert len(upright) == steps
    (between,) = across
    assert plan.bottom - between > 27  # room to write: 8 units at the least
    assert between - plan.top > 27
    assert min(b - a for a, b in zip(upright, [*upright[1:], plan.right], strict=True)) > 50
    spoken = outline(pdf)
    table = spoken[spoken.index("Your dose, step by step") :].split("Sect", 1)[0]
    assert table.count("TD") == steps
    assert table.count("TH ") == steps + 2
    assert disagreements(pdf) == ()


def test_without_a_dose_chart_there_is_none() -> None:
    """Where a file says none, there is no dose chart, in print or spoken."""
    pdf = build.finished(build.leaflet({"dose_chart": "none"}))
    front, back = printed(pdf)
    for text in ("Your dose", "Morning", "Bedtime"):
        assert text not in front.says() + back.says()
        assert text not in outline(pdf)
    assert disagreements(pdf) == ()


@pytest.mark.parametrize("times", [["morning"], ["morning", "bedtime"],
                                   ["morning", "midday", "evening"]], ids=len)  # fmt: skip
def test_the_dose_chart_has_the_times_asked_for(times: list[str]) -> None:
    """The chart has a cell and a line to write on for each time of day, side by side."""
    front, _ = printed(build.finished(build.leaflet({"dose_chart": {"times": times}})))
    labels = [front.find(time.capitalize()).box for time in times]
    assert len({label.bottom for label in labels if label.height == labels[0].height}) == 1
    assert [label.left for label in labels] == sorted(label.left for label in labels)
    chart = next(box for box in front.frames() if box.holds(labels[0]) and box.height < 120)
    lines = [
        shape.box for shape in front.shapes
        if chart.holds(shape.box) and shape.box.height < 2 and shape.box.width > 60
    ]  # fmt: skip
    assert len(lines) == len(times)
    for label, line in zip(labels, lines, strict=True):
        assert line.left < label.left < line.right
        assert line.top - label.bottom > 30  # room to write


@pytest.mark.parametrize("sections", [1, 2, 3, 5])
def test_an_odd_last_section_has_the_whole_width(sections: int) -> None:
    """Sections of page 2 stand in pairs, in the order of the file; an odd last one is wide."""
    _, back = printed(build.finished(build.leaflet(sections=sections, section=16)))
    heads = [back.find(f"What about thing {n + 1}?").box for n in range(sections)]
    for n, head in enumerate(heads):
        (rule,) = (
            shape.box for shape in back.shapes
            if shape.box.height == pytest.approx(1, abs=0.1) and 0 < head.top - shape.box.top < 20
            and shape.box.left < head.left < shape.box.right
        )  # fmt: skip
        alone = n == sections - 1 and sections % 2
        assert rule.width == pytest.approx(A4.content_width if alone else A4.span(3), abs=1.1)
        assert head.top == heads[n - n % 2].top
        assert (head.left < back.width / 2) == (n % 2 == 0)


def test_sources_are_listed_by_publisher_where_nothing_shorter_is_said() -> None:
    """Without a short line of sources the foot names each publisher once."""
    content = build.content()
    del content["sources_in_short"]
    source = content["sources"][build.SOURCE]
    content["sources"] |= {"b": source | {"publisher": "Somebody"}, "c": source}
    _, back = printed(build.finished(Leaflet.model_validate(content)))
    assert "Sources: Nobody, Somebody." in back.says()


def test_every_page_says_that_it_is_a_draft() -> None:
    """The draft tag stands framed on both pages, and is read aloud once."""
    pdf = build.finished(build.leaflet())
    for page in printed(pdf):
        tag = page.find("DRAFT").box
        assert any(frame.holds(tag) and frame.height < 17 for frame in page.frames())
    assert outline(pdf).count("DRAFT") == 1


def test_every_page_has_name_and_warning() -> None:
    """Parted or copied one-sided, each page says what it is about and what is dangerous."""
    for page in ordinary():
        assert page.find("Testicine").box.top < 100
        assert "top suddenly" in page.says()
        assert "999" in page.says()
