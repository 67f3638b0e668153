"""Entries in a folder: kept whole or not at all, and never an error."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from leaflet.cache.store import Store
from leaflet.cache.sweep import MARK, sweep
from leaflet.pdf.digest import digest

KEY = digest(b"a key")
POSIX = pytest.mark.skipif(os.name != "posix", reason="speaks of POSIX permissions")


def entries(root: Path) -> list[Path]:
    """All files but the mark of the last sweep."""
    return sorted(path for path in root.rglob("*") if path.is_file() and path.name != MARK)


def test_what_is_put_is_got(tmp_path: Path) -> None:
    """Another process finds what one has kept; of another program's it finds nothing."""
    Store(str(tmp_path), "ab").put("pages", KEY, (1, b"two"))
    assert Store(str(tmp_path), "ab").get("pages", KEY) == (1, b"two")
    assert Store(str(tmp_path), "cd").get("pages", KEY) is None
    assert Store(str(tmp_path), "ab").get("clinic", KEY) is None
    assert Store(None, "ab").get("pages", KEY) is None


def test_force_passes_over_what_is_there_and_writes_it_anew(tmp_path: Path) -> None:
    """With --force an entry does not count, and a new one takes its place."""
    Store(str(tmp_path), "ab").put("pages", KEY, "old")
    forced = Store(str(tmp_path), "ab", reads=False)
    assert forced.get("pages", KEY) is None
    forced.put("pages", KEY, "new")
    assert Store(str(tmp_path), "ab").get("pages", KEY) == "new"


@pytest.mark.parametrize("damage", ["cut", "empty", "flipped", "a folder", "another's"])
def test_a_damaged_entry_is_none(tmp_path: Path, damage: str) -> None:
    """Whatever became of the file, it is as if there were none, and is replaced."""
    store = Store(str(tmp_path), "ab")
    store.put("pages", KEY, "right")
    (path,) = entries(tmp_path)
    data = path.read_bytes()
    path.unlink()
    if damage == "a folder":
        path.mkdir()
    elif damage == "another's":
        store.put("pages", digest(b"another"), "wrong")
        entries(tmp_path)[0].replace(path)
    else:
        ends = {"cut": data[:-1], "empty": b"", "flipped": data[:-1] + bytes((data[-1] ^ 1,))}
        path.write_bytes(ends[damage])
    assert store.get("pages", KEY) is None
    store.put("pages", KEY, "right")
    if damage != "a folder":
        assert store.get("pages", KEY) == "right"


@pytest.mark.parametrize("call", ["os.open", "os.replace", "os.makedirs"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EDQUOT])
def test_a_full_or_locked_disk_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    """Where nothing can be kept nothing is, and no stump is left."""

    def fail(*_arguments: object, **_named: object) -> int:
        raise OSError(number, os.strerror(number))

    store = Store(str(tmp_path), "ab")
    monkeypatch.setattr(call, fail)
    store.put("pages", KEY, "x")
    monkeypatch.undo()
    assert store.get("pages", KEY) is None
    assert entries(tmp_path) == []


@POSIX
def test_a_disk_that_fills_up_in_mid_write_leaves_no_stump(tmp_path: Path) -> None:
    """When the disk takes only part of an entry, none of it stays."""
    code = (
        "import resource, signal, sys\n"
        "from leaflet.cache.store import Store\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "Store(sys.argv[1], 'ab').put('pages', bytes(32), b'x' * 100000)\n"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True)
    assert entries(tmp_path) == []


HAMMER = """
import sys
from leaflet.cache.store import Store
from leaflet.cache.sweep import sweep
from leaflet.pdf.digest import digest
store = Store(sys.argv[1], "ab")
for turn in range(300):
    key = digest(bytes([turn % 7]))
    found = store.get("pages", key)
    assert found is None or (len(set(found)) == 1 and len(found) == 20000), found
    store.put("pages", key, bytes([int(sys.argv[2])]) * 20000)
    if turn % 50 == 0:
        sweep(sys.argv[1], store.folder, at_most=50000)
"""


def test_several_processes_write_read_and_sweep_at_once(tmp_path: Path) -> None:
    """Whatever three processes do to the same entries, each reads whole ones or none."""
    running = [
        subprocess.Popen(
            [sys.executable, "-c", HAMMER, str(tmp_path), str(number)], stderr=subprocess.PIPE
        )
        for number in range(3)
    ]
    for each in running:
        _, said = each.communicate(timeout=120)
        assert (each.returncode, said) == (0, b"")
    assert not [path for path in entries(tmp_path) if path.suffix == ".tmp"]


def test_old_programs_go_and_the_size_is_bounded(tmp_path: Path) -> None:
    """The entries of versions long gone are swept, and the oldest where there are too many."""
    for number in range(8):
        store = Store(str(tmp_path), f"{number:02x}")
        store.put("pages", KEY, "x")
        os.utime(store.folder, (number, number))
    Store(str(tmp_path), "memory").put("file", KEY, "x")
    (tmp_path / "not ours").mkdir()
    store = Store(str(tmp_path), "07")
    for number in range(10):
        store.put("pages", digest(bytes([number])), bytes(1000))
        for path in entries(tmp_path / "07"):
            os.utime(path, (number, number)) if path.stat().st_mtime > 100 else None
    sweep(str(tmp_path), store.folder, at_most=8000)
    assert {path.name for path in tmp_path.iterdir()} == {
        "04", "05", "06", "07", "memory", "not ours",
    }  # fmt: skip
    kept = entries(tmp_path / "07")
    assert sum(path.stat().st_size for path in kept) <= 6000
    assert store.get("pages", digest(bytes([9]))) == bytes(1000)
    assert store.get("pages", digest(bytes([0]))) is None


def test_stumps_of_the_killed_are_swept(tmp_path: Path) -> None:
    """What a killed process was writing an hour ago goes; what one writes now stays."""
    store = Store(str(tmp_path), "ab")
    store.put("pages", KEY, "x")
    old, new = Path(store.folder, "pages-1.9-9.tmp"), Path(store.folder, "pages-2.9-9.tmp")
    for path in (old, new):
        path.write_bytes(b"x")
    os.utime(old, (time.time() - 4000,) * 2)
    sweep(str(tmp_path), store.folder)
    assert (old.exists(), new.exists()) == (False, True)
    assert store.get("pages", KEY) == "x"


@POSIX
def test_entries_are_for_their_owner_alone(tmp_path: Path) -> None:
    """Other users of the machine cannot read or write what is kept."""
    store = Store(str(tmp_path / "cache"), "ab")
    store.put("pages", KEY, "x")
    assert Path(store.folder).stat().st_mode & 0o077 == 0
    assert all(path.stat().st_mode & 0o077 == 0 for path in entries(tmp_path))
