"""The cache as a program uses it: its own entries, and what it remembers of files."""

from __future__ import annotations

import sys
import zlib

from leaflet.cache.place import place
from leaflet.cache.program import known_program, remember_program
from leaflet.cache.store import Store
from leaflet.pdf.digest import digest

MEMORY = "memory"
"""The folder of digests that hold for all versions of the program."""


class Cache:
    """What is kept, and where.

    Attributes:
        store: entries of this very program on this very Python: it may pack and order otherwise.
        memory: digests of files.
    """

    __slots__ = ("memory", "store")

    def __init__(self, root: str | None, program: str, *, reads: bool = True) -> None:
        self.memory = Store(root, MEMORY)
        whole = digest(program.encode(), sys.version.encode(), zlib.ZLIB_RUNTIME_VERSION.encode())
        self.store = Store(root, whole[:12].hex(), reads=reads)


def known_cache() -> Cache | None:
    """The user's cache, where nothing but what it holds is needed to open it."""
    root = place()
    if root is None:
        return None
    program = known_program(Store(root, MEMORY))
    return None if program is None else Cache(root, program)


def open_cache(*, ignore: bool = False) -> Cache:
    """The user's cache; one that keeps nothing where there is none.

    Args:
        ignore: what is there does not count, and is made and written anew.
    """
    root = place()
    program = remember_program(Store(root, MEMORY)) if root else ""
    return Cache(root, program, reads=not ignore)
