"""A file's plain values, and where each of them stands."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from leaflet.errors import Location
from leaflet.reader.scalars import place_in

Value: TypeAlias = "str | list[Value] | dict[str, Value]"
Path: TypeAlias = tuple[str | int, ...]
"""Keys, and indices of list items from 0."""
Place: TypeAlias = tuple[int, int, int, int]
"""First line and column, then last line and the column behind the end; all from 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What a file says before anyone asked whether it is a leaflet."""

    file: str
    lines: tuple[str, ...]
    value: dict[str, Value]
    values: Mapping[Path, Place]
    """The place of each value."""
    keys: Mapping[Path, Place]
    """The place of each key, by its value's path."""
    faulty: frozenset[Path]
    """Values that were already complained of, so that nobody complains twice."""

    def get(self, *path: str | int) -> Value | None:
        """The value at ``path``, or ``None`` where the file has none."""
        value: Value = self.value
        for step in path:
            if isinstance(value, dict) and step in value:
                value = value[str(step)]
            elif isinstance(value, list) and isinstance(step, int) and step < len(value):
                value = value[step]
            else:
                return None
        return value

    def walk(self) -> Iterator[tuple[Path, Value]]:
        """Every value with its path, in the order of the file."""
        waiting: list[tuple[Path, Value]] = [((), self.value)]
        while waiting:
            path, value = waiting.pop()
            yield path, value
            if isinstance(value, dict):
                waiting.extend(((*path, key), value[key]) for key in reversed(value))
            elif isinstance(value, list):
                waiting.extend(
                    ((*path, index), value[index]) for index in range(len(value) - 1, -1, -1)
                )

    def value_at(self, path: Path) -> Location:
        """Where the value of ``path`` starts, or the nearest thing around it that the file has."""
        while path not in self.values:
            path = path[:-1]
        return self._location(self.values[path])

    def key_at(self, path: Path) -> Location:
        """Where the key of ``path`` stands, or its value where it has no key of its own."""
        while path not in self.keys and path not in self.values:
            path = path[:-1]
        return self._location(self.keys[path]) if path in self.keys else self.value_at(path)

    def words_at(self, path: Path, words: str, nth: int = 0) -> Location:
        """Where ``words`` stand in the text of ``path`` for the nth time (from 0).

        The text's start where they are not found: escapes and folded lines can hide them.
        """
        place = self.values.get(path)
        if place is None:
            return self.value_at(path)
        first, column, last, end = place
        for number in range(first, min(last, len(self.lines) - 1) + 1):
            line = self.lines[number][:end] if number == last else self.lines[number]
            position = line.find(words, column if number == first else 0)
            while position >= 0:
                if not nth:
                    return Location(self.file, number + 1, position + 1)
                nth -= 1
                position = line.find(words, position + len(words))
        return self._location(place)

    def character_at(self, path: Path, offset: int) -> Location:
        """Where the character at ``offset`` of the text of ``path`` stands; or the text's start."""
        place, value = self.values.get(path), self.get(*path)
        if place is not None and isinstance(value, str):
            found = place_in(self.lines, place, value, offset)
            if found is not None:
                return Location(self.file, found[0] + 1, found[1] + 1)
        return self.value_at(path)

    def place_of(self, character: str) -> Location | None:
        """Where a character of the values first stands, composed (NFC) or as it was written."""
        for path, value in self.walk():
            if not isinstance(value, str):
                continue
            if character in value:
                return self.character_at(path, value.index(character))
            if character in unicodedata.normalize("NFC", value):
                return self.value_at(path)
        return None

    def source_at(self, path: Path) -> str:
        """What is written from the start of ``path``'s value to the end of its line."""
        place = self.values.get(path)
        return self.lines[place[0]][place[1] :] if place and place[0] < len(self.lines) else ""

    def name(self, path: Path) -> str:
        """``path`` as people read it: see ``name_of``."""
        return name_of(path, self.value)

    def is_faulty(self, path: Path) -> bool:
        """Whether ``path``, or something that it stands in, was already complained of."""
        return bool(self.faulty) and any(
            path[:end] in self.faulty for end in range(1, len(path) + 1)
        )

    def _location(self, place: Place) -> Location:
        return Location(self.file, place[0] + 1, place[1] + 1)


def name_of(path: Path, root: Value) -> str:
    """``sections "missed-dose".body[2]``: items of lists by their id, or else counted from 1."""
    name = ""
    value: Value | None = root
    for step in path:
        if isinstance(step, int):
            value = value[step] if isinstance(value, list) and step < len(value) else None
            identity = value.get("id") if isinstance(value, dict) else None
            known = isinstance(identity, str) and 0 < len(identity) <= 60
            name += f' "{identity}"' if known else f"[{step + 1}]"
        else:
            value = value.get(step) if isinstance(value, dict) else None
            step = step if len(step) <= 60 else step[:57] + "..."
            name += f".{step}" if name else step
    return name
