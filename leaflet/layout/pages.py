"""The standard edition: two pages, front and back of one sheet.

Page 1 ends after the dose chart and page 2 begins with the side effects; that break never moves.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import assert_never

from leaflet.design import BASE, FOOT_AIR, Paper, Type
from leaflet.errors import OverfullError, Problem
from leaflet.layout.calendar import CalendarPages
from leaflet.layout.composer import Composer, PatientRoom
from leaflet.layout.contacts import ContactStrip
from leaflet.layout.dose_chart import DoseTimes
from leaflet.layout.dose_plan import DosePlan
from leaflet.layout.feet import FrontFoot, LastFoot
from leaflet.layout.fitting import Fit, GapName, Measured, PageFit, excess, fit
from leaflet.layout.heads import RunningHead, TitleBand
from leaflet.layout.items import Item, Page, Placed, moved
from leaflet.layout.key_facts import KeyFacts
from leaflet.layout.patient_room import PatientLines
from leaflet.layout.questions import Questions
from leaflet.layout.sections import Half, Pair, SideHead
from leaflet.layout.side_effects import SideEffectTable
from leaflet.layout.warning_box import WarningBox
from leaflet.model.locale import Locale
from leaflet.model.medicine import DoseChart, Leaflet
from leaflet.model.medicine import DosePlan as DosePlanModel
from leaflet.model.medicine import DoseTimes as DoseTimesModel
from leaflet.model.review import Approval
from leaflet.structure import LEAFLET, StructureElement
from leaflet.typography.faces import Faces

WORDS_A_LINE = 9
CALENDAR_GAP = 4
"""Units between the head of a calendar's page and its table."""


@dataclass(frozen=True, slots=True)
class LaidOut:
    """The laid-out pages, their structure, and the type they are set in."""

    pages: tuple[Page, ...]
    structure: StructureElement
    """A Part that holds the leaflet."""
    fit: Fit
    paper: Paper


@dataclass(frozen=True, slots=True)
class _Block:
    """A block of a page: the gap before it, and how it is placed."""

    gap: GapName | None
    place: Callable[[float, Type, int], Placed]
    """From the top, the type, and the units of writing space."""
    title: str = ""


@dataclass(frozen=True, slots=True)
class _Room:
    """Where “My questions” come in on a page that has room for them."""

    questions: Questions
    block: int
    """Before which of the page's blocks."""
    kid: int
    """Before which of the leaflet's elements."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """One page before it is fitted."""

    blocks: tuple[_Block, ...]
    foot: Callable[[Type], Placed]
    foot_height: Callable[[Type], float]
    room: _Room

    def measure(self, type_: Type, paper: Paper) -> Measured:
        gaps: list[GapName] = [block.gap for block in self.blocks if block.gap]
        content = sum(block.place(0, type_, 0).height for block in self.blocks)
        if any(block.gap == "dose_chart" for block in self.blocks):
            gaps.append("writing")
        available = paper.foot - self.foot_height(type_) - paper.edge
        return Measured(content, available, tuple(gaps))

    def lines_for_questions(self, type_: Type, chosen: PageFit) -> int:
        """How many lines to write on the page has room for, all its gaps being wide already."""
        room = chosen.surplus - (FOOT_AIR + chosen.units["section"]) * type_.u
        return self.room.questions.lines(room, type_)

    def set(self, type_: Type, chosen: PageFit, paper: Paper, *, lines: int) -> Page:
        items: list[Item] = []
        y = paper.edge
        writing = chosen.units.get("writing", 0)
        blocks = list(self.blocks)
        if lines:
            questions = self.room.questions
            block = _Block("section", lambda y, t, _: questions.place(y, t, lines))
            blocks.insert(self.room.block, block)
        for block in blocks:
            y += chosen.units[block.gap] * type_.u if block.gap else 0
            placed = block.place(y, type_, writing)
            items.extend(placed.items)
            y += placed.height
        items.extend(self.foot(type_).items)
        return Page(tuple(items), y, paper.foot - self.foot_height(type_))


def lay_out(
    leaflet: Leaflet,
    locale: Locale,
    faces: Faces,
    paper: Paper,
    approvals: tuple[Approval, ...] = (),
    patient: PatientRoom | None = None,
) -> LaidOut:
    """Two pages of the leaflet on ``paper``, a draft unless there are ``approvals``.

    Raises:
        OverfullError: the text does not fit at the smallest type; names page, excess in points
            and lines, the longest sections, and how many words to cut.
    """
    composer = Composer(locale, faces, paper, approvals, patient)
    part = StructureElement("Part", title=leaflet.name, lang=locale.locale, id=LEAFLET)
    calendar = _calendar(composer, leaflet)
    plans = _plans(composer, part, leaflet, 2 + len(calendar))

    def measure(type_: Type) -> Sequence[Measured]:
        return [plan.measure(type_, paper) for plan in plans]

    found = fit(measure)
    if not isinstance(found, Fit):
        raise _overfull(plans, *found, leaflet=leaflet)
    pages: list[Page] = []
    for plan, page in zip(reversed(plans), reversed(found.pages), strict=True):
        lines = plan.lines_for_questions(found.type_, page)
        if lines:
            part.kids.insert(plan.room.kid, plan.room.questions.element)
        pages.insert(0, plan.set(found.type_, page, paper, lines=lines))
    if calendar:
        part.add(calendar[0].element)
        pages += [
            page.set(composer, leaflet, 3 + n, 2 + len(calendar)) for n, page in enumerate(calendar)
        ]
    return LaidOut(tuple(pages), part, found, paper)


def compose(
    leaflet: Leaflet,
    locale: Locale,
    faces: Faces,
    paper: Paper,
    approvals: tuple[Approval, ...] = (),
) -> StructureElement:
    """The leaflet's structure alone, in reading order."""
    part = StructureElement("Part", title=leaflet.name, lang=locale.locale, id=LEAFLET)
    _plans(Composer(locale, faces, paper, approvals), part, leaflet, 2)
    return part


