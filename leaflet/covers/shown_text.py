"""Which codes of which font a page shows (ISO 32000-1 §9.4.3).

Read leniently and a little too much rather than too little: a string in a comment or in the
samples of a picture counts as shown.
"""

from __future__ import annotations

import re
from collections import defaultdict

from pypdf.generic import DictionaryObject

from leaflet.covers import access
from leaflet.covers.scanning import plain_name
from leaflet.pdf.lexer import read_value, string_end

_START = re.compile(rb"[/(<qQ]")
_STEP = re.compile(
    rb"(?P<font>/[^\0\t\n\f\r ()<>\[\]{}/%]*)[\0\t\n\f\r ]+[-+.\d]+[\0\t\n\f\r ]+Tf(?![\w])"
    rb"|(?P<plain>\([^()\\]*\))"
    rb"|(?P<string>\()"
    rb"|(?P<hex><[0-9A-Fa-f\0\t\n\f\r ]*>)"
    rb"|(?<![\w*'\"/])(?P<state>[qQ])(?![\w*'\"])"
)
"""Matched where ``_START`` is found: that is many times as fast as to search for it."""


class ShownText:
    """The strings that each font shows, by the font's identity; ``None`` for any font.

    They are kept as they are written and read when their codes are asked for: most occur often.
    """

    def __init__(self) -> None:
        self.strings: dict[int | None, set[bytes]] = defaultdict(set)

    def read(self, data: bytes, resources: object) -> None:
        """Note what the content ``data`` shows."""
        fonts = _fonts(resources)
        current: int | None = None
        saved: list[int | None] = []
        position = 0
        while start := _START.search(data, position):
            found = _STEP.match(data, start.start())
            if found is None:
                position = start.end()
                continue
            position = found.end()
            match found.lastgroup:
                case "font":
                    current = fonts.get(plain_name(found["font"]) or b"")
                case "state" if found[0] == b"q":
                    saved.append(current)
                case "state":
                    current = saved.pop() if saved else current
                case kind:
                    if kind == "string":
                        position = string_end(data, position)
                    self.strings[current].add(data[found.start() : position])

    def codes(self, font: DictionaryObject, width: int) -> list[int]:
        """Codes of ``width`` bytes that the font shows, the lowest first.

        In order, because what is made of them must not depend on how Python hashes.
        """
        found: set[int] = set()
        for written in self.strings.get(id(font), set()) | self.strings.get(None, set()):
            text = read_value(written, 0)[0]
            if isinstance(text, bytes) and width == 1:
                found.update(text)
            elif isinstance(text, bytes):
                found.update(
                    int.from_bytes(text[at : at + width], "big")
                    for at in range(0, len(text), width)
                )
        return sorted(found)


def _fonts(resources: object) -> dict[bytes, int]:
    owner = access.dictionary(resources)
    table = access.dictionary(access.raw(owner, "Font")) if owner is not None else None
    if table is None:
        return {}
    return {
        key.encode("utf-8", "surrogateescape"): id(font)
        for key, item in access.entries(table)
        if (font := access.dictionary(item)) is not None
    }
