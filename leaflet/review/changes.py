"""What changed between two texts, statement by statement, what is dangerous to miss first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal, TypeAlias

from leaflet.model.markup import MarkupError, parse, plain
from leaflet.review.text import ReviewedText, Said

Kind: TypeAlias = Literal["changed", "added", "removed", "moved", "sources"]
Piece: TypeAlias = tuple[Literal["same", "old", "new"], str]
"""Words of a change: in both texts, in the old one alone, in the new one alone."""

GROUPS: tuple[tuple[str, str], ...] = (
    ("Too much taken", r"warning\.overdose\."),
    ("The warning box", r"warning\."),
    ("Side effects: get help now", r"side_effects\.rows\.now\."),
    ("Whom to call", r"(locale\.)?contacts\."),
    ("How to take it, and the dose", r"taking\.|dose_chart\.|key_facts\.how-taken\.|.*missed"),
    ("Side effects: act soon", r"side_effects\.rows\.soon\."),
    ("Who must take care", r"sections\.(safe-for-me|other-medicines)\."),
    ("Everything else that is said", r"(?!sources|locale\.sources|version$|date$|next_review$)"),
    ("Sources", r"(locale\.)?sources(\.|_)"),
    ("Version and days", r""),
)
"""Parts of a text by the places in them, the most dangerous to miss first."""
SAFETY = 5
"""So many of these groups are critical: a slip in them may harm."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference.

    Attributes:
        kind: what happened; ``sources`` where the words stayed and their sources did not.
        old: what was said; ``None`` for what was added.
        new: what is said now; ``None`` for what was removed.
        group: the number of its group, from 0.
    """

    kind: Kind
    old: Said | None
    new: Said | None
    group: int

    @property
    def said(self) -> Said:
        """What is said now, or else what was."""
        said = self.new or self.old
        assert said is not None  # one of them is there
        return said

    @property
    def title(self) -> str:
        """The heading of its group."""
        return GROUPS[self.group][0]

    @property
    def critical(self) -> bool:
        """Whether a slip here may harm."""
        return self.group < SAFETY

    def pieces(self) -> tuple[Piece, ...]:
        """Its words, as they are printed where that shows the difference."""
        old, new = (each.words if each else "" for each in (self.old, self.new))
        if as_printed(old) != as_printed(new) or self.kind in ("moved", "sources"):
            old, new = as_printed(old), as_printed(new)
        return words_apart(old, new)


def as_printed(words: str) -> str:
    """Words without their mark-up."""
    try:
        return plain(parse(words))
    except MarkupError:
        return words


def words_apart(old: str, new: str) -> tuple[Piece, ...]:
    """Two texts as one: what both have, and word for word what only one of them has."""
    before, after = (re.findall(r"\s+|\w+(?:[.,’'-]\w+)*|[^\w\s]", text) for text in (old, new))
    pieces: list[Piece] = []
    for same, first, last, start, end in _stretches(before, after):
        if same:
            pieces.append(("same", "".join(before[first:last])))
            continue
        if first < last:
            pieces.append(("old", "".join(before[first:last])))
        if start < end:
            pieces.append(("new", "".join(after[start:end])))
    return tuple(pieces)


def _stretches(
    before: Sequence[str], after: Sequence[str]
) -> Iterator[tuple[bool, int, int, int, int]]:
    """Stretches of words that are the same or not; a space alone between two does not count."""
    found: list[tuple[bool, int, int, int, int]] = []
    for tag, *at in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        first, last, start, end = at
        same = tag == "equal" and bool("".join(before[first:last]).strip())
        if tag == "equal" and (not found or end == len(after)):
            same = True  # a space at an end parts nothing
        if found and found[-1][0] == same:
            first, start = found[-1][1], found[-1][3]
            found.pop()
        found.append((same, first, last, start, end))
    return iter(found)


def changes(old: ReviewedText, new: ReviewedText) -> tuple[Change, ...]:
    """All differences, by group, within a group in the order of reading."""
    found = list(_differences(old.lines, new.lines))
    order = {said.place: index for index, said in enumerate((*old.lines, *new.lines))}
    return tuple(sorted(found, key=lambda each: (each.group, order[each.said.place])))


def _differences(old: Sequence[Said], new: Sequence[Said]) -> Iterator[Change]:
    pairs = _pairs(old, new)
    paired = {before.place for before, _ in pairs}, {after.place for _, after in pairs}
    stayed = _in_order(old, pairs)
    for before, after in pairs:
        if before.words != after.words:
            yield _change("changed", before, after)
        elif before.sources != after.sources:
            yield _change("sources", before, after)
        elif before.place not in stayed or _part(before.place) != _part(after.place):
            yield _change("moved", before, after)
    for said in old:
        if said.place not in paired[0]:
            yield _change("removed", said, None)
    for said in new:
        if said.place not in paired[1]:
            yield _change("added", None, said)


def _change(kind: Kind, old: Said | None, new: Said | None) -> Change:
    places = [said.place for said in (old, new) if said]
    return Change(kind=kind, old=old, new=new, group=min(map(group_of, places)))


def group_of(place: str) -> int:
    """The number of the group that a place is in."""
    return next(number for number, (_, pattern) in enumerate(GROUPS) if re.match(pattern, place))


def _pairs(old: Iterable[Said], new: Iterable[Said]) -> list[tuple[Said, Said]]:
    """The same statement before and after: at the same place, or else by its id."""
    before, after = ({said.place: said for said in each} for each in (old, new))
    pairs = {place: (before[place], said) for place, said in after.items() if place in before}
    left = [said for place, said in before.items() if place not in pairs]
    right = [said for place, said in after.items() if place not in pairs]
    once = [Counter(said.name for said in each) for each in (left, right)]
    by_name = {said.name: said for said in left if once[0][said.name] == 1}
    for said in right:
        if said.sources and once[1][said.name] == 1 and said.name in by_name:
            pairs[said.place] = (by_name[said.name], said)
    return [pairs[place] for place in after if place in pairs]


def _in_order(old: Sequence[Said], pairs: Sequence[tuple[Said, Said]]) -> set[str]:
    """Old places of the statements that none of the others has overtaken."""
    now = [before.place for before, _ in pairs]
    known = set(now)
    was = [said.place for said in old if said.place in known]
    blocks = SequenceMatcher(None, was, now, autojunk=False).get_matching_blocks()
    return {place for block in blocks for place in now[block.b : block.b + block.size]}


def _part(place: str) -> str:
    """What a place belongs to: the same before and after a block was put in above it."""
    return re.sub(r"\.\d+(?=\.)", "", place).rpartition(".")[0]
