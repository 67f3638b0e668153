"""Reading and writing files: the only module, beside the command, that touches the disk."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from leaflet import whole
from leaflet.errors import AssetError, FileAccessError, Location, Problem


def read_bytes(path: Path, *, limit: int = 50_000_000) -> bytes:
    """The whole of a regular file.

    Raises:
        FileAccessError: it is missing, unreadable, no regular file, or larger than ``limit``.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            kind = "a folder" if stat.S_ISDIR(status.st_mode) else "a pipe or device"
            raise FileAccessError(Problem(Location(shown(path)), f"is {kind}, not a file"))
        if status.st_size > limit:
            raise FileAccessError(
                Problem(
                    Location(shown(path)),
                    f"has {status.st_size / 1e6:.0f} MB; at most {limit / 1e6:.0f} MB are read",
                )
            )
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise FileAccessError(Problem(Location(shown(path)), _reason(error))) from error


def is_file(path: Path) -> bool:
    """Whether there is such a file.

    Raises:
        FileAccessError: nobody can tell, as its folder may not be looked into. What lies there
            must not be passed over as if it were not.
    """
    return _is(stat.S_ISREG, path)


def is_folder(path: Path) -> bool:
    """Whether there is such a folder.

    Raises:
        FileAccessError: see ``is_file``.
    """
    return _is(stat.S_ISDIR, path)


def is_there(path: Path) -> bool:
    """Whether anything lies there: a file, or what stands in its place and cannot be read.

    Raises:
        FileAccessError: see ``is_file``.
    """
    return _is(lambda _mode: True, path, follow=False)


def _is(kind: Callable[[int], bool], path: Path, *, follow: bool = True) -> bool:
    try:
        return kind(path.stat(follow_symlinks=follow).st_mode)
    except PermissionError as error:
        raise FileAccessError(Problem(Location(shown(path)), _reason(error))) from error
    except (OSError, ValueError):
        return False


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, ValueError):
        return "is no name that a file can have"
    if isinstance(error, FileNotFoundError):
        return "does not exist"
    if isinstance(error, PermissionError):
        return "may not be read or written: its permissions forbid it"
    return (error.strerror or "cannot be read").lower()


def shown(path: Path) -> str:
    """A path as messages show it: short where it lies below the current folder."""
    for absolute in (os.path.abspath, os.path.realpath):  # a link is told by its own name
        with contextlib.suppress(ValueError, OSError):
            return Path(absolute(path)).relative_to(Path.cwd()).as_posix()
    return path.as_posix()


def _real(path: Path) -> Path:
    """The path without links. Of links in a circle, ``Path.resolve`` makes a RuntimeError."""
    return Path(os.path.realpath(path))


_DEVICES = frozenset(
    {"CON", "PRN", "AUX", "NUL"} | {f"{kind}{n}" for kind in ("COM", "LPT") for n in "123456789"}
)
"""What Windows opens as a device, in every folder and with every ending."""


def leads_out(name: str) -> bool:
    """Whether a file's name is more than a name within a folder, on any system.

    Absolute, climbing out, an address, a drive, a stream or a device.
    """
    parts = name.split("/")
    return (
        name.startswith("/")
        or any(sign in name for sign in "\\:\0")
        or ".." in parts
        or any(part.split(".")[0].strip(" ").upper() in _DEVICES for part in parts)
    )


def inside(folder: Path, name: str, where: Location) -> Path:
    """The file ``name`` below ``folder``; never one outside it.

    Raises:
        AssetError: the name is absolute, climbs out, is an address or device, or its links lead
            out of the folder.
    """
    bad = leads_out(name)
    path = folder / name
    if not bad:
        with contextlib.suppress(OSError):
            bad = not _real(path).is_relative_to(_real(folder))
    if bad:
        raise AssetError(
            Problem(
                where, f"“{name}” leads out of its folder", f"put the file into {shown(folder)}"
            )
        )
    return path


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all: temporary file, then rename.

    Raises:
        FileAccessError: the folder cannot be made or written, or the target is no regular file.
    """
    with written_in_words(path):
        whole.write_whole(str(path), data)


@contextlib.contextmanager
def written_in_words(path: Path) -> Iterator[None]:
    """What goes wrong while ``path`` is written, in our words.

    Raises:
        FileAccessError: it went wrong.
    """
    try:
        yield
    except whole.RefusedError as error:
        raise FileAccessError(Problem(Location(shown(path)), str(error))) from error
    except (OSError, ValueError) as error:
        raise FileAccessError(
            Problem(Location(shown(path)), f"cannot be written: {_reason(error)}")
        ) from error


def remove_stale(folder: Path) -> None:
    """Take away the temporary files of processes that were killed while writing into ``folder``."""
    whole.remove_stale(str(folder))
