"""A process for each engine, which works only when it is asked: so engines take turns unmixed.

One engine's heap, caches and garbage cannot slow another; its peak memory is its own.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import time
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Literal

from tests.benchmarks.engines import load

Job = tuple[str, str]
"""Medicine and clinic."""
Kind = Literal["prepare", "render", "write"]


@dataclass(frozen=True, slots=True)
class Spent:
    """What a list of jobs cost."""

    cpu: float
    """Seconds of the whole process, all its threads, user and system."""
    files: int
    peak: float
    """The most memory the process ever had, in MiB."""
    pdf: bytes = b""
    """The last file, where it was rendered in memory."""

    @property
    def each(self) -> float:
        """Seconds for one file."""
        return self.cpu / self.files


def peak_memory() -> float:
    """The peak of this process in MiB.

    On Linux not by getrusage: a process started from a larger one inherits the larger's peak.
    """
    status = Path("/proc/self/status")
    if status.exists():
        line = next(
            line for line in status.read_text("utf-8").splitlines() if line.startswith("VmHWM")
        )
        return int(line.split()[1]) / 1024
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


class WorkerError(RuntimeError):
    """An engine failed; the text is its traceback."""


class Worker:
    """An engine in a process of its own."""

    def __init__(self, name: str, workspace: Path, out: Path) -> None:
        context = multiprocessing.get_context("spawn")
        self.name = name
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, name, workspace, out))
        self.process.start()
        theirs.close()
        self._received()

    def ask(self, kind: Kind, jobs: Sequence[Job]) -> Spent:
        """Have these done.

        Raises:
            WorkerError: the engine could not.
        """
        self.connection.send((kind, list(jobs)))
        return self._received()

    def _received(self) -> Spent:
        try:
            answer = self.connection.recv()
        except EOFError as error:
            raise WorkerError(f"{self.name}: the process ended") from error
        if isinstance(answer, str):
            raise WorkerError(f"{self.name}: {answer}")
        assert isinstance(answer, Spent)
        return answer

    def close(self) -> None:
        """End the process."""
        self.connection.close()
        self.process.join()


@contextmanager
def workers(names: Sequence[str], workspace: Path, out: Path) -> Iterator[dict[str, Worker]]:
    """A worker for each name, in order; all are ended behind."""
    started: dict[str, Worker] = {}
    try:
        for name in names:
            started[name] = Worker(name, workspace, out)
        yield started
    finally:
        for each in started.values():
            each.close()


def _serve(connection: Connection, name: str, workspace: Path, out: Path) -> None:
    os.environ["RAYON_NUM_THREADS"] = "1"  # Typst on one core, as the others are
    try:
        engine = load(name)(workspace)
        connection.send(Spent(0, 0, peak_memory()))
        while True:
            kind, jobs = connection.recv()
            pdf = b""
            started = time.process_time()
            if kind == "prepare":
                for medicine, clinic in jobs:
                    engine.prepare(medicine, clinic)
            elif kind == "render":
                for medicine, clinic in jobs:
                    pdf = engine.render(medicine, clinic)
            else:
                for medicine, clinic in jobs:
                    engine.write(medicine, clinic, out)
                engine.finish()
            spent = time.process_time() - started
            connection.send(Spent(spent, len(jobs), peak_memory(), pdf))
    except EOFError:
        return
    except Exception:  # whatever it is, the asking process tells it
        connection.send(traceback.format_exc())
