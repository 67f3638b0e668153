"""Checks of the file: pages, fonts, tags, title, bookmarks, and that nothing in it acts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from leaflet.checks.box import over_box
from leaflet.checks.matching import Subject
from leaflet.checks.registry import CHECKS, must_have_pages, must_have_tags, must_have_text, seen
from leaflet.checks.wording import bare
from leaflet.design import PAPERS
from leaflet.registry import NotMadeError, Seen
from leaflet.report import Spot

SLACK = 1.0
"""Points by which a page may differ from its paper."""
_PRINT_IT = "print and hand out the file as leaflet built it"


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
                   hint=_PRINT_IT)  # fmt: skip


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
                       Spot(page=page.index + 1), hint=_PRINT_IT)  # fmt: skip


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
        yield seen(subject, f"{there} of the leaflet's {wanted} pages are there", hint=_PRINT_IT)


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
        yield seen(subject, f"the leaflet's pages lie at {at} of the file", hint=_PRINT_IT)


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
                hint=_PRINT_IT,
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
        yield seen(subject, f"the font {name} is not embedded", hint=_PRINT_IT)


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
                           Spot(page=page.index + 1), hint=_PRINT_IT)  # fmt: skip


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
        yield seen(subject, f"the font {name} does not tell its characters", hint=_PRINT_IT)
    for page in subject.pages:
        for index, run in enumerate(page.runs):
            if any(_UNTOLD.match(character) for character in run.text):
                yield seen(subject, f"“{run.text}” has signs that stand for no character",
                           subject.spot([(page.index, index)]), hint=_PRINT_IT)  # fmt: skip


_UNTOLD = re.compile("[\0\ufffd\ue000-\uf8ff]")


@CHECKS.rule(
    "tags-there",
    severity="error",
    why="Without tags a screen reader guesses: columns are read across, headings are lost.",
    source="ISO 14289-1 §7.1; ISO 32000-1 §14.7.2, §14.8",
    fails="The leaflet was merged into a pack by a program that drops tags.",
    passes="The file has a structure tree, says so, and the leaflet is in it.",
)
def tags(subject: Subject) -> Iterator[Seen]:
    """The file has tags, says so, and the leaflet's own are among them."""
    if not subject.pdf.told.tree:
        yield seen(subject, "the file has no tags", hint=_PRINT_IT)
    elif not subject.pdf.told.marked:
        yield seen(subject, "the file does not say that it is tagged", hint=_PRINT_IT)
    elif subject.pdf.told.part is None and subject.pages:
        yield seen(subject, "the file's tags have no place for the leaflet", hint=_PRINT_IT)


@CHECKS.rule(
    "tags-agree",
    severity="error",
    why="Where tags and page tell different stories, a screen reader reads another paragraph.",
    source="ISO 32000-1 §14.6.1, §14.7.4; ISO 14289-1 §7.1",
    fails="An overlay was added to the page: what it paints belongs to no tag.",
    passes="Tree, marks, parent tree and links agree; all that is painted is tagged or decoration.",
)
def tags_agree(subject: Subject) -> Iterator[Seen]:
    """Tree, parent tree, marked content and links tell one story."""
    _must_be_tagged(subject)
    for sentence in subject.pdf.disagreements:
        added = "annotation" in sentence and sentence.endswith("belongs to 0 elements")
        if added and _told(subject, "annotations"):
            continue
        if "painted outside marked content" in sentence and _told(subject, "paint"):
            continue
        yield seen(subject, sentence, hint=_PRINT_IT)


def _must_be_tagged(subject: Subject) -> None:
    """Give up where there are no tags, or a page is a picture that they cannot be of.

    Raises:
        NotMadeError: so it is.
    """
    if not subject.pdf.told.tree:
        raise NotMadeError("the file has no tags")
    if not subject.has_text:
        raise NotMadeError("a page is a picture without text, which “page-picture” tells")


def _told(subject: Subject, what: Literal["annotations", "paint"]) -> bool:
    """Whether another check tells of all annotations, or all paint, that belong to no tag."""
    if what == "annotations":
        return any("an annotation" in each for _, each in subject.pdf.remnants)
    inside = [box for _, box in over_box(subject)]
    strangers = [each for page in subject.pages for each in page.drawings if not each.marked]
    written = any(not run.marked for page in subject.pages for run in page.runs)
    return all(each.box in inside for each in strangers) and (written or bool(strangers))


