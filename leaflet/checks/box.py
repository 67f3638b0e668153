"""Checks of the warning box, measured on the page: it is why the leaflet exists."""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.checks.matching import RunKey, Subject
from leaflet.checks.registry import CHECKS, must_have_tags, must_have_text, seen
from leaflet.checks.seen import luminance, ratio
from leaflet.checks.text import hidden_runs
from leaflet.checks.values import Box, Drawing, ReadPage
from leaflet.checks.wording import bare, plain
from leaflet.registry import NotMadeError, Seen
from leaflet.report import Spot
from leaflet.structure import MAIN_DANGER, OVERDOSE, WARNING

FRAME_WEIGHT = 2.0
"""Points: the frame is drawn with 3."""
CONTRAST = 7.0
HEADLINE = 1.4
"""Times the body's type: the headlines are drawn at 22 points beside 12."""
_REBUILD = "build the leaflet again, and lay nothing over it"
_NO_TAGS = "it is not told which text is the box's"


def _required(subject: Subject) -> None:
    """Give up where the box cannot be told from the rest.

    Raises:
        NotMadeError: so it is.
    """
    must_have_text(subject)
    must_have_tags(subject, _NO_TAGS)
    if not subject.warning_runs:
        raise NotMadeError("no text of the warning box is left, which “text-words” tells")


@CHECKS.rule(
    "box-first",
    severity="error",
    why="Who reads only the first half page must read what is dangerous.",
    source="The leaflet's promise 2: the box stands on page 1, whole, before everything but the "
    "key facts; 21 CFR 208.20(b)(2) puts the most important information first",
    fails="Pages were put together anew, and half of the box now stands on another page.",
    passes="All of the box stands on page 1, above the sections.",
)
def first(subject: Subject) -> Iterator[Seen]:
    """The warning box stands undivided on the leaflet's first page, above its sections."""
    _required(subject)
    elsewhere = [key for key in subject.warning_runs if subject.numbers[key[0]] != 1]
    if elsewhere:
        yield seen(subject, "a part of the warning box is not on page 1", subject.spot(elsewhere))
        return
    lowest = subject.box(subject.warning_runs)[1]
    for match in subject.matches:
        block = match.block
        if match.read is None or not block.within or block.within.startswith(WARNING):
            continue
        keys = [key for key in match.read.runs if subject.numbers[key[0]] == 1]
        if keys and subject.box(keys)[3] > lowest + 1:
            yield seen(
                subject, f"“{match.read.text}” stands beside or above the warning box",
                subject.spot(keys),
            )  # fmt: skip


@CHECKS.rule(
    "box-halves",
    severity="error",
    why="Stopping suddenly and taking too much are two dangers; a box with one of them misleads.",
    source="The leaflet's promise 2: withdrawal and overdose stand in the box",
    fails="The text was built without its overdose half by a changed copy of leaflet.",
    passes="The box has its heading and both halves.",
)
def halves(subject: Subject) -> Iterator[Seen]:
    """The box tells of both dangers: the main one, and too much."""
    must_have_text(subject)
    assert subject.expected is not None  # held by must_have_text
    if 1 not in subject.numbers.values():
        raise NotMadeError("page 1 is missing, which “page-count” tells")
    within = {block.within for block in subject.expected.says}
    for half, name in ((MAIN_DANGER, "main danger"), (OVERDOSE, "overdose")):
        if not any(each.startswith(half) for each in within):
            yield seen(subject, f"the warning box has no half on the {name}")


@CHECKS.rule(
    "box-frame",
    severity="error",
    why="The frame and the solid bar make the box the first thing that the eye meets.",
    source="The leaflet's design: one loudest thing on page 1; WCAG 2.1, 1.4.11",
    fails="A program that “cleans” PDFs removed the coloured bar and the frame.",
    passes="Frame and bar stand around and above the box's text, in a dark colour.",
)
def frame(subject: Subject) -> Iterator[Seen]:
    """A dark frame runs around the box, and a solid bar carries its heading."""
    _required(subject)
    page, around = _page(subject), subject.box(_on_first(subject))
    if frame_of(subject) is None:
        yield seen(
            subject, f"no frame of {FRAME_WEIGHT:g} pt or more runs around the warning box",
            Spot(page=page.index + 1, box=around), hint=_REBUILD,
        )  # fmt: skip
    heading = [
        key for match in subject.warning if match.block.within == WARNING and match.read
        for key in match.read.runs
    ]  # fmt: skip
    if heading and _bar_of(page, subject.box(heading[:1])) is None:
        spot = subject.spot(heading)
        yield seen(subject, "no solid bar carries the box's heading", spot, hint=_REBUILD)


