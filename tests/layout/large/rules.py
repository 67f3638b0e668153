"""The rules of large print, read from laid-out pages: each fault is told in a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from leaflet.layout.items import Page, TextItem
from leaflet.layout.pages import LaidOut
from leaflet.structure import StructureElement

SMALLEST = 16.0
INLINE = {"Span", "Link", "Lbl"}


def faults(laid_out: LaidOut) -> list[str]:
    """All that goes against the rules."""
    return [
        *_ends(laid_out.pages),
        *_sizes(laid_out.pages),
        *_headings(laid_out),
        *_lists(laid_out),
        *_paragraphs(laid_out),
    ]


def lines(page: Page) -> list[TextItem]:
    """The lines of a page that are read aloud, in the order of reading."""
    texts = (item for item in page.items if isinstance(item, TextItem))
    return [text for text in texts if any(segment.leaf for segment in text.line.segments)]


def words_of(line: TextItem) -> str:
    """What a line says."""
    return "".join(segment.text for segment in line.line.segments)


def block_of(line: TextItem, parents: dict[int, StructureElement]) -> StructureElement:
    """The paragraph, heading or item that a line belongs to."""
    leaf = next(segment.leaf for segment in line.line.segments if segment.leaf)
    element = leaf.owner
    while element.role in INLINE:
        element = parents[id(element)]
    return element


def parents_of(root: StructureElement) -> dict[int, StructureElement]:
    """Each element's parent."""
    return {
        id(kid): element
        for element in root.walk()
        for kid in element.kids
        if isinstance(kid, StructureElement)
    }


def placed(laid_out: LaidOut) -> dict[int, list[int]]:
    """``id`` of each block → how many of its lines stand on each page."""
    parents = parents_of(laid_out.structure)
    found: dict[int, list[int]] = {}
    for number, page in enumerate(laid_out.pages):
        for line in lines(page):
            if words_of(line).strip().rstrip(".").isdecimal():
                continue  # the label of a step
            counts = found.setdefault(id(block_of(line, parents)), [0] * len(laid_out.pages))
            counts[number] += 1
    return found


def _ends(pages: Sequence[Page]) -> Iterator[str]:
    for number, page in enumerate(pages, 1):
        if page.bottom > page.limit + 0.01:
            yield f"page {number} ends {page.bottom - page.limit:.1f} pt below its foot"


def _sizes(pages: Sequence[Page]) -> Iterator[str]:
    for number, page in enumerate(pages, 1):
        for item in page.items:
            if isinstance(item, TextItem) and item.size < SMALLEST:
                yield f"page {number}: “{words_of(item)}” is set in {item.size:g} pt"


def _headings(laid_out: LaidOut) -> Iterator[str]:
    parents = parents_of(laid_out.structure)
    for number, page in enumerate(laid_out.pages, 1):
        blocks = [block_of(line, parents) for line in lines(page)]
        for index, block in enumerate(blocks):
            below = [each for each in blocks[index + 1 :] if each is not block]
            section = parents[id(block)]
            company = [each for each in below if any(each is kid for kid in section.walk())]
            total = sum(1 for each in section.walk() if each is not block and _speaks(each))
            if block.role in {"H2", "H3"} and len(company) < min(2, total):
                yield f"page {number}: “{block.text()}” is left with {len(company)} lines"


def _speaks(element: StructureElement) -> bool:
    return element.role in {"P", "LBody", "H3"} and bool(element.text())


def _lists(laid_out: LaidOut) -> Iterator[str]:
    where = placed(laid_out)
    for element in laid_out.structure.walk():
        if element.role != "L":
            continue
        bodies = [kid for kid in element.walk() if kid.role == "LBody" and id(kid) in where]
        parts = [
            sum(1 for body in bodies if where[id(body)][number])
            for number in range(len(laid_out.pages))
        ]
        parts = [part for part in parts if part]
        few = len(bodies) <= 3
        if len(parts) > 1 and (few or min(parts) < 2):
            yield f"a list of {len(bodies)} is parted as {parts}"


def _paragraphs(laid_out: LaidOut) -> Iterator[str]:
    for counts in placed(laid_out).values():
        parts = [count for count in counts if count]
        if len(parts) > 1 and min(parts) < 2:
            yield f"a paragraph is parted as {parts}"
