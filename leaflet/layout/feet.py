"""The feet of the pages: draft or reviewers, version, page; on the last also sources, clinic."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from leaflet.design import Paper, Setting, Style, Type
from leaflet.errors import OverfullError, Problem
from leaflet.layout.composer import Composer, Paragraph, own_words
from leaflet.layout.items import FrameItem, IconItem, Item, Placed, RuleItem, SlotItem
from leaflet.model.locale import Locale, Numbers
from leaflet.model.medicine import Leaflet
from leaflet.model.review import Approval, next_review
from leaflet.structure import StructureElement, for_clinic

TAG_PADDING, TAG_HEIGHT, TAG_FRAME, TAG_RADIUS = 6.5, 16.0, 1.25, 3.0
RULE = 1.0
RULE_GAP = 5.5
GAP = 10.0
LINE = 13.0
REVIEWED_GAP, REVIEWED_LINE, REVIEWED_ROW = 1.5, 12.0, 13.0
"""With reviewers named: below the rule, each line of their names, the row below them.

One line of names takes no more height than the draft tag, so that approving a text never changes
its type (test_an_approval_costs_no_room).
"""
MOST_REVIEWED_LINES = 2
FRONT_REACH, LAST_REACH = 5.0, 2.0
"""How far the foot then reaches below the lower margin, 12 mm: no nearer to the edge than 10 mm."""


def date_text(numbers: Numbers, form: str, date: dt.date) -> str:
    """A date in the locale's own order and short month names."""
    return form.format(day=date.day, month=numbers.short_months[date.month - 1], year=date.year)


def reviewed_text(locale: Locale, approvals: Sequence[Approval]) -> str:
    """Who reviewed the text and when, in the locale's words; empty for a draft."""
    words, numbers = locale.words, locale.numbers
    reviewers = (
        words.reviewer.format(
            name=each.name, role=each.role, date=date_text(numbers, numbers.date, each.date)
        )
        for each in approvals
    )
    return words.reviewed.format(reviewers="; ".join(reviewers)) if approvals else ""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the text stands: the draft tag in a frame, or in a line or two who reviewed it.

    The tag shares its row with version and page; reviewers have lines of their own above it.
    """

    words: Paragraph
    reviewed: bool
    paper: Paper

    @classmethod
    def compose(cls, composer: Composer, parent: StructureElement | None) -> Standing:
        """An artifact, or a paragraph below ``parent``."""
        reviewed = reviewed_text(composer.locale, composer.approvals)
        text = reviewed or composer.locale.words.draft
        if parent is None:
            words = composer.artifact(text, style=Style.FOOTER, bold=True)
        else:
            words = composer.paragraph(parent, text, style=Style.FOOTER, bold=True, links=False)
        return cls(words, bool(reviewed), composer.paper)

    @property
    def above_row(self) -> float:
        """From the rule's lower edge to the row of version and page."""
        if not self.reviewed:
            return RULE_GAP
        lines = self.words.lines(self.paper.content_width, self._setting)
        if len(lines) > MOST_REVIEWED_LINES:
            raise OverfullError(
                Problem(
                    None,
                    f"the names and roles of the reviewers take {len(lines)} lines at the foot of "
                    f"the page, and there is room for {MOST_REVIEWED_LINES}",
                    "approve it again with a shorter role: leaflet approve --role",
                )
            )
        return REVIEWED_GAP + len(lines) * REVIEWED_LINE

    @property
    def row(self) -> float:
        """The height of the row of version and page."""
        return REVIEWED_ROW if self.reviewed else TAG_HEIGHT

    @property
    def _setting(self) -> Setting:
        return Setting(10, REVIEWED_LINE, bold=True)

    def place(self, y: float) -> tuple[float, list[Item]]:
        """From the rule's lower edge ``y``; gives also where the row of version and page begins."""
        paper = self.paper
        if self.reviewed:
            self.above_row  # noqa: B018 - refuses what is too long
            placed = self.words.place_as(
                self._setting, paper.side, y + REVIEWED_GAP, paper.content_width
            )
            return paper.side, list(placed.items)
        end, items = _tag(self.words, paper, y + RULE_GAP)
        return end + GAP, items


