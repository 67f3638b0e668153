"""Which layers of a cover are hidden (ISO 32000-1 §8.11.4)."""

from __future__ import annotations

from pypdf.generic import DictionaryObject

from leaflet.covers import access
from leaflet.covers.access import Key
from leaflet.covers.cleaning import Cleaner
from leaflet.covers.values import Layers


def read_layers(catalog: DictionaryObject, cleaner: Cleaner) -> Layers | None:
    """The layers that ``cleaner`` met on the pages, with the state in which a viewer shows them."""
    if not cleaner.layers:
        return None
    hidden = _hidden(catalog)
    return Layers(
        groups=tuple(cleaner.layers.values()),
        hidden=tuple(ref for key, ref in cleaner.layers.items() if key in hidden),
    )


def _hidden(catalog: DictionaryObject) -> frozenset[Key]:
    properties = access.dictionary(access.raw(catalog, "OCProperties"))
    config = access.dictionary(access.raw(properties, "D")) if properties is not None else None
    if properties is None or config is None:
        return frozenset()
    known = _keys(access.raw(properties, "OCGs"))
    hidden: set[Key] = set()
    if access.name(access.raw(config, "BaseState")) == "OFF":
        hidden |= known
    hidden -= _keys(access.raw(config, "ON"))
    hidden |= _keys(access.raw(config, "OFF"))
    for usage in map(access.dictionary, access.items(access.raw(config, "AS"))):
        if usage is not None and access.name(access.raw(usage, "Event")) == "View":
            _apply(usage, hidden)
    return frozenset(hidden)


def _apply(usage: DictionaryObject, hidden: set[Key]) -> None:
    """Hide and show the groups as ``usage`` says of viewing (§8.11.4.4)."""
    categories = [access.name(item) for item in access.items(access.raw(usage, "Category"))]
    for group in access.items(access.raw(usage, "OCGs")):
        key, found = access.key_of(group), access.dictionary(group)
        said = access.dictionary(access.raw(found, "Usage")) if found is not None else None
        if key is None or said is None or "View" not in categories:
            continue
        view = access.dictionary(access.raw(said, "View"))
        state = access.name(access.raw(view, "ViewState")) if view is not None else None
        if state == "OFF":
            hidden.add(key)
        elif state == "ON":
            hidden.discard(key)


def _keys(value: object) -> set[Key]:
    return {key for item in access.items(value) if (key := access.key_of(item)) is not None}
