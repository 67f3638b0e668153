"""Lints of the file: its shape, sources, dates, telephone numbers."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import suppress

from leaflet.errors import Location
from leaflet.lints.linted import Linted
from leaflet.lints.registry import LINTS
from leaflet.reader.problems import Problems
from leaflet.reader.references import check_sources
from leaflet.reader.telephone import check_telephone
from leaflet.registry import NotMadeError, Seen

CHECKED_WITHIN = dt.timedelta(days=366)
"""How old the comparison with a source may be."""
REVIEW_AHEAD = dt.timedelta(days=60)
"""How long before the review it is told."""


@LINTS.rule(
    "schema",
    severity="error",
    why="A file that is not of its form is not built.",
    source="The JSON Schema of its kind: leaflet schema medicine, locale or clinic",
    fails="verzion: 0.1",
    passes='version: "0.1"',
)
def schema(file: Linted) -> Iterator[Seen]:
    """The file has every key it needs, none that is unknown, and values of their form."""
    told: set[tuple[Location, str]] = set()
    with suppress(NotMadeError):
        told = {(seen.location, seen.what) for seen in telephone(file)}
    told |= {(seen.location, seen.what) for seen in source_listed(file)}
    places = [path for path, statement in file.statements() if not statement.get("sources")]
    without = {file.document.key_at((*path, *key)) for path in places for key in ((), ("sources",))}
    for problem in file.problems:
        if (problem.location, problem.what) in told:
            continue
        if problem.location in without and re.search(r"\bsources\b", problem.what):
            continue  # told by statement-source
        assert problem.location is not None  # the reader always knows where
        yield Seen(what=problem.what, location=problem.location, hint=problem.hint)


@LINTS.rule(
    "statement-source",
    severity="error",
    why="A fact that nobody can look up cannot be reviewed.",
    source="leaflet's promise: every statement of medical fact names a source",
    fails="text: Take it with food.\nsources: []",
    passes="text: Take it with food.\nsources: [NHS]",
)
def statement_source(file: Linted) -> Iterator[Seen]:
    """Every statement names a source."""
    for path, statement in file.statements():
        if not statement.get("sources"):
            name = file.document.name(path)
            where = file.document.key_at(path)
            hint = 'add "sources:" with the key of a source at the foot of the file'
            yield Seen(what=f"{name} names no source", location=where, hint=hint)


@LINTS.rule(
    "source-listed",
    severity="error",
    why="A source that is named but not listed cannot be found; one listed but not named misleads.",
    source="leaflet's promise: every statement of medical fact names a source listed in the file",
    fails="text: Take it with food.\nsources: [NSH]",
    passes="text: Take it with food.\nsources: [NHS]",
)
def source_listed(file: Linted) -> Iterator[Seen]:
    """The sources named and the sources listed are the same."""
    problems = Problems(file.file)
    if file.kind != "clinic":
        check_sources(file.document, problems)
    for problem in problems.all():
        assert problem.location is not None
        yield Seen(what=problem.what, location=problem.location, hint=problem.hint)


@LINTS.rule(
    "source-checked",
    severity="warning",
    why="Texts of authorities change: dangers are added, numbers given up.",
    source="leaflet's contract, §2: each source has the day on which it was checked",
    fails="sources: {NHS: {checked: 2024-01-31}}",
    passes="sources: {NHS: {checked: 2026-11-21}}",
)
def source_checked(file: Linted) -> Iterator[Seen]:
    """Every source was compared with the text within the last year."""
    for key, _ in file.sources():
        checked = file.date("sources", key, "checked")
        if checked is None:
            continue
        where = file.document.value_at(("sources", key, "checked"))
        hint = "open its address, compare each statement, and write the day"
        if checked > file.as_of:
            what = f"sources.{key} was checked on {checked}, a day that is to come"
            yield Seen(what=what, location=where, hint="write the day on which it was compared")
        elif file.as_of - checked > CHECKED_WITHIN:
            what = f"sources.{key} was last checked {(file.as_of - checked).days} days ago"
            yield Seen(what=what, location=where, hint=hint)


@LINTS.rule(
    "source-grade",
    severity="warning",
    why="What rests on a secondary source alone may be wrong, and nobody answers for it.",
    source="leaflet's grades: C is secondary, to be read again at the authority's before a release",
    fails="sources: {NHS: {grade: C}}",
    passes="sources: {NHS: {grade: A}}",
)
def source_grade(file: Linted) -> Iterator[Seen]:
    """No statement rests on secondary sources alone."""
    grades = {key: source.get("grade", "A") for key, source in file.sources()}
    for path, statement in file.statements():
        named = statement.get("sources")
        if isinstance(named, list) and named and all(grades.get(str(key)) == "C" for key in named):
            what = f"{file.document.name(path)} rests on secondary sources alone (grade C)"
            where = file.document.value_at((*path, "sources"))
            yield Seen(what=what, location=where, hint="name an authority's own text as well")


@LINTS.rule(
    "review-past",
    severity="error",
    why="A text past its review may tell what is no longer so.",
    source="leaflet's contract: the next review is printed on every leaflet",
    fails="next_review: 2026-11-22",
    passes="next_review: 2027-11-21",
)
def review_past(file: Linted) -> Iterator[Seen]:
    """The day of the next review is not past."""
    review = file.date("next_review")
    if review is not None and review < file.as_of:
        yield Seen(
            what=f"the review was due on {review}",
            location=file.document.value_at(("next_review",)),
            hint="review the text, then write its new date and the next review",
        )


@LINTS.rule(
    "review-near",
    severity="warning",
    why="A review takes weeks; until it is done the leaflet must not be handed out.",
    source="leaflet's contract: the next review is printed on every leaflet",
    fails="next_review: 2027-01-10",
    passes="next_review: 2027-11-21",
)
def review_near(file: Linted) -> Iterator[Seen]:
    """The next review is not due within 60 days."""
    review = file.date("next_review")
    if review is not None and file.as_of <= review < file.as_of + REVIEW_AHEAD:
        yield Seen(
            what=f"the review is due in {(review - file.as_of).days} days, on {review}",
            location=file.document.value_at(("next_review",)),
            hint="ask the reviewer now",
        )


@LINTS.rule(
    "telephone",
    severity="error",
    why="Who calls another country's emergency number in danger reaches nobody.",
    source="leaflet's contract, §1: the region decides whom to call",
    fails="text: Call 911.",
    passes="text: Call 999.",
)
def telephone(file: Linted) -> Iterator[Seen]:
    """Telephone numbers are the locale's, and its emergency number stands where it must."""
    if file.kind != "medicine":
        return
    if file.locale_file is None:
        raise NotMadeError("the fixed words of its locale are missing, or wrong themselves")
    problems = Problems(file.file)
    check_telephone(file.document, file.locale_file, problems)
    for problem in problems.all():
        assert problem.location is not None
        yield Seen(what=problem.what, location=problem.location, hint=problem.hint)
