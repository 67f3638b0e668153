"""Checks of the sheet: its pages, their number, order and size, and the fonts on them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.checks.matching import Subject
from leaflet.checks.registry import AS_BUILT, CHECKS, must_have_pages, seen
from leaflet.design import PAPERS
from leaflet.registry import NotMadeError, Seen
from leaflet.report import Spot

SLACK = 1.0
"""Points by which a page may differ from its paper."""


@CHECKS.rule(
    "page-own",
    severity="error",
    why="Where nobody can tell the leaflet's pages from others, nobody can check them.",
    source="ISO 32000-1 §12.4.2 (page labels), §14.7.2 (structure); leaflet writes both",
    fails="A program merged the leaflet into a pack and dropped tags and page labels.",
    passes="The leaflet's tags, or its page labels, tell which pages are its own.",
)
def own(subject: Subject) -> Iterator[Seen]:
    """The file tells which of its pages are the leaflet's."""
    if not subject.pages:
        yield seen(subject, "neither tags nor page labels tell which pages are the leaflet's",
                   hint=AS_BUILT)  # fmt: skip


@CHECKS.rule(
    "page-picture",
    severity="error",
    why="A picture of a page cannot be read aloud, searched, enlarged or checked.",
    source="ISO 14289-1 §7.1; Matterhorn Protocol 1.1, checkpoint 08",
    fails="A printer driver's “print as image”, or a scan of the paper.",
    passes="The pages have text.",
)
def picture(subject: Subject) -> Iterator[Seen]:
    """The leaflet's pages are text, not pictures of text."""
    for page in subject.pages:
        if not any(run.glyphs for run in page.runs):
            yield seen(subject, "the page is a picture, or empty: it has no text",
                       Spot(page=page.index + 1), hint=AS_BUILT)  # fmt: skip


@CHECKS.rule(
    "page-count",
    severity="error",
    why="Half a leaflet does not tell the other half of the dangers.",
    source="The leaflet's promise 1: two pages, or as many as large print takes",
    fails="Only page 1 was copied into a patient's pack.",
    passes="All of the leaflet's pages are there: two in the standard edition, and a calendar.",
)
def count(subject: Subject) -> Iterator[Seen]:
    """The leaflet has all of its pages, and no page twice."""
    if not subject.pages:
        raise NotMadeError("the file does not tell which of its pages are the leaflet's")
    if subject.expected is None:
        raise NotMadeError(subject.pdf.why_not_carried)
    wanted, there = subject.expected.pages, len(subject.pages)
    if subject.edition == "standard" and wanted != 2 and not subject.has_calendar:
        yield seen(subject, f"it was built with {wanted} pages; the standard edition has 2")
    if there != wanted:
        yield seen(subject, f"{there} of the leaflet's {wanted} pages are there", hint=AS_BUILT)


@CHECKS.rule(
    "page-order",
    severity="error",
    why="The warning stands on page 1; behind page 2 it is found too late.",
    source="ISO 32000-1 §14.8.2.3; the leaflet's promise 2",
    fails="Somebody dragged page 2 before page 1.",
    passes="The leaflet's pages follow each other in the order of its text.",
)
def order(subject: Subject) -> Iterator[Seen]:
    """The leaflet's pages follow each other in order, with no other page between."""
    own_pages = subject.pdf.own
    if not own_pages:
        raise NotMadeError("the file does not tell which of its pages are the leaflet's")
    if list(own_pages) != list(range(own_pages[0], own_pages[0] + len(own_pages))):
        at = ", ".join(str(index + 1) for index in own_pages)
        yield seen(subject, f"the leaflet's pages lie at {at} of the file", hint=AS_BUILT)


@CHECKS.rule(
    "page-duplex",
    severity="error",
    why="Printed on both sides, the leaflet's two pages would lie on two sheets that get parted.",
    source="The leaflet's promise 5: in duplex they share one sheet",
    fails="A cover was put before the leaflet without a blank behind it.",
    passes="In a file for printing on both sides the leaflet begins on a front.",
)
def duplex(subject: Subject) -> Iterator[Seen]:
    """Printed on both sides, the leaflet begins on the front of a sheet."""
    if not subject.pdf.own:
        raise NotMadeError("the file does not tell which of its pages are the leaflet's")
    start = min(subject.pdf.own)
    if subject.pdf.told.duplex and start % 2:
        yield seen(
            subject, "the leaflet begins on the back of a sheet", Spot(page=start + 1),
            hint="build it with its covers by leaflet, which puts a blank where one is needed",
        )  # fmt: skip


