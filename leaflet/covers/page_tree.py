"""Pages of a file by their number, without visiting all the others (ISO 32000-1 §7.7.3)."""

from __future__ import annotations

from collections.abc import Iterable

from pypdf import PdfReader
from pypdf.generic import DictionaryObject, NameObject

from leaflet.covers import access

_LONG = 30
"""Pages from which on it is worth while: pypdf visits every page to give one."""
_DEEPEST = 100
_INHERITED = ("Resources", "MediaBox", "CropBox", "Rotate")


class OddTreeError(Exception):
    """The tree does not keep to what it says."""


def page_count(reader: PdfReader) -> int:
    """How many pages there are: as the tree's root says if it says many, else by counting."""
    said = _said_count(reader)
    if said > _LONG:
        try:
            _found(reader, said - 1)
        except OddTreeError:
            pass
        else:
            return said
    return len(reader.pages)


def pages_at(reader: PdfReader, indexes: Iterable[int]) -> list[DictionaryObject]:
    """The pages of these indexes, with what they inherit."""
    if _said_count(reader) > _LONG:
        try:
            return [_found(reader, index) for index in indexes]
        except OddTreeError:
            pass
    return [reader.pages[index] for index in indexes]


def _said_count(reader: PdfReader) -> int:
    root = access.dictionary(access.raw(reader.root_object, "Pages"))
    return (access.whole(access.raw(root, "Count")) or 0) if root is not None else 0


def _found(reader: PdfReader, index: int) -> DictionaryObject:
    """Down the tree to the page, past the nodes that say to hold too few.

    Raises:
        OddTreeError: there is no such page, or no such tree.
    """
    node = access.dictionary(access.raw(reader.root_object, "Pages"))
    inherited: dict[str, object] = {}
    for _ in range(_DEEPEST):
        if node is None:
            break
        for key in _INHERITED:
            if (entry := access.raw(node, key)) is not None:
                inherited[key] = entry
        if "/Kids" not in node:
            for key, entry in inherited.items():
                node.setdefault(NameObject("/" + key), entry)
            return node
        node, index = _kid(node, index)
    raise OddTreeError


def _kid(node: DictionaryObject, index: int) -> tuple[DictionaryObject, int]:
    """The kid that the page is in or is, and the page's index within it."""
    for item in access.items(access.raw(node, "Kids")):
        kid = access.dictionary(item)
        if kid is None:
            break
        count = access.whole(access.raw(kid, "Count")) or 0 if "/Kids" in kid else 1
        if index < count:
            return kid, index
        index -= max(count, 0)
    raise OddTreeError
