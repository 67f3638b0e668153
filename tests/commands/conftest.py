"""A folder to work in, and a command line to type."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaflet.workspace import built_in

from .typed import Done, Run, typed


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder: an empty one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Type a command in the empty folder."""
    assert folder.is_dir()

    def read() -> tuple[str, str]:
        captured = capsys.readouterr()
        return captured.out, captured.err

    def type_(*arguments: str) -> Done:
        return typed(arguments, read)

    return type_


@pytest.fixture
def medicines(folder: Path) -> Path:
    """A workspace with baclofen under three names, of which the second is broken."""
    text = (built_in() / "content/medicines/baclofen/en-GB.yaml").read_text(encoding="utf-8")
    for name in ("aa", "bb", "cc"):
        path = folder / "content" / "medicines" / name / "en-GB.yaml"
        path.parent.mkdir(parents=True)
        own = text.replace("medicine: baclofen", f"medicine: {name}")
        path.write_text(own.replace("version:", "verzion:" if name == "bb" else "version:"))
    return folder
