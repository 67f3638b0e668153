"""The recipes for pipelines, run as they are written: pre-commit, GitHub's action, GitLab."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from typing import Any

import pytest
import yaml

import leaflet
from tests.lints.example import changed

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
RECIPES = dict(re.findall(r"^```yml\n# (\S+)\n(.*?)^```$", README, re.M | re.S))
"""The README's recipes by the file that each belongs into."""
HANDED_OUT = ("leaflet", "content", "fonts", "pyproject.toml", "README.md", "LICENSE",
    "action.yml", ".pre-commit-hooks.yaml")  # fmt: skip
PLACE = "content/medicines/examplin/en-GB.yaml"


def run(*command: str | Path, folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """A command, whose installations take what they need from this environment."""
    own = {
        "PIP_NO_DEPS": "1",
        "PIP_NO_BUILD_ISOLATION": "0",  # pip reads this as: no isolation
        "PYTHONPATH": sysconfig.get_path("purelib"),
        "GIT_CONFIG_GLOBAL": os.devnull,
    }
    return subprocess.run(
        command, cwd=folder, env={**os.environ, **own, **more}, capture_output=True, text=True
    )


def committed(folder: Path) -> Path:
    """The folder as a git repository with all that lies in it."""
    for arguments in (
        ("init", "--quiet"),
        ("add", "--all", "--force"),
        ("-c", "user.name=n", "-c", "user.email=n@example.org", "commit", "--quiet", "-m", "all"),
        ("tag", "v0.1.0"),
    ):
        done = run("git", *arguments, folder=folder)
        assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Leaflet as others get it: a git repository."""
    folder = tmp_path_factory.mktemp("leaflet")
    for name in HANDED_OUT:
        if (ROOT / name).is_dir():
            ignored = shutil.ignore_patterns("__pycache__", "_data")
            shutil.copytree(ROOT / name, folder / name, ignore=ignored)
        else:
            shutil.copy(ROOT / name, folder / name)
    return committed(folder)


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    """A clinic's repository with one medicine, in which nothing is wrong."""
    path = tmp_path / PLACE
    path.parent.mkdir(parents=True)
    path.write_text(changed(""))
    return committed(tmp_path)


def spoilt(clinic: Path) -> None:
    """Somebody writes a dose that can be misread."""
    (clinic / PLACE).write_text(changed("text: Take 5.0 mg."))


@pytest.mark.slow
def test_pre_commit_runs_the_hook(clinic: Path, checkout: Path) -> None:
    """pre-commit installs leaflet from its repository, and a commit with an error is refused."""
    recipe = RECIPES[".pre-commit-config.yaml"].replace("ADDRESS", str(checkout))
    (clinic / ".pre-commit-config.yaml").write_text(recipe)
    (clinic / "notes.yaml").write_text("a: [")
    (clinic / "output").mkdir()
    (clinic / "output" / "baclofen.en-GB.pdf").write_bytes(leaflet.build("baclofen").pdf)
    home = {"PRE_COMMIT_HOME": str(clinic.parent / "pre-commit-home")}
    tool = Path(sys.executable).with_name("pre-commit")
    run("git", "add", "--all", folder=clinic)
    done = run(tool, "run", "--all-files", folder=clinic, **home)
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"leaflet lint\.+Passed\nleaflet check\.+Passed", done.stdout)
    spoilt(clinic)
    done = run(tool, "run", "--all-files", folder=clinic, **home)
    assert done.returncode == 1
    assert "can be read as 50 [dose-trailing-zero]" in done.stdout


