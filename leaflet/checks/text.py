"""Checks of the words: whole, once, in order, and there to be seen."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from leaflet.checks.matching import RunKey, Subject
from leaflet.checks.registry import (
    CHECKS,
    must_have_characters,
    must_have_pages,
    must_have_tags,
    must_have_text,
    seen,
)
from leaflet.checks.values import Box, Run
from leaflet.checks.wording import bare, difference, plain
from leaflet.registry import Seen
from leaflet.report import Spot

SEEN = 0.8
"""Share of a word's ink that must show: a rule that crosses a word may hide a little of it."""
NEAR = 1.0
"""Points within which two texts lie one over the other."""
STRANGE = 0.2
"""Share of a word's ink that may lie elsewhere than in leaflet's own face: rounding moves edges."""
SHARED = 0.25
"""Share of a word's box from which another lies on it: an apostrophe may reach over a little."""


@CHECKS.rule(
    "text-words",
    severity="error",
    why="A word that is lost, added or changed between the text and the paper can turn a dose "
    "around, and nobody reads a printed leaflet word by word against its text.",
    source="The leaflet's promise: what is written is what is printed",
    fails="A program that “optimised” the PDF dropped one word: “Do not stop” became “Do stop”.",
    passes="Every statement stands on the pages, word for word.",
)
def words(subject: Subject) -> Iterator[Seen]:
    """The pages say every statement of the text whole, and say it once."""
    must_have_text(subject)
    if subject.pdf.told.part is None:
        yield from _untagged_words(subject)
        return
    for match in subject.matches:
        if match.is_right:
            continue
        named = _named(match.block.statements)
        if match.read is None:
            yield seen(
                subject, f"{named}missing: “{plain(match.block.text)}”",
                Spot(page=_page(subject, match.block.page)), hint=_REBUILD,
            )  # fmt: skip
        else:
            change = difference(match.block.text, match.read.text)
            spot = subject.spot(match.read.runs)
            yield seen(subject, f"{named}not as it was written: {change}", spot, hint=_REBUILD)
    for block in subject.extra:
        if not _is_twice(subject, block.text):
            spot = subject.spot(block.runs)
            yield seen(subject, f"not in the text: “{block.text}”", spot, hint=_REBUILD)


_REBUILD = "build the leaflet again and print that file, or bring the text up to date"


def _untagged_words(subject: Subject) -> Iterator[Seen]:
    """Without tags: each block must come somewhere in what is painted, unbroken."""
    stream = bare("".join(run.text for page in subject.pages for run in page.runs))
    for block in subject.wanted:
        if bare(block.text) not in stream:
            yield seen(
                subject, f"{_named(block.statements)}missing or changed: “{plain(block.text)}”",
                Spot(page=_page(subject, block.page)), hint=_REBUILD,
            )  # fmt: skip


def _named(statements: tuple[str, ...]) -> str:
    return f"{', '.join(statements)}: " if statements else ""


def _page(subject: Subject, number: int) -> int:
    """The page in the file that is the leaflet's page ``number``."""
    return next((i for i, n in subject.numbers.items() if n == number), 0) + 1


def _is_twice(subject: Subject, text: str) -> bool:
    return any(bare(text) == bare(block.text) for block in subject.wanted)


@CHECKS.rule(
    "text-doubled",
    severity="error",
    why="Text that lies on itself prints as a blur, and a screen reader says it twice.",
    source="ISO 14289-1 §7.1: content is tagged once; WCAG 2.1, 1.3.2",
    fails="A page was stamped onto itself: every word is there two times.",
    passes="Each statement is painted once.",
)
def doubled(subject: Subject) -> Iterator[Seen]:
    """No text is painted twice."""
    must_have_text(subject)
    for page in subject.pages:
        first: dict[tuple[str, int, int, int], list[Box]] = {}
        for run in page.runs:
            box = run.box
            if box[2] - box[0] < NEAR or box[3] - box[1] < NEAR:
                continue
            if _lies_on(box, first.get(_near(box), [])):
                said = f"“{plain(run.text)}”" if run.text.strip() else "a text"
                yield seen(
                    subject, f"{said} is painted twice in one place",
                    Spot(page=page.index + 1, box=box), hint="build the leaflet again",
                )  # fmt: skip
            else:
                first.setdefault(_near(box), []).append(box)
    for block in subject.extra:
        if _is_twice(subject, block.text):
            yield seen(
                subject, f"“{block.text}” stands there once too often", subject.spot(block.runs)
            )


