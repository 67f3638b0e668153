"""Laid-out pages with their structure as a whole PDF file of its own: no slots, no covers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from leaflet.compiled import BODY_MCID
from leaflet.compiling.lift import lift
from leaflet.compiling.output_intent import output_intent
from leaflet.design import DANGER_RGB, Paper
from leaflet.drawing.pages import COLOUR_SPACES, Drawn, draw
from leaflet.layout.items import Page
from leaflet.pdf.file import block_of, write_file
from leaflet.pdf.fonts import write_subset
from leaflet.pdf.objects import Name, ObjectTable, PdfObject, Ref, compressed
from leaflet.pdf.tagging import TreeWriter, link_annotation
from leaflet.stamping.metadata import information, xmp
from leaflet.standards import Claims, highest
from leaflet.structure import StructureElement
from leaflet.typography.faces import Faces

INK = (0x0B, 0x4A, 0x6F)
"""The neutral brand's colour, for rules and headings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFile:
    """What a paper for reviewers is made of.

    Attributes:
        pages: laid out.
        structure: a Part that holds all that they say.
        title: of the document.
        lang: BCP 47 tag of most of it.
        date: as metadata have it, ``2026-11-21``.
    """

    pages: tuple[Page, ...]
    structure: StructureElement
    title: str
    lang: str
    date: str


def write(made: PaperFile, paper: Paper, faces: Faces) -> bytes:
    """The file. It states the standards that its judge has passed it for, as leaflets do."""
    drawn = draw(made.pages, paper, faces, direction="ltr", slot_characters="")
    pdf, _, _ = highest(lambda claims: _file(made, drawn, paper, claims))
    return pdf


def _file(made: PaperFile, drawn: Drawn, paper: Paper, claims: Claims) -> bytes:
    table = ObjectTable()
    catalog, pages_node, root = table.reserve(), table.reserve(), table.reserve()
    pages = {index: table.reserve() for index in range(len(made.pages))}
    lifted = lift(drawn.pdf, drawn.codes)
    fonts: dict[str, PdfObject] = {
        name: write_subset(table, subset) for name, subset in lifted.fonts.items()
    }
    palettes: dict[str, PdfObject] = {
        COLOUR_SPACES[name]: (Name("Indexed"), Name("DeviceRGB"), 0, bytes(rgb))
        for name, rgb in (("brand", INK), ("danger", tuple(round(255 * n) for n in DANGER_RGB)))
    }
    resources = table.add({"Font": fonts, "ColorSpace": palettes})
    parents: list[PdfObject] = []
    annotations: dict[tuple[int, int], Ref] = {}
    keys: dict[tuple[int, int], int] = {}
    for index, page in enumerate(drawn.pages):
        for number, (element, rect) in enumerate(page.links):
            assert element.target is not None
            key = len(made.pages) + len(keys)
            link = link_annotation(element.target, element.text(), rect, key)
            annotations[index, number] = table.add(link)
            keys[index, number] = key
    document = table.reserve()
    tree = TreeWriter(table, pages, annotations)
    part = tree.write(made.structure, document)
    table.put(document, {"Type": Name("StructElem"), "S": Name("Document"), "P": root, "K": [part]})
    for index, page in enumerate(drawn.pages):
        content = b"\n".join(lifted.pages[index]) + b"\n"
        entry: dict[str, PdfObject] = {
            "Type": Name("Page"),
            "Parent": pages_node,
            "MediaBox": (0, 0, paper.width, paper.height),
            "Contents": table.add(compressed(content)),
            "Resources": resources,
            "StructParents": index,
            "Tabs": Name("S"),
        }
        if page.links:
            entry["Annots"] = [annotations[index, number] for number in range(len(page.links))]
        table.put(pages[index], entry)
        # The lower MCIDs are those of slots, which these pages have not.
        owners: list[PdfObject] = [None] * BODY_MCID
        owners += [tree.ref(owner) for owner in page.owners]
        parents += (index, owners)
    for place, key in keys.items():
        element = drawn.pages[place[0]].links[place[1]][0]
        parents += (key, tree.ref(element))
    table.put(
        root,
        {
            "Type": Name("StructTreeRoot"),
            "K": document,
            "ParentTree": table.add({"Nums": parents}),
            "ParentTreeNextKey": len(made.pages) + len(keys),
        },
    )
    kids = [pages[index] for index in range(len(made.pages))]
    table.put(pages_node, {"Type": Name("Pages"), "Kids": kids, "Count": len(kids)})
    facts = {"title": made.title, "locale": made.lang, "date": made.date}
    outlines = _outlines(table, made.structure, pages, paper)
    table.put(
        catalog,
        {
            "Type": Name("Catalog"),
            "Pages": pages_node,
            "Lang": made.lang,
            "MarkInfo": {"Marked": True},
            "StructTreeRoot": root,
            "Metadata": table.add(xmp(facts, claims)),
            "OutputIntents": [table.add(output_intent(table))],
            "ViewerPreferences": {"DisplayDocTitle": True},
            **({"Outlines": outlines} if outlines else {}),
        },
    )
    info = table.add(information(facts))
    pack = table.reserve()
    numbered = table.numbered()
    del numbered[pack.number]
    block = block_of(numbered, pack.number)
    return write_file([block], [], root=catalog.number, info=info.number)


def _outlines(
    table: ObjectTable, structure: StructureElement, pages: dict[int, Ref], paper: Paper
) -> Ref | None:
    """A bookmark for each section (ISO 32000-1 §12.3.3)."""
    sections: Sequence[StructureElement] = [
        each for each in structure.walk() if each.role == "Sect" and each.title
    ]
    if not sections:
        return None
    top = table.reserve()
    refs = [table.reserve() for _ in sections]
    for index, section in enumerate(sections):
        page = next(page for leaf in section.leaves() for page, _ in leaf.places)
        item: dict[str, PdfObject] = {
            "Title": section.title,
            "Parent": top,
            "Dest": (pages[page], Name("XYZ"), None, paper.height, None),
        }
        if index:
            item["Prev"] = refs[index - 1]
        if index < len(refs) - 1:
            item["Next"] = refs[index + 1]
        table.put(refs[index], item)
    outlines: dict[str, PdfObject] = {
        "Type": Name("Outlines"),
        "First": refs[0],
        "Last": refs[-1],
        "Count": len(refs),
    }
    table.put(top, outlines)
    return top