@CHECKS.rule(
    "tags-roles",
    severity="error",
    why="By headings and lists who cannot see finds an answer; as mere paragraphs all is one text.",
    source="ISO 14289-1 §7.4, §7.6; ISO 32000-1 §14.8.4; WCAG 2.1, 1.3.1",
    fails="An editor turned the questions from headings into paragraphs.",
    passes="Headings, items and cells are tagged as what they are.",
)
def roles(subject: Subject) -> Iterator[Seen]:
    """Each statement is tagged as what it is: heading, paragraph, item of a list."""
    must_have_text(subject)
    must_have_tags(subject, "nothing is told of headings and lists")
    for match in subject.matches:
        if match.read is not None and match.read.role != match.block.role:
            yield seen(
                subject, f"“{match.read.text}” is tagged {match.read.role}, it is "
                f"{match.block.role}", subject.spot(match.read.runs), hint=_PRINT_IT,
            )  # fmt: skip


@CHECKS.rule(
    "figures-told",
    severity="error",
    why="A picture without words says nothing to who cannot see it; with others, something wrong.",
    source="ISO 14289-1 §7.3; WCAG 2.1, 1.1.1",
    fails="An editor emptied the words of the two dose pictures.",
    passes="Each picture of the leaflet is told in the words of its text.",
)
def figures(subject: Subject) -> Iterator[Seen]:
    """Every picture of the leaflet is told in the words of the text."""
    must_have_text(subject)
    must_have_tags(subject, "pictures have no words")
    assert subject.expected is not None  # held by must_have_text
    there = set(subject.numbers.values())
    told = [bare(block.text) for block in subject.figures]
    for block in subject.expected.says:
        if block.role == "Figure" and block.page in there and bare(block.text) not in told:
            yield seen(subject, f"no picture is told as “{block.text}”", hint=_PRINT_IT)
    for figure in subject.figures:
        if not figure.text.strip():
            yield seen(subject, "a picture has no words", subject.spot(figure.runs))


@CHECKS.rule(
    "pdf-ua",
    severity="error",
    why="Some patients hear the leaflet; what a screen reader stumbles on, they never get.",
    source="ISO 14289-1 (PDF/UA-1), by page-validation",
    fails="A merger wrote the pages anew, and links come in another order than the text.",
    passes="The judge finds nothing against PDF/UA-1.",
)
def pdf_ua(subject: Subject) -> Iterator[Seen]:
    """The file keeps to PDF/UA-1, as far as no other check tells more."""
    _must_be_tagged(subject)
    for rule, sentence in subject.pdf.faults:
        if rule.startswith(_TOLD_ELSEWHERE):
            continue
        if "-LANGUAGE-" in rule and not subject.pdf.told.language:
            continue
        if rule == "PDFUA1-CONTENT-TAGGING-001" and _told(subject, "paint"):
            continue
        if rule.startswith("PDFUA1-ANNOTATION") and _told(subject, "annotations"):
            continue
        yield seen(subject, f"{sentence} ({rule})" if rule else sentence, hint=_PRINT_IT)


_TOLD_ELSEWHERE = (
    "PDFUA1-FONT-EMBEDDING", "PDFUA1-FONT-UNICODE", "PDFUA1-FONT-GLYPH", "PDFUA1-NOTDEF",
    "PDFUA1-TAGGED-DOCUMENT", "PDFUA1-STRUCT-TREE-ROOT-001", "PDFUA1-METADATA",
    "PDFUA1-VIEWER-PREFERENCES", "PDFUA1-ID-", "PDFUA1-FIGURE-ALT",
)  # fmt: skip
"""Rules that checks of their own tell in plainer words."""


@CHECKS.rule(
    "verapdf",
    severity="error",
    why="veraPDF is the last word on PDF/UA: it is what authorities ask.",
    source="ISO 14289-1, by the program verapdf (https://verapdf.org), where it is installed",
    fails="An editor broke the tags in a way that only veraPDF sees.",
    passes="veraPDF passes the file as PDF/UA-1.",
)
def verapdf(subject: Subject) -> Iterator[Seen]:
    """veraPDF, where it is installed, passes the file as PDF/UA-1."""
    if subject.vera is None:
        raise NotMadeError("the program verapdf is not installed")
    passed, words = subject.vera
    if not subject.pdf.told.tree or subject.pdf.faults:
        raise NotMadeError("what keeps it from PDF/UA-1 is told already")
    if not passed:
        yield seen(subject, f"veraPDF does not pass it: {words}", hint=_PRINT_IT)


