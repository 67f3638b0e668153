"""The frame of a file: catalog, page tree, structure root, labels, bookmarks.

It depends on which pages there are and on what the slots hold, not on the words in them; so it is
made once for a medicine and found again for every clinic alike.
"""

from __future__ import annotations

from leaflet.compiled import (
    BLANK_CONTENT,
    BLANKS,
    BODY_MCID,
    BOOKMARKS,
    CATALOG,
    DOCUMENT,
    FRAME_PACK,
    INFO,
    METADATA,
    OUTLINES,
    PAGES,
    PARENT_NODE,
    PARENT_TREE,
    SLOTS,
    STRUCTURE,
)
from leaflet.pdf.file import block_of
from leaflet.pdf.marks import artifact_opening
from leaflet.pdf.objects import Name, PdfObject, Ref, compressed
from leaflet.stamping.cover_pages import TREE_NODE
from leaflet.stamping.metadata import information

TYPE_CHECKING = False  # see leaflet.pdf.objects
if TYPE_CHECKING:
    from collections.abc import Sequence

    from leaflet.compiled import Compiled, CompiledPage, Constant
    from leaflet.pdf.file import Block
    from leaflet.stamping.cover_pages import CoverBlock
    from leaflet.stamping.filled import FilledSlot


class Shape:
    """Which pages a file has, and what fills their slots."""

    __slots__ = ("back", "drawn_cover", "duplex", "filled", "front")

    def __init__(
        self,
        front: Sequence[CoverBlock],
        back: Sequence[CoverBlock],
        filled: dict[str, FilledSlot],
        *,
        drawn_cover: bool,
        duplex: bool,
    ) -> None:
        self.front = front
        self.back = back
        self.filled = filled
        self.drawn_cover = drawn_cover
        self.duplex = duplex

    def key(self) -> tuple[object, ...]:
        """Equal for files that have the same frame."""
        return (
            "frame", self.drawn_cover, self.duplex,
            tuple([cover.shape for cover in self.front]),
            tuple([cover.shape for cover in self.back]),
            tuple([self.filled[name].shape for name in sorted(self.filled)]),
        )  # fmt: skip


def frame(compiled: Compiled, shape: Shape) -> Block:
    """The frame's objects."""
    key = shape.key()
    known = compiled.memo.get(key)
    if known is None:
        known = compiled.memo[key] = block_of(_Frame(compiled, shape).objects(), FRAME_PACK)
    return known  # type: ignore[return-value]


def page_order(compiled: Compiled, shape: Shape) -> list[tuple[str, int]]:
    """Kind and number of each page: ``cover``, ``blank``, ``leaflet``, ``back``."""
    pages = [("cover", number) for cover in shape.front for number in cover.pages]
    if shape.drawn_cover and compiled.cover is not None:
        pages.extend(("cover", page.number) for page in compiled.cover.pages)
    blanks = iter(BLANKS)
    if shape.duplex and len(pages) % 2:
        pages.append(("blank", next(blanks)))
    pages.extend(("leaflet", page.number) for page in compiled.leaflet.pages)
    if shape.back and shape.duplex and len(pages) % 2:
        pages.append(("blank", next(blanks)))
    pages.extend(("back", number) for cover in shape.back for number in cover.pages)
    return pages


