"""What is done already: a manifest in each output folder, a journal beside it while work goes on.

The journal has a line for each leaflet that was written, appended as soon as it is. At the end, or
at the beginning of the next run, it is folded into the manifest, which is written whole. A line
that was torn by a fault is passed over: its leaflet is built again.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from leaflet.batch.outputs import LocalOutputs, Outputs
from leaflet.batch.wishes import Job
from leaflet.errors import LeafletError
from leaflet.files import is_file

MANIFEST, JOURNAL = "manifest.json", ".leaflet-journal"
LAYOUT = 1
"""The number of this layout of the manifest."""
WRITERS = 8
"""Manifests written at a time."""
BETWEEN_FOLDS = 30.0
"""Seconds after which an address's manifests are written anew, where no journal can be kept."""

Reason: TypeAlias = Literal["new", "changed", "altered", "forced", "unchanged"]
"""Why a leaflet is built, or is not: there is none, its inputs changed, its file was altered."""


_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What the manifest says of one leaflet."""

    file: str
    """Its name in the folder of the manifest."""
    medicine: str
    locale: str
    clinic: str | None
    inputs: str
    """SHA-256 over all that went into it, leaflet's own code included."""
    sha256: str
    """Of the file."""
    bytes: int
    pages: int
    paper: str
    type_size: float
    leading: float
    version: str
    """Of the medicine's text."""
    review: Literal["draft", "reviewed"]
    reviewed_by: str
    draft_because: str
    next_review: str
    standards: tuple[str, ...]
    notices: tuple[str, ...]
    edition: str = "standard"
    md5: str = ""
    """The same for servers that tell no other digest; empty for files of this machine."""

    def line(self) -> str:
        """As one line of JSON."""
        # Not asdict, which copies deeply and takes longer than all the rest.
        facts = {key: getattr(self, key) for key in self.__slots__ if key != "md5" or self.md5}
        return _ENCODER.encode(facts)


