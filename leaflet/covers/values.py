"""What a cover becomes: objects that the writer appends, pages that use them, and a structure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from leaflet.pdf.objects import PdfObject, Ref
from leaflet.structure import StructureElement

Rung = Literal["tagged", "figure", "text", "decoration", "picture"]
"""How much of a cover could be kept, from its own tags down to a picture of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkAnnotation:
    """A link of the cover, to be written as a new /Link annotation.

    Attributes:
        rect: left, bottom, right, top in points on the leaflet's paper.
        target: an address (http, https, mailto, tel), or the index of a page within this cover.
        contents: what the link is, for its /Contents entry (ISO 14289-1 §7.18.5).
    """

    rect: tuple[float, float, float, float]
    target: str | int
    contents: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Layers:
    """Optional content of the cover, for the file's one /OCProperties (ISO 32000-1 §8.11).

    Attributes:
        groups: every optional content group, for /OCGs.
        hidden: those that are off, for the default configuration's /OFF; all others are on. Write
            no /AS there, and give the configuration a /Name (ISO 14289-1 §7.10).
    """

    groups: tuple[Ref, ...]
    hidden: tuple[Ref, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedPage:
    """One page of a cover, already fitted onto the paper; the writer makes the page dictionary.

    Attributes:
        contents: the content stream, wholly marked with the MCIDs 0 to ``mcids`` - 1, or as
            artifacts.
        resources: its resource dictionary.
        mcids: how many MCIDs the content uses.
        annotations: links, for /Annots; only a structure with Link elements has any.
        group: the page's transparency group, for its /Group entry.
    """

    contents: Ref
    resources: Ref
    mcids: int
    annotations: tuple[LinkAnnotation, ...] = ()
    group: Mapping[str, PdfObject] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedCover:
    """A cover as the writer takes it.

    Attributes:
        objects: ``Ref(n)`` is the n-th of these, counted from 0; serialise with a ``base``.
        pages: in the order asked for.
        structure: a Part. The places of its leaves are (page index within this cover, MCID), the
            annotations of its Links (page index, index in the page's ``annotations``). A
            decoration has a Part without kids: write none.
        layers: what the catalog has to say of optional content, if anything.
        notices: what was dropped, flattened or changed, each a plain sentence.
        rung: how much could be kept.
    """

    objects: tuple[PdfObject, ...]
    pages: tuple[ImportedPage, ...]
    structure: StructureElement
    layers: Layers | None
    notices: tuple[str, ...]
    rung: Rung


def numbered_alt(alt: str, index: int, count: int) -> str:
    """What is said of page ``index`` of ``count``."""
    return alt if count == 1 else f"{alt} ({index + 1}/{count})"
