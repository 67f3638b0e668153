"""``leaflet lint``: what is printed of content files, and the exit code."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import leaflet
from leaflet.errors import ExitCode
from leaflet.workspace import built_in
from tests.lints.example import changed

from .typed import Run

TODAY = ("--as-of", "2026-11-25")


@pytest.fixture
def examplin(folder: Path) -> Path:
    """A workspace's medicine, whose text has two faults: one error and one warning."""
    path = folder / "content" / "medicines" / "examplin" / "en-GB.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(changed("text: Take 5.0 mg twice daily."))
    return path


def test_built_in_content_has_no_fault(run: Run) -> None:
    """What comes with leaflet passes, its warnings counted as errors."""
    done = run("lint", "--strict", *TODAY)
    assert done.code == ExitCode.FINE, done.out
    assert "files: " in done.err


def test_findings_have_file_line_and_column(run: Run, examplin: Path) -> None:
    """A fault is shown at its word; a word's column counts from the line's first character."""
    done = run("lint", str(examplin), *TODAY)
    assert done.code == ExitCode.FINDINGS
    lines = examplin.read_text().splitlines()
    number, line = next(item for item in enumerate(lines, 1) if "5.0" in item[1])
    place = f"content/medicines/examplin/en-GB.yaml:{number}:{line.index('5.0') + 1}"
    assert f"{place}: error: “5.0” can be read as 50 [dose-trailing-zero]" in done.lines
    assert "  hint: write 5" in done.lines
    assert done.err.endswith("1 error, 1 warning\n")


def test_warnings_fail_when_strict(run: Run, examplin: Path) -> None:
    """Without --strict they are shown, and the pipeline goes on."""
    examplin.write_text(changed("text: Take it twice daily."))
    assert run("lint", str(examplin), *TODAY).code == ExitCode.FINE
    assert run("lint", str(examplin), *TODAY, "--strict").code == ExitCode.FINDINGS


@pytest.mark.parametrize("form", ["json", "junit", "github", "sarif"])
def test_every_form_is_there(run: Run, examplin: Path, form: str) -> None:
    """Each has the finding; what people want to know goes to standard error."""
    done = run("lint", str(examplin), "--format", form, *TODAY)
    assert done.code == ExitCode.FINDINGS
    assert "dose-trailing-zero" in done.out
    assert "1 error" in done.err
    assert "1 error" not in done.out
    assert done == run("lint", str(examplin), "--format", form, *TODAY)


def test_dates_are_compared_with_the_day_that_is_named(run: Run) -> None:
    """A pipeline can ask what will be due; without a day it is today."""
    done = run("lint", "--as-of", "2028-01-01", "--format", "json")
    value = json.loads(done.out)
    checks = {finding["check"] for file in value["files"] for finding in file["findings"]}
    assert {"review-past", "source-checked"} <= checks
    assert (done.code, value["as_of"]) == (ExitCode.FINDINGS, "2028-01-01")
    wrong = run("lint", "--as-of", "soon")
    assert wrong.code == ExitCode.USAGE
    assert "2026-11-21" in wrong.err


def test_a_file_that_is_no_yaml_is_a_finding(run: Run, examplin: Path) -> None:
    """Lint goes on with the next file, and says of this one what the reader would."""
    examplin.write_text("medicine: [")
    done = run("lint", *TODAY)
    assert done.code == ExitCode.FINDINGS
    assert "content/medicines/examplin/en-GB.yaml:1:11: error: " in done.out
    assert "[schema]" in done.out


def test_all_mistakes_are_told(run: Run, examplin: Path) -> None:
    """A build stops at twenty; lint tells every one."""
    examplin.write_text("\n".join(f"key{number}: x" for number in range(40)))
    found = json.loads(run("lint", str(examplin), "--format", "json").out)["files"][0]["findings"]
    assert len([each for each in found if each["what"].endswith("unknown key")]) == 40


