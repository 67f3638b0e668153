"""Reading and writing files: the only module, beside the command, that touches the disk."""

from __future__ import annotations

import contextlib
import functools
import os
import platform
import re
import stat
import sys
import tempfile
import threading
from pathlib import Path, PurePosixPath, PureWindowsPath

from leaflet.errors import AssetError, FileAccessError, Location, Problem

TEMPORARY_PREFIX, TEMPORARY_SUFFIX = ".leaflet-", ".tmp"
_MASK_READ = threading.Lock()


def read_bytes(path: Path, *, limit: int = 50_000_000) -> bytes:
    """The whole of a regular file.

    Raises:
        FileAccessError: it is missing, unreadable, no regular file, or larger than ``limit``.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            kind = "a folder" if stat.S_ISDIR(status.st_mode) else "no regular file"
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
    for whole in (os.path.abspath, os.path.realpath):  # a link is told by its own name
        with contextlib.suppress(ValueError, OSError):
            return Path(whole(path)).relative_to(Path.cwd()).as_posix()
    return path.as_posix()


def _real(path: Path) -> Path:
    """The path without links. Of links in a circle, ``Path.resolve`` makes a RuntimeError."""
    return Path(os.path.realpath(path))


def inside(folder: Path, name: str, where: Location) -> Path:
    """The file ``name`` below ``folder``; never one outside it.

    Raises:
        AssetError: the name is absolute, climbs out, is an address or device, or its links lead
            out of the folder.
    """
    bad = (
        PurePosixPath(name).is_absolute()
        or PureWindowsPath(name).is_absolute()
        or PureWindowsPath(name).drive
        or "://" in name
        or "\0" in name
        or ".." in PurePosixPath(name.replace("\\", "/")).parts
        or PureWindowsPath(name).stem.upper() in {"CON", "PRN", "AUX", "NUL"}
    )
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
    temporary: str | None = None
    try:
        if path.is_dir():
            raise FileAccessError(Problem(Location(shown(path)), "is a folder: name a file"))
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_symlink() or (path.exists() and not path.is_file()):
            raise FileAccessError(
                Problem(Location(shown(path)), "is a link or device: it is not overwritten")
            )
        _remove_stale_once(path.parent)
        mode = _new_file_mode()
        handle, temporary = tempfile.mkstemp(
            prefix=f"{TEMPORARY_PREFIX}{os.getpid()}-{_machine()}-",
            suffix=TEMPORARY_SUFFIX,
            dir=path.parent,
        )
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, mode)  # noqa: PTH101 - a plain string, made by mkstemp
        os.replace(temporary, path)  # noqa: PTH105
        temporary = None
        _sync_folder(path.parent)
    except (OSError, ValueError) as error:
        raise FileAccessError(
            Problem(Location(shown(path)), f"cannot be written: {_reason(error)}")
        ) from error
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()


def remove_stale(folder: Path) -> None:
    """Take away the temporary files of processes that were killed while writing into ``folder``.

    Those of another machine stay, where several write into one shared folder: which of its
    processes live cannot be told from here.
    """
    for path in folder.glob(f"{TEMPORARY_PREFIX}*{TEMPORARY_SUFFIX}"):
        writer = re.match(rf"{re.escape(TEMPORARY_PREFIX)}(\d+)-([a-z0-9]*)-", path.name)
        if writer and writer[2] == _machine() and _is_dead(int(writer[1])):
            with contextlib.suppress(OSError):
                path.unlink()


_remove_stale_once = functools.cache(remove_stale)
"""Once a folder: a stump is left by a process that is no more."""


@functools.cache
def _machine() -> str:
    """This machine's name, in letters that any file's name may have."""
    return re.sub(r"[^a-z0-9]", "", platform.node().lower())[:40]


def _is_dead(process: int) -> bool:
    if sys.platform == "win32":  # where signal 0 would end it; and open files cannot be removed
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return _is_zombie(process)


def _is_zombie(process: int) -> bool:
    """Whether it has ended, but nobody has asked yet how; its number still answers to signals."""
    try:
        status = Path(f"/proc/{process}/stat").read_bytes()
    except OSError:  # gone by now, or a system that has no such file: taken to live
        return False
    return status.rpartition(b")")[2].split()[:1] in ([b"Z"], [b"X"])


def _new_file_mode() -> int:
    """What a new file's permissions are by the user's mask; mkstemp alone would make it private."""
    with _MASK_READ:  # two threads that read it at once would leave it at 0
        mask = os.umask(0)
        os.umask(mask)
    return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
    """Make the rename itself last; some file systems cannot, and lose nothing by it."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
