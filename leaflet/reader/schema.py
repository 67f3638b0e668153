"""JSON Schema of the YAML files, by which editors complete and check while one types."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeAlias, get_args

from pydantic import BaseModel

from leaflet.errors import UsageError
from leaflet.model.clinic import ClinicFile
from leaflet.model.common import Model
from leaflet.model.locale import Locale
from leaflet.model.medicine import Leaflet
from leaflet.model.workspace import WorkspaceFile
from leaflet.reader.notes import field_notes
from leaflet.reader.problems import did_you_mean

KINDS: dict[str, tuple[type[Model], str]] = {
    "medicine": (Leaflet, "leaflet: a medicine's text in one locale"),
    "locale": (Locale, "leaflet: a locale's words, contacts and paper"),
    "clinic": (ClinicFile, "leaflet: a clinic's brand, contacts and covers"),
    "workspace": (WorkspaceFile, "leaflet: a workspace's rules for approvals"),
}

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"


def schema(kind: str) -> dict[str, Json]:
    """The JSON Schema (draft 2020-12) of a kind of file: medicine, locale, clinic, workspace.

    What no schema can say (unique ids, listed sources, telephone numbers) only the reader checks.

    Raises:
        UsageError: there is no such kind.
    """
    if kind not in KINDS:
        hint = did_you_mean(kind, KINDS) or f"there are {', '.join(KINDS)}"
        raise UsageError(f'there is no kind of file "{kind}"; {hint}')
    model, title = KINDS[kind]
    made: dict[str, Any] = model.model_json_schema()
    for described in _models(model):
        _describe(made, described, root=described is model)
    for part in _parts(made):
        _forgive(part)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made, "title": title}


def _models(model: type[BaseModel]) -> list[type[BaseModel]]:
    """``model`` and all that its fields hold."""
    found: list[type[BaseModel]] = []
    waiting: list[object] = [model]
    while waiting:
        form = waiting.pop()
        if isinstance(form, type) and issubclass(form, BaseModel):
            if form not in found:
                found.append(form)
                waiting.extend(field.annotation for field in form.model_fields.values())
        else:
            waiting.extend(get_args(form))
    return found


def _describe(made: dict[str, Any], model: type[BaseModel], *, root: bool) -> None:
    """Put the notes of ``model``'s fields where an editor shows them."""
    part = made if root else made["$defs"][model.__name__]
    for field, note in field_notes(model).items():
        part["properties"][field]["description"] = note.replace("``", "")


def _parts(value: Json) -> Iterator[dict[str, Json]]:
    if isinstance(value, dict):
        yield value
        for item in value.values():
            yield from _parts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _parts(item)


def _forgive(part: dict[str, Json]) -> None:
    """Say what our reader does: figures are text, yes is as good as true, ``null`` is a mistake."""
    pattern = part.get("pattern")
    if isinstance(pattern, str) and any(re.search(pattern, text) for text in ("1.0", "999")):
        part["type"] = ["string", "number"]
    if part.get("type") == "integer":
        part["type"] = ["integer", "string"]
    if part.get("type") == "boolean":
        del part["type"]
        part["enum"] = [True, False, "yes", "no"]
    choices = part.get("anyOf")
    if isinstance(choices, list) and _NULL in choices:
        part["anyOf"] = [choice for choice in choices if choice != _NULL]
        del part["default"]


_NULL: Json = {"type": "null"}