def _tag(tag: Paragraph, paper: Paper, y: float) -> tuple[float, list[Item]]:
    """The draft tag at ``y``; gives where it ends."""
    setting = Setting(10, TAG_HEIGHT, bold=True)
    width = tag.width(setting) + 2 * TAG_PADDING
    frame = FrameItem(
        x=paper.side + TAG_FRAME / 2, y=y + TAG_FRAME / 2, width=width - TAG_FRAME,
        height=TAG_HEIGHT - TAG_FRAME, radii=(TAG_RADIUS,) * 4, weight=TAG_FRAME, stroke="ink",
    )  # fmt: skip
    text = tag.place_as(setting, paper.side + TAG_PADDING, y, width)
    return paper.side + width, [frame, *text.items]


def _rule(paper: Paper, y: float) -> RuleItem:
    return RuleItem(
        x=paper.side, y=y + RULE / 2, length=paper.content_width, weight=RULE, colour="brand"
    )


def _on_row(text: Paragraph, x: float, y: float, height: float) -> list[Item]:
    setting = Setting(10, height)
    return list(text.place_as(setting, x, y, text.width(setting) + 1).items)


@dataclass(frozen=True, slots=True)
class FrontFoot:
    """The foot of page 1: an artifact, as all of it is said on the last page."""

    standing: Standing
    version: Paragraph
    turn: Paragraph
    paper: Paper

    @classmethod
    def compose(cls, composer: Composer, leaflet: Leaflet, page: int, pages: int) -> FrontFoot:
        """Nothing of it enters the structure."""
        words = composer.locale.words
        version = words.version_page.format(version=leaflet.version, page=page, pages=pages)
        return cls(
            Standing.compose(composer, None),
            composer.artifact(version, style=Style.FOOTER),
            composer.artifact(words.turn_over, style=Style.SHORT_WARNING),
            composer.paper,
        )

    @property
    def height(self) -> float:
        """From its rule to the lower margin."""
        standing = self.standing
        reach = FRONT_REACH if standing.reviewed else 0
        return RULE + standing.above_row + standing.row - reach

    @property
    def row(self) -> float:
        """From the top of the page to the row of version and page."""
        return self.paper.foot - self.height + RULE + self.standing.above_row

    def place_standing(self) -> list[Item]:
        """The rule, and the draft tag or the reviewers."""
        y = self.paper.foot - self.height
        return [_rule(self.paper, y), *self.standing.place(y + RULE)[1]]

    def place_without_turn(self) -> list[Item]:
        """The same on a page with nothing overleaf that it should tell of."""
        row, standing = self.row, self.standing
        start, _ = standing.place(row - standing.above_row)
        return [*self.place_standing(), *_on_row(self.version, start, row, standing.row)]

    def place(self) -> Placed:
        """At the foot of the page."""
        paper, standing = self.paper, self.standing
        row = self.row
        start, _ = standing.place(row - standing.above_row)
        arrow = 18.0
        setting = Setting(12, standing.row, bold=True)
        width = self.turn.width(setting)
        edge = paper.side + paper.content_width
        after = start + self.version.width(Setting(10, standing.row))
        over = after + GAP - (edge - arrow - 6 - width)
        if over > 0:
            raise OverfullError(
                f"the foot of page 1 is {over:.0f} pt too wide: shorten the locale's words "
                "draft, version_page or turn_over"
            )
        items: list[Item] = [
            *self.place_standing(),
            *_on_row(self.version, start, row, standing.row),
            *self.turn.place_as(setting, edge - arrow - 6 - width, row, width + 1).items,
            IconItem(
                name="turn", x=edge - arrow + 1, y=row + (standing.row - arrow) / 2, width=arrow,
                height=arrow,
            ),
        ]  # fmt: skip
        return Placed(self.height, tuple(items))


