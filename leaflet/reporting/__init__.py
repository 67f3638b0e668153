"""Reports as text: for people, for programs, and for the pipelines that show them on the line.

Every format is a function from the same reports to the same text, whenever it is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal, TypeAlias

from leaflet.report import Report
from leaflet.reporting.context import Context
from leaflet.reporting.github import to_github
from leaflet.reporting.json import to_json
from leaflet.reporting.junit import to_junit
from leaflet.reporting.sarif import to_sarif
from leaflet.reporting.text import summary, to_text

__all__ = ["FORMATS", "Context", "Format", "summary", "written"]

Format: TypeAlias = Literal["text", "json", "junit", "github", "sarif"]

FORMATS: Mapping[Format, Callable[[Sequence[Report], Context], str]] = {
    "text": to_text,
    "json": to_json,
    "junit": to_junit,
    "github": to_github,
    "sarif": to_sarif,
}


def written(form: Format, reports: Sequence[Report], context: Context) -> str:
    """The reports in this format: whole lines, or nothing where there is nothing to say.

    A file name in no encoding has lone surrogates, which no output takes: they are written out.
    """
    text = FORMATS[form](reports, context)
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
