"""A workspace's own content wins over the built-in one, and may be next to nothing."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.cache.sources import Sources
from leaflet.cache.store import Store
from leaflet.errors import (
    AssetError,
    ContentError,
    ExitCode,
    FileAccessError,
    LeafletError,
    UsageError,
)
from leaflet.pipeline import build
from leaflet.workspace import Workspace, built_in
from tests.judges.outline import outline

ROOT = Path(__file__).parents[1]

CLINIC = """\
clinic: north-street
name: North Street
phone: 01632 960 123
address: 1 North Street
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace that holds nothing but one clinic."""
    add(tmp_path, "content/clinics/north-street/clinic.yaml", CLINIC)
    return tmp_path


def add(folder: Path, name: str, text: str) -> Path:
    """A file of the workspace."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def built_in_text(name: str) -> str:
    """A built-in file."""
    return (built_in() / "content" / name).read_text(encoding="utf-8")


def test_one_clinic_is_a_workspace(folder: Path) -> None:
    """With nothing but a clinic's file, baclofen is built for that clinic."""
    built = build(clinic="north-street", workspace=folder)
    assert built.name == "north-street/baclofen.en-GB.pdf"
    assert outline(built.pdf).count("North Street") >= 3


def test_an_empty_folder_is_a_workspace(tmp_path: Path) -> None:
    """In any folder at all there is a leaflet to be had."""
    assert Workspace(tmp_path).medicines()["baclofen"]
    assert build(workspace=tmp_path).pages == 2


def test_what_there_is_comes_from_both(folder: Path) -> None:
    """Own and built-in clinics, locales and medicines stand in one list, by name."""
    add(folder, "content/medicines/aspirin/fr-FR.yaml", "")
    add(folder, "content/medicines/baclofen/fr-FR.yaml", "")
    workspace = Workspace(folder)
    assert {"north-street", "sample-pharmacy"} <= set(workspace.clinics())
    assert list(workspace.clinics()) == sorted(workspace.clinics())
    assert workspace.medicines()["aspirin"] == ("fr-FR",)
    assert {"en-GB", "fr-FR"} <= set(workspace.medicines()["baclofen"])
    assert "fr-FR" not in workspace.locales()


def test_own_content_wins(folder: Path) -> None:
    """A medicine, locale or clinic of the workspace stands for the built-in one of its name."""
    changed = built_in_text("medicines/baclofen/en-GB.yaml").replace(
        "A muscle relaxant.", "A relaxant of muscles."
    )
    add(folder, "content/medicines/baclofen/en-GB.yaml", changed)
    words = built_in_text("locales/en-GB.yaml").replace("Patient leaflet", "Our leaflet")
    add(folder, "content/locales/en-GB.yaml", words)
    sample = CLINIC.replace("north-street", "sample-pharmacy")
    add(folder, "content/clinics/sample-pharmacy/clinic.yaml", sample)
    said = outline(build(clinic="sample-pharmacy", workspace=folder).pdf)
    assert "A relaxant of muscles." in said
    assert "A muscle relaxant" not in said
    assert 'P "Our leaflet"' in said
    assert "North Street" in said
    assert "Sample Pharmacy" not in said


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ({"medicine": "baclofn"}, "did you mean “baclofen”?"),
        ({"medicine": "Baclofen"}, "did you mean “baclofen”?"),
        ({"locale": "en-UK"}, "did you mean “en-"),
        ({"locale": "en_GB"}, "did you mean “en-GB”?"),
        ({"clinic": "north-stret"}, "did you mean “north-street”?"),
        ({"medicine": "zzz"}, "there are: baclofen"),
        ({"clinic": ""}, "there are: "),
    ],
    ids=str,
)
def test_a_slip_gets_a_hint(folder: Path, asked: dict[str, str], meant: str) -> None:
    """A name that is not known is answered by the nearest that is, or by all there are."""
    with pytest.raises(UsageError, match=re.escape(meant)) as caught:
        build(workspace=folder, **asked)  # type: ignore[arg-type]
    assert caught.value.exit_code == ExitCode.USAGE


def test_a_locale_without_this_medicine_is_told(folder: Path) -> None:
    """Where a medicine has no text in a locale, the locales that it has are named."""
    words = built_in_text("locales/en-GB.yaml").replace("locale: en-GB", "locale: pt-BR")
    add(folder, "content/locales/pt-BR.yaml", words)
    with pytest.raises(UsageError, match=r"no locale of baclofen “pt-BR”\n.*en-GB"):
        build(locale="pt-BR", workspace=folder)


@pytest.mark.parametrize("missing", ["nowhere", "content/clinics/north-street/clinic.yaml"])
def test_a_workspace_is_a_folder(folder: Path, missing: str) -> None:
    """A workspace that is missing, or is a file, is told at once."""
    with pytest.raises(FileAccessError, match="is no folder"):
        Workspace(folder / missing)


def test_errors_name_the_file_as_its_owner_knows_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault in a workspace's file is told by its path from here, with line and column."""
    add(folder, "content/clinics/north-street/clinic.yaml", CLINIC + "colour: blue\n")
    monkeypatch.chdir(folder)
    with pytest.raises(ContentError) as caught:
        build(clinic="north-street")
    assert str(caught.value).startswith("content/clinics/north-street/clinic.yaml:5:9: ")


