"""Building with the cache: the same bytes, sooner; whatever lies in it, and whoever else builds."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from leaflet.assembly.stock import NotAtHandError
from leaflet.cache.opened import Cache
from leaflet.pipeline import Builder, Built
from leaflet.workspace import Workspace
from tests.covers.build import cover_pdf

CLINIC = """clinic: riverside
name: Riverside Pharmacy
phone: 01632 960 000
address: 1 Example Street, Sampletown
logo: logo.svg
web: "riverside.example/{medicine}"
cover: {file: cover.pdf, alt: The front of Riverside Pharmacy with its name}
"""
LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
    '<rect width="9" height="9" fill="#123456"/></svg>'
)
BUILDS: tuple[dict[str, Any], ...] = ({}, {"clinic": "riverside"}, {"paper": "letter"})


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Built]]:
    """A folder with a workspace and the cache that building in it left; what was built."""
    folder = tmp_path_factory.mktemp("made")
    root = Path(__file__).parents[2]
    for name in ("medicines/baclofen", "locales"):
        shutil.copytree(root / "content" / name, folder / "ours" / "content" / name)
    (folder / "ours" / "fonts").mkdir()
    for name in ("NotoSans-Bold.ttf", "NotoSansArabic-Bold.ttf"):
        shutil.copy(root / "fonts" / name, folder / "ours" / "fonts")
    home = folder / "ours" / "content" / "clinics" / "riverside"
    home.mkdir(parents=True)
    (home / "clinic.yaml").write_text(CLINIC)
    (home / "logo.svg").write_text(LOGO)
    (home / "cover.pdf").write_bytes(cover_pdf())
    return folder, [builder(folder).build("baclofen", **asked) for asked in BUILDS]


@pytest.fixture
def folder(made: tuple[Path, list[Built]], tmp_path: Path) -> Path:
    """A copy of it, for a test to spoil."""
    shutil.copytree(made[0], tmp_path / "copy")
    return tmp_path / "copy"


@pytest.fixture
def built(made: tuple[Path, list[Built]]) -> list[Built]:
    """What was built with an empty cache."""
    return made[1]


def builder(folder: Path, *, reads: bool = True) -> Builder:
    """A builder in the folder's workspace, with the folder's cache."""
    return Builder(
        Workspace(folder / "ours"), Cache(str(folder / "cache"), "a program", reads=reads)
    )


def without_makers(folder: Path) -> Builder:
    """A builder that has nothing but what is in the cache."""
    alone = builder(folder)
    alone.stock._makers = None
    return alone


def is_at_hand(folder: Path, asked: dict[str, Any]) -> bool:
    """Whether the leaflet can be built from the cache alone."""
    try:
        without_makers(folder).build("baclofen", **asked)
    except NotAtHandError:
        return False
    return True


def entries(folder: Path) -> list[Path]:
    """The files of the cache."""
    return [path for path in (folder / "cache").rglob("*-*") if path.is_file()]


def test_bytes_with_the_cache_are_those_without(folder: Path, built: list[Built]) -> None:
    """Nothing, everything or part of it from the cache: each leaflet is the same to the byte."""
    no_cache = Builder(Workspace(folder / "ours"), Cache(None, ""))
    for asked, expected in zip(BUILDS, built, strict=True):
        assert no_cache.build("baclofen", **asked) == expected
        assert without_makers(folder).build("baclofen", **asked) == expected
    for kind in ("pages", "clinic", "placed", "cover", "slots-passed", "locale"):
        for path in entries(folder):
            if path.name.startswith(f"{kind}-"):
                path.unlink()
        assert builder(folder).build("baclofen", clinic="riverside") == built[1]


def append(path: Path) -> None:
    """One byte more, and a new time."""
    path.write_bytes(path.read_bytes() + b"\n")


@pytest.mark.parametrize(
    ("change", "stale"),
    [
        ("content/medicines/baclofen/en-GB.yaml", (True, True, True)),
        ("content/locales/en-GB.yaml", (True, True, True)),
        ("content/clinics/riverside/clinic.yaml", (False, True, False)),
        ("content/clinics/riverside/logo.svg", (False, True, False)),
        ("content/clinics/riverside/cover.pdf", (False, True, False)),
        ("content/workspace.yaml", (True, True, True)),
        ("fonts/NotoSans-Bold.ttf", (True, True, True)),
        ("fonts/NotoSansArabic-Bold.ttf", (False, False, False)),
        ("content/medicines/baclofen/en-US.yaml", (False, False, False)),
    ],
)
def test_a_changed_source_is_built_anew(
    folder: Path, change: str, stale: tuple[bool, bool, bool]
) -> None:
    """One byte more in a file makes what it went into stale, and nothing else."""
    path = folder / "ours" / change
    path.parent.mkdir(exist_ok=True)
    path.write_bytes((path.read_bytes() if path.exists() else b"") + b"\n")
    assert tuple(not is_at_hand(folder, asked) for asked in BUILDS) == stale


def test_a_changed_word_is_printed(folder: Path, built: list[Built]) -> None:
    """With a warm cache, a new telephone number stands in the next leaflet."""
    path = folder / "ours" / "content" / "clinics" / "riverside" / "clinic.yaml"
    path.write_text(CLINIC.replace("960 000", "960 111"))
    again = builder(folder).build("baclofen", clinic="riverside")
    assert again.pdf != built[1].pdf
    assert again == Builder(Workspace(folder / "ours"), Cache(None, "")).build(
        "baclofen", clinic="riverside"
    )


def test_another_program_finds_nothing(folder: Path) -> None:
    """After an update of leaflet or of a library all is made anew."""
    other = Builder(Workspace(folder / "ours"), Cache(str(folder / "cache"), "another"))
    other.stock._makers = None
    with pytest.raises(NotAtHandError):
        other.build("baclofen")


def test_another_day_or_signer_is_another_leaflet(folder: Path) -> None:
    """Whether the review is past depends on the day asked for, and is never remembered for all."""
    assert is_at_hand(folder, {})
    assert not is_at_hand(folder, {"as_of": dt.date(2030, 1, 1)})


def cut(path: Path) -> None:
    """Half of it is gone."""
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def flip(path: Path) -> None:
    """One bit is another."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def swap(path: Path) -> None:
    """Another entry of the kind lies there."""
    others = [each for each in path.parent.iterdir() if each != path and each.is_file()]
    path.write_bytes(max(others, key=lambda each: each.stat().st_size).read_bytes())


