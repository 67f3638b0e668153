"""Words of the model become structure elements and measured paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from leaflet.design import Paper, Setting, Style, Type
from leaflet.layout.items import LinkItem, Placed, TextItem, moved
from leaflet.model.common import Statement
from leaflet.model.locale import Locale
from leaflet.model.markup import parse
from leaflet.model.review import Approval
from leaflet.pdf.objects import Name
from leaflet.structure import Role, StructureElement
from leaflet.typography.breaking import Flow, Line, Piece
from leaflet.typography.faces import Faces


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A measured paragraph of one style; ``element`` is ``None`` for an artifact."""

    flow: Flow
    style: Style
    element: StructureElement | None
    mirrored: bool = False
    """Set on a page that runs right to left."""

    def lines(self, width: float, setting: Setting) -> tuple[Line, ...]:
        """Its lines in a column of ``width``."""
        return self.flow.lines(width, setting.size)

    def place(self, x: float, y: float, width: float, type_: Type) -> Placed:
        """Its lines set from ``y`` downwards."""
        return self.place_as(type_.setting(self.style), x, y, width)

    def place_as(self, setting: Setting, x: float, y: float, width: float) -> Placed:
        """The same in a setting of the caller's."""
        lines = self.line_by_line(setting, x, width)
        items = [
            item
            for index, line in enumerate(lines)
            for item in moved(line.items, y + index * setting.leading)
        ]
        return Placed(len(lines) * setting.leading, tuple(items))

    def line_by_line(self, setting: Setting, x: float, width: float) -> tuple[Placed, ...]:
        """Each of its lines by itself, from 0 downwards."""
        lines = self.lines(width, setting)
        placed = []
        for index, line in enumerate(lines):
            item = TextItem(
                x=x,
                y=setting.baseline,
                size=setting.size,
                line=line,
                colour=setting.colour,
                last=index == len(lines) - 1,
            )
            areas = link_areas(item, setting, mirrored=self.mirrored)
            placed.append(Placed(setting.leading, (item, *areas)))
        return tuple(placed)

    def width(self, setting: Setting) -> float:
        """Its width on a single line, in points."""
        line = self.flow.lines(10_000, setting.size)[0]
        return line.width * setting.size / 1000


def link_areas(item: TextItem, setting: Setting, *, mirrored: bool) -> Iterator[LinkItem]:
    """One area for each stretch of a link on the line (ISO 14289-1 §7.18.5).

    Text is set from left to right on mirrored pages too, where ``x`` counts from the right edge.
    """
    x = item.x
    segments = item.line.segments
    for segment in reversed(segments) if mirrored else segments:
        width = segment.width * item.size / 1000
        owner = segment.leaf.owner if segment.leaf else None
        if owner is not None and owner.role == "Link":
            yield LinkItem(
                element=owner,
                x=x,
                y=item.y - setting.baseline,
                width=width,
                height=setting.leading,
            )
        x += width


@dataclass(frozen=True, slots=True)
class Calendar:
    """A dose calendar as it is printed; the first ``dates`` columns are days."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    dates: int


@dataclass(frozen=True, slots=True)
class PatientRoom:
    """What a leaflet for one patient needs room for: how many lines, and a calendar's words."""

    head: bool
    """Name or start date."""
    notes: int
    calendar: Calendar | None = None


