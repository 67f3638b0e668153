"""Checking as a whole: from Python, many at once, beside a workspace, and what is no leaflet."""

from __future__ import annotations

import datetime as dt
import io
import random
from functools import cache
from pathlib import Path
from typing import Literal

import pikepdf
import pytest

import leaflet
from leaflet.checks.apart import Checker
from leaflet.checks.matching import Subject
from leaflet.checks.reading import read_pdf
from leaflet.checks.rules import CHECKS
from leaflet.design import A4
from leaflet.workspace import built_in
from tests import build
from tests.checks.accidents import ACCIDENTS, TODAY
from tests.checks.editing import edited, good, rewrite
from tests.layout.test_pages import told_apart


def test_a_good_leaflet_has_no_findings(tmp_path: Path) -> None:
    """What leaflet has just built passes, and what could not be checked is said."""
    path = tmp_path / "baclofen.en-GB.pdf"
    path.write_bytes(good())
    report = leaflet.check(path, as_of=TODAY)
    assert report.findings == ()
    assert not report.fails(strict=True)
    assert {check for check, _ in report.not_made} <= {"verapdf", "text-current", "clinic-current"}
    assert report.file.endswith("baclofen.en-GB.pdf")


def test_findings_come_back_whole() -> None:
    """A finding tells what, where on which page, and what to do, through the limited process."""
    (accident,) = ACCIDENTS["text-words"]
    report = leaflet.check(accident.pdf(), name="patient.pdf", as_of=TODAY)
    (finding,) = report.findings
    assert finding.check == "text-words"
    assert finding.severity == "error"
    assert "[-Never-]" in finding.what
    assert finding.what.startswith("children: ")
    assert str(finding.location) == "patient.pdf"
    assert finding.spot is not None
    assert finding.spot.page == 2
    assert finding.spot.box is not None
    assert finding.hint


def test_behind_covers_a_finding_says_the_files_page() -> None:
    """In a file with covers the leaflet's pages are found, and told by their place in the file."""

    def one_word_less(pdf: pikepdf.Pdf) -> None:
        rewrite(pdf, 3, b"( from children. Never share it.)", b"( from children. share it.)")

    report = leaflet.check(edited(one_word_less, good(clinic="sample-pharmacy")), as_of=TODAY)
    (finding,) = report.findings
    assert finding.check == "text-words"
    assert finding.spot is not None
    assert finding.spot.page == 4


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_right_to_left_is_read(direction: Literal["ltr", "rtl"]) -> None:
    """A mirrored leaflet passes as its like does, with numbered steps and all."""
    data = build.finished(told_apart(), A4, words=build.locale(direction))
    report = CHECKS.report(Subject(read_pdf(data, "a.pdf"), as_of=TODAY), "a.pdf")
    unlike_real_ones = {"carried", "box-numbers"}  # it has no digests, and calls nobody
    assert {finding.check for finding in report.findings} <= unlike_real_ones


def test_the_workspace_is_what_counts() -> None:
    """Beside the workspace it was built from a leaflet is current."""
    report = leaflet.check(good(), workspace=built_in(), as_of=TODAY)
    assert report.findings == ()
    assert "text-current" in report.made


def test_the_clinic_is_compared_with_its_file() -> None:
    """Beside the workspace, a clinic's leaflet has the clinic's name and number as they are now."""
    report = leaflet.check(good(clinic="sample-pharmacy"), workspace=built_in(), as_of=TODAY)
    assert report.findings == ()
    assert "clinic-current" in report.made


def test_a_file_that_carries_nothing_is_compared_by_its_name(tmp_path: Path) -> None:
    """Where a cleaner removed all that the file told, its name tells with which text to compare."""
    path = tmp_path / "baclofen.en-GB.pdf"

    def clean(pdf: pikepdf.Pdf) -> None:
        del pdf.attachments["leaflet.json"]
        del pdf.Root.Names
        del pdf.Root.Metadata

    path.write_bytes(edited(clean))
    report = leaflet.check(path, workspace=built_in(), as_of=TODAY)
    assert {finding.check for finding in report.findings} == {"carried", "title"}
    assert "text-words" in report.made
    unknown = tmp_path / "scan0001.pdf"
    path.rename(unknown)
    with pytest.raises(leaflet.UsageError, match="does not tell which leaflet it is"):
        leaflet.check(unknown, workspace=built_in())


