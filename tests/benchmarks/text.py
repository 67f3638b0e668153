"""From leaflet's model to plain values: the words and blocks that every engine sets.

The engines beside leaflet read these as JSON, so that none of them imports our reader. That the
words are the same is not trusted: ``words`` of each engine's PDF are compared before it is timed.
"""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from leaflet.model.common import Statement
    from leaflet.model.locale import Locale
    from leaflet.model.medicine import Leaflet, MainDanger, Overdose, Section

Run = tuple[str, bool]
"""Words, and whether they are bold."""
Runs = list[Run]


class Titled(TypedDict):
    """A heading with running text."""

    heading: str
    text: Runs


class Half(TypedDict):
    """One half of the warning box."""

    heading: str
    call: str
    lead: str
    items: list[Runs]
    captions: list[Runs]
    closing: Runs


class Answer(TypedDict):
    """A section: a lead-in, items, a paragraph; any of them may be empty."""

    heading: str
    lead: str
    items: list[Runs]
    text: Runs


class Effect(TypedDict):
    """A row of the table."""

    heading: str
    items: list[Runs]
    text: Runs


class Contact(TypedDict):
    """Whom to call, and for what."""

    heading: str
    number: str
    text: Runs


class Medicine(TypedDict):
    """All that a medicine's two pages say, but for the clinic's words."""

    language: str
    title: str
    eyebrow: str
    name: str
    form: str
    questions: str
    facts: list[Titled]
    warning: str
    halves: list[Half]
    taking: list[Answer]
    dose: Runs
    times: list[str]
    foot: list[str]
    short: str
    effects: str
    columns: list[str]
    rows: list[Effect]
    sections: list[Answer]
    who: str
    contacts: list[Contact]
    stamp: str
    last_foot: list[str]
    sources: Runs


class ClinicWords(TypedDict):
    """What a clinic's file gives."""

    id: str
    name: str
    descriptor: str
    colour: str
    logo: str
    phone: str
    hours: list[str]
    address: str


def medicine_of(leaflet: Leaflet, locale: Locale) -> Medicine:
    """The two pages as blocks, in reading order."""
    from leaflet.layout.feet import date_text

    words, numbers = locale.words, locale.numbers
    date = date_text(numbers, numbers.date, leaflet.date)
    review = date_text(numbers, numbers.month_date, leaflet.next_review)
    told = [
        (locale.contacts.emergency, leaflet.contacts.emergency),
        (locale.contacts.advice, leaflet.contacts.advice),
    ]
    return {
        "language": locale.locale,
        "title": f"{leaflet.name}: {words.patient_leaflet}",
        "eyebrow": words.patient_leaflet,
        "name": leaflet.name,
        "form": leaflet.form,
        "questions": words.questions_call,
        "facts": [
            {"heading": fact.heading, "text": _running(fact.answer)} for fact in leaflet.key_facts
        ],
        "warning": words.warning,
        "halves": [_danger(leaflet.warning.main), _overdose(leaflet.warning.overdose)],
        "taking": [_answer(section) for section in leaflet.taking],
        "dose": [(words.your_dose, True), (f" {words.your_dose_note}", False)],
        "times": [str(getattr(words, time)) for time in getattr(leaflet.dose_chart, "times", ())],
        "foot": [
            words.draft,
            words.version_page.format(version=leaflet.version, page=1, pages=2),
            words.turn_over,
        ],
        "short": leaflet.warning.short,
        "effects": leaflet.side_effects.heading,
        "columns": [words.how_soon, words.what_notice, words.what_to_do],
        "rows": [
            {
                "heading": row.heading,
                "items": [_runs(item.text) for item in row.notice],
                "text": _running(row.action),
            }
            for row in leaflet.side_effects.rows
        ],
        "sections": [_answer(section) for section in leaflet.sections],
        "who": words.who_to_call,
        "contacts": [
            {"heading": contact.name, "number": contact.number, "text": _runs(note.text)}
            for contact, note in told
            if contact is not None and note is not None
        ],
        "stamp": words.pharmacy_stamp,
        "last_foot": [
            words.draft,
            words.version_date.format(version=leaflet.version, date=date),
            words.next_review.format(date=review),
            words.page.format(page=2, pages=2),
        ],
        "sources": _runs(
            f"{locale.reporting.text if locale.reporting else ''} "
            f"**{words.sources}** {leaflet.sources_in_short}."
        ),
    }


def _runs(text: str) -> Runs:
    """``**bold**`` apart from the rest."""
    return [(part, index % 2 == 1) for index, part in enumerate(text.split("**")) if part]


def _running(statements: Iterable[Statement]) -> Runs:
    return _runs(" ".join(statement.text for statement in statements))


def _danger(main: MainDanger) -> Half:
    pictures = main.pictures
    return {
        "heading": main.headline,
        "call": "",
        "lead": main.lead,
        "items": [_runs(effect.text) for effect in main.effects],
        "captions": [_runs(each.caption.text) for each in (pictures.wrong, pictures.right)]
        if pictures
        else [],
        "closing": _running(main.closing or ()),
    }


def _overdose(overdose: Overdose) -> Half:
    return {
        "heading": overdose.headline,
        "call": overdose.call,
        "lead": overdose.lead,
        "items": [_runs(sign.text) for sign in overdose.signs],
        "captions": [],
        "closing": _running(overdose.closing or ()),
    }


def _answer(section: Section) -> Answer:
    from leaflet.model.medicine import LeadIn, Paragraph

    answer: Answer = {"heading": section.heading, "lead": "", "items": [], "text": []}
    for block in section.body:
        if isinstance(block, LeadIn):
            answer["lead"] = block.lead
        elif isinstance(block, Paragraph):
            answer["text"] = _running(block.paragraph)
        else:
            statements = next(iter(block.model_dump().values()))
            answer["items"] = [_runs(statement["text"]) for statement in statements]
    return answer


def words(pdf: bytes) -> Counter[str]:
    """The words of a PDF and how often each stands there, by poppler's pdftotext.

    Order is left out, as columns are read in different orders; so are marks without a letter or
    figure, as engines draw bullets as text or as shapes.
    """
    text = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode("utf-8")
    return Counter(word for word in text.split() if re.search(r"\w", word))


def difference(expected: Counter[str], found: Counter[str]) -> str:
    """What is missing and what is too much, in a line; empty where the words are the same."""
    missing, extra = expected - found, found - expected
    parts = [
        f"{label} {sorted(each.elements())}"
        for label, each in (("lacks", missing), ("has besides", extra))
        if each
    ]
    return "; ".join(parts)
