"""JSON Schema for editors."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from leaflet.errors import UsageError
from leaflet.model.locale import Locale
from leaflet.reader import schema
from leaflet.reader.nodes import read_document
from leaflet.reader.notes import field_notes
from leaflet.reader.problems import Problems
from leaflet.reader.words import PLACES

HERE = Path(__file__).parent
KINDS = {"medicine": "leaflet", "locale": "locale", "clinic": "clinic", "workspace": "workspace"}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_a_schema(kind: str) -> None:
    """An editor gets the draft, a title, and what each field is for."""
    made = schema(kind)
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert str(made["title"]).startswith("leaflet: ")
    assert json.loads(json.dumps(made)) == made
    assert '"null"' not in json.dumps(made)
    assert "``" not in json.dumps(made)


def test_an_unknown_kind_is_a_usage_error() -> None:
    """Who asks for a schema that is not there reads which there are."""
    with pytest.raises(UsageError, match='did you mean "medicine"'):
        schema("medicines")
    with pytest.raises(UsageError, match="there are medicine, locale, clinic, workspace"):
        schema("x")


def test_fields_are_described() -> None:
    """What the model says of a field is shown while one types."""
    definitions: Any = schema("medicine")["$defs"]
    assert "every further page" in definitions["WarningText"]["properties"]["short"]["description"]
    assert definitions["WarningText"]["additionalProperties"] is False
    properties: Any = schema("medicine")["properties"]
    assert "not printed" in properties["also_called"]["description"]


def test_figures_need_no_quotation_marks() -> None:
    """An editor does not complain of version: 1.0, which our reader takes for the text it is."""
    properties: Any = schema("medicine")["properties"]
    assert properties["version"]["type"] == ["string", "number"]
    assert properties["name"]["type"] == "string"


def test_yes_is_as_good_as_true() -> None:
    """An editor takes the yes and no that our reader takes."""
    properties: Any = schema("clinic")["properties"]
    assert properties["cover_page"]["enum"] == [True, False, "yes", "no"]


def test_nothing_is_no_value() -> None:
    """Who has nothing to say leaves the key out: null is an error, in the editor, too."""
    properties: Any = schema("clinic")["properties"]
    assert "default" not in properties["logo"]
    assert len(properties["logo"]["anyOf"]) == 1


def test_a_cover_may_be_a_name_alone() -> None:
    """An editor accepts each way to write a cover: a name, a mapping, a list."""
    cover: Any = schema("clinic")["properties"]
    assert [choice.get("type") for choice in cover["cover"]["anyOf"]] == ["string", None, "array"]


@pytest.mark.parametrize(("kind", "file"), KINDS.items())
def test_a_right_file_fits_its_schema(kind: str, file: str) -> None:
    """The editor agrees with the reader on the files that the reader takes."""
    made = schema(kind)
    value = read_document((HERE / f"{file}.yaml").read_bytes(), Problems("f")).value
    assert list(_misfits(value, made, made, "")) == []


def _misfits(value: object, shape: Any, root: Any, path: str) -> list[str]:
    """A small checker for the words that our schemas use."""
    if "$ref" in shape:
        return _misfits(value, root["$defs"][shape["$ref"].split("/")[-1]], root, path)
    for word in ("anyOf", "oneOf"):
        if word in shape:
            tries = [_misfits(value, choice, root, path) for choice in shape[word]]
            return [] if [] in tries else min(tries, key=len)
    kind = "object" if isinstance(value, dict) else "array" if isinstance(value, list) else "string"
    if kind not in shape.get("type", kind):
        return [f"{path}: {kind}"]
    if isinstance(value, dict):
        return _misfits_of_keys(value, shape, root, path)
    if isinstance(value, list):
        shapes = shape.get("prefixItems", []) + [shape.get("items")] * len(value)
        found = (_misfits(*pair, root, path) for pair in zip(value, shapes, strict=False))
        return [misfit for misfits in found for misfit in misfits]
    known = value in shape.get("enum", [value])
    return [] if known and re.search(shape.get("pattern", ""), str(value)) else [f"{path}: {value}"]


def _misfits_of_keys(value: dict[str, object], shape: Any, root: Any, path: str) -> list[str]:
    found = [f"{path}.{key} missing" for key in shape.get("required", []) if key not in value]
    by_pattern = shape.get("patternProperties", {})
    for key, item in value.items():
        matching = (its for pattern, its in by_pattern.items() if re.search(pattern, key))
        its = shape.get("properties", {}).get(key) or next(matching, None)
        found += _misfits(item, its, root, f"{path}.{key}") if its else [f"{path}.{key} unknown"]
    return found


def test_places_are_those_that_the_model_names() -> None:
    """What leaflet fills into a locale's words is what the words' notes say and what is checked."""
    named = {}
    for group in ("numbers", "words"):
        model: Any = Locale.model_fields[group].annotation
        for field, note in field_notes(model).items():
            places = frozenset(re.findall(r"\{(\w+)\}", note))
            if places:
                named[group, field] = places
    assert named == PLACES
