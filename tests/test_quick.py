"""The command's entry: the quick way does what the full way does, or leaves it to that."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from leaflet.quick import understood
from tests.covers.build import cover_pdf

ROOT = Path(__file__).parents[1]

CLINIC = """clinic: riverside
name: Riverside Pharmacy
colour: "#FFD700"
phone: 01632 960 000
address: 1 Example Street, Sampletown
web: "riverside.example/{medicine}"
cover: {file: cover.pdf, alt: The front of Riverside Pharmacy with its name}
"""

TRACER = """
import sys
before = set(sys.modules)
from leaflet.quick import main
try:
    main()
finally:
    with open("modules", "w") as file:
        print(*sorted(set(sys.modules) - before), file=file)
"""


class Done(NamedTuple):
    """What a command did."""

    code: int
    out: bytes
    err: bytes
    files: Mapping[str, bytes]


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace, and a cache in which its clinic's and the neutral leaflet are at hand."""
    folder = tmp_path_factory.mktemp("warm")
    home = folder / "content" / "clinics" / "riverside"
    home.mkdir(parents=True)
    (home / "clinic.yaml").write_text(CLINIC)
    (home / "cover.pdf").write_bytes(cover_pdf())
    for words in (
        "", "--paper letter", "--edition large", "--clinic riverside",
        "--clinic riverside --simplex",
    ):  # fmt: skip
        assert run(folder, ["build", *words.split()]).code == 0
    return folder


def run(folder: Path, words: Sequence[str], *, cache: str = "", here: str = "") -> Done:
    """The command in a copy of the workspace; ``cache`` is a folder, or ``off``."""
    environment = {
        **{key: os.environ[key] for key in ("PATH", "HOME", "SYSTEMROOT") if key in os.environ},
        "LEAFLET_CACHE": cache or str(folder / "cache"), "PYTHONPATH": str(ROOT),
    }  # fmt: skip
    work = folder / (here or "work")
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(folder / "content", work / "content")
    done = subprocess.run(
        [sys.executable, "-m", "leaflet", *words], cwd=work, env=environment, capture_output=True,
        check=False,
    )  # fmt: skip
    files = {
        path.relative_to(work).as_posix(): path.read_bytes()
        for path in work.rglob("*")
        if path.is_file() and "content" not in path.parts
    }
    return Done(done.returncode, done.stdout, done.stderr, files)


LINES = (
    "build",
    "build --clinic riverside",
    "build baclofen -c riverside --json",
    "build --clinic=riverside --locale=en-GB -o here",
    "build -l en-GB --paper letter --out .",
    "build --simplex --clinic riverside --out a/b",
    "build --workspace . --json --duplex",
    "build --edition large",
    # What the full way alone does:
    "build nothing",
    "build --locale xx-XX",
    "build --clinic nobody",
    "build --out content/clinics",
    "build --paper A4",
    "build --edition huge",
    "build --json --json",
    "build --clinic riverside --clinic riverside",
    "build --workspace nowhere",
    "build -criverside",
    "build --locale",
    "build --out ../elsewhere/./x",
    "build --force",
    "build --help",
    "list",
    "",
)
QUICK = 8
"""How many of them are for the quick way."""


@pytest.mark.slow
@pytest.mark.parametrize("line", LINES)
def test_both_ways_are_one(warm: Path, line: str) -> None:
    """Exit code, words, paths, JSON and files are the same with the cache and without."""
    words = line.split()
    assert run(warm, words) == run(warm, words, cache="off")


