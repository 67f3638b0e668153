"""What was found, each thing once: the input as a file, and beside it what happened."""

from __future__ import annotations

import hashlib
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from tests.fuzz.target import Target

_OURS = ("/leaflet/", "/tests/fuzz/targets/")


class TooSlowError(Exception):
    """An input took more computing than it may."""


class Watch:
    """Tries inputs, and keeps those that break a promise.

    Args:
        target: whose promise.
        folder: where findings go.
    """

    def __init__(self, target: Target, folder: Path) -> None:
        self.target = target
        self.folder = folder
        self.tried = 0

    def __call__(self, data: bytes) -> None:
        """Try ``data``."""
        self.tried += 1
        start = time.process_time()
        try:
            self.target.check(data)
            if self.target.contained is None:
                spent = time.process_time() - start
                if spent > self.target.seconds:
                    raise TooSlowError(f"{spent:.1f} s")
        except Exception as error:
            keep(self.folder, signature(error), data, "".join(traceback.format_exception(error)))


def keep(folder: Path, name: str, data: bytes, what: str) -> Path:
    """Write a finding; of those with one name, the shortest input is kept."""
    file = folder / name
    if not file.exists() or len(data) < file.stat().st_size:
        folder.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        file.with_suffix(".txt").write_text(what, "utf-8", "backslashreplace")
    return file


def findings(folder: Path) -> list[Path]:
    """The inputs kept in ``folder``."""
    return sorted(file for file in folder.glob("*") if file.suffix != ".txt")


def signature(error: BaseException) -> str:
    """A name for what went wrong: the error's kind, and where in our code it came up."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if any(part in frame.filename for part in _OURS)]
    place = (ours or list(frames))[-1]
    spot = f"{Path(place.filename).stem}-{place.name.strip('<>')}"
    digest = hashlib.sha256(f"{place.filename}:{place.lineno}".encode()).hexdigest()[:6]
    return f"{type(error).__name__}-{spot}-{digest}"


def held(check: Callable[[bytes], object], data: bytes) -> bool:
    """Whether a promise holds for ``data``."""
    try:
        check(data)
    except Exception:
        return False
    return True
