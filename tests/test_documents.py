"""Every leaflet that we ship, for every clinic and paper: whole, accessible and as it was written.

The slow test that builds all of ``content/``. New medicines, locales and clinics are taken up by
themselves.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pypdfium2  # type: ignore[import-untyped]
import pytest

from leaflet.checks.matching import Subject
from leaflet.checks.reading import read_pdf
from leaflet.checks.rules import CHECKS
from leaflet.checks.tags.agreement import disagreements
from leaflet.model.common import Statement
from leaflet.model.markup import parse, plain
from leaflet.model.medicine import (
    Bullets,
    Leaflet,
    MainDanger,
    Overdose,
    Paragraph,
    Section,
    Steps,
    Ticks,
)
from leaflet.pipeline import Builder, Built, Edition, PaperName
from leaflet.workspace import Workspace, built_in
from tests.judges import page_judge
from tests.judges.outline import outline
from tests.judges.verapdf import VeraPdf
from tests.judges.verdict import Flavour
from tests.pdf.tools import check_syntax, glyphs, ran, spoken, text_of

pytestmark = pytest.mark.slow

WORKSPACE = Workspace(built_in())
BUILDER = Builder(WORKSPACE)
SAFE_EDGE = 28.0
"""10 mm in points: what most printers can reach."""


@dataclass(frozen=True, slots=True)
class Document:
    """A leaflet as somebody may ask for it; without a paper it is on the locale's."""

    medicine: str
    locale: str
    clinic: str | None = None
    paper: PaperName | None = None
    edition: Edition = "standard"

    def __str__(self) -> str:
        """As the test is called."""
        return "-".join(filter(None, (*self._named, self.paper)))

    @property
    def _named(self) -> tuple[str | None, ...]:
        large = None if self.edition == "standard" else self.edition
        return self.medicine, self.locale, self.clinic, large

    @property
    def file(self) -> str:
        """What its golden files are called."""
        return ".".join(filter(None, self._named))

    @property
    def leaflet(self) -> Leaflet:
        """Its text."""
        return leaflet_of(self.medicine, self.locale)


def documents() -> Iterator[Document]:
    """The neutral leaflet on both papers, and every clinic's on the locale's own."""
    papers: tuple[PaperName, ...] = ("a4", "letter")
    for medicine, locales in WORKSPACE.medicines().items():
        for locale in locales:
            for paper in papers:
                yield Document(medicine, locale, paper=paper)
            for clinic in WORKSPACE.clinics():
                yield Document(medicine, locale, clinic)


@cache
def leaflet_of(medicine: str, locale: str) -> Leaflet:
    """The text of a leaflet."""
    return WORKSPACE.leaflet(medicine, locale, WORKSPACE.locale(locale))


@cache
def built(document: Document) -> Built:
    """The finished leaflet."""
    return BUILDER.build(
        document.medicine,
        locale=document.locale,
        clinic=document.clinic,
        paper=document.paper,
        edition=document.edition,
    )


@cache
def tree(document: Document) -> str:
    """What a screen reader says of it, without the marks of links."""
    return re.sub(r"</?(?:Link|Span)[^>]*>", "", outline(built(document).pdf))


def words_of(tree: str) -> str:
    """The words of the tree alone, without titles and alternatives, a line an element."""
    return "\n".join(re.findall(r'(?<= )"(.*)"$', tree, re.MULTILINE))


EVERY = pytest.mark.parametrize("document", list(documents()), ids=str)


@EVERY
def test_it_is_two_pages(document: Document) -> None:
    """Each leaflet fits its two pages in type of 11 points or more, and covers come on top."""
    done = built(document)
    labels = pypdf.PdfReader(BytesIO(done.pdf)).page_labels
    assert labels.count("1") == labels.count("2") == 1
    assert "3" not in labels
    assert labels.index("1") % 2 == 0
    assert len(labels) == done.pages
    assert done.type_size >= 11
    if document.clinic is None:
        assert done.pages == 2


@EVERY
def test_it_keeps_to_the_standards(document: Document, vera: VeraPdf, tmp_path: Path) -> None:
    """What a leaflet states of itself is so, says veraPDF; PDF/UA-1 is always stated."""
    done = built(document)
    path = done.write(tmp_path)
    claims: dict[str, Flavour] = {"PDF/UA-1": "ua1", "PDF/A-3a": "3a"}
    assert "PDF/UA-1" in done.standards
    if document.clinic is None:
        assert "PDF/A-3a" in done.standards
    for standard in done.standards:
        assert str(vera.judge(path, claims[standard])) == "compliant"
        assert str(page_judge.judge(done.pdf, claims[standard])) == "compliant"


@EVERY
def test_all_readers_agree(document: Document) -> None:
    """Tree, parent tree, content and links tell one story, and qpdf finds nothing to warn of."""
    data = built(document).pdf
    assert disagreements(data) == ()
    check_syntax(data)


