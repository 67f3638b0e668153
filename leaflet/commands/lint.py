"""``leaflet lint``: what a person should look at in content before anything is built of it."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path

from leaflet.errors import ExitCode, Problem, UsageError
from leaflet.lints import LINTS
from leaflet.lints.looking import lint
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
    day = day_of(as_of)
    reports = lint(paths, workspace=workspace, as_of=day)
    context = Context(
        tool="leaflet lint", version=version, rules=by_id(LINTS), as_of=day, strict=strict
    )
    sys.stdout.write(written(form, reports, context))
    print(summary(reports), file=sys.stderr)
    failed = any(report.fails(strict=strict) for report in reports)
    return ExitCode.FINDINGS if failed else ExitCode.FINE


def day_of(as_of: str | None) -> dt.date:
    """The day that ``--as-of`` names; today where it is left out.

    Raises:
        UsageError: it names none.
    """
    if as_of is None:
        return dt.datetime.now().astimezone().date()
    try:
        return dt.date.fromisoformat(as_of)
    except ValueError:
        hint = "write a day of the calendar as year-month-day: 2026-11-21"
        raise UsageError(Problem(None, f"--as-of: “{as_of}” is no date", hint)) from None
