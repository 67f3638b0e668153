"""Two versions of a text side by side: what changed, the dangerous first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from leaflet.design import Paper
from leaflet.layout.composer import Composer
from leaflet.layout.items import FrameItem, Item, RuleItem
from leaflet.model.locale import Locale
from leaflet.papers.document import PaperFile, write
from leaflet.papers.setting import (
    HEADING,
    SMALL,
    SMALL_BOLD,
    TINY,
    TITLE,
    WORDS,
    Block,
    Pen,
    Text,
    marks_of,
    paginate,
    stacked,
)
from leaflet.pdf.objects import Name
from leaflet.review.changes import Change
from leaflet.review.telling import SAYS, Locales
from leaflet.structure import StructureElement
from leaflet.typography.faces import Faces

GAP = 18.0
"""Between the two columns."""
ROW_GAP = 5.0
BAR = 3.0
"""The mark of what is dangerous to miss."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What is compared.

    Attributes:
        name: of the medicine, as it is printed.
        old: what people call the older version.
        new: and the newer.
        date: of the newer text, for the metadata.
        locales: where it is two locales.
    """

    name: str
    old: str
    new: str
    date: str
    changes: tuple[Change, ...]
    locales: Locales | None = None

    @property
    def title(self) -> str:
        """The heading."""
        return f"{self.name}: what {'differs' if self.locales else 'changed'}"


def comparison(made: Comparison, locale: Locale, faces: Faces, paper: Paper) -> bytes:
    """A PDF with a row for each change: the old words at the left, the new at the right."""
    title = made.title if made.locales else f"{made.title} ({locale.locale})"
    part = StructureElement("Part", title=title, lang=locale.locale)
    pen = Pen(Composer(locale, faces, paper))
    blocks = [*_opening(pen, part, made)]
    for name, group in groupby(made.changes, key=lambda each: each.title):
        blocks += _group(pen, part, name, made, list(group))
    foot = pen.artifact(f"{title}: {made.old} → {made.new}")

    def head(number: int, pages: int) -> list[Item]:
        page = pen.artifact(f"Page {number} of {pages}")
        y = paper.foot - 12
        width = page.paragraph.width(page.setting)
        end = paper.side + paper.content_width - width
        return [*foot.place(paper.side, y, 420), *page.place(end, y, width + 1)]

    pages = paginate(blocks, head, top=paper.edge, foot=paper.foot - 20)
    return write(
        PaperFile(pages=pages, structure=part, title=title, lang=locale.locale, date=made.date),
        paper,
        faces,
    )


def _opening(pen: Pen, part: StructureElement, made: Comparison) -> Iterable[Block]:
    critical = sum(change.critical for change in made.changes)
    count = len(made.changes)
    noun = "difference" if made.locales else "change"
    gone, come = ("in one alone", "in the other alone") if made.locales else ("gone", "new")
    told = (
        f"{count} {noun}{'' if count == 1 else 's'}, {critical} of them where a slip may harm: "
        f"those come first, with a bar at the side. Words that are {gone} are struck through, "
        f"words that are {come} are underlined; both are bold."
    )
    paper = pen.paper
    yield stacked(
        [
            pen.text(part, made.title, TITLE, "H1"),
            pen.text(part, f"{made.old} → {made.new}"),
            pen.text(part, told),
        ],
        paper.side,
        paper.content_width,
        gap=3,
    )


def _group(
    pen: Pen, part: StructureElement, name: str, made: Comparison, found: Sequence[Change]
) -> Iterable[Block]:
    paper = pen.paper
    section = part.add(StructureElement("Sect", title=name))
    heading = pen.text(section, name, HEADING, "H2")
    block = stacked([heading], paper.side, paper.content_width)
    yield Block(height=block.height, place=block.place, keep=True, space=14)
    table = section.add(StructureElement("Table"))
    row = table.add(StructureElement("THead")).add(StructureElement("TR"))
    scope = {"Table": {"Scope": Name("Column")}}
    old, new = (
        pen.text(row.add(StructureElement("TH", attributes=scope)), label, SMALL_BOLD)
        for label in (made.old, made.new)
    )
    width = (paper.content_width - GAP) / 2

    def heads(y: float) -> list[Item]:
        return [
            *old.place(paper.side, y, width),
            *new.place(paper.side + width + GAP, y, width),
        ]

    yield Block(height=13, place=heads, keep=True)
    body = table.add(StructureElement("TBody"))
    for change in found:
        yield _row(pen, body.add(StructureElement("TR")), made, change, width)


def _row(pen: Pen, row: StructureElement, made: Comparison, change: Change, width: float) -> Block:
    """One change: place and kind over the old words; the new ones beside them."""
    paper = pen.paper
    cells = [row.add(StructureElement("TD")) for _ in range(2)]
    says = made.locales.says(change) if made.locales else SAYS[change.kind]
    label = pen.text(cells[0], f"{change.said.place}: {says}", TINY)
    sides: list[list[tuple[Text, frozenset[StructureElement]]]] = []
    for cell, said, own in zip(cells, (change.old, change.new), ("old", "new"), strict=True):
        if said is None:
            sides.append([(pen.text(cell, "(nothing)", SMALL), frozenset())])
            continue
        pieces = [(words, kind == own) for kind, words in change.pieces() if kind in ("same", own)]
        parts = [pen.spans(cell, pieces, WORDS)]
        if said.sources:
            standing = f"Sources: {said.sources}"
            if made.locales:
                standing = made.locales.authority(said, len(sides))
            parts.append((pen.text(cell, standing, SMALL), frozenset()))
        sides.append(parts)
    top = label.height(paper.content_width) + 2
    height = top + max(sum(text.height(width) for text, _ in side) for side in sides) + ROW_GAP

    def place(y: float) -> list[Item]:
        rule = RuleItem(x=paper.side, y=y, length=paper.content_width, weight=0.5)
        items: list[Item] = [rule]
        if change.critical:
            items.append(
                FrameItem(x=paper.side - BAR - 4, y=y + 2, width=BAR, height=height - 4,
                          fill="danger")
            )  # fmt: skip
        items += label.place(paper.side, y + 2, paper.content_width)
        for index, side in enumerate(sides):
            x, down = paper.side + index * (width + GAP), y + top
            for text, spans in side:
                placed = text.place(x, down, width)
                items += placed
                items += marks_of(placed, spans, through=index == 0)
                down += text.height(width)
        return items

    return Block(height=height, place=place, space=0)
