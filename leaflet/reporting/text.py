"""Findings for people: ``file:line:column: severity: what [check]``, the hint on a second line.

Editors and terminals make a link of the first part.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from leaflet.report import Finding, Report
from leaflet.reporting.context import Context, where_on_page


def to_text(reports: Sequence[Report], context: Context) -> str:
    """A line for each finding, and for each check that could not be made, in whatever files."""
    del context
    lines = [one_line(finding) for report in reports for finding in report.findings]
    for (check, why), files in not_made(reports).items():
        where = files[0] if len(files) == 1 else f"{len(files):,} files"
        lines.append(f"{where}: not checked: {why} [{check}]")
    return "".join(f"{line}\n" for line in lines)


def not_made(reports: Sequence[Report]) -> dict[tuple[str, str], list[str]]:
    """The files in which a check could not be made, by check and reason: mostly one for all."""
    found: dict[tuple[str, str], list[str]] = {}
    for report in reports:
        for check, why in report.not_made:
            found.setdefault((check, why), []).append(report.file)
    return found


def one_line(finding: Finding) -> str:
    """One finding, its hint on a line of its own."""
    page = where_on_page(finding)
    parts = [str(finding.location), page, finding.severity, f"{finding.what} [{finding.check}]"]
    line = ": ".join(part for part in parts if part)
    return f"{line}\n  hint: {finding.hint}" if finding.hint else line


def summary(reports: Sequence[Report]) -> str:
    """``3 files: 1 error, 2 warnings``; ``3 files: nothing found``."""
    counted = Counter(finding.severity for report in reports for finding in report.findings)
    found = [
        _number(counted[severity], severity)
        for severity in ("error", "warning", "note")
        if counted[severity]
    ]
    unmade = sum(len(report.not_made) for report in reports)
    if unmade:
        found.append(f"{_number(unmade, 'check')} not made")
    return f"{_number(len(reports), 'file')}: {', '.join(found) or 'nothing found'}"


def _number(count: int, thing: str) -> str:
    return f"{count:,} {thing}{'s' * (count != 1)}"
