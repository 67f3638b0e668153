"""The large-print edition: the warning alone on page 1, the answers on as many pages as they take.

A long warning, which has to stand whole on one page, gives way in air and leading. Only where that
is not enough is all the edition set in a smaller size, down to the smallest of large print.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from leaflet.design import FOOT_AIR, LARGE, LARGE_GIVING_WAY, Paper, Type
from leaflet.errors import OverfullError, Problem
from leaflet.layout.calendar import CalendarPages
from leaflet.layout.composer import Composer, PatientRoom
from leaflet.layout.contacts import ContactStrip
from leaflet.layout.feet import SmallPrint
from leaflet.layout.fitting import Fit
from leaflet.layout.items import Item, Page, Placed, moved
from leaflet.layout.key_facts import KeyFacts
from leaflet.layout.large import answers, rows, small_print, strips
from leaflet.layout.large.breaking import Run, share
from leaflet.layout.large.dose_rows import DoseRows, PlanRows
from leaflet.layout.large.feet import LargeFoot
from leaflet.layout.large.heads import LargeHead, ShortBand
from leaflet.layout.large.side_effects import SideEffectCards
from leaflet.layout.large.strips import Part, Strip
from leaflet.layout.large.warning_box import LargeWarningBox, Tightness
from leaflet.layout.pages import LaidOut
from leaflet.layout.patient_room import PatientLines
from leaflet.layout.questions import FEWEST, Questions
from leaflet.layout.sections import RULE, Half
from leaflet.model.locale import Locale
from leaflet.model.medicine import DoseChart, DosePlan, DoseTimes, Leaflet
from leaflet.model.review import Approval
from leaflet.structure import LEAFLET, StructureElement
from leaflet.typography.faces import Faces

HEAD_GAP = 3
"""Units between the head of a page and its first strip."""
BAND_GAP, TIGHT_BAND_GAP = 3, 1.25
"""Units between the band and the warning box."""
WIDEST = 4
"""Units by which a gap between two sections may grow where a page has room."""
WORDS_A_LINE = 9
GIVING_WAY = (
    Tightness(LARGE, beside=False, air=1.5),
    Tightness(LARGE, beside=False, air=1),
    Tightness(LARGE, beside=True, air=1),
    *(Tightness(type_, beside=True, air=air) for type_ in LARGE_GIVING_WAY for air in (0.75, 0.4)),
)


@dataclass(frozen=True, slots=True)
class _Section:
    """A section's strips, and before which of the leaflet's elements it begins."""

    strips: list[Strip]
    kid: int


@dataclass(frozen=True, slots=True)
class _Body:
    """All that stands behind page 1."""

    head: LargeHead
    small_print: SmallPrint
    sections: tuple[_Section, ...]
    questions: Questions

    @property
    def strips(self) -> list[Strip]:
        """One below the other."""
        return [strip for section in self.sections for strip in section.strips]


def lay_out_large(
    leaflet: Leaflet,
    locale: Locale,
    faces: Faces,
    paper: Paper,
    approvals: tuple[Approval, ...] = (),
    patient: PatientRoom | None = None,
) -> LaidOut:
    """The pages of the large-print edition on ``paper``, a draft unless there are ``approvals``.

    Raises:
        OverfullError: the warning does not fit page 1, or a single line its place.
    """
    composer = Composer(locale, faces, paper, approvals, patient)
    foot = LargeFoot.compose(composer)
    part = StructureElement("Part", title=leaflet.name, lang=locale.locale, id=LEAFLET)
    band = ShortBand.compose(composer, part, leaflet)
    warning = LargeWarningBox.compose(composer, part, leaflet.warning)
    first, type_ = _first_page(band, warning, foot, leaflet)
    body = _compose_body(composer, part, leaflet, type_)
    top = paper.edge + body.head.place(0, type_, first=False).height + HEAD_GAP * type_.u
    bottom = paper.foot - foot.height - FOOT_AIR * type_.u
    runs = share(body.strips, bottom - top)
    pages = [_Sheet(first.items, first.height)]
    strips, runs = _with_questions(body, runs, part, type_)
    for index, run in enumerate(runs):
        head = body.head.place(paper.edge, type_, first=not index)
        pages.append(_set(strips, run, top, head, foot, body.small_print, type_))
    calendar = _calendar(composer, part, bottom - top, type_)
    for each in calendar:
        head = body.head.place(paper.edge, type_, first=False)
        pages.append(_Sheet((*head.items, *moved(each.items, top)), top + each.height))
    count = len(pages)
    return LaidOut(
        tuple(sheet.finished(foot, number, count) for number, sheet in enumerate(pages, 1)),
        part,
        Fit(type_, ()),
        paper,
    )


def _compose_body(
    composer: Composer, part: StructureElement, leaflet: Leaflet, type_: Type
) -> _Body:
    paper = composer.paper
    head = LargeHead.compose(composer, part, leaflet)
    sections: list[_Section] = []

    def add(strips: list[Strip]) -> None:
        sections.append(_Section(strips, kid))

    kid = len(part.kids)
    add(answers.key_facts(KeyFacts.compose(composer, part, leaflet.key_facts), paper, type_))
    for section in leaflet.taking:
        kid = len(part.kids)
        half = Half.compose(composer, part, section)
        add(answers.section(half.head, half.body, paper, type_))
    if leaflet.dose_chart:
        kid = len(part.kids)
        add(_chart(composer, part, leaflet.dose_chart).strips(type_))
    if patient := PatientLines.compose(composer, part):
        lines = strips.of(patient.place(0, type_), before=Part.SHORT_LIST, gap=type_.u)
        sections[-1].strips.append(lines)
    kid = len(part.kids)
    add(SideEffectCards.compose(composer, part, leaflet.side_effects).strips(type_))
    for section in leaflet.sections:
        kid = len(part.kids)
        half = Half.compose(composer, part, section)
        add(answers.section(half.head, half.body, paper, type_))
    kid = len(part.kids)
    contacts = ContactStrip.compose(composer, part, leaflet.contacts)
    end = SmallPrint.compose(composer, part, leaflet)
    add(
        [
            *rows.contacts(contacts, paper, type_),
            *small_print.strips(end, contacts.code, paper, type_),
        ]
    )
    return _Body(head, end, tuple(sections), Questions.compose(composer))


def _calendar(
    composer: Composer, part: StructureElement, room: float, type_: Type
) -> tuple[Placed, ...]:
    """A patient's calendar, behind all other pages."""
    wanted = composer.patient.calendar if composer.patient else None
    if wanted is None:
        return ()
    calendar = CalendarPages.compose(composer, wanted)
    part.add(calendar.element)
    return calendar.place(type_, room)


