"""``leaflet build --edition large``: a file of its own beside the two pages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import leaflet
from leaflet.errors import ExitCode

from .typed import Run


def test_large_print_is_a_file_of_its_own(run: Run, folder: Path) -> None:
    """Who asks for large print gets it beside the leaflet of two pages, under another name."""
    assert run("build").code == ExitCode.FINE
    done = run("build", "--edition", "large")
    assert done.lines == ["output/baclofen.en-GB.large.pdf"]
    assert "type 18 on 24 pt" in done.err
    names = sorted(path.name for path in (folder / "output").iterdir())
    assert names == ["baclofen.en-GB.large.pdf", "baclofen.en-GB.pdf"]


def test_json_tells_the_edition(run: Run) -> None:
    """A program that reads the results sees which edition a file is."""
    for edition in ("standard", "large"):
        (result,) = json.loads(run("build", "--edition", edition, "--json").out)
        assert result["edition"] == edition


def test_a_batch_keeps_both_editions(run: Run, folder: Path) -> None:
    """Both editions of leaflets lie in one folder, and its manifest tells them apart."""
    both = ("--locale", "en-GB", "--locale", "en-US")
    wishes = ("build", "baclofen", "--clinic", "example-clinic", *both, "--jobs", "1")
    assert run(*wishes).code == ExitCode.FINE
    done = run(*wishes, "--edition", "large", "--json")
    assert {result["edition"] for result in json.loads(done.out)} == {"large"}
    again = run(*wishes, "--edition", "large")
    assert "0 of" in again.err or not again.lines
    files = json.loads((folder / "output/example-clinic/manifest.json").read_bytes())["files"]
    editions = {entry["file"]: entry["edition"] for entry in files}
    assert editions["baclofen.en-GB.pdf"] == "standard"
    assert editions["baclofen.en-GB.large.pdf"] == "large"
    assert len(files) == 2 * sum(edition == "large" for edition in editions.values())


def test_a_program_asks_for_it() -> None:
    """From Python it is ``edition="large"``."""
    built = leaflet.build("baclofen", edition="large")
    assert (built.edition, built.name) == ("large", "baclofen.en-GB.large.pdf")
    assert built.pages > 2


def test_it_is_made_ahead_and_listed(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``leaflet list`` names both editions, and ``leaflet compile`` makes either ahead."""
    assert json.loads(run("list", "--json").out)["editions"] == ["standard", "large"]
    assert "standard, large" in run("list").out
    monkeypatch.setenv("LEAFLET_CACHE", str(folder / "cache"))
    done = run("compile", "baclofen", "--edition", "large", "--json")
    assert json.loads(done.out)[0]["compiled"] is True
