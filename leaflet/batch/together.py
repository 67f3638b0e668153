"""Files that are made to last together: written side by side, one wait for the disk, then named.

To wait for the disk with each file takes longer than to build it. No file has its name before its
bytes have reached the disk, so what lies in the output folder is whole even after a power cut.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from concurrent.futures import Future
from functools import cache
from pathlib import Path

from leaflet import whole
from leaflet.errors import LeafletError
from leaflet.files import written_in_words


class Together:
    """Files for one folder and those below it."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._pending: list[tuple[Path, whole.Pending, Future[None]]] = []

    def write(self, name: str, data: bytes) -> Future[None]:
        """Begin a file; it is there, or has failed with ``FileAccessError``, after ``finish``."""
        path = self._root / name
        future: Future[None] = Future()
        try:
            with written_in_words(path):
                self._pending.append((path, whole.begin(str(path), data), future))
        except LeafletError as error:
            future.set_exception(error)
        return future

    def finish(self) -> None:
        """Wait for the disk, then give all files their names."""
        waited = bool(self._pending) and sync_file_system(self._pending[0][1].temporary)
        for path, pending, future in self._pending:
            try:
                with written_in_words(path):
                    if not waited:
                        pending.sync()
                    pending.finish()
            except LeafletError as error:
                future.set_exception(error)
            else:
                future.set_result(None)
        self._pending.clear()


def sync_file_system(path: str) -> bool:
    """Wait until all that was written to the path's file system has reached the disk.

    Gives ``False`` where the system has no such call, or something went wrong: each file is
    waited for by itself then, and says what it was.
    """
    syncfs = _syncfs()
    if syncfs is None:
        return False
    try:
        handle = os.open(path, os.O_RDONLY)
    except OSError:
        return False
    try:
        return syncfs(handle) == 0
    finally:
        os.close(handle)


@cache
def _syncfs() -> Callable[[int], int] | None:
    """Linux's own call: Python has only ``os.sync``, which waits for all disks."""
    if not sys.platform.startswith("linux"):
        return None
    import ctypes

    found: Callable[[int], int] | None = getattr(ctypes.CDLL(None), "syncfs", None)
    return found
