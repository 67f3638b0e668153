"""veraPDF's verdict where its program is installed: here a stand-in that asks veraPDF's engine."""

from __future__ import annotations

import sys
from pathlib import Path

import pikepdf
import pytest

import leaflet
from leaflet.checks.verapdf import verdict
from tests.checks.accidents import TODAY
from tests.checks.editing import edited, good
from tests.judges.verapdf import VeraPdf

ROOT = Path(__file__).parents[2]
PROGRAM = f"""#!{sys.executable}
import sys
from pathlib import Path
sys.path.insert(0, {str(ROOT)!r})
from tests.judges.verapdf import VeraPdf
assert sys.argv[1:5] == ["--flavour", "ua1", "--format", "text"], sys.argv
with VeraPdf() as engine:
    said = engine.judge(Path(sys.argv[5]), "ua1")
print("PASS" if said.compliant else "FAIL", sys.argv[5], "ua1")
"""
"""Takes and prints what the released program does with these options; the verdict is real."""


@pytest.fixture
def installed(vera: VeraPdf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program on PATH; where its engine is missing, tests are skipped, but never in CI."""
    del vera
    path = tmp_path / "verapdf"
    path.write_text(PROGRAM)
    path.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{Path('/usr/bin')}")


@pytest.mark.slow
@pytest.mark.usefixtures("installed")
def test_its_verdict_is_asked_where_it_is_installed() -> None:
    """A good leaflet passes veraPDF, too, and the check says that it was made."""
    report = leaflet.check(good(), as_of=TODAY)
    assert report.findings == ()
    assert "verapdf" in report.made


@pytest.mark.slow
@pytest.mark.usefixtures("installed")
def test_its_refusal_is_told() -> None:
    """What veraPDF refuses is refused, in its own words."""

    def suspect(pdf: pikepdf.Pdf) -> None:
        pdf.Root.MarkInfo.Suspects = True

    said = verdict(edited(suspect))
    assert said is not None
    assert not said[0]
    assert said[1].startswith("FAIL the file")


def test_without_it_the_check_is_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where veraPDF is not installed, that is said instead."""
    monkeypatch.setenv("PATH", "/nowhere")
    assert verdict(good()) is None
