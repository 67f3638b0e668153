"""A compiled leaflet: the same on every day, whole, and open only where a clinic comes in."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from leaflet.compiled import (
    BODY_MCID,
    FIRST_CONSTANT,
    FIRST_CONSTANT_KEY,
    FIRST_COVER,
    FIRST_LOGO,
    FIRST_SLOT,
    FOR_PATIENTS,
    METADATA,
    SLOT_CHARACTERS,
    SLOT_ICON,
    SLOTS,
    Compiled,
    Constant,
)
from leaflet.compiling.canonical import said
from leaflet.compiling.compile import compile_leaflet
from leaflet.compiling.output_intent import srgb_profile
from leaflet.design import PAPERS
from leaflet.errors import OverfullError
from leaflet.model.medicine import Leaflet
from leaflet.pdf.file import Block
from leaflet.stamping.clinic_block import clinic_block
from leaflet.stamping.filled import fill_slot
from leaflet.stamping.frame import Shape, frame
from leaflet.stamping.slots import SlotFiller
from leaflet.stamping.stamp import stamp
from leaflet.structure import StructureElement
from tests.build import faces, leaflet, locale, statement
from tests.judges import page_judge
from tests.judges.outline import outline
from tests.pdf.tools import text_of
from tests.stamping.made import clinic, compiled, logo

ROOT = Path(__file__).parents[2]
FACTS = {
    "medicine": "testicine", "locale": "en-GB", "paper": "a4",
    "version": "1.0", "date": "2026-11-21", "name": "Testicine", "title": "Testicine",
    "review": "draft",
}  # fmt: skip


def compile_(text: Leaflet) -> Compiled:
    """The leaflet on A4, with faces that were read for it alone."""
    fresh = faces.__wrapped__()
    return compile_leaflet(text, locale(), fresh, PAPERS["a4"], facts=FACTS)


def parts(of: Compiled) -> tuple[Constant, Constant]:
    """The leaflet's pages and the cover page."""
    assert of.cover is not None
    return of.leaflet, of.cover


def test_compiling_twice_gives_the_same() -> None:
    """What is compiled depends on text, locale, faces and paper alone."""
    assert compile_(leaflet()).plain() == compile_(leaflet()).plain()


def test_second_leaflet_is_drawn_with_its_own_faces() -> None:
    """A leaflet that is compiled behind others is the one that is compiled alone."""
    rare = leaflet({"name": "Ősőβ", "form": "Ÿ ¼ ½ ¾ Ω µ"})
    for text in (rare, leaflet(fact=3), rare):
        data = stamp(compile_(text), clinic())
        assert str(page_judge.judge(data, "ua1")) == "compliant"
    code = (
        "from hashlib import sha256\n"
        "from tests.compiling.test_compile import compile_, leaflet, stamp\n"
        'rare = leaflet({"name": "Ősőβ", "form": "Ÿ ¼ ½ ¾ Ω µ"})\n'
        "print(sha256(stamp(compile_(rare), None)).hexdigest())"
    )
    alone = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code], cwd=ROOT, capture_output=True, check=True
    )
    assert alone.stdout.decode().strip() == sha256(stamp(compile_(rare), None)).hexdigest()


def test_every_character_is_read_as_it_was_written() -> None:
    """Signs beyond the first hundred are drawn, copied and found like any other."""
    signs = "ÀÉÎÕÜ ßæøå ąćęłń čďěřš αβγδε БГДЖЗ ½¼¾ ≤≥± °µ·× “”‘’„ –—… €£¥§ №™©"
    text = leaflet({"form": signs[:34], "sources_in_short": signs[34:]})
    data = stamp(compile_(text), None)
    assert signs[:34] in text_of(data)
    assert signs[34:] in text_of(data)
    assert f'P "{signs[:34]}"' in outline(data)
    assert str(page_judge.judge(data, "ua1")) == "compliant"


def test_slots_have_every_usual_character() -> None:
    """Clinics are stamped into a leaflet that was compiled before anybody knew their names."""
    for font in compiled().fonts.values():
        assert set(SLOT_CHARACTERS) <= font.codes.keys() == font.widths.keys()
        assert len(set(font.codes.values())) == len(font.codes)
    assert "Ł" not in compiled().fonts["bold"].codes
    assert "Ł" in compiled(characters="Ł").fonts["bold"].codes


def numbers_of(block: Block) -> list[int]:
    """The numbers of a block's objects."""
    return [
        *(number for number, _ in block.offsets),
        *(number for number, _, _ in block.packed),
    ]


def test_numbers_are_final() -> None:
    """No object of the constant part has the number of another, or one that stamps write."""
    of = compiled()
    pages, cover = parts(of)
    whose = clinic(logo=logo(), cover_page=True)
    filler = SlotFiller(whose, of.words, of.facts)
    brand = clinic_block(of, (cover, pages), whose, filler)
    filled = dict(brand.filled)
    stamped = numbers_of(brand.block)
    for part in (cover, pages):
        for box in part.slots:
            if box.name not in filled:
                slot = fill_slot(of, box, part.pages[box.page].number, filler, packed=False)
                filled[box.name] = slot
                stamped += slot.objects
            stamped += [number for number, _ in filled[box.name].placed(box)]
    shape = Shape((), (), filled, drawn_cover=True, duplex=True)
    stamped += [*numbers_of(frame(of, shape)), METADATA]
    constant = numbers_of(pages.block) + numbers_of(cover.block)
    everything = constant + stamped
    assert len(everything) == len(set(everything))
    assert max(everything) < FIRST_COVER
    early = {number for number in constant if number < FIRST_CONSTANT}
    assert early == {SLOT_ICON, *(SLOTS[name].container for name in filled)}
    own = {page.number for part in (pages, cover) for page in part.pages}
    assert {number for number in stamped if number >= FIRST_CONSTANT} == own


