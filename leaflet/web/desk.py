"""The work behind the page, done in processes of its own: what there is, and one leaflet shown.

Each process keeps one desk: a builder that has read and laid out things before. Edited files get a
new one. What a cover or a patient brought in goes with its answer.
"""

from __future__ import annotations

import hashlib
import signal
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from leaflet.errors import LeafletError, Problem
from leaflet.limits import never_outlive_parent
from leaflet.naming import DEFAULT_LOCALE, DEFAULT_MEDICINE
from leaflet.web.orders import Order
from leaflet.web.pictures import pictures
from leaflet.workspace import Workspace

if TYPE_CHECKING:
    from leaflet.pipeline.builder import Builder


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the content lies, and how often it was edited since the page was opened."""

    root: Path
    edits: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedIn:
    """A cover that was handed in: what it is called, and the file."""

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A leaflet as the page shows it."""

    pdf: bytes = field(repr=False)
    pictures: tuple[bytes, ...] = field(repr=False)
    file: str
    pages: int
    paper: str
    type_size: float
    reviewed: bool
    version: str
    notices: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Why there is no leaflet."""

    problems: tuple[Problem, ...]


@dataclass(slots=True)
class _Desk:
    place: Place
    cover: bytes
    """Digest of the cover that its builder knows."""
    builder: Builder


_desk: _Desk | None = None
_PATIENT = "the patient's fields"


def begin() -> None:
    """What a process does first: leave Ctrl-C to its parent, and never outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    never_outlive_parent()


def warm(place: Place) -> None:
    """Load and lay out, before somebody waits for it, what the first question needs."""
    show(place, Order(medicine=DEFAULT_MEDICINE, locale=DEFAULT_LOCALE, dots=48))


def show(
    place: Place, order: Order, cover: HandedIn | None = None, patient: bytes | None = None
) -> Shown | Refused:
    """The leaflet that was asked for, with a picture of each page; or why there is none.

    Args:
        place: where the content lies.
        order: which leaflet.
        cover: a cover for it, in place of the clinic's.
        patient: the patient's dose as JSON.
    """
    from leaflet.pipeline.names import CoverWish
    from leaflet.pipeline.patients import read_patient

    covers = []
    if cover is not None:
        covers = [CoverWish(path=Path(cover.name), alt=order.cover_alt, data=cover.data)]
    try:
        builder = _builder(place, cover)
        locale = order.locale or builder.default_locale(order.clinic)
        who = read_patient(patient, _PATIENT, builder.locale(locale)) if patient else None
        built = builder.build(
            order.medicine, locale=locale, clinic=order.clinic, paper=order.paper,
            edition=order.edition, cover=covers, patient=who,
        )  # fmt: skip
    except LeafletError as error:
        return Refused(problems=tuple(map(_for_the_counter, error.problems)))
    return Shown(
        pdf=built.pdf,
        pictures=pictures(built.pdf, order.dots),
        file=built.name.rpartition("/")[2],
        pages=built.pages,
        paper=built.paper,
        type_size=built.type_size,
        reviewed=built.reviewed,
        version=built.version,
        notices=built.notices,
    )


def _for_the_counter(problem: Problem) -> Problem:
    """A problem without its line and column in what the page sent: nobody sees that file."""
    if problem.location and problem.location.file == _PATIENT:
        return replace(problem, location=None)
    return problem


def _builder(place: Place, cover: HandedIn | None) -> Builder:
    """The desk's builder; a new one where files were edited or another cover was handed in."""
    global _desk
    from leaflet.pipeline.builder import Builder

    digest = hashlib.sha256(cover.data).digest() if cover else b""
    if _desk is None or _desk.place != place or (digest and _desk.cover != digest):
        _desk = _Desk(place, digest, Builder(Workspace(place.root)))
    return _desk.builder
