"""Links of a cover that lead somewhere harmless: a web or mail address, a phone, a page of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pypdf.generic import ArrayObject, DictionaryObject

from leaflet.covers import access
from leaflet.covers.boxes import Placement, moved, rectangle
from leaflet.covers.values import LinkAnnotation

_ADDRESS = re.compile(r"^(?:https?://|mailto:|tel:)[!-~]+$", re.IGNORECASE)
_HIDDEN = 2 | 32
_MOST_NODES = 10_000
_DEEPEST = 50


class Links:
    """Reads the links of one cover, whose pages have these indexes."""

    def __init__(self, catalog: DictionaryObject, pages: Mapping[access.Key, int]) -> None:
        self._catalog, self._pages = catalog, pages

    def read(self, annotation: DictionaryObject, place: Placement) -> LinkAnnotation | None:
        """The link as it stands on the paper; ``None`` if it is to be dropped."""
        rect = rectangle(access.raw(annotation, "Rect"))
        flags = access.whole(access.raw(annotation, "F")) or 0
        target = self._target(annotation)
        if rect is None or target is None or flags & _HIDDEN:
            return None
        left, bottom, right, top = (round(value, 3) for value in moved(rect, place.matrix))
        said = access.text(access.raw(annotation, "Contents"))
        fallback = target if isinstance(target, str) else f"{target + 1}"
        return LinkAnnotation(
            rect=(left, bottom, right, top), target=target, contents=said or fallback
        )

    def _target(self, annotation: DictionaryObject) -> str | int | None:
        action = access.dictionary(access.raw(annotation, "A"))
        if action is None:
            return self._page(access.raw(annotation, "Dest"))
        match access.name(access.raw(action, "S")):
            case "URI":
                address = (access.string(access.raw(action, "URI")) or b"").decode("latin-1")
                return address if _ADDRESS.match(address) else None
            case "GoTo":
                return self._page(access.raw(action, "D"))
            case _:
                return None

    def _page(self, destination: object) -> int | None:
        found = access.resolved(destination)
        if not isinstance(found, ArrayObject) and found is not None:
            found = self._named(destination)
            holder = access.dictionary(found)
            found = access.resolved(access.raw(holder, "D") if holder is not None else found)
        target = (*access.items(found), None)[0]
        return self._pages.get(access.key_of(target) or (0, 0))

    def _named(self, destination: object) -> object:
        """What a name or a string stands for as a destination (ISO 32000-1 §12.3.2.3)."""
        name = access.name(destination)
        if name is not None:
            table = access.dictionary(access.raw(self._catalog, "Dests"))
            key = name.encode("utf-8", "surrogateescape").decode("latin-1")
            return access.raw(table, key) if table is not None else None
        wanted = access.string(destination)
        names = access.dictionary(access.raw(self._catalog, "Names"))
        tree = access.dictionary(access.raw(names, "Dests")) if names is not None else None
        if wanted is None or tree is None:
            return None
        for label, value in _leaves(tree):
            if label == wanted:
                return value
        return None


def _leaves(tree: DictionaryObject) -> Iterator[tuple[bytes | None, object]]:
    """The names and values of a name tree."""
    waiting, count = [(tree, 0)], 0
    while waiting and count < _MOST_NODES:
        node, depth = waiting.pop()
        count += 1
        pairs = access.items(access.raw(node, "Names"))
        for index in range(0, len(pairs) - 1, 2):
            yield access.string(pairs[index]), pairs[index + 1]
        if depth < _DEEPEST:
            kids = map(access.dictionary, access.items(access.raw(node, "Kids")))
            waiting.extend((kid, depth + 1) for kid in kids if kid is not None)
