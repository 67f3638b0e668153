"""``leaflet build`` for many leaflets, with the real building."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from leaflet.batch.ledger import MANIFEST
from leaflet.batch.plan import Plan
from leaflet.batch.progress import Bar, Lines
from leaflet.batch.wishes import Wishes
from leaflet.cli import main
from leaflet.errors import ExitCode
from leaflet.workspace import Workspace
from tests.batch import deeds
from tests.batch.running import ROOT, run_batch, run_in_processes
from tests.batch.workspaces import change, clinic_name, make_workspace

Captured = pytest.CaptureFixture[str]


def leaflet(*arguments: str | Path) -> int:
    """A command's exit code."""
    with pytest.raises(SystemExit) as left:
        main([str(each) for each in arguments])
    assert isinstance(left.value.code, int)
    return left.value.code


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three clinics and the two samples; the current folder."""
    folder = make_workspace(tmp_path / "workspace", 3)
    monkeypatch.chdir(folder)
    return folder


CLINICS = [word for n in (1, 2, 3) for word in ("--clinic", clinic_name(n))]
PATHS = "".join(f"output/{clinic_name(n)}/baclofen.en-GB.pdf\n" for n in (1, 2, 3))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
@pytest.mark.parametrize("name", ["locales/en-GB.yaml", "workspace.yaml"])
def test_no_pipe_keeps_a_batch_waiting(workspace: Path, capsys: Captured, name: str) -> None:
    """Where a pipe stands for a file of the content, a batch ends, and says which."""
    path = workspace / "content" / name
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    os.mkfifo(path)
    assert leaflet("build", *CLINICS, "--jobs", "1") == ExitCode.FILE_ACCESS
    assert f"content/{name}: is a pipe or device" in capsys.readouterr().err


@pytest.mark.usefixtures("workspace")
def test_standard_output_is_paths(capsys: Captured) -> None:
    """Standard output has a path for each file written and nothing else; words go to the other."""
    assert leaflet("build", *CLINICS) == 0
    assert capsys.readouterr() == (PATHS, "3 of 3 leaflets built\n")
    assert leaflet("build", *CLINICS) == 0
    assert capsys.readouterr() == ("", "0 of 3 leaflets built, 3 unchanged\n")
    assert leaflet("build", "--force", "--json", *CLINICS) == 0
    results = json.loads(capsys.readouterr().out)
    assert [each["status"] for each in results] == ["built"] * 3
    assert results[0]["pages"] == 2
    assert results[0]["file"] == "output/clinic-001/baclofen.en-GB.pdf"


def test_a_dry_run_builds_nothing(workspace: Path, capsys: Captured) -> None:
    """--dry-run tells what would be built, why, and what would not, and changes nothing."""
    assert leaflet("build", "--dry-run", *CLINICS) == 0
    assert capsys.readouterr() == (
        PATHS.replace("\n", "  new\n"),
        "would build 3 of 3 leaflets, 0 unchanged\n",
    )
    assert not (workspace / "output").exists()
    leaflet("build", *CLINICS)
    change(workspace, 2, "2 Example Street", "22 Example Street")
    capsys.readouterr()
    assert leaflet("build", "--dry-run", "--json", *CLINICS) == 0
    results = json.loads(capsys.readouterr().out)
    assert [each["reason"] for each in results] == ["unchanged", "changed", "unchanged"]
    assert leaflet("build", "--dry-run", "--force", "--clinic", "all") == 0
    assert capsys.readouterr().out.count("  forced\n") == 3


def test_one_bad_clinic_costs_its_own(workspace: Path, capsys: Captured) -> None:
    """A clinic's broken file, or a medicine's, costs its own leaflets; each reason is told once."""
    leaflet("build", *CLINICS)
    change(workspace, 2, "phone:", "fone:")
    home = workspace / "content" / "medicines" / "testicine"
    home.mkdir(parents=True)
    (home / "en-GB.yaml").write_text("medicine: testicine\n", encoding="utf-8")
    capsys.readouterr()
    code = leaflet("build", "baclofen", "testicine", "--locale", "en-GB", *CLINICS, "--json")
    out, err = capsys.readouterr()
    assert code == ExitCode.CONTENT
    results = json.loads(out)
    statuses = {(each["medicine"], each["clinic"]): each["status"] for each in results}
    assert len(results) == 6
    assert statuses["baclofen", "clinic-001"] == "unchanged"
    assert statuses["baclofen", "clinic-002"] == "failed"
    assert {status for (name, _), status in statuses.items() if name == "testicine"} == {"failed"}
    assert err.count("fone") == 1
    assert "0 of 6 leaflets built, 2 unchanged, 4 failed\n" in err
    assert "1 leaflet of an earlier run still there: not up to date" in err


def test_a_single_leaflet_keeps_the_manifest_true(workspace: Path, capsys: Captured) -> None:
    """One leaflet built by itself has its friendly line, and renews its entry in the manifest."""
    assert leaflet("build", "--clinic", "clinic-001") == 0
    assert capsys.readouterr().err.startswith("  2 pages on A4, type 12 on ")
    assert not (workspace / "output" / "clinic-001" / MANIFEST).exists()
    leaflet("build", *CLINICS)
    change(workspace, 1, "1 Example Street", "11 Example Street")
    leaflet("build", "--clinic", "clinic-001")
    capsys.readouterr()
    assert leaflet("build", *CLINICS) == 0
    assert capsys.readouterr().err == "0 of 3 leaflets built, 3 unchanged\n"


def test_processes_write_the_same_bytes(workspace: Path, tmp_path: Path) -> None:
    """However many processes build, files and manifests are the same to the last byte."""
    from leaflet.batch.work import build_one

    run_batch(workspace, tmp_path / "one", build_one)
    ran = run_in_processes(workspace, tmp_path / "two", build_one)
    assert ran.summary.built == 5
    one, two = (
        {path.relative_to(root): path.read_bytes() for path in root.rglob("*") if path.is_file()}
        for root in (tmp_path / "one", tmp_path / "two")
    )
    assert one == two
    assert len(one) == 10


def test_no_leaflet_takes_the_place_of_an_input(workspace: Path, capsys: Captured) -> None:
    """A batch that would write over a file that goes into a leaflet writes nothing at all."""
    home = workspace / "content" / "clinics"
    (home / "clinic-002" / "baclofen.en-GB.pdf").write_bytes(b"%PDF a cover")
    assert leaflet("build", *CLINICS, "--out", home) == ExitCode.FILE_ACCESS
    out, err = capsys.readouterr()
    assert not out
    assert "would be written over content/clinics/clinic-002/baclofen.en-GB.pdf" in err
    assert not list(home.rglob(MANIFEST))


def test_jobs_are_grouped_by_what_is_laid_out_once(workspace: Path) -> None:
    """A plan goes medicine by medicine, then locale by locale, with each leaflet once."""
    wishes = Wishes(everything=True, locales=("all", "en-GB"), clinics=("all", "clinic-001"))
    groups = list(Plan(wishes, Workspace(workspace)).groups())
    assert [{(job.medicine, job.locale) for job in group} for group in groups] == [
        {(medicine, locale)}
        for medicine, locales in Workspace(workspace).medicines().items()
        for locale in locales
    ]
    assert {len(group) for group in groups} == {5}


def test_every_medicine_is_each_that_has_the_locale(workspace: Path) -> None:
    """One that is sold elsewhere only is no mistake of --all; a locale that none has is one."""
    path = workspace / "content" / "medicines" / "elsewhere" / "en-US.yaml"
    path.parent.mkdir(parents=True)
    path.write_text("medicine: elsewhere")

    def planned(*locales: str) -> set[tuple[str, str | None]]:
        groups = Plan(Wishes(everything=True, locales=locales), Workspace(workspace)).groups()
        return {(job.medicine, job.locale) for group in groups for job in group}

    assert ("baclofen", "en-GB") in planned()
    assert ("elsewhere", "en-GB") not in planned()
    assert ("elsewhere", "en-US") in planned("en-US")
    assert ("elsewhere", "en-XX") in planned("en-XX")


def test_memory_does_not_grow_with_the_files(tmp_path: Path) -> None:
    """A batch holds no leaflet longer than it takes to write it."""
    import tracemalloc

    workspace = make_workspace(tmp_path / "many", 120)
    run_batch(workspace, tmp_path / "warm", wishes=Wishes(clinics=("clinic-001",)))
    tracemalloc.start()
    run_batch(workspace, tmp_path / "out", deeds.quick)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    written = sum(path.stat().st_size for path in (tmp_path / "out").rglob("*.pdf"))
    assert peak < written / 2


def test_progress_without_a_terminal_is_lines() -> None:
    """In a log, progress is a plain line now and then with rate and time left."""
    stream = io.StringIO()
    lines = Lines(200, stream, every=0)
    for _ in range(2):
        lines.step(built=True)
    lines.close()
    first, second = stream.getvalue().splitlines()
    assert first.startswith("1 of 200 leaflets, ")
    assert second.endswith(" left")


def test_progress_on_a_terminal_is_a_bar() -> None:
    """On a terminal a bar shows how many are done, and goes away."""
    stream = io.StringIO()
    bar = Bar(2, stream)
    bar.step(built=True)
    bar.tell("words")
    bar.close()
    assert "words" in stream.getvalue()


def test_the_script_needs_no_terminal(workspace: Path) -> None:
    """With its output piped away early, a batch ends without a traceback."""
    command = [sys.executable, "-m", "leaflet", "build", *CLINICS]
    process = subprocess.Popen(
        command, cwd=workspace, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    with process.stderr as errors:
        assert "Traceback" not in errors.read()
    assert process.wait() != 0
