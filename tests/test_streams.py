"""The standard streams: closed, full or left, they change no leaflet and cause no traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from leaflet.errors import ExitCode

ROOT = Path(__file__).parents[1]
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="speaks of POSIX shells and devices")
pytestmark = POSIX

NAME = "output/baclofen.en-GB.pdf"


class Done(NamedTuple):
    """What a command did."""

    code: int
    out: str
    err: str


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache in which the leaflet is at hand."""
    folder = tmp_path_factory.mktemp("warm")
    assert typed("", folder, folder / "cache").code == ExitCode.FINE
    return folder / "cache"


@pytest.fixture(params=["at hand", "made anew"])
def way(request: pytest.FixtureRequest, cache: Path) -> Path | None:
    """Both ways in which a leaflet is built."""
    return cache if request.param == "at hand" else None


def typed(words: str, folder: Path, cache: Path | None) -> Done:
    """What came of ``leaflet build`` with these words behind it, in a shell."""
    done = subprocess.run(
        ["/bin/sh", "-c", f'"$0" -m leaflet build {words}', sys.executable],
        cwd=folder, capture_output=True, text=True, check=False,
        env={**os.environ, "LEAFLET_CACHE": str(cache or "off"), "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    return Done(done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize("words", ["", "--json", "--locale en-GB --locale en-US --json"])
def test_results_that_cannot_be_written_are_told(
    way: Path | None, tmp_path: Path, words: str
) -> None:
    """On a full disk ``leaflet build > list`` says so and fails; the leaflet is there, whole."""
    done = typed(f"{words} >/dev/full", tmp_path, way)
    assert done.code == ExitCode.FILE_ACCESS
    assert "standard output: cannot be written: No space left on device" in done.err
    assert "Traceback" not in done.err
    assert (tmp_path / NAME).read_bytes().endswith(b"%%EOF\n")


@pytest.mark.parametrize("end", ["2>&-", "2>/dev/full", "<&- 2>&-"])
def test_words_that_nobody_hears_change_nothing(way: Path | None, tmp_path: Path, end: str) -> None:
    """Without a standard error, standard output has the results and nothing else."""
    assert typed(end, tmp_path, way) == (0, f"{NAME}\n", "")
    done = typed(f"--json {end}", tmp_path, way)
    assert [leaflet["file"] for leaflet in json.loads(done.out)] == [NAME]


def test_errors_that_nobody_hears_have_their_exit_code(tmp_path: Path) -> None:
    """What went wrong is still told by the number."""
    assert typed("no-such-medicine 2>/dev/full", tmp_path, None) == (ExitCode.USAGE, "", "")


def test_without_any_stream_the_leaflet_is_the_same(way: Path | None, tmp_path: Path) -> None:
    """Started by a service that closed all three, a build writes into its own file alone."""
    assert typed("", tmp_path, way).code == 0
    usual = (tmp_path / NAME).read_bytes()
    (tmp_path / NAME).unlink()
    assert typed("<&- >&- 2>&-", tmp_path, way) == (0, "", "")
    assert (tmp_path / NAME).read_bytes() == usual


def test_a_folder_that_is_gone_is_told(way: Path | None, tmp_path: Path) -> None:
    """Where somebody took the current folder away, nothing is built, and that is said."""
    gone = tmp_path / "gone"
    gone.mkdir()
    done = subprocess.run(
        ["/bin/sh", "-c", 'rmdir "$PWD"; "$0" -m leaflet build', sys.executable],
        cwd=gone, capture_output=True, text=True, check=False,
        env={**os.environ, "LEAFLET_CACHE": str(way or "off"), "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (ExitCode.FILE_ACCESS, "")
    assert done.stderr == "the current folder is gone: change into one that is there\n"
