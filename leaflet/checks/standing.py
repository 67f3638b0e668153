"""Checks of the leaflet's standing: reviewed or DRAFT, current, not past its date, complete."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from leaflet.checks.matching import Subject
from leaflet.checks.registry import (
    CHECKS,
    must_have_characters,
    must_have_tags,
    must_have_text,
    seen,
)
from leaflet.checks.wording import bare, difference
from leaflet.registry import NotMadeError, Seen
from leaflet.report import Spot


@CHECKS.rule(
    "draft-shown",
    severity="error",
    why="A patient must never take an unreviewed text for a reviewed one.",
    source="The leaflet's promise 8: DRAFT on every page until the sign-off matches the text",
    fails="A clinic whited out the word DRAFT before printing.",
    passes="Every page of an unreviewed leaflet says DRAFT.",
)
def draft(subject: Subject) -> Iterator[Seen]:
    """Every page of a leaflet that nobody has signed off says so."""
    must_have_text(subject)
    expected = subject.expected
    assert expected is not None  # held by must_have_text
    if expected.facts.get("review", "draft") != "draft":
        return
    cover = subject.pdf.cover
    pages = subject.pages if cover is None else (*subject.pages, subject.pdf.pages[cover])
    for page in pages:
        if bare(expected.draft) not in bare("".join(run.text for run in page.runs)):
            yield seen(subject, f"the page does not say “{expected.draft}”",
                       Spot(page=page.index + 1), hint="build the leaflet again")  # fmt: skip


@CHECKS.rule(
    "review-shown",
    severity="error",
    why="A sign-off that only the metadata know, or that the page contradicts, is none.",
    source="The leaflet's promise 8: the sign-off matches the text",
    fails="A metadata editor wrote “reviewed” into a draft.",
    passes="Pages of a reviewed leaflet say by whom, and none says DRAFT.",
)
def review_shown(subject: Subject) -> Iterator[Seen]:
    """Pages of a reviewed leaflet say who reviewed it, and none says that it is a draft."""
    must_have_text(subject)
    expected = subject.expected
    assert expected is not None  # held by must_have_text
    if expected.facts.get("review", "draft") == "draft":
        return
    reviewed = bare(expected.facts.get("reviewedBy", ""))
    for page in subject.pages:
        written = bare("".join(run.text for run in page.runs))
        spot = Spot(page=page.index + 1)
        if not reviewed or reviewed not in written:
            yield seen(subject, "the page does not say who reviewed the leaflet", spot)
        if bare(expected.draft) in written:
            yield seen(subject, f"the page of a reviewed leaflet says “{expected.draft}”", spot)


@CHECKS.rule(
    "review-due",
    severity="error",
    why="Advice ages: after its date a text may warn of too little.",
    source="The text's own next_review date",
    fails="A leaflet built two years ago is still in the printer's queue.",
    passes="The day of the next review is yet to come.",
)
def review_due(subject: Subject) -> Iterator[Seen]:
    """The date of the next review is not past."""
    told = subject.expected.facts.get("nextReview") if subject.expected else None
    if told is None:
        raise NotMadeError("the date of the next review is not known")
    due = dt.date.fromisoformat(told)
    if due < subject.as_of:
        yield seen(
            subject, f"its review was due on {due.isoformat()}",
            hint="have the text reviewed, and build the leaflet again",
        )  # fmt: skip


@CHECKS.rule(
    "text-current",
    severity="error",
    why="An old version on paper contradicts what the pharmacist now says.",
    source="The digest of text, sources and contacts that every leaflet carries",
    fails="A leaflet of last year is checked against the workspace's new text.",
    passes="The leaflet carries the text that the workspace has now.",
)
def current(subject: Subject) -> Iterator[Seen]:
    """The leaflet was built from the text as the workspace has it now."""
    if subject.current is None:
        raise NotMadeError("no workspace was named to compare with: --workspace DIR")
    carried = subject.pdf.carried
    if carried is None:
        return  # then the pages themselves are compared with the workspace
    old, new = carried.facts, subject.current.facts
    if old.get("contentDigest") == new.get("contentDigest"):
        return
    hint = "build the leaflet again"
    told = False
    before = {block.statements or (block.text,): block.text for block in carried.says}
    after = {block.statements or (block.text,): block.text for block in subject.current.says}
    for key in dict.fromkeys((*before, *after)):
        if before.get(key) != after.get(key):
            told = True
            change = difference(before.get(key, ""), after.get(key, ""))
            yield seen(subject, f"the workspace says otherwise: {change}", hint=hint)
    if not told:
        what = "what is not printed has changed in the workspace: sources, notes or contacts"
        yield replace(seen(subject, what, hint=hint), severity="warning")


@CHECKS.rule(
    "clinic-current",
    severity="error",
    why="Who calls a number that is no longer the pharmacy's reaches nobody, or a stranger.",
    source="The clinic's own file in the workspace",
    fails="The pharmacy moved; leaflets with its old number are still in the drawer.",
    passes="The clinic's name and number on the pages are those that its file has now.",
)
def clinic_current(subject: Subject) -> Iterator[Seen]:
    """The clinic's name and telephone on the pages are those of its file."""
    if subject.current is None:
        raise NotMadeError("no workspace was named to compare with: --workspace DIR")
    if subject.clinic is None:
        return  # a leaflet of no clinic, or of one that the workspace does not have
    must_have_characters(subject)
    must_have_tags(subject, "the clinic's words cannot be told from others")
    blocks = [block for block in subject.blocks if block.is_clinics]
    written = bare("".join(block.text for block in blocks))
    for name, value in subject.clinic.items():
        if bare(value) not in written:
            spot = subject.spot(blocks[0].runs) if blocks else None
            yield seen(
                subject, f"the clinic's {name} is not “{value}” on the pages", spot,
                hint="build the leaflet again",
            )  # fmt: skip


@CHECKS.rule(
    "contacts-complete",
    severity="warning",
    why="Between “call an ambulance” and nobody, a worried reader needs somebody to ask.",
    source="The locale's contacts: an emergency number, and an advice or poison line",
    fails="A new locale was started with the emergency number alone.",
    passes="The leaflet names an emergency number and a line for advice.",
)
def contacts(subject: Subject) -> Iterator[Seen]:
    """The locale gives an emergency number and a line for advice."""
    must_have_text(subject)
    assert subject.expected is not None  # held by must_have_text
    names = set(subject.expected.contacts)
    if "emergency" not in names:
        yield seen(subject, "the leaflet's locale has no emergency number")
    elif names == {"emergency"}:
        yield seen(
            subject, "the leaflet's locale has neither an advice line nor a poison line",
            hint="add one to the locale's file, with a source",
        )  # fmt: skip
