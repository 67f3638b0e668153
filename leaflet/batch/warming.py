"""Everything that leaflets are stamped from, made ahead: each medicine's pages, each clinic once.

A medicine is laid out and judged without a clinic, a clinic prepared and judged with one medicine;
then every pair of them is at hand. Only for clinics whose names have unusual letters each medicine
is laid out once more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from leaflet.batch.engines import begin_worker, process_context
from leaflet.batch.plan import Plan
from leaflet.batch.wishes import Job, Options, Wishes
from leaflet.batch.work import Outcome, build_one, failed, failure_of
from leaflet.cache.opened import open_cache
from leaflet.compiled import SLOT_CHARACTERS
from leaflet.errors import LeafletError, Problem, UsageError, WorkerError
from leaflet.pipeline import Builder
from leaflet.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Warming:
    """What is the same for all that is made ahead."""

    workspace: Path
    options: Options
    force: bool
    """Whether what is there already is made anew."""

    def builder(self) -> Builder:
        """A builder with the user's cache.

        Raises:
            UsageError: there is none.
        """
        cache = open_cache(ignore=self.force)
        if not cache.store.folder:
            raise UsageError(
                Problem(
                    None,
                    "there is no cache to compile into",
                    "LEAFLET_CACHE names a folder of your own for it; “off” switches it off",
                )
            )
        return Builder(Workspace(self.workspace), cache)


def jobs_of(wishes: Wishes, builder: Builder) -> Iterator[Job]:
    """What has to be built once, so that all that is wished for is at hand."""
    alone = Wishes(
        medicines=wishes.medicines, everything=wishes.everything, locales=wishes.locales,
        options=wishes.options,
    )  # fmt: skip
    neutral = [job for group in Plan(alone, builder.workspace).groups() for job in group]
    yield from neutral
    if not wishes.clinics:
        return
    seen: set[tuple[str | None, str | None]] = set()
    letters: set[tuple[str | None, str]] = set()
    for group in Plan(wishes, builder.workspace).groups():
        for job in group:
            unusual = _unusual(builder, job)
            new_letters = bool(unusual) and (f"{job.medicine}.{job.locale}", unusual) not in letters
            if (job.clinic, job.locale) not in seen or new_letters:
                yield job
            seen.add((job.clinic, job.locale))
            letters.add((f"{job.medicine}.{job.locale}", unusual))


def _unusual(builder: Builder, job: Job) -> str:
    """The characters of a clinic for which pages are laid out once more."""
    try:
        assert job.clinic is not None
        assert job.locale is not None
        said = builder.stock.clinic(job.clinic, job.locale).characters()
    except (LeafletError, AssertionError):  # told when the job is done
        return ""
    return "".join(sorted(set(said).difference(SLOT_CHARACTERS, "\u00a0")))


def warm(wishes: Wishes, warming: Warming, *, processes: int = 1) -> Iterator[Outcome]:
    """The outcome of each job; one that fails costs itself alone.

    Raises:
        UsageError: there is no cache, or nothing to compile.
    """
    jobs = list(jobs_of(wishes, warming.builder()))
    groups = [
        tuple(group) for _, group in groupby(jobs, lambda job: (job.medicine, job.clinic is None))
    ]
    if processes < 2 or len(jobs) < 4:
        builder = warming.builder()
        for group in groups:
            builder.forget_pages()
            yield from (_outcome(builder, job, warming.options) for job in group)
        return
    with ProcessPoolExecutor(
        processes, mp_context=process_context(), initializer=begin_worker
    ) as pool:
        running: dict[Future[tuple[Outcome, ...]], Sequence[Job]] = {}
        for group in groups:
            for start in range(0, len(group), 16):
                part = group[start : start + 16]
                running[pool.submit(carry_out, warming, part)] = part
        for future in as_completed(running):
            try:
                yield from future.result()
            except BrokenProcessPool as error:
                died = WorkerError(
                    Problem(None, f"the process that compiled it died ({error})", "say it again")
                )
                yield from (failed(job, died) for job in running[future])


def carry_out(warming: Warming, jobs: Sequence[Job]) -> tuple[Outcome, ...]:
    """The outcomes of some jobs, in a process of their own."""
    builder = warming.builder()
    return tuple(_outcome(builder, job, warming.options) for job in jobs)


def _outcome(builder: Builder, job: Job, options: Options) -> Outcome:
    try:
        build_one(builder, job, options)
    except Exception as error:
        return failure_of(job, error)
    return Outcome(job=job, status="built")
