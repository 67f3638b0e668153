"""ReportLab, which nobody but leaflet has settings for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from leaflet.typography.engine import unmoved

BUILD = "from leaflet.cli import main; import sys; main(sys.argv[1:])"
MARK = "import pathlib; pathlib.Path({!r}).write_text('ran')\ninvariant = 0\n"


def built(folder: Path, **environment: str) -> bytes:
    """The leaflet, made anew by a process with this environment."""
    out = folder / "out"
    subprocess.run(
        [sys.executable, "-c", BUILD, "build", "--force", "--out", str(out)],
        cwd=folder, check=True, capture_output=True,
        env={**os.environ, "LEAFLET_CACHE": "off", **environment},
    )  # fmt: skip
    return (out / "baclofen.en-GB.pdf").read_bytes()


def test_nothing_of_the_machine_has_a_say_in_what_is_drawn(tmp_path: Path) -> None:
    """No settings of a user or of the environment are read, and no code of theirs is run."""
    mark, home = tmp_path / "mark", tmp_path / "home"
    home.mkdir()
    for name in (".reportlab_mods", ".reportlab_settings", "reportlab_mods.py",
                 "reportlab_settings.py"):  # fmt: skip
        (home / name).write_text(MARK.format(str(mark)), encoding="utf-8")
    plain = built(tmp_path)
    odd = built(
        tmp_path, HOME=str(home), PYTHONPATH=str(home), RL_defaultPageSize="junk",
        RL_platypus_link_underline="x", SOURCE_DATE_EPOCH="abc",
    )  # fmt: skip
    assert odd == plain
    assert not mark.exists()


def test_home_that_is_a_file_is_no_reason_to_fail(tmp_path: Path) -> None:
    """A home that is no folder is looked into by nobody."""
    home = tmp_path / "home"
    home.write_text("", encoding="utf-8")
    assert built(tmp_path, HOME=str(home)).startswith(b"%PDF-")


def test_environment_is_as_it_was_afterwards(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that uses leaflet keeps its settings."""
    monkeypatch.setenv("RL_VERBOSE", "1")
    with unmoved():
        assert "RL_VERBOSE" not in os.environ
        assert not hasattr(sys.modules["reportlab_mods"], "__file__")
    assert os.environ["RL_VERBOSE"] == "1"
    assert "reportlab_mods" not in sys.modules
