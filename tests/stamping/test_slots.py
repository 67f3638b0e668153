"""What a clinic puts on the leaflet fits its box at a size that can be read, or is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaflet.checks.tags.agreement import disagreements
from leaflet.errors import AssetError, ExitCode, Problem
from leaflet.layout.dose_chart import ICON
from leaflet.layout.items import RuleItem
from leaflet.stamping.clinic import Clinic
from leaflet.stamping.stamp import stamp
from tests.build import compiled as leaflet_pages
from tests.build import laid_out, leaflet
from tests.judges import page_judge
from tests.judges.outline import outline
from tests.pdf.tools import Glyph, glyphs, picture, ran, text_of

from .made import (
    Direction,
    PaperName,
    changed,
    clinic,
    compiled,
    logo,
    outside,
    slots,
    stamped,
)

BEARING = 1.5
"""How far the ink of a J or of a comma may stand out of its box, in points."""
CAPITAL = 0.714
"""Height of a capital or figure of Noto Sans, in em."""
PAPERS = pytest.mark.parametrize("paper", ["a4", "letter"])
DIRECTIONS = pytest.mark.parametrize("direction", ["ltr", "rtl"])

Box = tuple[float, float, float, float]


def box(name: str, paper: PaperName = "a4", direction: Direction = "ltr") -> Box:
    """The box of a slot."""
    pages = compiled(paper, direction)
    assert pages.cover is not None
    every = (*pages.leaflet.slots, *pages.cover.slots)
    return next(slot.rect for slot in every if slot.name == name)


def cover_page(whose: Clinic, paper: PaperName = "a4", direction: Direction = "ltr") -> bytes:
    """The leaflet with the cover page that leaflet draws."""
    return stamped(changed(whose, cover_page=True), paper=paper, direction=direction)


def in_box(data: bytes, page: int, where: Box) -> list[Glyph]:
    """The characters that touch a box, as they are read."""
    return [glyph for glyph in glyphs(data, page) if glyph.touches(where)]


def size_of(first: str, found: list[Glyph]) -> float:
    """The size in points of the first character ``first``, which is a capital or figure."""
    glyph = next(each for each in found if each.character == first)
    return round((glyph.top - glyph.bottom) / CAPITAL * 4) / 4


def collisions(found: list[Glyph]) -> Iterator[tuple[Glyph, Glyph]]:
    """Characters whose ink lies on that of another."""
    for one, other in combinations(found, 2):
        if (
            min(one.right, other.right) - max(one.left, other.left) > 2 * BEARING
            and min(one.top, other.top) - max(one.bottom, other.bottom) > 1
        ):
            yield one, other


def check_whole(whose: Clinic, paper: PaperName = "a4", direction: Direction = "ltr") -> None:
    """Fail where a word of the clinic leaves its box or stands on another; or is not all there."""
    data = cover_page(whose, paper, direction)
    pages = compiled(paper, direction)
    assert pages.cover is not None
    boxes = {0: [slot.rect for slot in pages.cover.slots]}
    boxes |= {page + 2: here for page, here in slots(paper, direction).items()}
    for page, here in boxes.items():
        found = glyphs(data, page)
        inside = [[glyph for glyph in found if glyph.is_in(each, BEARING)] for each in here]
        others = sorted(set(found).difference(*inside))
        assert others == of_the_medicine(page, paper, direction)
        for each in inside:
            assert list(collisions(each)) == []


@cache
def of_the_medicine(page: int, paper: PaperName, direction: Direction) -> list[Glyph]:
    """The characters of a page that no clinic has a say in."""
    if page:
        boxes = slots(paper, direction)[page - 2]
        return sorted(
            set(outside(stamped(None, paper=paper, direction=direction), page - 2, boxes))
        )
    cover = compiled(paper, direction).cover
    assert cover is not None
    boxes = [slot.rect for slot in cover.slots]
    return sorted(set(outside(cover_page(clinic(), paper, direction), 0, boxes)))


def refusal_of(whose: Clinic) -> Problem | None:
    """Why a clinic's words are refused; or all of them are whole and in place."""
    try:
        check_whole(whose)
    except AssetError as error:
        (problem,) = error.problems
        return problem
    return None


def said_by(whose: Clinic) -> str:
    """All words of the outline, without its marks."""
    return " ".join(re.sub(r"<[^>]*>", "", outline(cover_page(whose))).split())


