"""A whole batch as one function, and what the command needs of it in parts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from leaflet.batch.engines import Engine, Foreign, InProcess, Processes
from leaflet.batch.ledger import Ledger, Reason
from leaflet.batch.outputs import Outputs, is_remote, open_outputs
from leaflet.batch.plan import Plan
from leaflet.batch.run import Run, new_errand, processors
from leaflet.batch.summary import Summary
from leaflet.batch.wishes import Job, Wishes
from leaflet.batch.work import Outcome, Work, build_one
from leaflet.cache.opened import Cache
from leaflet.workspace import Workspace

DEFAULT_TIMEOUT = 120.0
"""Seconds for one leaflet: some hundred times what it takes, its medicine's layout included."""
A_LAYOUT, A_LEAFLET = 0.4, 0.02
"""Seconds that laying out a medicine and finishing a leaflet take, roughly."""
WORTHWHILE = 3.0
"""Seconds of work from which on processes of their own pay."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """A batch made ready: what it would do, and how it is done."""

    plan: Plan
    outputs: Outputs
    ledger: Ledger
    force: bool

    def __len__(self) -> int:
        """How many leaflets."""
        return sum(map(len, self.plan.groups()))

    def look(self) -> Iterator[tuple[Job, Reason]]:
        """What would be built and why, and what would not; nothing is built or changed."""
        for group in self.plan.groups():
            for planned in group:
                job = self.plan.with_inputs(planned)
                yield job, self.ledger.why(job, force=self.force)

    def engine(self, jobs: int | None) -> Engine:
        """This process, or others beside it where the work is large enough to pay for them."""
        count = processors() if jobs is None else jobs
        groups = [len(group) for group in self.plan.groups()]
        seconds = A_LAYOUT * len(groups) + A_LEAFLET * sum(groups)
        if count < 2 or seconds < WORTHWHILE:
            return InProcess()
        return Processes(min(count, sum(groups)))


@contextmanager
def prepared(
    wishes: Wishes, *, out: Path | str, workspace: Path, force: bool, look_only: bool = False,
    cache: Cache | None = None,
) -> Iterator[Batch]:  # fmt: skip
    """A batch made ready.

    Args:
        wishes: which leaflets.
        out: where to.
        workspace: whose content.
        force: build what is unchanged, too.
        look_only: change nothing.
        cache: what was made before, for what is built in this process; the user's, if left out.

    Raises:
        UsageError: nothing is to be built, or the address is none.
        FileAccessError: a leaflet would be written over a file that goes into one.
    """
    plan = Plan(wishes, Workspace(workspace), cache)
    outputs = open_outputs(out)
    if not is_remote(out):
        plan.refuse_inputs(Path(str(out).removeprefix("file://")))
    ledger = Ledger(outputs, plan.folders(), look_only=look_only)
    try:
        yield Batch(plan=plan, outputs=outputs, ledger=ledger, force=force)
    finally:
        ledger.close()


def run(
    batch: Batch, engine: Engine, *, out: Path | str, timeout: float, build: Work = build_one
) -> Run:
    """The run of a batch that was made ready: iterate over it."""
    address = str(out) if is_remote(out) else str(Path(str(out).removeprefix("file://")).resolve())
    errand = new_errand(batch.plan, address, timeout=timeout, build=build, force=batch.force)
    return Run(batch.plan, batch.ledger, batch.outputs, engine, errand, force=batch.force)


def build_all(
    wishes: Wishes | None = None,
    *,
    out: Path | str = "output",
    workspace: Path | str | None = None,
    executor: Executor | None = None,
    jobs: int = 1,
    force: bool = False,
    timeout: float = DEFAULT_TIMEOUT,
    tell: Callable[[Outcome], None] | None = None,
) -> Summary:
    """Build many leaflets; what is done already and unchanged stays as it is.

    Args:
        wishes: which leaflets; every one there is where it is left out.
        out: a folder, or an address that fsspec knows, as ``s3://bucket/folder``.
        workspace: a folder with a ``content`` of its own; the current one where it is left out.
        executor: any ``concurrent.futures.Executor``; it is not shut down. Its workers must see
            the workspace and ``out`` under the same names, and have the same leaflet installed.
        jobs: processes of this machine, where no executor is handed in; with more than one, the
            calling script needs its ``if __name__ == "__main__":``. With an executor, how many
            tasks it has at a time.
        force: build anew what is unchanged, too, and everything from its sources.
        timeout: seconds for one leaflet.
        tell: is called with each leaflet's outcome as it comes.

    Raises:
        LeafletError: nothing could be begun, or the manifests could not be written. A leaflet
            that fails raises nothing: see the summary.
    """
    everything = Wishes(everything=True, locales=("all",), clinics=("all",))
    folder = Path(workspace or ".")
    with prepared(wishes or everything, out=out, workspace=folder, force=force) as batch:
        engine = batch.engine(jobs)
        if executor is not None:
            room = max(jobs, processors())
            engine = Foreign(executor, lambda: room)
        summary = Summary(total=len(batch))
        for outcome in run(batch, engine, out=out, timeout=timeout):
            summary.add(outcome)
            if tell is not None:
                tell(outcome)
        return summary
