"""``leaflet diff``: what changed, between any two versions that have a name."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from leaflet.workspace import built_in

from .test_approve import BACLOFEN, approve
from .typed import Run, needs


@pytest.fixture
def copy(folder: Path) -> Path:
    """A copy of baclofen in a scratch workspace."""
    BACLOFEN.parent.mkdir(parents=True)
    shutil.copy(built_in() / BACLOFEN, BACLOFEN)
    return folder


def edit() -> None:
    """Change one statement of the copy."""
    text = BACLOFEN.read_text("utf-8")
    assert "Rise slowly." in text
    BACLOFEN.write_text(text.replace("Rise slowly.", "Get up slowly."), "utf-8")


TOLD = "[-Rise-]{+Get up+} slowly."


def test_since_the_approval(run: Run, copy: Path) -> None:
    """Without more words it tells what changed since the text was approved, old and new."""
    assert "no approved text of baclofen in en-GB is kept here" in run("diff", "baclofen").err
    assert approve(run).code == 0
    done = run("diff", "baclofen")
    assert (done.code, done.out) == (0, "")
    assert "say the same" in done.err
    edit()
    done = run("diff", "baclofen")
    assert done.code == 0
    assert "side_effects.rows.common.action.stand-up-slowly: changed" in done.out
    assert TOLD in done.out
    assert "1 change from approved 2026-11-22 to now, 0 of them critical" in done.err
    assert copy.is_dir()


def test_a_kept_text_that_was_changed_is_refused(run: Run, copy: Path) -> None:
    """What was approved cannot be rewritten in silence."""
    assert approve(run).code == 0
    (kept,) = (copy / "content/approvals").rglob("*.txt")
    kept.write_bytes(kept.read_bytes().replace(b"Rise", b"Jump"))
    done = run("diff", "baclofen")
    assert (done.code, "is not the text that was approved" in done.err) == (3, True)


def test_two_files(run: Run, copy: Path) -> None:
    """Two files are compared wherever they lie."""
    shutil.copy(BACLOFEN, "old.yaml")
    edit()
    done = run("diff", "baclofen", "old.yaml", str(BACLOFEN), "--json")
    (change,) = json.loads(done.out)["changes"]
    assert change["old"]["words"] == "Rise slowly."
    assert change["new"]["words"] == "Get up slowly."
    assert copy.is_dir()


@needs("git")
def test_git_revisions(run: Run, copy: Path) -> None:
    """Two revisions of the workspace's own history are compared, or one with now."""

    def git(*arguments: str) -> None:
        identity = ("-c", "user.name=Robin Sample", "-c", "user.email=robin@sample.example")
        subprocess.run(["git", *identity, *arguments], check=True, cwd=copy, capture_output=True)

    git("init", "-q")
    git("add", ".")
    git("commit", "-q", "-m", "First words")
    edit()
    git("commit", "-q", "-a", "-m", "Plainer words")
    assert TOLD in run("diff", "baclofen", "HEAD~1", "HEAD").out
    assert TOLD in run("diff", "baclofen", "HEAD~1").out
    assert run("diff", "baclofen", "HEAD").out == ""
    for name in ("no-such", "--output=x", "HEAD~9"):
        done = run("diff", "baclofen", "--", name)
        assert (done.code, "no git revision here" in done.err) == (2, True)
    git("mv", "content", "elsewhere")
    git("commit", "-q", "-m", "Moved")
    git("mv", "elsewhere", "content")
    assert (
        "HEAD has no content/medicines/baclofen/en-GB.yaml" in run("diff", "baclofen", "HEAD").err
    )


def test_two_locales(run: Run, copy: Path) -> None:
    """Two locales of a medicine are compared on the same statements, with each one's authority."""
    done = run("diff", "baclofen", "en-GB", "en-US")
    assert done.code == 0
    assert "[-being sick-]{+throwing up+} (vomiting)" in done.out
    assert "authorities: Canadian label, US label" in done.out
    assert "other sources" not in done.out
    assert copy.is_dir()
