"""The page itself and its parts: files of the package, with the words of one language put in."""

from __future__ import annotations

import html
import json
import re
from functools import cache
from importlib.resources import files

KINDS = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
_WORD = re.compile(r"\{\{([a-z0-9_]+)\}\}")


@cache
def words(language: str = "en") -> dict[str, str]:
    """All that the page says, by name."""
    found: dict[str, str] = json.loads(_static(f"words.{language}.json"))
    return found


def page(name: str, values: dict[str, str] | None = None) -> str:
    """An HTML page. ``{{name}}`` stands for a word or one of ``values``, escaped.

    Raises:
        KeyError: neither has the name.
    """
    known = words() | (values or {})
    return _WORD.sub(lambda hit: html.escape(known[hit[1]]), _static(f"{name}.html"))


def part(name: str) -> tuple[str, str] | None:
    """A style sheet, script or drawing, and its kind; ``None`` for every other name."""
    if not re.fullmatch(r"[a-z]+\.(css|js|svg)", name):
        return None
    try:
        return _static(name), KINDS[name.rpartition(".")[2]]
    except FileNotFoundError:
        return None


@cache
def _static(name: str) -> str:
    return (files("leaflet.web") / "static" / name).read_text(encoding="utf-8")
