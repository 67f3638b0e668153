"""Covers from the programs that clinics use, each in a finished leaflet.

The files in ``tests/covers/data`` were made once; its README says by which program and version.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest
from PIL import Image, ImageChops, ImageFilter

from leaflet.checks.tags.agreement import disagreements
from leaflet.covers import Rung
from leaflet.pipeline import Builder, Built, CoverWish, PaperName
from leaflet.workspace import Workspace
from tests.covers.build import picture
from tests.judges import page_judge
from tests.judges.outline import outline
from tests.judges.verapdf import VeraPdf
from tests.judges.verdict import Flavour
from tests.pdf.tools import check_syntax

DATA = Path(__file__).parent / "covers" / "data"
ALT = "Cover of Riverside Clinic"
FLAVOURS: dict[str, Flavour] = {"PDF/UA-1": "ua1", "PDF/A-3a": "3a"}

CLINIC = """\
clinic: riverside
name: Riverside Clinic
phone: 01632 960 123
address: 1 North Street
locale: en-GB
"""

MANY = """\
cover:
  - {file: weasyprint.pdf, alt: Our pack}
  - {file: scan.pdf, alt: Our scan}
  - {file: typst.pdf, alt: Our hours}
back:
  - {file: libreoffice.pdf, alt: Behind}
  - {file: libreoffice-plain.pdf, alt: Last, lang: fr}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of cover, and what becomes of it.

    Attributes:
        rungs: where each cover ends up, in order.
        pages: how many pages the covers before the leaflet have.
        behind: how many those behind it have.
        clinic: lines of a clinic's file, where the command line cannot say it.
        standards: what the finished leaflet states.
        notices: parts of what is told, in order.
        looks: page of ``file`` that the first cover page looks like.
    """

    file: str
    rungs: tuple[Rung, ...]
    pages: int = 1
    behind: int = 0
    clinic: str = ""
    standards: tuple[str, ...] = ("PDF/UA-1", "PDF/A-3a")
    notices: tuple[str, ...] = ()
    looks: int = 0


TAGGED: tuple[Rung, ...] = ("tagged",)
FIGURE: tuple[Rung, ...] = ("figure",)
KINDS = {
    "weasyprint": Kind(file="weasyprint", rungs=TAGGED, pages=2),
    "typst": Kind(file="typst", rungs=TAGGED, pages=2),
    "libreoffice": Kind(file="libreoffice", rungs=TAGGED, pages=2),
    "chromium": Kind(file="chromium", rungs=TAGGED, pages=2),
    "locked-rc4": Kind(file="locked-rc4", rungs=TAGGED, pages=2),
    "locked-aes": Kind(file="locked-aes", rungs=TAGGED, pages=2),
    "weasyprint-plain": Kind(file="weasyprint-plain", rungs=FIGURE, pages=2),
    "libreoffice-plain": Kind(file="libreoffice-plain", rungs=FIGURE, pages=2),
    "scan": Kind(file="scan", rungs=FIGURE),
    "form": Kind(file="form", rungs=FIGURE, notices=("Form fields were painted as they stand",)),
    "layers": Kind(file="layers", rungs=FIGURE),
    "rotated": Kind(file="rotated", rungs=FIGURE),
    "cropped": Kind(file="cropped", rungs=FIGURE),
    "cmyk": Kind(file="cmyk", rungs=FIGURE, standards=("PDF/UA-1",)),
    "reportlab": Kind(file="reportlab", rungs=FIGURE),
    "two-of-200": Kind(
        file="long", rungs=FIGURE, pages=2, looks=2,
        clinic='cover: {file: long.pdf, pages: "3-4", alt: Pages of a brochure}\n',
    ),
    "second-page": Kind(
        file="weasyprint", rungs=TAGGED, looks=1,
        clinic='cover: {file: weasyprint.pdf, pages: "2"}\n',
    ),
    "as-figure": Kind(
        file="typst", rungs=FIGURE, pages=2,
        clinic="cover: {file: typst.pdf, role: figure, alt: Our pack}\n",
    ),
    "as-text": Kind(
        file="libreoffice-plain", rungs=("text",), pages=2,
        clinic="cover: {file: libreoffice-plain.pdf, role: text}\n",
    ),
    "as-decoration": Kind(
        file="cropped", rungs=("decoration",),
        clinic="cover: {file: cropped.pdf, role: decoration}\n",
    ),
    "many": Kind(
        file="weasyprint", rungs=("tagged", "figure", "tagged", "tagged", "figure"), pages=5,
        behind=4, clinic=MANY,
    ),
}  # fmt: skip

EVERY = pytest.mark.parametrize("name", KINDS)
OWN_TAGS = [name for name, kind in KINDS.items() if kind.rungs == TAGGED and kind.pages == 2]


@cache
def made(name: str, paper: PaperName = "a4") -> tuple[Built, tuple[Rung, ...]]:
    """The leaflet with covers of this kind, and the rung of each."""
    kind = KINDS[name]
    if not kind.clinic:
        builder = plain_builder()
        before = len(rungs(builder))
        wish = CoverWish(path=DATA / f"{kind.file}.pdf", alt=ALT)
        built = builder.build("baclofen", paper=paper, cover=[wish])
        return built, rungs(builder)[before:]
    with tempfile.TemporaryDirectory() as folder:
        builder = Builder(Workspace(clinic_folder(Path(folder), kind.clinic)))
        builder.stock._at_hand.update(pages_of(plain_builder()))
        built = builder.build("baclofen", paper=paper, clinic="riverside")
    return built, rungs(builder)


def rungs(builder: Builder) -> tuple[Rung, ...]:
    """How each cover is kept, in the order in which they were imported."""
    return tuple(item.rung for name, item in builder.stock._at_hand.items() if name[0] == "placed")


def pages_of(builder: Builder) -> dict[tuple[object, ...], object]:
    """What a builder has laid out."""
    return {name: item for name, item in builder.stock._at_hand.items() if name[0] == "pages"}


@cache
def plain_builder() -> Builder:
    """One builder of the built-in content, so that the leaflet itself is laid out once."""
    return Builder(Workspace(Path(__file__).parents[1]))


@cache
def without_covers(clinic: bool) -> bytes:
    """The leaflet by itself, with the clinic's brand or without."""
    if not clinic:
        return plain_builder().build("baclofen").pdf
    with tempfile.TemporaryDirectory() as folder:
        builder = Builder(Workspace(clinic_folder(Path(folder), "")))
        return builder.build("baclofen", clinic="riverside").pdf


