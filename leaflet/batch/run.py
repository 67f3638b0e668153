"""The run: jobs go out in tasks, outcomes come in, and every job comes to exactly one."""

from __future__ import annotations

import contextlib
import os
import secrets
import signal
import threading
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, wait
from dataclasses import dataclass, replace

from leaflet.batch import work
from leaflet.batch.engines import Engine, Foreign, InProcess, Outcomes
from leaflet.batch.ledger import Ledger
from leaflet.batch.outputs import Outputs
from leaflet.batch.plan import Plan
from leaflet.batch.wishes import Job
from leaflet.batch.work import A_SPELL, Errand, Outcome, failed, took_too_long
from leaflet.errors import ExitCode, LeafletError, Problem, WorkerError

LARGEST_TASK = 64
"""Jobs in one task, at most."""
PATIENCE = 5.0
"""Seconds beyond the time allowed, before a worker that says nothing is given up."""
LAST_WAIT = 10.0
"""Seconds that running leaflets have to be finished in after Ctrl-C."""
SILENCES = 3
"""After so many unanswered tasks in a row, an engine that cannot be revived is given up."""


@dataclass(frozen=True, slots=True)
class _Task:
    jobs: tuple[Job, ...]
    deadline: float = 0.0


class Run:
    """One run of a plan: iterate over it for the outcomes, as they come."""

    def __init__(
        self, plan: Plan, ledger: Ledger, outputs: Outputs, engine: Engine, errand: Errand,
        *, force: bool, patience: float = PATIENCE,
    ) -> None:  # fmt: skip
        self._plan = plan
        self._ledger = ledger
        self._outputs = outputs
        self._engine = engine
        self._errand = errand
        self._force = force
        self._patience = patience
        self._running: dict[Future[Outcomes], _Task] = {}
        self._again: deque[tuple[Job, ...]] = deque()
        self._suspects: deque[Job] = deque()
        """Jobs of tasks whose worker died or hung: each is tried once more, alone."""
        self._alone = False
        self._silences = 0
        self._attempts = 0
        self._ended: Problem | None = None
        """Why nothing more is begun; set but once."""
        self.interrupted = False

    def __iter__(self) -> Iterator[Outcome]:
        """Each job's outcome; the manifests are right once this has ended, however it ends."""
        work.stop.clear()
        with _interrupts(self._interrupt):
            clean = False
            try:
                yield from self._outcomes()
                clean = not self._running
            finally:
                self._engine.close(at_once=not clean)
                if not clean:
                    for folder in self._plan.folders():
                        self._outputs.clean(folder)
                self._ledger.fold()

    def _interrupt(self) -> None:
        self.interrupted = True
        work.stop.set()
        self._end("interrupted")

    def _end(self, why: str) -> None:
        if self._ended is None:
            self._ended = Problem(None, f"not reached: {why}")

    def _outcomes(self) -> Iterator[Outcome]:
        planned = self._tasks()
        while True:
            yield from self._begin(planned)
            if not self._running:
                break
            if self._ended and not self._wait_for_last():
                break
            for future in self._finished():
                yield from self._take(future)
            yield from self._give_up_late()
        left = (job for task in (*self._running.values(),) for job in task.jobs)
        for job in (*left, *self._suspects, *(job for jobs in self._again for job in jobs)):
            yield self._not_reached(job)
        for rest in planned:
            yield from self._not_reached_of(rest)

    def _not_reached_of(self, rest: tuple[Job, ...] | Outcome) -> Iterator[Outcome]:
        if isinstance(rest, Outcome):
            yield rest
        else:
            yield from map(self._not_reached, rest)

    def _not_reached(self, job: Job) -> Outcome:
        assert self._ended is not None
        code = ExitCode.INTERRUPTED if self.interrupted else ExitCode.FINE
        return Outcome(job=job, status="interrupted", problems=(self._ended,), code=code)

    def _tasks(self) -> Iterator[tuple[Job, ...] | Outcome]:
        """What is to be done, in tasks of one medicine and locale; and what need not be done."""
        for group in self._plan.groups():
            share = -(-len(group) // (2 * self._engine.room))
            size = max(1, min(LARGEST_TASK, share))
            jobs: list[Job] = []
            for planned in group:
                if self._ended:
                    yield self._not_reached(planned)
                    continue
                job = self._plan.with_inputs(planned)
                if self._ledger.why(job, force=self._force) == "unchanged":
                    yield Outcome(job=job, status="unchanged")
                    continue
                jobs.append(job)
                if len(jobs) >= size:
                    yield tuple(jobs)
                    jobs.clear()
            if jobs:
                yield tuple(jobs)

    def _begin(self, planned: Iterator[tuple[Job, ...] | Outcome]) -> Iterator[Outcome]:
        """Begin as many tasks as there is room for; gives what needs no task."""
        while not self._ended and len(self._running) < self._engine.room:
            if self._suspects:
                if self._running:
                    return
                self._alone = True
                self._submit((self._suspects.popleft(),))
                return
            if self._alone and self._running:
                return
            self._alone = False
            if self._again:
                self._submit(self._again.popleft())
                continue
            following = next(planned, None)
            if following is None:
                return
            if isinstance(following, Outcome):
                yield following
            elif self._ended:  # while its files were looked at
                self._again.append(following)
            else:
                self._submit(following)

    def _submit(self, jobs: tuple[Job, ...]) -> None:
        self._attempts += 1
        deadline = time.monotonic() + A_SPELL + 1.25 * self._errand.timeout + self._patience
        try:
            future = self._engine.submit(self._errand, jobs, self._attempts)
        except Exception as error:  # a pool that breaks while it is asked raises what it likes
            future = Future()
            future.set_exception(BrokenExecutor(str(error)))
        self._running[future] = _Task(jobs, deadline)

    def _finished(self) -> set[Future[Outcomes]]:
        return wait(self._running, timeout=0.2, return_when=FIRST_COMPLETED).done

    def _take(self, future: Future[Outcomes]) -> Iterator[Outcome]:
        """The outcomes of a task that came back; those it had no time for go out again."""
        task = self._running.pop(future, None)
        if task is None:  # it went down with another
            return
        try:
            outcomes = future.result()
        except LeafletError as error:  # nothing of the task could be begun
            yield from (self._settled(failed(job, error)) for job in task.jobs)
            return
        except BaseException as error:  # whatever engines raise where a worker died
            yield from self._after_death(task, error)
            return
        self._silences = 0
        if isinstance(self._engine, Foreign):  # all wait in one line: who is served, moves it on
            later = time.monotonic() + A_SPELL + 1.25 * self._errand.timeout + self._patience
            for other, waiting in self._running.items():
                self._running[other] = replace(waiting, deadline=later)
        if rest := task.jobs[len(outcomes) :]:
            self._again.appendleft(rest)
        yield from map(self._settled, outcomes)

    def _settled(self, outcome: Outcome) -> Outcome:
        if outcome.entry is not None:
            self._ledger.add(outcome.entry)
        if outcome.hopeless:
            self._end("nothing more can be written there")
        if outcome.status == "failed" and self._ledger.knows(outcome.job):
            return replace(outcome, outdated=True)
        return outcome

    def _after_death(self, task: _Task, error: BaseException) -> Iterator[Outcome]:
        """A worker died: its task's jobs are tried alone; one that dies alone has failed."""
        if not self._engine.revive():
            if isinstance(error, BrokenExecutor):
                self._end(f"the executor is broken ({error})")
                yield from (self._settled(failed(job, _died("broke", error))) for job in task.jobs)
                return
        else:
            yield from self._salvage()
        yield from self._suspect(task, _died(self._engine.fate(), error))

    def _suspect(self, task: _Task, error: WorkerError) -> Iterator[Outcome]:
        self._clean(task)
        if self._alone and len(task.jobs) == 1:
            yield self._settled(failed(task.jobs[0], error))
        else:
            self._suspects.extend(task.jobs)

    def _salvage(self) -> Iterator[Outcome]:
        """Of the tasks that went down with another, what was done; the rest is under suspicion."""
        for future in tuple(self._running):
            if future.done() and not future.cancelled() and future.exception() is None:
                yield from self._take(future)
            else:
                task = self._running.pop(future)
                self._clean(task)
                self._suspects.extend(task.jobs)

    def _give_up_late(self) -> Iterator[Outcome]:
        """A worker that says nothing beyond its time is ended; where it can't be, it is left."""
        now = time.monotonic()
        late = [future for future, task in self._running.items() if task.deadline < now]
        if not late:
            return
        tasks = [self._running.pop(future) for future in late]
        for future in late:
            future.cancel()
        if self._engine.revive():
            for future in tuple(self._running):  # innocent: they go out again as they are
                if future.done() and not future.cancelled() and future.exception() is None:
                    yield from self._take(future)
                else:
                    self._again.append(self._running.pop(future).jobs)
        else:
            self._silences += 1
            if self._silences >= SILENCES:
                self._end("the executor no longer answers")
        for task in tasks:
            yield from self._suspect(task, took_too_long(self._errand.timeout))

    def _clean(self, task: _Task) -> None:
        for clinic in {job.clinic or "" for job in task.jobs}:
            self._outputs.clean(clinic)

    def _wait_for_last(self) -> bool:
        """After the end was called: whether running tasks came back in the time they have."""
        return bool(wait(self._running, timeout=LAST_WAIT, return_when=FIRST_COMPLETED).done)


def _died(fate: str, error: BaseException) -> WorkerError:
    told = "" if isinstance(error, BrokenExecutor) else f" ({type(error).__name__}: {error})"
    return WorkerError(
        Problem(
            None,
            f"the process that built it {fate}{told}",
            "look at the clinic's covers and logo; the other leaflets were built",
        )
    )


def new_errand(
    plan: Plan, out: str, *, timeout: float, build: work.Work, force: bool = False
) -> Errand:
    """The errand of a new run."""
    return Errand(
        run=secrets.token_hex(8),
        workspace=plan.workspace.root.resolve(),
        out=out,
        options=plan.wishes.options,
        timeout=timeout,
        program=plan.program,
        work=build,
        force=force,
    )


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextlib.contextmanager
def _interrupts(stop: object) -> Iterator[None]:
    """Ctrl-C calls ``stop`` once, so that no bookkeeping is torn; the second time it raises."""
    assert callable(stop)
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    asked = False

    def interrupt(number: int, _frame: object) -> None:
        nonlocal asked
        if asked:
            signal.default_int_handler(number, None)
        asked = True
        stop()

    before = signal.signal(signal.SIGINT, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


__all__ = ["Foreign", "InProcess", "Run", "new_errand", "processors"]