@dataclass(frozen=True, slots=True)
class SmallPrint:
    """What the end of a leaflet says of itself, as paragraphs in the order of reading."""

    standing: Standing
    version: Paragraph
    review: Paragraph
    sources: Paragraph
    clinic: StructureElement

    @classmethod
    def compose(cls, composer: Composer, parent: StructureElement, leaflet: Leaflet) -> SmallPrint:
        """Said once in every leaflet, below ``parent``."""
        words, numbers = composer.locale.words, composer.locale.numbers
        version = words.version_date.format(
            version=leaflet.version, date=date_text(numbers, numbers.date, leaflet.date)
        )
        review = words.next_review.format(
            date=date_text(numbers, numbers.month_date, next_review(leaflet, composer.approvals))
        )
        publishers = dict.fromkeys(source.publisher for source in leaflet.sources.values())
        sources = f"**{words.sources}** {leaflet.sources_in_short or ', '.join(publishers)}."
        reporting = composer.locale.reporting
        return cls(
            Standing.compose(composer, parent),
            composer.paragraph(parent, version, style=Style.FOOTER, bold=True, links=False),
            composer.paragraph(parent, review, style=Style.FOOTER, links=False),
            composer.paragraph(
                parent,
                (*((reporting,) if reporting else ()), own_words(sources)),
                style=Style.FOOTER,
                links=False,
            ),
            parent.add(for_clinic("line")),
        )


@dataclass(frozen=True, slots=True)
class LastFoot:
    """The foot of the last page: standing, version and date, review, page, sources, clinic."""

    standing: Standing
    version: Paragraph
    review: Paragraph
    page: Paragraph
    sources: Paragraph
    clinic: StructureElement
    paper: Paper

    @classmethod
    def compose(
        cls, composer: Composer, parent: StructureElement, leaflet: Leaflet, page: int, pages: int
    ) -> LastFoot:
        """Said once, as paragraphs at the end of the leaflet."""
        words = composer.locale.words
        print_ = SmallPrint.compose(composer, parent, leaflet)
        return cls(
            print_.standing,
            print_.version,
            print_.review,
            composer.artifact(words.page.format(page=page, pages=pages), style=Style.FOOTER),
            print_.sources,
            print_.clinic,
            composer.paper,
        )

    def height(self, type_: Type) -> float:
        """From its rule to the lower margin; the sources may need more than one line."""
        lines = len(self.sources.lines(self.paper.content_width, type_.setting(Style.FOOTER)))
        standing = self.standing
        above = RULE + standing.above_row + standing.row + self._below_row
        return above + (lines + 1) * LINE - self._reach

    @property
    def _below_row(self) -> float:
        return 0 if self.standing.reviewed else 3

    @property
    def _reach(self) -> float:
        return LAST_REACH if self.standing.reviewed else 0

    def place(self, type_: Type) -> Placed:
        """At the foot of the page."""
        paper, standing = self.paper, self.standing
        height = self.height(type_)
        y = paper.foot - height
        start, standing_items = standing.place(y + RULE)
        row = y + RULE + standing.above_row
        bold, plain = Setting(10, standing.row, bold=True), Setting(10, standing.row)
        version = self.version.place_as(bold, start, row, self.version.width(bold) + 1)
        after = start + self.version.width(bold) + GAP
        page_width = self.page.width(plain)
        edge = paper.side + paper.content_width
        over = after + self.review.width(plain) + GAP - (edge - page_width)
        if over > 0:
            raise OverfullError(
                f"the foot of page 2 is {over:.0f} pt too wide: shorten the locale's words "
                "draft, version_date, next_review or page"
            )
        below = row + standing.row + self._below_row
        sources = self.sources.place(paper.side, below, paper.content_width, type_)
        items: list[Item] = [
            _rule(paper, y),
            *standing_items,
            *version.items,
            *_on_row(self.review, after, row, standing.row),
            *_on_row(self.page, edge - page_width, row, standing.row),
            *sources.items,
            SlotItem(
                name="clinic-line", x=paper.side, y=paper.foot - LINE + self._reach,
                width=paper.content_width, height=LINE, element=self.clinic,
            ),
        ]  # fmt: skip
        return Placed(height, tuple(items))
