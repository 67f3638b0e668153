"""``leaflet build --patient -``: typed by nobody else to see, written only where asked."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from leaflet.errors import ExitCode

from .typed import Run

NAME = "Zebulon Quillfeather"
WORDS = f"name: {NAME}\nmorning: 3 tablets\nnotes: [Ask for Quillfeather.]\n"


def command(folder: Path, *words: str, given: str = WORDS) -> subprocess.CompletedProcess[bytes]:
    """The command in ``folder``, with everything it may write to below it."""
    environment = {
        "PATH": os.environ["PATH"], "HOME": str(folder / "home"), "TMPDIR": str(folder / "tmp"),
        "LEAFLET_CACHE": str(folder / "cache"),
    }  # fmt: skip
    (folder / "tmp").mkdir(exist_ok=True)
    work = folder / "work"
    work.mkdir(exist_ok=True)
    return subprocess.run(
        [sys.executable, "-m", "leaflet", *words], cwd=work, env=environment,
        input=given.encode(), capture_output=True, check=False,
    )  # fmt: skip


def test_nothing_of_the_patient_stays_anywhere(tmp_path: Path) -> None:
    """After a leaflet for a made-up name no file has it: no cache, no log, no temporary folder."""
    for edition in ("standard", "large"):
        done = command(
            tmp_path, "build", "--patient", "-", "--out", "-", "--edition", edition,
            "--clinic", "sample-pharmacy",
        )  # fmt: skip
        assert done.returncode == ExitCode.FINE
        assert done.stdout.startswith(b"%PDF-1.7")
        assert b"Quillfeather" not in done.stderr
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert any(path.is_relative_to(tmp_path / "cache") for path in files)
    for path in files:
        assert b"Quillfeather" not in path.read_bytes()
        assert "quillfeather" not in path.name.lower()
    assert not list((tmp_path / "work").iterdir())


def test_the_file_goes_where_it_was_asked_for(tmp_path: Path) -> None:
    """The user names the file; its name, the results and the words say nothing of the patient."""
    done = command(tmp_path, "build", "--patient", "-", "-o", "out/one.pdf", "--json")
    assert done.returncode == ExitCode.FINE
    (result,) = json.loads(done.stdout)
    assert result["file"] == "out/one.pdf"
    assert b"Quill" not in done.stdout + done.stderr
    assert (tmp_path / "work/out/one.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.skipif(sys.platform == "win32", reason="has no /dev/stdin")
def test_a_handle_is_read(tmp_path: Path) -> None:
    """Instead of standard input an open handle may be named."""
    done = command(tmp_path, "build", "--patient", "/dev/stdin", "-o", "one.pdf")
    assert done.returncode == ExitCode.FINE
    assert done.stdout == b"one.pdf\n"


@pytest.mark.parametrize(
    ("words", "code", "why"),
    [
        (["--patient", "-"], ExitCode.USAGE, "no name of its own"),
        (["--patient", "-", "-o", "folder"], ExitCode.USAGE, "no name of its own"),
        (["--patient", "-", "-o", "-", "--json"], ExitCode.USAGE, "JSON"),
        (["--patient", "-", "-o", "a.pdf", "--dry-run"], ExitCode.USAGE, "is not kept"),
        (["--all", "--patient", "-", "-o", "a.pdf"], ExitCode.USAGE, "one leaflet"),
        (["--patient", "nowhere.yaml", "-o", "a.pdf"], ExitCode.FILE_ACCESS, "no such file"),
        (["--patient", "-", "-o", "a.pdf", "--locale", "xx-XX"], ExitCode.USAGE, "no locale"),
    ],
)
def test_what_does_not_go_is_refused(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], code: ExitCode,
    why: str,
) -> None:  # fmt: skip
    """A patient's words go into one leaflet of this machine, at a place that was named."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(WORDS.encode())))
    done = run("build", *words)
    assert (done.code, done.out) == (code, "")
    assert why in done.err
    assert not list(folder.iterdir())


def test_it_is_told_like_any_other(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The path goes to the results, pages and type to the words beside them."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(WORDS.encode())))
    done = run("build", "--patient", "-", "--out", "one.pdf")
    assert done.lines == ["one.pdf"]
    assert "2 pages on A4" in done.err
    assert (folder / "one.pdf").is_file()


def test_a_wrong_dose_writes_nothing(tmp_path: Path) -> None:
    """An error-prone dose is told with its line, and there is no file."""
    done = command(tmp_path, "build", "--patient", "-", "-o", "a.pdf", given="morning: 5.0 mg\n")
    assert done.returncode == ExitCode.CONTENT
    assert b"standard input:1:10" in done.stderr
    assert not list((tmp_path / "work").iterdir())
