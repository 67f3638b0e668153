"""The ``review:`` block written into a medicine's file, every other byte left as it is."""

from __future__ import annotations

import json
from collections.abc import Iterable

from leaflet.errors import ContentError, Location, Problem
from leaflet.model.review import Approval
from leaflet.reader.document import Document

HEADING = "# Written by “leaflet approve”. Any change of what a patient is told makes it void."
_FIELDS = ("name", "role", "registration", "date", "next_review", "digest", "signature")


def with_approvals(data: bytes, document: Document, approvals: Iterable[Approval]) -> bytes:
    """The file with these approvals in place of those it has, or at its end.

    Args:
        data: the file.
        document: the same, as it was read.
        approvals: all that it shall have.

    Raises:
        ContentError: the file is one mapping in braces, to which no block can be added.
    """
    first = next(iter(document.value))
    indent = document.keys[first,][1]
    line_end = "\r\n" if b"\r\n" in data else "\n"
    block = "".join(f"{' ' * indent}{line}{line_end}" for line in _lines(approvals))
    lines = data.decode("utf-8").split("\n")
    lines = [f"{line}\n" for line in lines[:-1]] + lines[-1:]
    if _in_braces(lines, document, first):
        where = Location(document.file, 1, 1)
        what = "is written in braces, so no review can be added to it"
        raise ContentError(Problem(where, what, "write its keys one below the other"))
    if ("review",) in document.keys:
        start = document.keys["review",][0]
        end = _end_of_block(lines, start, indent)
        return "".join((*lines[:start], block, *lines[end:])).encode("utf-8")
    text = "".join(lines)
    gap = line_end if text.endswith("\n") else 2 * line_end
    return f"{text}{gap}{' ' * indent}{HEADING}{line_end}{block}".encode()


def _lines(approvals: Iterable[Approval]) -> Iterable[str]:
    yield "review:"
    for each in approvals:
        values = {field: getattr(each, field) for field in _FIELDS}
        lead = "- "
        for field, value in values.items():
            if value is not None:
                plain = field in ("date", "next_review")
                shown = value.isoformat() if plain else json.dumps(value, ensure_ascii=False)
                yield f"  {lead}{field}: {shown}"
                lead = "  "


def _in_braces(lines: list[str], document: Document, first: str) -> bool:
    line, column, *_ = document.keys[first,]
    before = [*lines[:line], lines[line][:column]]
    return any("{" in text.partition("#")[0] for text in before)


def _end_of_block(lines: list[str], start: int, indent: int) -> int:
    """The line behind the block that begins in line ``start``; what stands apart is not its own."""
    end = start + 1
    for number in range(start + 1, len(lines)):
        line = lines[number]
        bare = line.strip()
        if not bare:
            continue
        own = len(line) - len(line.lstrip(" "))
        if own < indent or (own == indent and not bare.startswith("-")):
            break
        end = number + 1
    return end