def test_many_files_keep_their_order() -> None:
    """Reports come in the order of the files; one that cannot be read costs itself."""
    (accident,) = ACCIDENTS["bookmarks"]
    seen: list[object] = []
    outcomes = leaflet.check_all(
        [good(), b"%PDF-1.7 broken", accident.pdf()], as_of=TODAY, jobs=2, on_progress=seen.append
    )
    first, second, third = outcomes
    assert isinstance(first, leaflet.Report)
    assert isinstance(third, leaflet.Report)
    assert isinstance(second, leaflet.AssetError)
    assert not first.fails()
    assert [each.check for each in third.findings] == ["bookmarks"]
    assert not third.fails()
    assert third.fails(strict=True)
    assert len(seen) == 3


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b"\x89PNG and so on", "is no PDF"),
        (b"%PDF-1.7\nnothing else", "damaged"),
        (good()[: len(good()) // 3], "damaged"),
    ],
    ids=["empty", "a picture", "a stump", "cut off"],
)
def test_what_cannot_be_read_is_said(data: bytes, says: str) -> None:
    """A file that is no PDF, or a broken one, is an error with the exit code of assets."""
    with pytest.raises(leaflet.AssetError, match=says) as caught:
        leaflet.check(data)
    assert caught.value.exit_code == leaflet.ExitCode.ASSET


def test_a_locked_file_is_said() -> None:
    """A PDF that needs a password is not checked, and says so."""
    with pikepdf.open(io.BytesIO(good())) as pdf:
        out = io.BytesIO()
        pdf.save(out, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    with pytest.raises(leaflet.AssetError, match="password"):
        leaflet.check(out.getvalue())


def test_what_is_no_leaflet_is_said() -> None:
    """A PDF that leaflet did not make is an error, not a list of forty findings."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        out = io.BytesIO()
        pdf.save(out)
    with pytest.raises(leaflet.AssetError, match="is no leaflet"):
        leaflet.check(out.getvalue())


def test_a_file_that_takes_for_ever_is_given_up() -> None:
    """A hostile file costs itself: the next one is checked as ever."""
    bomb = edited(_paints_itself_often)
    with Checker() as checker:
        with pytest.raises(leaflet.AssetError, match=r"far more|too much time"):
            checker.report(bomb, "bomb.pdf", as_of="2026-11-25")
        assert checker.report(good(), "good.pdf", as_of="2026-11-25").findings == ()


def _paints_itself_often(pdf: pikepdf.Pdf) -> None:
    """Forms that paint forms, eight times each, eight levels deep: 16 million rectangles."""
    inner = pdf.make_stream(b"0 0 1 1 re f" * 8)
    inner.Type, inner.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    inner.BBox = pikepdf.Array([0, 0, 1, 1])
    for _ in range(8):
        outer = pdf.make_stream(b"/X Do " * 8)
        outer.Type, outer.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        outer.BBox = pikepdf.Array([0, 0, 1, 1])
        outer.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=inner))
        inner = outer
    page = pdf.pages[0]
    name = page.add_resource(inner, pikepdf.Name.XObject)
    page.contents_add(f"/Artifact BMC {name} Do EMC".encode())


def test_dates_are_compared_with_the_day_asked_for() -> None:
    """What is past is past on the day that is asked for, not on the day of the test."""
    report = leaflet.check(good(), as_of=dt.date(2030, 1, 1))
    assert [finding.check for finding in report.findings] == ["review-due"]


def damaged(seed: int) -> bytes:
    """A good leaflet with a few bytes of its objects changed."""
    chance = random.Random(seed)
    data = bytearray(_plain())
    for _ in range(chance.randint(1, 6)):
        name = chance.choice((b"/Type", b"/K", b"/Nums", b"/P ", b"/Kids", b"/Font", b"/Annots"))
        at = data.find(name, chance.randrange(len(data)))
        new = chance.choice((b"/Odd\x82", b"null ", b"123 ", b"(a) ", b"[ ] ", b"true "))
        if at >= 0:
            data[at + len(name) : at + len(name) + len(new)] = new
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


@cache
def _plain() -> bytes:
    """The good leaflet without compression, so that damage meets objects."""
    with pikepdf.open(io.BytesIO(good())) as pdf:
        out = io.BytesIO()
        pdf.save(
            out, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
        )  # fmt: skip
    return out.getvalue()


@pytest.mark.parametrize("seed", range(15))
def test_damaged_files_are_reported_or_refused(seed: int) -> None:
    """Whatever bytes are wrong, the checks give a report or a clear refusal, and nothing else."""
    try:
        subject = Subject(read_pdf(damaged(seed), "a.pdf"), as_of=TODAY)
    except leaflet.AssetError:
        return
    CHECKS.report(subject, "a.pdf")
