"""Whether an imported cover is what it claims to be: valid, and looking as the clinic's file does.

The judge is page-validation, the eye is pdfium. Either may be missing on a machine; then nothing is
proved, and the notices say so.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from typing import Any

from leaflet.covers.assembly import assemble
from leaflet.covers.boxes import Placement
from leaflet.covers.eye import far_off, seen_to_differ, sharpness
from leaflet.covers.picture import Drawings, View, as_image, same
from leaflet.covers.values import ImportedCover

_ANOTHER_PAGE = 0.1
"""Share of a page that differs if it is another: letters drawn coarsely are a little darker."""

EVERY_VIEW: tuple[View, ...] = ("screen", "print", "flat")

_FINER = (1, 3)
"""Drawn that many times as finely and seen from as far: what differs then, does not because lines
and the dots of a scan fall between those of the drawing."""

_MANY = 50
_COARSER = 0.6
"""Of more pages than that each is drawn more coarsely: at 80 dots to the inch on A4."""

_IN_WORDS = {
    "FONT-EMBEDDING": "a font is not in the file",
    "FONT": "a font does not tell which letters it draws",
    "TRUETYPE": "a font does not tell which letters it draws",
    "CMAP": "a font does not tell which letters it draws",
    "CID": "a font is incomplete",
    "HEADING": "its headings leave out levels",
    "TABLE": "the rows and headers of a table do not fit together",
    "LIST": "a list is put together wrongly",
    "ALT": "a picture has no alternative text",
}
"""What the judge's rules come to for the person who made the cover, the first that fits."""


def faults(pdf: bytes) -> tuple[str, ...] | None:
    """What page-validation finds against PDF/UA-1; ``None`` where it is not installed."""
    try:
        judge: Any = importlib.import_module("page")
    except ImportError:
        return None
    try:
        report = judge.validate_pdf_bytes(pdf, profile="ua1")
    except judge.PageError:
        return ("it cannot be checked",)
    found = (_in_words(str(failure.rule_id), str(failure.message)) for failure in report.failures)
    return tuple(dict.fromkeys(found))


def looks_different(
    original: Drawings,
    indexes: Sequence[int],
    cover: ImportedCover,
    places: Sequence[Placement],
    views: Sequence[View] = EVERY_VIEW,
) -> bool:
    """Whether a page of ``cover`` is drawn otherwise than the page of ``original`` it was.

    It must look as in one of the ``views``, for programs do not agree on what is seen of notes.
    """
    coarser = 1.0 if len(indexes) <= _MANY else _COARSER
    with Drawings(assemble(cover, places)) as ours:
        return any(
            _differ(original, index, ours, number, coarser, views)
            for number, index in enumerate(indexes)
        )


def looks_far_off(
    original: Drawings, indexes: Sequence[int], cover: ImportedCover, places: Sequence[Placement]
) -> bool:
    """The same for pictures of the pages, whose fine lines are softer: whether one is another."""
    with Drawings(assemble(cover, places)) as ours:
        return any(
            all(_is_another(original, index, ours, number, finer) for finer in _FINER)
            for number, index in enumerate(indexes)
        )


def _is_another(original: Drawings, index: int, ours: Drawings, number: int, finer: int) -> bool:
    scale = sharpness(original.size(index)) / 2 * finer
    before = original.draw(index, scale, original.fullest(index))
    after = ours.draw(number, sharpness(ours.size(number)) / 2 * finer)
    return far_off(before, after, _ANOTHER_PAGE)


def _differ(
    original: Drawings,
    index: int,
    ours: Drawings,
    number: int,
    coarser: float,
    views: Sequence[View],
) -> bool:
    scale = sharpness(original.size(index)) * coarser

    def seen(finer: int, view: View) -> bool:
        return _seen(original, index, ours, number, scale * finer, finer, view)

    # notes on a page, as comments, may be seen on the screen only
    return all(seen(finer, view) for finer in _FINER for view in views)


def _seen(
    original: Drawings,
    index: int,
    ours: Drawings,
    number: int,
    scale: float,
    finer: int,
    view: View,
) -> bool:
    before, after = original.dots(index, scale, view), ours.dots(number, scale)
    if same(before, after):
        return False
    one, other = as_image(before), as_image(after)
    if finer > 1:
        one, other = one.reduce(finer), other.reduce(finer)
    return seen_to_differ(one, other)


def _in_words(rule: str, message: str) -> str:
    rule = rule.removeprefix("PDFUA1-")
    words = next((words for part, words in _IN_WORDS.items() if part in rule), message)
    return f"{words} ({rule})"