def test_folders_and_files_are_looked_through(run: Run, examplin: Path, folder: Path) -> None:
    """A folder is searched for content; other YAML in it is not ours."""
    (folder / "pipeline.yaml").write_text("a: 1")
    hidden = folder / ".cache" / "content" / "locales" / "en-GB.yaml"
    hidden.parent.mkdir(parents=True)
    hidden.write_text("a: 1")
    for path in (".", "content", "content/medicines", str(examplin)):
        assert run("lint", path, *TODAY).err.startswith("1 file: ")
    assert run("lint", *TODAY).err.startswith(
        f"{len(leaflet.lint(workspace=built_in())) + 1} files: "
    )


@pytest.mark.parametrize("path", ["nowhere.yaml", "empty", "pipeline.yaml"])
def test_what_is_no_content_is_told(run: Run, folder: Path, path: str) -> None:
    """A slip in a path is no clean bill."""
    (folder / "empty").mkdir()
    (folder / "pipeline.yaml").write_text("a: 1")
    done = run("lint", path)
    assert (done.code, done.out) == (ExitCode.FILE_ACCESS, "")
    assert path in done.err


def test_the_medicines_own_workspace_has_its_locale(
    run: Run, examplin: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From whatever folder it is called, a file's numbers are those of its workspace's locale."""
    text = (built_in() / "content/locales/en-GB.yaml").read_text(encoding="utf-8")
    path = folder / "content" / "locales" / "en-GB.yaml"
    path.parent.mkdir()
    path.write_text(text.replace('number: "999"', 'number: "112"'))
    (folder / "elsewhere").mkdir()
    monkeypatch.chdir(folder / "elsewhere")
    assert "[telephone]" in run("lint", str(examplin), *TODAY).out
    done = run("lint", str(examplin), "--workspace", str(built_in()), *TODAY)
    assert "[telephone]" not in done.out


def test_a_locale_that_is_not_there_is_told(run: Run, examplin: Path) -> None:
    """Whose telephone numbers cannot be checked is not said to be right."""
    other = examplin.with_name("en-XK.yaml")
    other.write_text(examplin.read_text().replace("locale: en-GB", "locale: en-XK"))
    assert "not checked: the fixed words of its locale are missing" in run("lint", str(other)).out


def test_lints_are_listed_and_explained(run: Run) -> None:
    """Each says why it is there, by what source, with an example of either kind."""
    listed = run("lint", "--list")
    assert listed.code == ExitCode.FINE
    assert len(listed.lines) > 10
    done = run("lint", "--explain", "dose-trailing-zero")
    assert "ISMP" in done.out
    assert "Take 5.0 mg." in done.out
    assert run("lint", "--explain", "dose-trailing-nought").code == ExitCode.USAGE


def test_authors_see_the_grades_of_each_part(run: Run, examplin: Path) -> None:
    """A table tells words, sentences and grades; other languages have LIX."""
    done = run("lint", "--grades", str(examplin))
    assert done.code == ExitCode.FINE
    assert "Flesch-Kincaid  SMOG" in done.lines[1]
    assert re.match(r"  the whole leaflet +\d+ +\d+ +-?\d\.\d +\d\.\d$", done.lines[2])
    assert any(line.startswith('  taking "how-to-take" ') for line in done.lines)
    spanish = examplin.with_name("es-US.yaml")
    spanish.write_text(examplin.read_text().replace("en-GB", "es-US"))
    assert run("lint", "--grades", str(spanish)).lines[1].endswith("  LIX")


def test_python_gets_the_reports(folder: Path, examplin: Path) -> None:
    """``leaflet.lint()`` gives values, for whoever wants them elsewhere."""
    (report,) = leaflet.lint([examplin])
    assert isinstance(report, leaflet.Report)
    assert report.fails()
    assert report.findings[0].check == "dose-trailing-zero"
    assert len(leaflet.lint(workspace=folder)) == len(leaflet.lint(workspace=built_in())) + 1


def test_the_workspaces_rules_are_looked_at(run: Run, folder: Path) -> None:
    """A slip in the rules for approvals is told with its place, too."""
    path = folder / "content" / "workspace.yaml"
    path.parent.mkdir()
    path.write_text("approvals: 3\n")
    for arguments in ((), ("content",), ("content/workspace.yaml",)):
        assert "content/workspace.yaml:1:12: error: approvals" in run("lint", *arguments).out