@EVERY
def test_it_passes_all_checks(document: Document) -> None:
    """`leaflet check` makes all its checks of it, veraPDF apart, and finds nothing."""
    data = built(document).pdf
    subject = Subject(read_pdf(data, str(document)), as_of=document.leaflet.date)
    report = CHECKS.report(subject, str(document))
    assert report.findings == ()
    compared = {"verapdf", "text-current", "clinic-current"}
    assert {check for check, _ in report.not_made} == compared


@EVERY
def test_every_face_is_embedded(document: Document) -> None:
    """Each font is there as a subset with a map to Unicode; none is left to the printer."""
    rows = ran("pdffonts", "{}", data=built(document).pdf).splitlines()[2:]
    assert len(rows) >= 2
    for row in rows:
        embedded, subset, unicode_ = row.split()[-5:-2]
        assert (embedded, subset, unicode_) == ("yes", "yes", "yes"), row
        assert re.match(r"[A-Z]{6}\+", row), row
        assert "Helvetica" not in row


@EVERY
def test_nothing_is_active(document: Document) -> None:
    """No script, form or hidden action; links call numbers or open pages on the web."""
    with pikepdf.open(BytesIO(built(document).pdf)) as pdf:
        for name in ("/AcroForm", "/OpenAction", "/AA", "/URI", "/Collection"):
            assert name not in pdf.Root
        assert list(pdf.Root.Names.keys()) == ["/EmbeddedFiles"]
        for number in range(1, len(pdf.objects) + 1):
            found: Any = pdf.get_object(number, 0)
            if isinstance(found, pikepdf.Dictionary) and found.get("/Type") == "/Action":
                assert found.S == "/URI"
                assert str(found.URI).startswith(("tel:", "https://", "mailto:"))
            if isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
                assert "/JS" not in found
                assert "/AA" not in found


@EVERY
def test_nothing_is_near_the_edge(document: Document) -> None:
    """Whatever a leaflet's two pages print stands 10 mm from the edge, where printers reach."""
    data = built(document).pdf
    reader = pypdf.PdfReader(BytesIO(data))
    first = reader.page_labels.index("1")
    for page in (first, first + 1):
        box = reader.pages[page].mediabox
        inside = (SAFE_EDGE, SAFE_EDGE, float(box.width) - SAFE_EDGE, float(box.height) - SAFE_EDGE)
        assert [glyph for glyph in glyphs(data, page) if not glyph.is_in(inside, 0)] == []


@EVERY
def test_draft_is_on_every_page(document: Document) -> None:
    """Until a sign-off matches the text, every page of ours says that nobody has reviewed it."""
    data = built(document).pdf
    draft = WORKSPACE.locale(document.locale).words.draft
    reader = pypdf.PdfReader(BytesIO(data))
    for label in ("1", "2"):
        text = reader.pages[reader.page_labels.index(label)].extract_text()
        assert draft in " ".join(text.split())


def printed(leaflet: Leaflet) -> Iterator[str]:
    """All that a leaflet's file has printed, in its order."""
    yield leaflet.name
    yield leaflet.form
    for fact in leaflet.key_facts:
        yield fact.heading
        yield from said(fact.answer)
    yield from _danger(leaflet.warning.main)
    yield from _overdose(leaflet.warning.overdose)
    for section in leaflet.taking:
        yield from _section(section)
    yield leaflet.warning.short
    yield leaflet.side_effects.heading
    for row in leaflet.side_effects.rows:
        yield row.heading
        yield from said(row.notice)
        yield from said(row.action)
    for section in leaflet.sections:
        yield from _section(section)
    yield from said((leaflet.contacts.emergency,))
    if leaflet.contacts.advice is not None:
        yield from said((leaflet.contacts.advice,))


def said(statements: Sequence[Statement]) -> Iterator[str]:
    """Their words without marks."""
    for statement in statements:
        yield plain(parse(statement.text))


def _danger(danger: MainDanger) -> Iterator[str]:
    yield danger.headline
    yield danger.lead
    yield from said(danger.effects)
    if danger.pictures is not None:
        yield from said((danger.pictures.wrong.caption, danger.pictures.right.caption))
    yield from said(danger.closing or ())


def _overdose(overdose: Overdose) -> Iterator[str]:
    yield overdose.headline
    yield overdose.call
    yield overdose.lead
    yield from said(overdose.signs)
    yield from said(overdose.closing or ())


def _section(section: Section) -> Iterator[str]:
    yield section.heading
    for block in section.body:
        match block:
            case Paragraph():
                yield from said(block.paragraph)
            case Bullets():
                yield from said(block.bullets)
            case Ticks():
                yield from said(block.ticks)
            case Steps():
                yield from said(block.steps)
            case _:
                yield block.lead


def normal(text: str) -> str:
    """With single plain spaces; letters as Unicode composes them."""
    return " ".join(unicodedata.normalize("NFC", text).replace("\u00a0", " ").split())