@dataclass(frozen=True, slots=True)
class _CalendarPage:
    element: StructureElement
    body: Placed

    def set(self, composer: Composer, leaflet: Leaflet, number: int, count: int) -> Page:
        """The page with its head and foot, which are said elsewhere."""
        paper = composer.paper
        head = RunningHead.again(composer, leaflet).place(paper.edge, BASE)
        foot = FrontFoot.compose(composer, leaflet, number, count)
        top = paper.edge + head.height + CALENDAR_GAP * BASE.u
        items = (*head.items, *moved(self.body.items, top), *foot.place_without_turn())
        return Page(items, top + self.body.height, paper.foot - foot.height)


def _calendar(composer: Composer, leaflet: Leaflet) -> list[_CalendarPage]:
    """A patient's calendar, behind the two pages; in one type, whatever theirs is."""
    wanted = composer.patient.calendar if composer.patient else None
    if wanted is None:
        return []
    paper = composer.paper
    calendar = CalendarPages.compose(composer, wanted)
    head = RunningHead.again(composer, leaflet).place(0, BASE).height + CALENDAR_GAP * BASE.u
    foot = FrontFoot.compose(composer, leaflet, 3, 3).height + FOOT_AIR * BASE.u
    bodies = calendar.place(BASE, paper.foot - foot - paper.edge - head)
    return [_CalendarPage(calendar.element, body) for body in bodies]


def _plans(
    composer: Composer, part: StructureElement, leaflet: Leaflet, pages: int
) -> tuple[_Plan, ...]:
    title = TitleBand.compose(composer, part, leaflet, composer.locale.words.patient_leaflet)
    facts = KeyFacts.compose(composer, part, leaflet.key_facts)
    warning = WarningBox.compose(composer, part, leaflet.warning)
    taking = [SideHead.compose(composer, part, section) for section in leaflet.taking]
    chart = leaflet.dose_chart and _chart(composer, part, leaflet.dose_chart)
    patient = PatientLines.compose(composer, part)
    front_foot = FrontFoot.compose(composer, leaflet, 1, pages)
    front = [
        _Block(None, lambda y, t, _: title.place(y, t)),
        _Block("key_facts", lambda y, t, _: facts.place(y, t), leaflet.key_facts[0].heading),
        _Block("warning", lambda y, t, _: warning.place(y, t), composer.locale.words.warning),
        *(_Block("section", _section(each), each.title) for each in taking),
    ]
    if chart:
        front.append(
            _Block("dose_chart", lambda y, t, writing: chart.place(y, t, writing),
                   chart.title)
        )  # fmt: skip
    if patient:
        front.append(_Block("dose_chart", lambda y, t, _: patient.place(y, t)))
    front_room = _Room(Questions.compose(composer), len(front), len(part.kids))

    running = RunningHead.compose(composer, part, leaflet)
    effects = SideEffectTable.compose(composer, part, leaflet.side_effects)
    halves = [Half.compose(composer, part, section) for section in leaflet.sections]
    pairs = [Pair(tuple(halves[i : i + 2]), composer.paper) for i in range(0, len(halves), 2)]
    back_kid = len(part.kids)
    contacts = ContactStrip.compose(composer, part, leaflet.contacts)
    last_foot = LastFoot.compose(composer, part, leaflet, 2, pages)
    back = [
        _Block(None, lambda y, t, _: running.place(y, t)),
        _Block("section", lambda y, t, _: effects.place(y, t), effects.title),
        *(_Block("section", _section(pair), " / ".join(h.title for h in pair.halves))
          for pair in pairs),
        _Block("section", lambda y, t, _: contacts.place(y, t)),
    ]  # fmt: skip
    back_room = _Room(Questions.compose(composer), len(back) - 1, back_kid)
    return (
        _Plan(tuple(front), lambda _: front_foot.place(), lambda _: front_foot.height, front_room),
        _Plan(tuple(back), last_foot.place, last_foot.height, back_room),
    )


def _chart(composer: Composer, part: StructureElement, chart: DoseChart) -> DoseTimes | DosePlan:
    match chart:
        case DoseTimesModel():
            return DoseTimes.compose(composer, part, chart)
        case DosePlanModel():
            return DosePlan.compose(composer, part, chart)
        case _:
            assert_never(chart)


def _section(block: SideHead | Pair) -> Callable[[float, Type, int], Placed]:
    return lambda y, type_, _: block.place(y, type_)


def _overfull(
    plans: Sequence[_Plan], type_: Type, pages: Sequence[Measured], *, leaflet: Leaflet
) -> OverfullError:
    problems = []
    for number, (plan, page) in enumerate(zip(plans, pages, strict=True), start=1):
        over = excess(page, type_)
        if over <= 0:
            continue
        lines = math.ceil(over / type_.leading)
        longest = sorted(
            (
                (block.place(0, type_, 0).height, block.title)
                for block in plan.blocks
                if block.title
            ),
            reverse=True,
        )[:3]
        problems.append(
            Problem(
                None,
                f"{leaflet.medicine} ({leaflet.locale}): page {number} is {over:.0f} pt too long, "
                f"{lines} {'line' if lines == 1 else 'lines'} at the smallest type "
                f"({type_.size:g} on {type_.leading:g} pt); longest: "
                + ", ".join(f"“{title}” ({height:.0f} pt)" for height, title in longest),
                f"cut about {lines * WORDS_A_LINE} words on that page",
            )
        )
    return OverfullError(*problems)