def _chart(composer: Composer, part: StructureElement, chart: DoseChart) -> DoseRows | PlanRows:
    match chart:
        case DoseTimes():
            return DoseRows.compose(composer, part, chart)
        case DosePlan():
            return PlanRows.compose(composer, part, chart)
        case _:
            assert_never(chart)


def _first_page(
    band: ShortBand, box: LargeWarningBox, foot: LargeFoot, leaflet: Leaflet
) -> tuple[Placed, Type]:
    """The band and the whole warning, and the type of the answers behind it."""
    paper = foot.paper
    head = band.place(paper.edge, LARGE)
    top = paper.edge + head.height + TIGHT_BAND_GAP * LARGE.u
    bottom = paper.foot - foot.height - LARGE.u
    over = 0.0
    for tight in GIVING_WAY:
        placed = box.place(top, tight)
        over = top + placed.height - bottom
        if over <= 0:
            lower = min(-over / 2, (BAND_GAP - TIGHT_BAND_GAP) * LARGE.u)
            items = (*head.items, *moved(placed.items, lower))
            type_ = LARGE if tight.type_.size == LARGE.size else tight.type_
            return Placed(top + lower + placed.height, items), type_
    smallest = GIVING_WAY[-1].type_
    lines = math.ceil(over / smallest.leading)
    raise OverfullError(
        Problem(
            None,
            f"{leaflet.medicine} ({leaflet.locale}): the warning of large print is {over:.0f} pt "
            f"too long for its page, {lines} {'line' if lines == 1 else 'lines'} at the smallest "
            f"type ({smallest.size:g} on {smallest.leading:g} pt)",
            f"cut about {lines * WORDS_A_LINE} words in the warning box",
        )
    )


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page before its foot, which tells how many pages there are."""

    items: tuple[Item, ...]
    bottom: float
    tagged: bool = False
    """Whether the draft tag is set already, as it is said here."""

    def finished(self, foot: LargeFoot, number: int, count: int) -> Page:
        standing = () if self.tagged else foot.place_standing()
        items = (*self.items, *standing, *foot.place_page(number, count))
        return Page(items, self.bottom, foot.paper.foot - foot.height)


def _with_questions(
    body: _Body, runs: Sequence[Run], part: StructureElement, type_: Type
) -> tuple[list[Strip], tuple[Run, ...]]:
    """“My questions” at the end of the page that has most room for them, if one has enough."""
    starts: dict[int, int] = {}
    index = 0
    for section in body.sections:
        starts[index] = section.kid
        index += len(section.strips)
    last_section = max(starts)
    strips = body.strips
    places = []
    for number, run in enumerate(runs):
        at = last_section if run.end == len(strips) else run.end
        if at in starts and run.start < at:
            lines = answers.question_lines(body.questions, run.room - _opening(type_), type_)
            places.append((lines, number, at))
    lines, number, at = max(places, default=(0, 0, 0), key=lambda place: (place[0], -place[1]))
    if lines < FEWEST:
        return strips, tuple(runs)
    part.kids.insert(starts[at], body.questions.element)
    added = answers.questions(body.questions, lines, type_)
    shifted = [
        replace(run, start=run.start + len(added), end=run.end + len(added))
        for run in runs[number + 1 :]
    ]
    height = sum(strip.height for strip in added) + _opening(type_)
    fuller = replace(runs[number], end=runs[number].end + len(added),
                     room=runs[number].room - height)  # fmt: skip
    return [*strips[:at], *added, *strips[at:]], (*runs[:number], fuller, *shifted)


def _opening(type_: Type) -> float:
    """What parts a section from the one above it."""
    return (answers.SECTION_GAP + answers.RULE_GAP) * type_.u + RULE


def _set(
    strips: Sequence[Strip],
    run: Run,
    top: float,
    head: Placed,
    foot: LargeFoot,
    small_print: SmallPrint,
    type_: Type,
) -> _Sheet:
    """One page: its strips from the top, the gaps between sections as wide as it has room."""
    paper = foot.paper
    mine = strips[run.start : run.end]
    growing = sum(strip.grows for strip in mine[1:])
    wider = min(run.room / growing, WIDEST * type_.u) if growing else 0.0
    items: list[Item] = [*head.items]
    tagged = False
    y = top
    open_frame: list[tuple[int, float]] = []
    for index, strip in enumerate(mine):
        above = strips[run.start + index - 1] if run.start + index else None
        goes_on = above is not None and strip.frame is not None and above.frame is strip.frame
        if index:
            y += strip.gap + (wider if strip.grows else 0)
            if strip.rule is not None:
                y += strip.rule.weight
                items.extend(moved([strip.rule], y))
        if strip.frame is not None and (not goes_on or not index):
            open_frame = [(len(items), y)]
            if goes_on:
                y += strip.frame.padding
        if strip.small_print:
            items.extend(foot.place_standing(small_print.standing))
            tagged = True
        items.extend(moved(strip.items, y))
        y += strip.height
        if strip.frame is not None:
            after = strips[run.start + index + 1] if run.start + index + 1 < len(strips) else None
            more = after is not None and after.frame is strip.frame
            if not more or index == len(mine) - 1:
                y += strip.frame.padding if more else 0
                ((at, began),) = open_frame
                items.insert(
                    at, strip.frame.item(paper.side, began, paper.content_width, y - began)
                )
    return _Sheet(tuple(items), y, tagged)
