"""Checks of the document: title, language, bookmarks, labels, dates, and that nothing acts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.checks.box import over_box
from leaflet.checks.matching import Subject
from leaflet.checks.registry import AS_BUILT, CHECKS, must_have_text, seen
from leaflet.checks.wording import bare
from leaflet.registry import NotMadeError, Seen
from leaflet.report import Spot


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
            yield seen(subject, f"the {where} has no title", hint=AS_BUILT)
        elif wanted and found != wanted:
            yield seen(
                subject, f"the title in the {where} is “{found}”, not “{wanted}”", hint=AS_BUILT
            )
    if not pdf.told.shows_title:
        yield seen(subject, "viewers are not told to show the title", hint=AS_BUILT)


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
        yield seen(subject, "the file states no language", hint=AS_BUILT)
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
            yield seen(subject, f"the bookmark “{name}” leads to no page", hint=AS_BUILT)
    questions = [block.text for block in subject.wanted if block.role == "H2"]
    missing = [text for text in questions if not bare(text).startswith(tuple(names - {""}))]
    if missing:
        told = ", ".join(f"“{text}”" for text in missing[:3])
        yield seen(subject, f"{len(missing)} questions have no bookmark: {told}", hint=AS_BUILT)


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
                Spot(page=page.index + 1), hint=AS_BUILT,
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
        yield seen(subject, f"the file has {told.get(kind, what)}", hint=AS_BUILT)


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
            yield seen(subject, f"the file has {what}", hint=AS_BUILT)


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
            yield seen(subject, f"the file has {what}", hint=AS_BUILT)


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
        yield seen(subject, "the file is encrypted, though anybody may open it", hint=AS_BUILT)


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
            yield seen(subject, f"{name} says {found}, the text is of {wanted}", hint=AS_BUILT)


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
        yield seen(subject, pdf.why_not_carried, hint=AS_BUILT)
        return
    if "contentDigest" not in pdf.told.xmp:
        yield seen(subject, "the metadata do not tell what it was built from", hint=AS_BUILT)
        return
    for name in ("medicine", "locale", "version", "contentDigest", "review"):
        if pdf.told.xmp.get(name) != pdf.carried.facts.get(name):
            yield seen(
                subject, f"the metadata and leaflet.json tell a different {name}: "
                f"{pdf.told.xmp.get(name)} and {pdf.carried.facts.get(name)}", hint=AS_BUILT,
            )  # fmt: skip
