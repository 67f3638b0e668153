"""What the drawn pages hold, judged on stamped files and on ReportLab's own."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Literal

import pikepdf
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from leaflet.checks.tags.agreement import disagreements
from leaflet.compiled import BODY_MCID
from leaflet.design import A4, LETTER, SMALLEST, Paper
from leaflet.drawing.pages import SLOT_MARK, draw
from leaflet.layout.pages import compose
from leaflet.model.medicine import Leaflet
from leaflet.structure import outline as words_of
from tests import build
from tests.judges.outline import outline
from tests.layout.printed import printed
from tests.layout.test_two_pages import SHORT

FULL = {"taking": 80, "section": 40}
"""So much that it is set at the floor, after many layouts."""
BLOCKS: list[dict[str, object]] = [
    {"paragraph": [build.statement(12), build.statement("Call **999** or 111, [oui]{lang=fr}.")]},
    {"lead": "Some words:"},
    {"bullets": build.statements(18)},
    {"ticks": build.statements(18)},
    {"steps": build.statements(18)},
]
ALL_KINDS = {
    "taking": [build.section("way", BLOCKS)],
    "sections": [build.section("one", BLOCKS[:3]), build.section("two", BLOCKS[3:])],
}
LEAFLETS: dict[str, Leaflet] = {
    "plain": build.leaflet(),
    "short": build.leaflet(**SHORT, sections=1),
    "full": build.leaflet(**FULL),
    "no chart": build.leaflet({"dose_chart": "none"}),
    "all kinds": build.leaflet(ALL_KINDS, warning=8, overdose=8),
}
EVERY = pytest.mark.parametrize("name", LEAFLETS)


@cache
def finished(name: str, paper: Paper = A4, direction: Literal["ltr", "rtl"] = "ltr") -> bytes:
    """One of the leaflets as a finished PDF."""
    leaflet = LEAFLETS[name]
    if name == "full" and paper is LETTER:
        leaflet = build.leaflet(taking=60, section=30)
    return build.finished(leaflet, paper, words=build.locale(direction))


@EVERY
@pytest.mark.parametrize(
    ("paper", "direction"), [(A4, "ltr"), (LETTER, "rtl")], ids=["a4", "letter, right to left"]
)
def test_all_that_is_painted_is_marked(
    name: str, paper: Paper, direction: Literal["ltr", "rtl"]
) -> None:
    """Each thing painted belongs to an element or is an artifact, and tree and marks agree."""
    assert disagreements(finished(name, paper, direction)) == ()


@EVERY
def test_layouts_that_were_tried_leave_no_marks(name: str) -> None:
    """However many layouts were tried, all words are drawn, and each mark is of them once."""
    laid_out = build.laid_out(LEAFLETS[name])
    drawn = draw(laid_out.pages, A4, build.faces(), direction="ltr", slot_characters="abc")
    leaves = list(laid_out.structure.leaves())
    assert [leaf.text for leaf in leaves if not leaf.places] == []
    places = Counter(place for leaf in leaves for place in leaf.places)
    assert set(places.values()) == {1}
    assert set(places) == {
        (number, BODY_MCID + index)
        for number, page in enumerate(drawn.pages)
        for index in range(len(page.owners))
    }


def test_layouts_that_were_tried_add_no_words() -> None:
    """A leaflet that is set at the floor has the structure it had before any layout."""
    leaflet = LEAFLETS["full"]
    laid_out = build.laid_out(leaflet)
    assert laid_out.fit.type_ == SMALLEST
    fresh = compose(leaflet, build.locale(), build.faces(), A4)
    assert words_of(laid_out.structure) == words_of(fresh)


def test_drawing_twice_gives_the_same_bytes() -> None:
    """The same leaflet is drawn to the same bytes, from the first to the last."""
    assert build.finished(build.leaflet()) == finished("plain")


FONT_NAMES = re.compile(r"/[A-Z]{6}\+(NotoSans-(Regular|Bold)|LeafletSymbols-Regular)")


@EVERY
def test_only_our_faces_are_in_the_file(name: str) -> None:
    """Every font is a subset of ours, and embedded: no Helvetica of the viewer's choice."""
    with pikepdf.open(BytesIO(finished(name))) as document:
        fonts = [
            value for value in document.objects
            if isinstance(value, pikepdf.Dictionary) and value.get("/Type") == "/Font"
        ]  # fmt: skip
        assert fonts
        for font in fonts:
            assert FONT_NAMES.fullmatch(str(font.BaseFont))
            assert "/FontFile2" in font.FontDescriptor
        used = {str(font.BaseFont).partition("+")[2] for font in fonts}
    assert {"NotoSans-Regular", "NotoSans-Bold"} <= used


def test_poppler_finds_no_other_fonts(tmp_path: Path) -> None:
    """The program pdffonts, too, lists our faces only, all embedded and with Unicode maps."""
    if shutil.which("pdffonts") is None:
        pytest.skip("pdffonts is not installed")
    file = tmp_path / "leaflet.pdf"
    file.write_bytes(finished("all kinds"))
    listed = subprocess.run(["pdffonts", file], capture_output=True, text=True, check=True).stdout
    rows = listed.splitlines()[2:]
    assert rows
    for row in rows:
        assert FONT_NAMES.match("/" + row)
        assert row.split()[-5:-2] == ["yes", "yes", "yes"]


