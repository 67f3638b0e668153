"""What was read beside what should be there: which block of the page is which of the text.

Nothing is guessed from positions: tags say which runs are one block, and where there are no tags,
the order of painting is compared word by word.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from leaflet.checks.seen import union
from leaflet.checks.values import Block, Box, Carried, Element, ReadPage, ReadPdf, Run, Word
from leaflet.checks.wording import bare, likeness, plain
from leaflet.report import Spot
from leaflet.structure import CLINIC, INLINE_ROLES, PATIENT, WARNING

RunKey = tuple[int, int]
"""Index of the page in the file, and of the run among the page's."""

ALIKE = 0.5
"""Share of words from which a wrong block is taken for a changed one, not for another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBlock:
    """A block of the structure as it stands on the page.

    Attributes:
        within: identifier of the nearest element that has one.
        runs: that show it, in the order of painting.
    """

    role: str
    text: str
    within: str
    runs: tuple[RunKey, ...]

    @property
    def is_clinics(self) -> bool:
        """Whether the clinic filled it in, for everybody or for one patient."""
        return self.within.startswith((CLINIC, PATIENT))


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A block that should be there, and what is there for it."""

    block: Block
    read: ReadBlock | None

    @property
    def is_right(self) -> bool:
        """Whether it is there word for word."""
        return self.read is not None and bare(self.read.text) == bare(self.block.text)


