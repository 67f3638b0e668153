"""Lints of the sign-off, through the real command."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from leaflet.workspace import built_in
from tests.commands.test_approve import BACLOFEN, ROBIN, approve
from tests.commands.typed import Done, Run, typed

LOCALE = Path("content/locales/en-GB.yaml")


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Type a command in a scratch workspace that has a copy of baclofen, approved."""
    monkeypatch.chdir(tmp_path)
    for path in (BACLOFEN, LOCALE):
        path.parent.mkdir(parents=True)
        shutil.copy(built_in() / path, path)

    def read() -> tuple[str, str]:
        captured = capsys.readouterr()
        return captured.out, captured.err

    def type_(*arguments: str) -> Done:
        return typed(arguments, read)

    assert approve(type_).code == 0
    return type_


def edit(path: Path, old: str, new: str) -> int:
    """Change a file of the workspace; gives the line."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return text[: text.index(old)].count("\n") + 1


def found(run: Run, check: str = "approval", *more: str) -> list[dict[str, Any]]:
    """What one lint finds in the copy of baclofen."""
    reports = json.loads(run("lint", str(BACLOFEN), "--format", "json", *more).out)
    findings = reports["files"][0]["findings"]
    return [finding for finding in findings if finding["check"] == check]


def test_an_approved_text_is_right(run: Run) -> None:
    """Nothing is found while the text is what was approved."""
    assert found(run) == []


def test_each_changed_statement_is_named_old_and_new(run: Run) -> None:
    """Without git, lint says which statement changed since, in which words, and where."""
    line = edit(BACLOFEN, "Rise slowly.", "Get up slowly.")
    (finding,) = found(run)
    assert "from “Rise slowly.” to “Get up slowly.”" in finding["what"]
    assert "since Robin Sample approved it on 2026-11-22" in finding["what"]
    assert (finding["line"], finding["severity"]) == (line, "warning")


def test_changed_contacts_sources_and_removals_are_named(run: Run) -> None:
    """So it does of telephone numbers of the locale, of sources, and of what is gone."""
    edit(LOCALE, "Urgent help when life is not in danger.", "Urgent help.")
    edit(BACLOFEN, 'title: "NHS ambulance trust, 999 or 111"', 'title: "NHS, 999 or 111"')
    start = BACLOFEN.read_text("utf-8").index("      - id: overdose-floppy")
    text = BACLOFEN.read_text("utf-8")
    end = text.index("      - id: overdose-breathing")
    BACLOFEN.write_text(text[:start] + text[end:], "utf-8")
    told = " ".join(finding["what"] for finding in found(run))
    assert "locale.contacts.advice.note changed from" in told
    assert "sources.UK-111.title changed from" in told
    assert "(“weak, floppy muscles”) went since" in told


def test_without_the_kept_text_it_says_so(run: Run) -> None:
    """If what was approved is not at hand, or was tampered with, that is told."""
    edit(BACLOFEN, "Rise slowly.", "Get up slowly.")
    (kept,) = Path("content/approvals").rglob("*.txt")
    kept.write_bytes(kept.read_bytes().replace(b"Rise", b"Jump"))
    (finding,) = found(run)
    assert "the words of then are not at hand" in finding["what"]
    kept.unlink()
    assert found(run) == [finding]


def test_a_review_that_is_due_is_told(run: Run) -> None:
    """The day that the reviewer asked for is told two months ahead, and as an error when past."""
    assert approve(run, ROBIN, "--next-review", "2027-06-01").code == 0
    assert found(run, "approval", "--as-of", "2027-03-01") == []
    (near,) = found(run, "approval", "--as-of", "2027-04-15")
    (past,) = found(run, "approval", "--as-of", "2027-06-02")
    assert (near["severity"], past["severity"]) == ("warning", "error")
    assert "is due on 2027-06-01" in near["what"]


def test_a_bad_signature_is_an_error(run: Run) -> None:
    """A signature that does not hold is found by lint as well."""
    text = BACLOFEN.read_text("utf-8")
    BACLOFEN.write_text(f'{text}    signature: "AAAA"\n', "utf-8")
    (finding,) = found(run)
    assert (finding["severity"], "is no SSH signature" in finding["what"]) == ("error", True)


def test_locales_that_differ_in_a_danger_are_told(run: Run) -> None:
    """Another figure in the box than another country's is told, unless it is meant."""
    before = len(found(run, "locale-difference"))
    line = edit(BACLOFEN, "slow or shallow breathing", "fewer than 8 breaths a minute")
    difference = [each for each in found(run, "locale-difference") if each["line"] == line]
    assert len(found(run, "locale-difference")) == before + 1
    assert "en-US says “slow or shallow breathing”" in difference[0]["what"]
    edit(
        BACLOFEN,
        'fewer than 8 breaths a minute"\n',
        'fewer than 8 breaths a minute"\n        note: "DIFFERS: meant."\n',
    )
    assert len(found(run, "locale-difference")) == before
