"""Findings as GitHub's workflow commands, which show them on the line of a pull request.

The grammar is that of GitHub's runner: ``::error file=…,line=…,col=…,title=…::message``. In a
message ``%``, carriage return and line feed are written as ``%25``, ``%0D``, ``%0A``; in a property
``:`` and ``,`` as well. GitHub shows ten of each severity a step, and all of them in the log.
"""

from __future__ import annotations

from collections.abc import Sequence

from leaflet.report import Finding, Report
from leaflet.reporting.context import Context, sentence
from leaflet.reporting.text import not_made

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def to_github(reports: Sequence[Report], context: Context) -> str:
    """A command in a line for each finding, the worst first, as only ten are shown."""
    findings = [finding for report in reports for finding in report.findings]
    findings.sort(key=lambda finding: list(_COMMANDS).index(finding.severity))
    lines = [_command(finding) for finding in findings]
    for (check, reason), files in not_made(reports).items():
        place = f"file={_property(files[0])}," if len(files) == 1 else ""
        what = f"not checked: {reason}" if place else f"{len(files):,} files not checked: {reason}"
        lines.append(f"::notice {place}title={_property(check)}::{_message(what)}")
    del context
    return "".join(f"{line}\n" for line in lines)


def _command(finding: Finding) -> str:
    place = finding.location
    properties = {"file": place.file}
    if place.line:
        properties["line"] = str(place.line)
        properties["col"] = str(place.column)
    properties["title"] = finding.check
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {listed}::{_message(sentence(finding))}"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
