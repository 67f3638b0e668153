"""``leaflet build``: files, results, words and exit codes."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdf
import pytest

from leaflet.errors import ExitCode
from leaflet.workspace import Workspace, built_in
from tests.covers.build import cover_pdf
from tests.pdf.tools import check_syntax

from .typed import Run, command, ended

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="speaks of POSIX signals and pipes")


def found(folder: Path) -> list[str]:
    """All files below a folder."""
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def leaflets(folder: Path) -> list[str]:
    """All files below a folder but a batch's manifests, which must be whole."""
    files = found(folder)
    for name in files:
        if name.endswith("manifest.json"):
            assert json.loads((folder / name).read_bytes())["files"]
    return [name for name in files if Path(name).name != "manifest.json"]


def pages(path: str) -> int:
    """How many a file has."""
    return len(pypdf.PdfReader(path).pages)


def test_a_word_is_enough(run: Run, folder: Path) -> None:
    """Who types ``leaflet build`` and nothing else sees a leaflet."""
    done = run("build")
    assert (done.code, done.lines) == (ExitCode.FINE, ["output/baclofen.en-GB.pdf"])
    assert found(folder) == ["output/baclofen.en-GB.pdf"]
    check_syntax((folder / "output/baclofen.en-GB.pdf").read_bytes())
    assert "2 pages on A4, type 12" in done.err
    assert "DRAFT, not clinically reviewed" in done.err


def test_results_and_words_go_apart(run: Run) -> None:
    """Only paths go to the standard output, ready for another program; words go beside it."""
    done = run("build", "baclofen", "--locale", "all", "--clinic", "sample-pharmacy")
    locales = Workspace(built_in()).medicines()["baclofen"]
    assert done.lines == [f"output/sample-pharmacy/baclofen.{locale}.pdf" for locale in locales]
    for line in done.lines:
        assert pages(line) == 5
    assert f"{len(locales)} of {len(locales)} leaflets built" in done.err


def test_json_is_for_programs(run: Run) -> None:
    """With --json the standard output is one JSON list: a leaflet or its problems each."""
    done = run("build", "baclofen", "nothing", "--clinic", "example-clinic", "--json")
    assert done.code == ExitCode.USAGE
    good, bad = json.loads(done.out)
    assert good["file"] == "output/example-clinic/baclofen.en-US.pdf"
    assert (good["locale"], good["paper"], good["pages"]) == ("en-US", "letter", 4)
    assert good["bytes"] == Path(good["file"]).stat().st_size
    assert bad["file"] is None
    assert (bad["medicine"], bad["exit_code"]) == ("nothing", 2)
    assert bad["problems"][0]["what"] == "no medicine “nothing”"


def test_every_clinic_and_locale(run: Run, folder: Path) -> None:
    """``--all``, ``--locale all`` and ``--clinic all`` build everything that there is."""
    done = run("build", "--all", "--locale", "all", "--clinic", "all")
    assert done.code == ExitCode.FINE
    listed = json.loads(run("list", "--json").out)
    expected = {
        f"output/{clinic}/{medicine}.{locale}.pdf"
        for clinic in listed["clinics"]
        for medicine, locales in listed["medicines"].items()
        for locale in locales
    }
    assert set(done.lines) == expected
    manifests = {f"output/{clinic}/manifest.json" for clinic in listed["clinics"]}
    assert set(found(folder)) == expected | manifests


def test_one_bad_medicine_costs_itself_alone(run: Run, medicines: Path) -> None:
    """Of three medicines the broken one is told with its place, and the others are built."""
    done = run("build", "aa", "bb", "cc")
    assert done.code == ExitCode.CONTENT
    assert done.lines == ["output/aa.en-GB.pdf", "output/cc.en-GB.pdf"]
    assert found(medicines / "output") == ["aa.en-GB.pdf", "cc.en-GB.pdf", "manifest.json"]
    assert "content/medicines/bb/en-GB.yaml:" in done.err
    assert "2 of 3 leaflets built" in done.err


