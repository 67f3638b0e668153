"""Words of a reviewer's paper, set and measured: paragraphs, links, columns, pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from leaflet.design import Paper, Setting, Style
from leaflet.layout.composer import Composer, Paragraph
from leaflet.layout.items import Item, Page, RuleItem, TextItem
from leaflet.structure import Role, StructureElement
from leaflet.typography.breaking import Flow, Line, Piece

TITLE = Setting(24, 30, bold=True, colour="brand")
HEADING = Setting(14, 19, bold=True, colour="brand")
WORDS = Setting(11, 14.5)
BOLD = Setting(11, 14.5, bold=True)
SMALL = Setting(9, 11.5)
SMALL_BOLD = Setting(9, 11.5, bold=True)
TINY = Setting(8, 10)
"""Addresses and places: for looking up, not for reading."""

_BREAKS = re.compile(r"[^/?&=_.-]{0,30}[/?&=_.-]*")
"""Stretches of an address that stay in one piece: to the next sign, or at most so many letters."""


@dataclass(frozen=True, slots=True)
class Text:
    """A measured paragraph with its setting, ready to stand in a column."""

    paragraph: Paragraph
    setting: Setting
    after: float = 0
    """Space below it."""

    def height(self, width: float) -> float:
        """In a column of this width."""
        lines = self.paragraph.lines(width, self.setting)
        return len(lines) * self.setting.leading + self.after

    def place(self, x: float, y: float, width: float) -> list[Item]:
        """Its lines from ``y`` downwards."""
        return list(self.paragraph.place_as(self.setting, x, y, width).items)


@dataclass(frozen=True, slots=True)
class Pen:
    """Makes paragraphs of strings, below an element or as artifacts."""

    composer: Composer

    @property
    def paper(self) -> Paper:
        """What they are printed on."""
        return self.composer.paper

    def text(
        self, parent: StructureElement, words: str, setting: Setting = WORDS, role: Role = "P"
    ) -> Text:
        """A paragraph without links."""
        bold = setting.bold
        made = self.composer.paragraph(
            parent, words, role=role, style=Style.BODY, bold=bold, links=False
        )
        return Text(made, setting)

    def artifact(self, words: str, setting: Setting = SMALL) -> Text:
        """Furniture of the page, which a screen reader skips."""
        return Text(self.composer.artifact(words, style=Style.BODY, bold=setting.bold), setting)

    def pieces(
        self, parent: StructureElement, pieces: Iterable[tuple[str, bool]], setting: Setting
    ) -> Text:
        """A paragraph of which some words are bold, as (words, bold)."""
        element = parent.add(StructureElement("P"))
        made = [Piece(words, bold, element.say(words)) for words, bold in pieces if words]
        return self._flowing(made, element, setting)

    def spans(
        self, parent: StructureElement, pieces: Iterable[tuple[str, bool]], setting: Setting
    ) -> tuple[Text, frozenset[StructureElement]]:
        """A paragraph of which some words are marked, as (words, marked); and the marked spans."""
        element = parent.add(StructureElement("P"))
        made: list[Piece] = []
        spans: set[StructureElement] = set()
        for words, marked in pieces:
            owner = element.add(StructureElement("Span")) if marked else element
            if marked:
                spans.add(owner)
            made.append(Piece(words, marked, owner.say(words)))
        return self._flowing(made, element, setting), frozenset(spans)

    def link(self, parent: StructureElement, address: str, setting: Setting = TINY) -> Text:
        """An address that can be clicked, and broken over lines behind its slashes and points."""
        element = parent.add(StructureElement("P"))
        link = element.add(StructureElement("Link", target=_ascii(address)))
        leaf = link.say(address)
        return self._flowing([Piece(address, bold=False, leaf=leaf)], element, setting)

    def _flowing(
        self, pieces: Iterable[Piece], element: StructureElement, setting: Setting
    ) -> Text:
        """A paragraph whose words too long for a column may be broken."""
        parts: list[list[Piece]] = [[]]
        for piece in pieces:
            for number, words in enumerate(_breakable(piece.text)):
                if number:
                    parts.append([])
                parts[-1].append(Piece(words, piece.bold, piece.leaf))
        measured = tuple(
            word for part in parts for word in Flow.of(part, self.composer.faces).words
        )
        return Text(Paragraph(Flow(measured), Style.BODY, element), setting)


def _breakable(text: str) -> Iterator[str]:
    """Parts of a text between which a line may end without a space: addresses, for the most."""
    start = 0
    for long in re.finditer(r"\S{31,}", text):
        for part in _BREAKS.finditer(long[0]):
            if part.start():
                yield text[start : long.start() + part.start()]
                start = long.start() + part.start()
    yield text[start:]


def _ascii(address: str) -> str:
    """An address as a PDF may hold it (RFC 3986): other letters in per cent."""
    from urllib.parse import quote

    return quote(address, safe="%:/?#[]@!$&'()*+,;=~-._")


def marks_of(
    items: Iterable[Item], spans: frozenset[StructureElement], *, through: bool
) -> list[Item]:
    """Rules through or under the words of these spans, for eyes and for mono printers."""
    rules: list[Item] = []
    for item in items:
        if not isinstance(item, TextItem):
            continue
        x = item.x
        for words, owner, width in _stretches(item.line):
            length = width * item.size / 1000
            if owner in spans and words.strip():
                y = item.y - 0.3 * item.size if through else item.y + 0.16 * item.size
                rules.append(RuleItem(x=x, y=y, length=length, weight=0.9, colour="ink"))
            x += length
    return rules


def _stretches(line: Line) -> Iterable[tuple[str, StructureElement | None, float]]:
    for segment in line.segments:
        yield segment.text, segment.leaf.owner if segment.leaf else None, segment.width


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """What never breaks over two pages.

    Attributes:
        height: in points.
        place: its items from a height downwards.
        keep: it stands on the page of the block behind it.
        space: before it, but not at the head of a page.
    """

    height: float
    place: Callable[[float], list[Item]]
    keep: bool = False
    space: float = 0


def stacked(texts: Sequence[Text], x: float, width: float, *, gap: float = 0) -> Block:
    """Paragraphs one below the other."""
    heights = [text.height(width) + gap for text in texts]

    def place(y: float) -> list[Item]:
        items: list[Item] = []
        for text, height in zip(texts, heights, strict=True):
            items += text.place(x, y, width)
            y += height
        return items

    return Block(height=sum(heights), place=place)


def paginate(
    blocks: Sequence[Block],
    head: Callable[[int, int], list[Item]],
    *,
    top: float,
    foot: float,
) -> tuple[Page, ...]:
    """Pages of blocks in order; a heading stays with what it is over.

    Args:
        blocks: the height of each less than a page.
        head: the furniture of a page, by its number from 1 and how many there are.
        top: from the upper edge to the first block.
        foot: from the upper edge to where the last must end.
    """
    pages: list[list[Item]] = []
    y = foot
    for index, block in enumerate(blocks):
        together = block.height
        following = index
        while blocks[following].keep and following + 1 < len(blocks):
            following += 1
            together += blocks[following].space + blocks[following].height
        space = block.space
        if not pages or y + space + min(together, foot - top) > foot:
            pages.append([])
            y, space = top, 0
        y += space
        pages[-1] += block.place(y)
        y += block.height
    return tuple(
        Page((*head(number, len(pages)), *items), foot, foot)
        for number, items in enumerate(pages, start=1)
    )
