"""The canonical text: what the leaflet says, as an associated file inside the PDF.

A checker compares the printed page with it, wherever the PDF has been (ISO 19005-3 §6.8).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from leaflet.layout.items import Page, TextItem
from leaflet.model.locale import Locale
from leaflet.model.medicine import Leaflet
from leaflet.pdf.objects import Name, ObjectTable, PdfObject, Stream, compressed
from leaflet.structure import INLINE_ROLES, LEAFLET, PATIENT, StructureElement, Words

FILE_NAME = "leaflet.json"
FORMAT = 1
"""Of that file; whoever reads it refuses a higher number than it knows."""


def canonical_text(table: ObjectTable, content: Mapping[str, object], date: str) -> PdfObject:
    """The file specification; the file itself goes into ``table``."""
    data = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    stamp = f"D:{date.replace('-', '')}000000Z".encode()
    file = compressed(data + b"\n")
    dictionary: dict[str, PdfObject] = {
        **file.dictionary,
        "Type": Name("EmbeddedFile"),
        "Subtype": Name("application/json"),
        "Params": {"Size": len(data) + 1, "ModDate": stamp},
    }
    return {
        "Type": Name("Filespec"),
        "F": FILE_NAME,
        "UF": FILE_NAME,
        "AFRelationship": Name("Source"),
        "Desc": "The leaflet's text in reading order",
        "EF": {"F": table.add(Stream(dictionary, file.data))},
    }


def canonical(
    structure: StructureElement,
    pages: Sequence[Page],
    leaflet: Leaflet,
    locale: Locale,
    facts: Mapping[str, str],
) -> dict[str, object]:
    """What a checker has to know: the facts, whom to call, and all that the pages say.

    ``says`` is what is read aloud, block by block in reading order; ``furniture`` is what is
    printed but not read aloud, line by line. Pages count from 1.
    """
    contacts = locale.contacts
    numbers = {
        name: contact.number
        for name, contact in (
            ("emergency", contacts.emergency),
            ("advice", contacts.advice),
            ("poison", contacts.poison),
        )
        if contact is not None
    }
    return {
        "format": FORMAT,
        **{key: facts[key] for key in sorted(facts)},
        "draft": locale.words.draft,
        "short": leaflet.warning.short,
        "contacts": numbers,
        "pages": len(pages),
        "says": [block.as_json() for block in said(structure)],
        "furniture": list(furniture(pages)),
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A block of what is read aloud: a heading, a paragraph, an item; of a figure, its words."""

    role: str
    text: str
    page: int
    within: str
    """Identifier of the nearest element that has one."""
    statements: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        """Without what goes without saying."""
        plain: dict[str, object] = {"role": self.role, "text": self.text, "page": self.page}
        if self.within:
            plain["in"] = self.within
        if self.statements:
            plain["ids"] = list(self.statements)
        return plain


def said(element: StructureElement, within: str = "") -> Iterator[Said]:
    """Each block in reading order; of a figure, its alternative text."""
    if element.id and element.id.startswith(PATIENT):
        return  # what is said to one patient is in no file but on the page
    if element.id and element.id != LEAFLET:
        within = element.id
    if element.role == "Figure":
        yield _block(element, element.alt or "", within)
        return
    words = "".join(
        kid.text if isinstance(kid, Words) else kid.text()
        for kid in element.kids
        if isinstance(kid, Words) or kid.role in INLINE_ROLES - {"Lbl"}
    ).strip()
    if words and element.role != "Lbl":
        yield _block(element, words, within)
    for kid in element.kids:
        if isinstance(kid, StructureElement) and kid.role not in INLINE_ROLES:
            yield from said(kid, within)


def _block(element: StructureElement, text: str, within: str) -> Said:
    places = [page for leaf in element.leaves() for page, _ in leaf.places]
    return Said(
        role=element.role,
        text=text,
        page=1 + min(places, default=0),
        within=within,
        statements=element.statements,
    )


def furniture(pages: Sequence[Page]) -> Iterator[tuple[int, str]]:
    """Page and words of each line that is an artifact (ISO 32000-1 §14.8.2.2)."""
    for number, page in enumerate(pages, start=1):
        for item in page.items:
            if isinstance(item, TextItem):
                segments = item.line.segments
                if all(segment.leaf is None for segment in segments):
                    yield number, "".join(segment.text for segment in segments)
