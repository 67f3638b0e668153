"""The same batch in other executors, on a Dask cluster, and into an S3-compatible server."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

import leaflet
from leaflet.batch.dask import dask_engine
from leaflet.batch.engines import Foreign
from leaflet.batch.outputs import RemoteOutputs, open_outputs
from leaflet.batch.work import Outcome, build_one
from leaflet.cli import main
from leaflet.errors import ExitCode, FileAccessError, UsageError
from leaflet.workspace import Workspace, built_in
from tests.batch import deeds
from tests.batch.running import BRITISH, SAMPLES, expected, left_over, run_batch, written
from tests.batch.workspaces import change, clinic_name, make_workspace

CLINICS = 28
N = CLINICS + SAMPLES
BAD = {"clinic-007", "clinic-023"}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Many clinics and the two samples."""
    return make_workspace(tmp_path_factory.mktemp("workspace"), CLINICS)


def test_any_executor_will_do(tmp_path: Path) -> None:
    """From Python a batch takes any executor, tells of each leaflet, and sums up."""
    told: list[Outcome] = []
    with ThreadPoolExecutor(2) as executor:
        summary = leaflet.build_all(
            leaflet.Wishes(clinics=("all",), locales=("en-GB",)),
            out=tmp_path, workspace=".", executor=executor, tell=told.append,
        )  # fmt: skip
    assert (summary.built, summary.total, summary.exit_code) == (2, 2, ExitCode.FINE)
    assert [each.status for each in told] == ["built"] * 2
    everything = leaflet.build_all(out=tmp_path)
    leaflets = sum(map(len, Workspace(built_in()).medicines().values()))
    assert (everything.unchanged, everything.built) == (2, 2 * leaflets - 2)


def test_a_broken_executor_loses_no_count(workspace: Path, tmp_path: Path) -> None:
    """An executor that breaks cannot be mended; each leaflet is still accounted for."""
    with ProcessPoolExecutor(2, mp_context=get_context("forkserver")) as executor:
        ran = run_batch(workspace, tmp_path, deeds.killed, engine=Foreign(executor, lambda: 2))
    assert ran.summary.done == len(ran.outcomes) == N
    assert ran.summary.failed > 0
    assert ran.summary.exit_code is ExitCode.FINDINGS
    assert ran.having("built") <= written(tmp_path)
    ran = run_batch(workspace, tmp_path)
    assert ran.summary.built + ran.summary.unchanged == N
    assert not left_over(tmp_path)


class Silent(Executor):
    """Takes everything and answers nothing."""

    def submit(self, *_args: object, **_more: object) -> Future[Any]:
        """A future without one."""
        return Future()


def test_a_silent_executor_is_given_up(workspace: Path, tmp_path: Path) -> None:
    """An executor that never answers is given up after a while; the batch ends and says so."""
    engine = Foreign(Silent(), lambda: 2)
    ran = run_batch(workspace, tmp_path, engine=engine, timeout=0.05, patience=0.05)
    assert ran.summary.done == N
    assert ran.summary.exit_code is ExitCode.FINDINGS
    assert any("no longer answers" in problems[0].what for problems in ran.summary.reasons)


def test_addresses_that_are_none_are_refused(tmp_path: Path) -> None:
    """An address of an unknown kind, or a scheduler that is not there, is told in a sentence."""
    with pytest.raises(UsageError, match="no address to write to"):
        open_outputs("nonsense://somewhere")
    assert open_outputs(f"file://{tmp_path}").shown("a.pdf").endswith("a.pdf")