@PAPERS
@DIRECTIONS
@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"logo": logo(20, 10)},
        {"logo": logo(10, 30)},
        {"logo": logo(90, 10), "name": "Wide"},
        {"name": "Riverside Community Pharmacy"},
        {"name": "Riverside Community Pharmacy", "logo": logo(10, 10)},
        {"name": "Saint Bartholomew Clinic", "descriptor": None},
        {"phone": "+44 (0)1632 960 123"},
        {"phone": "1-800-555-0142"},
        {"hours": ("Monday to Friday, 9 to 5",), "hours_short": None},
        {"web": "www.sampletown-health.example/leaflets/{medicine}"},
        {"web": "health.example/{locale}/{medicine}", "address": "1 A"},
        {"web": None},
        {"descriptor": "Family doctors and nurses"},
        {"message": "Ask at the desk. " * 14},
        {"message": "Ask at the desk.", "web": None},
        {"address": "12 Old Mill Lane\u00a0West, Sampletown, ZZ99\u00a01AA"},
    ],
    ids=lambda changes: " ".join(changes) or "usual",
)
def test_what_fits_stays_inside(
    changes: dict[str, object], paper: PaperName, direction: Direction
) -> None:
    """Long or short, with a wide logo or a high one: nothing of it leaves its box or overlaps."""
    check_whole(clinic(**changes), paper, direction)


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"name": "The Sampletown and District Cooperative Community Pharmacy"}, "name"),
        ({"name": "Pharmaceuticaldispensary"}, "name"),
        ({"phone": "+44 (0)1632 960 123 - 456"}, "phone"),
        ({"descriptor": "Community pharmacy with travel clinic"}, "descriptor"),
        ({"hours": ("Monday to Friday except bank holidays",)}, "hours"),
        ({"address": "Ground Floor, West Wing, Sampletown Community Hospital, 1 Hospital Road"},
         "address"),
        ({"web": "sampletown.example/" + "leaflets/" * 6}, "web"),
        ({"message": "Ask us. " * 90, "cover_page": True}, "message"),
        ({"message": "w" * 60, "cover_page": True}, "message"),
        ({"hours_short": "Monday to Friday, 8:30 to 18:30, by call", "cover_page": True},
         "hours_short"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused(changes: dict[str, object], what: str) -> None:
    """Words too long for their place are an error that quotes them and says what to do."""
    with pytest.raises(AssetError) as caught:
        stamped(clinic(**changes))
    (problem,) = caught.value.problems
    assert what in problem.what.partition("“")[0]
    assert problem.hint
    assert caught.value.exit_code == ExitCode.ASSET


@pytest.mark.parametrize(
    ("name", "in_band", "in_cell"),
    [
        ("North Street", 14, 12),
        ("North Street Clinic", 12.5, 12),
        ("North Street Community Clinic", 12.5, 11),
        ("North Street Neighbourhood Pharmacy", 12.5, 10),
    ],
)
def test_a_long_name_is_set_smaller_never_cut(name: str, in_band: float, in_cell: float) -> None:
    """A name steps down to a size that fits, then to two lines; all of it is printed."""
    data = stamped(clinic(name=name, descriptor=None, logo=logo(10, 10)))
    assert size_of("N", in_box(data, 0, box("clinic-name"))) == in_band
    assert size_of("N", in_box(data, 1, box("clinic-contact"))) == in_cell
    assert text_of(data).count(name) >= 1
    assert outline(data).count(f'"{name}') == 3


@pytest.mark.parametrize(
    ("phone", "in_band", "in_cell"),
    [("01632 960", 18, 18), ("01632 960 123", 18, 18), ("0044 1632 960 12 34", 16, 14)],
)
def test_a_long_number_is_set_smaller_on_one_line(
    phone: str, in_band: float, in_cell: float
) -> None:
    """A telephone number is never broken, and never smaller than 14 points."""
    for page, name, size in ((0, "clinic-phone", in_band), (1, "clinic-contact", in_cell)):
        found = in_box(stamped(clinic(phone=phone)), page, box(name))
        figures = [g for g in found if g.character.isdigit()][: sum(map(str.isdigit, phone))]
        assert max(g.bottom for g in figures) - min(g.bottom for g in figures) < 1
        assert size_of("1", found) == size


@pytest.mark.parametrize(
    ("phone", "dialled"),
    [
        ("01632 960 123", "01632960123"),
        ("(01632) 960-123", "01632960123"),
        ("+44 1632 960123", "+441632960123"),
        ("+44 (0)1632 960123", "+441632960123"),
        ("1.800.555.0142", "18005550142"),
    ],
)
def test_a_number_can_be_called_by_a_touch(phone: str, dialled: str) -> None:
    """The link dials what is printed; the (0) of a number from abroad is never dialled."""
    said = outline(stamped(clinic(phone=phone)))
    assert said.count(f"<Link tel:{dialled}>{phone}</Link>") == 2
    assert said.count("tel:" + dialled) == 2


words = st.text(
    st.sampled_from("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789&'.-+’é"),
    min_size=1,
    max_size=14,
)


@given(st.lists(words, min_size=1, max_size=6).map(" ".join))
@settings(max_examples=40)
def test_any_name_fits_or_is_refused(name: str) -> None:
    """Whatever a clinic is called: its whole name is printed inside its boxes, or none of it."""
    whose = clinic(name=name, logo=logo(10, 10))
    refusal = refusal_of(whose)
    if refusal is None:
        assert " ".join(name.split()) in said_by(whose)
    else:
        assert f"“{name}" in refusal.what
        assert refusal.hint


@given(
    st.lists(words, min_size=1, max_size=8).map(" ".join),
    st.lists(words, min_size=1, max_size=40).map(" ".join).map(lambda text: text[:240].strip()),
    st.lists(words, min_size=1, max_size=4).map(" ".join),
)
@settings(max_examples=40)
def test_any_words_fit_or_are_refused(address: str, message: str, hours: str) -> None:
    """Address, message and hours stay inside their boxes, whatever they are; or are refused."""
    whose = clinic(address=address, message=message, hours=(hours, "daily"), hours_short=hours)
    refusal = refusal_of(whose)
    if refusal is None:
        assert disagreements(cover_page(whose)) == ()
        said = said_by(whose)
        assert message in said
        assert f"{address}." in said
    else:
        assert refusal.hint


@pytest.mark.parametrize(
    "letters",
    [
        "Φαρμακείο Αθηνά",
        "Аптека Київ",
        "Łódź Čapek",
        "Œuvre ﬁn",
        "Zoë…",
        "North\u00a0Street",
        "№ 5 ±",
    ],
)
def test_clinics_have_names_in_many_letters(letters: str) -> None:
    """Names in Greek, Cyrillic or with rare signs are printed and read as they are written."""
    whose = clinic(name=letters, descriptor=None, address=letters)
    data = stamped(whose)
    assert str(page_judge.judge(data, "ua1")) == "compliant"
    plain = letters.replace("ﬁ", "fi").replace("\u00a0", " ")
    assert " ".join(outline(data).split()).count(plain) >= 4
    assert plain in text_of(data)


def codes(data: bytes, page: int, dots: int = 150) -> set[str]:
    """What a camera reads in the QR codes of a printed page."""
    file = BytesIO()
    picture(data, page, dots).save(file, "PNG")
    read = ran("zbarimg", "--quiet", "--raw", "{}", data=file.getvalue())
    return set(read.split())


@PAPERS
@pytest.mark.parametrize(
    ("web", "address"),
    [
        ("north.example/{medicine}", "https://north.example/testicine"),
        ("n.example/{locale}/{medicine}.html", "https://n.example/en-GB/testicine.html"),
        ("sampletown-health.example/leaflets/{medicine}/read",
         "https://sampletown-health.example/leaflets/testicine/read"),
    ],
)  # fmt: skip
def test_a_camera_reads_the_code(web: str, address: str, paper: PaperName) -> None:
    """The QR codes on page 2 and on the cover page open the clinic's address of this leaflet."""
    data = cover_page(clinic(web=web), paper)
    assert codes(data, 3) == {address}
    assert codes(data, 0) == {address}
    said = outline(data)
    assert said.count(f'"QR code: opens {address.removeprefix("https://")}"') == 2
    assert f"<Link {address}>" in said


def test_there_is_room_for_a_stamp_where_there_is_no_code() -> None:
    """Without a web address a dashed box takes the pharmacy's stamp."""
    assert "Pharmacy stamp" in text_of(stamped(None))
    assert "Pharmacy stamp" in text_of(stamped(clinic(web=None)))
    assert "Pharmacy stamp" not in text_of(stamped(clinic()))


def test_hours_give_way_to_their_short_form() -> None:
    """A name on two lines leaves one line for the hours: the short form, or an error that asks."""
    long_name = "North Street Community Clinic"
    data = stamped(clinic(name=long_name, descriptor=None))
    assert "Mon to Fri, 9 to 17" in outline(data)
    assert "Monday to Friday" not in outline(data)
    with pytest.raises(AssetError, match="hours_short"):
        stamped(clinic(name=long_name, descriptor=None, hours_short=None))


def test_a_cover_page_never_speaks_of_a_code_that_is_not_there() -> None:
    """Where the locale's words leave no room for the code, they do not ask to scan it."""
    usual = compiled(words=())
    crowded = compiled(words=(("another_way_text", "Ask us for it. " * 30),))
    whose = clinic(cover_page=True)
    assert "scan this code" in outline(stamp(usual, whose))
    said = outline(stamp(crowded, whose))
    assert "scan this code" not in said
    assert said.count("QR code") == 1  # that of page 2


def test_the_dose_is_left_to_the_pharmacist() -> None:
    """No clinic prints anything where a dose is written by hand."""
    text = leaflet({"dose_chart": {}})
    pages = leaflet_pages(text)
    page = laid_out(text)
    u = page.fit.type_.u
    rows: dict[float, list[RuleItem]] = {}
    for item in page.pages[0].items:
        if isinstance(item, RuleItem) and not item.vertical:
            rows.setdefault(item.y, []).append(item)
    (lines,) = (row for row in rows.values() if len(row) == 4)
    heights = {
        item.length
        for item in page.pages[0].items
        if isinstance(item, RuleItem) and item.vertical and 0 < lines[0].y - item.y < item.length
    }
    (height,) = heights  # of the cells
    writing = height - max(5 * u, ICON) - 4 * u
    assert writing > 15
    for whose in (None, clinic(logo=logo())):
        data = stamp(pages, whose)
        drawn = picture(data, 0)
        for line in lines:
            foot = page.paper.height - line.y + line.weight
            room = (line.x, foot, line.x + line.length, foot + writing - 2)
            assert in_box(data, 0, room) == []
            top = line.y - writing + 1
            blank = drawn.crop((line.x, top, line.x + line.length, line.y - 2))
            assert blank.getextrema() == ((255, 255),) * 3