@CHECKS.rule(
    "page-size",
    severity="error",
    why="On other paper a printer shrinks the page, and the type falls below what can be read.",
    source="The locale's paper; ISO 32000-1 §14.11.2 (page boundaries)",
    fails="An A4 leaflet was converted to US Letter by “fit to page”.",
    passes="Every page has the size of the paper that the leaflet was built for.",
)
def paper_size(subject: Subject) -> Iterator[Seen]:
    """Every page of the file has the size of the leaflet's paper."""
    facts = subject.expected.facts if subject.expected else subject.pdf.told.xmp
    paper = PAPERS.get(facts.get("paper", ""))
    if paper is None:
        raise NotMadeError("the file does not tell for which paper it was built")
    for page in subject.pdf.pages:
        if abs(page.width - paper.width) > SLACK or abs(page.height - paper.height) > SLACK:
            yield seen(
                subject, f"the page is {page.width:.0f} × {page.height:.0f} pt; {paper.name} has "
                f"{paper.width:.0f} × {paper.height:.0f} pt", Spot(page=page.index + 1),
                hint=AS_BUILT,
            )  # fmt: skip


@CHECKS.rule(
    "font-embedded",
    severity="error",
    why="Without its fonts the page is printed in whatever the printer has: other widths, missing "
    "signs, a 1 that looks like an l.",
    source="ISO 14289-1 §7.21.4.1; ISO 19005-3 §6.2.11.4",
    fails="“Save as smaller PDF” dropped the fonts.",
    passes="The file has the program of every font that it uses.",
)
def embedded(subject: Subject) -> Iterator[Seen]:
    """Every font is embedded."""
    for name in sorted({font.name for font in subject.pdf.told.fonts if not font.embedded}):
        yield seen(subject, f"the font {name} is not embedded", hint=AS_BUILT)


@CHECKS.rule(
    "font-family",
    severity="error",
    why="The faces were chosen so that 1, l and I, 0 and O differ, in copies too.",
    source="The leaflet's design: Noto Sans or Atkinson Hyperlegible Next",
    fails="A converter replaced Noto Sans by Arial.",
    passes="The leaflet's pages are set in leaflet's own faces.",
)
def family(subject: Subject) -> Iterator[Seen]:
    """The leaflet's pages are set in the faces that leaflet embeds."""
    must_have_pages(subject)
    for page in subject.pages:
        names = {run.font for run in page.runs if run.text.strip() and run.marked}
        for name in sorted(names):
            if not name.startswith(("NotoSans", "AtkinsonHyperlegibleNext", "LeafletSymbols")):
                yield seen(subject, f"text is set in {name or 'a font without a name'}",
                           Spot(page=page.index + 1), hint=AS_BUILT)  # fmt: skip


@CHECKS.rule(
    "font-unicode",
    severity="error",
    why="Text whose characters are not told is read aloud and copied as rubbish.",
    source="ISO 14289-1 §7.21.7; ISO 32000-1 §9.10.2",
    fails="A converter dropped the fonts' tables of characters.",
    passes="Every font says which characters its codes are, and every glyph has one.",
)
def unicode_(subject: Subject) -> Iterator[Seen]:
    """Every font tells which characters its glyphs stand for."""
    for name in sorted({font.name for font in subject.pdf.told.fonts if not font.mapped}):
        yield seen(subject, f"the font {name} does not tell its characters", hint=AS_BUILT)
    for page in subject.pages:
        for index, run in enumerate(page.runs):
            if any(_UNTOLD.match(character) for character in run.text):
                yield seen(subject, f"“{run.text}” has signs that stand for no character",
                           subject.spot([(page.index, index)]), hint=AS_BUILT)  # fmt: skip


_UNTOLD = re.compile("[\0\ufffd\ue000-\uf8ff]")
