"""A clinic's brand and covers leave the medicine's text alone: every line where it was."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from leaflet.checks.tags.agreement import disagreements
from leaflet.stamping.clinic import Clinic
from leaflet.structure import StructureElement
from tests.judges import page_judge
from tests.judges.outline import outline
from tests.pdf.tools import check_syntax, picture, ran

from .made import Direction, PaperName, clinic, compiled, covers, logo, outside, slots, stamped

FULL = clinic(logo=logo())
BARE = clinic(
    id="bare", descriptor=None, hours=(), hours_short=None, web=None, name="Bare", address="Here"
)
OTHER = clinic(
    id="other", name="Old Mill Health Centre", phone="0800 555 011", web="mill.example/a/b",
    address="12 Mill Lane", brand=(0x6A, 0x1B, 0x5A), hours=("Always",),
)  # fmt: skip
CLINICS = {"neutral": None, "full": FULL, "bare": BARE, "other": OTHER}
WHOSE = pytest.mark.parametrize("whose", CLINICS.values(), ids=CLINICS)
PAPERS = pytest.mark.parametrize("paper", ["a4", "letter"])
DIRECTIONS = pytest.mark.parametrize("direction", ["ltr", "rtl"])


@PAPERS
@DIRECTIONS
@WHOSE
def test_no_letter_moves(whose: Clinic | None, paper: PaperName, direction: Direction) -> None:
    """Outside the clinic's boxes every character stands where it does on the neutral leaflet."""
    neutral = stamped(None, paper=paper, direction=direction)
    data = stamped(whose, paper=paper, direction=direction, front=covers(1), back=covers(1))
    for page, boxes in slots(paper, direction).items():
        expected = outside(neutral, page, boxes)
        assert len(expected) > 500
        assert outside(data, page + 2, boxes) == expected


def test_an_independent_reader_finds_the_words_in_place() -> None:
    """Poppler's word boxes on the leaflet's pages are the same with covers before and behind."""
    alone = ran("pdftotext", "-bbox", "{}", "-", data=stamped(FULL))
    data = stamped(FULL, front=covers(3), back=covers(2))
    among = ran("pdftotext", "-bbox", "-f", "5", "-l", "6", "{}", "-", data=data)
    assert alone.count("<word") > 300
    assert among[among.index("<page") :] == alone[alone.index("<page") :]


@PAPERS
@WHOSE
def test_covers_change_no_pixel_of_the_leaflet(whose: Clinic | None, paper: PaperName) -> None:
    """The leaflet's own two pages look exactly the same with and without covers."""
    alone = stamped(whose, paper=paper)
    among = stamped(whose, paper=paper, front=covers(2), back=covers(1))
    for page in (0, 1):
        assert picture(among, page + 2, 100).tobytes() == picture(alone, page, 100).tobytes()


@WHOSE
def test_the_text_is_copied_byte_for_byte(whose: Clinic | None) -> None:
    """What a pharmacist has approved is one block of bytes, in every clinic's file the same."""
    block = compiled().leaflet.block.data
    assert len(block) > 20_000
    assert stamped(whose).count(block) == 1
    assert stamped(whose, front=covers(1), back=covers(3), duplex=False).count(block) == 1


@DIRECTIONS
@WHOSE
def test_every_stamp_is_accessible(whose: Clinic | None, direction: Direction) -> None:
    """Tree, parent tree, content and links agree in every clinic's file, and a judge passes it."""
    for front, back in ((0, 0), (1, 2), (2, 1)):
        data = stamped(whose, direction=direction, front=covers(front), back=covers(back))
        assert disagreements(data) == ()
        assert str(page_judge.judge(data, "ua1")) == "compliant"
        check_syntax(data)


def test_no_clinic_leaves_a_trace_on_the_neutral_leaflet() -> None:
    """After any clinic's leaflet the neutral one is as before, and says "Your pharmacy"."""
    before = stamped(None)
    for whose in (FULL, OTHER, BARE):
        stamped(whose, front=covers(1))
    after = stamped(None)
    assert after == before
    said = outline(after)
    for word in ("North Street", "Village", "01632", "Sampletown", "north.example", "Mill"):
        assert word not in said
    assert said.count("Your pharmacy") == 2
    with pikepdf.open(BytesIO(after)) as pdf:
        objects: list[Any] = [pdf.get_object(n, 0) for n in range(1, len(pdf.objects) + 1)]
        everything = b"".join(
            each.read_bytes() if isinstance(each, pikepdf.Stream) else each.unparse(resolved=True)
            for each in objects
            if each is not None
        )
    assert b"leaflet:clinic>" not in everything
    assert b"north" not in everything.lower()


def test_what_a_clinic_leaves_out_is_not_announced() -> None:
    """A clinic without hours and web address has no empty paragraph, link or figure for them."""
    assert "Read online" in outline(stamped(FULL))
    assert "Read online" not in outline(stamped(BARE))
    assert disagreements(stamped(BARE)) == ()  # which finds empty elements, too


@pytest.mark.parametrize("count", [1, 2, 3])
def test_covers_of_one_file_stand_side_by_side(count: int) -> None:
    """The same file may be put in several times, before and behind the leaflet."""
    data = stamped(FULL, front=covers(1) * count, back=covers(1) * count)
    assert disagreements(data) == ()
    with pikepdf.open(BytesIO(data)) as pdf:
        assert len(pdf.pages) == count + count % 2 + 2 + count


def test_a_cover_is_named_in_each_leaflets_own_words() -> None:
    """One clinic's cover goes into leaflets of several languages; each names it in its own."""
    from leaflet.stamping.stamp import stamp

    (cover,) = covers(1)
    titles = []
    for word in ("Cover", "Portada", "Cover"):
        pages = compiled(words=(("cover", word),))
        with pikepdf.open(BytesIO(stamp(pages, None, front=[cover]))) as pdf:
            titles.append(str(pdf.Root.StructTreeRoot.K.K[0].T))
    assert titles == ["Cover", "Portada", "Cover"]
    assert cover.structure.title is None
    named = replace(cover, structure=StructureElement("Part", cover.structure.kids, title="Ours"))
    with pikepdf.open(BytesIO(stamp(compiled(), None, front=[named]))) as pdf:
        assert str(pdf.Root.StructTreeRoot.K.K[0].T) == "Ours"
