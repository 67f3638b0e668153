"""The structure tree of a PDF as values: elements, and the content and objects they own."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from leaflet.checks.tags.content import Key
from leaflet.checks.tags.fonts import spelled


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """An element owns the content with this MCID, on a page or in a Form XObject."""

    place: Key | None
    """The page, or the form; None when neither the kid nor its element names one."""
    mcid: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectReference:
    """An element owns an annotation (OBJR, ISO 32000-1 §14.7.4.3)."""

    object: Any
    page: Key | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Element:
    """A structure element; two are the same only when they are one object."""

    role: str
    key: Key
    parent: Key
    """Where it hangs, which its own /P should say too."""
    dictionary: Any
    kids: tuple["Kid", ...] = field(repr=False)

    def __str__(self) -> str:
        """Its role, and where it is in the file."""
        return f"{self.role} (object {self.key[0]})"

    def walk(self) -> Iterator["Element"]:
        """This element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()


Kid = Element | Content | ObjectReference


class BrokenTreeError(ValueError):
    """The tree is no tree: it cannot even be walked."""


def read_tree(pdf: pikepdf.Pdf) -> tuple[Element, ...]:
    """The elements at the top of the structure tree; empty when the PDF has none.

    Raises:
        BrokenTreeError: when an element is found in two places, or a kid is none of the four kinds.
    """
    root = pdf.Root.get("/StructTreeRoot")
    if not isinstance(root, pikepdf.Dictionary):
        return ()
    seen: set[Key] = set()
    kids = tuple(_kid(kid, root.objgen, None, seen) for kid in _list(root.get("/K")))
    if strangers := [kid for kid in kids if not isinstance(kid, Element)]:
        raise BrokenTreeError(f"directly under the root of the structure tree: {strangers[0]}")
    return tuple(kid for kid in kids if isinstance(kid, Element))


def _kid(kid: object, parent: Key, page: Key | None, seen: set[Key]) -> Kid:
    """One entry of /K; `page` is the /Pg of the element that has it (§14.7.4)."""
    if isinstance(kid, int):
        return Content(place=page, mcid=kid)
    if not isinstance(kid, pikepdf.Dictionary):
        raise BrokenTreeError(f"a kid of object {parent[0]} is no element nor content: {kid!r}")
    page = _key(kid.get("/Pg")) or page
    match spelled(kid.get("/Type", "/StructElem")):
        case "/MCR":
            return Content(place=_key(kid.get("/Stm")) or page, mcid=int(kid["/MCID"]))
        case "/OBJR":
            return ObjectReference(object=kid["/Obj"], page=page)
        case "/StructElem":
            return _element(kid, parent, seen)
        case other:
            raise BrokenTreeError(f"a kid of object {parent[0]} has the type {other}")


def _element(dictionary: pikepdf.Dictionary, parent: Key, seen: set[Key]) -> Element:
    key = dictionary.objgen
    if key == (0, 0):
        raise BrokenTreeError(f"a kid of object {parent[0]} is an element but no indirect object")
    if key in seen:
        raise BrokenTreeError(f"object {key[0]} is in the structure tree twice")
    seen.add(key)
    page = _key(dictionary.get("/Pg"))
    return Element(
        role=spelled(dictionary.get("/S", "/(no role)")).removeprefix("/"),
        key=key,
        parent=parent,
        dictionary=dictionary,
        kids=tuple(_kid(kid, key, page, seen) for kid in _list(dictionary.get("/K"))),
    )


def _list(kids: object) -> list[object]:
    """The entries of /K, which is an array or the one kid itself."""
    if kids is None:
        return []
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _key(target: object) -> Key | None:
    return target.objgen if isinstance(target, pikepdf.Object) else None
