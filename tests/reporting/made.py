"""Reports made in code, for tests of the formats."""

from __future__ import annotations

import datetime as dt

from leaflet.errors import Location
from leaflet.registry import Registry, by_id
from leaflet.report import Finding, Report, Severity, Spot
from leaflet.reporting import Context

RULES: Registry[str] = Registry()


@RULES.rule(
    "sentence-length",
    severity="warning",
    why="A long sentence is read twice.",
    source="A guide, 3.1",
    fails="a long one",
    passes="a short one",
)
def sentence_length(_text: str) -> tuple[()]:
    """A sentence has 20 words at most."""
    return ()


@RULES.rule("box-whole", severity="error", why="w", source="s", fails="f", passes="p")
def box_whole(_text: str) -> tuple[()]:
    """The box is on page 1."""
    return ()


def context(*, strict: bool = False) -> Context:
    """A run of a lint on a day long ago."""
    return Context(
        tool="leaflet lint",
        version="1.2.3",
        rules=by_id(RULES),
        as_of=dt.date(2026, 1, 2),
        strict=strict,
    )


def finding(
    what: str = "has 31 words",
    *,
    check: str = "sentence-length",
    severity: Severity = "warning",
    file: str = "content/a.yaml",
    line: int = 3,
    column: int = 7,
    hint: str = "make two of it",
    spot: Spot | None = None,
) -> Finding:
    """One finding, in a line of a file if nothing else is said."""
    return Finding(
        check=check,
        severity=severity,
        what=what,
        location=Location(file, line, column),
        hint=hint,
        spot=spot,
    )


def reports() -> tuple[Report, ...]:
    """A text with a warning, a PDF with errors and a check not made, and a file that is fine."""
    box = finding(
        "the box is covered",
        check="box-whole",
        severity="error",
        file="out/b.pdf",
        line=0,
        column=0,
        hint="",
        spot=Spot(page=2, box=(10.4, 20, 110, 220)),
    )
    again = finding(
        "the box is cut", check="box-whole", severity="error", file="out/b.pdf", line=0, column=0
    )
    return (
        Report(file="content/a.yaml", findings=(finding(),), made=("sentence-length",)),
        Report(
            file="out/b.pdf",
            findings=(box, again),
            made=("box-whole",),
            not_made=(("sentence-length", "the file has no text"),),
        ),
        Report(file="content/c.yaml", made=("sentence-length", "box-whole")),
    )
