"""Checks of the tags: there, agreeing with what is drawn, and good by the judges."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from leaflet.checks.box import over_box
from leaflet.checks.matching import Subject
from leaflet.checks.registry import AS_BUILT, CHECKS, must_have_tags, must_have_text, seen
from leaflet.checks.wording import bare
from leaflet.registry import NotMadeError, Seen


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
        yield seen(subject, "the file has no tags", hint=AS_BUILT)
    elif not subject.pdf.told.marked:
        yield seen(subject, "the file does not say that it is tagged", hint=AS_BUILT)
    elif subject.pdf.told.part is None and subject.pages:
        yield seen(subject, "the file's tags have no place for the leaflet", hint=AS_BUILT)


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
        yield seen(subject, sentence, hint=AS_BUILT)


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
                f"{match.block.role}", subject.spot(match.read.runs), hint=AS_BUILT,
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
            yield seen(subject, f"no picture is told as “{block.text}”", hint=AS_BUILT)
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
        yield seen(subject, f"{sentence} ({rule})" if rule else sentence, hint=AS_BUILT)


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
        yield seen(subject, f"veraPDF does not pass it: {words}", hint=AS_BUILT)
