"""A small leaflet and its locale, to be changed one thing at a time, and approvals of it."""

from __future__ import annotations

import copy
from functools import cache
from pathlib import Path
from typing import Any

from leaflet.model.locale import Locale
from leaflet.model.medicine import Leaflet
from leaflet.model.review import Approval
from leaflet.reader.nodes import read_document
from leaflet.reader.problems import Problems
from leaflet.review.text import ReviewedText

READER = Path(__file__).parents[1] / "reader"
FILES = {"leaflet": READER / "leaflet.yaml", "locale": READER / "locale.yaml"}
Path_ = tuple[str | int, ...]


@cache
def _values(file: str) -> dict[str, Any]:
    return dict(read_document(FILES[file].read_bytes(), Problems(file)).value)


def values(file: str) -> dict[str, Any]:
    """What the file ``leaflet`` or ``locale`` says, to be changed."""
    return copy.deepcopy(_values(file))


def leaflet_of(content: dict[str, Any] | None = None, **changed: Any) -> Leaflet:
    """The leaflet of these values, with some of its fields changed."""
    return Leaflet.model_validate((content or values("leaflet")) | changed)


def locale_of(content: dict[str, Any] | None = None) -> Locale:
    """The locale of these values."""
    return Locale.model_validate(content or values("locale"))


def digest(leaflet: Leaflet | None = None, locale: Locale | None = None) -> str:
    """What an approval would have to carry."""
    return ReviewedText.of(leaflet or leaflet_of(), locale or locale_of()).digest


def approval(**changed: Any) -> Approval:
    """An approval of the small leaflet."""
    fields = {
        "name": "Robin Sample", "role": "Pharmacist", "registration": "S-48215",
        "date": "2026-11-22", "digest": digest(),
    }  # fmt: skip
    return Approval.model_validate(fields | changed)


def approved(*approvals: Approval, **changed: Any) -> Leaflet:
    """The small leaflet with these approvals."""
    return leaflet_of(**changed).model_copy(update={"review": approvals or (approval(),)})
