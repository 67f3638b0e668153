"""Where each character of a scalar stands in its file.

A text's value is not what is written: quotation marks and escapes go, lines are folded into one
(YAML 1.2.2 §7.3, §8.1). The reader keeps where a scalar begins and ends; from there this walks the
source beside the value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

Step = tuple[str | None, int, int]
"""A character that the source gives (``None``: an escape, whatever it stands for), its line and
column from 0."""

_ESCAPE_DIGITS = {"x": 2, "u": 4, "U": 8}
_HEADER = re.compile(r"[|>][-+]?([1-9])?[-+]?")


def place_in(
    lines: Sequence[str], place: tuple[int, int, int, int], value: str, offset: int
) -> tuple[int, int] | None:
    """Line and column, from 0, of the character of ``value`` at ``offset``.

    ``None`` where the source does not give the value: a block that is indented unevenly.

    Args:
        lines: The file's.
        place: First line and column of the scalar, last line and the column behind its end.
        value: What the parser made of it.
        offset: From 0; behind the last character is the last character's place.
    """
    offset = min(offset, len(value) - 1)
    for number, (character, line, column) in enumerate(_steps(lines, place)):
        if character is not None and value[number : number + 1] != character:
            return None
        if number == offset:
            return line, column
    return None


def _steps(lines: Sequence[str], place: tuple[int, int, int, int]) -> Iterator[Step]:
    line, column, last, end = place
    sign = lines[line][column : column + 1] if line < len(lines) else ""
    if sign in ("|", ">"):
        return _block(lines, line, column, last)
    if sign in ("'", '"'):
        return _flow(lines, (line, column + 1), (last, end - 1), sign)
    return _flow(lines, (line, column), (last, end), "")


def _flow(
    lines: Sequence[str], start: tuple[int, int], end: tuple[int, int], quote: str
) -> Iterator[Step]:
    """The steps of a plain or quoted scalar."""
    line, column = start
    while True:
        text = lines[line][: end[1]] if line == end[0] else lines[line].rstrip(" ")
        joined = False
        while column < len(text):
            if quote == '"' and text[column] == "\\":
                joined = column + 1 >= len(text)
                if not joined:
                    yield None, line, column
                column += 2 + _ESCAPE_DIGITS.get(text[column + 1 : column + 2], 0)
            else:
                yield text[column], line, column
                column += 2 if quote == "'" and text[column] == "'" else 1
        if line >= end[0]:
            return
        broken = line, len(text)
        line += 1
        blank = 0
        while line < end[0] and not lines[line].strip(" "):
            blank += 1
            line += 1
        if blank:
            yield from (("\n", *broken) for _ in range(blank))
        elif not joined:
            yield " ", *broken
        column = len(lines[line]) - len(lines[line].lstrip(" "))


def _block(lines: Sequence[str], line: int, column: int, last: int) -> Iterator[Step]:
    """The steps of a block; of a folded one whose lines are all indented alike."""
    folded = lines[line][column] == ">"
    header = _HEADER.match(lines[line], column)
    body = list(range(line + 1, min(last + 1, len(lines))))
    while body and not lines[body[0]].strip(" "):
        yield "\n", body[0], 0
        body.pop(0)
    if not body or header is None:
        return
    first = lines[body[0]]
    indent = len(first) - len(first.lstrip(" "))
    blank = 0
    written = False
    for number in body:
        if not lines[number].strip(" "):
            blank += 1
            continue
        if written:
            signs = "\n" * blank if folded and blank else "\n" * (blank + 1) if not folded else " "
            yield from ((sign, number, 0) for sign in signs)
        yield from ((c, number, i) for i, c in enumerate(lines[number]) if i >= indent)
        blank, written = 0, True
