"""Rules: one function, one id, a reason, a source and two examples."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from leaflet.errors import Location, UsageError
from leaflet.registry import NotMadeError, Registry, Seen, by_id
from leaflet.report import Severity, Spot


def registry() -> Registry[str]:
    """Two rules on a text: one that finds, one that cannot judge."""
    rules: Registry[str] = Registry()

    @rules.rule(
        "no-shouting",
        severity="warning",
        why="Capitals are hard to read.",
        source="Style guide, 1.2",
        fails="STOP",
        passes="Stop",
    )
    def no_shouting(text: str) -> Iterator[Seen]:
        """Words are in small letters.

        More of it.
        """
        for number, line in reversed(list(enumerate(text.splitlines(), start=1))):
            if line.isupper():
                severity: Severity | None = "error" if line == "STOP" else None
                yield Seen(what=f"“{line}”", location=Location("a", number, 1), severity=severity)

    @rules.rule("drawn", severity="error", why="w", source="s", fails="f", passes="p")
    def drawn(text: str) -> Iterator[Seen]:
        """The page is drawn."""
        if not text:
            raise NotMadeError("there is no page")
        spots = (Spot(page=1, box=(0, 10, 9, 20)), Spot(page=1, box=(0, 80, 9, 90)), Spot(page=1))
        for spot in spots if text == "pages" else ():
            yield Seen(what=f"{spot.box}", location=Location("a"), spot=spot)

    return rules


def test_findings_come_in_the_order_of_the_file() -> None:
    """Whatever order a rule sees things in, a reader goes through the file once."""
    report = registry().report("QUIET\nfine\nSTOP", "a")
    assert [(f.location.line, f.severity, f.check) for f in report.findings] == [
        (1, "warning", "no-shouting"),
        (3, "error", "no-shouting"),
    ]
    assert report.made == ("no-shouting", "drawn")
    assert report.fails()


def test_findings_on_a_page_come_from_the_top_down() -> None:
    """On paper the reviewer goes down the page."""
    boxes = [
        finding.spot and finding.spot.box for finding in registry().report("pages", "a").findings
    ]
    assert boxes == [(0, 80, 9, 90), (0, 10, 9, 20), None]


def test_what_cannot_be_judged_is_told() -> None:
    """A check that could not be made is not taken for one that passed."""
    report = registry().report("", "a")
    assert report.made == ("no-shouting",)
    assert report.not_made == (("drawn", "there is no page"),)


def test_a_rule_explains_itself() -> None:
    """Its title is the docstring's first sentence; reason, source and both examples follow."""
    said = registry()["no-shouting"].explanation()
    for part in ("no-shouting (warning)", "Words are in small letters.", "Capitals are", "1.2"):
        assert part in said
    assert "Found:\n    STOP" in said
    assert "Not found:\n    Stop" in said
    assert "More of it" not in said


def test_rules_are_listed() -> None:
    """One line each, with what holds where nothing is found."""
    assert registry().listing().splitlines() == [
        "no-shouting  warning  Words are in small letters.",
        "drawn        error    The page is drawn.",
    ]
    assert set(by_id(registry())) == {"no-shouting", "drawn"}


def test_an_unknown_rule_is_a_slip() -> None:
    """Who misspells an id is told the one that was meant."""
    with pytest.raises(UsageError, match="did you mean “no-shouting”"):
        registry()["no-shoutin"]
    with pytest.raises(UsageError, match="--list"):
        registry()["zzz"]