def test_a_leaflet_is_built_once(run: Run) -> None:
    """A name that is given twice is built once."""
    assert run("build", "baclofen", "baclofen", "-l", "en-GB", "-l", "en-GB").lines == [
        "output/baclofen.en-GB.pdf"
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["build", "baclofn"], "did you mean “baclofen”?"),
        (["build", "--locale", "en-UK"], "no locale “en-UK”"),
        (["build", "--clinic", "sample-pharmcy"], "did you mean “sample-pharmacy”?"),
        (["build", "--colour", "red"], "No such option: --colour"),
        (["build", "--paper", "a5"], "'a5' is not one of 'a4', 'letter'"),
        (["build", "--edition", "huge"], "--edition"),
        (["build", "--cover"], "requires an argument"),
        (["bild"], "No such command 'bild'"),
        (["new"], ""),
        (["show"], "Missing argument"),
        (["schema", "cover"], "'cover' is not one of"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_slip_is_told(run: Run, folder: Path, arguments: list[str], said: str) -> None:
    """Unknown names, options and commands: exit code 2, words beside the results, no file."""
    done = run(*arguments)
    assert done.code == ExitCode.USAGE
    assert said in done.err.replace("\n", " ")
    assert "Traceback" not in done.err
    if arguments != ["new"]:  # which shows its help
        assert done.out == ""
    assert found(folder) == []


@pytest.mark.parametrize(
    ("cover", "code", "said"),
    [
        (None, ExitCode.FILE_ACCESS, "cover.pdf: does not exist"),
        (b"", ExitCode.ASSET, "cover.pdf"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), ExitCode.ASSET, "cover.pdf"),
        (cover_pdf(), ExitCode.ASSET, "has no tags"),
    ],
    ids=["missing", "empty", "picture", "untagged"],
)
def test_a_bad_cover_is_told(
    run: Run, folder: Path, cover: bytes | None, code: ExitCode, said: str
) -> None:
    """A cover that cannot be used is refused with the reason; no leaflet is made without it."""
    if cover is not None:
        (folder / "cover.pdf").write_bytes(cover)
    done = run("build", "--cover", "cover.pdf")
    assert done.code == code
    assert said in done.err
    assert not (folder / "output").exists()


def test_covers_from_anywhere(run: Run, folder: Path) -> None:
    """``--cover`` and ``--back`` take files from any folder, more than one, in order."""
    away = folder / "away"
    away.mkdir()
    (away / "a.pdf").write_bytes(cover_pdf())
    (away / "b.pdf").write_bytes(cover_pdf(copies=2))
    done = run(
        "build", "--cover", "away/a.pdf", "--cover", "away/b.pdf", "--back", "away/a.pdf",
        "--cover-alt", "A red square",
    )  # fmt: skip
    assert (done.code, pages("output/baclofen.en-GB.pdf")) == (ExitCode.FINE, 7)
    simplex = run("build", "--cover", "away/a.pdf", "--cover-alt", "A red square", "--simplex")
    assert (simplex.code, pages("output/baclofen.en-GB.pdf")) == (ExitCode.FINE, 3)


@pytest.mark.parametrize("blocked", ["file", "folder", "link"])
def test_what_is_in_the_way_is_kept(run: Run, folder: Path, blocked: str) -> None:
    """Where the target is a folder or a link, or its folder a file: exit code 5, and it is kept."""
    target = folder / "output" / "baclofen.en-GB.pdf"
    if blocked == "file":
        (folder / "output").write_text("mine")
    elif blocked == "folder":
        target.mkdir(parents=True)
    else:
        target.parent.mkdir()
        (folder / "mine.pdf").write_text("mine")
        target.symlink_to(folder / "mine.pdf")
    done = run("build")
    assert done.code == ExitCode.FILE_ACCESS
    assert "output/baclofen.en-GB.pdf" in done.err
    if blocked != "folder":
        kept = folder / ("output" if blocked == "file" else "mine.pdf")
        assert kept.read_text() == "mine"


