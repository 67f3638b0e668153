"""Ways to build that fail as only real programs do; handed to a batch in place of the real one.

They are functions of a module, so that processes of any kind find them by name.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

from leaflet.batch.wishes import Job, Options
from leaflet.pipeline import Builder, Built

MARKS = "LEAFLET_TEST_MARKS"
"""Names a folder in which a deed notes what was begun."""


def quick(_builder: Builder, job: Job, _options: Options) -> Built:
    """Some bytes in no time, different for each job."""
    assert job.locale is not None
    if folder := os.environ.get(MARKS):
        mine = Path(folder) / f"worker-{os.getpid()}"
        mine.write_text(str(os.getpid()), encoding="utf-8")
        mine.replace(Path(folder) / "worker")  # whole at any moment: a test reads it meanwhile
        with (Path(folder) / "begun").open("a", encoding="utf-8") as file:
            file.write(f"{job}\n")
    return Built(
        medicine=job.medicine,
        locale=job.locale,
        clinic=job.clinic,
        pdf=f"%PDF {job}\n".encode() * 2000,
        pages=2,
        paper="a4",
        type_size=12.0,
        leading=16.0,
        reviewed=False,
        standards=("PDF/UA-1",),
        version="1.0",
    )


def _is_bad(job: Job) -> bool:
    return job.clinic in {"clinic-007", "clinic-023"}


def steady(builder: Builder, job: Job, options: Options) -> Built:
    """Takes a little while, as real ones do."""
    time.sleep(0.02)
    return quick(builder, job, options)


def killed(builder: Builder, job: Job, options: Options) -> Built:
    """Two clinics' leaflets end the process as the kernel does that wants memory."""
    if _is_bad(job):
        os.kill(os.getpid(), signal.SIGKILL)
    return steady(builder, job, options)


def leaves(builder: Builder, job: Job, options: Options) -> Built:
    """Two clinics' leaflets end the process by themselves."""
    if _is_bad(job):
        os._exit(3)
    return steady(builder, job, options)


def hangs(builder: Builder, job: Job, options: Options) -> Built:
    """Two clinics' leaflets take for ever, but listen to alarms."""
    if _is_bad(job):
        time.sleep(3600)
    return quick(builder, job, options)


def deaf(builder: Builder, job: Job, options: Options) -> Built:
    """One clinic's leaflet takes for ever and hears no alarm."""
    if job.clinic == "clinic-007":
        signal.signal(signal.SIGALRM, signal.SIG_IGN)
        time.sleep(3600)
    return quick(builder, job, options)


def faulty(builder: Builder, job: Job, options: Options) -> Built:
    """Two clinics' leaflets meet a bug of ours."""
    if _is_bad(job):
        raise KeyError("a bug")
    return quick(builder, job, options)


def greedy(builder: Builder, job: Job, options: Options) -> Built:
    """Two clinics' leaflets want more memory than there is."""
    if _is_bad(job):
        raise MemoryError
    return quick(builder, job, options)


def exits(builder: Builder, job: Job, options: Options) -> Built:
    """Two clinics' leaflets want the whole program to end."""
    if _is_bad(job):
        sys.exit(5)
    return quick(builder, job, options)


def slow(builder: Builder, job: Job, options: Options) -> Built:
    """Takes a tenth of a second."""
    time.sleep(0.1)
    return quick(builder, job, options)