def modules(warm: Path, words: Sequence[str]) -> set[str]:
    """The modules that a command has loaded, beyond those Python starts with."""
    work = warm / "traced"
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(warm / "content", work / "content")
    subprocess.run(
        [sys.executable, "-c", TRACER, *words], cwd=work, capture_output=True, check=True,
        env={"PATH": os.environ["PATH"], "LEAFLET_CACHE": str(warm / "cache"),
             "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    return set((work / "modules").read_text().split())


@pytest.fixture(scope="module")
def traceable(warm: Path) -> Path:
    """The same, where a traced command finds this very Python, too: its path is another."""
    modules(warm, ["build"])
    return warm


@pytest.mark.parametrize("line", LINES[:QUICK])
def test_the_quick_way_is_taken(traceable: Path, line: str) -> None:
    """Where all is at hand, none of the full program is loaded."""
    assert "leaflet.cli" not in modules(traceable, line.split())


def test_the_quick_way_loads_next_to_nothing(traceable: Path) -> None:
    """No YAML, no pydantic, no ReportLab, no pypdf, no typer, no json: stamping, and the cache."""
    loaded = modules(traceable, ["build", "--clinic", "riverside"])
    others = {name for name in loaded if not name.startswith("leaflet")}
    assert others <= {"__future__", "zlib", "_sha256", "_sha2", "_json"}
    ours = {name for name in loaded if name.startswith("leaflet")}
    assert ours <= {
        "leaflet", "leaflet.quick", "leaflet.naming", "leaflet.streams", "leaflet.whole",
        "leaflet.compiled",
        "leaflet.standards", "leaflet.structure", "leaflet.brand", "leaflet.commands",
        "leaflet.assembly", "leaflet.cache", "leaflet.pdf", "leaflet.stamping",
        "leaflet.assembly.assemble", "leaflet.assembly.facts", "leaflet.assembly.judging",
        "leaflet.assembly.stock", "leaflet.brand.qr", "leaflet.cache.entry",
        "leaflet.cache.opened", "leaflet.cache.place", "leaflet.cache.program",
        "leaflet.cache.sources", "leaflet.cache.store", "leaflet.commands.told",
        "leaflet.pdf.digest", "leaflet.pdf.file", "leaflet.pdf.marks", "leaflet.pdf.objects",
        "leaflet.pdf.tagging", "leaflet.stamping.clinic",
        "leaflet.stamping.clinic_block", "leaflet.stamping.cover_pages",
        "leaflet.stamping.filled", "leaflet.stamping.frame", "leaflet.stamping.metadata",
        "leaflet.stamping.pen", "leaflet.stamping.slots", "leaflet.stamping.stamp",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("line", "wish"),
    [
        ("build", {}),
        ("build baclofen", {"medicine": "baclofen"}),
        ("build -c a --locale=en-GB", {"clinic": "a", "locale": "en-GB"}),
        ("build --json -o x/y", {"json": "yes", "out": "x/y"}),
        ("build --simplex", {"sides": "one"}),
        ("build --duplex --simplex", None),
        ("build a b", None),
        ("build --all", None),
        ("build --clinic all", None),
        ("build --locale all", None),
        ("build --force", None),
        ("build --jobs 2", None),
        ("build --out s3://x/y", None),
        ("build --out ~/x", None),
        ("build --out x/../y", None),
        ("build -- baclofen", None),
        ("build --clinic -c", None),
        ("build --clinic", None),
        ("build --clinic=", None),
        ("build ../x", None),
        ("build café", None),
        ("build --dry-run", None),
        ("build --as-of 2027-01-01", None),
        ("lint", None),
        ("", None),
    ],
)
def test_the_plainest_lines_are_understood(line: str, wish: dict[str, str] | None) -> None:
    """What is not known for certain is left to the full program, which knows all options."""
    assert understood(line.split()) == wish


def test_completion_is_the_full_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """The shell asks by a variable, whatever the command line says."""
    monkeypatch.setenv("_LEAFLET_COMPLETE", "complete_bash")
    assert understood(["build"]) is None


@pytest.mark.parametrize("kept", ["manifest.json", "link", "hard link", "journal"])
def test_what_needs_care_is_left_to_the_full_way(warm: Path, kept: str) -> None:
    """Where a batch keeps its manifest, or the path is a link, both ways are one as well."""
    results = []
    for cache in (str(warm / "cache"), "off"):
        work = warm / f"care-{kept.replace(' ', '-')}-{cache == 'off'}"
        shutil.copytree(warm / "content", work / "content")
        out = work / "output"
        out.mkdir()
        (work / "other.pdf").write_bytes(b"%PDF")
        if kept == "manifest.json":
            (out / kept).write_text('{"leaflet": 1, "files": []}')
        elif kept == "journal":
            (out / ".leaflet-journal").write_text("\n")
        elif kept == "link":
            (out / "baclofen.en-GB.pdf").symlink_to("../other.pdf")
        else:
            (out / "baclofen.en-GB.pdf").hardlink_to(work / "other.pdf")
        done = subprocess.run(
            [sys.executable, "-m", "leaflet", "build"], cwd=work, capture_output=True, check=False,
            env={**os.environ, "LEAFLET_CACHE": cache, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        files = {
            path.name: (path.is_symlink(), path.read_bytes())
            for path in work.rglob("*")
            if path.is_file() and "content" not in path.parts
        }
        results.append((done.returncode, done.stdout, done.stderr, files))
    assert results[0] == results[1]
    assert results[0][0] == (5 if kept == "link" else 0)
