"""The one way to build a leaflet: what it needs is taken from the stock, stamped and judged."""

from __future__ import annotations

import os

from leaflet.assembly.facts import CoverSettings, CoverSource
from leaflet.assembly.judging import Judging
from leaflet.assembly.stock import Stock, key_of
from leaflet.naming import DEFAULT_LOCALE
from leaflet.stamping.stamp import page_count, stamp
from leaflet.standards import IN_WORDS

TYPE_CHECKING = False  # see leaflet.pdf.objects
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Protocol

    from leaflet.assembly.facts import PlacedCover
    from leaflet.assembly.judging import Judge
    from leaflet.assembly.stock import Side
    from leaflet.compiled import Compiled
    from leaflet.stamping.patient import PatientFiller
    from leaflet.standards import Claims
else:
    Protocol = object

SIDES: tuple[Side, ...] = ("cover", "back")


class ForPatient(Protocol):
    """A patient's words, and the pages that have room for them; nothing of it is kept."""

    def pages(self, paper: str, edition: str, characters: str) -> Compiled:
        """The pages, for slots with these characters."""

    def filler(self, edition: str) -> PatientFiller:
        """What fills the patient's slots."""


class Asked:
    """What is asked for; see ``leaflet.build``. Covers are a path and the words for it."""

    __slots__ = (
        "as_of", "back", "clinic", "cover", "duplex", "edition", "locale", "medicine", "paper",
        "patient",
    )  # fmt: skip

    def __init__(
        self,
        medicine: str,
        locale: str | None = None,
        clinic: str | None = None,
        paper: str | None = None,
        cover: Sequence[tuple[str, str | None]] = (),
        back: Sequence[tuple[str, str | None]] = (),
        *,
        edition: str = "standard",
        duplex: bool = True,
        as_of: str | None = None,
        patient: ForPatient | None = None,
    ) -> None:
        self.medicine = medicine
        self.locale = locale
        self.clinic = clinic
        self.paper = paper
        self.cover = cover
        self.back = back
        self.edition = edition
        self.duplex = duplex
        self.as_of = as_of
        self.patient = patient


class Assembled:
    """A finished leaflet; see ``pipeline.Built``."""

    __slots__ = (
        "clinic", "draft_because", "edition", "leading", "locale", "medicine", "next_review",
        "notices", "pages", "paper", "pdf", "reasons", "reviewed", "reviewed_by", "standards",
        "type_size", "version",
    )  # fmt: skip

    medicine: str
    locale: str
    clinic: str | None
    pdf: bytes
    pages: int
    paper: str
    edition: str
    type_size: float
    leading: float
    reviewed: bool
    standards: tuple[str, ...]
    notices: tuple[str, ...]
    version: str
    reviewed_by: str
    draft_because: str
    next_review: str
    reasons: tuple[str, ...]
    """Why a standard is not stated."""


def assemble(
    stock: Stock,
    judging: Judging,
    judge: Judge,
    asked: Asked,
    *,
    look_at: Callable[[Sequence[PlacedCover]], None] | None = None,
) -> Assembled:
    """One leaflet, finished in memory.

    Args:
        stock: what it is put together from.
        judging: what has passed the judge before.
        judge: who says what the file may state, where that is not known.
        asked: which leaflet, and how.
        look_at: is shown the covers before they are taken.

    Raises:
        LeafletError: something handed in is wrong.
        NotAtHandError: something would have to be made, and the stock has no makers.
    """
    clinic = asked.clinic
    tag = asked.locale or default_locale(stock, clinic)
    paper = asked.paper or stock.locale(tag).paper
    prepared = stock.clinic(clinic, tag) if clinic else None
    characters = prepared.characters() if prepared else ""
    wanted = (asked.medicine, tag, paper, asked.edition, characters, asked.as_of)
    patient = asked.patient
    if patient is None:
        compiled = stock.pages(*wanted)
    else:
        compiled = patient.pages(paper, asked.edition, characters)
    patients = patient.filler(asked.edition) if patient else None
    front, back = stock.covers(
        [(side, _wanted(stock, asked, side, tag)) for side in SIDES], compiled
    )
    covers = (*front, *back)
    if look_at is not None:
        look_at(covers)
    before, behind = [cover.block for cover in front], [cover.block for cover in back]

    def stamped(claims: Claims) -> bytes:
        return stamp(
            compiled, prepared, front=before, back=behind, duplex=asked.duplex, claims=claims,
            patient=patients,
        )  # fmt: skip

    pages = stock.pages_key(*wanted)
    owner = stock.key("clinic", clinic, tag) if clinic else stock.key("locale", tag)
    parts = (owner, *(cover.key for cover in covers))
    whose = None
    if all(parts):
        whose = key_of(clinic, asked.duplex, compiled.size, compiled.slots_digest, *parts)

    def by_itself(claims: Claims) -> bytes:
        return stamp(compiled, None, claims=claims)

    if patient is None:
        pdf, claims, reasons = judging.judged(pages, whose, stamped, by_itself, judge)
    else:
        pdf, claims, reasons = judge(stamped)
    made = Assembled()
    made.medicine = asked.medicine
    made.locale = tag
    made.clinic = clinic
    made.pdf = pdf
    made.pages = page_count(compiled, prepared, before, behind, duplex=asked.duplex)
    made.paper = paper
    made.edition = asked.edition
    made.type_size = float(compiled.facts["size"])
    made.leading = float(compiled.facts["leading"])
    made.reviewed = compiled.facts["review"] != "draft"
    made.standards = tuple([IN_WORDS[claim] for claim in claims])
    notices = [notice for cover in covers for notice in cover.notices]
    made.notices = tuple(
        dict.fromkeys((*(prepared.notices if prepared else ()), *notices, *reasons))
    )
    made.version = compiled.facts["version"]
    made.reviewed_by = compiled.facts["reviewedBy"]
    made.draft_because = compiled.facts["draftBecause"]
    made.next_review = compiled.facts["nextReview"]
    made.reasons = reasons
    return made


def default_locale(stock: Stock, clinic: str | None) -> str:
    """The locale where none is asked for: the clinic's, or else en-GB."""
    if clinic is None:
        return DEFAULT_LOCALE
    return stock.clinic_facts(clinic).locale or DEFAULT_LOCALE


def _wanted(stock: Stock, asked: Asked, side: Side, tag: str) -> list[CoverSource]:
    """The covers of one side: those asked for, or else the clinic's."""
    wishes = asked.cover if side == "cover" else asked.back
    if wishes:
        return [
            CoverSource(
                path,
                CoverSettings(
                    file=os.path.basename(path), pages=None, alt=alt, lang=tag,
                    role="auto", fit="contain",
                ),
                None,
            )
            for path, alt in wishes
        ]  # fmt: skip
    return stock.own_covers(asked.clinic, side) if asked.clinic else []