@pytest.mark.parametrize("damage", [cut, flip, swap, os.truncate])
def test_damaged_entries_are_rebuilt(
    folder: Path, built: list[Built], damage: Callable[..., None]
) -> None:
    """Whatever the disk did to every entry, the leaflet is right, and the entries are mended."""
    for path in entries(folder):
        damage(path, 0) if damage is os.truncate else damage(path)
    assert builder(folder).build("baclofen", clinic="riverside") == built[1]
    assert without_makers(folder).build("baclofen", clinic="riverside") == built[1]


def test_entries_that_are_whole_but_nonsense_are_rebuilt(folder: Path, built: list[Built]) -> None:
    """An entry with a right checksum and wrong values costs time and nothing else."""
    store = builder(folder).stock.cache.store
    for path in entries(folder):
        if path.parent.name != "memory":
            kind, _, key = path.name.rpartition("-")
            store.put(kind, bytes.fromhex(key), ("nonsense", 1))
    assert builder(folder).build("baclofen", clinic="riverside") == built[1]


@pytest.mark.parametrize("fault", ["a file", "gone", "forbidden"])
def test_a_cache_that_cannot_be_used_does_no_harm(
    folder: Path, built: list[Built], fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file in the folder's place, a folder that went away, no leave to write: all is built."""
    shutil.rmtree(folder / "cache")
    if fault == "a file":
        (folder / "cache").write_text("")
    if fault == "forbidden":

        def no(*_arguments: object, **_named: object) -> None:
            raise PermissionError

        monkeypatch.setattr("os.makedirs", no)
    assert builder(folder).build("baclofen") == built[0]


def test_force_makes_everything_anew(
    folder: Path, built: list[Built], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With --force nothing counts that is in the cache, and what is made takes its place."""
    asked: list[str] = []
    for name in ("make_pages", "make_clinic", "make_cover", "make_locale", "make_clinic_facts"):
        method = getattr(Builder, name)

        def counted(*words: Any, _name: str = name, _method: Any = method) -> Any:
            asked.append(_name)
            return _method(*words)

        monkeypatch.setattr(Builder, name, counted)
    before = {path: path.stat().st_mtime_ns for path in entries(folder)}
    assert builder(folder, reads=False).build("baclofen", clinic="riverside") == built[1]
    assert sorted(asked) == [
        "make_clinic", "make_clinic_facts", "make_cover", "make_locale", "make_pages",
    ]  # fmt: skip
    renewed = [path for path in entries(folder) if before.get(path) != path.stat().st_mtime_ns]
    assert len([path for path in renewed if path.parent.name != "memory"]) == 8


def test_nothing_is_kept_of_what_changed_while_it_was_made(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file saved while it is being laid out does not go in under the name of the old one."""
    path = folder / "ours" / "content" / "medicines" / "baclofen" / "en-GB.yaml"
    before = path.read_bytes()
    append(path)
    method = Builder.make_pages

    def slow(self: Builder, *words: Any) -> Any:
        pages = method(self, *words)
        path.write_bytes(before + b"\n\n")
        return pages

    monkeypatch.setattr(Builder, "make_pages", slow)
    builder(folder).build("baclofen")
    monkeypatch.undo()
    path.write_bytes(before + b"\n")
    assert not is_at_hand(folder, {})


def test_nothing_of_a_patient_and_no_path_is_kept(folder: Path) -> None:
    """Entries hold what leaflets are made of, and do not tell whose machine they lie on."""
    for path in entries(folder):
        assert str(folder).encode() not in path.read_bytes()
        assert set(path.name.rpartition("-")[2]) <= set("0123456789abcdef")
