"""The canonical text: what the leaflet says, as an associated file inside the PDF.

A checker compares the printed page with it, wherever the PDF has been (ISO 19005-3 §6.8).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from leaflet.pdf.objects import Name, ObjectTable, PdfObject, Stream, compressed
from leaflet.structure import INLINE_ROLES, StructureElement, Words

FILE_NAME = "leaflet.json"


def canonical_text(
    table: ObjectTable, structure: StructureElement, facts: Mapping[str, str]
) -> dict[str, PdfObject]:
    """The file specification; the file itself goes into ``table``."""
    content = {
        **{key: facts[key] for key in sorted(facts)},
        "says": [[role, text] for role, text in said(structure)],
    }
    data = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    stamp = f"D:{facts['date'].replace('-', '')}000000Z".encode()
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


def said(element: StructureElement) -> Iterator[tuple[str, str]]:
    """Role and words of each block, in reading order; of a figure, its alternative text."""
    if element.role == "Figure":
        yield element.role, element.alt or ""
        return
    words = "".join(
        kid.text if isinstance(kid, Words) else kid.text()
        for kid in element.kids
        if isinstance(kid, Words) or kid.role in INLINE_ROLES
    ).strip()
    if words and element.role != "Lbl":
        yield element.role, words
    for kid in element.kids:
        if isinstance(kid, StructureElement) and kid.role not in INLINE_ROLES:
            yield from said(kid)
