"""The large-print edition of every leaflet that we ship, page by page.

New medicines and locales are taken up by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pypdf
import pytest

import leaflet
from leaflet.checks.tags.agreement import disagreements
from leaflet.model.medicine import Leaflet
from leaflet.pipeline import Builder
from tests.judges import page_judge
from tests.judges.verapdf import VeraPdf
from tests.judges.verdict import Flavour
from tests.layout.printed import PrintedPage, printed
from tests.layout.printed import faults as geometry
from tests.pdf.tools import check_syntax, text_of
from tests.test_documents import (
    WORKSPACE,
    Document,
    _danger,
    _overdose,
    _section,
    bare,
    built,
    normal,
    said,
    tree,
    words_of,
)

pytestmark = pytest.mark.slow

SMALLEST = 16.0


def documents() -> Iterator[Document]:
    """The neutral leaflet on both papers; one clinic's, with its covers, on the locale's own."""
    for medicine, locales in WORKSPACE.medicines().items():
        for locale in locales:
            yield Document(medicine, locale, paper="a4", edition="large")
            yield Document(medicine, locale, paper="letter", edition="large")
            yield Document(medicine, locale, WORKSPACE.clinics()[-1], edition="large")


EVERY = pytest.mark.parametrize("document", list(documents()), ids=str)
NEUTRAL = pytest.mark.parametrize(
    "document", [each for each in documents() if each.clinic is None], ids=str
)


def own_pages(document: Document) -> range:
    """Which pages of the file are the leaflet's own."""
    labels = pypdf.PdfReader(BytesIO(built(document).pdf)).page_labels
    first = labels.index("1")
    return range(first, first + sum(label.isdecimal() for label in labels))


def pages(document: Document) -> list[PrintedPage]:
    """The leaflet's own pages as they are printed."""
    everything = printed(built(document).pdf)
    return [everything[number] for number in own_pages(document)]


def in_order(leaflet: Leaflet) -> Iterator[str]:
    """All that the file has printed, as large print orders it: the warning before the answers."""
    yield leaflet.name
    yield leaflet.form
    yield from said(leaflet.warning.never or ())
    yield from _danger(leaflet.warning.main)
    yield from _overdose(leaflet.warning.overdose)
    yield leaflet.warning.short
    for fact in leaflet.key_facts:
        yield fact.heading
        yield from said(fact.answer)
    for section in leaflet.taking:
        yield from _section(section)
    yield leaflet.side_effects.heading
    for row in leaflet.side_effects.rows:
        yield row.heading
        yield from said(row.notice)
        yield from said(row.action)
    for section in leaflet.sections:
        yield from _section(section)


@EVERY
def test_it_keeps_to_the_standards(document: Document, vera: VeraPdf, tmp_path: Path) -> None:
    """Large print is as accessible and as lasting as two pages, by both judges and all readers."""
    done = built(document)
    claims: dict[str, Flavour] = {"PDF/UA-1": "ua1", "PDF/A-3a": "3a"}
    assert "PDF/UA-1" in done.standards
    if document.clinic is None:
        assert "PDF/A-3a" in done.standards
    path = done.write(tmp_path)
    for standard in done.standards:
        assert str(vera.judge(path, claims[standard])) == "compliant"
        assert str(page_judge.judge(done.pdf, claims[standard])) == "compliant"
    assert disagreements(done.pdf) == ()
    check_syntax(done.pdf)


@pytest.mark.parametrize("document", [each for each in documents() if each.clinic], ids=str)
def test_checks_find_nothing(document: Document) -> None:
    """What is wrong with a finished leaflet, ``leaflet check`` would tell: nothing is."""
    report = leaflet.check(built(document).pdf, name=f"{document}.pdf")
    assert [each.what for each in report.findings if each.severity == "error"] == []


