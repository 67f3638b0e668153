"""Covers that were handed in: read as they stream, kept in memory for a while, never on disk."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import AsyncIterator, Callable
from pathlib import PurePosixPath, PureWindowsPath

from leaflet.errors import AssetError, Location, Problem
from leaflet.web.desk import HandedIn

LARGEST = 20_000_000
"""Bytes of one cover."""
MOST = 4
"""Covers kept at a time."""
KEPT = 30 * 60.0
"""Seconds for which a cover is kept after it was last used."""
SLOWEST = 60.0
"""Seconds in which it has to arrive."""
PER_MINUTE = 20
LONGEST_NAME = 80


class Uploads:
    """The covers in memory, each under a random key."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._kept: dict[str, tuple[float, HandedIn]] = {}
        self._arrivals: list[float] = []

    async def take(self, name: str, stream: AsyncIterator[bytes]) -> str:
        """Read a cover to its end; gives its key.

        Raises:
            AssetError: too large, too slow, no PDF, or too many in a short time.
        """
        shown = plain_name(name)
        now = self._clock()
        self._arrivals = [then for then in self._arrivals if now - then < 60]
        if len(self._arrivals) >= PER_MINUTE:
            raise _refused(shown, "is one of too many in a short time", "wait a minute")
        self._arrivals.append(now)
        try:
            data = await asyncio.wait_for(_read(stream, shown), SLOWEST)
        except TimeoutError as error:
            raise _refused(shown, "takes too long to arrive", "try it again") from error
        if b"%PDF-" not in data[:1024]:
            raise _refused(shown, "is not a PDF", "save or print it as PDF, then use that file")
        self.sweep()
        while len(self._kept) >= MOST:
            del self._kept[next(iter(self._kept))]
        key = secrets.token_urlsafe(16)
        self._kept[key] = (self._clock(), HandedIn(name=shown, data=data))
        return key

    def get(self, key: str) -> HandedIn | None:
        """The cover of this key, if it is still here."""
        self.sweep()
        found = self._kept.pop(key, None)
        if found is None:
            return None
        self._kept[key] = (self._clock(), found[1])
        return found[1]

    def drop(self, key: str) -> None:
        """Let go of a cover."""
        self._kept.pop(key, None)

    def sweep(self) -> None:
        """Let go of what nobody has used for a while."""
        now = self._clock()
        for key in [key for key, (then, _) in self._kept.items() if now - then > KEPT]:
            del self._kept[key]


async def _read(stream: AsyncIterator[bytes], shown: str) -> bytes:
    data = bytearray()
    async for part in stream:
        data += part
        if len(data) > LARGEST:
            what = f"has more than {LARGEST // 1_000_000} MB"
            raise _refused(shown, what, "save it smaller, or with fewer pages")
    return bytes(data)


def plain_name(name: str) -> str:
    """What messages call an upload: its own name without folders and signs that mislead."""
    last = PureWindowsPath(PurePosixPath(name).name).name
    kept = "".join(c for c in last if c.isalnum() or c in " ._-()")
    return " ".join(kept.split())[:LONGEST_NAME] or "cover.pdf"


def _refused(shown: str, what: str, hint: str) -> AssetError:
    return AssetError(Problem(Location(shown), what, hint))
