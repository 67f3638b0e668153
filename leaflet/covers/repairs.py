"""A tree that a screen reader can walk, from one that nearly is (ISO 14289-1 §7.2 to §7.5)."""

from __future__ import annotations

from typing import cast

from leaflet.covers.attributes import scope
from leaflet.covers.tags import Tags
from leaflet.structure import Role, StructureElement, Words

_HEADINGS = frozenset(("H1", "H2", "H3", "H4", "H5", "H6"))
_STAY_EMPTY = frozenset(("TD", "TH"))
_NEED_ANNOTATION: dict[str, Role] = {"Link": "Span", "Annot": "Span", "Form": "Div"}
_LIST_KIDS = frozenset(("LI", "L", "Caption"))
_ITEM_KIDS = frozenset(("Lbl", "LBody"))


def repair(tags: Tags, prefix: str) -> None:
    """Mend in ``tags`` what can be mended without guessing at the meaning.

    Leaves must have their places and links their annotations by now. IDs begin with ``prefix``.
    """
    _prune(tags.part)
    _retire_links(tags.part)
    _level_headings(tags.part)
    _fill_lists(tags.part)
    for table in [element for element in tags.part.walk() if element.role == "Table"]:
        _scope_headers(table)
    _name(tags, prefix)


def _prune(element: StructureElement) -> bool:
    """Drop leaves without places and elements without content; whether anything is left."""
    element.kids = [
        kid for kid in element.kids if (kid.places if isinstance(kid, Words) else _prune(kid))
    ]
    return bool(element.kids or element.annotations or element.role in _STAY_EMPTY)


def _retire_links(element: StructureElement) -> None:
    """An element that stands for an annotation, but has none any more, is plain text."""
    for inner in element.walk():
        if inner.role in _NEED_ANNOTATION and not inner.annotations:
            inner.role = _NEED_ANNOTATION[inner.role]


def _level_headings(part: StructureElement) -> None:
    """Headings begin with H1 and leave out no level on the way down."""
    open_levels: list[int] = []
    for element in part.walk():
        if element.role in _HEADINGS:
            level = int(element.role[1])
            while open_levels and open_levels[-1] >= level:
                open_levels.pop()
            open_levels.append(level)
            element.role = cast("Role", f"H{len(open_levels)}")


def _fill_lists(part: StructureElement) -> None:
    """What stands in a list is an item; what stands in an item is its label or body."""
    for element in list(part.walk()):
        if element.role == "L":
            _wrap(element, _LIST_KIDS, "LI")
        if element.role == "LI":
            _wrap(element, _ITEM_KIDS, "LBody")


def _wrap(element: StructureElement, allowed: frozenset[str], role: Role) -> None:
    kids: list[StructureElement | Words] = []
    for kid in element.kids:
        if isinstance(kid, StructureElement) and kid.role in allowed:
            kids.append(kid)
            continue
        wrapped = StructureElement(role=role, kids=[kid])
        if isinstance(kid, Words):
            kid.owner = wrapped
        if role == "LI":
            _wrap(wrapped, _ITEM_KIDS, "LBody")
        kids.append(wrapped)
    element.kids = kids


def _scope_headers(table: StructureElement) -> None:
    """Header cells without a scope head their column in the first row, else their row."""
    rows = [element for element in table.walk() if element.role == "TR"]
    for number, row in enumerate(rows):
        cells = [kid for kid in row.kids if isinstance(kid, StructureElement)]
        heads_columns = number == 0 or all(cell.role == "TH" for cell in cells)
        for cell in cells:
            if cell.role == "TH" and "Scope" not in cell.attributes.get("Table", {}):
                said = scope("Column" if heads_columns else "Row")
                merged = {**cell.attributes.get("Table", {}), **said["Table"]}
                cell.attributes = {**cell.attributes, "Table": merged}


def _name(tags: Tags, prefix: str) -> None:
    """IDs, unique in the leaflet, for notes and for the cells that others name as headers."""
    alive = {id(element) for element in tags.part.walk()}
    named = {name for _, names in tags.headers for name in names}
    for element in tags.part.walk():
        if element.role == "Note":
            element.id = ""
    for name in named & tags.ids.keys():
        if id(tags.ids[name]) in alive:
            tags.ids[name].id = ""
    count = 0
    for element in tags.part.walk():
        if element.id is not None:
            count += 1
            element.id = f"{prefix}-{count}"
    for cell, names in tags.headers:
        found = [tags.ids[name].id for name in names if name in tags.ids]
        known = [name for name in found if name]
        if known:
            table = {**cell.attributes.get("Table", {}), "Headers": known}
            cell.attributes = {**cell.attributes, "Table": table}
