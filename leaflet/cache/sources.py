"""Digests of the files that go into leaflets: of their content, whatever they are called.

Small files are read each time. Of large ones (fonts, covers) the digest is remembered with what
the system says of the file, as ``program`` does it for the code.
"""

from __future__ import annotations

import os
import stat
import time

from leaflet.cache.program import A_TICK, PACKAGE, told
from leaflet.pdf.digest import digest

TYPE_CHECKING = False  # see leaflet.pdf.objects
if TYPE_CHECKING:
    from collections.abc import Iterable

    from leaflet.cache.store import Store

SMALL = 65_536
LARGEST = 50_000_000
"""Bytes; what is larger is not read here, and builds without the cache, or not at all."""

_ABSENT, _UNREADABLE = bytes(32), b"?" * 32


def built_in() -> str:
    """The folder that holds the built-in ``content`` and ``fonts``."""
    package = os.path.realpath(PACKAGE)
    data = os.path.join(package, "_data")
    return data if os.path.isdir(data) else os.path.dirname(package)


class Sources:
    """The files of a workspace, and the built-in ones behind them, each looked at once.

    Args:
        root: the workspace.
        memory: where digests of large files are remembered.
    """

    __slots__ = ("_digests", "_memory", "_roots", "_texts", "root")

    def __init__(self, root: str, memory: Store) -> None:
        self.root = root
        self._memory = memory
        self._roots = (os.path.realpath(root), built_in())
        self._digests: dict[str, bytes | None] = {}
        self._texts: dict[str, bytes | None] = {}

    def fresh(self) -> Sources:
        """The same, which looks at each file anew."""
        return Sources(self.root, self._memory)

    def find(self, name: str) -> str | None:
        """The file ``name`` of the workspace's content, or else of the built-in.

        Raises:
            FileAccessError: a folder on its way may not be looked into.
        """
        for root in self._roots:
            path = os.path.join(root, "content", name)
            if _is_there(path):
                return path
        return None

    def text(self, name: str) -> bytes | None:
        """The digest of that file; none where there is none."""
        if name not in self._texts:
            path = self.find(name)
            self._texts[name] = None if path is None else self.file(path)
        return self._texts[name]

    def named(self, folder: str, prefix: str) -> bytes:
        """One digest of all files in a folder of both contents whose names begin so."""
        parts: list[bytes] = []
        for root in self._roots:
            path = os.path.join(root, "content", folder)
            try:
                names = sorted(os.listdir(path))
            except (OSError, ValueError):
                names = []
            for name in names:
                if name.startswith(prefix):
                    found = self.file(os.path.join(path, name))
                    parts += (digest(name.encode("utf-8", "replace")), found or _UNREADABLE)
            parts.append(_ABSENT)
        return digest(*parts)

    def rules(self) -> bytes:
        """The digest of the workspace's own rules, where it has some."""
        path = os.path.join(self._roots[0], "content", "workspace.yaml")
        return self.file(path) or _UNREADABLE if _is_there(path) else _ABSENT

    def fonts(self, names: Iterable[str]) -> bytes:
        """One digest of these font files, those that are not there included."""
        parts = []
        for name in names:
            found = _ABSENT
            for root in self._roots:
                path = os.path.join(root, "fonts", name)
                if _is_file(path):
                    found = self.file(path) or _UNREADABLE
                    break
            parts.append(found)
        return digest(*parts)

    def file(self, path: str) -> bytes | None:
        """The digest of a regular file; none where it cannot be read."""
        if path not in self._digests:
            try:
                self._digests[path] = self._of(path)
            except (OSError, ValueError):
                self._digests[path] = None
        return self._digests[path]

    def _of(self, path: str) -> bytes | None:
        with open(path, "rb", buffering=0, opener=_opener) as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode) or status.st_size > LARGEST:
                return None
            if status.st_size <= SMALL:
                return digest(file.readall())
            here = (status.st_dev, *told(status))
            place = digest(os.path.realpath(path).encode("utf-8", "surrogateescape"))
            known = self._memory.get("file", place)
            if isinstance(known, tuple) and known[0] == here:
                return bytes(known[1])
            began = time.time_ns()
            found = digest(file.readall())
            after = os.fstat(file.fileno())
            if (after.st_dev, *told(after)) == here and max(here[-2:]) < began - A_TICK:
                self._memory.put("file", place, (here, found))
            return found


def _is_file(path: str) -> bool:
    """Whether there is such a file.

    Raises:
        FileAccessError: see ``_is_there``.
    """
    return _is_there(path) and os.path.isfile(path)


def _is_there(path: str) -> bool:
    """Whether anything lies there: a file, or what stands in its place and cannot be read.

    Raises:
        FileAccessError: nobody can tell; the built-in file must not silently take its place.
    """
    try:
        os.stat(path, follow_symlinks=False)
    except PermissionError:
        from pathlib import Path

        from leaflet.files import is_there

        return is_there(Path(path))  # it finds the words
    except (OSError, ValueError):
        return False
    return True


def _opener(path: str, flags: int) -> int:
    """Not to be kept waiting by a pipe."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
