"""Where work is done: in this process, in others of this machine, or wherever an Executor is."""

from __future__ import annotations

import multiprocessing
import signal
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from multiprocessing.process import BaseProcess
from typing import Protocol, TypeAlias

from leaflet.batch import work
from leaflet.batch.wishes import Job
from leaflet.batch.work import Errand, Outcome, carry_out
from leaflet.limits import never_outlive_parent

Outcomes: TypeAlias = tuple[Outcome, ...]


class Engine(Protocol):
    """What carries out tasks."""

    @property
    def room(self) -> int:
        """How many tasks it may have at a time."""

    def submit(self, errand: Errand, jobs: tuple[Job, ...], attempt: int) -> Future[Outcomes]:
        """Begin a task."""

    def revive(self) -> bool:
        """Make it work again after a death or a hang; whether that can be done."""

    def fate(self) -> str:
        """How a worker came to its end, in words."""

    def close(self, *, at_once: bool) -> None:
        """Let go of what it holds; ``at_once`` ends what still runs."""


class InProcess:
    """This very process: for work too small to pay for others."""

    room = 1

    def submit(self, errand: Errand, jobs: tuple[Job, ...], attempt: int) -> Future[Outcomes]:
        """See ``Engine``: here it is done before this returns."""
        future: Future[Outcomes] = Future()
        try:
            future.set_result(carry_out(errand, jobs, attempt))
        except Exception as error:  # the task's, as any executor hands it over
            future.set_exception(error)
        return future

    def revive(self) -> bool:
        """See ``Engine``."""
        return True

    def fate(self) -> str:
        """See ``Engine``."""
        return "failed"

    def close(self, *, at_once: bool) -> None:
        """See ``Engine``."""


class Processes:
    """Processes of this machine; one that dies is replaced."""

    def __init__(self, count: int) -> None:
        self.room = count
        self._others = {process.pid for process in multiprocessing.active_children()}
        self._pool: ProcessPoolExecutor | None = None
        self._workers: dict[int | None, BaseProcess] = {}
        self._fate = ""

    def submit(self, errand: Errand, jobs: tuple[Job, ...], attempt: int) -> Future[Outcomes]:
        """See ``Engine``."""
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self.room, mp_context=process_context(), initializer=begin_worker
            )
        try:
            return self._pool.submit(carry_out, errand, jobs, attempt)
        finally:
            self._count()

    def revive(self) -> bool:
        """See ``Engine``."""
        self._end()
        return True

    def fate(self) -> str:
        """See ``Engine``."""
        return self._fate

    def close(self, *, at_once: bool) -> None:
        """See ``Engine``."""
        if at_once:
            self._end()
        elif self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def _count(self) -> None:
        """Take down which processes are ours: how one ended is not to be had from the pool."""
        for process in multiprocessing.active_children():
            if process.pid not in self._others:
                self._workers[process.pid] = process

    def _end(self) -> None:
        """End every worker, and remember how the first of them had ended by itself."""
        if self._pool is not None:
            # A broken pool asks its workers how they ended. Two that ask at once spoil the answer
            # (it becomes 255), so it goes first; one that only waits is not waited for.
            pool = self._pool
            ending = threading.Thread(
                target=lambda: pool.shutdown(cancel_futures=True), daemon=True
            )
            ending.start()
            ending.join(1)
        self._count()
        codes = []
        for process in self._workers.values():
            process.join(0.1)  # the dead one is gone; the pool asked the others to go
            codes.append(process.exitcode)
            if process.is_alive():
                process.kill()
        own = [code for code in codes if code not in {None, 0, -signal.SIGTERM}]
        self._fate = _in_words(own[0] if own else None)
        for process in self._workers.values():
            process.join(5)
        self._pool = None
        self._workers.clear()


class Foreign:
    """An Executor that was handed in: it is used, never mended, and left open."""

    def __init__(self, executor: Executor, room: Callable[[], int]) -> None:
        self._executor = executor
        self._room = room
        self._running: set[Future[Outcomes]] = set()

    @property
    def room(self) -> int:
        """See ``Engine``."""
        return max(1, self._room())

    def submit(self, errand: Errand, jobs: tuple[Job, ...], attempt: int) -> Future[Outcomes]:
        """See ``Engine``."""
        future = self._executor.submit(carry_out, errand, jobs, attempt)
        self._running.add(future)
        future.add_done_callback(self._running.discard)
        return future

    def revive(self) -> bool:
        """See ``Engine``: its owner alone can."""
        return False

    def fate(self) -> str:
        """See ``Engine``."""
        return "died"

    def close(self, *, at_once: bool) -> None:
        """See ``Engine``."""
        del at_once
        for future in tuple(self._running):
            future.cancel()


def process_context() -> multiprocessing.context.BaseContext:
    """How processes begin: never as a copy of this one, whose threads and locks would be torn."""
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["leaflet.batch.preload"])
    return context


def begin_worker() -> None:
    """What a worker does first: leave Ctrl-C to its parent, and never outlive it."""
    signal.signal(signal.SIGINT, lambda *_: work.stop.set())
    never_outlive_parent()


def _in_words(code: int | None) -> str:
    if code is None:
        return "died"
    if code >= 0:
        return f"ended itself with code {code}"
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = f"signal {-code}"
    want = "; mostly that is for want of memory" if name == "SIGKILL" else ""
    return f"was ended by {name}{want}"
