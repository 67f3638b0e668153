"""Digests of what goes into leaflets: equal for equal content, and never of yesterday's."""

from __future__ import annotations

import os
import shutil
import sys
import time
from pathlib import Path

import pytest

from leaflet.cache import program, sources
from leaflet.cache.sources import SMALL, Sources
from leaflet.cache.store import Store
from leaflet.pdf.digest import digest

OLD = 1_500_000_000


@pytest.fixture
def memory(tmp_path: Path) -> Store:
    """Where digests are remembered."""
    return Store(str(tmp_path / "cache"), "memory")


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock is an hour ahead: all files were changed long ago."""
    now = time.time_ns()
    monkeypatch.setattr("time.time_ns", lambda: now + 3_600_000_000_000)


@pytest.mark.parametrize("size", [10, SMALL + 10])
@pytest.mark.usefixtures("later")
def test_one_changed_byte_is_seen(tmp_path: Path, memory: Store, size: int) -> None:
    """Even where the file's size and its time were put back as they were."""
    path = tmp_path / "font.ttf"
    path.write_bytes(bytes(size))
    os.utime(path, (OLD, OLD))
    first = Sources(str(tmp_path), memory).file(str(path))
    assert Sources(str(tmp_path), memory).file(str(path)) == first is not None
    path.write_bytes(bytes(size - 1) + b"x")
    os.utime(path, (OLD, OLD))
    assert Sources(str(tmp_path), memory).file(str(path)) != first
    path.write_bytes(bytes(size))
    assert Sources(str(tmp_path), memory).file(str(path)) == first


@pytest.mark.usefixtures("later")
def test_large_files_are_read_once(
    tmp_path: Path, memory: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A font's digest is remembered, and found again without its megabyte."""
    path = tmp_path / "font.ttf"
    path.write_bytes(bytes(SMALL + 1))
    first = Sources(str(tmp_path), memory).file(str(path))
    place = digest(os.path.realpath(path).encode())
    monkeypatch.setattr(sources, "digest", lambda *_: place)
    assert Sources(str(tmp_path), memory).file(str(path)) == first


def test_a_file_changed_a_moment_ago_is_not_remembered(tmp_path: Path, memory: Store) -> None:
    """Within one tick of the file system's clock it could change again unseen."""
    path = tmp_path / "font.ttf"
    path.write_bytes(bytes(SMALL + 1))
    assert Sources(str(tmp_path), memory).file(str(path)) is not None
    assert not list((tmp_path / "cache").rglob("file-*"))


@pytest.mark.parametrize("kind", ["missing", "folder", "pipe", "too large", "forbidden"])
def test_what_cannot_be_read_has_no_digest(
    tmp_path: Path, memory: Store, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """Nothing waits for a pipe, and nothing is found by a file that cannot be read."""
    path = tmp_path / "cover.pdf"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind != "missing":
        path.write_bytes(bytes(100))
    if kind == "too large":
        monkeypatch.setattr(sources, "LARGEST", 99)
    if kind == "forbidden":
        monkeypatch.setattr("builtins.open", _forbidden)
    assert Sources(str(tmp_path), memory).file(str(path)) is None


def _forbidden(*_arguments: object, **_named: object) -> None:
    raise PermissionError


def test_the_workspaces_own_files_come_first(tmp_path: Path, memory: Store) -> None:
    """A file in the workspace hides the built-in one; taken away, that counts again."""
    name = "locales/en-GB.yaml"
    own = tmp_path / "content" / name
    before = Sources(str(tmp_path), memory).text(name)
    own.parent.mkdir(parents=True)
    own.write_text("mine")
    assert Sources(str(tmp_path), memory).text(name) != before is not None
    own.unlink()
    assert Sources(str(tmp_path), memory).text(name) == before
    assert Sources(str(tmp_path), memory).text("locales/xx-XX.yaml") is None


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the package that a test may change, and a folder for libraries."""
    package = tmp_path / "leaflet"
    shutil.copytree(
        program.PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__", "layout", "covers")
    )
    (tmp_path / "site-packages").mkdir()
    monkeypatch.setattr(program, "PACKAGE", str(package))
    monkeypatch.setattr(program, "_known", [])
    monkeypatch.setattr(sys, "path", [str(tmp_path / "site-packages"), *sys.path])
    return package


def known_anew(memory: Store) -> str | None:
    """What a new process would know of the program."""
    program._known.clear()
    return program.known_program(memory)


@pytest.mark.usefixtures("later")
def test_the_program_is_known_until_it_changes(installed: Path, memory: Store) -> None:
    """One byte of its code, a new module, another library: it is another program."""
    assert known_anew(memory) is None
    first = program.remember_program(memory)
    assert known_anew(memory) == first
    module = installed / "stamping" / "pen.py"
    status, text = module.stat(), module.read_text()
    module.write_text(text.replace("0", "1", 1))
    os.utime(module, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert known_anew(memory) is None
    second = program.remember_program(memory)
    assert second != first
    assert known_anew(memory) == second
    (installed / "stamping" / "more.py").write_text("")
    assert known_anew(memory) is None
    third = program.remember_program(memory)
    assert known_anew(memory) == third != second
    (installed.parent / "site-packages" / "reportlab-9.dist-info").mkdir()
    assert known_anew(memory) is None


def test_a_program_installed_a_moment_ago_is_not_remembered(installed: Path, memory: Store) -> None:
    """As with files: it is looked at whole until its last change is a tick old."""
    (installed / "stamping" / "more.py").write_text("")
    program.remember_program(memory)
    assert known_anew(memory) is None


@pytest.mark.usefixtures("later")
def test_commands_bear_on_no_leaflet(installed: Path, memory: Store) -> None:
    """What a command says may change, and what was made stays good."""
    first = program.remember_program(memory)
    (installed / "commands" / "more.py").write_text("")
    assert known_anew(memory) == first
