"""Every lint has a reason, a source, an example that it finds and one that it does not."""

from __future__ import annotations

import re
from typing import Any

import pytest

from leaflet.lints import LINTS
from leaflet.registry import Rule

from .example import SAMPLE, changed, linted, report

each_lint = pytest.mark.parametrize("rule", list(LINTS), ids=lambda rule: rule.id)


def test_the_sample_is_right() -> None:
    """A short leaflet in plain words has nothing for any lint to find, as written or merged."""
    assert LINTS.report(linted(SAMPLE.read_bytes()), "a").findings == ()
    assert report().findings == ()
    assert report().not_made == ()


@each_lint
def test_a_lint_finds_its_example_and_no_other_does(rule: Rule[Any]) -> None:
    """What is wrong in one way is told once, with a place in the file."""
    found = report(rule.fails).findings
    assert {finding.check for finding in found} == {rule.id}
    assert all(finding.location.line and finding.location.column for finding in found)
    assert found[0].severity == rule.severity


@each_lint
def test_a_lint_leaves_what_is_right_alone(rule: Rule[Any]) -> None:
    """Its other example differs from the first, and no lint finds anything in it."""
    assert changed(rule.fails) != changed(rule.passes)
    assert report(rule.passes).findings == ()


@each_lint
def test_a_lint_says_what_it_is_for(rule: Rule[Any]) -> None:
    """Id, title, reason and source are there, in whole sentences."""
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.id)
    assert rule.title.endswith(".")
    assert rule.why.endswith((".", "?"))
    assert len(rule.source) > 10
    for example in (rule.fails, rule.passes):
        assert example in re.sub(r"(?m)^ {4}", "", rule.explanation())