def test_words_do_not_join_where_lines_end(tmp_path: Path) -> None:
    """A screen reader finds a space between the last word of a line and the first of the next."""
    said = build.text(40)
    leaflet = build.leaflet(
        {"taking": [build.section("way", [{"paragraph": [build.statement(40)]}])]}
    )
    pdf = build.finished(leaflet)
    assert f'P "{said}"' in outline(pdf)
    if shutil.which("pdfinfo") is not None:
        file = tmp_path / "leaflet.pdf"
        file.write_bytes(pdf)
        told = subprocess.run(
            ["pdfinfo", "-struct-text", file], capture_output=True, text=True, check=True
        )
        assert f'"{said}"' in told.stdout


def spoken(pdf: bytes) -> list[str]:
    """The texts of the lists in the structure, each as it is read aloud."""
    return re.findall(r'^ *LBody "(.*)"$', outline(pdf), re.MULTILINE)


def with_texts(texts: list[str]) -> Leaflet:
    """A leaflet that has these texts, as written, in a list of its own."""
    marked = [re.sub(r"([*\[\\])", r"\\\1", text) for text in texts]
    bullets = {"bullets": [build.statement(text) for text in marked]}
    return build.leaflet(
        {"sections": [build.section("texts", [bullets])]}, **{**SHORT, "contacts": 2}
    )


def repertoire(family: str = "noto-sans") -> list[str]:
    """The characters that can be printed, composed and with a body of their own."""
    widths = build.faces(family).widths
    codes = set(widths["regular"]) & set(widths["bold"]) | set(widths["symbols"])
    return [
        character for character in map(chr, sorted(codes))
        if unicodedata.category(character)[0] in "LNPS"
        and unicodedata.normalize("NFC", character) == character
        and character != "\ufffd"
    ]  # fmt: skip


CHARACTERS = repertoire()
WORDS = st.text(st.one_of(st.sampled_from(CHARACTERS), st.sampled_from("&<>\"'*[]\\(){}%é≥")),
                min_size=1, max_size=5)  # fmt: skip
TEXTS = st.lists(WORDS, min_size=1, max_size=8).map(" ".join)


def as_read(text: str) -> str:
    """A text as a reader finds it: ligatures as their letters."""
    return "".join(
        unicodedata.normalize("NFKC", c) if "\ufb00" <= c <= "\ufb06" else c for c in text
    )


@settings(max_examples=12)
@given(texts=st.lists(TEXTS, min_size=1, max_size=8))
def test_what_is_written_is_printed(texts: list[str]) -> None:
    """Whatever characters an author uses, marks of other languages too, are printed as written."""
    texts = [unicodedata.normalize("NFC", text) for text in texts]
    assume(not any(build.faces().lacks(text) for text in texts))
    assume(not any(number in text for text in texts for number in ("999", "111")))
    assert spoken(build.finished(with_texts(texts)))[-len(texts) :] == list(map(as_read, texts))


@pytest.mark.parametrize(
    "text",
    [
        "a & b < c > d &amp; <b>bold</b> <br/> &#65;",
        "\"quoted\" 'so' “and” ‘so’ — – -",
        "two ** stars, one *, [brackets] and ]{lang=fr} and \\ too \\\\",
        "(open (and) shut) 100% %PDF %%EOF \\n \\051",
        f"mark {SLOT_MARK} %leaflet-slot {SLOT_MARK[1:]}",
        "EMC Q ET endstream endobj",
        "≤ 5 ≥ 3 → ✓ µg ½ °C é ß ő Ω ж",
    ],
)
def test_signs_are_printed_as_they_are(text: str) -> None:
    """What means something to a computer is but a text in a leaflet: no sign breaks its page."""
    pdf = build.finished(with_texts([text, "after it"]))
    assert spoken(pdf)[-2:] == [text, "after it"]
    assert text.split()[0] in printed(pdf)[1].says()
    assert disagreements(pdf) == ()


def test_every_character_of_the_faces_can_be_read_back() -> None:
    """Each character there is prints as itself, though a file needs more than one byte can tell."""
    words = ["".join(CHARACTERS[start : start + 5]) for start in range(0, len(CHARACTERS), 5)]
    texts = [" ".join(words[start : start + 8]) for start in range(0, len(words), 8)]
    assert len(CHARACTERS) > 1500
    for start in range(0, len(texts), 20):
        part = texts[start : start + 20]
        assert spoken(build.finished(with_texts(part)))[-len(part) :] == list(map(as_read, part))


def test_figures_know_where_they_stand() -> None:
    """Each picture says how large it is and where, for readers that show it on its own."""
    pdf = finished("plain")
    front, _ = printed(pdf)
    with pikepdf.open(BytesIO(pdf)) as document:
        boxes = [
            [float(edge) for edge in value.A.BBox] for value in document.objects
            if isinstance(value, pikepdf.Dictionary) and value.get("/S") == "/Figure"
        ]  # fmt: skip
    assert len(boxes) == 2
    for left, bottom, right, top in boxes:
        inside = [
            shape.box for shape in front.shapes
            if left - 4 < shape.box.left and shape.box.right < right + 4
            and front.height - top - 4 < shape.box.top
            and shape.box.bottom < front.height - bottom + 4
        ]  # fmt: skip
        assert len(inside) == 3  # axes, dose, and cross or tick
        assert max(box.right for box in inside) - min(box.left for box in inside) > 0.9 * (
            right - left
        )
