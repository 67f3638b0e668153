"""A small leaflet, compiled once, to be stamped for clinics made in code."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, Literal

from leaflet.compiled import Compiled
from leaflet.compiling.compile import compile_leaflet
from leaflet.covers import ImportedCover
from leaflet.design import PAPERS, Edition
from leaflet.pdf.objects import Name, Stream
from leaflet.stamping.clinic import DANGER, NEUTRAL_BRAND, Clinic, LogoObjects
from leaflet.stamping.stamp import stamp
from tests.build import faces, leaflet, locale
from tests.covers.build import cover_pdf, imported
from tests.pdf.tools import Glyph, glyphs

PaperName = Literal["a4", "letter"]
Direction = Literal["ltr", "rtl"]

WAVES = Stream(
    {"Type": Name("XObject"), "Subtype": Name("Form"), "BBox": (0, 0, 20, 10), "Resources": {}},
    b"0 0.3 0.4 rg 0 0 20 10 re f",
)


@cache
def compiled(
    paper: PaperName = "a4",
    direction: Direction = "ltr",
    characters: str = "",
    words: tuple[tuple[str, str], ...] = (),
    edition: Edition = "standard",
) -> Compiled:
    """The pages of a made-up medicine, with some of the locale's ``words`` changed."""
    text = leaflet()
    spoken = locale(direction, **dict(words))
    facts = {
        "medicine": text.medicine,
        "locale": spoken.locale,
        "paper": paper,
        "version": text.version,
        "date": text.date.isoformat(),
        "name": text.name,
        "title": f"{text.name}: {spoken.words.patient_leaflet}",
        "review": "draft",
    }
    return compile_leaflet(
        text, spoken, faces(), PAPERS[paper], facts=facts, edition=edition, characters=characters
    )  # fmt: skip


def changed(usual: Clinic, **changes: Any) -> Clinic:
    """The same clinic, save what ``changes`` says otherwise."""
    same = {name: getattr(usual, name) for name in Clinic.__slots__ if name != "memo"}
    return Clinic(**same | changes)


def clinic(**changes: Any) -> Clinic:
    """A clinic with all that it can show, save what ``changes`` says otherwise."""
    usual = Clinic(
        id="north-street",
        name="North Street",
        descriptor="Village pharmacy",
        phone="01632 960 123",
        hours=("Monday to Friday", "9:00 to 17:00"),
        hours_short="Mon to Fri, 9 to 17",
        address="1 North Street, Sampletown",
        web="north.example/{medicine}",
        message=None,
        brand=NEUTRAL_BRAND,
        danger=DANGER,
        logo=None,
        cover_page=False,
    )
    return changed(usual, **changes)


def logo(width: float = 20, height: float = 10) -> LogoObjects:
    """A plain rectangle of these proportions."""
    form = Stream(
        {**WAVES.dictionary, "BBox": (0, 0, width, height)},
        b"0 0.3 0.4 rg 0 0 %d %d re f" % (width, height),
    )
    return LogoObjects(objects=(form,), width=width, height=height, alt="Logo: a rectangle")


@cache
def covers(pages: int, prefix: str = "cover1") -> tuple[ImportedCover, ...]:
    """One cover of so many pages, or none."""
    del prefix  # two covers of one file must be two
    return (imported(cover_pdf(copies=pages)),) if pages else ()


def stamped(
    whose: Clinic | None = None,
    *,
    paper: PaperName = "a4",
    direction: Direction = "ltr",
    front: Sequence[ImportedCover] = (),
    back: Sequence[ImportedCover] = (),
    duplex: bool = True,
) -> bytes:
    """The finished leaflet."""
    characters = whose.characters() if whose else ""
    needed = "".join(sorted({c for c in characters if ord(c) > 126 and c != "\u00a0"}))
    return stamp(
        compiled(paper, direction, needed), whose, front=front, back=back, duplex=duplex
    )  # fmt: skip


Boxes = dict[int, list[tuple[float, float, float, float]]]


@cache
def slots(paper: PaperName = "a4", direction: Direction = "ltr") -> Boxes:
    """The boxes that a clinic fills on each of the leaflet's pages."""
    boxes: Boxes = {0: [], 1: []}
    for slot in compiled(paper, direction).leaflet.slots:
        if slot.name.startswith("clinic-"):
            boxes[slot.page].append(slot.rect)
    return boxes


def outside(data: bytes, page: int, boxes: Sequence[tuple[float, ...]]) -> list[Glyph]:
    """The characters of a page that lie wholly within none of the boxes."""
    return sorted(
        glyph
        for glyph in glyphs(data, page)
        if not any(glyph.is_in((box[0], box[1], box[2], box[3])) for box in boxes)
    )
