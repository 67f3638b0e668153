"""What is done already is not done again, and what changed is."""

import json
from pathlib import Path

import pytest

from leaflet.batch.api import prepared
from leaflet.batch.ledger import JOURNAL, MANIFEST
from leaflet.batch.wishes import Options, Wishes
from leaflet.pipeline import CoverWish
from tests.batch.running import BRITISH, SAMPLES, left_over, run_batch, written
from tests.batch.workspaces import change, clinic_name, make_workspace

CLINICS = 4
N = CLINICS + SAMPLES


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Four clinics and the two samples."""
    return make_workspace(tmp_path / "workspace", CLINICS)


@pytest.fixture
def out(workspace: Path, tmp_path: Path) -> Path:
    """An output folder in which everything is built."""
    folder = tmp_path / "out"
    assert run_batch(workspace, folder).summary.built == N
    return folder


def reasons(workspace: Path, out: Path, wishes: Wishes = BRITISH) -> dict[str | None, str]:
    """Why each clinic's leaflet would be built, but for those that would not."""
    with prepared(wishes, out=out, workspace=workspace, force=False, look_only=True) as batch:
        return {job.clinic: why for job, why in batch.look() if why != "unchanged"}


def test_a_second_run_writes_nothing(workspace: Path, out: Path) -> None:
    """Where nothing changed, nothing is written: no leaflet, and no manifest."""
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*")}
    assert run_batch(workspace, out).summary.unchanged == N
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*")} == before


def test_a_clinic_that_changed_is_built_again(workspace: Path, out: Path) -> None:
    """A clinic's new address costs its own leaflets and no others."""
    change(workspace, 2, "2 Example Street", "22 Example Street")
    (workspace / "content" / "clinics" / clinic_name(3) / "logo.svg").write_text("<svg/>")
    expected = {clinic_name(2): "changed", clinic_name(3): "changed"}
    assert reasons(workspace, out) == expected
    assert run_batch(workspace, out).having("built") == {*expected}
    assert reasons(workspace, out) == {}


def test_a_medicine_or_locale_that_changed_is_built_again(workspace: Path, out: Path) -> None:
    """A file of the workspace that takes the place of a built-in one changes every leaflet."""
    from leaflet.workspace import built_in

    for name in ("medicines/baclofen/en-GB.yaml", "locales/en-GB.yaml"):
        path = workspace / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes((built_in() / "content" / name).read_bytes() + b"\n# Mine\n")
        assert len(reasons(workspace, out)) == N
        run_batch(workspace, out)
        assert reasons(workspace, out) == {}


def test_other_options_are_other_leaflets(workspace: Path, out: Path, tmp_path: Path) -> None:
    """Paper, sides and covers are inputs as well as the text."""
    cover = tmp_path / "cover.pdf"
    cover.write_bytes(b"%PDF")
    wishes = [CoverWish(path=cover)], [CoverWish(path=cover, alt="Words")]
    for options in (
        Options(paper="letter"), Options(duplex=False), Options(strict=True),
        *(Options(cover=tuple(each)) for each in wishes), Options(back=tuple(wishes[0])),
    ):  # fmt: skip
        other = Wishes(locales=("en-GB",), clinics=("all",), options=options)
        assert len(reasons(workspace, out, other)) == N
        run_batch(workspace, out, wishes=other)
        assert reasons(workspace, out, other) == {}


def test_an_altered_leaflet_is_built_again(workspace: Path, out: Path) -> None:
    """A leaflet that somebody altered, emptied or took away is written anew."""
    (out / clinic_name(1) / "baclofen.en-GB.pdf").write_bytes(b"%PDF altered")
    (out / clinic_name(2) / "baclofen.en-GB.pdf").write_bytes(b"")
    (out / clinic_name(3) / "baclofen.en-GB.pdf").unlink()
    expected = {clinic_name(1): "altered", clinic_name(2): "altered", clinic_name(3): "new"}
    assert reasons(workspace, out) == expected
    assert run_batch(workspace, out).having("built") == {*expected}
    assert len(written(out)) == N


def test_force_builds_everything(workspace: Path, out: Path) -> None:
    """--force builds what is unchanged, too."""
    assert run_batch(workspace, out, force=True).summary.built == N


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"[]", b"null", b'{"files": 1}', b'{"files": [1, {"file": 2}]}', b"\xff"]
)
def test_a_damaged_manifest_is_made_anew(workspace: Path, out: Path, damage: bytes) -> None:
    """A manifest that cannot be read is never trusted and never an error."""
    manifest = out / clinic_name(1) / MANIFEST
    right = manifest.read_bytes()
    manifest.write_bytes(damage)
    assert run_batch(workspace, out).having("built") == {clinic_name(1)}
    assert manifest.read_bytes() == right


def test_a_torn_journal_loses_a_line_at_most(workspace: Path, out: Path) -> None:
    """What a fault left in the journal is read line by line; a torn line costs one leaflet."""
    for number in (1, 2):
        folder = out / clinic_name(number)
        entry = json.dumps(json.loads((folder / MANIFEST).read_bytes())["files"][0])
        (folder / MANIFEST).unlink()
        whole = f"\n{entry[:50]}\n\x00\n{entry}"
        (folder / JOURNAL).write_text(whole if number == 1 else f"\n{entry[:-1]}")
    assert reasons(workspace, out) == {clinic_name(2): "changed"}
    assert (out / clinic_name(1) / JOURNAL).exists(), "looking changes nothing"
    assert run_batch(workspace, out).having("built") == {clinic_name(2)}
    assert not left_over(out)
    assert (out / clinic_name(1) / MANIFEST).exists()


def test_the_manifest_tells_of_each_leaflet(workspace: Path, out: Path) -> None:
    """Who keeps the files finds digests, pages, paper, version, sign-off and findings of each."""
    second = Wishes(locales=("en-US",), clinics=(clinic_name(1),))
    run_batch(workspace, out, wishes=second)
    manifest = json.loads((out / clinic_name(1) / MANIFEST).read_bytes())
    assert [each["file"] for each in manifest["files"]] == [
        "baclofen.en-GB.pdf", "baclofen.en-US.pdf",
    ]  # fmt: skip
    entry = manifest["files"][0]
    assert {"inputs", "sha256", "bytes", "notices", "medicine", "locale", "clinic"} <= {*entry}
    assert (entry["pages"], entry["paper"], entry["version"]) == (2, "a4", "1.0")
    assert (entry["review"], entry["standards"]) == ("draft", ["PDF/UA-1"])


def test_a_leaflet_that_is_gone_leaves_the_manifest(workspace: Path, out: Path) -> None:
    """The manifest lists what lies in its folder, not what lay there once."""
    run_batch(workspace, out, wishes=Wishes(locales=("en-US",), clinics=(clinic_name(1),)))
    (out / clinic_name(1) / "baclofen.en-US.pdf").unlink()
    change(workspace, 1, "1 Example Street", "11 Example Street")
    run_batch(workspace, out)
    manifest = json.loads((out / clinic_name(1) / MANIFEST).read_bytes())
    assert [each["file"] for each in manifest["files"]] == ["baclofen.en-GB.pdf"]
