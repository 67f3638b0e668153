"""``leaflet build`` for many: paths or JSON as they come, progress beside them, a summary last."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from leaflet.batch import api
from leaflet.batch.progress import progress
from leaflet.batch.summary import Summary
from leaflet.commands.wish import failure
from leaflet.errors import ExitCode, LeafletError, Problem

if TYPE_CHECKING:
    from leaflet.batch.engines import Engine
    from leaflet.batch.outputs import Outputs
    from leaflet.batch.wishes import Job
    from leaflet.batch.work import Outcome
    from leaflet.commands.wish import Wish


def run_batch(wish: Wish, folder: Path, *, as_json: bool) -> int:
    """Build what is not up to date; one that fails costs itself alone. Gives the exit code."""
    with (
        api.prepared(wish.for_batch(), out=wish.out, workspace=folder, force=wish.force) as batch,
        _engine(wish, batch) as engine,
    ):
        summary = Summary(total=len(batch))
        told = progress(summary.total, sys.stderr)
        results = Results(as_json=as_json)
        seen: set[int] = set()
        try:
            try:
                for outcome in api.run(batch, engine, out=wish.out, timeout=wish.timeout):
                    seen.add(_key(outcome.job))
                    summary.add(outcome)
                    results.add(outcome, batch.outputs)
                    told.step(built=outcome.status == "built")
            except KeyboardInterrupt:  # in mid-leaflet: the run itself can tell no more
                for outcome in _not_reached(batch, seen):
                    summary.add(outcome)
                    results.add(outcome, batch.outputs)
        except LeafletError as error:  # the manifests could not be written
            summary.exit_code = max(summary.exit_code, error.exit_code)
            for problem in error.problems:
                told.tell(str(problem))
        finally:
            told.close()
            results.close()
            interrupted = summary.done < summary.total or summary.exit_code is ExitCode.INTERRUPTED
            if interrupted:
                print("interrupted", file=sys.stderr)
            print("\n".join(summary.lines()), file=sys.stderr, flush=True)
    return int(summary.exit_code)


def _key(job: Job) -> int:
    """What tells a leaflet from every other, in little memory: a batch may have a million."""
    return hash((job.medicine, job.locale, job.clinic))


def _not_reached(batch: api.Batch, seen: set[int]) -> Iterator[Outcome]:
    """An outcome for each leaflet of which nothing has been told."""
    from leaflet.batch.work import Outcome

    why = Problem(None, "not reached: interrupted")
    for job in (job for group in batch.plan.groups() for job in group if _key(job) not in seen):
        yield Outcome(job=job, status="interrupted", problems=(why,), code=ExitCode.INTERRUPTED)


@contextmanager
def _engine(wish: Wish, batch: api.Batch) -> Iterator[Engine]:
    if wish.dask:
        from leaflet.batch.dask import dask_engine

        with dask_engine(wish.dask) as engine:
            yield engine
    else:
        yield batch.engine(wish.jobs)


class Results:
    """What goes to standard output, as it comes: the path of each file written, or JSON."""

    def __init__(self, *, as_json: bool) -> None:
        self._as_json = as_json
        self._before = "[\n"

    def add(self, outcome: Outcome, outputs: Outputs) -> None:
        """One leaflet more."""
        if self._as_json:
            self.add_json(_for_programs(outcome, outputs))
        elif outcome.entry is not None:
            print(outputs.shown(outcome.job.name), flush=True)

    def add_json(self, result: dict[str, object]) -> None:
        """One element more of the list."""
        text = json.dumps(result, ensure_ascii=False, indent=2).replace("\n", "\n  ")
        print(f"{self._before}  {text}", end="", flush=True)
        self._before = ",\n"

    def close(self) -> None:
        """The end of the list."""
        if self._as_json:
            print("[]" if self._before == "[\n" else "\n]", flush=True)


def _for_programs(outcome: Outcome, outputs: Outputs) -> dict[str, object]:
    job, entry = outcome.job, outcome.entry
    if entry is not None:
        return {
            "file": outputs.address(job.name),
            "status": outcome.status,
            "medicine": job.medicine,
            "locale": job.locale,
            "clinic": job.clinic,
            "edition": job.edition,
            "pages": entry.pages,
            "paper": entry.paper,
            "type_size": entry.type_size,
            "leading": entry.leading,
            "version": entry.version,
            "reviewed": entry.review == "reviewed",
            "reviewed_by": entry.reviewed_by or None,
            "draft_because": entry.draft_because or None,
            "next_review": entry.next_review,
            "standards": list(entry.standards),
            "bytes": entry.bytes,
            "sha256": entry.sha256,
            "notices": list(entry.notices),
        }
    if outcome.status == "unchanged":
        return {
            "file": outputs.address(job.name),
            "status": outcome.status,
            "medicine": job.medicine,
            "locale": job.locale,
            "clinic": job.clinic,
            "edition": job.edition,
        }
    told = failure(job.medicine, job.locale, job.clinic, outcome.code, outcome.problems)
    return told | {"status": outcome.status}


def look(wish: Wish, folder: Path, *, as_json: bool) -> int:
    """Tell what would be built and why, and what would not; nothing is built or changed."""
    with api.prepared(
        wish.for_batch(), out=wish.out, workspace=folder, force=wish.force, look_only=True
    ) as batch:
        results = Results(as_json=as_json)
        counts = {True: 0, False: 0}
        for job, reason in batch.look():
            counts[reason != "unchanged"] += 1
            path = batch.outputs.shown(job.name) if job.name else None
            if as_json:
                results.add_json(
                    {
                        "file": path,
                        "medicine": job.medicine,
                        "locale": job.locale,
                        "clinic": job.clinic,
                        "edition": job.edition,
                        "build": reason != "unchanged",
                        "reason": reason,
                    }
                )
            else:
                print(f"{path or job}  {reason}")
        results.close()
    print(
        f"would build {counts[True]:,} of {sum(counts.values()):,} leaflets, "
        f"{counts[False]:,} unchanged",
        file=sys.stderr,
    )
    return int(ExitCode.FINE)