@CHECKS.rule(
    "title",
    severity="error",
    why="A screen reader begins with the title; a file called “Document1” may be any medicine.",
    source="ISO 14289-1 §7.1 (7.1-9, 7.1-10); WCAG 2.1, 2.4.2",
    fails="“Save as” wrote the program's name into the title.",
    passes="The title names the medicine, in both places where programs look, and viewers show it.",
)
def title(subject: Subject) -> Iterator[Seen]:
    """The file's title names the medicine, and viewers show it."""
    pdf = subject.pdf
    wanted = subject.expected.facts.get("title") if subject.expected else None
    for where, found in (
        ("metadata", pdf.told.title),
        ("document information", pdf.told.information.get("Title", "")),
    ):
        if not found:
            yield seen(subject, f"the {where} has no title", hint=_PRINT_IT)
        elif wanted and found != wanted:
            yield seen(
                subject, f"the title in the {where} is “{found}”, not “{wanted}”", hint=_PRINT_IT
            )
    if not pdf.told.shows_title:
        yield seen(subject, "viewers are not told to show the title", hint=_PRINT_IT)


@CHECKS.rule(
    "language",
    severity="error",
    why="A screen reader that takes Spanish for English speaks gibberish.",
    source="ISO 14289-1 §7.2; WCAG 2.1, 3.1.1",
    fails="A merger dropped the file's language.",
    passes="The file states the language and region of its text.",
)
def language(subject: Subject) -> Iterator[Seen]:
    """The file states the language of its text."""
    wanted = subject.expected.facts.get("locale", "") if subject.expected else ""
    found = subject.pdf.told.language
    if not found:
        yield seen(subject, "the file states no language", hint=_PRINT_IT)
    elif wanted and found != wanted:
        yield seen(subject, f"the file states the language {found}, its text is {wanted}")


@CHECKS.rule(
    "bookmarks",
    severity="warning",
    why="Who reads on a screen finds an answer by its question in the list of bookmarks.",
    source="WCAG 2.1, 2.4.5; ISO 32000-1 §12.3.3",
    fails="A merger kept the pages and dropped the bookmarks.",
    passes="There is a bookmark for each question, and each leads to a page.",
)
def bookmarks(subject: Subject) -> Iterator[Seen]:
    """Each question of the leaflet has a bookmark, and each bookmark leads somewhere."""
    must_have_text(subject)
    names = {bare(name) for name, _ in subject.pdf.told.bookmarks}
    for name, page in subject.pdf.told.bookmarks:
        if page is None:
            yield seen(subject, f"the bookmark “{name}” leads to no page", hint=_PRINT_IT)
    questions = [block.text for block in subject.wanted if block.role == "H2"]
    missing = [text for text in questions if not bare(text).startswith(tuple(names - {""}))]
    if missing:
        told = ", ".join(f"“{text}”" for text in missing[:3])
        yield seen(subject, f"{len(missing)} questions have no bookmark: {told}", hint=_PRINT_IT)


@CHECKS.rule(
    "page-labels",
    severity="warning",
    why="The page that says “page 1” must be page 1 for a viewer, too, behind any cover.",
    source="ISO 32000-1 §12.4.2; WCAG 2.1, technique PDF17",
    fails="A merger dropped the page labels.",
    passes="The leaflet's pages are labelled 1, 2 and so on.",
)
def labels(subject: Subject) -> Iterator[Seen]:
    """The leaflet's pages are labelled with their own numbers."""
    for page in subject.pages:
        number = subject.numbers[page.index]
        if page.label != str(number):
            yield seen(
                subject, f"page {number} of the leaflet is labelled “{page.label}”",
                Spot(page=page.index + 1), hint=_PRINT_IT,
            )  # fmt: skip


@CHECKS.rule(
    "nothing-acts",
    severity="error",
    why="A leaflet is paper. Scripts, forms, attachments and links into other files are how PDFs "
    "carry malware, and tell others who reads.",
    source="The leaflet's promises 5 and 7: nothing active survives, no network; "
    "ISO 19005-3 §6.5, §6.6; ISO 32000-1 §12.6.4",
    fails="A form program added a script to the leaflet.",
    passes="Links call numbers and open pages on the web; nothing else acts.",
)
def nothing_acts(subject: Subject) -> Iterator[Seen]:
    """Nothing in the file acts, or lies elsewhere, but links to the web, mail and telephones."""
    for kind, what in subject.pdf.remnants:
        if kind == "private" or what.startswith("an annotation"):
            continue
        told = {"orphan": f"a hidden page ({what})", "unreadable": f"what cannot be read: {what}"}
        yield seen(subject, f"the file has {told.get(kind, what)}", hint=_PRINT_IT)


