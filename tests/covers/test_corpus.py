"""Each thing that a cover may do or suffer: kept, mended, redrawn or refused, and told."""

from __future__ import annotations

import resource
import subprocess
from functools import cache
from io import BytesIO
from pathlib import Path

import pypdf
import pypdfium2  # type: ignore[import-untyped]
import pytest
from PIL import Image, ImageChops

from leaflet.covers.eye import far_off
from leaflet.errors import CoverError, ExitCode
from leaflet.pdf.remnants import remnants
from leaflet.pipeline import Builder
from leaflet.pipeline.names import Built, CoverWish
from leaflet.workspace import Workspace

from .corpus import CORPUS, Case

ROOT = Path(__file__).parents[2]
EVERY = pytest.mark.parametrize("name", CORPUS)
CLINIC = """\
clinic: riverside
name: Riverside Clinic
phone: 01632 960 123
address: 1 North Street
locale: en-GB
cover: {{file: cover.pdf, alt: Our cover, pages: "{pages}"}}
"""
LONGEST = 13
"""Seconds of computing: ten for the cover, the rest for starting and for the leaflet itself."""


@cache
def builder() -> Builder:
    """One builder, so that the leaflet itself is laid out once."""
    return Builder(Workspace(ROOT))


@cache
def alone() -> tuple[Image.Image, Image.Image]:
    """The leaflet's own pages without a cover."""
    pdf = builder().build("baclofen").pdf
    return page_of(pdf, 0), page_of(pdf, 1)


def built(case: Case, folder: Path) -> Built:
    """The leaflet with this cover."""
    data = case.make()
    if case.pages is None:
        path = folder / "cover.pdf"
        path.write_bytes(data)
        return builder().build("baclofen", cover=[CoverWish(path=path, alt="Our cover")])
    home = folder / "content" / "clinics" / "riverside"
    home.mkdir(parents=True)
    (home / "cover.pdf").write_bytes(data)
    (home / "clinic.yaml").write_text(CLINIC.format(pages=case.pages), encoding="utf-8")
    return Builder(Workspace(folder)).build("baclofen", clinic="riverside")


def built_or_refused(case: Case, folder: Path) -> Built | CoverError:
    """The leaflet, or why there is none."""
    try:
        return built(case, folder)
    except CoverError as error:
        return error


@EVERY
def test_cover_becomes_what_it_should(name: str, tmp_path: Path) -> None:
    """A cover is kept, redrawn or refused as it should be, in time, and looks as its file does."""
    case = CORPUS[name]
    began = time_of_others()
    leaflet = built_or_refused(case, tmp_path)
    assert time_of_others() - began < LONGEST
    if isinstance(leaflet, CoverError):
        (problem,) = leaflet.problems
        assert case.becomes in {"refused", "sound"}, problem
        assert case.says in str(problem)
        assert problem.hint
        assert leaflet.exit_code is ExitCode.ASSET
        return
    assert case.becomes != "refused", leaflet.notices
    redrawn = any("put in as a picture" in notice for notice in leaflet.notices)
    assert case.becomes == "sound" or redrawn == (case.becomes == "picture"), leaflet.notices
    assert any(case.says in notice for notice in ("", *leaflet.notices)), leaflet.notices
    assert "PDF/UA-1" in leaflet.standards
    assert remnants(leaflet.pdf) == ()
    for word in (b"gotcha", b"Jane"):
        assert word not in leaflet.pdf
    if case.alike and case.becomes != "sound":
        index = int(case.pages.partition("-")[0]) - 1 if case.pages else 0
        assert alike(page_of(case.make(), index), page_of(leaflet.pdf, 0))
    if case.pages is None:
        first = leaflet.pages - 2
        for index, page in enumerate(alone()):
            own = page_of(leaflet.pdf, first + index)
            assert ImageChops.difference(own, page).getbbox() is None


def time_of_others() -> float:
    """Seconds that processes we started have computed."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def page_of(data: bytes, index: int) -> Image.Image:
    """One page as pdfium draws it, of however many."""
    document = pypdfium2.PdfDocument(data)
    drawn_page: Image.Image = document[index].render(scale=50 / 72).to_pil().convert("RGB")
    return drawn_page


def alike(file: Image.Image, page: Image.Image) -> bool:
    """Whether a page is the file's, fitted into the middle without distortion."""
    scale = min(page.width / file.width, page.height / file.height)
    size = round(file.width * scale), round(file.height * scale)
    expected = Image.new("RGB", page.size, "white")
    corner = (page.width - size[0]) // 2, (page.height - size[1]) // 2
    expected.paste(file.resize(size, Image.Resampling.LANCZOS), corner)
    return not far_off(expected, page)


SAMPLE = (
    "A4 upright", "turned and cut", "visible part below zero", "layer that is off", "pattern",
    "mask by brightness", "stamp", "ticked box", "filled field", "signature", "script of a field",
    "scan by fax", "scan as JBIG2",
    "photograph as JPEG 2000", "names with odd bytes", "end cut off", "locked against changes, AES",
    "font of the standard ones",
)  # fmt: skip


@pytest.mark.parametrize("name", SAMPLE)
def test_another_program_sees_the_same(name: str, tmp_path: Path) -> None:
    """Poppler, too, draws the cover page as it draws the cover: pdfium is not its own judge."""
    case = CORPUS[name]
    leaflet = built(case, tmp_path)
    (tmp_path / "leaflet.pdf").write_bytes(leaflet.pdf)
    before, after = drawn(tmp_path / "cover.pdf"), drawn(tmp_path / "leaflet.pdf")
    assert alike(before, after)
    assert sum(after.convert("L").histogram()[:200]) > 50  # it is not an empty page


def drawn(path: Path) -> Image.Image:
    """The first page as poppler draws it."""
    done = subprocess.run(
        ["pdftoppm", "-cropbox", "-png", "-r", "50", "-f", "1", "-l", "1", path],
        capture_output=True, check=True,
    )  # fmt: skip
    with Image.open(BytesIO(done.stdout)) as page:
        return page.convert("RGB")


def test_corpus_is_read_by_others_too() -> None:
    """What is called sound in the corpus is no PDF of our own making only."""
    reader = pypdf.PdfReader(BytesIO(CORPUS["A4 upright"].make()))
    assert "Riverside" in reader.pages[0].extract_text()
