"""``leaflet check``: what is printed of finished PDFs, and the exit code."""

from __future__ import annotations

import json
import signal
from pathlib import Path

import pytest

from leaflet.checks.rules import CHECKS
from leaflet.errors import ExitCode
from tests.checks.accidents import ACCIDENTS
from tests.checks.editing import good

from .typed import Run, command

TODAY = ("--as-of", "2026-11-25")


@pytest.fixture
def stamped(folder: Path) -> Path:
    """A leaflet with a clinic's stamp over its warning box."""
    path = folder / "stamped.pdf"
    path.write_bytes(ACCIDENTS["box-clear"][0].pdf())
    return path


def test_a_good_leaflet_is_fine(run: Run, folder: Path) -> None:
    """Nothing is found in what leaflet built, and what was not checked is said."""
    (folder / "good.pdf").write_bytes(good())
    done = run("check", "good.pdf", *TODAY)
    assert done.code == ExitCode.FINE
    assert all("not checked" in line for line in done.lines)
    assert done.err.startswith("1 file: ")


def test_a_stamp_over_the_box_stops_the_pipeline(run: Run, stamped: Path) -> None:
    """The finding says file, page, place, what, which check, and what to do."""
    done = run("check", stamped.name, *TODAY)
    assert done.code == ExitCode.FINDINGS
    line = done.lines[0]
    assert line.startswith("stamped.pdf: page 1 at ")
    assert line.endswith(": error: a picture lies over the warning box [box-clear]")
    assert done.lines[1].startswith("  hint: ")


def test_warnings_fail_when_strict(run: Run, folder: Path) -> None:
    """Without --strict they are shown, and the pipeline goes on."""
    (folder / "plain.pdf").write_bytes(ACCIDENTS["bookmarks"][0].pdf())
    assert run("check", "plain.pdf", *TODAY).code == ExitCode.FINE
    assert run("check", "plain.pdf", *TODAY, "--strict").code == ExitCode.FINDINGS


@pytest.mark.parametrize("form", ["json", "junit", "github", "sarif"])
def test_every_form_is_there(run: Run, stamped: Path, form: str) -> None:
    """Each has the finding; what people want to know goes to standard error."""
    done = run("check", stamped.name, "--format", form, *TODAY)
    assert done.code == ExitCode.FINDINGS
    assert "box-clear" in done.out
    if form in {"json", "sarif"}:
        json.loads(done.out)


def test_an_unreadable_file_does_not_keep_others_from_being_checked(
    run: Run, stamped: Path, folder: Path
) -> None:
    """Its error is told, its exit code counts, and the others have their findings."""
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    done = run("check", "broken.pdf", stamped.name, "missing.pdf", *TODAY)
    assert done.code == ExitCode.ASSET
    assert "[box-clear]" in done.out
    assert "broken.pdf: cannot be read" in done.err
    assert "missing.pdf: does not exist" in done.err
    assert run("check", "missing.pdf").code == ExitCode.FILE_ACCESS


def test_every_check_is_explained(run: Run) -> None:
    """--list names all, --explain tells why one is there and shows what it finds."""
    listed = run("check", "--list")
    assert [line.split()[0] for line in listed.lines] == [rule.id for rule in CHECKS]
    told = run("check", "--explain", "box-clear")
    assert "rubber stamp" in told.out
    unknown = run("check", "--explain", "box-clean")
    assert unknown.code == ExitCode.USAGE
    assert "did you mean “box-clear”?" in unknown.err


def test_no_file_is_a_question(run: Run) -> None:
    """Without a file there is nothing to check, and the command says how to name one."""
    done = run("check")
    assert done.code == ExitCode.USAGE
    assert "no PDF is named" in done.err


def test_interrupted_it_stops_at_once(folder: Path) -> None:
    """Ctrl-C ends a long check: what is not begun is not begun, and the exit code says so."""
    (folder / "good.pdf").write_bytes(good())
    process = command("check", *["good.pdf"] * 400, "--jobs", "1", *TODAY, folder=folder)
    assert process.stderr is not None
    process.stderr.readline()  # some are done
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=60) == ExitCode.INTERRUPTED
    process.communicate()
