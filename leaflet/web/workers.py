"""The processes that do the work, so that one slow leaflet never blocks the page.

Covers that were just handed in have a lane of their own: reading them takes longest, and a hostile
one must keep nobody else waiting.
"""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from typing import TypeVar

from leaflet.errors import Problem, WorkerError
from leaflet.web import desk

T = TypeVar("T")

MOST_WAITING = 64
"""Jobs of one lane, those in work included; more are sent away."""


class BusyError(Exception):
    """More is asked for than can be done: try again in a moment."""


class Lane:
    """Some processes and the jobs that wait for them."""

    def __init__(self, processes: int, *, seconds: float) -> None:
        self._processes = processes
        self._seconds = seconds
        self._pool: ProcessPoolExecutor | None = None
        self._jobs = 0

    async def do(self, work: Callable[..., T], *arguments: object) -> T:
        """The result of ``work``, a function of a module.

        Raises:
            BusyError: too many jobs wait.
            WorkerError: the process died, or took too long and was ended.
        """
        if self._jobs >= MOST_WAITING:
            raise BusyError
        self._jobs += 1
        pool = self._open()
        try:
            future = asyncio.get_running_loop().run_in_executor(pool, work, *arguments)
            return await asyncio.wait_for(asyncio.shield(future), self._seconds)
        except TimeoutError as error:
            self._end(pool)
            raise _gave_up(f"took longer than {self._seconds:g} seconds") from error
        except BrokenExecutor as error:
            self._end(pool)
            raise _gave_up("ended the process that built it") from error
        finally:
            self._jobs -= 1

    async def warm(self, work: Callable[..., object], *arguments: object) -> None:
        """Do ``work`` once in each process; what comes of it does not matter."""
        jobs = (self.do(work, *arguments) for _ in range(self._processes))
        await asyncio.gather(*jobs, return_exceptions=True)

    def processes(self) -> tuple[int, ...]:
        """The numbers of its processes."""
        pool = self._pool
        return tuple((pool._processes or {}) if pool else ())  # noqa: SLF001 - no other way

    def close(self) -> None:
        """End the processes."""
        if self._pool is not None:
            self._end(self._pool)

    def _open(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self._processes,
                mp_context=multiprocessing.get_context("spawn"),
                initializer=desk.begin,
            )
        return self._pool

    def _end(self, pool: ProcessPoolExecutor) -> None:
        """End ``pool`` at once; the next job gets another. Twice does no harm."""
        if self._pool is pool:
            self._pool = None
        for process in tuple((pool._processes or {}).values()):  # noqa: SLF001 - no other way
            with contextlib.suppress(OSError):
                process.kill()
        pool.shutdown(wait=False, cancel_futures=True)


def _gave_up(why: str) -> WorkerError:
    return WorkerError(Problem(None, f"this leaflet {why}", "try it without the cover"))
