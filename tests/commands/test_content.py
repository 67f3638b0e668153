"""``leaflet list``, ``show``, ``schema`` and ``new``: what there is, and how to start."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest
import yaml

from leaflet.errors import ExitCode
from leaflet.pipeline import build
from leaflet.workspace import built_in
from tests.judges.outline import outline

from .typed import Run, command, ended

KINDS = ("medicine", "locale", "clinic")


def test_everything_is_listed(run: Run) -> None:
    """Medicines with their locales, locales and clinics, for people and for programs."""
    said = run("list")
    assert said.code == ExitCode.FINE
    listed = json.loads(run("list", "--json").out)
    assert set(listed) == {"medicines", "locales", "clinics", "editions", "reviews"}
    assert {"en-GB", "en-US"} <= set(listed["medicines"]["baclofen"])
    for name in (*listed["medicines"], *listed["locales"], *listed["clinics"]):
        assert name in said.out


@pytest.mark.parametrize("locale", ["en-GB", "en-US"])
def test_the_text_is_shown_in_reading_order(run: Run, locale: str) -> None:
    """``leaflet show`` prints what a screen reader would say of the finished file, in its order."""
    done = run("show", "baclofen", "--locale", locale)
    assert done.code == ExitCode.FINE
    spoken = " ".join(outline(build("baclofen", locale=locale).pdf).split())
    position = 0
    lines = [line.lstrip("#- ") for line in done.lines if line]
    assert len(lines) > 80
    for line in lines:
        said = line.removeprefix("(").removesuffix(")") if line.startswith("(Drawing") else line
        without_numbers = said.split("999")[0].split("911")[0].split("111")[0].split("1-800")[0]
        position = spoken.find(" ".join(without_numbers.split()), position)
        assert position >= 0, said


def test_headings_and_lists_are_marked(run: Run) -> None:
    """The text can be read as Markdown: one title, questions below it, items with a hyphen."""
    lines = run("show", "baclofen").lines
    assert [line for line in lines if line.startswith("# ")] == ["# Baclofen"]
    assert "## What is it?" in lines
    assert "- fits (seizures)" in lines
    warning = lines.index("### Do not stop baclofen suddenly")
    assert warning < lines.index("## How do I take it?")


def test_the_text_is_shown_as_data(run: Run) -> None:
    """With --json the leaflet is given as it was read, sources and notes included."""
    done = run("show", "baclofen", "--json")
    text: dict[str, Any] = json.loads(done.out)
    assert text["name"] == "Baclofen"
    assert text["warning"]["withdrawal"]["sources"]


@pytest.mark.parametrize(
    "arguments", [["baclofn"], ["baclofen", "--locale", "xx-XX"]], ids=" ".join
)
def test_what_is_not_there_is_not_shown(run: Run, arguments: list[str]) -> None:
    """An unknown medicine or locale is told as in building."""
    done = run("show", *arguments)
    assert (done.code, done.out) == (ExitCode.USAGE, "")
    assert "hint: " in done.err


@pytest.mark.parametrize("kind", KINDS)
def test_schemas_describe_the_files(run: Run, kind: str) -> None:
    """An editor gets a JSON Schema that knows every key of the built-in files."""
    schema = json.loads(run("schema", kind).out)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    paths = {
        "medicine": "medicines/baclofen/en-GB.yaml",
        "locale": "locales/en-GB.yaml",
        "clinic": "clinics/sample-pharmacy/clinic.yaml",
    }
    text = (built_in() / "content" / paths[kind]).read_text(encoding="utf-8")
    keys = set(yaml.safe_load(text))
    assert keys <= set(schema["properties"])
    assert set(schema["required"]) <= keys
    assert schema["additionalProperties"] is False
    assert set(_references(schema)) <= {f"#/$defs/{name}" for name in schema.get("$defs", {})}


def _references(value: object) -> list[str]:
    """All that a schema refers to."""
    if isinstance(value, dict):
        own = [value["$ref"]] if isinstance(value.get("$ref"), str) else []
        return own + [each for item in value.values() for each in _references(item)]
    if isinstance(value, list):
        return [each for item in value for each in _references(item)]
    return []


@pytest.mark.parametrize("locale", ["en-GB", "en-US"])
def test_a_new_medicine_builds_as_it_is(run: Run, folder: Path, locale: str) -> None:
    """``leaflet new medicine`` gives a file with every part: it builds before it is filled in."""
    done = run("new", "medicine", "vitamin-d", "--locale", locale)
    path = folder / "content" / "medicines" / "vitamin-d" / f"{locale}.yaml"
    assert (done.code, done.out) == (ExitCode.FINE, f"{path.relative_to(folder).as_posix()}\n")
    built = run("build", "vitamin-d", "--locale", locale)
    assert built.code == ExitCode.FINE
    pdf = folder / "output" / f"vitamin-d.{locale}.pdf"
    text = "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf.read_bytes())).pages)
    assert "Vitamin d" in text
    assert "DRAFT" in text
    for left in ("NAME", "TITLE", "LOCALE", "EMERGENCY"):
        assert left not in path.read_text(encoding="utf-8")


def test_a_new_clinic_builds_as_it_is(run: Run, folder: Path) -> None:
    """``leaflet new clinic`` gives a file to fill in, and its leaflet has a drawn cover page."""
    assert run("new", "clinic", "north-street").lines == [
        "content/clinics/north-street/clinic.yaml"
    ]
    done = run("build", "--clinic", "north-street")
    assert (done.code, done.lines) == (0, ["output/north-street/baclofen.en-GB.pdf"])
    said = outline((folder / done.lines[0]).read_bytes())
    assert said.count("North Street") >= 3


def test_a_new_workspace_is_a_folder_to_start_in(run: Run, folder: Path) -> None:
    """``leaflet new workspace`` says what goes where; clinics and medicines are put into it."""
    assert run("new", "workspace", "ours").lines == ["ours/content/README.md"]
    assert run("new", "clinic", "north-street", "-w", "ours").code == ExitCode.FINE
    assert run("new", "medicine", "zinc", "--workspace", "ours").code == ExitCode.FINE
    assert run("build", "zinc", "-c", "north-street", "-w", "ours").code == ExitCode.FINE
    assert (folder / "output" / "north-street" / "zinc.en-GB.pdf").is_file()
    assert "zinc" in run("list", "-w", "ours").out
    assert "zinc" not in run("list").out


@pytest.mark.parametrize(
    ("first", "path"),
    [
        (["workspace", "."], "content/README.md"),
        (["clinic", "x"], "content/clinics/x/clinic.yaml"),
        (["medicine", "x"], "content/medicines/x/en-GB.yaml"),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_nothing_is_begun_twice(run: Run, folder: Path, first: list[str], path: str) -> None:
    """What somebody has begun to fill in is never written over."""
    assert run("new", *first).code == ExitCode.FINE
    (folder / path).write_text("mine")
    done = run("new", *first)
    assert done.code == ExitCode.FILE_ACCESS
    assert f"{path}: is there already" in done.err
    assert (folder / path).read_text() == "mine"


@pytest.mark.parametrize("kind", ["clinic", "medicine"])
@pytest.mark.parametrize(
    "name", ["Mine", "two words", "../up", "a/b", "-x", "é", "a--b", "x" * 61, ".", "a\tb"]
)
def test_names_are_plain(run: Run, folder: Path, kind: str, name: str) -> None:
    """Names are small letters, figures and hyphens: they become folders and parts of addresses."""
    done = run("new", kind, "--", name)
    assert done.code == ExitCode.USAGE
    assert "north-street" in done.err
    assert list(folder.rglob("*")) == []


@pytest.mark.parametrize("arguments", [["--help"], ["build", "--help"], ["new", "-h"]])
def test_help_is_short_and_goes_to_the_output(run: Run, arguments: list[str]) -> None:
    """Help is a result: it can be paged, and names every option of the command."""
    done = run(*arguments)
    assert (done.code, done.err) == (0, "")
    assert "Usage: leaflet" in done.out


def test_the_version_is_told(run: Run) -> None:
    """``leaflet --version`` says which leaflet it is."""
    from leaflet import __version__

    assert run("--version").out == f"leaflet {__version__}\n"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "current", "offered"),
    [
        ("leaflet build ba", "2", "baclofen"),
        ("leaflet build --locale en-", "3", "en-GB"),
        ("leaflet build --clinic sam", "3", "sample-pharmacy"),
    ],
)
def test_names_are_completed(folder: Path, words: str, current: str, offered: str) -> None:
    """In a shell, Tab completes medicines, locales and clinics of the current folder."""
    asked = {"_LEAFLET_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": current}
    done = ended(command(folder=folder, environment=asked))
    assert offered in done.out.split()
    assert done.err == ""


@pytest.mark.slow
def test_completion_prints_a_script(folder: Path) -> None:
    """``leaflet --show-completion bash`` prints what goes into a shell's start-up file."""
    shell = {"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}  # whatever the parents are here
    done = ended(command("--show-completion", "bash", folder=folder, environment=shell))
    assert done.code == 0
    assert "_LEAFLET_COMPLETE=complete_bash" in done.out
    assert "complete -o default -F" in done.out