@pytest.mark.slow
def test_a_scheduler_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a scheduler at its address nothing is begun."""
    pytest.importorskip("distributed")
    monkeypatch.setattr("leaflet.batch.dask.CONNECT", 0.5)
    with (
        pytest.raises(FileAccessError, match="no Dask scheduler answers"),
        dask_engine("tcp://127.0.0.1:9"),
    ):
        pass


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    """A bucket of a real S3-compatible server on the loopback address."""
    pytest.importorskip("moto.server")
    pytest.importorskip("s3fs")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-c", "from moto.server import main; main()", "-p", str(port)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    facts = {
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, value in facts.items():
            patch.setenv(name, value)
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            with socket.socket() as probe:
                if not probe.connect_ex(("127.0.0.1", port)):
                    break
            time.sleep(0.1)
        files = RemoteOutputs("s3://leaflets")._files
        files.mkdir("leaflets")
        yield "s3://leaflets"
    server.terminate()
    server.wait()


@pytest.fixture(scope="module")
def cluster(bucket: str) -> Iterator[Any]:
    """A real cluster: a scheduler and two worker processes of one thread each."""
    assert bucket  # the workers inherit its address
    distributed = pytest.importorskip("distributed")
    import dask

    settings = {
        "distributed.scheduler.allowed-failures": 0,  # deaths of workers that a task may cause
        "distributed.deploy.lost-worker-timeout": "2 minutes",  # else it tires of restarting them
    }
    with (
        dask.config.set(settings),
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None,
            env={"PYTHONPATH": os.pathsep.join(sys.path)},
        ) as cluster,
    ):  # fmt: skip
        yield cluster


def worker_processes(cluster: Any) -> list[int]:
    """The workers' process numbers."""
    return [nanny.pid for nanny in cluster.workers.values() if nanny.pid]


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_a_cluster_loses_a_worker(cluster: Any, workspace: Path, tmp_path: Path) -> None:
    """A Dask worker killed in the middle costs nothing: another does its work."""
    from leaflet.batch.api import prepared
    from leaflet.batch.run import Run, new_errand

    statuses = []
    with (
        dask_engine(cluster.scheduler_address) as engine,
        prepared(BRITISH, out=tmp_path, workspace=workspace, force=False) as batch,
    ):
        errand = new_errand(batch.plan, str(tmp_path), timeout=60, build=deeds.slow)
        for outcome in Run(batch.plan, batch.ledger, batch.outputs, engine, errand, force=False):
            statuses.append(outcome.status)
            if len(statuses) == 3:
                os.kill(worker_processes(cluster)[0], signal.SIGKILL)
    assert statuses == ["built"] * N
    assert len(written(tmp_path)) == N
    assert not list(tmp_path.rglob(".leaflet-journal"))


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_a_cluster_survives_deadly_leaflets(cluster: Any, workspace: Path, tmp_path: Path) -> None:
    """A leaflet that kills each Dask worker it comes to fails; the others are built."""
    with dask_engine(cluster.scheduler_address) as engine:
        ran = run_batch(workspace, tmp_path, deeds.killed, engine=engine, timeout=60)
    assert ran.having("failed") == BAD
    assert ran.summary.built == len(written(tmp_path)) == N - len(BAD)
    assert "KilledWorker" in next(iter(ran.summary.reasons))[0].what


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_a_bucket_gets_whole_objects(workspace: Path, bucket: str) -> None:
    """Into an S3 bucket go leaflets and manifests; a second run sends only what changed."""
    out = f"{bucket}/first"
    ran = run_batch(workspace, out)
    assert ran.summary.built == N
    there = RemoteOutputs(out)
    assert str(there.mark("clinic-001/baclofen.en-GB.pdf")).startswith("md5:")
    for outcome in ran.outcomes:
        clinic = str(outcome.job.clinic)
        assert there.read(outcome.job.name) == expected(clinic)
        assert there.read(f"{clinic}/manifest.json")
    assert run_batch(workspace, out).summary.unchanged == N
    there.write("clinic-003/baclofen.en-GB.pdf", b"altered")
    change(workspace, 4, "4 Example Street", "44 Example Street")
    assert run_batch(workspace, out).having("built") == {clinic_name(3), clinic_name(4)}
    assert there.read("clinic-009/nothing.pdf") is None
    assert there.mark("clinic-009/nothing.pdf") is None


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_a_bucket_that_is_not_there_is_told(workspace: Path, bucket: str) -> None:
    """Where nothing can be written, the batch ends soon, with the server's reason told once."""
    assert bucket
    ran = run_batch(workspace, "s3://no-such-bucket/x")
    assert ran.summary.built == 0
    assert ran.summary.failed + ran.summary.left == N
    assert ran.summary.exit_code is ExitCode.FILE_ACCESS
    told = [problems[0].what for problems in ran.summary.reasons]
    assert len(told) == 2
    assert "bucket" in told[0]


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_a_cluster_writes_into_a_bucket(
    cluster: Any,
    workspace: Path,
    bucket: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """`leaflet build --dask … --out s3://…` builds the very bytes that one machine builds."""
    out = f"{bucket}/second"
    three = tuple(clinic_name(n) for n in (1, 2, 3))
    arguments = ["build", "-w", str(workspace), "--locale", "en-GB", "--out", out]
    arguments += [word for name in three for word in ("--clinic", name)]
    with pytest.raises(SystemExit) as left:
        main([*arguments, "--dask", cluster.scheduler_address])
    assert left.value.code == 0
    names = [f"{name}/baclofen.en-GB.pdf" for name in three]
    assert sorted(capsys.readouterr().out.splitlines()) == [f"{out}/{name}" for name in names]
    wishes = leaflet.Wishes(locales=("en-GB",), clinics=three)
    run_batch(workspace, tmp_path, build_one, wishes=wishes)
    for name in names:
        assert RemoteOutputs(out).read(name) == (tmp_path / name).read_bytes()