def bare(text: str) -> str:
    """Without any spaces: readers differ on those beside a link."""
    return normal(text).replace(" ", "")


@EVERY
def test_every_word_is_spoken_once_in_order(document: Document) -> None:
    """Along the tree, as a screen reader walks it, each text of the YAML comes whole and once."""
    check_order(bare(words_of(tree(document))), document)


@pytest.mark.parametrize("leaflet", WORKSPACE.medicines().items(), ids=lambda each: str(each[0]))
def test_another_reader_walks_the_tree_alike(leaflet: tuple[str, tuple[str, ...]]) -> None:
    """Poppler, which knows nothing of our own judges, reads the same words in the same order."""
    medicine, locales = leaflet
    for locale in locales:
        document = Document(medicine, locale, paper="a4")
        check_order(bare(spoken(built(document).pdf)), document)


def check_order(said_aloud: str, document: Document) -> None:
    """Fail where a text of the file is missing, out of order or said twice."""
    eyebrow = WORKSPACE.locale(document.locale).words.patient_leaflet
    position = said_aloud.rindex(bare(eyebrow))  # a cover page may say some of it, too
    gaps: list[str] = []
    for text in printed(document.leaflet):
        found = said_aloud.find(bare(text), position)
        assert found >= 0, f"“{text}” is not said behind “{said_aloud[position - 60 : position]}”"
        gaps.append(said_aloud[position:found])
        position = found + len(bare(text))
    gaps.append(said_aloud[position:])
    between = "\n".join(gaps)
    for text in printed(document.leaflet):
        if len(bare(text)) > 24:
            assert bare(text) not in between, f"“{text}” is said twice"
    assert max(map(len, gaps[:-1])) < 400


@EVERY
def test_words_are_parted_as_they_were_written(document: Document) -> None:
    """In what a screen reader speaks no two words run together, and no space splits a word."""
    said_aloud = normal(words_of(tree(document)))
    for text in printed(document.leaflet):
        assert normal(text) in said_aloud


@EVERY
def test_alternatives_are_the_files_own(document: Document) -> None:
    """The two drawings of the warning are told in the words of the file; none goes without."""
    pictures = document.leaflet.warning.main.pictures
    assert "<no alternative text>" not in tree(document)
    if pictures is not None:
        assert tree(document).count(f'Figure alt="{pictures.wrong.alt}"') == 1
        assert tree(document).count(f'Figure alt="{pictures.right.alt}"') == 1


@EVERY
@pytest.mark.parametrize("reader", ["pypdf", "pdftotext", "pdftotext -raw"])
def test_what_is_copied_is_what_was_written(document: Document, reader: str) -> None:
    """Copied or searched, by whatever program, each statement is found whole."""
    data = built(document).pdf
    if reader == "pypdf":
        pages = pypdf.PdfReader(BytesIO(data)).pages
        text = normal(" ".join(page.extract_text() for page in pages))
    else:
        text = normal(text_of(data, *reader.split()[1:]))
    missing = [each for each in printed(document.leaflet) if normal(each) not in text]
    assert missing == []


@pytest.mark.parametrize("reader", ["pypdf", "pdfium", "pdftotext", "pdftotext -layout"])
@pytest.mark.parametrize("document", [each for each in documents() if each.clinic is None], ids=str)
def test_no_words_run_together(document: Document, reader: str) -> None:
    """Copied by whatever program, every word is one that the leaflet says: none are joined."""
    data = built(document).pdf
    if reader == "pypdf":
        text = " ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(data)).pages)
    elif reader == "pdfium":
        pages = pypdfium2.PdfDocument(data)
        text = " ".join(page.get_textpage().get_text_range() for page in pages)
    else:
        text = text_of(data, *reader.split()[1:])
    words = WORKSPACE.locale(document.locale).words
    furniture = f"{words.version_page} {words.turn_over} {words.page}".format(
        version=document.leaflet.version, page=1, pages=2
    )
    known = set(normal(f"{words_of(tree(document))} {furniture} 2").split())
    assert [word for word in normal(text).split() if word not in known] == []


@EVERY
def test_the_warning_comes_first(document: Document) -> None:
    """The warning stands whole on page 1 before all advice, and in short on page 2."""
    reader = pypdf.PdfReader(BytesIO(built(document).pdf))
    one, two = (normal(reader.pages[reader.page_labels.index(n)].extract_text()) for n in "12")
    leaflet = document.leaflet
    warning = one.index(normal(leaflet.warning.main.headline))
    assert warning < one.index(normal(leaflet.taking[0].heading))
    for text in (*_danger(leaflet.warning.main), *_overdose(leaflet.warning.overdose)):
        assert normal(text) in one
    short = two.index(normal(leaflet.warning.short))
    assert short < two.index(normal(leaflet.side_effects.heading))
