"""What programs that people really use do to a leaflet, and that the checks tell."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pytest

import leaflet
from leaflet.workspace import built_in
from tests.checks.accidents import TODAY
from tests.checks.editing import good
from tests.pdf.tools import ran

LOST = {"tags-there", "title", "language", "carried"}
"""What nearly every merger and converter loses."""


def checked(path: Path) -> leaflet.Report:
    """The report on a file, beside the text that comes with leaflet."""
    return leaflet.check(path, workspace=built_in(), as_of=TODAY)


@pytest.fixture
def paths(tmp_path: Path) -> tuple[Path, Path]:
    """A good leaflet, and where a program puts what it makes of it, under the name it had."""
    before, after = tmp_path / "good.pdf", tmp_path / "made" / "baclofen.en-GB.pdf"
    before.write_bytes(good())
    after.parent.mkdir()
    return before, after


def test_qpdf_linearize_loses_nothing(paths: tuple[Path, Path]) -> None:
    """A leaflet made ready for the web is as good as before."""
    _, after = paths
    ran("qpdf", "--linearize", "{}", str(after), data=good())
    assert checked(after).findings == ()


def test_pypdf_clone_loses_nothing(paths: tuple[Path, Path]) -> None:
    """Cloned by pypdf, all is there."""
    before, after = paths
    pypdf.PdfWriter(clone_from=before).write(after)
    assert checked(after).findings == ()


def test_pypdf_append_loses_what_is_told(paths: tuple[Path, Path]) -> None:
    """Appended by pypdf, the words are there, and tags, title and language are lost."""
    before, after = paths
    writer = pypdf.PdfWriter()
    writer.append(before)
    writer.write(after)
    report = checked(after)
    assert {finding.check for finding in report.findings if finding.severity == "error"} == LOST
    assert {"text-words", "text-shape", "text-visible"} <= set(report.made)
    with pytest.raises(leaflet.AssetError, match="is no leaflet"):
        leaflet.check(after)


def test_pdftocairo_loses_what_is_told(paths: tuple[Path, Path]) -> None:
    """Printed to a new PDF by poppler, every word still looks right, and the rest is lost."""
    _, after = paths
    ran("pdftocairo", "-pdf", "{}", str(after), data=good())
    report = checked(after)
    assert {finding.check for finding in report.findings if finding.severity == "error"} == LOST


def test_pdfunite_hides_which_pages_are_whose(tmp_path: Path) -> None:
    """Of two leaflets merged by poppler nobody can tell which pages are whose, and that is said."""
    second, pack = tmp_path / "en-US.pdf", tmp_path / "pack.pdf"
    second.write_bytes(good(locale="en-US"))
    ran("pdfunite", "{}", str(second), str(pack), data=good())
    report = leaflet.check(pack, as_of=TODAY)
    assert "page-own" in {finding.check for finding in report.findings}
    assert "text-words" in {check for check, _ in report.not_made}


def test_a_printer_drivers_picture_is_told(paths: tuple[Path, Path]) -> None:
    """Printed as a picture, nothing is left to compare, and that is an error."""
    import pypdfium2  # type: ignore[import-untyped]

    _, after = paths
    document = pypdfium2.PdfDocument(good())
    looks = [document[index].render(scale=1).to_pil() for index in range(len(document))]
    out = io.BytesIO()
    looks[0].save(out, "PDF", save_all=True, append_images=looks[1:], resolution=72)
    after.write_bytes(out.getvalue())
    report = checked(after)
    assert "page-picture" in {finding.check for finding in report.findings}
    assert report.fails()
