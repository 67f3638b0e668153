"""Where leaflets are put, always whole: a folder here, or any address that fsspec knows."""

from __future__ import annotations

import errno
import hashlib
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias

from leaflet.batch.together import Together
from leaflet.errors import FileAccessError, LeafletError, Location, Problem, UsageError
from leaflet.files import is_file, read_bytes, remove_stale, shown, write_whole

WRITERS = 4
"""Files sent to a server at a time by one process."""

Write: TypeAlias = Callable[[str, bytes], Future[None]]
"""Begins to write a file of that name."""


class Outputs(ABC):
    """A place for files; names are relative, with slashes."""

    @abstractmethod
    def write(self, name: str, data: bytes) -> None:
        """Put a file there, whole or not at all.

        Raises:
            FileAccessError: it cannot be written.
        """

    @contextmanager
    def writing(self) -> Iterator[Write]:
        """Writes several files at a time; all are there or have failed when it ends.

        The disk's or server's answer is waited for meanwhile.
        """
        with ThreadPoolExecutor(WRITERS) as writers:
            yield lambda name, data: writers.submit(self.write, name, data)

    @abstractmethod
    def read(self, name: str) -> bytes | None:
        """A file's content; none where there is no such file, or it cannot be read."""

    @abstractmethod
    def mark(self, name: str) -> str | None:
        """What tells a file's content from every other: ``sha256:…``, or ``md5:…`` of a server."""

    @abstractmethod
    def exists(self, name: str) -> bool:
        """Whether there is such a file."""

    @abstractmethod
    def shown(self, name: str) -> str:
        """The file's path or address for people."""

    @abstractmethod
    def address(self, name: str) -> str:
        """The file's path or address for programs."""

    @abstractmethod
    def is_hopeless(self, error: BaseException | None) -> bool:
        """Whether whatever made a write fail would make every other fail alike."""

    def clean(self, folder: str) -> None:  # noqa: B027 - nothing to do where no stumps are left
        """Take away what processes left that were killed while writing."""


