"""A model's instance from a document, or all that is wrong with it at once."""

from __future__ import annotations

import types
from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Annotated, TypeVar, Union, get_args, get_origin

from pydantic import Discriminator, Tag, ValidationError
from pydantic_core import ErrorDetails

from leaflet.errors import Location
from leaflet.model.common import Model
from leaflet.model.medicine import BLOCK_KINDS
from leaflet.reader.document import Document, Path
from leaflet.reader.notes import field_notes
from leaflet.reader.problems import MOST_LOOKED_AT, Problems, did_you_mean, nearest
from leaflet.reader.wording import Wrong, say

M = TypeVar("M", bound=Model)


def validate(model: type[M], document: Document) -> M:
    """The instance of ``model`` that the document describes.

    Raises:
        ContentError: something is missing, unknown or not of the form expected; all of it.
    """
    problems = Problems(document.file)
    instance = check_shape(model, document, problems)
    problems.raise_any()
    assert instance is not None  # no instance without a problem
    return instance


def check_shape(model: type[M], document: Document, problems: Problems) -> M | None:
    """The instance, or ``None`` where the reasons against it were added to ``problems``."""
    try:
        return model.model_validate(document.value)
    except ValidationError as error:
        found = error.errors(include_url=False)
    faults = [_fault(error, model, document) for error in found[:MOST_LOOKED_AT]]
    problems.add_uncounted(len(found) - len(faults))
    meant = _slips(faults)
    for fault in faults:
        # An unknown key is one whatever stands behind it.
        whole = fault.path[:-1] if fault.kind == "extra_forbidden" else fault.path
        if document.is_faulty(whole):
            continue
        if fault.kind == "missing" and fault.path in meant:
            continue  # it is there, misspelt: that is told
        if fault.kind == "too_short" and _has_enough(fault, document):
            continue  # pydantic counts without the items that are wrong: those are told
        _tell(fault, document, problems)
    if not problems:
        # Whoever read the document has these complaints in other hands.
        problems.add(Location(document.file), "was found wrong when it was read")
    return None


def _has_enough(fault: _Fault, document: Document) -> bool:
    items = document.get(*fault.path)
    return isinstance(items, list) and len(items) >= fault.error.get("ctx", {}).get("min_length", 0)


@dataclass(frozen=True, slots=True)
class _Fault:
    """One of pydantic's errors with the place in the file's own terms."""

    error: ErrorDetails
    path: Path
    owner: type[Model] | None
    """The model whose field it is."""
    in_key: bool
    """The key itself is wrong, not its value."""

    @property
    def kind(self) -> str:
        """Pydantic's name for the error."""
        return self.error["type"]


def _fault(error: ErrorDetails, model: type[Model], document: Document) -> _Fault:
    path, owner, in_key = _trace(model, error["loc"])
    return _Fault(error, _as_written(path, document), owner, in_key)


def _as_written(path: Path, document: Document) -> Path:
    """``path`` in the file, where what may be a list can be written as the one item of it."""
    written: Path = ()
    for step in path:
        if step != 0 or not isinstance(document.get(*written), dict):
            written = (*written, step)
    return written


def _trace(model: type[Model], loc: Sequence[int | str]) -> tuple[Path, type[Model] | None, bool]:
    """The path in the file, the model its last step belongs to, and whether a key itself is meant.

    ``loc`` has the tags of unions besides. Our blocks are told apart by a key that has the same
    name as the tag, so that only the types say which is which.
    """
    form: object = model
    owner: type[Model] | None = None
    path: list[int | str] = []
    for step in loc:
        form, members = _unwrapped(form)
        if members is not None:
            form = members.get(str(step))
            continue
        if step == "[key]":
            return tuple(path), owner, True
        path.append(step)
        owner = None
        arguments = get_args(form)
        if isinstance(form, type) and issubclass(form, Model):
            owner = form
            field = form.model_fields.get(str(step))
            form = field.annotation if field else None
        elif get_origin(form) is tuple and isinstance(step, int):
            form = (
                arguments[0]
                if arguments[-1] is Ellipsis
                else arguments[min(step, len(arguments) - 1)]
            )
        else:
            form = arguments[-1] if get_origin(form) is dict else None
    return tuple(path), owner, False


