"""What others install is whole: content, fonts with their licences, and the colour profile."""

import os
import subprocess
import sys
import tarfile
import tomllib
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

import leaflet

ROOT = Path(__file__).parents[1]
ELSEWHERE = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
HEAVY = ("reportlab", "pypdf", "pypdfium2", "pydantic", "yaml", "PIL", "typer")


def run(*command: str | Path, folder: Path) -> str:
    """What a command prints; a failure shows all that it said."""
    done = subprocess.run(
        command, cwd=folder, env=ELSEWHERE, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist, and the wheel that was built from it."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT, folder=folder)
    return folder


def handed_out(folder: str) -> set[str]:
    """The files below a folder of the checkout, as they are named from the root."""
    return {
        path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*") if path.is_file()
    }


@pytest.mark.slow
def test_wheel_holds_content_fonts_and_licences(dist: Path) -> None:
    """Whoever installs the wheel has every leaflet, face, licence and template."""
    (wheel,) = dist.glob("*.whl")
    with ZipFile(wheel) as archive:
        names = set(archive.namelist())
    files = {f"leaflet/_data/{name}" for name in handed_out("content") | handed_out("fonts")}
    files |= {name for name in handed_out("leaflet") if "__pycache__" not in name}
    assert "leaflet/pdf/srgb.icc" in files
    assert files <= names
    licences = {Path(name).name for name in names if ".dist-info/licenses/" in name}
    assert licences == {"LICENSE", *(path.name for path in (ROOT / "fonts").glob("OFL-*.txt"))}
    assert {name.split("/")[0].split("-")[0] for name in names} == {"leaflet", "leaflet_medicines"}


@pytest.mark.slow
def test_sdist_is_the_whole_project(dist: Path) -> None:
    """Whoever unpacks the sdist can build, test and change everything."""
    (sdist,) = dist.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    files = {"Makefile", "README.md", "LICENSE", "CHANGELOG.md", "pyproject.toml", ".ci/run"}
    files |= handed_out("content") | handed_out("fonts") | handed_out(".readme")
    files |= {name for name in handed_out("tests") if "__pycache__" not in name}
    assert files <= names
    assert not any(name.startswith("output/") and name.endswith(".pdf") for name in names)


@pytest.mark.slow
def test_installed_wheel_builds_a_leaflet_anywhere(dist: Path, tmp_path: Path) -> None:
    """In an empty environment and an empty folder, `leaflet build` leaves a two-page PDF."""
    (wheel,) = dist.glob("*.whl")
    venv.create(tmp_path / "venv", with_pip=True)
    programs = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin")
    run(programs / "python", "-m", "pip", "install", "--quiet", wheel, folder=tmp_path)
    empty = tmp_path / "empty"
    empty.mkdir()
    printed = run(programs / "leaflet", "build", folder=empty)
    assert printed == "output/baclofen.en-GB.pdf\n"
    assert len(PdfReader(empty / "output" / "baclofen.en-GB.pdf").pages) == 2
    assert "riverside" in run(programs / "leaflet", "new", "clinic", "riverside", folder=empty)
    run(programs / "leaflet", "build", "--clinic", "riverside", folder=empty)
    assert (empty / "output" / "riverside" / "baclofen.en-GB.pdf").is_file()


def test_import_costs_next_to_nothing() -> None:
    """`import leaflet` loads none of the libraries that a build needs."""
    code = f"import leaflet, sys; print([name for name in {HEAVY!r} if name in sys.modules])"
    assert run(sys.executable, "-c", code, folder=ROOT) == "[]\n"


def test_version_is_the_same_everywhere() -> None:
    """The package, its metadata and the changelog tell one version."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert leaflet.__version__ == project["version"]
    assert f"\n## {project['version']}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