class LocalOutputs(Outputs):
    """A folder of this machine."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def write(self, name: str, data: bytes) -> None:
        """See ``Outputs``."""
        write_whole(self.root / name, data)

    @contextmanager
    def writing(self) -> Iterator[Write]:
        """See ``Outputs``: here one wait is for all."""
        together = Together(self.root)
        try:
            yield together.write
        finally:
            together.finish()

    def read(self, name: str) -> bytes | None:
        """See ``Outputs``."""
        try:
            return read_bytes(self.root / name, limit=1_000_000_000)
        except FileAccessError:
            return None

    def mark(self, name: str) -> str | None:
        """See ``Outputs``."""
        try:
            with (self.root / name).open("rb") as file:
                return f"sha256:{hashlib.file_digest(file, 'sha256').hexdigest()}"
        except (OSError, ValueError):
            return None

    def exists(self, name: str) -> bool:
        """See ``Outputs``."""
        return is_file(self.root / name)

    def shown(self, name: str) -> str:
        """See ``Outputs``."""
        return shown(self.root / name)

    def address(self, name: str) -> str:
        """See ``Outputs``."""
        return (self.root / name).as_posix()

    def is_hopeless(self, error: BaseException | None) -> bool:
        """See ``Outputs``: the disk is full, or may only be read."""
        full = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}
        return isinstance(error, OSError) and error.errno in full

    def clean(self, folder: str) -> None:
        """See ``Outputs``."""
        remove_stale(self.root / folder)


class RemoteOutputs(Outputs):
    """A bucket or any other place behind an address: each file is sent as one whole object."""

    def __init__(self, root: str) -> None:
        self.root = root.rstrip("/")
        self._listings: dict[str, dict[str, bytes]] = {}
        try:
            import fsspec  # type: ignore[import-untyped]

            self._files: Any
            self._files, self._prefix = fsspec.core.url_to_fs(self.root, use_listings_cache=False)
        except ImportError as error:
            raise UsageError(
                Problem(
                    None,
                    f"“{self.root}” needs libraries that are not installed ({error})",
                    "pip install 'leaflet-medicines[remote]'",
                )
            ) from error
        except (ValueError, TypeError) as error:
            raise UsageError(
                Problem(None, f"“{self.root}” is no address to write to: {error}")
            ) from error

    def write(self, name: str, data: bytes) -> None:
        """See ``Outputs``."""
        try:
            self._make_folder(name)
            self._files.pipe_file(self._path(name), data)
        except LeafletError:
            raise
        except Exception as error:  # each file system has errors of its own
            raise FileAccessError(
                Problem(Location(self.address(name)), f"cannot be written: {_first_line(error)}")
            ) from error

    def _make_folder(self, name: str) -> None:
        """Folders, where the place has such; a bucket has none."""
        if "file" in self._protocols or "memory" in self._protocols or "sftp" in self._protocols:
            self._files.makedirs(self._path(name).rpartition("/")[0], exist_ok=True)

    @property
    def _protocols(self) -> tuple[str, ...]:
        names = self._files.protocol
        return (names,) if isinstance(names, str) else tuple(names)

    def read(self, name: str) -> bytes | None:
        """See ``Outputs``."""
        try:
            content: bytes = self._files.cat_file(self._path(name))
        except FileNotFoundError:
            return None
        except Exception as error:  # each file system has errors of its own
            raise FileAccessError(
                Problem(Location(self.address(name)), f"cannot be read: {_first_line(error)}")
            ) from error
        return content

    def mark(self, name: str) -> str | None:
        """See ``Outputs``; a server that tells a digest itself saves the way here."""
        folder, _, file = name.rpartition("/")
        if folder not in self._listings:
            self._listings[folder] = self._listing(folder)
        told = self._listings[folder].get(file)
        if told is None:
            return None
        if told:
            return f"md5:{told.hex()}"
        content = self.read(name)
        return None if content is None else f"sha256:{hashlib.sha256(content).hexdigest()}"

    def _listing(self, folder: str) -> dict[str, bytes]:
        """The files of a folder as they were at first sight, with the server's digests of them.

        A thousand come with one answer. Of what a run writes it knows itself.
        """
        try:
            found = self._files.ls(self._path(folder), detail=True)
        except Exception:  # none there, or not to be asked: nothing is known to be right
            return {}
        listing = {}
        for facts in found:
            told = str(facts.get("ETag", "")).strip('"')
            is_md5 = len(told) == 32 and not set(told) - set("0123456789abcdef")
            listing[str(facts["name"]).rpartition("/")[2]] = bytes.fromhex(told) if is_md5 else b""
        return listing

    def exists(self, name: str) -> bool:
        """See ``Outputs``."""
        try:
            return bool(self._files.isfile(self._path(name)))
        except Exception:  # a place that cannot be asked has it as far as we know
            return True

    def is_hopeless(self, error: BaseException | None) -> bool:
        """See ``Outputs``: no such bucket, no leave to write there, nobody who answers."""
        nobody = {"NoCredentialsError", "EndpointConnectionError", "ConnectTimeoutError"}
        return (
            isinstance(error, FileNotFoundError | PermissionError) or type(error).__name__ in nobody
        )

    def shown(self, name: str) -> str:
        """See ``Outputs``."""
        return self.address(name)

    def address(self, name: str) -> str:
        """See ``Outputs``."""
        return f"{self.root}/{name}"

    def _path(self, name: str) -> str:
        return f"{self._prefix}/{name}".rstrip("/")


def is_remote(address: str | Path) -> bool:
    """Whether it is an address, ``s3://bucket/folder``, and no path of this machine."""
    return "://" in str(address) and not str(address).startswith("file://")


def open_outputs(address: str | Path) -> Outputs:
    """The place of this path or address.

    Raises:
        UsageError: it needs a library that is not there, or is no address at all.
    """
    if is_remote(address):
        return RemoteOutputs(str(address))
    return LocalOutputs(Path(str(address).removeprefix("file://")))


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