@CHECKS.rule(
    "box-clear",
    severity="error",
    why="A stamp, sticker or watermark over the box hides what may save a life.",
    source="The leaflet's promise 2: a clinic cannot change or cover the box",
    fails="A clinic's rubber stamp was scanned and pasted over the box.",
    passes="Nothing lies over the box, and each of its words can be seen.",
)
def clear(subject: Subject) -> Iterator[Seen]:
    """Nothing lies over the warning box, and every word in it can be seen."""
    _required(subject)
    page = _page(subject)
    strangers = list(over_box(subject))
    for what, box in strangers:
        yield seen(subject, f"{what} lies over the warning box",
                   Spot(page=page.index + 1, box=box), hint=_REBUILD)  # fmt: skip
    hidden = hidden_runs(subject, page.index)
    covered = [key for key in subject.warning_runs if key in hidden]
    if covered and not strangers:
        for key in covered:
            yield seen(
                subject, f"“{plain(subject.run(key).text)}” in the warning box cannot be seen: "
                f"{hidden[key]}", subject.spot([key]), hint=_REBUILD,
            )  # fmt: skip


def over_box(subject: Subject) -> Iterator[tuple[str, Box]]:
    """What is not the leaflet's and lies over the box: words for it, and where."""
    keys = _on_first(subject) if subject.warning_runs else []
    if not keys:
        return
    page, found = _page(subject), frame_of(subject)
    area = found.box if found else subject.box(keys)
    for drawing in page.drawings:
        if not drawing.marked and _meet(drawing.box, area):
            yield (
                {"picture": "a picture", "path": "a drawing"}.get(drawing.kind, "a shading"),
                drawing.box,
            )
    for note in page.annotations:
        if note.kind == "mark" and not note.hidden and _meet(note.box, area):
            yield "a comment, stamp or field", note.box


def _meet(one: Box, other: Box) -> bool:
    return (
        min(one[2], other[2]) - max(one[0], other[0]) > 1
        and min(one[3], other[3]) - max(one[1], other[1]) > 1
    )


@CHECKS.rule(
    "box-numbers",
    severity="error",
    why="Another country's emergency number rings nowhere.",
    source="The locale's contacts, each with its source",
    fails="The box of a British leaflet says “Call 911 now”.",
    passes="Every number in the box is one that the region answers.",
)
def numbers(subject: Subject) -> Iterator[Seen]:
    """The box names the locale's emergency number, and no number of another region."""
    _required(subject)
    expected = subject.expected
    assert expected is not None  # held by _required
    if not any(block.within.startswith(OVERDOSE) for block in expected.says):
        raise NotMadeError("the overdose half is missing, which “box-halves” tells")
    emergency = expected.contacts.get("emergency", "")
    overdose = bare(
        "".join(
            match.read.text for match in subject.warning
            if match.read and match.block.within == OVERDOSE
        )
    )  # fmt: skip
    if bare(emergency) not in overdose:
        spot = subject.spot(_on_first(subject))
        yield seen(
            subject, f"the overdose half does not name {emergency}, the emergency number", spot
        )
    own = {bare(number) for number in expected.contacts.values()}
    for match in subject.warning:
        for number in _CALLED.findall(match.read.text if match.read else ""):
            if number in _CALL_NUMBERS and number not in own:
                spot = subject.spot(match.read.runs) if match.read else None
                yield seen(
                    subject, f"{number} in the warning box is no number of "
                    f"{expected.facts.get('locale', 'this locale')}", spot,
                    hint=f"it has: {', '.join(expected.contacts.values())}",
                )  # fmt: skip


_CALLED = re.compile(r"(?<![\w.,+-])\d{2,6}(?![\w-]|[.,]\d)")
_CALL_NUMBERS = frozenset(
    {
        "000", "100", "101", "102", "103", "108", "110", "111", "112", "113", "117", "118", "119",
        "120", "122", "133", "144", "190", "192", "193", "197", "198", "199", "811", "911", "988",
        "995", "997", "998", "999", "1414", "1669", "10111", "116117",
    }
)  # fmt: skip
"""Numbers that some region calls in an emergency or for advice; doses are rarely these."""


@CHECKS.rule(
    "box-size",
    severity="error",
    why="A warning in smaller type than the rest is read last.",
    source="The leaflet's design: headlines of the box at 22 pt beside 12 pt of body",
    fails="The box was scaled down to make room for a letterhead.",
    passes="The box's text is as large as the body's, its headlines are much larger.",
)
def size(subject: Subject) -> Iterator[Seen]:
    """The box is set no smaller than the advice below it, and its headlines larger."""
    _required(subject)
    body = body_size(subject)
    if body is None:
        raise NotMadeError("there is no advice to compare its size with")
    for match in subject.warning:
        if match.read is None or not match.read.runs:
            continue
        sizes = [subject.run(key).size for key in match.read.runs if subject.run(key).glyphs]
        wanted = body * (HEADLINE if match.block.role == "H3" else 1)
        if sizes and min(sizes) < wanted - 0.25:
            yield seen(
                subject, f"“{match.read.text}” is set in {min(sizes):g} pt; beside a body of "
                f"{body:g} pt it must have {wanted:.3g} pt", subject.spot(match.read.runs),
            )  # fmt: skip


