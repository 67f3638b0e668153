"""``leaflet compile``: what leaflets are stamped from is made ahead."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from leaflet.batch.warming import Warming, jobs_of
from leaflet.batch.wishes import Job, Options, Wishes
from leaflet.cache.sweep import MARK

from .typed import Run

ROOT = Path(__file__).parents[2]


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache."""
    monkeypatch.setenv("LEAFLET_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def two_clinics(folder: Path) -> Path:
    """A workspace with two clinics, of which one has letters that few have."""
    for name, label in (("plain", "North Street Pharmacy"), ("greek", "Φαρμακείο Αθηνών")):
        path = folder / "content" / "clinics" / name / "clinic.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(
            f"clinic: {name}\nname: {label}\nphone: 01632 960 000\naddress: 1 Street, Town\n",
            encoding="utf-8",
        )
    return folder


def entries(cache: Path) -> dict[str, int]:
    """The entries, and when each was written."""
    return {
        path.name: path.stat().st_mtime_ns
        for path in cache.rglob("*")
        if path.is_file() and path.name != MARK and path.parent.name != "memory"
    }


def is_quick(folder: Path, cache: Path, clinic: str) -> bool:
    """Whether a new process builds the clinic's leaflet without the full program."""
    code = (
        "import sys; from leaflet.cache.opened import open_cache; open_cache(); "
        "from leaflet.quick import quick; "
        f"sys.exit(quick(['build', '-c', '{clinic}', '-l', 'en-GB']))"
    )
    environment = {**os.environ, "LEAFLET_CACHE": str(cache), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env=environment, capture_output=True, check=False
    )
    return done.returncode == 0 and done.stdout == f"output/{clinic}/baclofen.en-GB.pdf\n".encode()


@pytest.mark.slow
def test_after_it_a_build_makes_nothing(two_clinics: Path, cache: Path, run: Run) -> None:
    """What was compiled is at hand for every pair of medicine and clinic, in another process too.

    Said again it writes nothing; with --force it writes everything anew.
    """
    words = ("baclofen", "--locale", "en-GB", "--clinic", "all", "--jobs", "1")
    clinics = ["example-clinic", "greek", "plain", "sample-pharmacy"]
    done = run("compile", *words)
    assert done.code == 0
    assert done.out.splitlines() == [
        "baclofen.en-GB", *(f"baclofen.en-GB for {name}" for name in clinics),
    ]  # fmt: skip
    assert done.err == f"5 of 5 compiled into {cache}\n"
    compiled = entries(cache)
    for clinic in ("greek", "plain"):
        assert is_quick(two_clinics, cache, clinic)
    assert run("compile", *words, "--json").code == 0
    assert entries(cache) == compiled
    assert run("compile", *words, "--force").code == 0
    renewed = entries(cache)
    assert renewed.keys() == compiled.keys()
    assert all(renewed[name] != compiled[name] for name in compiled)


@pytest.mark.slow
def test_over_processes_it_makes_the_same(medicines: Path, tmp_path: Path) -> None:
    """Two processes leave the entries that one leaves; a broken medicine costs itself alone."""
    words = ("compile", "aa", "bb", "cc", "--clinic", "sample-pharmacy", "--json", "--jobs")

    def compiled(jobs: int) -> subprocess.CompletedProcess[str]:
        # In a process of its own: a server that forks workers keeps the environment it began with.
        environment = {
            **os.environ, "LEAFLET_CACHE": str(tmp_path / str(jobs)), "PYTHONPATH": str(ROOT),
        }  # fmt: skip
        return subprocess.run(
            [sys.executable, "-m", "leaflet", *words, str(jobs)],
            cwd=medicines, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip

    alone, shared = compiled(1), compiled(2)
    assert set(entries(tmp_path / "1")) == set(entries(tmp_path / "2"))
    assert alone.returncode == shared.returncode == 3
    told = [json.loads(each.stdout) for each in (alone, shared)]
    for results in told:
        assert [each["medicine"] for each in results if not each["compiled"]] == ["bb"]
    assert sorted(map(str, told[0])) == sorted(map(str, told[1]))
    assert "not compiled: bb.en-GB" in shared.stderr
    assert "bb/en-GB.yaml" in shared.stderr


def test_what_has_to_be_built_once(two_clinics: Path, cache: Path) -> None:
    """Each medicine once, each clinic once with one of them; unusual letters with each medicine."""
    assert not cache.exists()
    wishes = Wishes(
        medicines=("baclofen", "gabapentin"), locales=("en-GB",), clinics=("plain", "greek")
    )
    builder = Warming(two_clinics, Options(), force=False).builder()
    assert list(jobs_of(wishes, builder)) == [
        Job("baclofen", "en-GB", None),
        Job("gabapentin", "en-GB", None),
        Job("baclofen", "en-GB", "plain"),
        Job("baclofen", "en-GB", "greek"),
        Job("gabapentin", "en-GB", "greek"),
    ]


def test_without_a_cache_it_says_so(run: Run) -> None:
    """Where the cache is switched off, there is nothing to compile into."""
    done = run("compile")
    assert (done.code, done.out) == (2, "")
    assert "there is no cache" in done.err


def test_a_name_that_is_not_there_is_told(run: Run, cache: Path) -> None:
    """A slip in a name is told as it is by build."""
    assert not cache.exists()
    done = run("compile", "bacloffen")
    assert done.code == 2
    assert "did you mean “baclofen”?" in done.err