@dataclass(slots=True)
class Composer:
    """What every component needs: words of the locale, faces, paper."""

    locale: Locale
    faces: Faces
    paper: Paper
    approvals: tuple[Approval, ...] = ()
    patient: PatientRoom | None = None
    """Who approved the text; none for a draft."""
    _numbers: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        contacts = self.locale.contacts
        numbers = [c.number for c in (contacts.emergency, contacts.advice, contacts.poison) if c]
        alternatives = "|".join(re.escape(n) for n in sorted(numbers, key=len, reverse=True))
        self._numbers = re.compile(rf"(?<![\w.,-])({alternatives})(?![\w-]|[.,]\d)")

    def paragraph(
        self,
        parent: StructureElement,
        text: Said,
        *,
        role: Role = "P",
        style: Style = Style.BODY,
        bold: bool = False,
        links: bool = True,
    ) -> Paragraph:
        """A new element below ``parent`` with these words, and its measured paragraph.

        Statements carry mark-up; a plain text (a heading, a fixed word) is set as it is.
        Telephone numbers of the locale become links.
        """
        element = parent.add(StructureElement(role))
        element.statements = _ids(text)
        pieces: list[Piece] = []
        for words, is_bold, lang in _runs(text):
            pieces.extend(self._pieces(element, words, lang, bold=is_bold or bold, links=links))
        return self._measured(pieces, style, element)

    def artifact(self, text: str, *, style: Style, bold: bool = False) -> Paragraph:
        """Words that are printed but not read aloud: said elsewhere already."""
        return self._measured([Piece(text, bold, None)], style, None)

    def _measured(
        self, pieces: list[Piece], style: Style, element: StructureElement | None
    ) -> Paragraph:
        if BASE_BOLD[style]:
            pieces = [Piece(piece.text, True, piece.leaf) for piece in pieces]  # noqa: FBT003
        numbers = self.locale.numbers
        flow = Flow.of(
            pieces,
            self.faces,
            units=numbers.units,
            together=numbers.together,
            balanced=style in {Style.H2, Style.HEADLINE, Style.ROW_HEAD},
        )
        return Paragraph(flow, style, element, self.locale.direction == "rtl")

    def _pieces(
        self, element: StructureElement, text: str, lang: str | None, *, bold: bool, links: bool
    ) -> Iterator[Piece]:
        owner = element
        if lang is not None:
            owner = _span(element, lang)
        parts = self._numbers.split(text) if links else [text]
        for index, part in enumerate(parts):
            if not part:
                continue
            if index % 2:
                link = owner.add(StructureElement("Link", target=telephone(part)))
                yield Piece(part, bold, link.say(part))
            else:
                yield Piece(part, bold, owner.say(part))


def _span(element: StructureElement, lang: str) -> StructureElement:
    """The span that ends the element so far, if it is in this language, or a new one."""
    last = element.kids[-1] if element.kids else None
    if isinstance(last, StructureElement) and last.role == "Span" and last.lang == lang:
        return last
    return element.add(StructureElement("Span", lang=lang))


BASE_BOLD = {style: Type(12, 16).setting(style).bold for style in Style}


OWN_WORDS = "own-words"


def own_words(text: str) -> Statement:
    """Words of leaflet's own, with mark-up; they state nothing, so they need no source."""
    return Statement.model_construct(id=OWN_WORDS, text=text, sources=())


def telephone(number: str) -> str:
    """The ``tel:`` address of a printed number (RFC 3966)."""
    return "tel:" + re.sub(r"[^\d+]", "", number)


Said: TypeAlias = str | Statement | Sequence[Statement]
"""What a paragraph says: plain words, or statements with their mark-up."""


def _statements(text: Said) -> Sequence[Statement]:
    if isinstance(text, str):
        return ()
    return (text,) if isinstance(text, Statement) else text


def _ids(text: Said) -> tuple[str, ...]:
    return tuple(each.id for each in _statements(text) if each.id != OWN_WORDS)


def _runs(text: Said) -> Iterator[tuple[str, bool, str | None]]:
    if isinstance(text, str):
        yield text, False, None
        return
    for index, statement in enumerate(_statements(text)):
        if index:
            yield " ", False, None
        for run in parse(statement.text):
            yield run.text, run.bold, run.lang


def list_attributes(numbering: str) -> dict[str, dict[str, object]]:
    """The attribute that says how a list is labelled (ISO 32000-1 table 347)."""
    return {"List": {"ListNumbering": Name(numbering)}}