@EVERY
def test_nothing_is_smaller_than_16_points(document: Document) -> None:
    """Who needs large print finds no small print, the clinic's own words included."""
    for page in pages(document):
        assert [ink.text for ink in page.texts if ink.size < SMALLEST - 0.01] == []


@EVERY
def test_nothing_overlaps_or_is_cut(document: Document) -> None:
    """No line lies on another, crosses a frame or comes too near the edge of the paper."""
    assert geometry(pages(document), 3) == []


@EVERY
def test_every_page_says_what_it_is(document: Document) -> None:
    """Each page has the name, the warning in short, who has reviewed it, and which page it is."""
    leaflet, words = document.leaflet, WORKSPACE.locale(document.locale).words
    found = pages(document)
    for number, page in enumerate(found, 1):
        text = page.says()
        assert leaflet.name in text
        assert words.page.format(page=number, pages=len(found)) in text
        assert words.draft in text
        if number > 1:
            assert leaflet.warning.short in text


@EVERY
def test_the_warning_is_alone_on_page_one(document: Document) -> None:
    """The whole warning is on page 1, and no answer beside it."""
    first = normal(pages(document)[0].says())
    leaflet = document.leaflet
    for text in (*_danger(leaflet.warning.main), *_overdose(leaflet.warning.overdose)):
        assert bare(text) in bare(first)
    assert leaflet.key_facts[0].heading not in first


@EVERY
def test_every_word_is_spoken_once_in_order(document: Document) -> None:
    """Along the tree and along the pages each text of the file comes whole, once, in order."""
    copied = bare(" ".join(page.says() for page in pages(document)))
    spoken = bare(words_of(tree(document)))
    position = 0
    for text in in_order(document.leaflet):
        found = spoken.find(bare(text), position)
        assert found >= 0, (
            f"“{text}” is not said behind “{spoken[max(0, position - 60) : position]}”"
        )
        position = found + len(bare(text))
    for text in in_order(document.leaflet):
        # a statement that goes on over the page has head and foot in its middle
        halves = [bare(text[: len(text) // 2]), bare(text[len(text) // 2 :])]
        assert bare(text) in copied or any(half in copied for half in halves)


@NEUTRAL
def test_poppler_reads_the_pages_in_the_order_of_the_tree(document: Document) -> None:
    """Copied by a program that knows nothing of tags, the words come as they are read aloud."""
    raw = normal(text_of(built(document).pdf, "-raw"))
    order = [normal(text) for text in in_order(document.leaflet)]
    places = [(raw.find(text), text) for text in order if len(text) > 20 and raw.count(text) == 1]
    assert len(places) > 20
    for (one, _), (other, text) in pairwise(places):
        assert one < other, text


@NEUTRAL
def test_last_page_is_worth_its_paper(document: Document) -> None:
    """The last page holds more than a line or two."""
    last = pages(document)[-1]
    texts = [ink.box.bottom for ink in last.texts if ink.box.bottom < last.height - 70]
    assert max(texts) > last.height * 0.3


def test_same_in_same_out() -> None:
    """Large print, too, is the same to the last byte in another run."""
    document = Document("baclofen", "en-GB", edition="large")
    again = Builder(WORKSPACE).build("baclofen", locale="en-GB", edition="large")
    assert again.pdf == built(document).pdf
    assert again.name == "baclofen.en-GB.large.pdf"
    assert b"<leaflet:edition>large</leaflet:edition>" in again.pdf
    assert re.search(rb"large print", again.pdf)


def test_it_begins_on_a_sheet_of_its_own() -> None:
    """Between covers, printed on both sides, large print begins on a front; so does the back."""
    for clinic in WORKSPACE.clinics():
        done = built(Document("baclofen", "en-GB", clinic, edition="large"))
        labels = pypdf.PdfReader(BytesIO(done.pdf)).page_labels
        assert labels.index("1") % 2 == 0
        behind = [number for number, label in enumerate(labels) if "Back" in label]
        assert not behind or behind[0] % 2 == 0
