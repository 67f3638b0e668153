"""``leaflet lint``: what a person should look at in content before anything is built of it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from leaflet.commands.day import day_of, today
from leaflet.errors import ExitCode
from leaflet.lints import LINTS
from leaflet.lints.grades import table
from leaflet.lints.linted import Linted
from leaflet.lints.looking import lint, linted_of
from leaflet.lints.places import find
from leaflet.registry import by_id
from leaflet.reporting import Context, Format, summary, written


def run(
    paths: Sequence[Path],
    workspace: Path | None,
    *,
    form: Format,
    strict: bool,
    as_of: str | None,
    version: str,
) -> ExitCode:
    """Print the findings; what the exit code says."""
    day = day_of("--as-of", as_of) or today()
    reports = lint(paths, workspace=workspace, as_of=day)
    context = Context(
        tool="leaflet lint", version=version, rules=by_id(LINTS), as_of=day, strict=strict
    )
    sys.stdout.write(written(form, reports, context))
    print(summary(reports), file=sys.stderr)
    failed = any(report.fails(strict=strict) for report in reports)
    return ExitCode.FINDINGS if failed else ExitCode.FINE


def print_grades(paths: Sequence[Path], workspace: Path | None) -> ExitCode:
    """Print how hard each part of each medicine's text is to read."""
    for found in find(paths, workspace):
        linted = linted_of(found, today()) if found.kind == "medicine" else None
        if isinstance(linted, Linted):
            print(table(linted))
    return ExitCode.FINE