def test_slots_keep_apart() -> None:
    """No slot has an object number, a key, or on its page an MCID of another or the medicine."""
    numbers: list[int] = []
    keys: list[int] = []
    for slot in SLOTS.values():
        numbers += (slot.container, slot.kids, slot.stream)
        numbers += (slot.element(index) for index in range(20))
        numbers += (slot.annotation(index) for index in range(4))
        keys += range(slot.first_key, slot.first_key + 4)
    assert len(numbers) == len(set(numbers))
    assert FIRST_LOGO < FIRST_SLOT == min(numbers) < max(numbers) < FIRST_CONSTANT
    assert len(keys) == len(set(keys))
    assert max(keys) < FIRST_CONSTANT_KEY
    for part in parts(compiled()):
        for page in range(len(part.pages)):
            here = [SLOTS[box.name] for box in part.slots if box.page == page]
            mcids = [slot.first_mcid + index for slot in here for index in range(slot.mcids)]
            assert len(mcids) == len(set(mcids))
            assert max(mcids) < BODY_MCID


def test_what_depends_on_the_clinic_is_left_open() -> None:
    """Every slot with words has its element; the compiled bytes hold nothing of any clinic."""
    pages, cover = parts(compiled())
    names = {slot.name for slot in (*pages.slots, *cover.slots)}
    assert names == SLOTS.keys() - FOR_PATIENTS
    for part in (pages, cover):
        numbers = numbers_of(part.block)
        for slot in (SLOTS[box.name] for box in part.slots):
            assert slot.container in numbers
            assert not {slot.kids, slot.stream, slot.element(0)} & set(numbers)
    drawn = [each for part in (pages, cover) for page in part.pages for each in page.contents]
    assert {each for each in drawn if isinstance(each, str)} == names


def test_too_much_text_compiles_to_nothing() -> None:
    """A leaflet that does not fit two pages is an error, not a third page."""
    with pytest.raises(OverfullError):
        compile_(leaflet(section=200))


def test_the_attached_text_is_the_structure() -> None:
    """The text inside the file is what a screen reader says: blocks in order, figures in words."""
    data = stamp(compile_(leaflet({"form": "For “adults” & others"})), None)
    with pikepdf.open(BytesIO(data)) as pdf:
        (file,) = pdf.attachments.values()
        says = json.loads(file.get_file().read_bytes())["says"]
    lines = iter(outline(data).splitlines())
    assert [block["page"] for block in says] == sorted(block["page"] for block in says)
    for role, words in ((block["role"], block["text"]) for block in says):
        wanted = f'alt="{words}"' if role == "Figure" else f'{role} "{words}"'
        plain = words if "999" in words or "111" in words else wanted
        assert any(plain in _without_links(line) for line in lines), (role, words)


def _without_links(line: str) -> str:
    """The line without marks of inline elements, and without a space that ends its words."""
    return re.sub(r' "$', '"', re.sub(r"</?(Link|Span)[^>]*>", "", line))


def test_inline_words_are_said_with_their_block() -> None:
    """A link is part of the sentence that it stands in; marks of a list are not read out."""
    item = StructureElement("LI")
    item.add(StructureElement("Lbl", actual_text="•"))
    body = item.add(StructureElement("LBody"))
    body.say("Call ")
    body.add(StructureElement("Link", target="tel:999")).say("999")
    body.say(" now")
    part = StructureElement("Part", [item, StructureElement("Figure", alt="A clock")])
    blocks = [(block.role, block.text) for block in said(part)]
    assert blocks == [("LBody", "Call 999 now"), ("Figure", "A clock")]


def test_the_attached_text_tells_what_a_checker_must_know() -> None:
    """Which blocks are the warning's two halves, which statements they are, and whom to call."""
    data = stamp(compile_(leaflet()), None)
    with pikepdf.open(BytesIO(data)) as pdf:
        (file,) = pdf.attachments.values()
        content = json.loads(file.get_file().read_bytes())
    within = [block.get("in") for block in content["says"]]
    halves = [key for key in dict.fromkeys(within) if key and key.startswith("leaflet.")]
    assert halves == ["leaflet.warning", "leaflet.warning.main", "leaflet.warning.overdose"]
    assert all(block["page"] == 1 for block in content["says"] if block.get("in") in halves)
    ids = [id_ for block in content["says"] for id_ in block.get("ids", ())]
    assert "reporting" in ids
    assert content["contacts"]["emergency"] == "999"
    assert [1, content["draft"]] in content["furniture"]


def test_the_colours_mean_something() -> None:
    """The file carries the profile of its colours: sRGB, three channels, as shipped."""
    profile = srgb_profile()
    assert profile[12:24] == b"mntrRGB XYZ "
    with pikepdf.open(BytesIO(stamp(compiled(), None))) as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert intent.DestOutputProfile.read_bytes() == profile
        assert intent.DestOutputProfile.N == 3


def test_a_statement_is_said_once() -> None:
    """A sentence of the text stands in the tree once, wherever lines and pages break it."""
    marked = "Zebras quietly jump over vexed wolves."
    text = leaflet(
        {"taking": [{"id": "a", "heading": "How?", "icon": "glass",
                     "body": [{"bullets": [statement(marked)]}]}]}
    )  # fmt: skip
    data = stamp(compile_(text), None)
    assert outline(data).count(marked) == 1
    assert text_of(data).count(marked) == 1
