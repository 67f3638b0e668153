"""A cover's structure tree, rebuilt element by element in standard roles (ISO 32000-1 §14.7).

Nothing is copied: its parent tree, role map, class map and name trees may be wrong or clash with
ours. What its elements say and own is read, and everything else follows from that.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from pypdf.generic import DictionaryObject

from leaflet.covers import access
from leaflet.covers.attributes import Attributes
from leaflet.covers.boxes import Placement
from leaflet.covers.roles import RoleMap
from leaflet.structure import StructureElement, Words

_DEEPEST = 100
_MOST_ELEMENTS = 50_000
_LANGUAGE = re.compile(r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")

Owned = tuple[int, int]
"""Index of a page within this cover, and an MCID of the cover's own content on it."""


class UntaggedError(Exception):
    """The cover's tags cannot be used, for the reason given."""


@dataclass(slots=True, kw_only=True)
class Tags:
    """The tree, and what its parts own in the cover.

    Attributes:
        part: the tree; its leaves have no places yet.
        owners: which leaf speaks for which stretch of the cover's content.
        links: which element stands for which annotation of the cover.
        headers: elements that table cells name as their headers, by the cover's own ID.
    """

    part: StructureElement
    owners: dict[Owned, Words] = field(default_factory=dict)
    links: dict[access.Key, StructureElement] = field(default_factory=dict)
    ids: dict[bytes, StructureElement] = field(default_factory=dict)
    headers: list[tuple[StructureElement, tuple[bytes, ...]]] = field(default_factory=list)


def read_tags(
    catalog: DictionaryObject, pages: Mapping[access.Key, int], places: tuple[Placement, ...]
) -> Tags:
    """The structure of ``pages`` (their index by their object), which stand at ``places``.

    Raises:
        UntaggedError: there are no tags, or none that can be read.
    """
    root = access.dictionary(access.raw(catalog, "StructTreeRoot"))
    if root is None:
        raise UntaggedError("has no tags")
    tags = Tags(part=StructureElement(role="Part"))
    _Reading(tags, root, pages, places).read()
    return tags


def language(value: object) -> str | None:
    """A language tag, if it is one."""
    found = access.text(value)
    return found if found is not None and _LANGUAGE.match(found) else None


class _Reading:
    """One pass over one tree."""

    def __init__(
        self,
        tags: Tags,
        root: DictionaryObject,
        pages: Mapping[access.Key, int],
        places: tuple[Placement, ...],
    ) -> None:
        self.tags, self.root, self.pages = tags, root, pages
        self.roles = RoleMap(root)
        self.attributes = Attributes(root, places)
        self.seen: set[access.Key] = set()
        self.count = 0

    def read(self) -> None:
        for kid in access.one_or_many(access.raw(self.root, "K")):
            self.element(kid, self.tags.part, None, 0)

    def kid(self, kid: object, parent: StructureElement | None, page: object, depth: int) -> None:
        """Whatever stands among the kids of an element whose page is ``page``."""
        mcid = access.whole(kid)
        if mcid is not None:
            self.content(mcid, page, parent)
            return
        found = access.dictionary(kid)
        if found is None:
            return
        kind = access.name(access.raw(found, "Type"))
        own_page = access.raw(found, "Pg") or page
        if kind == "MCR":
            if "/Stm" in found:
                raise UntaggedError("has tags inside of drawings")
            self.content(access.whole(access.raw(found, "MCID")), own_page, parent)
        elif kind == "OBJR":
            key = access.key_of(access.raw(found, "Obj"))
            if key is not None and parent is not None:
                self.tags.links[key] = parent
        else:
            self.element(kid, parent, page, depth)

    def element(
        self, value: object, parent: StructureElement | None, page: object, depth: int
    ) -> None:
        """An element and all below it; one met before is left out."""
        found, key = access.dictionary(value), access.key_of(value)
        self.count += 1
        if depth > _DEEPEST or self.count > _MOST_ELEMENTS:
            raise UntaggedError("has far too many tags")
        if found is None or (key is not None and key in self.seen):
            return
        if key is not None:
            self.seen.add(key)
        made = self.made(found, parent) if parent is not None else None
        own_page = access.raw(found, "Pg") or page
        for kid in access.one_or_many(access.raw(found, "K")):
            self.kid(kid, made, own_page, depth + 1)

    def made(self, found: DictionaryObject, parent: StructureElement) -> StructureElement | None:
        """The element without its kids; ``None`` if it and all below is not to be spoken."""
        role = self.roles.role(found, parent.role)
        if role is None:
            return None
        element = StructureElement(
            role=role,
            title=access.text(access.raw(found, "T")),
            alt=access.text(access.raw(found, "Alt")),
            actual_text=access.text(access.raw(found, "ActualText")),
            lang=language(access.raw(found, "Lang")),
        )
        index = self.pages.get(access.key_of(access.raw(found, "Pg")) or (0, 0))
        element.attributes, headers = self.attributes.read(found, role, index)
        if headers:
            self.tags.headers.append((element, headers))
        if (name := access.string(access.raw(found, "ID"))) is not None:
            self.tags.ids.setdefault(name, element)
        return parent.add(element)

    def content(self, mcid: int | None, page: object, parent: StructureElement | None) -> None:
        index = self.pages.get(access.key_of(page) or (0, 0))
        if mcid is None or index is None or parent is None:
            return
        if (index, mcid) not in self.tags.owners:
            leaf = Words("", parent)
            parent.kids.append(leaf)
            self.tags.owners[index, mcid] = leaf
