"""Checks of legibility, measured on the page: type, leading, lines, contrast, edges, rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from PIL import ImageOps

from leaflet.checks.box import low_contrast
from leaflet.checks.matching import Match, RunKey, Subject
from leaflet.checks.registry import CHECKS, must_have_pages, must_have_tags, must_have_text, seen
from leaflet.checks.seen import SCALE
from leaflet.checks.values import ReadPage, Run
from leaflet.checks.wording import plain
from leaflet.registry import Seen
from leaflet.report import Spot

MM = 72 / 25.4
FLAT = frozenset("xzvwuсхνω")
"""Letters as high as an x, in Latin, Cyrillic and Greek."""
X_HEIGHT = 0.5
"""Of the size, in a font without such a letter."""
SMALLEST_MM = {"standard": 1.85, "large": 2.95}
"""x-height of the smallest type: 10 points of Noto Sans have 1.89 mm, 16 points 3.0 mm."""
ADVICE_MM = {"standard": 2.03, "large": 3.0}
"""x-height of advice: 11 points have 2.08 mm."""
LEADING = 1.2
LEADING_MM = 3.0
LONGEST_LINE = 75
EDGE = 28.0
"""Points: 10 mm, nearer to the edge most printers cannot print."""
THINNEST = 0.65
"""Points of a rule; thinner ones break up in copies."""
PAPER = 235
"""Grey of 255 from which a pixel counts as unprinted."""


@CHECKS.rule(
    "type-size",
    severity="error",
    why="Half of the readers are over 65. Small type is skipped, and with it the advice.",
    source="European Commission readability guideline 2009 (x-height of 1.4 mm at the least); "
    "USP <17> (11 point); UKAAF (large print of 16 point or more); measured as x-height",
    fails="The page was printed to a PDF at 80 %, “fit to page”.",
    passes="Advice has an x-height of 2 mm or more, small print 1.85 mm; in large print 3 mm.",
)
def type_size(subject: Subject) -> Iterator[Seen]:
    """No type is smaller than its role allows, measured as x-height."""
    must_have_pages(subject)
    advice = {key for match in _advice(subject) if match.read for key in match.read.runs}
    smallest, of_advice = (each.get(subject.edition, 0.0) for each in (SMALLEST_MM, ADVICE_MM))
    told: set[tuple[int, float, bool]] = set()
    everywhere = [run for page in subject.pages for run in page.runs]
    for page in subject.pages:
        heights = x_heights(page.runs, everywhere)
        for index, run in enumerate(page.runs):
            if not run.text.strip() or not run.glyphs or not run.embedded:
                continue
            is_advice = (page.index, index) in advice
            wanted = of_advice if is_advice else smallest
            height = heights[run.font, run.size] / MM
            if height >= wanted or (page.index, run.size, is_advice) in told:
                continue
            told.add((page.index, run.size, is_advice))
            yield seen(
                subject, f"“{_short(run.text)}” is set with an x-height of {height:.2f} mm "
                f"({run.size:g} pt), {wanted:g} mm is the least",
                subject.spot([(page.index, index)]),
                hint="print at 100 %; build the leaflet again",
            )  # fmt: skip


def x_heights(
    runs: Sequence[Run], everywhere: Sequence[Run] = ()
) -> dict[tuple[str, float], float]:
    """Font and size → x-height in points, as the ink of an x or the like measures.

    Type without such a letter has the font's share of its size, here or ``everywhere``.
    """
    found: dict[tuple[str, float], list[float]] = {}
    for run in runs:
        found.setdefault((run.font, run.size), []).extend(_flat(run))
    shares: dict[str, list[float]] = {}
    for run in everywhere or runs:
        shares.setdefault(run.font, []).extend(height / run.size for height in _flat(run))
    return {
        (font, size): median(heights) if heights else size * median(shares[font] or (X_HEIGHT,))
        for (font, size), heights in found.items()
    }


def _flat(run: Run) -> list[float]:
    """How high the ink of each letter of a run is that is as high as an x."""
    return [g.box[3] - g.box[1] for g in run.glyphs if g.character in FLAT]


def _advice(subject: Subject) -> Iterator[Match]:
    """The medical statements; the small print at the foot is none."""
    for match in subject.matches:
        if match.block.statements and match.block.within:
            yield match


@CHECKS.rule(
    "type-leading",
    severity="error",
    why="Without space between lines the eye slips into the wrong one.",
    source="European Commission readability guideline 2009 (3 mm from line to line); USP <17> "
    "(a fifth to a third of the type's size between lines)",
    fails="A template squeezed the lines to make a third column fit.",
    passes="Lines of advice stand 1.2 times the type's size apart or more, and 3 mm.",
)
def leading(subject: Subject) -> Iterator[Seen]:
    """Lines of advice stand far enough apart."""
    must_have_text(subject)
    must_have_tags(subject, "it is not told which lines belong together")
    for match in _advice(subject):
        lines = _lines(subject, match)
        for before, after in pairwise(lines):
            if before[0][0] != after[0][0]:
                continue
            step = subject.run(before[0]).baseline - subject.run(after[0]).baseline
            size = max(subject.run(key).size for key in (*before, *after))
            wanted = max(LEADING * size, LEADING_MM * MM)
            if 0 < step < wanted - 0.1:
                yield seen(
                    subject, f"the lines of “{_short(match.block.text)}” stand {step:.1f} pt "
                    f"apart; type of {size:g} pt needs {wanted:.1f} pt", subject.spot(after),
                )  # fmt: skip
                break


@CHECKS.rule(
    "line-length",
    severity="warning",
    why="At the end of a long line the eye does not find the beginning of the next.",
    source="RNIB clear print: 60 to 70 characters a line",
    fails="A template set the answers across the whole page, 110 characters a line.",
    passes="No line of advice has more than 75 characters.",
)
def line_length(subject: Subject) -> Iterator[Seen]:
    """No line of advice has more than 75 characters."""
    must_have_text(subject)
    must_have_tags(subject, "it is not told which lines belong together")
    for match in _advice(subject):
        for line in _lines(subject, match):
            text = plain("".join(subject.run(key).text for key in line))
            if len(text) > LONGEST_LINE:
                yield seen(
                    subject, f"“{_short(text)}” is a line of {len(text)} characters",
                    subject.spot(line),
                )  # fmt: skip


def _lines(subject: Subject, match: Match) -> list[list[RunKey]]:
    """The runs of a block, line by line."""
    lines: list[list[RunKey]] = []
    for key in match.read.runs if match.read else ():
        run = subject.run(key)
        if not run.glyphs:
            continue
        last = subject.run(lines[-1][-1]) if lines else None
        if last is None or key[0] != lines[-1][-1][0] or abs(run.baseline - last.baseline) > 1:
            lines.append([key])
        else:
            lines[-1].append(key)
    return lines


@CHECKS.rule(
    "text-contrast",
    severity="error",
    why="In poor light and with poor sight, pale type is no type; copies make it paler.",
    source="WCAG 2.1, 1.4.6 (contrast 7:1), measured on the painted page in colour and in grey",
    fails="A background picture was laid under page 2.",
    passes="Every word stands out by 7:1 or more, in colour and on a mono printer.",
)
def contrast(subject: Subject) -> Iterator[Seen]:
    """Every word outside the box stands out by 7:1 at least, in colour and in grey."""
    must_have_pages(subject)
    box = set(subject.warning_runs)
    keys = tuple(
        (page.index, index)
        for page in subject.pages
        for index, run in enumerate(page.runs)
        if (page.index, index) not in box and run.text.strip()
    )
    yield from low_contrast(subject, keys)


@CHECKS.rule(
    "ink-edge",
    severity="error",
    why="Printers cannot print to the edge of the sheet: what stands there is cut off on paper.",
    source="The leaflet's design: nothing within 10 mm of the paper's edge",
    fails="The pages were moved by a program that added a binding margin.",
    passes="All ink keeps 10 mm from the edge.",
)
def edge(subject: Subject) -> Iterator[Seen]:
    """No ink comes nearer to the paper's edge than 10 mm."""
    must_have_pages(subject)
    for page in subject.pages:
        for side, distance in _margins(page):
            if distance < EDGE:
                yield seen(
                    subject, f"ink comes as near as {distance / MM:.1f} mm to the {side} edge of "
                    "the paper, 10 mm is the least", Spot(page=page.index + 1),
                    hint="print the leaflet as it was built, at 100 %",
                )  # fmt: skip


