"""What a cover's tags say besides their role: table scopes and spans, list numbering, boxes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pypdf.generic import DictionaryObject

from leaflet.covers import access
from leaflet.covers.boxes import Placement, moved, rectangle
from leaflet.pdf.objects import Name

_NAMES: Mapping[tuple[str, str], frozenset[str]] = {
    ("List", "ListNumbering"): frozenset(
        ("None", "Disc", "Circle", "Square", "Decimal", "UpperRoman", "LowerRoman", "UpperAlpha",
         "LowerAlpha")
    ),
    ("Table", "Scope"): frozenset(("Row", "Column", "Both")),
    ("Layout", "Placement"): frozenset(("Block", "Inline", "Before", "Start", "End")),
}  # fmt: skip
"""Attributes whose value is one of some names (ISO 32000-1 §14.8.5); a Layout of text is left."""

_DRAWN = frozenset(("Figure", "Formula", "Form", "Table"))
_CELLS = frozenset(("TH", "TD"))

Owners = Mapping[str, Mapping[str, object]]


class Attributes:
    """Reads attributes of one cover, through its class map."""

    def __init__(self, root: DictionaryObject, places: tuple[Placement, ...]) -> None:
        self._classes = access.dictionary(access.raw(root, "ClassMap"))
        self._places = places

    def read(
        self, element: DictionaryObject, role: str, page: int | None
    ) -> tuple[Owners, tuple[bytes, ...]]:
        """Attributes by owner, and the IDs of a table cell's headers in the cover's own words."""
        owners: dict[str, dict[str, object]] = {}
        headers: tuple[bytes, ...] = ()
        for said in self._dictionaries(element):
            owner: str = access.name(access.raw(said, "O")) or ""
            found: dict[str, object] = {}
            for key, value in access.entries(said):
                named = access.name(value)
                if named is not None and named in _NAMES.get((owner, key), ()):
                    found[key] = named
            if owner == "Table" and role in _CELLS:
                found |= _spans(said)
                headers = _headers(said) or headers
            if owner == "Layout":
                found = self._box(said, found, page) if role in _DRAWN else {}
            if found:
                owners.setdefault(owner, {}).update(found)
        if "List" in owners and role != "L":
            del owners["List"]
        if role != "TH" and "Table" in owners:
            owners["Table"].pop("Scope", None)
        return {owner: found for owner, found in owners.items() if found}, headers

    def _dictionaries(self, element: DictionaryObject) -> Iterator[DictionaryObject]:
        """The attributes of the element's classes first, then its own, which win."""
        values: list[object] = []
        for item in access.one_or_many(access.raw(element, "C")):
            named = access.name(item)
            if named is not None and self._classes is not None:
                key = named.encode("utf-8", "surrogateescape").decode("latin-1")
                values.extend(access.one_or_many(access.raw(self._classes, key)))
        values.extend(access.one_or_many(access.raw(element, "A")))
        for value in values:
            found = access.dictionary(value)
            if found is not None:
                yield found

    def _box(
        self, said: DictionaryObject, found: dict[str, object], page: int | None
    ) -> dict[str, object]:
        box = rectangle(access.raw(said, "BBox"))
        if box is not None and page is not None:
            on_paper = moved(box, self._places[page].matrix)
            found["BBox"] = [round(value, 3) for value in on_paper]
        return found


def scope(name: str) -> dict[str, dict[str, object]]:
    """The attribute that makes a header cell head its row or column."""
    return {"Table": {"Scope": Name(name)}}


def _spans(said: DictionaryObject) -> dict[str, object]:
    spans: dict[str, object] = {}
    for key in ("RowSpan", "ColSpan"):
        count = access.whole(access.raw(said, key))
        if count is not None and 1 < count < 1000:
            spans[key] = count
    return spans


def _headers(said: DictionaryObject) -> tuple[bytes, ...]:
    found = (access.string(item) for item in access.items(access.raw(said, "Headers")))
    return tuple(item for item in found if item is not None)
