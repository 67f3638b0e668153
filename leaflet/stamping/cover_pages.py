"""A clinic's covers as blocks: made once, numbered alike in every file."""

from __future__ import annotations

from leaflet.compiled import (
    COVER_KEYS,
    COVER_STEP,
    DOCUMENT,
    FIRST_COVER,
    FIRST_COVER_KEY,
    PAGES,
)
from leaflet.pdf.file import Block, block_of
from leaflet.pdf.objects import Name, ObjectTable, PdfObject, Ref, shifted
from leaflet.pdf.tagging import TreeWriter, is_empty, link_annotation
from leaflet.structure import StructureElement

TYPE_CHECKING = False  # see leaflet.pdf.objects
if TYPE_CHECKING:
    from leaflet.covers.values import ImportedCover, ImportedPage, LinkAnnotation

PACK, TREE_NODE, FIRST_PAGE = 0, 1, 2
"""Numbers within a cover's own: object stream, its node of the parent tree, its pages."""

FIRST_PLACE = (FIRST_COVER, FIRST_COVER_KEY)
"""The first cover's first number and key."""


class CoverBlock:
    """One cover: its objects, and what a file's frame has to know of it.

    Attributes:
        pages: numbers of its page objects.
        part: number of its structure element, if it has anything to say.
        keys: first and last key of its node of the parent tree, if it has any.
        layers: numbers of its optional content groups; ``hidden`` of those that are off.
        end: the first number behind its own.
    """

    __slots__ = ("block", "end", "first", "hidden", "keys", "layers", "pages", "part")

    def __init__(
        self,
        block: Block,
        first: int,
        pages: tuple[int, ...],
        part: int | None,
        keys: tuple[int, int] | None,
        layers: tuple[int, ...],
        hidden: tuple[int, ...],
        end: int,
    ) -> None:
        self.block = block
        self.end = end
        self.first = first
        self.pages = pages
        self.part = part
        self.keys = keys
        self.layers = layers
        self.hidden = hidden

    @property
    def shape(self) -> tuple[object, ...]:
        """What a file's frame has to know of it."""
        return (self.first, self.pages, self.part, self.keys, self.layers, self.hidden)

    def plain(self) -> tuple[object, ...]:
        """For the cache."""
        block = (self.block.data, self.block.offsets, self.block.packed)
        return (block, *self.shape, self.end)

    @classmethod
    def from_plain(cls, plain: tuple[object, ...]) -> CoverBlock:
        """What ``plain`` gave."""
        block, *rest = plain
        return cls(Block(*block), *rest)  # type: ignore[misc, arg-type]


def next_place(block: CoverBlock, place: tuple[int, int]) -> tuple[int, int]:
    """The first number and key of the cover behind ``block``, which has ``place``."""
    return -(-block.end // COVER_STEP) * COVER_STEP, place[1] + COVER_KEYS


def cover_block(
    cover: ImportedCover, first: int, key: int, size: tuple[float, float], title: str
) -> CoverBlock:
    """A cover on paper of ``size``, its objects numbered from ``first``, its keys from ``key``."""
    refs = {i: Ref(first + FIRST_PAGE + i) for i in range(len(cover.pages))}
    base = first + FIRST_PAGE + len(refs)
    table = ObjectTable(first=base)
    table.objects.extend(shifted(value, base) for value in cover.objects)
    annotations: dict[tuple[int, int], Ref] = {}
    tree = TreeWriter(table, refs, annotations)
    owners = {place: element for element in cover.structure.walk() for place in element.annotations}
    parents: dict[int, PdfObject] = {}
    for number, page in enumerate(cover.pages):
        for i, link in enumerate(page.annotations):
            annotations[number, i] = table.add(_link(link, refs, key))
            parents[key] = tree.ref(owners[number, i])
            key += 1
    part = None
    if not is_empty(cover.structure):
        part = tree.write(_titled(cover.structure, title), Ref(DOCUMENT)).number
    by_mcid = {place: leaf.owner for leaf in cover.structure.leaves() for place in leaf.places}
    pages: dict[int, PdfObject] = {}
    for number, page in enumerate(cover.pages):
        links = [annotations[number, i] for i in range(len(page.annotations))]
        dictionary = _page(page, base, size, links)
        if page.mcids:
            dictionary["StructParents"] = key
            parents[key] = _owners(page, number, by_mcid, tree)
            key += 1
        pages[refs[number].number] = dictionary
    objects = pages | table.numbered()
    keys = None
    if parents:
        keys = (min(parents), max(parents))
        objects[first + TREE_NODE] = {
            "Limits": keys,
            "Nums": [item for each in sorted(parents) for item in (each, parents[each])],
        }
    layers = cover.layers
    return CoverBlock(
        block_of(objects, first + PACK),
        first,
        tuple(pages),
        part,
        keys,
        tuple(ref.number + base for ref in layers.groups) if layers else (),
        tuple(ref.number + base for ref in layers.hidden) if layers else (),
        base + len(table.objects),
    )


def _titled(part: StructureElement, title: str) -> StructureElement:
    """The cover's part with a title, in the words of this leaflet's locale."""
    return StructureElement(
        part.role, part.kids, part.title or title, part.alt, part.actual_text, part.lang,
        part.attributes, part.id,
    )  # fmt: skip


def _link(link: LinkAnnotation, refs: dict[int, Ref], key: int) -> PdfObject:
    if isinstance(link.target, str):
        return link_annotation(link.target, link.contents, link.rect, key)
    annotation = link_annotation("", link.contents, link.rect, key)
    del annotation["A"]
    return annotation | {"Dest": (refs[link.target], Name("Fit"))}


def _page(
    page: ImportedPage, base: int, size: tuple[float, float], links: list[Ref]
) -> dict[str, PdfObject]:
    dictionary: dict[str, PdfObject] = {
        "Type": Name("Page"),
        "Parent": Ref(PAGES),
        "MediaBox": (0, 0, *size),
        "Contents": Ref(page.contents.number + base),
        "Resources": Ref(page.resources.number + base),
        "Tabs": Name("S"),
    }
    if page.group is not None:
        dictionary["Group"] = shifted(page.group, base)
    if links:
        dictionary["Annots"] = links
    return dictionary


def _owners(
    page: ImportedPage,
    number: int,
    by_mcid: dict[tuple[int, int], StructureElement],
    tree: TreeWriter,
) -> list[PdfObject]:
    """The structure element of each MCID of a page."""
    return [
        tree.ref(by_mcid[number, mcid]) if (number, mcid) in by_mcid else None
        for mcid in range(page.mcids)
    ]
