"""New processes, each for one leaflet: their CPU time, and their instructions by valgrind."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks import product
from tests.benchmarks.workers import Job
from tests.benchmarks.workspaces import ROOT

NEW, COMPILED, PYTHON = "leaflet", "leaflet, compiled before", "bare Python"
CHAIN = "leaflet in a chain's folder"


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A command line to be timed."""

    name: str
    words: Sequence[str]
    cache: Path
    fresh: bool
    """Whether the cache folder is emptied before each run."""

    def environment(self) -> dict[str, str]:
        """Nothing of the outer shell but what finds programs."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        return {
            **kept, product.CACHE: str(self.cache), "PYTHONPATH": str(ROOT),
            "RAYON_NUM_THREADS": "1", "PYTHONHASHSEED": "0",
        }  # fmt: skip


def commands(
    engines: Sequence[str], workspace: Path, chain: Path, job: Job, out: Path
) -> list[Command]:
    """The cold commands: leaflet with and without what it compiled before, then the others.

    Args:
        engines: the others.
        workspace: with one medicine and one clinic.
        chain: with many of them.
        job: what to build.
        out: where to.
    """
    fresh, kept = out / "cache-fresh", out / "cache-kept"
    line, more = product.cold_command(workspace, *job, out)
    among_many, _ = product.cold_command(chain, *job, out)
    assert not more
    found = [
        Command(name=NEW, words=line, cache=fresh, fresh=True),
        Command(name=CHAIN, words=among_many, cache=fresh, fresh=True),
        Command(name=COMPILED, words=line, cache=kept, fresh=False),
    ]
    for name in engines:
        words = [
            sys.executable, "-m", "tests.benchmarks.engines", name, str(workspace), *job, str(out),
        ]  # fmt: skip
        found.append(Command(name=name, words=words, cache=fresh, fresh=False))
    bare = Command(name=PYTHON, words=[sys.executable, "-c", ""], cache=fresh, fresh=False)
    return [*found, bare]


def checking(job: Job, out: Path) -> Command:
    """The command that checks what the first of ``commands`` has built."""
    medicine, clinic = job
    path = out / clinic / f"{medicine}.en-GB.pdf"
    words = [sys.executable, "-m", "leaflet", "check", str(path)]
    return Command(name="leaflet check", words=words, cache=out / "cache-check", fresh=False)


def cpu_time(command: Command) -> float:
    """User and system seconds of one run, by wait4.

    Raises:
        CalledProcessError: it failed.
    """
    _freshen(command)
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            command.words, cwd=ROOT, env=command.environment(), stdin=subprocess.DEVNULL,
            stdout=said, stderr=said,
        )  # fmt: skip
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise subprocess.CalledProcessError(
                process.returncode, command.words, said.read().decode("utf-8", "replace")
            )
    return usage.ru_utime + usage.ru_stime


def instructions(command: Command) -> float | None:
    """Millions of instructions of one run, by callgrind; none where valgrind is not, or fails."""
    valgrind = shutil.which("valgrind")
    if valgrind is None:
        return None
    _freshen(command)
    done = subprocess.run(
        [valgrind, "--tool=callgrind", "--callgrind-out-file=/dev/null", *command.words],
        cwd=ROOT, env=command.environment(), stdin=subprocess.DEVNULL, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    counted = re.search(r"Collected : (\d+)", done.stderr)
    if done.returncode or counted is None:
        return None
    return int(counted[1]) / 1e6


def _freshen(command: Command) -> None:
    if command.fresh:
        shutil.rmtree(command.cache, ignore_errors=True)
    command.cache.mkdir(parents=True, exist_ok=True)
