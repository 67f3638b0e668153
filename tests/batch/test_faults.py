"""Workers that die, hang or err; a batch that is ended at any moment: nothing is lost."""

import os
import re
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from leaflet.batch.work import Work
from leaflet.errors import ExitCode
from leaflet.whole import machine
from tests.batch import deeds
from tests.batch.running import (
    SAMPLES,
    Command,
    in_manifests,
    left_over,
    run_batch,
    run_in_processes,
    written,
)
from tests.batch.workspaces import clinic_name, make_workspace

CLINICS = 28
N = CLINICS + SAMPLES
BAD = {"clinic-007", "clinic-023"}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty clinics and the two samples."""
    return make_workspace(tmp_path_factory.mktemp("workspace"), CLINICS)


@pytest.mark.parametrize(
    ("work", "reason"),
    [
        (deeds.killed, r"the process that built it was ended by SIGKILL; .*memory"),
        (deeds.leaves, r"the process that built it ended itself with code 3"),
        (deeds.exits, r"SystemExit"),
        (deeds.faulty, r"leaflet itself is at fault: KeyError"),
        (deeds.greedy, r"needs more memory than there is"),
        (deeds.hangs, r"took longer than 1 seconds"),
    ],
)
def test_a_death_costs_one_leaflet(
    workspace: Path, tmp_path: Path, work: Work, reason: str
) -> None:
    """A worker that dies, hangs or errs costs that one leaflet, and the reason is told."""
    ran = run_in_processes(workspace, tmp_path, work, timeout=1)
    assert ran.summary.done == len(ran.outcomes) == N
    assert ran.having("failed") == BAD
    assert len(ran.having("built")) == N - len(BAD)
    assert written(tmp_path) == in_manifests(tmp_path) == ran.having("built")
    assert not left_over(tmp_path)
    assert ran.summary.exit_code is ExitCode.FINDINGS
    for outcome in ran.outcomes:
        assert outcome.status == "built" or re.search(reason, outcome.problems[0].what)


def test_who_hears_nothing_is_ended(workspace: Path, tmp_path: Path) -> None:
    """A worker that hangs where no alarm reaches it is ended from outside; the pool goes on."""
    ran = run_in_processes(workspace, tmp_path, deeds.deaf, timeout=0.2, patience=0.5)
    assert ran.having("failed") == {"clinic-007"}
    assert "took longer" in next(iter(ran.summary.reasons))[0].what
    assert len(written(tmp_path)) == ran.summary.built == N - 1
    assert not left_over(tmp_path)


def test_a_worker_killed_by_chance_costs_nothing(workspace: Path, tmp_path: Path) -> None:
    """A worker that somebody else kills is replaced, and its leaflets are built all the same."""
    out = tmp_path / "out"
    command = Command(workspace, out, "steady", marks=tmp_path / "marks")
    command.wait_for(3)
    victim = int((tmp_path / "marks" / "worker").read_text(encoding="utf-8"))
    os.kill(victim, signal.SIGKILL)
    code, _, err = command.end()
    assert (code, err) == (0, f"{N} of {N} leaflets built\n")
    assert len(written(out)) == len(in_manifests(out)) == N
    assert not left_over(out)


@pytest.mark.parametrize("after", [0, 1, 15, N])
def test_a_killed_batch_goes_on(workspace: Path, tmp_path: Path, after: int) -> None:
    """Killed at any moment, a batch leaves whole files only, and the next run builds the rest."""
    out = tmp_path / "out"
    killed = Command(workspace, out, "steady", marks=tmp_path / "marks")
    told = {Path(line).parent.name for line in killed.wait_for(after)}
    killed.signal(signal.SIGKILL)
    killed.end()
    assert not killed.survivors()
    assert written(out) >= told
    again = Command(workspace, out, "steady", marks=tmp_path / "again")
    code, printed, err = again.end()
    assert code == 0
    built = {Path(line).parent.name for line in printed.splitlines()}
    assert not built & told, "what was told to be done is not done again"
    assert len(again.begun()) == len(built)
    assert f"{len(built)} of {N} leaflets built" in err
    assert len(written(out)) == len(in_manifests(out)) == N
    assert not left_over(out)
    assert run_batch(workspace, out, deeds.quick).summary.unchanged == N


@pytest.mark.parametrize(("group", "jobs"), [(True, 2), (False, 2), (True, 1)])
def test_ctrl_c_ends_in_order(workspace: Path, tmp_path: Path, group: bool, jobs: int) -> None:
    """Ctrl-C finishes the running leaflets, counts what was done and what not, and leaves 130."""
    out = tmp_path / "out"
    command = Command(workspace, out, "slow", marks=tmp_path / "marks", jobs=jobs)
    first = command.wait_for(1)
    command.signal(signal.SIGINT, group=group)
    code, printed, err = command.end()
    paths = [*first, *printed.splitlines()]
    assert code == ExitCode.INTERRUPTED
    assert len(written(out)) == len(in_manifests(out)) == len(paths)
    assert len(paths) < N
    assert f"{len(paths)} of {N} leaflets built, {N - len(paths)} not reached\n" in err
    assert "Traceback" not in err
    assert not left_over(out)
    assert not command.survivors()
    ran = run_batch(workspace, out, deeds.quick)
    assert (ran.summary.unchanged, ran.summary.built) == (len(paths), N - len(paths))


def test_a_full_disk_stops_the_batch(workspace: Path, tmp_path: Path) -> None:
    """On a full disk what is there is whole, the rest is left; with room again it goes on."""
    out = tmp_path / "small"
    out.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(out)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root may mount a small disk")
    try:
        command = Command(workspace, out, "steady", marks=tmp_path / "marks")
        code, printed, err = command.end()
        first = written(out)
        assert code == ExitCode.FILE_ACCESS
        assert 0 < len(first) < N
        assert len(printed.splitlines()) == len(first)
        assert "no space left on device" in err
        assert "not reached" in err
        assert not list(out.rglob(".leaflet-*.tmp"))
        subprocess.run(["mount", "-o", "remount,size=50m", str(out)], check=True)
        ran = run_batch(workspace, out, deeds.quick)
        assert ran.summary.exit_code is ExitCode.FINE
        assert ran.summary.built + ran.summary.unchanged == N
        assert ran.summary.unchanged > 0
        assert len(written(out)) == len(in_manifests(out)) == N
        assert not left_over(out)
    finally:
        subprocess.run(["umount", "-l", str(out)], check=True)


def test_a_limit_on_files_keeps_the_old_ones(workspace: Path, tmp_path: Path) -> None:
    """Where a new file may not be written in full, the old one stays as it was."""
    run_batch(workspace, tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.pdf")}
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, limits[1]))
    try:
        ran = run_batch(workspace, tmp_path, deeds.quick, force=True)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert ran.summary.failed == ran.summary.outdated == N
    assert len(ran.summary.reasons) == 1
    assert ran.summary.exit_code is ExitCode.FILE_ACCESS
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.pdf")} == before
    assert not left_over(tmp_path)


def test_stumps_of_the_dead_are_removed(workspace: Path, tmp_path: Path) -> None:
    """What a killed process left half-written goes away; what lives, or is elsewhere, stays."""
    run_batch(workspace, tmp_path)
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    folder = tmp_path / clinic_name(3)
    stump = folder / f".leaflet-{gone.pid}-{machine()}-x.tmp"
    living = folder / f".leaflet-{os.getpid()}-{machine()}-x.tmp"
    elsewhere = folder / f".leaflet-{gone.pid}-anothermachine-x.tmp"
    for path in (stump, living, elsewhere):
        path.write_bytes(b"%PDF")
    assert run_batch(workspace, tmp_path).summary.unchanged == N
    assert not stump.exists()
    assert living.exists()
    assert elsewhere.exists()
