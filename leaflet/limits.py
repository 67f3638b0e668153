"""Limits for a process that reads a file which may be hostile: it may take so much and no more."""

from __future__ import annotations

import contextlib

BYTES = 1024**3
"""Of memory."""

OPEN_FILES = 64

KEPT_VARIABLES = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "PYTHONHOME")
"""What Python may need to start. PATH is not among them: no other program is found."""


def limit(seconds: int) -> None:
    """Bound this process for good, where the system can: Windows cannot.

    Time, memory and open files are few, nothing can be written and no other process started.
    """
    with contextlib.suppress(ImportError):
        import resource  # Unix only

        for kind, most in (
            (resource.RLIMIT_CPU, seconds),
            (resource.RLIMIT_AS, BYTES),
            (resource.RLIMIT_NOFILE, OPEN_FILES),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_CORE, 0),
        ):
            with contextlib.suppress(ValueError, OSError):  # macOS has no limit of this kind
                resource.setrlimit(kind, (most, most))


def never_outlive_parent() -> None:
    """End this worker when its parent ends: the pool's own pipes would keep it for ever."""
    import multiprocessing  # a worker has these; who reads a hostile file does not wait for them
    import os
    import threading

    parent = multiprocessing.parent_process()
    assert parent is not None

    def follow() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=follow, daemon=True).start()