class Ledger:
    """What lies in the output folders, and whether it is what would be built now.

    Of each file it keeps three digests of 16 bytes in memory, and nothing more.
    """

    def __init__(self, outputs: Outputs, folders: Sequence[str], *, look_only: bool) -> None:
        """Read what earlier runs left; fold their journals, unless nothing may be changed."""
        self._outputs = outputs
        self._known: dict[bytes, bytes] = {}
        self._touched: set[str] = set()
        self._spool: tempfile.TemporaryDirectory[str] | None = None
        if not isinstance(outputs, LocalOutputs):
            self._spool = tempfile.TemporaryDirectory(prefix="leaflet-journal-")
        self._next_fold = time.monotonic() + BETWEEN_FOLDS
        for folder in folders:
            if not look_only:
                outputs.clean(folder)
                if is_file(self._journal(folder)):
                    with contextlib.suppress(LeafletError):  # then it stays, and is read as it is
                        self._fold(folder)
            for record in self._records(folder):
                digests = (str(record.get(key) or "") for key in ("inputs", "sha256", "md5"))
                self._learn(_below(folder, str(record["file"])), *digests)

    def why(self, job: Job, *, force: bool = False) -> Reason:
        """Whether and why a leaflet is to be built."""
        if not job.inputs or not job.name:
            return "new"
        known = self._known.get(_short(job.name))
        if known is None and not self._outputs.exists(job.name):
            return "new"
        if force:
            return "forced"
        if known is None or known[:16] != _short(job.inputs):
            return "changed"
        mark = self._outputs.mark(job.name)
        if mark is None:
            return "new"
        return "unchanged" if _short(mark) in (known[16:32], known[32:]) else "altered"

    def knows(self, job: Job) -> bool:
        """Whether an earlier leaflet lies there, as far as the manifest tells."""
        return bool(job.name) and _short(job.name) in self._known

    def has_manifest(self, folder: str) -> bool:
        """Whether a batch has been here."""
        return self._outputs.exists(_below(folder, MANIFEST))

    def add(self, entry: Entry) -> None:
        """Write down that a leaflet is done."""
        folder = entry.clinic or ""
        self._learn(_below(folder, entry.file), entry.inputs, entry.sha256, entry.md5)
        with contextlib.suppress(OSError):  # on a full disk: it is then built again
            journal = self._journal(folder)
            if folder not in self._touched:
                journal.parent.mkdir(parents=True, exist_ok=True)
            with journal.open("a", encoding="utf-8") as file:
                file.write(f"\n{entry.line()}")  # so a torn line spoils no other
        self._touched.add(folder)
        if self._spool and time.monotonic() > self._next_fold:
            started = time.monotonic()
            with contextlib.suppress(LeafletError):  # told at the end, if it lasts
                self.fold()
            took = time.monotonic() - started
            self._next_fold = time.monotonic() + max(BETWEEN_FOLDS, 10 * took)

    def fold(self) -> None:
        """Bring the manifests up to what was done.

        Raises:
            FileAccessError: one cannot be written; the journal stays for the next run.
        """
        folders = sorted(self._touched)
        with ThreadPoolExecutor(WRITERS) as writers:  # disk and server take their time with each
            for folder, _ in zip(folders, writers.map(self._fold, folders), strict=True):
                self._touched.discard(folder)

    def close(self) -> None:
        """Let go of what this machine keeps while an address is written to."""
        if self._spool:
            self._spool.cleanup()

    def _fold(self, folder: str) -> None:
        journalled = {str(record["file"]) for record in self._journalled(folder)}
        records = {str(record["file"]): record for record in self._records(folder)}
        lines = [
            _ENCODER.encode(record)
            for name, record in sorted(records.items())
            if name in journalled or self._outputs.exists(_below(folder, name))
        ]
        text = f'{{\n "leaflet": {LAYOUT},\n "files": [\n  ' + ",\n  ".join(lines) + "\n ]\n}\n"
        manifest = _below(folder, MANIFEST)
        if self._outputs.read(manifest) != text.encode():
            self._outputs.write(manifest, text.encode())
        with contextlib.suppress(OSError):
            self._journal(folder).unlink()

    def _records(self, folder: str) -> Iterator[dict[str, object]]:
        """What the manifest says, then what the journal adds; damaged parts are passed over."""
        content = self._outputs.read(_below(folder, MANIFEST)) or b"{}"
        with contextlib.suppress(ValueError, RecursionError):
            manifest = json.loads(content)
            files = manifest.get("files") if isinstance(manifest, dict) else None
            yield from filter(_is_whole, files if isinstance(files, list) else ())
        yield from self._journalled(folder)

    def _journalled(self, folder: str) -> Iterator[dict[str, object]]:
        with (
            contextlib.suppress(OSError),
            self._journal(folder).open(encoding="utf-8", errors="replace") as file,
        ):
            for line in file:
                with contextlib.suppress(ValueError, RecursionError):
                    record = json.loads(line)
                    if _is_whole(record):
                        yield record

    def _journal(self, folder: str) -> Path:
        if self._spool:
            return Path(self._spool.name) / folder / JOURNAL
        assert isinstance(self._outputs, LocalOutputs)
        return self._outputs.root / folder / JOURNAL

    def _learn(self, name: str, inputs: str, sha256: str, md5: str) -> None:
        digests = _short(inputs) + _short(f"sha256:{sha256}")
        self._known[_short(name)] = digests + (_short(f"md5:{md5}") if md5 else b"")


def _is_whole(record: object) -> bool:
    if not isinstance(record, dict):
        return False
    texts = [record.get(key) for key in ("file", "inputs", "sha256")]
    return all(isinstance(text, str) and text for text in texts) and "/" not in str(record["file"])


def _below(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name


def _short(text: str) -> bytes:
    return hashlib.blake2b(text.encode(errors="replace"), digest_size=16).digest()
