"""The reviewer's pack and the comparison: complete, tagged, on the page, and of use."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from io import BytesIO
from pathlib import Path

import pypdf
import pytest

from leaflet.checks.tags.agreement import disagreements
from leaflet.design import PAPERS
from leaflet.papers.comparison import Comparison, comparison
from leaflet.papers.pack import Pack, pack
from leaflet.papers.rows import parts, reading_grade
from leaflet.review.changes import as_printed, changes
from leaflet.review.standing import standing
from leaflet.review.text import ReviewedText
from leaflet.standards import faults
from tests.build import faces, workspace
from tests.judges.verapdf import VeraPdf
from tests.judges.verdict import Flavour

LOCALES = ["en-GB", "en-US"]
FLAVOURS: tuple[Flavour, ...] = ("ua1", "3a")


@cache
def reviewed(locale: str, approvals: int = 1) -> bytes:
    """The pack of baclofen."""
    words = workspace().locale(locale)
    leaflet = workspace().leaflet("baclofen", locale, words)
    stands = standing(leaflet, words, workspace().rules())
    made = Pack(leaflet=leaflet, locale=words, standing=stands, approvals=approvals)
    return pack(made, faces(), PAPERS[words.paper])


@cache
def compared() -> bytes:
    """Two locales of baclofen, whatever differs."""
    words = workspace().locale("en-GB")
    old, new = (
        ReviewedText.of(workspace().leaflet("baclofen", tag, workspace().locale(tag)), words)
        for tag in LOCALES
    )
    made = Comparison(
        name="Baclofen", old="en-GB", new="en-US", date="2026-11-21", changes=changes(old, new)
    )
    return comparison(made, words, faces(), PAPERS["a4"])


def said(pdf: bytes) -> str:
    """All text, in the order of the content, with single spaces."""
    pages = pypdf.PdfReader(BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


PAPERS_MADE: dict[str, Callable[[], bytes]] = {
    "en-GB": partial(reviewed, "en-GB"),
    "en-US": partial(reviewed, "en-US"),
    "two sign-offs": partial(reviewed, "en-GB", 2),
    "comparison": compared,
}


@pytest.mark.parametrize("name", PAPERS_MADE)
def test_papers_hold_to_the_standards(name: str) -> None:
    """A reviewer's paper can be read by a screen reader, and kept in an archive."""
    pdf = PAPERS_MADE[name]()
    assert faults(pdf, "ua1") == ()
    assert faults(pdf, "3a") == ()
    assert disagreements(pdf) == ()
    assert b"pdfuaid:part>1<" in pdf
    reader = pypdf.PdfReader(BytesIO(pdf))
    assert reader.outline
    assert reader.trailer["/Root"]["/Lang"] in LOCALES  # type: ignore[index]


@pytest.mark.slow
def test_vera_agrees(vera: VeraPdf, tmp_path: Path) -> None:
    """VeraPDF says the same of each."""
    for name, make in PAPERS_MADE.items():
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(make())
        for flavour in FLAVOURS:
            assert str(vera.judge(path, flavour)) == "compliant", name


@pytest.mark.parametrize("name", PAPERS_MADE)
def test_nothing_runs_off_the_page(name: str) -> None:
    """All text stands within the margins of every page."""
    for page in pypdf.PdfReader(BytesIO(PAPERS_MADE[name]())).pages:
        seen: list[tuple[float, float]] = []

        def see(text: str, _cm: object, tm: list[float], *_: object) -> None:
            if text.strip():
                seen.append((tm[4], tm[5]))  # noqa: B023 - read in this turn of the loop

        page.extract_text(visitor_text=see)
        assert seen
        assert all(28 < x < float(page.mediabox.width) - 28 for x, _ in seen)
        assert all(28 < y < float(page.mediabox.height) - 28 for _, y in seen)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_pack_has_every_statement_and_source(locale: str) -> None:
    """Each statement stands in it, with title, address, grade and day of each of its sources."""
    words = workspace().locale(locale)
    leaflet = workspace().leaflet("baclofen", locale, words)
    text = said(reviewed(locale))
    squeezed = text.replace(" ", "")
    for line in ReviewedText.of(leaflet, words).lines:
        if line.sources:
            assert " ".join(as_printed(line.words).split()) in text, line.place
    for key, source in (leaflet.sources | words.sources).items():
        assert f"{key} {source.publisher}: {source.title}. Grade {source.grade}" in text
        assert source.address in squeezed
        assert str(source.checked) in text
    reader = pypdf.PdfReader(BytesIO(reviewed(locale)))
    links = {
        str(link.get_object()["/A"]["/URI"])
        for page in reader.pages
        for link in page.get("/Annots", ())
    }
    assert {source.address for source in leaflet.sources.values()} <= links


def test_rows_are_all_that_is_approved() -> None:
    """What an approval covers is gone through row by row, sources and notes beside it."""
    words = workspace().locale("en-GB")
    leaflet = workspace().leaflet("baclofen", "en-GB", words)
    found = parts(leaflet, words)
    rows = [row for part in found for row in part.rows]
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))
    by_name = {row.name: row for row in rows}
    assert set(by_name["withdrawal headline"].sources) == {
        "NHS-about", "US-granules", "US-ozobax-safety",
    }  # fmt: skip
    assert by_name["uses"].note.startswith("DIFFERS")
    assert by_name["overdose-fit"].critical
    assert not by_name["storage-tablets"].critical
    assert [part.title for part in found][:2] == ["Name, form, foot of the page", "What is it?"]


def test_reading_grades_are_those_of_the_lint() -> None:
    """A harder sentence has a higher grade."""
    easy = reading_grade("Take it with food.")
    hard = reading_grade("Administration should preferably accompany nutritional intake.")
    assert easy < 3 < 12 < hard


def test_two_persons_have_a_form_each() -> None:
    """Where two must approve, each has lines to sign on."""
    text = said(reviewed("en-GB", 2))
    assert "Sign-off 1 of 2" in text
    assert "Sign-off 2 of 2" in text
    assert "Sign-off 1" not in said(reviewed("en-GB"))


def test_the_comparison_has_every_change_on_both_sides() -> None:
    """Old and new words stand side by side, the dangerous first."""
    text = said(compared())
    headings = ("Too much taken", "The warning box", "Everything else that is said")
    assert sorted(headings, key=text.index) == list(headings)
    assert "warning.overdose.signs.overdose-vomiting: changed" in text
    assert "being sick (vomiting)" in text
    assert "throwing up (vomiting)" in text
    assert "contacts.advice: gone" in text


def test_the_same_text_gives_the_same_bytes() -> None:
    """A paper is the same on any day."""
    assert reviewed("en-GB") == reviewed.__wrapped__("en-GB")
