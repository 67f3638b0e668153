"""The README keeps its word: commands, files, examples and exit codes are as it says."""

import hashlib
import re
import shlex
import tomllib
import zlib
from pathlib import Path
from typing import Any

import pytest
import typer.main
import yaml
from typer.core import TyperCommand, TyperGroup

import leaflet
from leaflet.cli import app
from leaflet.errors import ExitCode
from leaflet.model.common import Statement
from leaflet.pipeline.patients import read_patient
from leaflet.reader import read_clinic, read_workspace, schema
from leaflet.workspace import Workspace

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
TEXT = re.sub(r"^```\w+\n.*?^```$", "", README, flags=re.MULTILINE | re.DOTALL)
CODE = re.findall(r"(?<!`)`([^`\n]+)`(?!`)", TEXT)
COMMANDS = sorted(
    {line for kind, block in BLOCKS if kind == "console" for line in block.splitlines()}
    | {code for code in CODE if code.startswith(("leaflet ", "make "))}
)
NOT_YET_THERE = (
    "output/",
    ".venv/",
    "content/clinics/riverside/",
    "content/approvals/",
    "content/workspace.yaml",
)
"""Folders that the README's own commands make."""


def blocks(kind: str) -> list[str]:
    """The README's blocks of one kind."""
    return [block for each, block in BLOCKS if each == kind]


def command_of(words: list[str]) -> TyperCommand | TyperGroup:
    """The command that a line of ``leaflet …`` runs, found by its names."""
    command: Any = typer.main.get_command(app)
    for word in words:
        if not isinstance(command, TyperGroup) or word.startswith("-"):
            break
        assert word in command.commands, f"there is no command “{word}”"
        command = command.commands[word]
    assert isinstance(command, TyperCommand | TyperGroup)
    return command


@pytest.mark.parametrize("line", [line for line in COMMANDS if line.startswith("leaflet ")])
def test_every_leaflet_command_exists(line: str) -> None:
    """A command line copied from the README has a command and options that exist."""
    words = shlex.split(re.split("[<>]", line)[0])[1:]
    command = command_of(words)
    known = {"--help", *(name for option in command.params for name in option.opts)}
    known |= {name for option in command.params for name in option.secondary_opts}
    assert {word for word in words if word.startswith("-") and word != "-"} <= known


@pytest.mark.parametrize("line", [line for line in COMMANDS if re.match(r"make\b", line)])
def test_every_make_target_exists(line: str) -> None:
    """A `make` line copied from the README names a target of the Makefile."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for word in line.split()[1:]:
        assert re.search(rf"^{word}:", makefile, re.MULTILINE), word


def test_every_command_is_told() -> None:
    """No command is a secret: each stands in the README with its name."""
    top = command_of([])
    assert isinstance(top, TyperGroup)
    for name, command in top.commands.items():
        parts = command.commands if isinstance(command, TyperGroup) else ("",)
        for part in parts:
            assert f"leaflet {name} {part}".strip() in README


def test_every_file_exists() -> None:
    """Links, pictures and paths in the README lead to files and folders that are there."""
    links = re.findall(r"\]\((?!https?:|#)([^)\s]+)\)", README)
    paths = [code for code in CODE if re.fullmatch(r"[\w.-]+(/[\w.-]*)+", code)]
    assert links
    for name in (*links, *paths):
        assert name.startswith(NOT_YET_THERE) or (ROOT / name).exists(), name


def test_exit_codes_are_told() -> None:
    """The table has every exit code."""
    told = {int(code) for code in re.findall(r"^\| (\d+) \|", README, re.MULTILINE)}
    assert told == {*ExitCode}


def test_yaml_examples_are_right() -> None:
    """The clinic's file, the dose and the statement can be copied as they stand."""
    clinic, dose, statement, first_line, rules = blocks("yaml")
    assert read_patient(dose.encode(), "README.md", Workspace(ROOT).locale("en-GB")).calendar
    assert read_workspace(rules.encode(), "README.md").approvals == 2
    assert read_clinic(clinic.encode(), "README.md", clinic="riverside").name
    (example,) = yaml.safe_load(statement)
    assert Statement.model_validate(example).note
    assert re.fullmatch(r"# yaml-language-server: \$schema=\S+\n", first_line)
    assert schema("medicine")


def test_python_example_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The Python example writes the leaflet it says it writes."""
    monkeypatch.chdir(tmp_path)
    (example,) = blocks("python")
    names: dict[str, Any] = {}
    exec(compile(example, "README.md", "exec"), names)
    assert capsys.readouterr().out == "5 pages in output/sample-pharmacy/baclofen.en-GB.pdf\n"


def test_python_version_is_told() -> None:
    """The README asks for the Python that the package asks for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f"Python {project['requires-python'].removeprefix('>=')} or newer" in README


def test_what_comes_with_it_is_told() -> None:
    """The README names every medicine, and every country, that leaflet has a text for."""
    found = re.search(r"^- The medicines so far are .*?(?=^- )", README, re.MULTILINE | re.DOTALL)
    assert found is not None
    told = " ".join(found[0].split())
    workspace = Workspace(ROOT)
    for medicine, locales in workspace.medicines().items():
        assert medicine in told
        for locale in locales:
            country = re.search(r"\((.+)\)", workspace.locale(locale).name)
            assert country is not None
            assert country[1] in told


def test_the_digest_is_what_a_reader_gets(*, update_golden: bool) -> None:
    """Whoever builds the example leaflet with the README's zlib gets the README's SHA-256."""
    told = re.search(r"zlib ([\d.]+), `sha256sum.*?```text\n([0-9a-f]{64})\n", README, re.DOTALL)
    assert told is not None
    digest = hashlib.sha256(leaflet.build("baclofen", workspace=ROOT).pdf).hexdigest()
    if update_golden:
        changed = README.replace(told[2], digest)
        (ROOT / "README.md").write_text(
            changed.replace(f"zlib {told[1]}", f"zlib {zlib.ZLIB_RUNTIME_VERSION}"), "utf-8"
        )
        return
    if told[1] == zlib.ZLIB_RUNTIME_VERSION:  # another zlib may pack into other bytes
        assert told[2] == digest
