"""Findings for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence

from leaflet.report import Finding, Report
from leaflet.reporting.context import Context

VERSION = 1
"""Of the form below; counted up when something in it changes its name or meaning."""


def to_json(reports: Sequence[Report], context: Context) -> str:
    """One object: who looked, how, and each file with its findings."""
    value = {
        "format": VERSION,
        "tool": context.tool,
        "version": context.version,
        "as_of": context.as_of.isoformat(),
        "strict": context.strict,
        "fails": any(report.fails(strict=context.strict) for report in reports),
        "files": [_file(report, context) for report in reports],
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _file(report: Report, context: Context) -> dict[str, object]:
    return {
        "file": report.file,
        "fails": report.fails(strict=context.strict),
        "findings": [_finding(finding) for finding in report.findings],
        "made": list(report.made),
        "not_made": [{"check": check, "reason": reason} for check, reason in report.not_made],
    }


def _finding(finding: Finding) -> dict[str, object]:
    place = finding.location
    value: dict[str, object] = {
        "check": finding.check,
        "severity": finding.severity,
        "what": finding.what,
        "hint": finding.hint or None,
        "file": place.file,
        "line": place.line or None,
        "column": place.column or None,
    }
    if finding.spot is not None:
        value["page"] = finding.spot.page
        value["box"] = list(finding.spot.box) if finding.spot.box else None
    return value
