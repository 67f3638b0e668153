"""Findings as JUnit reports, judged by the public schema of Ant's JUnit task."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from leaflet.report import Report
from leaflet.reporting import written

from .made import context, finding, reports


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    """``JUnit.xsd``, as the package reframe-hpc carries it; its code is not run."""
    package = find_spec("reframe")
    if package is None or package.origin is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("reframe-hpc is not installed")
    text = (Path(package.origin).parent / "schemas" / "junit.xsd").read_bytes()
    return etree.XMLSchema(etree.fromstring(text))


def document(*each: Report, strict: bool = False) -> etree._Element:
    """The report as a CI server reads it."""
    return etree.fromstring(written("junit", each, context(strict=strict)).encode())


@pytest.mark.parametrize("strict", [False, True])
def test_a_report_keeps_to_the_schema(schema: etree.XMLSchema, strict: bool) -> None:
    """Any server that reads JUnit reports reads ours."""
    for each in (document(*reports(), strict=strict), document()):
        assert schema.validate(each), schema.error_log


def test_a_file_is_a_suite_and_a_check_a_case() -> None:
    """Checks that passed are there, too; findings of one check fail one case."""
    text, pdf, fine = document(*reports())
    assert [suite.get("name") for suite in (text, pdf, fine)] == [
        "content/a.yaml",
        "out/b.pdf",
        "content/c.yaml",
    ]
    assert [suite.get("failures") for suite in (text, pdf, fine)] == ["0", "1", "0"]
    (failure,) = pdf.iter("failure")
    assert failure.get("message") == "the box is covered (and 1 more)"
    assert "the box is cut [box-whole]" in (failure.text or "")
    (skipped,) = pdf.iter("skipped")
    assert skipped.get("message") == "the file has no text"
    assert len(list(fine.iter("testcase"))) == 2


def test_a_warning_fails_when_strict() -> None:
    """Else it stands in the suite's output, where nobody loses it."""
    text, *_ = document(*reports())
    assert "has 31 words" in (text.findtext("system-out") or "")
    text, *_ = document(*reports(), strict=True)
    assert text.get("failures") == "1"
    assert not text.findtext("system-out")


@given(st.text())
def test_no_text_breaks_the_document(schema: etree.XMLSchema, what: str) -> None:
    """Control characters, which XML cannot write, are spelt out; the rest arrives as it is."""
    error = finding(what, severity="error", hint="")
    root = document(Report(file="a.yaml", findings=(error,)))
    assert schema.validate(root), schema.error_log
    (failure,) = root.iter("failure")
    plain = "".join(c for c in what if c in "\t\n" or c >= " ") == what
    if plain and not {"\ufffe", "\uffff"} & set(what):
        assert failure.get("message") == what
