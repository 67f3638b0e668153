"""Changes in words and for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TypeAlias

from leaflet.review.changes import Change, Piece, as_printed
from leaflet.review.text import Said

SAYS: Mapping[str, str] = {
    "changed": "changed",
    "added": "new",
    "removed": "gone",
    "moved": "moved, in the same words",
    "sources": "other sources, in the same words",
}


def marked(pieces: Sequence[Piece]) -> str:
    """The words with ``[-what is gone-]`` and ``{+what is new+}``."""
    signs = {"same": ("", ""), "old": ("[-", "-]"), "new": ("{+", "+}")}
    return "".join(f"{signs[kind][0]}{words}{signs[kind][1]}" for kind, words in pieces)


Publishers: TypeAlias = Mapping[str, str]
"""The publisher of each source, by its key."""


def in_words(
    changes: Iterable[Change], authorities: tuple[Publishers, Publishers] | None = None
) -> Iterator[str]:
    """Lines to read: each group with its changes, old and new words.

    Args:
        changes: sorted by group.
        authorities: of two locales, whose publishers are told in place of the sources' keys.
    """
    for title, group in groupby(changes, key=lambda each: each.title):
        yield title
        for change in group:
            yield f"  {change.said.place}: {SAYS[change.kind]}"
            old, new = change.old, change.new
            if change.kind == "changed":
                yield f"    {marked(change.pieces())}"
            else:
                yield f"    {as_printed(change.said.words)}"
            if authorities:
                yield from _authorities(change, authorities)
            elif old and new and old.sources != new.sources:
                yield f"    sources: {old.sources or 'none'} → {new.sources or 'none'}"
            elif change.said.sources:
                yield f"    sources: {change.said.sources}"
        yield ""


def _authorities(change: Change, authorities: tuple[Publishers, Publishers]) -> Iterator[str]:
    named = [
        ", ".join(dict.fromkeys(known.get(key, key) for key in said.sources.split()))
        for said, known in zip((change.old, change.new), authorities, strict=True)
        if said and said.sources
    ]
    if named:
        yield f"    authorities: {' / '.join(named)}"


def for_programs(changes: Iterable[Change]) -> list[dict[str, object]]:
    """The same as plain values."""
    return [
        {
            "place": change.said.place,
            "group": change.title,
            "critical": change.critical,
            "kind": change.kind,
            "old": _side(change.old),
            "new": _side(change.new),
            "words": [{"in": kind, "text": text} for kind, text in change.pieces()],
        }
        for change in changes
    ]


def _side(said: Said | None) -> dict[str, object] | None:
    if said is None:
        return None
    return {"words": said.words, "sources": said.sources.split()}