@pytest.mark.parametrize("out", ["/proc/nowhere", "/dev/null/x", "/tmp/" + "x" * 300])
@POSIX
def test_a_folder_that_cannot_be_written_is_told(run: Run, out: str) -> None:
    """Where nothing can be written, the file is named, and what forbids it."""
    done = run("build", "--out", out)
    assert done.code == ExitCode.FILE_ACCESS
    assert f"{out}/baclofen.en-GB.pdf: cannot be written" in done.err
    assert done.out == ""


@POSIX
@pytest.mark.parametrize("clinic", [False, True])
@pytest.mark.parametrize("way", ["itself", "link", "hard link", "dots"])
def test_no_input_is_written_over(run: Run, folder: Path, clinic: bool, way: str) -> None:
    """A cover in the output's place, under whatever name, is refused before anything is written."""
    out = folder / "output" / "own" if clinic else folder / "output"
    target = out / "baclofen.en-GB.pdf"
    out.mkdir(parents=True)
    target.write_bytes(cover_pdf())
    asked = target
    if way == "link":
        asked = folder / "cover.pdf"
        asked.symlink_to(target)
    elif way == "hard link":
        asked = folder / "cover.pdf"
        asked.hardlink_to(target)
    elif way == "dots":
        asked = folder / "output" / ".." / target.relative_to(folder)
    if clinic:
        home = folder / "content" / "clinics" / "own"
        home.mkdir(parents=True)
        (home / "clinic.yaml").write_text(
            "clinic: own\nname: Own\nphone: 01632 960 123\naddress: Here\n"
        )
    before = target.read_bytes()
    done = run(
        "build", "baclofen", "--locale", "en-US", "--locale", "en-GB", "--cover", str(asked),
        "--cover-alt", "A square", *(["--clinic", "own"] if clinic else []),
    )  # fmt: skip
    assert done.code == ExitCode.FILE_ACCESS
    assert "would be written over" in done.err
    assert "--out" in done.err
    assert target.read_bytes() == before
    assert found(out) == ["baclofen.en-GB.pdf"]  # the other locale was not written, either
    assert done.out == ""


def test_a_clinics_own_files_are_not_written_over(run: Run, folder: Path) -> None:
    """With the clinics' folder as output, a cover of the leaflet's name is kept."""
    home = folder / "content" / "clinics" / "own"
    home.mkdir(parents=True)
    text = "clinic: own\nname: Own\nphone: 01632 960 123\naddress: Here\n"
    (home / "clinic.yaml").write_text(text + "cover: {file: baclofen.en-GB.pdf, alt: A square}\n")
    (home / "baclofen.en-GB.pdf").write_bytes(cover_pdf())
    done = run("build", "--clinic", "own", "--out", "content/clinics")
    assert done.code == ExitCode.FILE_ACCESS
    assert "would be written over content/clinics/own/baclofen.en-GB.pdf" in done.err
    assert (home / "baclofen.en-GB.pdf").read_bytes() == cover_pdf()
    assert run("build", "--clinic", "own").code == ExitCode.FINE


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("A muscle relaxant. " * 60, ExitCode.DOES_NOT_FIT),
        ("A muscle relaxant 漢.", ExitCode.CONTENT),
        ("", ExitCode.CONTENT),
    ],
    ids=["too long", "no such glyph", "empty"],
)
def test_text_that_cannot_be_printed_is_told(
    run: Run, medicines: Path, text: str, code: ExitCode
) -> None:
    """Too much text, or a letter that no face has, gives its exit code and no file."""
    path = medicines / "content/medicines/aa/en-GB.yaml"
    path.write_text(path.read_text().replace("A muscle relaxant.", text), encoding="utf-8")
    done = run("build", "aa")
    assert done.code == code
    assert "hint: " in done.err
    assert not (medicines / "output").exists()


