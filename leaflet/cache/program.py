"""Which program this is: a digest of leaflet's own code and of its libraries' versions.

To read two hundred files takes as long as a leaflet. So the digest is remembered together with
what the system says of each file (size, times, number): none is changed without that. A file that
was changed a moment ago does not count as known yet, for within one tick of the file system's
clock it could be changed again unseen.
"""

from __future__ import annotations

import os
import sys
import time

from leaflet.pdf.digest import digest

TYPE_CHECKING = False  # see leaflet.pdf.objects
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leaflet.cache.store import Store

    Row = tuple[str, tuple[int, ...]]

LIBRARIES = (
    "reportlab", "pypdf", "pydantic", "pyyaml", "pillow", "pypdfium2", "pikepdf", "fonttools",
    "page-validation", "cryptography",
)  # fmt: skip
"""Whose version may bear on what is written."""
NOT_IN_A_LEAFLET = frozenset(
    ("batch", "commands", "web", "cli.py", "cli_findings.py", "cli_review.py", "quick.py",
     "__main__.py", "__pycache__", "_data")
)  # fmt: skip
"""Parts of the package that bear on no byte of a leaflet."""
A_TICK = 2_000_000_000
"""Nanoseconds: FAT's clock, the coarsest, ticks every two seconds."""

PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_known: list[str] = []


def program_digest() -> str:
    """The digest, in hexadecimal; worked out once in a process."""
    if not _known:
        _known.append(_work_out())
    return _known[0]


def known_program(memory: Store) -> str | None:
    """The digest as far as ``memory`` knows it, with nothing read but what the system says."""
    if not _known:
        found = memory.get("program", _place())
        if not isinstance(found, tuple) or found[0] != _signature()[0]:
            return None
        _known.append(str(found[1]))
    return _known[0]


def remember_program(memory: Store) -> str:
    """The digest, known to ``memory`` from now on."""
    began = time.time_ns()
    before, newest = _signature()
    whole = program_digest()
    if newest < began - A_TICK and before == _signature()[0]:
        memory.put("program", _place(), (before, whole))
    return whole


def _place() -> bytes:
    """Where this Python looks for its modules: elsewhere there may be other libraries."""
    return digest(repr((sys.version, sys.path, PACKAGE)).encode())


def _signature() -> tuple[bytes, int]:
    """What the system says of the package's files and the libraries' folders; the newest time."""
    rows = [*_own_files(), *_libraries()]
    newest = max(max(row[1][2:]) for row in rows if row[1])
    return digest(repr(rows).encode()), newest


def told(status: os.stat_result) -> tuple[int, ...]:
    """What cannot stay the same where the content does not: number, size, times."""
    return (status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def _own_files() -> Iterator[Row]:
    folders = [(PACKAGE, "")]
    while folders:
        path, inside = folders.pop()
        with os.scandir(path) as found:
            for entry in sorted(found, key=lambda entry: entry.name):
                if entry.name in NOT_IN_A_LEAFLET:
                    continue
                if entry.is_dir():
                    folders.append((entry.path, f"{inside}{entry.name}/"))
                elif entry.name.endswith((".py", ".icc")):
                    yield (inside + entry.name, told(entry.stat()))


def _libraries() -> Iterator[Row]:
    """Installing changes the folder; elsewhere on the path a library would have to be seen."""
    standard = os.path.dirname(os.__file__)
    for path in sys.path:
        try:
            if path.endswith(("site-packages", "dist-packages")):
                yield (path, told(os.stat(path)))
            elif not path.startswith(standard):
                for name in sorted(os.listdir(path or ".")):
                    if name.endswith("-info"):
                        yield (f"{path}/{name}", ())
        except OSError:  # no such folder, as the zip file of the standard library
            continue


def _work_out() -> str:
    import importlib.metadata

    whole = bytearray()
    names = sorted(str(name) for name, *_ in _own_files())
    for name in names:
        with open(os.path.join(PACKAGE, name), "rb") as file:
            whole += f"\0{name}\0".encode() + digest(file.read())
    for library in LIBRARIES:
        try:
            version = importlib.metadata.version(library)
        except importlib.metadata.PackageNotFoundError:
            version = "none"
        whole += f"\0{library} {version}".encode()
    return digest(bytes(whole)).hex()