class Subject:
    """What a check looks at: the file as it was read, beside the text it should have."""

    def __init__(
        self,
        pdf: ReadPdf,
        *,
        as_of: dt.date,
        current: Carried | None = None,
        clinic: Mapping[str, str] | None = None,
        vera: tuple[bool, str] | None = None,
    ) -> None:
        self.pdf = pdf
        self.as_of = as_of
        self.current = current
        """The text as a workspace has it now."""
        self.clinic = clinic
        """Name and phone of the file's clinic as a workspace has them now."""
        self.vera = vera
        """Whether veraPDF passes the file, and its words; ``None`` where it is not installed."""

    @property
    def name(self) -> str:
        """The file as messages show it."""
        return self.pdf.name

    @property
    def pages(self) -> tuple[ReadPage, ...]:
        """The leaflet's own pages, in the order of its text."""
        return self.pdf.own_pages

    def run(self, key: RunKey) -> Run:
        """The run of this key."""
        return self.pdf.pages[key[0]].runs[key[1]]

    def spot(self, runs: Sequence[RunKey]) -> Spot | None:
        """Where these runs begin: the box around those on the first page."""
        placed = [key for key in runs if self.run(key).glyphs]
        if not placed:
            return Spot(page=runs[0][0] + 1) if runs else None
        page = placed[0][0]
        return Spot(page=page + 1, box=self.box([key for key in placed if key[0] == page]))

    def box(self, runs: Sequence[RunKey]) -> Box:
        """The box around these runs."""
        return union(self.run(key).box for key in runs)

    @property
    def expected(self) -> Carried | None:
        """What the pages must say: what the file carries, or else what the workspace has."""
        return self.pdf.carried or self.current

    @property
    def has_calendar(self) -> bool:
        """Whether pages behind the others have a patient's dose calendar."""
        return any(block.within == f"{PATIENT}.calendar" for block in self.blocks)

    @property
    def edition(self) -> str:
        """Which one: standard or large."""
        told = self.expected.facts if self.expected else self.pdf.told.xmp
        return told.get("edition", "standard")

    @cached_property
    def numbers(self) -> Mapping[int, int]:
        """Index of a page in the file → its number in the leaflet.

        Where a page is lost, the words tell which ones are left.
        """
        own = self.pdf.own
        expected = self.expected
        if expected is None or len(own) == expected.pages:
            return {index: number for number, index in enumerate(own, start=1)}
        said: defaultdict[int, set[str]] = defaultdict(set)
        for block in expected.says:
            said[block.page].update(plain(block.text).split())
        numbers = {}
        for index in own:
            seen = set(plain(" ".join(run.text for run in self.pdf.pages[index].runs)).split())
            numbers[index] = max(said, key=lambda number: len(said[number] & seen), default=1)
        return numbers

    @cached_property
    def wanted(self) -> tuple[Block, ...]:
        """The blocks of text of the pages that are there, without pictures."""
        there = set(self.numbers.values())
        says = self.expected.says if self.expected else ()
        return tuple(block for block in says if block.role != "Figure" and block.page in there)

    @cached_property
    def blocks(self) -> tuple[ReadBlock, ...]:
        """The blocks of the leaflet's own element, in the order of the structure."""
        return () if self.pdf.told.part is None else tuple(self._blocks(self.pdf.told.part, ""))

    @cached_property
    def figures(self) -> tuple[ReadBlock, ...]:
        """The pictures that have words, in the order of the structure."""
        return tuple(block for block in self.blocks if block.role == "Figure")

    @cached_property
    def own_blocks(self) -> tuple[ReadBlock, ...]:
        """Those with text that are not the clinic's."""
        return tuple(
            block for block in self.blocks
            if block.role != "Figure" and not block.is_clinics and block.text
        )  # fmt: skip

    def _blocks(self, element: Element, within: str) -> Iterator[ReadBlock]:
        within = element.id or within
        if element.role == "Figure":
            runs = self._runs(element.places())
            yield ReadBlock(role="Figure", text=element.alt or "", within=within, runs=runs)
            return
        places = list(_inline(element))
        if places and element.role != "Lbl":
            runs = self._runs(places)
            text = plain("".join(self.run(key).text for key in runs))
            yield ReadBlock(role=element.role, text=text, within=within, runs=runs)
        for kid in element.kids:
            if isinstance(kid, Element) and kid.role not in INLINE_ROLES:
                yield from self._blocks(kid, within)

    def _runs(
        self, places: Iterator[tuple[int, int]] | Sequence[tuple[int, int]]
    ) -> tuple[RunKey, ...]:
        return tuple(
            key for place in dict.fromkeys(places) for key in self._by_place.get(place, ())
        )

    @cached_property
    def _by_place(self) -> Mapping[tuple[int, int], list[RunKey]]:
        """(page index, MCID) → the runs in it."""
        found: defaultdict[tuple[int, int], list[RunKey]] = defaultdict(list)
        for page in self.pages:
            for index, run in enumerate(page.runs):
                if run.mcid is not None and not run.artifact:
                    found[page.index, run.mcid].append((page.index, index))
        return found

    @cached_property
    def matches(self) -> tuple[Match, ...]:
        """Each wanted block with the one that says the same, or else the one most like it."""
        return tuple(_matched(self.wanted, self.own_blocks))

    @cached_property
    def extra(self) -> tuple[ReadBlock, ...]:
        """Blocks of the structure that are none of the wanted ones."""
        used = {id(match.read) for match in self.matches}
        return tuple(block for block in self.own_blocks if id(block) not in used)

    @cached_property
    def warning(self) -> tuple[Match, ...]:
        """The blocks of the warning box."""
        return tuple(match for match in self.matches if match.block.within.startswith(WARNING))

    @cached_property
    def warning_runs(self) -> tuple[RunKey, ...]:
        """The runs of the warning box."""
        return tuple(key for match in self.warning if match.read for key in match.read.runs)

    @cached_property
    def roles(self) -> Mapping[RunKey, ReadBlock]:
        """Run → the block it belongs to."""
        return {key: block for block in self.blocks for key in block.runs}

    def words_of(self, keys: Sequence[RunKey]) -> Iterator[tuple[ReadPage, Word]]:
        """The words of these runs as the eye meets them."""
        wanted = set(keys)
        for page in self.pages:
            for word in page.words:
                if (page.index, word.run) in wanted:
                    yield page, word

    @cached_property
    def has_text(self) -> bool:
        """Whether each of the leaflet's pages has text, and is no mere picture."""
        return all(any(run.glyphs for run in page.runs) for page in self.pages)


def _inline(element: Element) -> Iterator[tuple[int, int]]:
    """The content that belongs to the element itself, with what stands in its line."""
    for kid in element.kids:
        if not isinstance(kid, Element):
            yield kid
        elif kid.role in INLINE_ROLES and kid.role != "Lbl":
            yield from kid.places()


def _matched(wanted: Sequence[Block], read: Sequence[ReadBlock]) -> Iterator[Match]:
    """The same words first, in order; then what is left, by likeness."""
    by_words: defaultdict[str, list[ReadBlock]] = defaultdict(list)
    for candidate in read:
        by_words[bare(candidate.text)].append(candidate)
    exact = {}
    for index, block in enumerate(wanted):
        if same := by_words.get(bare(block.text)):
            exact[index] = same.pop(0)
    used = {id(candidate) for candidate in exact.values()}
    left = [candidate for candidate in read if id(candidate) not in used]
    for index, block in enumerate(wanted):
        if index in exact:
            yield Match(block=block, read=exact[index])
            continue
        text = plain(block.text)
        best = max(left, key=lambda each: likeness(text, each.text), default=None)
        if best is not None and likeness(text, best.text) >= ALIKE:
            left.remove(best)
            yield Match(block=block, read=best)
        else:
            yield Match(block=block, read=None)
