"""The foot of every page of large print: draft or reviewers, and which page it is."""

from __future__ import annotations

from dataclasses import dataclass

from leaflet.design import Paper, Setting, Style
from leaflet.errors import OverfullError, Problem
from leaflet.layout.composer import Composer, Paragraph
from leaflet.layout.feet import Standing
from leaflet.layout.items import Item, RuleItem

RULE, GAP = 1.25, 6.0
LINE = 21.0
MOST_LINES = 4
WIDEST_PAGE = 88
"""No leaflet has more pages than two figures tell."""
_TYPE = Setting(16, LINE, bold=True)


@dataclass(frozen=True, slots=True)
class LargeFoot:
    """The draft tag or the reviewers, in as many lines as they take beside the page's number."""

    standing: Standing
    composer: Composer

    @classmethod
    def compose(cls, composer: Composer) -> LargeFoot:
        """An artifact: it is said once, on the last page."""
        return cls(Standing.compose(composer, None), composer)

    @property
    def height(self) -> float:
        """From its rule to the lower margin.

        Raises:
            OverfullError: the names of the reviewers take too many lines.
        """
        lines = len(self.standing.words.lines(self.room, _TYPE))
        if lines > MOST_LINES:
            raise OverfullError(
                Problem(
                    None,
                    f"the names and roles of the reviewers take {lines} lines at the foot of each "
                    f"page of large print, and there is room for {MOST_LINES}",
                    "approve it again with a shorter role: leaflet approve --role",
                )
            )
        return RULE + GAP + lines * LINE

    @property
    def room(self) -> float:
        """How wide the draft tag or the reviewers may be."""
        widest = self._page(WIDEST_PAGE, WIDEST_PAGE).width(_TYPE)
        return self.paper.content_width - widest - self.paper.gutter

    @property
    def paper(self) -> Paper:
        """The paper it stands on."""
        return self.composer.paper

    def place_standing(self, said: Standing | None = None) -> tuple[Item, ...]:
        """The draft tag or the reviewers, ``said`` where they are read aloud."""
        words = (said or self.standing).words
        return words.place_as(_TYPE, self.paper.side, self._top, self.room).items

    def place_rule(self) -> RuleItem:
        """Across the page, over the foot."""
        paper = self.paper
        return RuleItem(x=paper.side, y=paper.foot - self.height + RULE / 2,
                        length=paper.content_width, weight=RULE, colour="brand")  # fmt: skip

    def place_page(self, number: int, count: int) -> tuple[Item, ...]:
        """The rule, and which page of how many it is."""
        page = self._page(number, count)
        width = page.width(_TYPE)
        end = self.paper.side + self.paper.content_width
        placed = page.place_as(_TYPE, end - width, self._top, width + 1)
        return (self.place_rule(), *placed.items)

    @property
    def _top(self) -> float:
        return self.paper.foot - self.height + RULE + GAP

    def _page(self, number: int, count: int) -> Paragraph:
        text = self.composer.locale.words.page.format(page=number, pages=count)
        return self.composer.artifact(text, style=Style.FOOTER, bold=True)
