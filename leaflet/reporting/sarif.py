"""Findings as SARIF 2.1.0 (OASIS), which code scanning shows in the file and keeps over time."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from leaflet.registry import Rule
from leaflet.report import Finding, Report
from leaflet.reporting.context import Context, sentence

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def to_sarif(reports: Sequence[Report], context: Context) -> str:
    """One log with one run."""
    numbers = {name: number for number, name in enumerate(context.rules)}
    run = {
        "tool": {
            "driver": {
                "name": context.tool,
                "version": context.version,
                "rules": [_rule(rule) for rule in context.rules.values()],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": True,
                "toolExecutionNotifications": [
                    _not_made(report.file, check, reason)
                    for report in reports
                    for check, reason in report.not_made
                ],
            }
        ],
        "results": [_result(finding, numbers) for report in reports for finding in report.findings],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(rule: Rule[Any]) -> dict[str, object]:
    text = rule.explanation()
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": f"{rule.why} Source: {rule.source}"},
        "help": {"text": text},
        "defaultConfiguration": {"level": rule.severity},
    }


def _result(finding: Finding, numbers: dict[str, int]) -> dict[str, object]:
    place = finding.location
    # A region is optional in SARIF, but GitHub's code scanning wants one, for a PDF as well.
    region = {"startLine": place.line or 1, "startColumn": place.column or 1}
    result: dict[str, object] = {
        "ruleId": finding.check,
        "level": finding.severity,
        "message": {"text": sentence(finding)},
        "locations": [
            {"physicalLocation": {"artifactLocation": {"uri": _uri(place.file)}, "region": region}}
        ],
        "partialFingerprints": {"leaflet/v1": _fingerprint(finding)},
    }
    if finding.check in numbers:
        result["ruleIndex"] = numbers[finding.check]
    if finding.spot is not None:
        result["properties"] = {"page": finding.spot.page, "box": finding.spot.box}
    return result


def _not_made(file: str, check: str, reason: str) -> dict[str, object]:
    return {
        "level": "note",
        "message": {"text": f"{file}: not checked: {reason}"},
        "associatedRule": {"id": check},
    }


def _fingerprint(finding: Finding) -> str:
    """The same finding keeps it when lines above it are added."""
    said = "\0".join((finding.check, finding.location.file, finding.what))
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()


def _uri(file: str) -> str:
    """A relative path stays relative (RFC 3986 §4.2): code scanning takes it from the root."""
    path = quote(file, safe="/", errors="replace")
    return f"file://{path}" if file.startswith("/") else path
