"""A long cover that was imported part by part, put together again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import replace
from hashlib import sha256
from typing import cast

from leaflet.covers.values import (
    ImportedCover,
    ImportedPage,
    Layers,
    LinkAnnotation,
    Rung,
    numbered_alt,
)
from leaflet.pdf.objects import PdfObject, Ref, Stream, renumbered, serialise
from leaflet.structure import StructureElement, Words

_WORTHWHILE = 200
"""Bytes from which on a stream is looked for in the parts before."""

_DOWNWARDS: tuple[Rung, ...] = ("tagged", "figure", "text", "decoration", "picture")


def joined(parts: Sequence[ImportedCover], alt: str | None) -> ImportedCover:
    """The parts of one cover as the whole, in their order.

    ``alt`` is what the clinic wants said of pages that are figures; each says which one it is.
    """
    objects: list[PdfObject] = []
    known: dict[bytes, int] = {}
    pages: list[ImportedPage] = []
    groups: list[Ref] = []
    hidden: list[Ref] = []
    whole = StructureElement(role="Part", lang=parts[0].structure.lang)
    for part in parts:
        first, number = len(pages), _numbers(part.objects, len(objects), known).__getitem__
        pages.extend(_page(page, number, first) for page in part.pages)
        objects.extend(
            renumbered(value, number)
            for index, value in enumerate(part.objects)
            if number(index) >= len(objects)
        )
        if part.layers is not None:
            groups.extend(Ref(number(ref.number)) for ref in part.layers.groups)
            hidden.extend(Ref(number(ref.number)) for ref in part.layers.hidden)
        whole.kids.extend(_moved(part.structure, first).kids)
    if alt is not None:
        _number(whole, alt, len(pages))
    return ImportedCover(
        objects=tuple(objects),
        pages=tuple(pages),
        structure=whole,
        layers=Layers(groups=tuple(groups), hidden=tuple(hidden)) if groups else None,
        notices=tuple(dict.fromkeys(notice for part in parts for notice in part.notices)),
        rung=max((part.rung for part in parts), key=_DOWNWARDS.index),
    )


def _numbers(objects: Sequence[PdfObject], base: int, known: dict[bytes, int]) -> list[int]:
    """The new number of each object; streams that an earlier part has, as fonts, take its place."""
    numbers: list[int] = []
    for value in objects:
        here = base
        if isinstance(value, Stream) and len(value.data) >= _WORTHWHILE and _is_alone(value):
            here = known.setdefault(sha256(serialise(value)).digest(), base)
        numbers.append(here)
        base += here == base
    return numbers


def _is_alone(stream: Stream) -> bool:
    """Whether it refers to nothing: then it is the same wherever it is."""
    return serialise(stream.dictionary) == serialise(stream.dictionary, 1)


def _page(page: ImportedPage, number: Callable[[int], int], first: int) -> ImportedPage:
    group = page.group
    if group is not None:
        group = cast("dict[str, PdfObject]", renumbered(group, number))
    return replace(
        page,
        contents=Ref(number(page.contents.number)),
        resources=Ref(number(page.resources.number)),
        annotations=tuple(_link(link, first) for link in page.annotations),
        group=group,
    )


def _link(link: LinkAnnotation, first: int) -> LinkAnnotation:
    return replace(link, target=link.target + first) if isinstance(link.target, int) else link


def _moved(element: StructureElement, first: int) -> StructureElement:
    """A copy of ``element`` whose places count pages from ``first`` on."""
    moved = copy(element)
    moved.annotations = [(page + first, index) for page, index in element.annotations]
    moved.kids = [
        _moved(kid, first)
        if isinstance(kid, StructureElement)
        else Words(kid.text, moved, [(page + first, mcid) for page, mcid in kid.places])
        for kid in element.kids
    ]
    return moved


def _number(whole: StructureElement, alt: str, count: int) -> None:
    """Let each page that is a figure say which of all the pages it is."""
    for element in whole.kids:
        if isinstance(element, StructureElement) and element.role == "Figure":
            said = element.alt or ""
            places = [place for leaf in element.leaves() for place in leaf.places]
            if places and (said == alt or said.startswith(alt + " (")):
                element.alt = numbered_alt(alt, places[0][0], count)
