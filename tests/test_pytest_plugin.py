"""A folder of leaflets as tests of pytest."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

import leaflet
from tests.lints.example import changed

pytest_plugins = ["pytester"]

TODAY = "--leaflets-as-of=2026-11-25"


@pytest.fixture
def folder(pytester: pytest.Pytester) -> Path:
    """Two medicines: one that is right, one with an error and a warning."""
    for name, text in (("good", "Ask us."), ("bad", "Take 5.0 mg twice daily.")):
        path = pytester.path / "content" / "medicines" / name / "en-GB.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(changed(f"text: {text}\nmedicine: {name}"))
    (pytester.path / "other.yaml").write_text("a: 1")
    return pytester.path


def test_nothing_happens_unasked(pytester: pytest.Pytester, folder: Path) -> None:
    """Whoever has leaflet installed beside other tests sees no change in them."""
    assert folder.is_dir()
    pytester.makepyfile("def test_own(): pass")
    pytester.runpytest_subprocess().assert_outcomes(passed=1)


def test_each_leaflet_is_a_test(pytester: pytest.Pytester, folder: Path) -> None:
    """One passes; the other fails with its findings in the report, and no traceback."""
    assert folder.is_dir()
    result = pytester.runpytest_subprocess("--leaflets", TODAY)
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["*5.0* can be read as 50 *dose-trailing-zero*", "*hint: write 5"])
    result.stdout.no_fnmatch_line("*Traceback*")
    result.stdout.fnmatch_lines(["FAILED content/medicines/bad/en-GB.yaml::lint*"])


def test_each_pdf_is_a_test(pytester: pytest.Pytester) -> None:
    """A leaflet that lost a page fails, one as it was built passes; a clinic's covers are none."""
    pdf = leaflet.build("baclofen").pdf
    whole, cut = pytester.path / "output" / "whole.pdf", pytester.path / "output" / "cut.pdf"
    cover = pytester.path / "content" / "clinics" / "north" / "cover.pdf"
    for path in (whole, cut, cover):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(pdf)
    with pikepdf.open(cut, allow_overwriting_input=True) as opened:
        del opened.pages[1]
        opened.save()
    result = pytester.runpytest_subprocess("--leaflets", TODAY, "-rA")
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["PASSED output/whole.pdf::check", "FAILED output/cut.pdf::check*"])


def test_the_configuration_can_ask(pytester: pytest.Pytester, folder: Path) -> None:
    """What is set in pytest's configuration need not be typed; --leaflets-strict fails warnings."""
    path = folder / "content" / "medicines" / "bad" / "en-GB.yaml"
    path.write_text(changed("text: Take it twice daily.\nmedicine: bad"))
    pytester.makeini("[pytest]\nleaflets = true\n")
    result = pytester.runpytest_subprocess("-rA", TODAY)
    result.assert_outcomes(passed=2)
    result.stdout.fnmatch_lines(["*does not say when *dose-often*"])
    strict = pytester.runpytest_subprocess("--leaflets-strict", TODAY)
    strict.assert_outcomes(passed=1, failed=1)


def test_a_file_that_cannot_be_read_fails(pytester: pytest.Pytester, folder: Path) -> None:
    """A file of no YAML is a failed test like any other, not an error of the plugin."""
    (folder / "content" / "medicines" / "good" / "en-GB.yaml").write_text("a: [")
    pytester.runpytest_subprocess("--leaflets", TODAY).assert_outcomes(failed=2)
