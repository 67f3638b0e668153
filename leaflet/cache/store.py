"""Entries in a folder: read only if whole, written whole or not at all, never an error.

    <cache>/<program>/<kind>-<key>        a folder for each version of leaflet and its libraries

Several processes may read, write and sweep at once: a file appears by renaming, and one that is
gone is made again.
"""

from __future__ import annotations

import os

from leaflet.cache.entry import decode, encode
from leaflet.pdf.digest import digest

LARGEST = 256_000_000
"""Bytes of an entry."""
PENDING = ".tmp"
"""How the name of an entry ends that is being written."""


class Store:
    """The entries of one program.

    Args:
        root: the cache's folder; none, and nothing is kept.
        program: the name of the program's own folder in it.
        reads: whether what is there counts; where not, it is made and written anew (``--force``).
    """

    __slots__ = ("_swept", "folder", "reads", "root")

    def __init__(self, root: str | None, program: str, *, reads: bool = True) -> None:
        self.root = root
        self.folder = os.path.join(root, program) if root else ""
        self.reads = reads
        self._swept = False

    def get(self, kind: str, key: bytes) -> object:
        """The entry's value; ``None`` where there is no such entry, or it is not whole."""
        if not self.folder or not self.reads:
            return None
        try:
            with open(self._path(kind, key), "rb", buffering=0) as file:
                if os.fstat(file.fileno()).st_size > LARGEST:
                    return None
                return decode(_full(kind, key), file.read())
        except Exception:  # whatever is wrong with it: it is made again
            return None

    def put(self, kind: str, key: bytes, value: object) -> None:
        """Keep ``value``; where that is not possible, it is made again the next time."""
        if not self.folder:
            return
        pending = ""
        try:
            data = encode(_full(kind, key), value)
            if len(data) > LARGEST:
                return
            os.makedirs(self.folder, mode=0o700, exist_ok=True)
            if not self._swept:
                self._swept = True
                from leaflet.cache.sweep import sweep_now_and_then

                sweep_now_and_then(self.root or "", self.folder)
            path = self._path(kind, key)
            name = f"{path}.{os.getpid()}-{os.urandom(4).hex()}{PENDING}"
            handle = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            pending = name
            with open(handle, "wb") as file:
                file.write(data)
            os.replace(pending, path)
            pending = ""
        except OSError:  # full, read-only, gone: the leaflet itself does not mind
            pass
        finally:
            if pending:
                try:
                    os.unlink(pending)
                except OSError:
                    pass

    def _path(self, kind: str, key: bytes) -> str:
        return os.path.join(self.folder, f"{kind}-{key.hex()}")


def _full(kind: str, key: bytes) -> bytes:
    """The key that stands in the entry: one of another kind is not taken for it either."""
    return digest(kind.encode(), b"\0", key)
