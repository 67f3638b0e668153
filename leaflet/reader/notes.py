"""What the models say about each of their fields, for editors and hints.

The notes are the strings below the fields. Pydantic's ``use_attribute_docstrings`` would read them
whenever the models are loaded, a quarter of the time that takes; here it is done when asked for.
"""

from __future__ import annotations

import ast
import inspect
import sys
from functools import cache

from pydantic import BaseModel


@cache
def field_notes(model: type[BaseModel]) -> dict[str, str]:
    """Each field's note on one line; fields without one, and models without source, have none."""
    notes: dict[str, str] = {}
    for base in reversed(model.__mro__):
        if issubclass(base, BaseModel) and base is not BaseModel:
            notes |= _notes_in_module(base.__module__).get(base.__name__, {})
    return notes


@cache
def _notes_in_module(name: str) -> dict[str, dict[str, str]]:
    try:
        tree = ast.parse(inspect.getsource(sys.modules[name]))
    except (OSError, TypeError, KeyError):  # packed without source
        return {}
    return {
        node.name: _notes_in_class(node) for node in tree.body if isinstance(node, ast.ClassDef)
    }


def _notes_in_class(node: ast.ClassDef) -> dict[str, str]:
    notes = {}
    for field, below in zip(node.body, node.body[1:], strict=False):
        if (
            isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(below, ast.Expr)
            and isinstance(below.value, ast.Constant)
            and isinstance(below.value.value, str)
        ):
            notes[field.target.id] = inspect.cleandoc(below.value.value).replace("\n", " ")
    return notes
