"""What keeps the cache small: old programs' entries go, and of this one's the oldest."""

from __future__ import annotations

import contextlib
import os
import shutil
import time
from operator import itemgetter

EVERY = 3600.0
"""Seconds between two looks at the folder."""
PROGRAMS = 4
"""Versions of leaflet whose entries are kept, those used last."""
AT_MOST = 1_000_000_000
"""Bytes of one program's entries; above that, the oldest go until a quarter is free."""
STUMP = 3600.0
"""Seconds after which a file that is still being written will never be."""
MARK = ".swept"
HEXADECIMAL = frozenset("0123456789abcdef")


def sweep_now_and_then(root: str, folder: str) -> None:
    """Sweep, unless that was done within the hour.

    Args:
        root: the cache's folder.
        folder: the running program's, in it.
    """
    mark = os.path.join(folder, MARK)
    with contextlib.suppress(OSError):
        if time.time() - os.stat(mark).st_mtime < EVERY:
            return
    with contextlib.suppress(OSError):
        with open(mark, "wb"):
            pass
        os.utime(mark)
        sweep(root, folder)


def sweep(root: str, folder: str, *, at_most: int = AT_MOST) -> None:
    """Take away what is old or too much; whatever cannot be taken away stays."""
    with os.scandir(root) as found:
        programs = [
            (entry.path == folder, entry.stat().st_mtime, entry.path)
            for entry in found
            if entry.is_dir(follow_symlinks=False) and set(entry.name) <= HEXADECIMAL
        ]
    for _, _, path in sorted(programs, reverse=True)[PROGRAMS:]:
        shutil.rmtree(path, ignore_errors=True)
    entries: list[tuple[float, int, str]] = []
    with os.scandir(folder) as found:
        for entry in found:
            with contextlib.suppress(OSError):
                status = entry.stat(follow_symlinks=False)
                entries.append((status.st_mtime, status.st_size, entry.path))
    too_many = sum(map(itemgetter(1), entries)) - at_most
    goal = too_many + at_most // 4 if too_many > 0 else 0
    for written, size, path in sorted(entries):
        stump = path.endswith(".tmp") and time.time() - written > STUMP
        if goal > 0 or stump:
            with contextlib.suppress(OSError):
                os.unlink(path)
                goal -= size