def _near(box: Box) -> tuple[str, int, int, int]:
    """A key that boxes share which may lie on each other: their size, nearly."""
    return "", round((box[2] - box[0]) / 2), round((box[3] - box[1]) / 2), 0


def _lies_on(box: Box, others: list[Box]) -> bool:
    return any(
        all(abs(one - two) < NEAR for one, two in zip(box, other, strict=True)) for other in others
    )


@CHECKS.rule(
    "text-foreign",
    severity="error",
    why="Words that nobody reviewed stand on the leaflet as if they were part of it.",
    source="The leaflet's promise: a clinic can fill in its own places, and nothing else",
    fails="A practice system printed “Repeat prescription 2/6” across the head of page 1.",
    passes="Only the leaflet's text, its fixed words and the clinic's name and contacts are there.",
)
def foreign(subject: Subject) -> Iterator[Seen]:
    """Nothing is written on the leaflet's pages that is neither its own nor the clinic's."""
    must_have_text(subject)
    must_have_tags(subject, "the clinic's words cannot be told from a stranger's")
    expected = subject.expected
    assert expected is not None  # held by must_have_text
    twice = {spot.box for spot in _doubles(subject)}
    for page in subject.pages:
        number = subject.numbers[page.index]
        known = {bare(text) for at, text in expected.furniture if at == number}
        for key, run in _lines(subject, page.index):
            if run.artifact and bare(run.text) in known:
                continue
            if run.text.strip() and run.box not in twice:
                yield seen(
                    subject, f"“{plain(run.text)}” is not the leaflet's",
                    Spot(page=page.index + 1, box=subject.box([key])),
                    hint="print the leaflet as it was built; write by hand where it leaves room",
                )  # fmt: skip


def _doubles(subject: Subject) -> Iterator[Spot]:
    for found in doubled(subject):
        if found.spot is not None:
            yield found.spot


def _lines(subject: Subject, page: int) -> Iterator[tuple[RunKey, Run]]:
    """The runs that no structure element owns."""
    for index, run in enumerate(subject.pdf.pages[page].runs):
        if run.artifact or run.mcid is None:
            yield (page, index), run


@CHECKS.rule(
    "text-order-tags",
    severity="error",
    why="A screen reader follows the tags: out of order, advice is read under the wrong question.",
    source="ISO 14289-1 §7.2; ISO 32000-1 §14.8.2.3; WCAG 2.1, 1.3.2",
    fails="An editor moved a tag: “Never all at once” is read after “In small steps”.",
    passes="The tags come in the order of the text.",
)
def order_of_tags(subject: Subject) -> Iterator[Seen]:
    """A screen reader meets the statements in the order of the text."""
    must_have_text(subject)
    must_have_tags(subject, "there is no order of reading")
    places = {id(block): index for index, block in enumerate(subject.own_blocks)}
    last = -1
    for match in subject.matches:
        if match.read is None:
            continue
        place = places[id(match.read)]
        if place < last:
            spot = subject.spot(match.read.runs)
            yield seen(subject, f"“{match.read.text}” is read too early", spot)
        last = max(last, place)
    says = subject.expected.says if subject.expected else ()
    wanted = [block.text for block in says if block.role == "Figure"]
    told = [block.text for block in subject.figures if not block.is_clinics]
    there = [text for text in wanted if text in told]
    if [text for text in told if text in wanted] != there:
        yield seen(subject, "the pictures are told in another order")


@CHECKS.rule(
    "text-order-drawn",
    severity="error",
    why="Copying, searching, translating and reading on a phone follow the order of painting.",
    source="ISO 32000-1 §14.8.2.3.1 (page content order)",
    fails="A printer driver sorted the page's text by font: bold words come first.",
    passes="The text is painted in the order in which it is read.",
)
def order_of_painting(subject: Subject) -> Iterator[Seen]:
    """The statements are painted in the order of the text."""
    must_have_text(subject)
    if subject.pdf.told.part is None:
        yield from _untagged_order(subject)
        return
    last = (0, -1)
    for match in subject.matches:
        if match.read is None or not match.read.runs:
            continue
        places = [(subject.numbers[page], index) for page, index in match.read.runs]
        if min(places) < last:
            spot = subject.spot(match.read.runs)
            yield seen(subject, f"“{match.read.text}” is painted before what comes first", spot)
        last = max(last, *places)


