"""Our own sentence for each thing that pydantic can find wrong with our models.

A sentence follows the name of its place: ``warning.short`` + `` is empty``. Pydantic's own English,
which names Python's types and our classes, is never shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias, get_args

from pydantic_core import core_schema

from leaflet.model.medicine import BLOCK_KINDS
from leaflet.reader.forms import FORMS
from leaflet.reader.problems import Hint, did_you_mean, shortened

Said: TypeAlias = tuple[str, Hint]
"""What is wrong, beginning with a space or a colon; and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """One of pydantic's errors."""

    kind: str
    """Pydantic's name for it: "string_type"."""
    value: object
    """What the file has there."""
    context: Mapping[str, object]
    """The bounds and choices that pydantic tells."""
    message: str
    """Its words; used for our own models' errors only."""
    source: str
    """What is written there in the file, up to the line's end."""

    @property
    def text(self) -> str:
        """The value where it is one text."""
        return self.value if isinstance(self.value, str) else ""


def say(wrong: Wrong) -> Said:
    """What is wrong and what to do, for people."""
    if wrong.value == "":
        return _EMPTY
    if wrong.kind in _EXPECTED and not (wrong.kind == "literal_error" and wrong.text):
        return _wrong_type(wrong)
    if wrong.kind in _SAYERS:
        return _SAYERS[wrong.kind](wrong)
    if wrong.kind in _PYDANTICS:
        return " is not what is expected here", "compare it with a built-in file"
    return f" {wrong.message}", str(wrong.context.get("hint", ""))


_EMPTY: Said = (" is empty", "write the text, or remove the line")
_PYDANTICS: frozenset[str] = frozenset(get_args(core_schema.ErrorType))
"""All of pydantic's own. No file should reach those not named below; others are our models'."""

_MAPPING = "a mapping (keys with values)"
_ITEMS = 'begin each item with "- "'
_KEYS = "write its keys below it, indented by two spaces"
_EXPECTED = {
    "string_type": ("one text", ""),
    "date_type": ("a date", "write it like 2026-11-21"),
    "literal_error": ("one word", "write it without brackets or braces"),
    "bool_type": ("yes or no", ""),
    "int_type": ("a whole number", "write it in figures: 4"),
    "tuple_type": ("a list", _ITEMS),
    "list_type": ("a list", _ITEMS),
    "dict_type": (_MAPPING, _KEYS),
    "model_type": (_MAPPING, _KEYS),
}
"""What is expected, and the hint."""


def _wrong_type(wrong: Wrong) -> Said:
    expected, hint = _EXPECTED[wrong.kind]
    has = "one text"
    if isinstance(wrong.value, dict | list):
        has = _MAPPING if isinstance(wrong.value, dict) else "a list"
        sign = wrong.source[:1]
        if sign in ("[", "{") and not hint:  # a text was expected
            what = "list" if sign == "[" else "mapping"
            hint = f"put the text in quotation marks: YAML reads {sign} as the start of a {what}"
    return f" is {has}, but {expected} is expected", hint


def _wrong_form(wrong: Wrong) -> Said:
    complaint, suggest = FORMS[str(wrong.context["pattern"])]
    return f": {shortened(wrong.text)} {complaint}", lambda: suggest(wrong.text)


def _wrong_choice(wrong: Wrong) -> Said:
    choices = re.findall(r"'([^']*)'", str(wrong.context["expected"]))
    listed = f"there are {', '.join(choices)}"
    return (
        f": {shortened(wrong.text)} is not known here",
        lambda: f"{did_you_mean(wrong.text, choices)} {listed}".strip(),
    )


def _wrong_date(wrong: Wrong) -> Said:
    hint = "write a day of the calendar as year-month-day: 2026-11-21"
    return f": {shortened(wrong.text)} is no date", hint


def _wrong_answer(wrong: Wrong) -> Said:
    return f": {shortened(wrong.text)} is neither yes nor no", "write yes or no"


def _wrong_number(wrong: Wrong) -> Said:
    number = len(wrong.value) if isinstance(wrong.value, list | dict) else 1
    least, most = wrong.context.get("min_length"), wrong.context.get("max_length")
    bound = f"at least {least}" if most is None else f"at most {most}"
    return f" has {number} item{'s' * (number != 1)}, but {bound} must be there", ""


def _wrong_figure(wrong: Wrong) -> Said:
    return f": {shortened(wrong.text)} is no whole number", "write it in figures: 4"


def _out_of_bounds(wrong: Wrong) -> Said:
    least, most = wrong.context.get("ge"), wrong.context.get("le")
    bound = f"at least {least}" if most is None else f"at most {most}"
    return f" is {wrong.value}, but {bound} is expected", ""


def _empty(_wrong: Wrong) -> Said:
    return _EMPTY


def _too_long(wrong: Wrong) -> Said:
    most = wrong.context["max_length"]
    return f" has {len(wrong.text):,} characters, and {most:,} are allowed", "shorten or divide it"


def _too_brief(wrong: Wrong) -> Said:
    least = wrong.context["min_length"]
    return f" has {len(wrong.text):,} characters, and {least:,} are needed", ""


def _unprintable(wrong: Wrong) -> Said:
    if wrong.context["character"] == "\n":
        hint = 'a text is one paragraph: write ">" in place of "|", and no empty lines'
        return " has a line break", hint
    if wrong.context["character"] == "\t":
        return " has a tab", "write a space in its place"
    code, name = wrong.context["code"], wrong.context["name"]
    return f" has U+{code} ({name}), which cannot be printed", "delete it"


def _no_block(wrong: Wrong) -> Said:
    keys = list(wrong.value) if isinstance(wrong.value, dict) else []
    hint = 'write "- paragraph:" or another of these, and its statements below it'
    return (
        f" {wrong.message}",
        lambda: next(filter(None, (did_you_mean(key, BLOCK_KINDS) for key in keys[:5])), hint),
    )


_SAYERS: dict[str, Callable[[Wrong], Said]] = {
    "string_pattern_mismatch": _wrong_form,
    "literal_error": _wrong_choice,
    "date_form": _wrong_date,
    "date_parsing": _wrong_date,
    "date_from_datetime_parsing": _wrong_date,
    "bool_parsing": _wrong_answer,
    "int_parsing": _wrong_figure,
    "int_from_float": _wrong_figure,
    "greater_than_equal": _out_of_bounds,
    "less_than_equal": _out_of_bounds,
    "too_short": _wrong_number,
    "too_long": _wrong_number,
    "string_too_short": _too_brief,
    "empty_text": _empty,
    "string_too_long": _too_long,
    "unprintable": _unprintable,
    "block_kind": _no_block,
}
