"""Lints of the sign-off: approvals that no longer hold, and locales that say different things."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from leaflet.errors import ContentError, Location
from leaflet.lints.linted import Linted
from leaflet.lints.registry import LINTS
from leaflet.model.locale import Locale
from leaflet.model.review import Approval
from leaflet.model.workspace import WorkspaceFile
from leaflet.reader.document import Path
from leaflet.registry import Seen
from leaflet.report import Severity
from leaflet.review.changes import Change, as_printed, changes
from leaflet.review.standing import signers_of
from leaflet.review.telling import SAYS
from leaflet.review.text import ReviewedText

REVIEW_AHEAD = timedelta(days=60)
"""How long before the review that a reviewer asked for it is told."""
_FIGURE = re.compile(r"\d+(?:[.,/]\d+)*")
_NEGATION = re.compile(
    r"\b(?:no|not|never|none|nothing|without|cannot|can’t|don’t)\b", re.IGNORECASE
)
CHOSEN = "DIFFERS"
"""In a statement's note: it says something else than another locale's, and that is meant."""


@LINTS.rule(
    "approval",
    severity="warning",
    why="Until the new words are approved, DRAFT stands on every page.",
    source="leaflet's contract, §4.8: one changed letter of medical text brings DRAFT back",
    fails="review:\n"
    "- {name: Robin Sample, role: Pharmacist, registration: S-48215, date: 2026-11-22,\n"
    f"   digest: 'form1:sha256:{64 * '0'}'}}",
    passes='version: "1.1"',
)
def approval(file: Linted) -> Iterator[Seen]:
    """What was approved is what the file says, its signature holds, its review is not due."""
    leaflet, words = file.value, file.locale_file
    if leaflet is None or words is None or not leaflet.review:
        return
    now = ReviewedText.of(leaflet, words)
    try:
        signers_of(leaflet, WorkspaceFile())
    except ContentError as error:
        for problem in error.problems:
            where = file.document.key_at(("review",))
            yield Seen(what=problem.what, location=where, hint=problem.hint, severity="error")
    told: set[str] = set()
    for index, each in enumerate(leaflet.review):
        where = file.document.value_at(("review", index))
        if each.digest == now.digest:
            yield from _due(file, each, where)
        elif each.digest not in told:
            told.add(each.digest)
            yield from _void(file, each, now, where)


def _due(file: Linted, each: Approval, where: Location) -> Iterator[Seen]:
    """The review that a reviewer asked for, where that is not the file's own (review-past)."""
    due = each.next_review
    if due is None or due >= file.as_of + REVIEW_AHEAD:
        return
    what = f"the next review that {each.name} asked for was due on {due}"
    if due >= file.as_of:
        what = f"the next review that {each.name} asked for is due on {due}"
    severity: Severity = "error" if due < file.as_of else "warning"
    yield Seen(what=what, location=where, hint="ask the reviewer now", severity=severity)


def _void(file: Linted, each: Approval, now: ReviewedText, where: Location) -> Iterator[Seen]:
    """Each statement that changed since the approval, old and new."""
    since = f"since {each.name} approved it on {each.date}"
    approved = file.kept.get(each.digest)
    hint = "have it approved again (leaflet approve), or put the words back"
    if approved is None:
        what = f"the text has changed {since}; the words of then are not at hand"
        yield Seen(what=what, location=where, hint=f"{hint}; commit content/approvals/ with it")
        return
    for change in changes(approved, now):
        place = path_of(file, change.said.place)
        at = where if change.new is None or place is None else file.document.value_at(place)
        yield Seen(what=f"{change.said.place} {_in_words(change)} {since}", location=at, hint=hint)


def _in_words(change: Change) -> str:
    old, new = (f"“{as_printed(said.words)}”" if said else "" for said in (change.old, change.new))
    if change.kind == "changed":
        return f"changed from {old} to {new}"
    if change.kind == "sources":
        assert change.old is not None
        assert change.new is not None
        return f"({new}) changed its sources from {change.old.sources} to {change.new.sources}"
    says = {"added": "came in", "removed": "went"}.get(change.kind, SAYS[change.kind])
    return f"({new or old}) {says}"


def path_of(file: Linted, place: str) -> Path | None:
    """Where a place of a reviewed text stands in the file; ``None`` where it is the locale's."""
    path: Path = ()
    for step in place.split("."):
        inside = file.document.get(*path)
        if isinstance(inside, dict) and step in inside:
            path = (*path, step)
        elif isinstance(inside, list):
            found = next(
                (
                    index
                    for index, item in enumerate(inside)
                    if (isinstance(item, dict) and step in (item.get("id"), item.get("urgency")))
                    or step == str(index + 1)
                ),
                None,
            )
            if found is None:
                return None
            path = (*path, found)
        else:
            return None
    return (*path, "text") if file.document.get(*path, "text") is not None else path


@LINTS.rule(
    "locale-difference",
    severity="note",
    why="Another figure, another “never”, a warning that only one country's leaflet has: each is "
    "the country's own fact or somebody's slip.",
    source="leaflet's contract, §1: the region decides facts; leaflet diff MEDICINE en-GB en-US",
    fails="text: Never take more than 4 tablets a day.\n"
    "in en-IE: Never take more than 8 tablets a day.",
    passes="text: Never take more than 4 tablets a day.\n"
    'note: "DIFFERS: Ireland\'s label says 8."\n'
    "in en-IE: Never take more than 8 tablets a day.",
)
def locale_difference(file: Linted) -> Iterator[Seen]:
    """Where locales of one language differ in a danger, a note says that it is meant."""
    if file.value is None or file.locale_file is None:
        return
    notes = {str(each.get("id")): str(each.get("note", "")) for _, each in file.statements()}
    now = ReviewedText.of(file.value, file.locale_file)
    told: dict[str, list[str]] = {}
    for tag, (other, words) in file.others.items():
        for change in changes(ReviewedText.of(other, words), now):
            here = change.new
            if here is None or not _matters(change) or CHOSEN in notes.get(here.name, ""):
                continue
            if change.old is None:
                told.setdefault(here.place, []).append(f"{tag} has no {here.name}")
            elif _bones(here.words, file.locale_file) != _bones(change.old.words, words):
                said = as_printed(change.old.words)
                told.setdefault(here.place, []).append(f"{tag} says “{said}”")
    for place, differences in told.items():
        path = path_of(file, place)
        assert path is not None  # the model was made of this file
        yield Seen(
            what=f"{place.rpartition('.')[2]} is said here otherwise: {'; '.join(differences)}",
            location=file.document.value_at(path),
            hint=f"if that is meant, write “{CHOSEN}:” and why into its note",
        )


def _matters(change: Change) -> bool:
    """Whether it is a statement of a danger; whom to call differs by its nature."""
    said = change.said
    return (
        change.critical
        and change.kind in ("added", "changed")
        and bool(said.sources)
        and not said.place.startswith(("locale.", "contacts."))
    )


def _bones(text: str, locale: Locale) -> tuple[list[str], int]:
    """The figures of a text but telephone numbers, and how many times it says no."""
    said = as_printed(text)
    contacts = locale.contacts
    for contact in (contacts.emergency, contacts.advice, contacts.poison):
        if contact is not None:
            said = said.replace(contact.number, "")
    return sorted(_FIGURE.findall(said)), len(_NEGATION.findall(said))
