"""Standard structure types (ISO 32000-1 §14.8.4) from whatever a cover calls its elements."""

from __future__ import annotations

from typing import cast

from pypdf.generic import DictionaryObject

from leaflet.covers import access
from leaflet.structure import ROLES, Role

_STANDARD = ROLES | {"H"}

_OTHERS: dict[str, Role | None] = {
    "Private": "NonStruct",
    "Artifact": None,
    "DocumentFragment": "Div",
    "Aside": "Div",
    "Title": "P",
    "FENote": "Note",
    "Sub": "Span",
    "Em": "Span",
    "Strong": "Span",
    "math": "Formula",
}
"""Types of PDF 2.0 and other makers, and what they come to in PDF 1.7; ``None``: not spoken."""

_INLINE_PARENTS = frozenset(
    ("P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "Span", "Link", "Lbl", "Quote", "Code", "Note",
     "Reference", "BibEntry", "Caption")
)  # fmt: skip


class RoleMap:
    """Reads structure types of one cover."""

    def __init__(self, root: DictionaryObject) -> None:
        self._map = access.dictionary(access.raw(root, "RoleMap"))

    def role(self, element: DictionaryObject, parent: str) -> Role | None:
        """The role of ``element`` below an element with the role ``parent``.

        ``None`` if it is no content at all. "H" comes back as H1; its level comes with its place
        (``repairs.level_headings``).
        """
        found: str = access.name(access.raw(element, "S")) or ""
        for _ in range(32):
            if found in _STANDARD or found in _OTHERS:
                break
            mapped = self._mapped(found, element)
            if mapped is None:
                break
            found = mapped
        if found in _OTHERS:
            return _OTHERS[found]
        if found in _STANDARD:
            return _plain(found)
        if found[:1] == "H" and found[1:].isdecimal():
            return "H6"
        return "Span" if parent in _INLINE_PARENTS else "Div"

    def _mapped(self, found: str, element: DictionaryObject) -> str | None:
        space = access.dictionary(access.raw(element, "NS"))
        for table in (
            access.dictionary(access.raw(space, "RoleMapNS")) if space is not None else None,
            self._map,
        ):
            if table is not None:
                target = access.raw(
                    table, found.encode("utf-8", "surrogateescape").decode("latin-1")
                )
                named = access.name((*access.one_or_many(target), None)[0])
                if named is not None:
                    return named
        return None


def _plain(found: str) -> Role:
    if found == "H":
        return "H1"
    return "Part" if found == "Document" else cast("Role", found)
