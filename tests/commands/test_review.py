"""``leaflet review`` and ``leaflet diff --pdf``: papers that a reviewer prints."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from pathlib import Path

from leaflet.workspace import built_in
from tests.papers.test_papers import said

from .test_approve import BACLOFEN
from .typed import Run


def test_the_printed_command_approves_what_was_reviewed(run: Run, folder: Path) -> None:
    """Whoever types the last page's command, with their own name, approves that very text."""
    BACLOFEN.parent.mkdir(parents=True)
    shutil.copy(built_in() / BACLOFEN, BACLOFEN)
    done = run("review", "baclofen", "--out", "pack.pdf")
    assert (done.code, done.out) == (0, "pack.pdf\n")
    found = re.search(
        r"leaflet (approve .* --date) year-month-day", said(Path("pack.pdf").read_bytes())
    )
    assert found is not None
    words = found[1]
    for answer in ("Robin Sample", "Pharmacist", "S-48215"):
        words = words.replace("…", answer, 1)
    assert run(*shlex.split(words), "2026-11-22").code == 0
    assert json.loads(run("build", "--json").out)[0]["reviewed"] is True
    text = BACLOFEN.read_text("utf-8")
    BACLOFEN.write_text(text.replace("Rise slowly.", "Get up slowly."), "utf-8")
    done = run(*shlex.split(words), "2026-11-22")
    assert (done.code, "it has changed since" in done.err) == (2, True)
    assert folder.is_dir()


def test_diff_writes_a_pdf(run: Run, folder: Path) -> None:
    """``--pdf`` writes the comparison, and names the file."""
    done = run("diff", "baclofen", "en-GB", "en-US", "--pdf", "differs.pdf")
    assert (done.code, done.out) == (0, "differs.pdf\n")
    text = said((folder / "differs.pdf").read_bytes())
    assert "Baclofen: what differs" in text
    assert "contacts.advice: only in en-GB" in text
