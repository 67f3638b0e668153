"""A small leaflet that is right, and what becomes of it with a lint's example in it."""

from __future__ import annotations

import copy
import datetime as dt
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from leaflet.lints import LINTS
from leaflet.lints.linted import Linted
from leaflet.model.locale import Locale
from leaflet.model.medicine import Leaflet
from leaflet.reader import examine_leaflet
from leaflet.report import Report
from leaflet.workspace import Workspace

SAMPLE = Path(__file__).with_name("leaflet.yaml")
AS_OF = dt.date(2026, 11, 25)
STATEMENT = ("text", "sources", "note")
"""Keys of an example that change the statement called ``example``; all others are the file's."""


BESIDE = "in "
"""``in en-IE: …`` in an example is what another locale says in that statement's place."""


@cache
def _sample() -> Any:
    return yaml.load(SAMPLE.read_bytes(), yaml.BaseLoader)


def changed(example: str) -> str:
    """The sample with a lint's example in it, as YAML.

    Mappings are merged, lists of things with an id by their ids, everything else is replaced.
    """
    value = copy.deepcopy(_sample())
    change = yaml.load(example, yaml.BaseLoader) or {}
    for key in [key for key in change if key.startswith(BESIDE)]:
        del change[key]
    own = {
        key: change.pop(key)
        for key in STATEMENT
        if key in change and not isinstance(change[key], dict)
    }
    statement = value["taking"][0]["body"][0]["bullets"][1]
    assert statement["id"] == "example"
    statement.update(own)
    return yaml.dump(_merged(value, change), allow_unicode=True, sort_keys=False, width=10_000)


def _merged(old: Any, new: Any) -> Any:
    if isinstance(old, dict) and isinstance(new, dict):
        both = {**old, **{key: _merged(old.get(key), value) for key, value in new.items()}}
        return {key: value for key, value in both.items() if value != "REMOVED"}
    if isinstance(old, list) and isinstance(new, list) and _have_ids(old) and _have_ids(new):
        by_id = {item["id"]: item for item in old}
        for item in new:
            by_id[item["id"]] = _merged(by_id.get(item["id"]), item)
        return list(by_id.values())
    return new


def _have_ids(items: list[Any]) -> bool:
    return bool(items) and all(isinstance(item, dict) and "id" in item for item in items)


@cache
def _words(tag: str) -> Locale | None:
    workspace = Workspace(SAMPLE.parents[2])
    return workspace.locale(tag) if tag in workspace.locales() else None


def linted(
    source: str | bytes,
    locale: str | None = None,
    others: Mapping[str, tuple[Leaflet, Locale]] | None = None,
) -> Linted:
    """A medicine's file from its text."""
    data = source.encode() if isinstance(source, str) else source
    tag = locale or str((yaml.load(data, yaml.BaseLoader) or {}).get("locale"))
    words = _words(tag)
    examined = examine_leaflet(data, "examplin.yaml", locale_file=words)
    assert examined.document is not None
    return Linted(
        kind="medicine",
        file="examplin.yaml",
        document=examined.document,
        problems=examined.problems.all(),
        as_of=AS_OF,
        locale_file=words,
        value=examined.value,
        others=others or {},
    )


def report(example: str = "") -> Report:
    """What lints find in the sample with an example in it."""
    return LINTS.report(linted(changed(example), others=_others(example)), "examplin.yaml")


def _others(example: str) -> dict[str, tuple[Leaflet, Locale]]:
    """What an example says of other locales."""
    others = {}
    for key, text in (yaml.load(example, yaml.BaseLoader) or {}).items():
        if key.startswith(BESIDE):
            other = linted(changed(f"text: {json.dumps(text)}"))
            assert other.value is not None
            assert other.locale_file is not None
            others[key.removeprefix(BESIDE)] = (other.value, other.locale_file)
    return others
