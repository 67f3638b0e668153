"""Pages of a file by their number, without visiting all the others (ISO 32000-1 §7.7.3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
)

from leaflet.covers import access

_LONG = 30
"""Pages from which on it is worth while: pypdf visits every page to give one."""
_DEEPEST = 100
_MOST = 2_000
"""Pages looked for one by one."""
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


def unrolled(reader: PdfReader) -> PdfReader:
    """The same file, its tree a plain list of the pages that can be found, each of them once.

    Raises:
        OddTreeError: there are none, or far too many.
    """
    root = access.dictionary(access.raw(reader.root_object, "Pages"))
    found: list[IndirectObject] = []
    met: set[access.Key] = set()
    waiting: list[tuple[object, dict[str, object]]] = [(item, {}) for item in _kids(root)]
    while waiting:
        item, inherited = waiting.pop()
        key, node = access.key_of(item), access.dictionary(item)
        if key is None or key in met or node is None or not isinstance(item, IndirectObject):
            continue
        met.add(key)
        inherited = inherited | _inheritable(node)
        if "/Kids" in node:
            waiting.extend((kid, inherited) for kid in _kids(node))
        else:
            _inherit(node, inherited)
            found.append(item)
    if root is None or not 0 < len(found) <= _MOST:
        raise OddTreeError
    root[NameObject("/Kids")] = ArrayObject(found)
    root[NameObject("/Count")] = NumberObject(len(found))
    return reader


def _kids(node: DictionaryObject | None) -> list[object]:
    """Kids, the last first."""
    return list(reversed(access.items(access.raw(node, "Kids")))) if node is not None else []


def _inheritable(node: DictionaryObject) -> dict[str, object]:
    return {key: entry for key in _INHERITED if (entry := access.raw(node, key)) is not None}


def _inherit(page: DictionaryObject, inherited: Mapping[str, object]) -> None:
    for key, entry in inherited.items():
        page.setdefault(NameObject("/" + key), entry)


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
        inherited |= _inheritable(node)
        if "/Kids" not in node:
            _inherit(node, inherited)
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
