"""Findings for programs."""

from __future__ import annotations

import json

import pytest

from leaflet.reporting import written

from .made import context, reports


@pytest.mark.parametrize("strict", [False, True])
def test_a_program_gets_every_field(strict: bool) -> None:
    """Each finding has its place in the file or on the page, and each file whether it fails."""
    value = json.loads(written("json", reports(), context(strict=strict)))
    assert (value["format"], value["tool"], value["as_of"]) == (1, "leaflet lint", "2026-01-02")
    text, pdf, fine = value["files"]
    assert [file["fails"] for file in value["files"]] == [strict, True, False]
    assert text["findings"] == [
        {
            "check": "sentence-length",
            "severity": "warning",
            "what": "has 31 words",
            "hint": "make two of it",
            "file": "content/a.yaml",
            "line": 3,
            "column": 7,
        }
    ]
    assert pdf["findings"][0]["page"] == 2
    assert pdf["findings"][0]["box"] == [10.4, 20, 110, 220]
    assert pdf["findings"][0]["line"] is None
    assert pdf["not_made"] == [{"check": "sentence-length", "reason": "the file has no text"}]
    assert fine["made"] == ["sentence-length", "box-whole"]
