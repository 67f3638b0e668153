"""Findings as the JUnit report that CI servers show: a suite for each file, a case for each check.

The form is that of Ant's JUnit task as its public schema has it (``JUnit.xsd``), which GitLab,
Jenkins and Azure read. What fails nothing (notes; warnings unless strict) stands in the suite's
output. The schema wants a time stamp: it is the day that dates were compared with.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence

from leaflet.report import Finding, Report
from leaflet.reporting.context import Context
from leaflet.reporting.text import one_line

# What XML 1.0 (§2.2, Char) has no way to write, and Python's serialiser would write all the same.
_NO_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def to_junit(reports: Sequence[Report], context: Context) -> str:
    """The XML document."""
    root = ET.Element("testsuites")
    for number, report in enumerate(reports):
        root.append(_suite(report, number, context))
    ET.indent(root)
    body = ET.tostring(root, encoding="unicode", short_empty_elements=True)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'


def _suite(report: Report, number: int, context: Context) -> ET.Element:
    failing: dict[str, list[Finding]] = {}
    rest: list[Finding] = []
    for finding in report.findings:
        if context.fails(finding):
            failing.setdefault(finding.check, []).append(finding)
        else:
            rest.append(finding)
    cases = dict.fromkeys((*report.made, *failing))
    suite = ET.Element(
        "testsuite",
        {
            "name": _text(report.file),
            "timestamp": f"{context.as_of.isoformat()}T00:00:00",
            "hostname": "localhost",
            "tests": str(len(cases) + len(report.not_made)),
            "failures": str(len(failing)),
            "errors": "0",
            "skipped": str(len(report.not_made)),
            "time": "0",
            "package": context.tool,
            "id": str(number),
        },
    )
    properties = ET.SubElement(suite, "properties")
    ET.SubElement(properties, "property", name="version", value=context.version)
    for check in cases:
        case = _case(suite, report, check)
        if found := failing.get(check):
            more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
            failure = ET.SubElement(
                case, "failure", message=_text(found[0].what) + more, type=found[0].severity
            )
            failure.text = _text("\n".join(one_line(finding) for finding in found))
    for check, reason in report.not_made:
        ET.SubElement(_case(suite, report, check), "skipped", message=_text(reason))
    ET.SubElement(suite, "system-out").text = _text("\n".join(one_line(each) for each in rest))
    ET.SubElement(suite, "system-err")
    return suite


def _case(suite: ET.Element, report: Report, check: str) -> ET.Element:
    named = {"name": check, "classname": _text(report.file), "time": "0"}
    return ET.SubElement(suite, "testcase", named)


def _text(text: str) -> str:
    return _NO_XML.sub(lambda match: f"\\u{{{ord(match[0]):X}}}", text)