def _untagged_order(subject: Subject) -> Iterator[Seen]:
    stream = bare("".join(run.text for page in subject.pages for run in page.runs))
    position = 0
    for block in subject.wanted:
        words = bare(block.text)
        found = stream.find(words, position)
        if found < 0 <= stream.find(words):
            yield seen(subject, f"“{plain(block.text)}” is painted before what comes first")
        elif found >= 0:
            position = found + len(words)


@CHECKS.rule(
    "text-order-seen",
    severity="error",
    why="The eye reads lines from the top down; moved lines say something else than the text.",
    source="The leaflet's promise: what is written is what is printed",
    fails="Two lines of one answer changed places on the page; their tags and order did not.",
    passes="On paper the lines follow each other as in the text.",
)
def order_on_paper(subject: Subject) -> Iterator[Seen]:
    """Each statement's lines stand below each other on paper in the order of the text."""
    must_have_text(subject)
    must_have_tags(subject, "it is not told which lines belong together")
    for match in subject.matches:
        if match.read is None:
            continue
        keys = [key for key in match.read.runs if subject.run(key).glyphs]
        for before, after in itertools.pairwise(keys):
            if before[0] == after[0] and not _follows(subject.run(before), subject.run(after)):
                yield seen(
                    subject, f"“{plain(subject.run(after).text)}” stands where the eye meets it "
                    f"before “{plain(subject.run(before).text)}”", subject.spot([after]),
                )  # fmt: skip
                break
    yield from _stacked(subject)


def _follows(before: Run, after: Run) -> bool:
    """On the same line beside it, or on a lower one."""
    if abs(before.baseline - after.baseline) < 0.35 * before.size:
        return before.box[0] != after.box[0]
    return after.baseline < before.baseline


def _stacked(subject: Subject) -> Iterator[Seen]:
    """Blocks of one section that share a column stand in order from the top down."""
    previous = None
    for match in subject.matches:
        if match.read is None or not match.block.within or not match.read.runs:
            continue
        if previous is not None and previous.block.within == match.block.within:
            one, two = (
                _first_page(subject, each.read.runs) for each in (previous, match) if each.read
            )
            if one and two and one[0] == two[0] and _is_over(two[1], one[1]):
                yield seen(
                    subject, f"“{match.read.text}” stands above what comes before it",
                    subject.spot(match.read.runs),
                )  # fmt: skip
        previous = match


def _first_page(subject: Subject, runs: tuple[RunKey, ...]) -> tuple[int, Box] | None:
    keys = [key for key in runs if subject.run(key).glyphs]
    if not keys:
        return None
    page = keys[0][0]
    return page, subject.box([key for key in keys if key[0] == page])


def _is_over(one: Box, other: Box) -> bool:
    """Whether it stands in the same column, and higher."""
    return abs(one[0] - other[0]) < 3 * NEAR and one[3] > other[3] + NEAR


@CHECKS.rule(
    "text-shape",
    severity="error",
    why="A page can show an 8 where its text says 3: searching and reading aloud then prove "
    "nothing, and the eye gets the wrong dose.",
    source="ISO 14289-1 §7.21.7; each word is set anew in leaflet's own face and laid beside it",
    fails="Two files with fonts of the same name were merged, and the fonts got mixed up.",
    passes="Each word looks as it does in the face that it is set in.",
)
def shape(subject: Subject) -> Iterator[Seen]:
    """Every word looks on the page as the text says it."""
    must_have_characters(subject)
    twice = [spot.box for spot in _doubles(subject) if spot.box]
    for page in subject.pages:
        hidden = hidden_runs(subject, page.index)
        told: set[int] = set()
        for word in page.words:
            if word.strange is None or word.strange <= STRANGE or word.run in told:
                continue
            run = page.runs[word.run]
            if (page.index, word.run) in hidden or not run.upright or _lies_on(run.box, twice):
                continue
            told.add(word.run)
            yield seen(
                subject, f"what should be “{word.text}” does not look like it",
                Spot(page=page.index + 1, box=word.box), hint="build the leaflet again",
            )  # fmt: skip