def clinic_folder(folder: Path, covers: str) -> Path:
    """A workspace with one clinic, which has all covers in its folder."""
    home = folder / "content" / "clinics" / "riverside"
    home.mkdir(parents=True)
    (home / "clinic.yaml").write_text(CLINIC + covers, encoding="utf-8")
    for path in DATA.glob("*.pdf"):
        if path.name in covers:
            shutil.copy(path, home)
    return folder


def first_leaflet_page(kind: Kind) -> int:
    """Its index: after the covers, and a blank where their number is odd."""
    return kind.pages + kind.pages % 2


def same_dots(one: Image.Image, other: Image.Image) -> bool:
    """Whether two pictures do not differ in a single dot."""
    return one.size == other.size and ImageChops.difference(one, other).getbbox() is None


@EVERY
def test_leaflet_with_a_cover_keeps_to_the_standards(
    name: str, vera: VeraPdf, tmp_path: Path
) -> None:
    """With any cover a leaflet is PDF/UA-1, and PDF/A where it says so, without one failure."""
    kind, (built, _) = KINDS[name], made(name)
    assert built.standards == kind.standards
    path = built.write(tmp_path)
    for standard in built.standards:
        assert str(vera.judge(path, FLAVOURS[standard])) == "compliant"
    assert disagreements(built.pdf) == ()
    check_syntax(built.pdf)


@EVERY
def test_cover_is_kept_as_well_as_it_can_be(name: str) -> None:
    """A cover keeps its tags if it has any, else it is drawn as it was, else it is a picture."""
    kind, (built, rungs) = KINDS[name], made(name)
    assert rungs == kind.rungs
    said = iter(built.notices)
    assert all(any(part in notice for notice in said) for part in kind.notices), built.notices
    assert bool(built.notices) == bool(kind.notices or kind.standards != tuple(FLAVOURS))


@EVERY
def test_leaflet_itself_is_the_same_with_and_without_a_cover(name: str) -> None:
    """A cover changes no dot of the leaflet's own two pages."""
    kind, (built, _) = KINDS[name], made(name)
    alone = without_covers(bool(kind.clinic))
    start = first_leaflet_page(kind)
    for index in range(2):
        assert same_dots(picture(built.pdf, start + index, 60), picture(alone, index, 60))


