"""Findings for people."""

from __future__ import annotations

from leaflet.report import Report
from leaflet.reporting import summary, written

from .made import context, finding, reports


def test_a_line_says_where_what_and_what_next() -> None:
    """The place comes first, as editors and terminals make a link of it; the check's id last."""
    assert written("text", reports(), context()) == (
        "content/a.yaml:3:7: warning: has 31 words [sentence-length]\n"
        "  hint: make two of it\n"
        "out/b.pdf: page 2 at 10, 220 pt: error: the box is covered [box-whole]\n"
        "out/b.pdf: error: the box is cut [box-whole]\n"
        "  hint: make two of it\n"
        "out/b.pdf: not checked: the file has no text [sentence-length]\n"
    )


def test_what_is_missing_for_all_is_said_once() -> None:
    """A program that is not installed is told in one line, not one a file."""
    missing = (("verapdf", "verapdf is not installed"),)
    each = [Report(file=name, not_made=missing) for name in ("a", "b")]
    line = "2 files: not checked: verapdf is not installed [verapdf]\n"
    assert written("text", each, context()) == line
    told = "::notice title=verapdf::2 files not checked: verapdf is not installed\n"
    assert written("github", each, context()) == told


def test_nothing_found_is_no_line() -> None:
    """Standard output holds findings and nothing else."""
    assert written("text", [Report(file="a")], context()) == ""


def test_the_summary_counts() -> None:
    """One line tells how many files were looked at and what was found in them."""
    assert summary(reports()) == "3 files: 2 errors, 1 warning, 1 check not made"
    assert summary([Report(file="a")]) == "1 file: nothing found"
    assert summary([]) == "0 files: nothing found"


def test_a_name_in_no_encoding_is_written_out() -> None:
    """A file whose name is not UTF-8 is still reported, in every format."""
    report = Report(file="\udcff.yaml", findings=(finding(file="\udcff.yaml"),))
    for form in ("text", "json", "junit", "github", "sarif"):
        assert written(form, [report], context()).encode()
