"""What a leaflet was built from: as the file carries it, or as the workspace has it now."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from leaflet.checks.values import Block, Carried

FORMAT = 1
"""The highest number of ``leaflet.json`` that is understood here."""


class NotCarriedError(Exception):
    """There is no such text, or it cannot be read, for the reason given."""


def parsed(data: bytes | None) -> Carried:
    """What ``leaflet.json`` says.

    Raises:
        NotCarriedError: it is missing, or not what leaflet writes.
    """
    if data is None:
        raise NotCarriedError("the file carries no leaflet.json")
    try:
        content = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise NotCarriedError("its leaflet.json is broken") from error
    try:
        return from_content(content)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise NotCarriedError("its leaflet.json is not as leaflet writes it") from error


def from_content(content: Mapping[str, Any]) -> Carried:
    """The value of what JSON holds.

    Raises:
        NotCarriedError: a later version of leaflet wrote it.
        KeyError, TypeError, ValueError, AttributeError: it is something else.
    """
    if int(content["format"]) > FORMAT:
        raise NotCarriedError("its leaflet.json was written by a later version of leaflet")
    return Carried(
        facts={key: value for key, value in content.items() if isinstance(value, str)},
        contacts={str(key): str(value) for key, value in content["contacts"].items()},
        short=str(content["short"]),
        draft=str(content["draft"]),
        says=tuple(
            Block(
                role=str(block["role"]),
                text=str(block["text"]),
                page=int(block["page"]),
                within=str(block.get("in", "")),
                statements=tuple(map(str, block.get("ids", ()))),
            )
            for block in content["says"]
        ),
        furniture=tuple((int(page), str(text)) for page, text in content["furniture"]),
        pages=int(content["pages"]),
    )
