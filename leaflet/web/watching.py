"""Edited files: for an author who has the page open beside the editor."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

BEAT = 15.0
"""Seconds after which those who listen are told that all is well, though nothing was edited."""


class Watcher:
    """Counts the edits of a folder, and wakes those who wait for one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.edits = 0
        self._changed = asyncio.Condition()
        self._closed = False

    async def run(self) -> None:
        """Watch until cancelled; without the folder there is nothing to watch."""
        from watchfiles import awatch

        if not self.folder.is_dir():
            return
        async for _ in awatch(self.folder, step=50, debounce=200):
            await self._tell()

    async def _tell(self) -> None:
        async with self._changed:
            self.edits += 1
            self._changed.notify_all()

    async def edited(self) -> AsyncIterator[int]:
        """The count after each edit, and now and then without one; ends with the server."""
        known = self.edits
        while not self._closed:
            async with self._changed:
                with contextlib.suppress(TimeoutError):
                    if self.edits == known and not self._closed:
                        await asyncio.wait_for(self._changed.wait(), BEAT)
            if not self._closed:
                known = self.edits
                yield known

    async def close(self) -> None:
        """No more edits: those who listen are let go."""
        self._closed = True
        async with self._changed:
            self._changed.notify_all()