@pytest.mark.parametrize("field", ["logo", "cover", "back"])
@pytest.mark.parametrize(
    "name", ["../secret.pdf", "/etc/passwd", "file:///etc/passwd", "https://example.org/x.pdf",
             "C:\\x.pdf", "NUL", "LPT1.pdf", "link.pdf", "up/secret.pdf", "/dev/zero"],
)  # fmt: skip
def test_a_clinic_reads_its_own_folder_alone(folder: Path, field: str, name: str) -> None:
    """Logo and covers lie in the clinic's folder: whatever leads out of it is never opened."""
    home = folder / "content/clinics/north-street"
    (home.parent / "secret.pdf").write_bytes(b"%PDF-1.7 secret")
    (home / "link.pdf").symlink_to("../secret.pdf")
    (home / "up").symlink_to("..")
    add(folder, f"{home}/clinic.yaml", CLINIC + f"{field}: '{name}'\n")
    with pytest.raises((ContentError, AssetError)) as caught:
        build(clinic="north-street", workspace=folder)
    assert "secret" not in str(caught.value).replace(name, "")


@pytest.mark.parametrize("field", ["logo", "cover", "back"])
@pytest.mark.parametrize(
    ("data", "said"),
    [
        (None, "does not exist"),
        ("folder", "is a folder, not a file"),
        ("pipe", "is a pipe or device, not a file"),
        (b"", "is empty"),
        (b"hello", "is no"),
        (b"\x89PNG\r\n\x1a\n", ""),
        (b"%PDF-1.7\n", ""),
    ],
)
def test_a_bad_logo_or_cover_is_told(
    folder: Path, field: str, data: bytes | str | None, said: str
) -> None:
    """A file that is missing, empty or something else is told where the clinic's file names it."""
    home = folder / "content/clinics/north-street"
    name = "logo.svg" if field == "logo" else "own.pdf"
    if isinstance(data, bytes):
        (home / name).write_bytes(data)
    elif data == "folder":
        (home / name).mkdir()
    elif data == "pipe":
        os.mkfifo(home / name)
    add(folder, f"{home}/clinic.yaml", CLINIC + f"{field}: {name}\n")
    with pytest.raises(LeafletError) as caught:
        build(clinic="north-street", workspace=folder)
    assert caught.value.exit_code == ExitCode.ASSET
    line, column = CLINIC.count("\n") + 1, len(field) + 3
    assert f"clinic.yaml:{line}:{column}: {name} {said}" in str(caught.value)


@pytest.mark.parametrize("cache", ["on", "off"])
def test_what_may_not_be_looked_into_is_told(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cache: str
) -> None:
    """Of a content folder without permission the built-in text does not silently take the place."""
    monkeypatch.setenv("LEAFLET_CACHE", str(tmp_path / "cache") if cache == "on" else cache)
    build(workspace=folder)
    real, content = os.stat, str((folder / "content").resolve())

    def stat(path: str, **rest: bool) -> os.stat_result:
        if os.fspath(path).startswith(content):
            raise PermissionError(13, "Permission denied", path)
        return real(path, **rest)

    monkeypatch.setattr(os, "stat", stat)
    with pytest.raises(FileAccessError, match="its permissions forbid it"):
        build(workspace=folder)
    with pytest.raises(FileAccessError):
        Sources(str(folder), Store(None, "")).find("medicines/baclofen/en-GB.yaml")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither pipes nor links to all")
@pytest.mark.parametrize(
    "name",
    ["medicines/baclofen/en-GB.yaml", "locales/en-GB.yaml", "clinics/north-street/clinic.yaml",
     "workspace.yaml"],
)  # fmt: skip
@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda path: path.mkdir(), "is a folder"),
        (lambda path: os.mkfifo(path), "is a pipe or device"),
        (lambda path: path.symlink_to("/dev/zero"), "device"),
        (lambda path: path.symlink_to("nowhere.yaml"), "does not exist"),
        (lambda path: path.symlink_to(path), "cannot|loop|many levels"),
    ],
    ids=["folder", "pipe", "device", "link to nothing", "link to itself"],
)
def test_content_that_cannot_be_read_is_told(
    folder: Path, name: str, make: Callable[[Path], object], said: str
) -> None:
    """A file of the clinic's own is never passed over for the built-in one, nor are its rules."""
    path = add(folder, f"content/{name}", "")
    path.unlink()
    make(path)
    with pytest.raises(FileAccessError, match=said) as caught:
        build(clinic="north-street", workspace=folder)
    assert f"content/{name}" in str(caught.value)


def test_own_fonts_win(folder: Path) -> None:
    """A workspace may bring a face of its own; one that is no font is told by name."""
    (folder / "fonts").mkdir()
    (folder / "fonts" / "NotoSans-Bold.ttf").write_bytes(b"no font")
    with pytest.raises(AssetError, match=r"NotoSans-Bold\.ttf"):
        build(workspace=folder)
    own = (ROOT / "fonts" / "NotoSans-Regular.ttf").read_bytes()
    (folder / "fonts" / "NotoSans-Bold.ttf").write_bytes(own)
    assert Workspace(folder).fonts(["NotoSans-Bold.ttf"]) == {"NotoSans-Bold.ttf": own}


names = st.text(max_size=12) | st.sampled_from(["..", "../x", "/", ".", "*", "a\0b", "con", "?"])


@given(names, names, names)
def test_any_name_is_known_or_refused(medicine: str, locale: str, clinic: str) -> None:
    """Whatever is asked for by name, there is a leaflet or an error of ours; nothing else."""
    workspace = Workspace(ROOT)
    for look in (
        lambda: workspace.leaflet(medicine, "en-GB"),
        lambda: workspace.leaflet("baclofen", locale),
        lambda: workspace.locale(locale),
        lambda: workspace.clinic(clinic),
    ):
        with pytest.raises(UsageError, match="no "):
            look()
