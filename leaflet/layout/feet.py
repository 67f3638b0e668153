"""The feet of the pages: draft tag, version, page; on the last page also sources and clinic."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from leaflet.design import Paper, Setting, Style, Type
from leaflet.errors import OverfullError
from leaflet.layout.composer import Composer, Paragraph, own_words
from leaflet.layout.items import FrameItem, IconItem, Item, Placed, RuleItem, SlotItem
from leaflet.model.locale import Numbers
from leaflet.model.medicine import Leaflet
from leaflet.structure import StructureElement

TAG_PADDING, TAG_HEIGHT, TAG_FRAME, TAG_RADIUS = 6.5, 16.0, 1.25, 3.0
RULE = 1.0
RULE_GAP = 5.5
GAP = 10.0
LINE = 13.0


def date_text(numbers: Numbers, form: str, date: dt.date) -> str:
    """A date in the locale's own order and short month names."""
    return form.format(day=date.day, month=numbers.short_months[date.month - 1], year=date.year)


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


def _on_row(text: Paragraph, x: float, y: float) -> list[Item]:
    setting = Setting(10, TAG_HEIGHT)
    return list(text.place_as(setting, x, y, text.width(setting) + 1).items)


@dataclass(frozen=True, slots=True)
class FrontFoot:
    """The foot of page 1: an artifact, as all of it is said on the last page."""

    tag: Paragraph
    version: Paragraph
    turn: Paragraph
    paper: Paper

    @classmethod
    def compose(cls, composer: Composer, leaflet: Leaflet, pages: int) -> FrontFoot:
        """Nothing of it enters the structure."""
        words = composer.locale.words
        version = words.version_page.format(version=leaflet.version, page=1, pages=pages)
        return cls(
            composer.artifact(words.draft, style=Style.FOOTER, bold=True),
            composer.artifact(version, style=Style.FOOTER),
            composer.artifact(words.turn_over, style=Style.SHORT_WARNING),
            composer.paper,
        )

    @property
    def height(self) -> float:
        """From its rule to the lower margin."""
        return RULE + RULE_GAP + TAG_HEIGHT

    def place(self) -> Placed:
        """At the foot of the page."""
        paper = self.paper
        y = paper.foot - self.height
        row = y + RULE + RULE_GAP
        end, tag = _tag(self.tag, paper, row)
        arrow = 18.0
        setting = Setting(12, TAG_HEIGHT, bold=True)
        width = self.turn.width(setting)
        edge = paper.side + paper.content_width
        after = end + GAP + self.version.width(Setting(10, TAG_HEIGHT))
        over = after + GAP - (edge - arrow - 6 - width)
        if over > 0:
            raise OverfullError(
                f"the foot of page 1 is {over:.0f} pt too wide: shorten the locale's words "
                "draft, version_page or turn_over"
            )
        items: list[Item] = [
            _rule(paper, y),
            *tag,
            *_on_row(self.version, end + GAP, row),
            *self.turn.place_as(setting, edge - arrow - 6 - width, row, width + 1).items,
            IconItem(
                name="turn", x=edge - arrow + 1, y=row + (TAG_HEIGHT - arrow) / 2, width=arrow,
                height=arrow,
            ),
        ]  # fmt: skip
        return Placed(self.height, tuple(items))


@dataclass(frozen=True, slots=True)
class LastFoot:
    """The foot of the last page: draft tag, version and date, review, page, sources, clinic."""

    tag: Paragraph
    version: Paragraph
    review: Paragraph
    page: Paragraph
    sources: Paragraph
    clinic: StructureElement
    paper: Paper

    @classmethod
    def compose(
        cls, composer: Composer, parent: StructureElement, leaflet: Leaflet, pages: int
    ) -> LastFoot:
        """Said once, as paragraphs at the end of the leaflet."""
        words, numbers = composer.locale.words, composer.locale.numbers
        version = words.version_date.format(
            version=leaflet.version, date=date_text(numbers, numbers.date, leaflet.date)
        )
        review = words.next_review.format(
            date=date_text(numbers, numbers.month_date, leaflet.next_review)
        )
        publishers = dict.fromkeys(source.publisher for source in leaflet.sources.values())
        sources = f"**{words.sources}** {leaflet.sources_in_short or ', '.join(publishers)}."
        reporting = composer.locale.reporting
        return cls(
            composer.paragraph(parent, words.draft, style=Style.FOOTER, bold=True, links=False),
            composer.paragraph(parent, version, style=Style.FOOTER, bold=True, links=False),
            composer.paragraph(parent, review, style=Style.FOOTER, links=False),
            composer.artifact(words.page.format(page=pages, pages=pages), style=Style.FOOTER),
            composer.paragraph(
                parent,
                (*((reporting,) if reporting else ()), own_words(sources)),
                style=Style.FOOTER,
                links=False,
            ),
            parent.add(StructureElement("Div")),
            composer.paper,
        )

    def height(self, type_: Type) -> float:
        """From its rule to the lower margin; the sources may need more than one line."""
        lines = len(self.sources.lines(self.paper.content_width, type_.setting(Style.FOOTER)))
        return RULE + RULE_GAP + TAG_HEIGHT + 3 + (lines + 1) * LINE

    def place(self, type_: Type) -> Placed:
        """At the foot of the page."""
        paper = self.paper
        height = self.height(type_)
        y = paper.foot - height
        row = y + RULE + RULE_GAP
        end, tag = _tag(self.tag, paper, row)
        bold, plain = Setting(10, TAG_HEIGHT, bold=True), Setting(10, TAG_HEIGHT)
        version = self.version.place_as(bold, end + GAP, row, self.version.width(bold) + 1)
        after = end + GAP + self.version.width(bold) + GAP
        page_width = self.page.width(plain)
        edge = paper.side + paper.content_width
        over = after + self.review.width(plain) + GAP - (edge - page_width)
        if over > 0:
            raise OverfullError(
                f"the foot of page 2 is {over:.0f} pt too wide: shorten the locale's words "
                "draft, version_date, next_review or page"
            )
        sources = self.sources.place(paper.side, row + TAG_HEIGHT + 3, paper.content_width, type_)
        items: list[Item] = [
            _rule(paper, y),
            *tag,
            *version.items,
            *_on_row(self.review, after, row),
            *_on_row(self.page, edge - page_width, row),
            *sources.items,
            SlotItem(
                name="clinic-line", x=paper.side, y=paper.foot - LINE, width=paper.content_width,
                height=LINE, element=self.clinic,
            ),
        ]  # fmt: skip
        return Placed(height, tuple(items))
