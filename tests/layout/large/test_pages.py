"""Large print: as many pages as the text takes, and nothing left behind."""

from __future__ import annotations

import contextlib
import datetime as dt
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaflet.design import A4, LETTER, Paper
from leaflet.errors import OverfullError
from leaflet.layout.items import TextItem
from leaflet.layout.large.pages import lay_out_large
from leaflet.layout.pages import LaidOut
from leaflet.model.medicine import Leaflet
from leaflet.model.review import Approval
from tests import build

from .rules import faults, lines, words_of

PAPERS = pytest.mark.parametrize("paper", [A4, LETTER], ids=lambda paper: paper.name)


def said(laid_out: LaidOut) -> str:
    """All that is read aloud, along the pages, without spaces."""
    texts = [words_of(line) for page in laid_out.pages for line in lines(page)]
    return re.sub(r"\s", "", "".join(texts))


def told(laid_out: LaidOut) -> str:
    """The same along the structure."""
    leaves = (leaf.text for leaf in laid_out.structure.leaves())
    return re.sub(r"[\s•]", "", "".join(leaves))


def furniture(laid_out: LaidOut, page: int) -> str:
    """All words of a page, the repeated ones too."""
    items = laid_out.pages[page].items
    return " ".join(words_of(item) for item in items if isinstance(item, TextItem))


@PAPERS
def test_warning_stands_alone_on_page_one(paper: Paper) -> None:
    """Whoever looks at the first page sees what can kill, and no other advice beside it."""
    leaflet = build.leaflet()
    first = furniture(build.large(leaflet, paper), 0)
    assert leaflet.warning.overdose.call in first
    assert leaflet.warning.main.headline in first
    assert leaflet.key_facts[0].heading not in first


@PAPERS
def test_every_page_tells_name_warning_draft_and_number(paper: Paper) -> None:
    """Sheets get parted: each one says what it is of, what is dangerous, and which it is."""
    leaflet = build.leaflet()
    laid_out = build.large(leaflet, paper)
    count = len(laid_out.pages)
    for number in range(count):
        words = furniture(laid_out, number)
        assert leaflet.name in words
        assert build.locale().words.draft in words
        assert f"Page {number + 1} of {count}" in words
        if number:
            assert leaflet.warning.short in words


amounts = st.fixed_dictionaries(
    {
        "fact": st.integers(1, 40),
        "taking": st.integers(1, 160),
        "takings": st.integers(1, 3),
        "notice": st.integers(1, 60),
        "action": st.integers(1, 60),
        "section": st.integers(1, 120),
        "sections": st.integers(1, 7),
        "contacts": st.integers(1, 20),
        "sources": st.integers(1, 30),
    }
)


@settings(max_examples=40)
@given(amounts, st.sampled_from([A4, LETTER]))
def test_any_text_keeps_the_rules(words: dict[str, int], paper: Paper) -> None:
    """However long the answers are, all is said once in order, and nothing is left behind."""
    laid_out = build.large(build.leaflet(**words), paper)
    assert faults(laid_out) == []
    assert said(laid_out) == told(laid_out)


@settings(max_examples=25)
@given(st.integers(1, 90), st.integers(1, 90), st.integers(0, 60), st.sampled_from([A4, LETTER]))
def test_a_warning_fits_whole_or_not_at_all(
    warning: int, overdose: int, closing: int, paper: Paper
) -> None:
    """The warning is never parted: it gives way down to 16 points, and then it is refused."""
    leaflet = build.leaflet(warning=warning, overdose=overdose, closing=closing)
    if warning + overdose + closing > 70:
        with contextlib.suppress(OverfullError):
            assert faults(build.large(leaflet, paper)) == []
        return
    laid_out = build.large(leaflet, paper)
    assert faults(laid_out) == []
    first = furniture(laid_out, 0)
    assert leaflet.warning.main.effects[-1].text in re.sub(r"\s+", " ", first)


def test_a_warning_too_long_tells_what_to_cut() -> None:
    """A warning that does not fit is refused with how much is to go; nothing is dropped."""
    with pytest.raises(OverfullError, match=r"large print is \d+ pt too long") as told:
        build.large(build.leaflet(warning=120, overdose=120))
    assert "cut about" in str(told.value)


def with_paragraph(words: int) -> Leaflet:
    """A leaflet with one paragraph of so many words."""
    body = [{"paragraph": [build.statement(words)]}]
    return build.leaflet({"sections": [build.section("long", body)]})