def _margins(page: ReadPage) -> Iterator[tuple[str, float]]:
    """How far the ink is from each edge, in points."""
    if page.look is None:
        return
    grey = page.look.convert("L").point([255 if level >= PAPER else 0 for level in range(256)])
    found = ImageOps.invert(grey).getbbox()
    if found is None:
        return
    left, top, right, bottom = found
    for side, pixels in (
        ("left", left), ("upper", top), ("right", grey.width - right),
        ("lower", grey.height - bottom),
    ):  # fmt: skip
        yield side, (pixels + 0.5) / SCALE


@CHECKS.rule(
    "rule-weight",
    severity="error",
    why="Thin lines vanish on a copier: a table without its rows is read across.",
    source="The leaflet's design: rules of 0.75 pt or more",
    fails="A converter redrew all rules as hairlines.",
    passes="Every rule is 0.65 pt wide or more.",
)
def rules(subject: Subject) -> Iterator[Seen]:
    """No rule is thinner than 0.65 pt."""
    must_have_pages(subject)
    for page in subject.pages:
        for drawing in page.drawings:
            thin = drawing.stroke is not None and drawing.weight < THINNEST
            if thin and drawing.mcid is None:
                yield seen(
                    subject, f"a rule is only {drawing.weight:.2f} pt wide",
                    Spot(page=page.index + 1, box=drawing.box),
                )  # fmt: skip
                break


def _short(text: str) -> str:
    words = plain(text).split()
    return " ".join(words[:8]) + (" …" if len(words) > 8 else "")