def _unwrapped(form: object) -> tuple[object, dict[str, object] | None]:
    """``form`` without ``Annotated`` and ``| None``; of a tagged union the members by tag."""
    tagged = False
    while True:
        if get_origin(form) is Annotated:
            form, *metadata = get_args(form)
            tagged = tagged or any(isinstance(item, Discriminator) for item in metadata)
        elif get_origin(form) in (Union, types.UnionType):
            members = [member for member in get_args(form) if member is not type(None)]
            if tagged:
                return form, {_tag(member): member for member in members}
            form = members[0]
        else:
            return form, None


def _tag(member: object) -> str:
    return next(item.tag for item in get_args(member) if isinstance(item, Tag))


def _slips(faults: Sequence[_Fault]) -> set[Path]:
    """Missing fields that an unknown key of the same mapping was surely meant for."""
    missing: dict[Path, list[str]] = {}
    for fault in faults:
        if fault.kind == "missing" and isinstance(fault.path[-1], str):
            missing.setdefault(fault.path[:-1], []).append(fault.path[-1])
    return {
        (*fault.path[:-1], meant)
        for fault in faults
        if fault.kind == "extra_forbidden"
        and fault.path[:-1] in missing
        and (meant := nearest(str(fault.path[-1]), missing[fault.path[:-1]]))
    }


def _tell(fault: _Fault, document: Document, problems: Problems) -> None:
    path, error = fault.path, fault.error
    if fault.kind == "missing":
        _tell_missing(fault, document, problems)
    elif fault.kind == "extra_forbidden":
        _tell_unknown(fault, document, problems)
    else:
        shown = _within(document, path)
        value: object = document.get(*shown)
        if fault.in_key:
            value = path[-1]
        what, hint = say(
            Wrong(
                kind=fault.kind,
                value=value,
                context=error.get("ctx", {}),
                message=error["msg"],
                source=document.source_at(shown),
            )
        )
        name = document.name(shown) or "the file"
        problems.add(_place(fault, shown, document), f"{name}{what}", hint)


def _within(document: Document, path: Path) -> Path:
    """``path`` as far as the file has it: ``cover: file.pdf`` stands for ``cover[0].file``."""
    while path not in document.values and path not in document.keys and path:
        path = path[:-1]
    return path


def _place(fault: _Fault, path: Path, document: Document) -> Location:
    if fault.in_key:
        return document.key_at(path)
    value = document.get(*path)
    if isinstance(value, str):
        character = str(fault.error.get("ctx", {}).get("character", "")).strip("\n")
        return document.words_at(path, character) if character else document.value_at(path)
    return document.key_at(path)


def _tell_missing(fault: _Fault, document: Document, problems: Problems) -> None:
    group, field = fault.path[:-1], fault.path[-1]
    name = document.name(group) or "the file"
    if isinstance(field, int):  # of a list with a fixed number of items
        items = document.get(*group)
        has = len(items) if isinstance(items, list) else 0
        what = f"{name} has {has} item{'s' * (has != 1)}, but {field + 1} must be there"
        problems.add(document.key_at(group), what)
        return
    where = document.key_at(group) if group else Location(document.file, 1, 1)
    note = field_notes(fault.owner).get(field, "") if fault.owner else ""
    problems.add(
        where,
        f"{name} has no {field}",
        f'add "{field}:"' + (f" ({note.rstrip('.')})" if note else ""),
    )


def _tell_unknown(fault: _Fault, document: Document, problems: Problems) -> None:
    path = fault.path
    key = str(path[-1])
    fields = list(fault.owner.model_fields) if fault.owner else []
    name = document.name(path)
    if key in BLOCK_KINDS and fields[:1] and fields[0] in BLOCK_KINDS:
        what = f"{name}: stands in one item with {fields[0]}"
        problems.add(document.key_at(path), what, f'begin a new item: "- {key}:"')
        return
    group = document.get(*path[:-1])
    there = group if isinstance(group, dict) else {}
    hint = partial(_meant, key, fields, there)
    problems.add(document.key_at(path), f"{name}: unknown key", hint)


def _meant(key: str, fields: Sequence[str], there: Container[str]) -> str:
    """A key that is not there yet is meant sooner than one that is."""
    meant = did_you_mean(key, [field for field in fields if field not in there])
    if meant or not fields:
        return meant
    if len(fields) > 12:
        return "remove it, or compare with a built-in file"
    return f"there may be {', '.join(fields)}"
