"""Batches run by tests: in this process, or as a command that a test can end."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from leaflet.batch.api import prepared
from leaflet.batch.engines import Engine, InProcess, Processes
from leaflet.batch.ledger import JOURNAL, MANIFEST
from leaflet.batch.run import Run, new_errand
from leaflet.batch.summary import Summary
from leaflet.batch.wishes import Job, Options, Wishes
from leaflet.batch.work import Outcome, Work
from tests.batch import deeds

ROOT = Path(__file__).parents[2]
BRITISH = Wishes(locales=("en-GB",), clinics=("all",))
SAMPLES = 2
"""Clinics that come with leaflet, and are in every workspace."""


@dataclass(frozen=True)
class Ran:
    """What came of a batch."""

    summary: Summary
    outcomes: tuple[Outcome, ...]

    def having(self, status: str) -> set[str]:
        """The clinics whose leaflet came to this."""
        return {str(each.job.clinic) for each in self.outcomes if each.status == status}


def run_batch(
    workspace: Path, out: Path | str, work: Work = deeds.quick, *, engine: Engine | None = None,
    wishes: Wishes = BRITISH, timeout: float = 60, patience: float = 5, force: bool = False,
) -> Ran:  # fmt: skip
    """A batch in this process, or in the engine's."""
    with prepared(wishes, out=out, workspace=workspace, force=force) as batch:
        errand = new_errand(batch.plan, str(out), timeout=timeout, build=work)
        run = Run(
            batch.plan, batch.ledger, batch.outputs, engine or InProcess(), errand,
            force=force, patience=patience,
        )  # fmt: skip
        summary = Summary(total=len(batch))
        outcomes = []
        for outcome in run:
            summary.add(outcome)
            outcomes.append(outcome)
    return Ran(summary, tuple(outcomes))


def run_in_processes(
    workspace: Path, out: Path, work: Work, *, timeout: float = 60, patience: float = 5
) -> Ran:
    """The same in two processes."""
    return run_batch(workspace, out, work, engine=Processes(2), timeout=timeout, patience=patience)


def expected(clinic: str) -> bytes:
    """What a deed writes for a clinic."""
    return deeds.quick(None, Job("baclofen", "en-GB", clinic), Options()).pdf  # type: ignore[arg-type]


def written(out: Path) -> set[str]:
    """The clinics that have a leaflet; each must be whole."""
    files = list(out.glob("*/*.pdf"))
    for path in files:
        assert path.read_bytes() == expected(path.parent.name), path
    return {path.parent.name for path in files}


def in_manifests(out: Path) -> set[str]:
    """The clinics whose manifest has its leaflet, with the right digest."""
    found = set()
    for path in out.glob(f"*/{MANIFEST}"):
        for entry in json.loads(path.read_bytes())["files"]:
            content = (path.parent / entry["file"]).read_bytes()
            assert hashlib.sha256(content).hexdigest() == entry["sha256"]
            found.add(path.parent.name)
    return found


def left_over(out: Path) -> list[Path]:
    """Temporary files and journals that nobody needs any more."""
    return [*out.rglob(".leaflet-*.tmp"), *out.rglob(JOURNAL)]


class Command:
    """``leaflet build`` running beside the test, in a process group of its own."""

    running: ClassVar[list[Command]] = []
    """Those that no test has ended yet: see the fixture ``_no_command_outlives_its_test``."""

    def __init__(
        self, workspace: Path, out: Path, deed: str, *more: str, marks: Path, jobs: int = 2
    ) -> None:
        self.marks = marks
        marks.mkdir(exist_ok=True)
        environment = {**os.environ, deeds.MARKS: str(marks), "LEAFLET_TEST_DEED": deed}
        self._errors = (marks / "errors").open("w+", encoding="utf-8")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.batch.command", "build", "-w", str(workspace),
             "--clinic", "all", "--locale", "en-GB", "--out", str(out), "--jobs", str(jobs), *more],
            cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=self._errors, text=True,
            start_new_session=True,
        )  # fmt: skip
        self.running.append(self)

    def wait_for(self, lines: int) -> list[str]:
        """The first so many lines of its standard output."""
        assert self.process.stdout is not None
        return [self.process.stdout.readline() for _ in range(lines)]

    def signal(self, number: int, *, group: bool = False) -> None:
        """Send it a signal; to its whole group as a terminal's Ctrl-C does."""
        (os.killpg if group else os.kill)(self.process.pid, number)

    def end(self) -> tuple[int, str, str]:
        """Exit code, the rest of standard output, standard error."""
        assert self.process.stdout is not None
        with self.process.stdout as stream, self._errors:
            printed = stream.read()
            code = self.process.wait(60)
            self.running.remove(self)
            return code, printed, (self.marks / "errors").read_text(encoding="utf-8")

    def begun(self) -> list[str]:
        """The leaflets that were begun, in order."""
        path = self.marks / "begun"
        return path.read_text(encoding="utf-8").splitlines() if path.exists() else []

    def survivors(self) -> list[int]:
        """Processes of this command that are still there after some seconds."""
        deadline = time.monotonic() + 8
        found = [0]
        while found and time.monotonic() < deadline:
            found = list(_with_mark(str(self.marks)))
            time.sleep(0.05)
        return found


def _with_mark(mark: str) -> Iterable[int]:
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            environment = (folder / "environ").read_bytes()
            if f"{deeds.MARKS}={mark}\0".encode() in environment:
                yield int(folder.name)
