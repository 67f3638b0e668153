"""The reviewer's pack: every statement with its sources, a box to tick, room to write, sign-off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from leaflet.design import Paper
from leaflet.layout.composer import Composer
from leaflet.layout.items import FrameItem, Item, RuleItem
from leaflet.model.common import Source
from leaflet.model.locale import Locale
from leaflet.model.medicine import Leaflet
from leaflet.papers.document import PaperFile, write
from leaflet.papers.rows import Part, Row, parts, reading_grade
from leaflet.papers.setting import (
    BOLD,
    HEADING,
    SMALL,
    SMALL_BOLD,
    TINY,
    TITLE,
    WORDS,
    Block,
    Pen,
    Text,
    paginate,
    stacked,
)
from leaflet.pdf.objects import Name
from leaflet.review.standing import Standing
from leaflet.review.text import in_short
from leaflet.structure import StructureElement
from leaflet.typography.faces import Faces

TICK = 13.0
"""The side of a box to tick: 4.6 mm."""
INDENT, GAP, SOURCES = 24.0, 16.0, 226.0
"""From the box to the words, between words and sources, and the width of the sources."""
WRITING, LINE = 22.0, 20.0
"""Room to write below each statement's words; from one writing line to the next."""
BAR, ROW_GAP = 3.0, 7.0
SOURCE_GAP = 3.0
"""Between one source and the next."""
MISSING_LINES = 8


