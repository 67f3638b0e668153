"""A cover page as one drawing: a figure with the clinic's words for it, or a decoration.

The page's content becomes a form XObject of its own, so nothing in it can upset what is around it:
unbalanced q and Q, wrong clips, its own names. What annotations show is painted over it.
"""

from __future__ import annotations

from typing import Literal

from pypdf.generic import DictionaryObject

from leaflet.covers import access
from leaflet.covers.annotations import Annotations
from leaflet.covers.boxes import Placement, decimals, moved
from leaflet.covers.cleaning import Cleaner
from leaflet.covers.kinds import Kind
from leaflet.covers.reading import page_content
from leaflet.covers.values import ImportedPage, numbered_alt
from leaflet.pdf.objects import Name, PdfObject, compressed
from leaflet.structure import StructureElement, Words

Meaning = Literal["figure", "text", "decoration"]

_OPENED: dict[Meaning, bytes] = {
    "figure": b"/Figure <</MCID 0>>BDC",
    "text": b"/P <</MCID 0>>BDC",
    "decoration": b"/Artifact BMC",
}


def draw_page(
    page: DictionaryObject,
    index: int,
    place: Placement,
    annotations: Annotations,
    cleaner: Cleaner,
    *,
    meaning: Meaning,
) -> ImportedPage:
    """``page``, the ``index``-th of the cover, as one marked drawing."""
    resources = access.raw(page, "Resources")
    cleaner.begin_page(index, resources)
    entries: dict[str, PdfObject] = {"BBox": [*map(_short, place.box)]}
    if (group := page_group(page, cleaner)) is not None:
        entries["Group"] = group
    drawing = cleaner.drawn(page_content(page), resources, entries)
    painted, own = painted_annotations(annotations, cleaner)
    content = b"\n".join(
        (
            _OPENED[meaning],
            b"q",
            decimals(*place.matrix) + b" cm",
            clip(place),
            b"/Cover Do",
            *painted,
            b"Q",
            b"EMC",
        )
    )
    drawings = own.setdefault("XObject", {})
    own["XObject"] = {"Cover": drawing, **(drawings if isinstance(drawings, dict) else {})}
    return ImportedPage(
        contents=cleaner.table.add(compressed(content)),
        resources=cleaner.table.add(own),
        mcids=0 if meaning == "decoration" else 1,
    )


def painted_annotations(
    annotations: Annotations, cleaner: Cleaner
) -> tuple[list[bytes], dict[str, PdfObject]]:
    """Content that paints the appearances, and the resources for it, named so as to be alone."""
    content: list[bytes] = []
    drawings: dict[str, PdfObject] = {}
    layers: dict[str, PdfObject] = {}
    for number, appearance in enumerate(annotations.appearances):
        drawings[f"Leaflet{number}"] = cleaner.take_indirect(appearance.reference, Kind.FORM)
        lines = [
            b"q",
            decimals(*appearance.matrix) + b" cm",
            b"/Leaflet%d Do" % number,
            b"Q",
        ]
        layer = cleaner.take(appearance.layer, Kind.LAYER)
        if layer:
            layers[f"Leaflet{number}"] = layer
            lines = [b"/OC /Leaflet%d BDC" % number, *lines, b"EMC"]
        content.extend(lines)
    resources: dict[str, PdfObject] = {}
    if drawings:
        resources["XObject"] = drawings
    if layers:
        resources["Properties"] = layers
    return content, resources


def page_group(page: DictionaryObject, cleaner: Cleaner) -> dict[str, PdfObject] | None:
    """The page's transparency group; a page's is always isolated (ISO 32000-1 §11.4.7)."""
    found = access.dictionary(access.raw(page, "Group"))
    if found is None or access.name(access.raw(found, "S")) != "Transparency":
        return None
    group: dict[str, PdfObject] = {"S": Name("Transparency"), "I": True}
    for key in ("CS", "K"):
        value = cleaner.take(access.raw(found, key), Kind.VALUE)
        if value is not None:
            group[key] = value
    return group


def clip(place: Placement) -> bytes:
    """Nothing outside the page's visible box is drawn."""
    left, bottom, right, top = place.box
    return decimals(left, bottom, right - left, top - bottom) + b" re W n"


def figure_element(
    index: int, count: int, place: Placement, paper: tuple[float, float], alt: str
) -> StructureElement:
    """The Figure of page ``index`` of ``count``, said as ``alt``, with its box on the paper."""
    left, bottom, right, top = moved(place.box, place.matrix)
    box = max(left, 0.0), max(bottom, 0.0), min(right, paper[0]), min(top, paper[1])
    figure = StructureElement(
        role="Figure",
        alt=numbered_alt(alt, index, count),
        attributes={"Layout": {"BBox": [*map(_short, box)], "Placement": Name("Block")}},
    )
    figure.kids.append(Words("", figure, [(index, 0)]))
    return figure


def text_element(index: int) -> StructureElement:
    """The P of page ``index``, whose words are read as they stand in its content."""
    paragraph = StructureElement(role="P")
    paragraph.kids.append(Words("", paragraph, [(index, 0)]))
    return paragraph


def _short(value: float) -> float:
    """Without the dust of floating point."""
    rounded = round(value, 4)
    return int(rounded) if rounded == int(rounded) else rounded