class _Frame:
    def __init__(self, compiled: Compiled, shape: Shape) -> None:
        self.compiled = compiled
        self.shape = shape
        self.pages = page_order(compiled, shape)
        self.parts: list[Constant] = [compiled.leaflet]
        if shape.drawn_cover and compiled.cover is not None:
            self.parts.insert(0, compiled.cover)
        self.parents: dict[int, PdfObject] = {}

    def objects(self) -> dict[int, PdfObject]:
        """Number → object."""
        facts = self.compiled.facts
        found: dict[int, PdfObject] = {}
        for part in self.parts:
            for page in part.pages:
                found[page.number] = self._page(page)
        for kind, number in self.pages:
            if kind == "blank":
                found[number] = self._blank()
                found[BLANK_CONTENT] = compressed(artifact_opening("Page") + b" EMC\n")
        covers = [*self.shape.front, *self.shape.back]
        found |= {
            PAGES: {
                "Type": Name("Pages"),
                "Kids": [Ref(number) for _, number in self.pages],
                "Count": len(self.pages),
            },
            INFO: information(facts),
            DOCUMENT: {
                "Type": Name("StructElem"),
                "S": Name("Document"),
                "P": Ref(STRUCTURE),
                "K": self._document_kids(),
            },
            CATALOG: self._catalog(covers),
        }
        found |= self._parent_tree(covers)
        found |= self._outlines()
        return found

    def _page(self, page: CompiledPage) -> PdfObject:
        filled = [self.shape.filled[part] for part in page.contents if isinstance(part, str)]
        annotations = [Ref(number) for number, _, _ in page.annotations]
        owners: list[PdfObject] = [None] * BODY_MCID
        for slot in filled:
            for index, owner in enumerate(slot.owners):
                owners[slot.slot.first_mcid + index] = Ref(owner)
            for index, (element, *_) in enumerate(slot.links):
                annotations.append(Ref(slot.slot.annotation(index)))
                self.parents[slot.slot.first_key + index] = Ref(element)
        for _, element, key in page.annotations:
            self.parents[key] = Ref(element)
        self.parents[page.key] = [*owners, *(Ref(number) for number in page.owners)]
        dictionary: dict[str, PdfObject] = {
            "Type": Name("Page"),
            "Parent": Ref(PAGES),
            "MediaBox": (0, 0, *self.compiled.size),
            "Contents": [
                Ref(part if isinstance(part, int) else SLOTS[part].stream) for part in page.contents
            ],
            "Resources": Ref(page.resources),
            "StructParents": page.key,
            "Tabs": Name("S"),
        }
        if annotations:
            dictionary["Annots"] = annotations
        return dictionary

    def _blank(self) -> PdfObject:
        """An empty page, so that the leaflet's two share a sheet; a screen reader skips it."""
        return {
            "Type": Name("Page"),
            "Parent": Ref(PAGES),
            "MediaBox": (0, 0, *self.compiled.size),
            "Contents": Ref(BLANK_CONTENT),
            "Resources": {},
            "Tabs": Name("S"),
        }

    def _document_kids(self) -> list[PdfObject]:
        front = [Ref(cover.part) for cover in self.shape.front if cover.part is not None]
        back = [Ref(cover.part) for cover in self.shape.back if cover.part is not None]
        return [*front, *(Ref(part.part) for part in self.parts), *back]

    def _parent_tree(self, covers: Sequence[CoverBlock]) -> dict[int, PdfObject]:
        """One node for the leaflet's keys, and one that each cover brings along (§7.9.7)."""
        keys = sorted(self.parents)
        nums = [item for key in keys for item in (key, self.parents[key])]
        tagged = [cover for cover in covers if cover.keys is not None]
        tree: dict[str, PdfObject] = {"Nums": nums}
        last = keys[-1]
        nodes: dict[int, PdfObject] = {}
        if tagged:
            nodes[PARENT_NODE] = {"Limits": (keys[0], last), "Nums": nums}
            kids = [Ref(PARENT_NODE), *(Ref(cover.first + TREE_NODE) for cover in tagged)]
            tree = {"Kids": kids}
            last = max(cover.keys[1] for cover in tagged if cover.keys)
        return nodes | {
            PARENT_TREE: tree,
            STRUCTURE: {
                "Type": Name("StructTreeRoot"),
                "K": Ref(DOCUMENT),
                "ParentTree": Ref(PARENT_TREE),
                "ParentTreeNextKey": last + 1,
            },
        }

    def _catalog(self, covers: Sequence[CoverBlock]) -> PdfObject:
        compiled = self.compiled
        preferences: dict[str, PdfObject] = {
            "DisplayDocTitle": True,
            "PrintScaling": Name("None"),
            "Duplex": Name("DuplexFlipLongEdge" if self.shape.duplex else "Simplex"),
        }
        if compiled.direction == "rtl":
            preferences["Direction"] = Name("R2L")
        catalog: dict[str, PdfObject] = {
            "Type": Name("Catalog"),
            "Pages": Ref(PAGES),
            "Lang": compiled.facts["locale"],
            "MarkInfo": {"Marked": True},
            "StructTreeRoot": Ref(STRUCTURE),
            "Metadata": Ref(METADATA),
            "OutputIntents": [Ref(compiled.output_intent)],
            "Outlines": Ref(OUTLINES),
            "PageLabels": self._page_labels(),
            "ViewerPreferences": preferences,
            "AF": [Ref(compiled.attachment)],
            "Names": {"EmbeddedFiles": {"Names": ["leaflet.json", Ref(compiled.attachment)]}},
        }
        layers = [number for cover in covers for number in cover.layers]
        if layers:
            hidden = [Ref(number) for cover in covers for number in cover.hidden]
            catalog["OCProperties"] = {
                "OCGs": [Ref(number) for number in layers],
                "D": {"Name": "Layers", "OFF": hidden},
            }
        return catalog

    def _page_labels(self) -> PdfObject:
        """What viewers call the pages (§12.4.2): “Cover”, “1”, “2”; several covers are counted."""
        words = self.compiled.words
        prefix = {"cover": words["cover"], "back": words["back"], "blank": words["blank_label"]}
        numbers: list[PdfObject] = []
        last = ""
        for index, (kind, _) in enumerate(self.pages):
            if kind == last:
                continue
            last = kind
            label: dict[str, PdfObject]
            if kind == "leaflet":
                label = {"S": Name("D")}
            else:
                count = sum(each == kind for each, _ in self.pages)
                label = {"P": prefix[kind]}
                if count > 1 and kind != "blank":
                    label = {"P": f"{prefix[kind]} ", "S": Name("D")}
            numbers += (index, label)
        return {"Nums": numbers}

    def _outlines(self) -> dict[int, PdfObject]:
        """Bookmarks: cover, the leaflet with its sections, back."""
        compiled = self.compiled
        inside = compiled.bookmarks
        titles = {
            "cover": compiled.words["cover"],
            "leaflet": compiled.facts["name"],
            "back": compiled.words["back"],
        }
        first = dict(reversed(self.pages))
        top = [kind for kind in titles if kind in first]
        found: dict[int, PdfObject] = {}
        for index, kind in enumerate(top):
            item: dict[str, PdfObject] = {
                "Title": titles[kind],
                "Parent": Ref(OUTLINES),
                "Dest": (Ref(first[kind]), Name("XYZ"), None, compiled.size[1], None),
            }
            if index:
                item["Prev"] = Ref(BOOKMARKS[top[index - 1]])
            if index < len(top) - 1:
                item["Next"] = Ref(BOOKMARKS[top[index + 1]])
            if kind == "leaflet":
                item |= {"First": Ref(inside[0]), "Last": Ref(inside[-1]), "Count": len(inside)}
            found[BOOKMARKS[kind]] = item
        found[OUTLINES] = {
            "Type": Name("Outlines"),
            "First": Ref(BOOKMARKS[top[0]]),
            "Last": Ref(BOOKMARKS[top[-1]]),
            "Count": len(top) + len(inside),
        }
        return found