@EVERY
def test_cover_looks_as_its_file_does(name: str) -> None:
    """Turned, cropped, with hidden layers and filled fields, a cover is seen as it was."""
    kind, (built, _) = KINDS[name], made(name)
    shown = picture(built.pdf, 0)
    original = picture((DATA / f"{kind.file}.pdf").read_bytes(), kind.looks).resize(shown.size)
    difference = ImageChops.difference(original, shown).filter(ImageFilter.BoxBlur(2))
    dots = difference.convert("L").histogram()
    assert sum(dots[48:]) < 0.002 * sum(dots)
    assert sum(shown.convert("L").histogram()[:200]) > 50  # it is not an empty page


@EVERY
def test_viewers_find_covers_and_leaflet(name: str) -> None:
    """Bookmarks, page labels and languages tell covers and leaflet apart."""
    kind, (built, _) = KINDS[name], made(name)
    cover = ["Cover"] if kind.pages == 1 else [f"Cover {n + 1}" for n in range(kind.pages)]
    labels = [*cover, *(["Blank"] if kind.pages % 2 else []), "1", "2"]
    labels += [f"Back cover {n + 1}" for n in range(kind.behind)]
    reader = pypdf.PdfReader(BytesIO(built.pdf))
    assert [label.lower() for label in reader.page_labels] == [each.lower() for each in labels]
    assert built.pages == len(labels)
    with pikepdf.open(BytesIO(built.pdf)) as pdf, pdf.open_outline() as bookmarks:
        titles = ["Cover", "Baclofen", *(["Back cover"] if kind.behind else [])]
        assert [str(item.title) for item in bookmarks.root] == titles
        pages = [page.obj.objgen for page in pdf.pages]
        goals: Any = [item.destination for item in bookmarks.root]
        expected = [0, first_leaflet_page(kind), first_leaflet_page(kind) + 2]
        assert [pages.index(goal[0].objgen) for goal in goals] == expected[: len(titles)]
        assert str(pdf.Root.Lang) == "en-GB"
    said = outline(built.pdf)
    assert '  Part id=leaflet.text lang=en-GB title="Baclofen"' in said
    if name == "many":
        assert '  Part lang=fr title="Back cover"' in said
    elif not kind.clinic:
        assert '  Part lang=en-GB title="Cover"' in said


@pytest.mark.parametrize("name", OWN_TAGS)
def test_own_tags_are_kept(name: str) -> None:
    """Headings, lists, links and tables of a tagged cover are spoken as what they are."""
    said = outline(made(name)[0].pdf).partition('title="Baclofen"')[0]
    roles = [line.split()[0] for line in said.splitlines()[2:]]
    assert [role for role in roles if role in {"H1", "H2", "L", "Table"}] == [
        "H1", "H2", "L", "H2", "Table",
    ]  # fmt: skip
    assert roles.count("LI") == 2
    assert roles.count("TH") >= 2
    assert "<Link https://riverside.example/pack>" in said
    for words in ("Riverside Clinic", "A pack for you", "Whom to ask", "9 to 17"):
        assert words in said


def test_hidden_layer_stays_hidden() -> None:
    """The draft's stamp on a layer that is off is off in the leaflet."""
    with pikepdf.open(BytesIO(made("layers")[0].pdf)) as pdf:
        off: Any = pdf.Root.OCProperties.D.OFF
        assert [str(group.Name) for group in off] == ["draft"]
        assert len(list(pdf.Root.OCProperties.OCGs)) == 2


def test_locked_brochure_leaves_neither_lock_nor_unused_pages() -> None:
    """The leaflet can be opened and changed, and has nothing of the 198 pages left out."""
    for name in ("locked-rc4", "locked-aes"):
        assert not pypdf.PdfReader(BytesIO(made(name)[0].pdf)).is_encrypted
    brochure = made("two-of-200")[0].pdf
    pages = pypdf.PdfReader(BytesIO(brochure)).pages
    assert [page.extract_text().split()[-1] for page in pages[:2]] == ["3", "4"]
    assert len(brochure) < len(without_covers(clinic=True)) + 20_000


@EVERY
def test_covers_go_onto_letter_too(name: str) -> None:
    """On the other paper each cover is kept in the same way, and is accessible too."""
    built, rungs = made(name, "letter")
    assert rungs == KINDS[name].rungs
    assert str(page_judge.judge(built.pdf, "ua1")) == "compliant"
    with pikepdf.open(BytesIO(built.pdf)) as pdf:
        assert {tuple(map(int, page.mediabox)) for page in pdf.pages} == {(0, 0, 612, 792)}