@CHECKS.rule(
    "text-overlap",
    severity="error",
    why="Two texts printed over each other are both lost.",
    source="The leaflet's promise: nothing is ever clipped, dropped or hidden",
    fails="A font was replaced by a wider one, and columns run into each other.",
    passes="No word lies on another.",
)
def overlap(subject: Subject) -> Iterator[Seen]:
    """No word is printed over another."""
    must_have_pages(subject)
    twice = {spot.box for spot in _doubles(subject)}
    for page in subject.pages:
        words = sorted(
            (word for word in page.words if page.runs[word.run].box not in twice),
            key=lambda word: word.box[1],
        )
        told: set[int] = set()
        for index, word in enumerate(words):
            for other in words[index + 1 :]:
                if other.box[1] >= word.box[3]:
                    break
                if word.run not in told and _shared(word.box, other.box) > SHARED:
                    told.add(word.run)
                    yield seen(
                        subject, f"“{word.text}” and “{other.text}” are printed over each other",
                        Spot(page=page.index + 1, box=word.box),
                    )  # fmt: skip


def _shared(one: Box, other: Box) -> float:
    """The part of the smaller box that lies in the other."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    if width <= 0 or height <= 0:
        return 0.0
    areas = [(box[2] - box[0]) * (box[3] - box[1]) for box in (one, other)]
    return width * height / max(min(areas), 0.01)


@CHECKS.rule(
    "text-furniture",
    severity="error",
    why="Version, page number and “turn over” tell who finds a loose sheet what it is part of.",
    source="The leaflet's promise: what is written is what is printed",
    fails="A clinic's letterhead program cut off the foot of page 1.",
    passes="Each page has its fixed lines.",
)
def furniture(subject: Subject) -> Iterator[Seen]:
    """Each page has its fixed lines: version, page number, running name."""
    must_have_text(subject)
    expected = subject.expected
    assert expected is not None  # held by must_have_text
    for page in subject.pages:
        written = bare("".join(run.text for run in page.runs))
        lines = [text for at, text in expected.furniture if at == subject.numbers[page.index]]
        for line in lines:
            if line != expected.draft and bare(line) not in written:
                yield seen(
                    subject, f"the page lacks its line “{line}”", Spot(page=page.index + 1),
                    hint=_REBUILD,
                )  # fmt: skip


@CHECKS.rule(
    "text-visible",
    severity="error",
    why="Text that a program can read but no eye can see is missing from the paper.",
    source="The leaflet's promise: nothing is ever clipped, dropped or hidden",
    fails="A white box was drawn over one line; searching the PDF still finds it.",
    passes="Every word's ink can be seen.",
)
def visible(subject: Subject) -> Iterator[Seen]:
    """Every word on the leaflet's pages can be seen on paper, whole."""
    must_have_pages(subject)
    box = set(subject.warning_runs)
    for page in subject.pages:
        for key, why in hidden_runs(subject, page.index).items():
            if key not in box and subject.run(key).text.strip():
                yield seen(
                    subject, f"“{plain(subject.run(key).text)}” cannot be seen: {why}",
                    subject.spot([key]), hint="build the leaflet again",
                )  # fmt: skip


def hidden_runs(subject: Subject, index: int) -> dict[RunKey, str]:
    """The runs of a page that the eye does not meet whole, and why."""
    page = subject.pdf.pages[index]
    found: dict[RunKey, str] = {}
    for word in page.words:
        key = (index, word.run)
        run = page.runs[word.run]
        left, bottom, right, top = word.box
        if left < 0 or bottom < 0 or right > page.width or top > page.height:
            found.setdefault(key, f"“{word.text}” is off the page")
        elif not run.shown:
            found.setdefault(key, "it is painted in no ink")
        elif word.seen >= SEEN and (word.whole or not run.embedded):
            continue
        elif not word.whole and run.embedded:
            found.setdefault(key, f"“{word.text}” is cut off")
        else:
            found.setdefault(key, f"“{word.text}” is covered, or as pale as what lies beneath")
    return found