@CHECKS.rule(
    "nothing-added",
    severity="error",
    why="Comments and stamps are printed by one program and left out by the next.",
    source="ISO 32000-1 §12.5.6; the leaflet's promise 5",
    fails="A colleague put a yellow note on page 2 in a viewer.",
    passes="The file has no annotation but links.",
)
def nothing_added(subject: Subject) -> Iterator[Seen]:
    """Nobody has put comments, stamps or fields on the leaflet."""
    if any(True for _ in over_box(subject)):
        raise NotMadeError("something lies over the warning box, which “box-clear” tells")
    for kind, what in subject.pdf.remnants:
        if kind == "active" and what.startswith("an annotation"):
            yield seen(subject, f"the file has {what}", hint=_PRINT_IT)


@CHECKS.rule(
    "nothing-private",
    severity="warning",
    why="Names and places of who worked on a file are nobody else's business.",
    source="The leaflet's promise 7: private",
    fails="An editor left its user's name in the file.",
    passes="The file tells what the leaflet is, and of nobody.",
)
def nothing_private(subject: Subject) -> Iterator[Seen]:
    """The file tells nothing of who worked on it, or with what."""
    for kind, what in subject.pdf.remnants:
        if kind == "private":
            yield seen(subject, f"the file has {what}", hint=_PRINT_IT)


@CHECKS.rule(
    "not-locked",
    severity="error",
    why="A lock keeps screen readers, archives and printers of other makers out, and nobody else.",
    source="ISO 19005-3 §6.1.3; ISO 14289-1 §7.16; the leaflet is never encrypted",
    fails="A document system “protected” the file against changes.",
    passes="The file is not encrypted.",
)
def not_locked(subject: Subject) -> Iterator[Seen]:
    """The file is not encrypted."""
    if subject.pdf.told.locked:
        yield seen(subject, "the file is encrypted, though anybody may open it", hint=_PRINT_IT)


@CHECKS.rule(
    "dates",
    severity="warning",
    why="A wrong date in the metadata sorts an old leaflet before a new one.",
    source="ISO 32000-1 §14.3.3; ISO 19005-3 §6.6.3: both kinds of metadata agree",
    fails="“Save as” stamped today's date into one place and left the other.",
    passes="Both kinds of metadata have the date of the text.",
)
def dates(subject: Subject) -> Iterator[Seen]:
    """The dates in the metadata are the text's own, in both places."""
    expected = subject.expected
    if expected is None or "date" not in expected.facts:
        raise NotMadeError("the date of the text is not known")
    wanted = expected.facts["date"]
    for name, found in (
        ("CreationDate", _day(subject.pdf.told.information.get("CreationDate", ""))),
        ("ModDate", _day(subject.pdf.told.information.get("ModDate", ""))),
        ("xmp:CreateDate", subject.pdf.told.xmp.get("CreateDate", "")[:10]),
        ("xmp:ModifyDate", subject.pdf.told.xmp.get("ModifyDate", "")[:10]),
    ):
        if found and found != wanted:
            yield seen(subject, f"{name} says {found}, the text is of {wanted}", hint=_PRINT_IT)


def _day(stamp: str) -> str:
    """The day of a PDF date (§7.9.4)."""
    found = re.match(r"D:(\d{4})(\d\d)(\d\d)", stamp)
    return "-".join(found.groups()) if found else ""


@CHECKS.rule(
    "carried",
    severity="error",
    why="Without what it was built from, nobody can tell which text and version the paper is.",
    source="ISO 19005-3 §6.8 (associated files); leaflet writes leaflet.json and XMP",
    fails="A “metadata remover” cleaned the file before it was sent.",
    passes="The file carries its text as leaflet.json, and its metadata say the same.",
)
def carried(subject: Subject) -> Iterator[Seen]:
    """The file carries what it was built from, and its two places agree."""
    pdf = subject.pdf
    if pdf.carried is None:
        yield seen(subject, pdf.why_not_carried, hint=_PRINT_IT)
        return
    if "contentDigest" not in pdf.told.xmp:
        yield seen(subject, "the metadata do not tell what it was built from", hint=_PRINT_IT)
        return
    for name in ("medicine", "locale", "version", "contentDigest", "review"):
        if pdf.told.xmp.get(name) != pdf.carried.facts.get(name):
            yield seen(
                subject, f"the metadata and leaflet.json tell a different {name}: "
                f"{pdf.told.xmp.get(name)} and {pdf.carried.facts.get(name)}", hint=_PRINT_IT,
            )  # fmt: skip
