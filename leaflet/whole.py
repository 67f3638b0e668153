"""A file written so that it is there whole or not at all; stumps of the killed are cleared up.

It loads nothing but ``os``. ``files`` tells the same in words.
"""

from __future__ import annotations

import os
import stat
import sys

PREFIX, SUFFIX = ".leaflet-", ".tmp"
ANYBODY_WRITES = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
_looked_through: set[str] = set()


class RefusedError(ValueError):
    """Nothing is written there; the words say why."""


class Pending:
    """A file that is written, but does not have its name yet."""

    __slots__ = ("path", "temporary")

    def __init__(self, path: str, temporary: str) -> None:
        self.path = path
        self.temporary = temporary

    def finish(self) -> None:
        """Give it its name. Its bytes must have reached the disk.

        Raises:
            OSError: that cannot be done; what was there before is untouched.
        """
        try:
            os.replace(self.temporary, self.path)
        except BaseException:
            self.drop()
            raise

    def sync(self) -> None:
        """Wait until its bytes have reached the disk.

        Raises:
            OSError: they have not, and will not.
        """
        try:
            handle = os.open(self.temporary, os.O_RDWR | _BINARY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
        except BaseException:
            self.drop()
            raise

    def drop(self) -> None:
        """Take it away."""
        _remove(self.temporary)


def write_whole(path: str, data: bytes) -> None:
    """Write a file by way of a temporary one, which then takes its name.

    Raises:
        RefusedError: it is a folder, link or device, or read-only.
        OSError: it cannot be written; what was there before is untouched.
        ValueError: the path is none.
    """
    begin(path, data, sync=True).finish()
    _sync_folder(os.path.dirname(path) or ".")


def begin(path: str, data: bytes, *, sync: bool = False) -> Pending:
    """Write a file under another name; ``sync`` waits until it has reached the disk.

    Raises:
        RefusedError, OSError, ValueError: see ``write_whole``.
    """
    folder = os.path.dirname(path) or "."
    try:
        kind = os.lstat(path).st_mode
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)
    else:
        if os.path.isdir(path):
            raise RefusedError("is a folder: name a file")
        if not stat.S_ISREG(kind):
            raise RefusedError("is a link or device: it is not overwritten")
        if not kind & ANYBODY_WRITES:  # renaming asks the folder's permissions only
            raise RefusedError("is read-only: it is not overwritten")
    if folder not in _looked_through:
        _looked_through.add(folder)
        remove_stale(folder)
    temporary = os.path.join(
        folder, f"{PREFIX}{os.getpid()}-{machine()}-{os.urandom(6).hex()}{SUFFIX}"
    )
    # The mode is the user's mask's: what a new file has by any other way.
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o666)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            if sync:
                os.fsync(file.fileno())
    except BaseException:
        _remove(temporary)
        raise
    return Pending(path, temporary)


_BINARY = getattr(os, "O_BINARY", 0)


def remove_stale(folder: str) -> None:
    """Take away the temporary files of processes that were killed while writing into ``folder``.

    Those of another machine stay, where several write into one shared folder: which of its
    processes live cannot be told from here.
    """
    try:
        names = os.listdir(folder)
    except OSError:
        return
    for name in names:
        if name.startswith(PREFIX) and name.endswith(SUFFIX):
            process, _, rest = name.removeprefix(PREFIX).partition("-")
            here = rest.partition("-")[0] == machine() and "-" in rest
            if here and process.isascii() and process.isdigit() and _is_dead(int(process)):
                _remove(os.path.join(folder, name))


def machine() -> str:
    """This machine's name, in letters that any file's name may have."""
    if not _machine:
        if hasattr(os, "uname"):
            name = os.uname().nodename
        else:
            import platform

            name = platform.node()
        plain = [letter for letter in name.lower() if letter.isascii() and letter.isalnum()]
        _machine.append("".join(plain)[:40])
    return _machine[0]


_machine: list[str] = []


def _remove(path: str) -> None:
    try:
        os.unlink(path)
    except OSError:
        pass


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
        with open(f"/proc/{process}/stat", "rb") as file:
            status = file.read()
    except OSError:  # gone by now, or a system that has no such file: taken to live
        return False
    return status.rpartition(b")")[2].split()[:1] in ([b"Z"], [b"X"])


def _sync_folder(folder: str) -> None:
    """Make the rename itself last; some file systems cannot, and lose nothing by it."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)