def test_a_full_disk_is_told(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full leaves the file of yesterday, and says so."""
    run("build")
    path = folder / "output" / "baclofen.en-GB.pdf"
    path.write_bytes(b"yesterday")

    def full(_handle: int) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr("os.fsync", full)
    done = run("build")
    assert done.code == ExitCode.FILE_ACCESS
    assert "no space left" in done.err
    assert path.read_bytes() == b"yesterday"
    assert found(folder) == ["output/baclofen.en-GB.pdf"]


def test_strict_and_notices(run: Run, folder: Path) -> None:
    """What was changed is told in a note; with --strict it is an error instead."""
    (folder / "a.pdf").write_bytes(cover_pdf())
    wish = ("build", "--cover", "a.pdf", "--cover-alt", "A red square")
    assert run(*wish).code == ExitCode.FINE
    done = run(*wish, "--strict")
    assert done.code == ExitCode.ASSET
    assert "without --strict" in done.err


@POSIX
@pytest.mark.slow
def test_an_interruption_keeps_what_is_done(folder: Path) -> None:
    """Ctrl-C in a batch: what is written is whole, the rest is named, no stump, exit code 130."""
    text = (built_in() / "content/medicines/baclofen/en-GB.yaml").read_text(encoding="utf-8")
    names = [f"m{number:02}" for number in range(40)]
    for name in names:
        path = folder / "content" / "medicines" / name / "en-GB.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(text.replace("medicine: baclofen", f"medicine: {name}"))
    process = command("build", *names, folder=folder)
    assert process.stdout is not None
    first = process.stdout.readline().decode()
    process.send_signal(signal.SIGINT)
    done = ended(process)
    assert done.code == ExitCode.INTERRUPTED
    lines = [first.strip(), *done.lines]
    assert 1 <= len(lines) < len(names)
    written = leaflets(folder / "output")
    assert set(lines) <= {f"output/{name}" for name in written}
    assert len(written) - len(lines) in (0, 1)  # one may have been written and not yet told
    for name in written:
        pikepdf.open(folder / "output" / name).check_pdf_syntax()
    assert done.err.startswith("interrupted\nnot built: m")
    assert f"{len(lines)} of 40 leaflets built" in done.err
    assert "Traceback" not in done.err


def test_an_interruption_is_told_to_programs(
    run: Run, monkeypatch: pytest.MonkeyPatch, medicines: Path
) -> None:
    """With --json an interrupted batch still tells of every leaflet that was asked for."""
    from leaflet.pipeline import Builder

    whole = Builder.build

    def interrupted(self: Builder, medicine: str, **wish: object) -> object:
        if medicine == "bb":
            raise KeyboardInterrupt
        return whole(self, medicine, **wish)  # type: ignore[arg-type]

    monkeypatch.setattr(Builder, "build", interrupted)
    done = run("build", "aa", "bb", "cc", "--json")
    assert done.code == ExitCode.INTERRUPTED
    assert [(each["medicine"], each["file"]) for each in json.loads(done.out)] == [
        ("aa", "output/aa.en-GB.pdf"),
        ("bb", None),
        ("cc", None),
    ]
    assert found(medicines / "output") == ["aa.en-GB.pdf", "manifest.json"]
    assert "1 of 3 leaflets built, 2 not reached" in done.err


@POSIX
@pytest.mark.slow
def test_a_reader_who_leaves_is_no_traceback(folder: Path) -> None:
    """``leaflet build --locale all | head -0``: nothing is said of broken pipes."""
    process = command("build", "--locale", "all", folder=folder)
    assert process.stdout is not None
    process.stdout.close()
    process.stdout = None
    done = ended(process)
    assert done.code == ExitCode.FILE_ACCESS
    assert "Traceback" not in done.err
    assert "BrokenPipe" not in done.err
    for name in leaflets(folder):
        assert pikepdf.open(BytesIO((folder / name).read_bytes())).check_pdf_syntax() == []


@pytest.mark.slow
def test_it_runs_as_a_program(folder: Path) -> None:
    """``python -m leaflet`` does what the command does; one build takes about a second."""
    start = time.monotonic()
    done = ended(command("build", folder=folder))
    assert (done.code, done.out) == (0, "output/baclofen.en-GB.pdf\n")
    assert time.monotonic() - start < 30