def test_a_paragraph_longer_than_a_page_goes_on() -> None:
    """A paragraph that fills more than a page is parted between lines, and stays one paragraph."""
    laid_out = build.large(with_paragraph(700))
    assert faults(laid_out) == []
    paragraphs = [each for each in laid_out.structure.walk() if each.role == "P"]
    assert sum(len(each.text()) > 3000 for each in paragraphs) == 1


def test_a_short_list_longer_than_a_page_goes_on() -> None:
    """Only a list of three that no page can hold is parted: every word of it is printed."""
    body = [{"bullets": [build.statement(300), build.statement(300), build.statement(300)]}]
    laid_out = build.large(build.leaflet({"sections": [build.section("long", body)]}))
    assert said(laid_out) == told(laid_out)
    assert all(page.bottom <= page.limit + 0.01 for page in laid_out.pages)


def test_a_card_longer_than_a_page_goes_on() -> None:
    """A card of side effects that no page can hold has a frame on each page it is on."""
    laid_out = build.large(build.leaflet(notice=500, action=12))
    assert said(laid_out) == told(laid_out)
    assert all(page.bottom <= page.limit + 0.01 for page in laid_out.pages)


def test_a_dose_plan_has_a_row_for_each_step() -> None:
    """A dose that changes over weeks is filled in row by row, in a table with heads."""
    laid_out = build.large(build.leaflet({"dose_chart": {"steps": 4}}))
    chart = next(each for each in laid_out.structure.walk() if each.id == "dose-chart")
    roles = [each.role for each in chart.walk()]
    assert (roles.count("TR"), roles.count("TH"), roles.count("TD")) == (5, 6, 4)
    assert faults(laid_out) == []


def test_room_is_for_questions() -> None:
    """A page with room to spare has lines to write questions on; they are said once."""
    laid_out = build.large(build.leaflet(fact=5, taking=8))
    headings = [each.text() for each in laid_out.structure.walk() if each.role == "H2"]
    assert headings.count(build.locale().words.my_questions) == 1
    assert said(laid_out) == told(laid_out)


def test_a_word_wider_than_the_page_is_refused() -> None:
    """A word that no line can hold is an error that names it, never a cut."""
    body = [{"paragraph": [build.statement("x" * 200)]}]
    with pytest.raises(OverfullError, match="wider than its column"):
        build.large(build.leaflet({"sections": [build.section("long", body)]}))


def test_a_long_name_puts_the_warning_below_it() -> None:
    """Where name and warning have no room on one line, the head has two; neither is cut."""
    for name in ("Hydroxychloroquine", "Methylphenidate hydrochloride"):
        leaflet = build.leaflet({"name": name})
        laid_out = build.large(leaflet)
        assert leaflet.warning.short in furniture(laid_out, 2)
        assert faults(laid_out) == []


def approval(role: str) -> Approval:
    """One professional's word; the digest is of nothing."""
    return Approval(
        name="Ann Example", role=role, registration="GPhC 2000001", date=dt.date(2026, 11, 25),
        digest="form1:sha256:" + "0" * 64,
    )  # fmt: skip


@PAPERS
def test_reviewers_stand_on_every_page(paper: Paper) -> None:
    """Once the text is approved, each page says by whom, in as many lines as that takes."""
    approvals = (approval("pharmacist"), approval("consultant neurologist"))
    words = build.locale()
    laid_out = lay_out_large(build.leaflet(), words, build.faces(), paper, approvals)
    assert faults(laid_out) == []
    for number in range(len(laid_out.pages)):
        page = furniture(laid_out, number)
        assert page.count("Ann Example") == 2
        assert words.words.draft not in page
    assert told(laid_out).count("AnnExample") == 2


def test_too_many_reviewers_are_refused() -> None:
    """Names and roles that would eat the page are an error with a way out."""
    approvals = (approval("pharmacist with a very long role at a hospital"),) * 4
    with pytest.raises(OverfullError, match="names and roles of the reviewers") as told:
        lay_out_large(build.leaflet(), build.locale(), build.faces(), A4, approvals)
    assert told.value.problems[0].hint


def test_a_contact_with_a_long_name_has_its_number_below() -> None:
    """A number never crowds the name it is of: it takes a line of its own."""
    words = build.locale()
    contacts = words.contacts
    name = "Emergency medical service of the region"
    long = contacts.emergency.model_copy(update={"name": name, "number": "0800 123 456 789"})
    changed = words.model_copy(update={"contacts": contacts.model_copy(update={"emergency": long})})
    laid_out = build.large(build.leaflet(), words=changed)
    lines_of = {words_of(line): line.y for line in lines(laid_out.pages[-1])}
    assert lines_of["0800 123 456 789"] > lines_of[name] + 20
    assert faults(laid_out) == []
