"""Whatever a file holds, linting it gives a report."""

from __future__ import annotations

import copy
import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from leaflet.lints import LINTS
from leaflet.lints.linted import Linted
from leaflet.lints.looking import lint
from leaflet.reader import examine_clinic, examine_leaflet, examine_locale
from leaflet.workspace import built_in

FILES = {
    "medicine": "medicines/baclofen/en-GB.yaml",
    "locale": "locales/en-GB.yaml",
    "clinic": "clinics/sample-pharmacy/clinic.yaml",
}
EXAMINE: dict[str, Any] = {
    "medicine": examine_leaflet,
    "locale": examine_locale,
    "clinic": examine_clinic,
}
ODD = st.sampled_from(
    ["", "x", "**", "[a]{lang=", "1.0", "< 5mg", "q.d.", "2026-99-99", [], ["a"], {}, {"text": "b"},
     {"id": [], "text": ["c"], "sources": "d"}, [[["e"]]], {"checked": {"f": "g"}}, "(" * 50,
     "\u202f. " * 9]
)  # fmt: skip


@cache
def values(kind: str) -> Any:
    """What a built-in file holds."""
    return yaml.load((built_in() / "content" / FILES[kind]).read_bytes(), yaml.CBaseLoader)


@settings(max_examples=60)
@given(kind=st.sampled_from(sorted(FILES)), data=st.data())
def test_no_file_breaks_a_lint(kind: Any, data: st.DataObject) -> None:
    """With anything in place of anything, every lint gives findings with a place in the file."""
    value = yaml.load(yaml.dump(values(kind)), yaml.CBaseLoader)
    for _ in range(data.draw(st.integers(1, 6))):
        spoil(value, data)
    source = yaml.dump(value, sort_keys=False, allow_unicode=True).encode()
    examined = EXAMINE[kind](source, "a.yaml")
    if examined.document is None:
        return
    linted = Linted(
        kind=kind,
        file="a.yaml",
        document=examined.document,
        problems=examined.problems.all(),
        as_of=dt.date(2026, 11, 25),
    )
    report = LINTS.report(linted, "a.yaml")
    assert {*report.made, *dict(report.not_made)} == {rule.id for rule in LINTS}
    assert all(finding.what and finding.location.file for finding in report.findings)


def spoil(value: Any, data: st.DataObject) -> None:
    """Put something odd somewhere into ``value``."""
    while True:
        keys = sorted(value) if isinstance(value, dict) else list(range(len(value)))
        if not keys:
            return
        key = data.draw(st.sampled_from(keys))
        inner = value[key]
        if not isinstance(inner, dict | list) or not inner or data.draw(st.integers(0, 3)) == 0:
            value[key] = copy.deepcopy(data.draw(ODD))  # no aliases
            return
        value = inner


def test_the_same_file_gives_the_same_report() -> None:
    """Twice in a row, findings and their order are equal."""
    path = Path(built_in() / "content")
    day = dt.date(2026, 11, 25)
    assert lint([path], as_of=day) == lint([path], as_of=day)
