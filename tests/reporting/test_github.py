"""Findings as GitHub's workflow commands, read back by the rules of GitHub's runner."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from leaflet.report import Report
from leaflet.reporting import written

from .made import context, finding, reports


def read(line: str) -> tuple[str, dict[str, str], str]:
    """A command's name, properties and message, as the runner takes a line of a log apart."""
    assert line.startswith("::")
    end = line.index("::", 2)
    name, _, listed = line[2:end].partition(" ")
    properties = {}
    for item in listed.split(","):
        key, _, value = item.partition("=")
        for code, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ",")):
            value = value.replace(code, character)
        properties[key.strip()] = value.replace("%25", "%")
    message = line[end + 2 :]
    for code, character in (("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        message = message.replace(code, character)
    return name, properties, message


def test_a_finding_stands_on_its_line() -> None:
    """The worst come first, as GitHub shows ten a step; a PDF's finding names the page."""
    lines = written("github", reports(), context()).splitlines()
    assert [read(line)[0] for line in lines] == ["error", "error", "warning", "notice"]
    assert read(lines[0]) == (
        "error",
        {"file": "out/b.pdf", "title": "box-whole"},
        "page 2 at 10, 220 pt: the box is covered",
    )
    assert read(lines[2]) == (
        "warning",
        {"file": "content/a.yaml", "line": "3", "col": "7", "title": "sentence-length"},
        "has 31 words\nhint: make two of it",
    )
    assert read(lines[3])[2] == "not checked: the file has no text"


@given(what=st.text(), file=st.text(min_size=1))
def test_no_text_breaks_the_command(what: str, file: str) -> None:
    """Per cent signs, colons, commas and line ends reach the reader as they were written."""
    report = Report(file=file, findings=(finding(what, file=file, hint=""),))
    text = written("github", [report], context())
    assert text.count("\n") == 1
    _, properties, message = read(text.removesuffix("\n"))
    assert message == what
    assert properties["file"] == file
