"""What a worker does: some leaflets of one medicine, built, written, and told of in few words."""

from __future__ import annotations

import contextlib
import hashlib
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TypeAlias

from leaflet.batch.ledger import Entry
from leaflet.batch.outputs import Outputs, RemoteOutputs, Write, open_outputs
from leaflet.batch.wishes import Job, Options
from leaflet.cache.opened import open_cache
from leaflet.cache.program import program_digest
from leaflet.errors import ExitCode, FileAccessError, LeafletError, Problem, WorkerError
from leaflet.pipeline import Builder, Built
from leaflet.workspace import Workspace

A_SPELL = 0.5
"""Seconds after which a worker comes back with what it has, though there is more to do."""

Work: TypeAlias = Callable[[Builder, Job, Options], Built]
Status: TypeAlias = Literal["built", "unchanged", "failed", "interrupted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one job."""

    job: Job
    status: Status
    entry: Entry | None = None
    """Of a leaflet that was built."""
    problems: tuple[Problem, ...] = ()
    code: ExitCode = ExitCode.FINE
    hopeless: bool = False
    """Every other leaflet would fail alike: the disk is full."""
    outdated: bool = False
    """An earlier leaflet still lies there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """What is the same for every job of a run: small, for it goes with each of them."""

    run: str
    """No other run has it: what a worker keeps is of one run."""
    workspace: Path
    out: str
    options: Options
    timeout: float
    program: str
    work: Work
    force: bool = False
    """Whether what the cache has is made anew."""


class _TookTooLong(BaseException):
    """Not an Exception: what catches those shall not catch this one."""


@dataclass(slots=True)
class _Bench:
    """What a worker keeps from one task to the next."""

    run: str
    builder: Builder
    outputs: Outputs
    medicine: str = ""


_bench: _Bench | None = None
_ONE_AT_A_TIME = threading.Lock()
"""Dask may run tasks in several threads of one process; a builder is one thread's."""
stop = threading.Event()
"""Set where the user wants no more: the running leaflet is finished, no other is begun."""


def build_one(builder: Builder, job: Job, options: Options) -> Built:
    """One leaflet, in memory."""
    return builder.build(
        job.medicine,
        locale=job.locale,
        clinic=job.clinic,
        paper=options.paper,
        edition=options.edition,
        cover=options.cover,
        back=options.back,
        duplex=options.duplex,
        strict=options.strict,
        as_of=options.as_of,
    )


def carry_out(errand: Errand, jobs: tuple[Job, ...], attempt: int) -> tuple[Outcome, ...]:
    """Outcomes of the first of ``jobs``, as many as a spell of time allows, one at the least.

    Args:
        errand: what is the same for all.
        jobs: of one medicine and locale.
        attempt: a number that no other call of the run has: some engines answer the same question
            only once.
    """
    del attempt
    with _ONE_AT_A_TIME:
        bench = _bench_for(errand)
        began = time.monotonic()
        outcomes: list[Callable[[], Outcome]] = []
        with bench.outputs.writing() as write:
            for job in jobs:
                outcomes.append(_begin(errand, bench, job, write))
                if stop.is_set() or time.monotonic() - began > A_SPELL:
                    break
        return tuple(outcome() for outcome in outcomes)


def _bench_for(errand: Errand) -> _Bench:
    global _bench
    if _bench is None or _bench.run != errand.run:
        if program_digest() != errand.program:
            raise WorkerError(
                Problem(
                    None,
                    "the worker has another version of leaflet or of its libraries",
                    "install the same on every machine",
                )
            )
        outputs = open_outputs(errand.out)
        builder = Builder(Workspace(errand.workspace), open_cache(ignore=errand.force))
        _bench = _Bench(errand.run, builder, outputs)
    return _bench


def _begin(errand: Errand, bench: _Bench, job: Job, write: Write) -> Callable[[], Outcome]:
    """Build a leaflet and begin to write it; what comes of that is to be asked when all are."""
    if bench.medicine != job.medicine:
        bench.builder.forget_pages()
        bench.medicine = job.medicine
    try:
        with _limited(errand.timeout):
            built = errand.work(bench.builder, job, errand.options)
    except _TookTooLong:
        outcome = failed(job, took_too_long(errand.timeout))
        return lambda: outcome
    except Exception as error:
        outcome = failure_of(job, error)
        return lambda: outcome
    entry = entry_of(job, built, md5=isinstance(bench.outputs, RemoteOutputs))
    written = write(built.name, built.pdf)
    return lambda: _written(bench.outputs, job, entry, written)


def _written(outputs: Outputs, job: Job, entry: Entry, written: Future[None]) -> Outcome:
    try:
        written.result()
    except LeafletError as error:
        # Without the file's name: what is the same for many is told once.
        same = FileAccessError(*(replace(problem, location=None) for problem in error.problems))
        return failed(job, same, hopeless=outputs.is_hopeless(error.__cause__))
    except Exception as error:
        return failure_of(job, error)
    return Outcome(job=job, status="built", entry=entry)


def entry_of(job: Job, built: Built, *, md5: bool) -> Entry:
    """What the manifest says of a leaflet."""
    return Entry(
        file=built.name.rpartition("/")[2],
        medicine=built.medicine,
        locale=built.locale,
        clinic=built.clinic,
        inputs=job.inputs,
        sha256=hashlib.sha256(built.pdf).hexdigest(),
        md5=hashlib.md5(built.pdf, usedforsecurity=False).hexdigest() if md5 else "",
        bytes=len(built.pdf),
        pages=built.pages,
        edition=built.edition,
        paper=built.paper,
        type_size=built.type_size,
        leading=built.leading,
        version=built.version,
        review="reviewed" if built.reviewed else "draft",
        reviewed_by=built.reviewed_by,
        draft_because=built.draft_because,
        next_review=built.next_review,
        standards=built.standards,
        notices=built.notices,
    )


def failed(job: Job, error: LeafletError, *, hopeless: bool = False) -> Outcome:
    """A job that an error ended."""
    return Outcome(
        job=job,
        status="failed",
        problems=error.problems,
        code=error.exit_code,
        hopeless=hopeless,
    )


def took_too_long(seconds: float) -> WorkerError:
    """The error of a job that was stopped for its time."""
    return WorkerError(
        Problem(
            None,
            f"took longer than {seconds:g} seconds and was stopped",
            "give it more with --timeout, or look at the clinic's covers and logo",
        )
    )


def failure_of(job: Job, error: Exception) -> Outcome:
    """A job that an exception ended, be it the user's fault or ours."""
    if isinstance(error, LeafletError):
        return failed(job, error)
    if isinstance(error, MemoryError):
        return failed(job, WorkerError(Problem(None, "needs more memory than there is")))
    what = f"leaflet itself is at fault: {type(error).__name__}: {error}"
    return failed(job, WorkerError(Problem(None, what, "please report it, with the files")))


@contextlib.contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """Raise in what takes longer; where no alarm can be set, whoever waits for us looks out."""
    here = threading.current_thread() is threading.main_thread()
    if not here or not hasattr(signal, "setitimer"):
        yield
        return

    def too_long(_number: int, _frame: object) -> None:
        raise _TookTooLong

    before = signal.signal(signal.SIGALRM, too_long)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