HOW = (
    """Open each source and compare. Tick what is right, of the medicine and for this country.
    Where it is not, leave the box empty and write what it should say.""",
    """A bar at the side marks where a slip may harm: the warning box, what needs help now,
    telephone numbers, the dose. Ask too what is missing: nobody else will.""",
    "Grade A: the authority’s own page. B: its text in a republished copy. C: secondary.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """What is reviewed, how it stands, and how many must approve it."""

    leaflet: Leaflet
    locale: Locale
    standing: Standing
    approvals: int = 1


def pack(made: Pack, faces: Faces, paper: Paper) -> bytes:
    """The pack as a PDF, tagged and judged as leaflets are."""
    leaflet, locale = made.leaflet, made.locale
    title = f"{leaflet.name} ({locale.locale}), version {leaflet.version}: reviewer’s pack"
    part = StructureElement("Part", title=title, lang=locale.locale)
    pen = Pen(Composer(locale, faces, paper))
    found = parts(leaflet, locale)
    blocks = [*_opening(pen, part, made, found)]
    for each in found:
        blocks += _part(pen, part, each)
    blocks += _sign_off(pen, part, made)

    def head(number: int, pages: int) -> list[Item]:
        left = pen.artifact(f"{title}. Digest {in_short(made.standing.digest)}")
        right = pen.artifact(f"Page {number} of {pages}")
        width = right.paragraph.width(right.setting)
        y = paper.foot - 11
        end = paper.side + paper.content_width - width
        return [*left.place(paper.side, y, 440), *right.place(end, y, width + 1)]

    pages = paginate(blocks, head, top=paper.edge, foot=paper.foot - 18)
    file = PaperFile(
        pages=pages, structure=part, title=title, lang=locale.locale,
        date=leaflet.date.isoformat(),
    )  # fmt: skip
    return write(file, paper, faces)


def _opening(
    pen: Pen, root: StructureElement, made: Pack, found: tuple[Part, ...]
) -> Iterator[Block]:
    leaflet, paper = made.leaflet, pen.paper
    rows = [row for each in found for row in each.rows]
    sources = {**leaflet.sources, **made.locale.sources}
    secondary = sorted(key for key, source in sources.items() if source.grade == "C")
    oldest = min(source.checked for source in sources.values())
    stands = made.standing
    state = "reviewed" if stands.reviewed else f"DRAFT: {stands.why}"
    said = f"Version {leaflet.version} of {leaflet.date}, {made.locale.name}."
    counted = f"{len(rows)} things to check, on {len(sources)} sources; the oldest check is of"
    weak = f" Secondary sources (grade C): {', '.join(secondary)}." if secondary else ""
    facts = [
        f"{said} Next review by {stands.next_review}. It is {state}.",
        f"{counted} {oldest}.{weak}",
    ]
    if made.locale.locale.startswith("en"):
        grade = reading_grade(" ".join(row.words.rstrip(".") + "." for row in rows if row.sources))
        whole = f"Reading grade of the whole, by Flesch and Kincaid: {grade:.1f}."
        facts.append(f"{whole} The grade beside a few words is only a hint.")
    texts = [
        pen.text(root, f"{leaflet.name}: reviewer’s pack", TITLE, "H1"),
        pen.text(root, leaflet.form, BOLD),
        *(pen.text(root, fact) for fact in facts),
    ]
    yield stacked(texts, paper.side, paper.content_width, gap=4)
    heading = pen.text(root, "How to go about it", HEADING, "H2")
    yield stacked([heading, *(pen.text(root, " ".join(each.split())) for each in HOW)], paper.side,
                  paper.content_width, gap=3)  # fmt: skip


def _part(pen: Pen, root: StructureElement, part: Part) -> Iterator[Block]:
    paper = pen.paper
    section = root.add(StructureElement("Sect", title=part.title))
    heading = stacked(
        [pen.text(section, part.title, HEADING, "H2")], paper.side, paper.content_width
    )
    yield Block(height=heading.height + 2, place=heading.place, keep=True, space=14)
    table = section.add(StructureElement("Table"))
    row = table.add(StructureElement("THead")).add(StructureElement("TR"))
    scope = {"Table": {"Scope": Name("Column")}}
    labels = [
        pen.text(row.add(StructureElement("TH", attributes=scope)), label, SMALL_BOLD)
        for label in ("Right", "What it says", "Sources")
    ]
    left, middle, right = _columns(paper)

    def heads(y: float) -> list[Item]:
        return [
            *labels[0].place(left - 1, y, INDENT + 6),
            *labels[1].place(middle + 6, y, 150),
            *labels[2].place(right, y, 150),
        ]

    yield Block(height=13, place=heads, keep=True)
    body = table.add(StructureElement("TBody"))
    for each in part.rows:
        yield _row(pen, body.add(StructureElement("TR")), each)


def _columns(paper: Paper) -> tuple[float, float, float]:
    """Where box, words and sources begin."""
    return paper.side, paper.side + INDENT, paper.side + paper.content_width - SOURCES


def _row(pen: Pen, row: StructureElement, each: Row) -> Block:
    paper = pen.paper
    left, middle, right = _columns(paper)
    cells = [row.add(StructureElement("TD")) for _ in range(3)]
    mark = " · a slip may harm" if each.critical else ""
    grade = f" · reading grade {each.grade:.0f}" if each.grade is not None else ""
    label = f"{each.number} · {each.name}{grade}{mark}"
    words = [pen.text(cells[1], each.words, WORDS)]
    if each.note:
        words.append(pen.text(cells[1], f"Note: {each.note}", SMALL))
    beside = [
        text for key, source in each.sources.items() for text in _source(pen, cells[2], key, source)
    ]
    if each.sources:
        words.insert(0, pen.text(cells[1], label, TINY))
    else:
        beside = [pen.text(cells[2], label, TINY)]
    width = right - GAP - middle
    said = sum(text.height(width) for text in words)
    sources = sum(text.height(SOURCES) for text in beside)
    height = 3 + max(said + (WRITING if each.sources else 0), sources, TICK + 1) + ROW_GAP

    def place(y: float) -> list[Item]:
        items: list[Item] = [
            RuleItem(x=left, y=y, length=paper.content_width, weight=0.5),
            FrameItem(x=left + 0.6, y=y + 4, width=TICK, height=TICK, radii=(1.5,) * 4,
                      weight=1.1, stroke="ink"),
        ]  # fmt: skip
        if each.critical:
            items.append(
                FrameItem(x=left - BAR - 4, y=y + 2, width=BAR, height=height - 4, fill="danger")
            )
        for column, x, room in ((words, middle, width), (beside, right, SOURCES)):
            down = y + 3
            for text in column:
                items += text.place(x, down, room)
                down += text.height(room)
        line = y + 3 + said + LINE - 2
        while each.sources and line <= y + height - ROW_GAP + 1:
            items.append(RuleItem(x=middle, y=line, length=width, weight=0.35))
            line += LINE
        return items

    return Block(height=height, place=place)


def _source(pen: Pen, cell: StructureElement, key: str, source: Source) -> list[Text]:
    """Title, grade and date checked; the address below them."""
    facts = f"{source.publisher}: {source.title}. "
    checked = f"Grade {source.grade}, checked {source.checked}."
    return [
        pen.pieces(cell, ((f"{key} ", True), (facts, False), (checked, False)), SMALL),
        replace(pen.link(cell, source.address), after=SOURCE_GAP),
    ]


def _missing(pen: Pen, root: StructureElement) -> Block:
    """Room for what no box stands beside."""
    paper = pen.paper
    title = "What is missing, and anything else"
    section = root.add(StructureElement("Sect", title=title))
    above = stacked([pen.text(section, title, HEADING, "H2")], paper.side, paper.content_width)

    def place(y: float) -> list[Item]:
        lines = [
            RuleItem(x=paper.side, y=y + above.height + (n + 1) * LINE, weight=0.35,
                     length=paper.content_width)
            for n in range(MISSING_LINES)
        ]  # fmt: skip
        return [*above.place(y), *lines]

    height = above.height + MISSING_LINES * LINE + 4
    return Block(height=height, place=place, space=20, keep=True)


def _sign_off(pen: Pen, root: StructureElement, made: Pack) -> Iterator[Block]:
    paper, leaflet = pen.paper, made.leaflet
    yield _missing(pen, root)
    section = root.add(StructureElement("Sect", title="Sign-off"))
    for number in range(1, made.approvals + 1):
        which = f" {number} of {made.approvals}" if made.approvals > 1 else ""
        texts = [
            pen.text(section, f"Sign-off{which}", HEADING, "H2"),
            pen.text(
                section,
                f"I have compared every statement of this leaflet, {leaflet.name} in "
                f"{made.locale.locale}, version {leaflet.version}, with its sources, and approve "
                f"these very words (digest {in_short(made.standing.digest)}) for patients.",
            ),
        ]
        labels = [
            pen.text(section, label, SMALL_BOLD)
            for label in (
                "Name", "Role", "Register and number", "Date", "Next review by", "Signature"
            )
        ]  # fmt: skip
        yield _form(pen, texts, labels)
    command = (
        f"leaflet approve {leaflet.medicine} --locale {made.locale.locale} "
        f"--digest {in_short(made.standing.digest)} "
        '--name "…" --role "…" --registration "…" --date year-month-day'
    )
    below = [
        pen.text(section, "To record it, in the workspace:"),
        pen.text(section, command, BOLD),
        pen.text(
            section,
            "It is refused if one letter has changed since this was printed. The whole digest is:",
        ),
        pen.text(section, _parted(made.standing.digest), SMALL),
    ]
    block = stacked(below, paper.side, paper.content_width, gap=3)
    yield Block(height=block.height, place=block.place, space=16)


def _form(pen: Pen, texts: list[Text], labels: list[Text]) -> Block:
    paper = pen.paper
    above = stacked(texts, paper.side, paper.content_width, gap=4)
    half = (paper.content_width - GAP) / 2
    row = 34.0

    def place(y: float) -> list[Item]:
        items = above.place(y)
        y += above.height + 14
        for index, label in enumerate(labels):
            x = paper.side + (index % 2) * (half + GAP)
            line = y + (index // 2) * row
            items += label.place(x, line, half)
            start = label.paragraph.width(label.setting) + 6
            items.append(RuleItem(x=x + start, y=line + 11, length=half - start, weight=0.75))
        return items

    height = above.height + 14 + (len(labels) + 1) // 2 * row
    return Block(height=height, place=place, space=20, keep=True)


def _parted(digest: str) -> str:
    """A digest with spaces, so that it can be read and broken over lines."""
    form, algorithm, figures = digest.split(":")
    groups = [figures[start : start + 8] for start in range(0, len(figures), 8)]
    return f"{form} {algorithm} {' '.join(groups)}"
