"""Files that wait for the disk together: each whole, or none, and each fault its own."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from leaflet.batch import together
from leaflet.batch.together import Together, sync_file_system
from leaflet.errors import FileAccessError
from leaflet.whole import Pending

NAMES = ("a/1.pdf", "b/1.pdf", "b/2.pdf")


def names(folder: Path) -> list[str]:
    """All files below a folder, hidden ones too."""
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


@pytest.mark.parametrize("call", [True, False])
def test_files_have_their_names_when_all_have_reached_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: bool
) -> None:
    """Until then nothing is to be seen of them; with the system's call for all, or one by one."""
    waited: list[str] = []

    def sync(path: str) -> bool:
        assert not [name for name in names(tmp_path) if name.endswith(".pdf")]
        waited.extend([path] if call else [])
        return call

    monkeypatch.setattr(together, "sync_file_system", sync)
    one_by_one: list[str] = []
    monkeypatch.setattr(Pending, "sync", lambda self: one_by_one.append(self.path))
    several = Together(tmp_path)
    results = [several.write(name, name.encode()) for name in NAMES]
    assert not any(each.done() for each in results)
    several.finish()
    assert [each.result() for each in results] == [None] * 3
    assert names(tmp_path) == sorted(NAMES)
    assert all((tmp_path / name).read_bytes() == name.encode() for name in NAMES)
    assert (len(waited), len(one_by_one)) == ((1, 0) if call else (0, 3))


def test_one_fault_is_one_files(tmp_path: Path) -> None:
    """A link in the place of one, and the others are there; no stump is left."""
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "1.pdf").symlink_to("elsewhere")
    several = Together(tmp_path)
    results = [several.write(name, b"x") for name in NAMES]
    several.finish()
    with pytest.raises(FileAccessError, match="link or device"):
        results[1].result()
    assert names(tmp_path) == ["a/1.pdf", "b/2.pdf"]


@pytest.mark.parametrize("where", ["replace", "fsync"])
def test_a_full_disk_leaves_the_old_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    """When the bytes never reach the disk, what was there stays, and each file's reason is told."""
    for name in NAMES:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"old")

    def full(*_arguments: object, **_named: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    several = Together(tmp_path)
    results = [several.write(name, b"new") for name in NAMES]
    monkeypatch.setattr(together, "sync_file_system", lambda _: False)
    monkeypatch.setattr(f"os.{where}", full)
    several.finish()
    monkeypatch.undo()
    for each in results:
        with pytest.raises(FileAccessError, match="no space left"):
            each.result()
    assert names(tmp_path) == sorted(NAMES)
    assert {(tmp_path / name).read_bytes() for name in NAMES} == {b"old"}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux's own call")
def test_linux_has_a_call_for_all(tmp_path: Path) -> None:
    """It waits for the file system of the output alone; a path that is gone is no error."""
    assert sync_file_system(str(tmp_path))
    assert not sync_file_system(str(tmp_path / "gone"))


KILLED = """
import os, signal, sys
from pathlib import Path
from leaflet.batch import together
from leaflet import whole
steps = int(sys.argv[2])
def trace(frame, event, argument):
    global steps
    if frame.f_code.co_filename in (whole.__file__, together.__file__) and event == "line":
        steps -= 1
        if steps == 0:
            os.kill(os.getpid(), signal.SIGKILL)
    return trace
several = together.Together(Path(sys.argv[1]))
sys.settrace(trace)
for name in ("1.pdf", "2.pdf"):
    several.write(name, b"new" * 10000)
several.finish()
sys.settrace(None)
"""


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="speaks of signals")
def test_killed_at_any_step_every_file_is_whole(tmp_path: Path) -> None:
    """The old one or the new one, never a part; the next run clears up what was left."""
    ended = False
    for step in range(5, 200, 7):
        for name in ("1.pdf", "2.pdf"):
            (tmp_path / name).write_bytes(b"old")
        done = subprocess.run(
            [sys.executable, "-c", KILLED, str(tmp_path), str(step)], check=False,
            cwd=Path(__file__).parents[2],
        )  # fmt: skip
        for name in ("1.pdf", "2.pdf"):
            assert (tmp_path / name).read_bytes() in (b"old", b"new" * 10000)
        ended = done.returncode == 0
        assert ended or done.returncode == -signal.SIGKILL
        if ended:
            break
    assert ended
    assert names(tmp_path) == ["1.pdf", "2.pdf"]