@CHECKS.rule(
    "box-contrast",
    severity="error",
    why="In poor light and with poor sight, pale type is no type; copies make it paler.",
    source="WCAG 2.1, 1.4.6 (contrast 7:1), measured on the painted page in colour and in grey",
    fails="A “save toner” setting printed the box in light grey.",
    passes="Every word in the box stands out by 7:1 or more, in colour and on a mono printer.",
)
def contrast(subject: Subject) -> Iterator[Seen]:
    """Every word in the box stands out by 7:1 at least, in colour and in grey."""
    _required(subject)
    yield from low_contrast(subject, subject.warning_runs)


def low_contrast(subject: Subject, keys: tuple[RunKey, ...]) -> Iterator[Seen]:
    """Runs whose words can be seen, but stand out too little."""
    told: set[RunKey] = set()
    hidden = {page.index: hidden_runs(subject, page.index) for page in subject.pages}
    for page, word in subject.words_of(keys):
        key = (page.index, word.run)
        if (
            key in told
            or key in hidden[page.index]
            or min(word.contrast, word.grey) >= CONTRAST - 0.05
        ):
            continue
        told.add(key)
        how = "" if word.contrast < CONTRAST else " on a mono printer"
        yield seen(
            subject, f"“{word.text}” stands out by only {min(word.contrast, word.grey):.1f}:1"
            f"{how}, {CONTRAST:g}:1 is needed", Spot(page=page.index + 1, box=word.box),
        )  # fmt: skip


@CHECKS.rule(
    "box-repeated",
    severity="error",
    why="Sheets get parted and are copied one-sided: every page must warn by itself.",
    source="The leaflet's promise 2: in one line on every further page",
    fails="A letterhead program cut off the head of page 2, with the warning in it.",
    passes="Each further page says the warning in one line.",
)
def repeated(subject: Subject) -> Iterator[Seen]:
    """Every further page says the warning in one line."""
    must_have_text(subject)
    assert subject.expected is not None  # held by must_have_text
    short = bare(subject.expected.short)
    for page in subject.pages:
        if subject.numbers[page.index] == 1:
            continue
        if short not in bare("".join(run.text for run in page.runs)):
            yield seen(
                subject, f"the page does not say “{subject.expected.short}”",
                Spot(page=page.index + 1), hint="build the leaflet again",
            )  # fmt: skip


def body_size(subject: Subject) -> float | None:
    """The commonest size of running text outside the box, in points."""
    count: dict[float, int] = {}
    for match in subject.matches:
        if match.read is None or match.block.within.startswith(WARNING) or not match.block.within:
            continue
        if match.block.role not in {"P", "LBody"}:
            continue
        for key in match.read.runs:
            run = subject.run(key)
            count[run.size] = count.get(run.size, 0) + len(run.glyphs)
    return max(count, key=lambda size: count[size], default=None)


def _on_first(subject: Subject) -> list[RunKey]:
    index = _page(subject).index
    return [key for key in subject.warning_runs if key[0] == index and subject.run(key).glyphs]


def _page(subject: Subject) -> ReadPage:
    """The page that has the box."""
    return subject.pdf.pages[subject.warning_runs[0][0]]


def frame_of(subject: Subject) -> Drawing | None:
    """The box's frame: the smallest dark, heavy outline around all of its text."""
    keys = _on_first(subject)
    if not keys:
        return None
    around = subject.box(keys)
    frames = [
        drawing for drawing in _page(subject).drawings
        if drawing.stroke is not None and drawing.weight >= FRAME_WEIGHT
        and _contains(drawing.box, around) and _is_dark(drawing.stroke)
    ]  # fmt: skip
    return min(frames, key=lambda each: each.box[2] - each.box[0], default=None)


def _bar_of(page: ReadPage, heading: Box) -> Drawing | None:
    bars = (
        drawing for drawing in page.drawings
        if drawing.fill is not None and _contains(drawing.box, heading) and _is_dark(drawing.fill)
    )  # fmt: skip
    return next(bars, None)


def _contains(outer: Box, inner: Box) -> bool:
    return (
        outer[0] <= inner[0] and outer[1] <= inner[1]
        and outer[2] >= inner[2] and outer[3] >= inner[3]
    )  # fmt: skip


def _is_dark(colour: tuple[int, int, int]) -> bool:
    return ratio(luminance(colour), 1.0) >= CONTRAST
