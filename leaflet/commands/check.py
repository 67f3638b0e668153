"""``leaflet check``: what is wrong with finished PDFs before they are printed."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from leaflet.checks.checking import Outcome, check_all
from leaflet.commands.day import day_of, today
from leaflet.errors import ExitCode, LeafletError
from leaflet.registry import Rule, by_id
from leaflet.report import Report
from leaflet.reporting import Context, Format, summary, written

if TYPE_CHECKING:
    from collections.abc import Callable

MANY = 20
"""Files from which progress is shown."""


def run(
    pdfs: Sequence[Path],
    *,
    workspace: Path | None,
    form: Format,
    strict: bool,
    as_of: str | None,
    jobs: int | None,
    version: str,
) -> ExitCode:
    """Print the findings; what the exit code says: of an unreadable file, its own."""
    day = day_of("--as-of", as_of) or today()
    step, close = _progress(len(pdfs))
    try:
        outcomes = check_all(pdfs, workspace=workspace, as_of=day, jobs=jobs, on_progress=step)
    finally:
        close()
    reports = [each for each in outcomes if isinstance(each, Report)]
    errors = [each for each in outcomes if isinstance(each, LeafletError)]
    context = Context(
        tool="leaflet check", version=version, rules=_rules(form), as_of=day, strict=strict
    )
    sys.stdout.write(written(form, reports, context))
    for error in errors:
        print(error, file=sys.stderr)
    unread = f"; {len(errors)} not checked" if errors else ""
    print(summary(reports) + unread, file=sys.stderr)
    if errors:
        return errors[0].exit_code
    failed = any(report.fails(strict=strict) for report in reports)
    return ExitCode.FINDINGS if failed else ExitCode.FINE


def _rules(form: Format) -> Mapping[str, Rule[Any]]:
    """All checks for the one form that tells of them; reading them takes time."""
    if form != "sarif":
        return {}
    from leaflet.checks.rules import CHECKS

    return by_id(CHECKS)


def _progress(count: int) -> tuple[Callable[[Outcome], None], Callable[[], None]]:
    """What to call for each file, and at the end."""
    if count < MANY:
        return (lambda _: None), (lambda: None)
    from leaflet.batch.progress import progress

    shown = progress(count, sys.stderr)
    return (lambda _: shown.step(built=True)), shown.close