@pytest.mark.slow
def test_the_action_runs_as_written(clinic: Path, checkout: Path, tmp_path: Path) -> None:
    """Each step of the action in a shell, as GitHub runs it: findings stand on their lines."""
    action: dict[str, Any] = yaml.safe_load((checkout / "action.yml").read_text())
    inputs = {name: str(each["default"]) for name, each in action["inputs"].items()}
    temporary = tmp_path / "runner"
    temporary.mkdir()

    def steps(first: int = 0) -> subprocess.CompletedProcess[str]:
        done = None
        for step in action["runs"]["steps"][first:]:
            if "run" not in step:
                assert step["uses"].startswith("actions/setup-python@")
                continue
            if condition := re.fullmatch(r"inputs\.(\w+) != ''", step.get("if", "")):
                if not inputs[condition[1]]:
                    continue
            else:
                assert "if" not in step
            own = {
                name: re.sub(r"\$\{\{ inputs\.(\w+) \}\}", lambda m: inputs[m[1]], value)
                for name, value in step.get("env", {}).items()
            }
            own |= {"RUNNER_TEMP": str(temporary), "GITHUB_ACTION_PATH": str(checkout)}
            own["PATH"] = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
            options = ("--noprofile", "--norc", "-e", "-o", "pipefail", "-c")  # GitHub's own
            done = run("bash", *options, step["run"], folder=clinic, **own)
            if done.returncode:
                break
        assert done is not None
        return done

    done = steps()
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    spoilt(clinic)
    done = steps(first=2)
    assert done.returncode == 1
    assert done.stdout.startswith(f"::error file={PLACE},line=")
    inputs |= {"content": f"{PLACE} content/medicines", "strict": "true"}
    (clinic / PLACE).write_text(changed("text: Take it twice daily."))
    done = steps(first=2)
    assert done.returncode == 1
    assert done.stdout.count("::warning") == 2

    inputs |= {"content": PLACE, "strict": "false", "pdfs": "output/**/*.pdf"}
    assert "::error::no file is named output/" in steps(first=2).stdout
    inputs["build"] = "examplin --clinic sample-pharmacy"
    done = steps(first=2)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 file: " in done.stderr


@pytest.mark.slow
def test_the_script_for_gitlab_runs_as_written(
    clinic: Path, checkout: Path, tmp_path: Path
) -> None:
    """The lines of the job's script, in an environment of its own: a report is left for GitLab."""
    job = yaml.safe_load(RECIPES[".gitlab-ci.yml"])["leaflets"]
    environment = tmp_path / "environment"
    venv.create(environment, with_pip=True)
    path = {"PATH": f"{environment / 'bin'}:{os.environ['PATH']}"}
    spoilt(clinic)
    codes = []
    for line in job["script"]:
        line = line.replace("ADDRESS", f"file://{checkout}").replace("--all", "examplin -l en-GB")
        codes.append(run("bash", "-c", line, folder=clinic, **path).returncode)
    assert codes == [0, 1, 0, 0]
    content, finished = (clinic / name for name in job["artifacts"]["reports"]["junit"])
    assert "dose-trailing-zero" in content.read_text()
    assert 'name="output/example-clinic/examplin.en-GB.pdf"' in finished.read_text()


@pytest.mark.parametrize(
    ("schema", "name"),
    [
        ("vendor.github-actions", "action.yml"),
        ("vendor.github-workflows", ".github/workflows/leaflets.yml"),
        ("vendor.gitlab-ci", ".gitlab-ci.yml"),
    ],
)
def test_recipes_keep_to_their_schemas(tmp_path: Path, schema: str, name: str) -> None:
    """GitHub's and GitLab's own schemas find nothing wrong with them."""
    text = (ROOT / name).read_text() if (ROOT / name).is_file() else RECIPES[name]
    path = tmp_path / "recipe.yml"
    path.write_text(text)
    tool = Path(sys.executable).with_name("check-jsonschema")
    done = run(tool, "--builtin-schema", schema, path, folder=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_workflow_uses_the_action_as_it_is() -> None:
    """What the recipe gives the action are inputs that the action has."""
    action = yaml.safe_load((ROOT / "action.yml").read_text())
    steps = yaml.safe_load(RECIPES[".github/workflows/leaflets.yml"])["jobs"]["leaflets"]["steps"]
    assert set(steps[1]["with"]) <= set(action["inputs"])
