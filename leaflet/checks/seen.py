"""What the eye meets: each word of a page, and whether its ink can be told from what is beneath.

The page is painted three times: as it is; without its text; and its text alone, black on white.
Where a word's ink is, the first two differ as much as the word can be seen: not at all where it is
covered, white on white, or painted in no colour; and the third has no ink where it is clipped.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate
from operator import mul
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]
from PIL import Image, ImageChops

from leaflet.checks.anew import Typesetter
from leaflet.checks.drawn import DrawnPage
from leaflet.checks.values import Box, Glyph, Rgb, Run, Word

SCALE = 2.0
"""Pixels a point: a stem of 12 point type is two pixels wide."""
INK = 112
"""Darkness of the text alone, of 255, from which a pixel is the word's."""
CORE = 224
"""From which it is in the middle of a stem, where no edge is smoothed."""
FEWEST = 4
"""Pixels of core that tell a colour; in thinner type all of the ink has to."""
TELLS = 48
"""Difference of a pixel with the text and without, of 255, from which the eye can tell."""


GAP = 0.35
"""Of the size: no two letters of a word are so far apart."""
_FROM_INK = [255 if level >= INK else 0 for level in range(256)]
_FROM_CORE = [255 if level >= CORE else 0 for level in range(256)]


def paintings(drawn: DrawnPage) -> tuple[Image.Image, Image.Image, Image.Image]:
    """The page; the same without its text; how dark the text alone is, from 0 to 255."""
    look = _painted(drawn)
    texts = [each.raw for each in drawn.objects if each.kind == pdfium.FPDF_PAGEOBJ_TEXT]
    others = [each.raw for each in drawn.objects if each.kind != pdfium.FPDF_PAGEOBJ_TEXT]
    for raw in texts:
        pdfium.FPDFPageObj_SetIsActive(raw, False)  # noqa: FBT003
    beneath = _painted(drawn)
    for raw in others:
        pdfium.FPDFPageObj_SetIsActive(raw, False)  # noqa: FBT003
    for raw in texts:
        pdfium.FPDFPageObj_SetIsActive(raw, True)  # noqa: FBT003
        pdfium.FPDFPageObj_SetFillColor(raw, 0, 0, 0, 255)
    text = ImageChops.invert(_painted(drawn, annotations=False).convert("L"))
    return look, beneath, text


def _painted(drawn: DrawnPage, *, annotations: bool = True) -> Image.Image:
    bitmap = drawn.page.render(scale=SCALE, draw_annots=annotations, may_draw_forms=False)
    image: Image.Image = bitmap.to_pil().convert("RGB")
    bitmap.close()
    return image


def words(
    drawn: DrawnPage, runs: Sequence[tuple[int, Run]], typesetter: Typesetter
) -> tuple[Image.Image, tuple[Word, ...]]:
    """The look of the page, and its words in the order of painting."""
    look, beneath, text = paintings(drawn)
    width, height = float(drawn.page.get_width()), float(drawn.page.get_height())
    red, green, blue = ImageChops.difference(look, beneath).split()
    told = ImageChops.lighter(red, ImageChops.lighter(green, blue))
    parts = [
        (index, run, characters, glyphs)
        for index, (_, run) in enumerate(runs)
        for characters, glyphs in _parts(run)
    ]
    anew = typesetter.painted(
        [(run, words, glyphs[0]) for _, run, words, glyphs in parts if typesetter.knows(run)],
        (width, height),
        SCALE,
    )
    page = _Page(look, beneath, told, text, ImageChops.difference(text, anew), height)
    found = [
        page.word(characters, union(glyph.box for glyph in glyphs), index,
                  known=typesetter.knows(run) and run.shown and run.embedded)
        for index, run, characters, glyphs in parts
    ]  # fmt: skip
    return look, tuple(found)


def _parts(run: Run) -> Iterator[tuple[str, list[Glyph]]]:
    """The words of a run with their glyphs; a wide gap parts words as a space does."""
    waiting = list(reversed(run.glyphs))
    part: list[Glyph] = []
    for character in (*run.text, " "):
        following = None
        if waiting and waiting[-1].character == character:
            following = waiting.pop()
        ends = character.isspace() or (following and part and _gap(part[-1], following, run.size))
        if ends and part:
            yield "".join(glyph.character for glyph in part), part
            part = []
        if following is not None:
            part.append(following)


def _gap(one: Glyph, other: Glyph, size: float) -> bool:
    """Whether something parts two glyphs that follow each other."""
    between = max(other.box[0] - one.box[2], one.box[0] - other.box[2])
    return between > GAP * size or abs(one.origin[1] - other.origin[1]) > 0.5


def union(boxes: Any) -> Box:  # noqa: ANN401 - any iterable of boxes
    """The box around all of them."""
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


class _Page:
    """The paintings of a page, asked word by word."""

    def __init__(
        self,
        look: Image.Image,
        beneath: Image.Image,
        told: Image.Image,
        text: Image.Image,
        strange: Image.Image,
        height: float,
    ) -> None:
        self.look, self.beneath, self.told, self.text = look, beneath, told, text
        self.strange = strange
        self.ink, self.core = text.point(_FROM_INK), text.point(_FROM_CORE)
        self.height = height

    def word(self, characters: str, box: Box, run: int, *, known: bool) -> Word:
        """A word whose glyphs have their ink in ``box``."""
        pixels = self._pixels(box)
        mask = self.ink.crop(pixels)
        ink = mask.histogram()[255]
        seen = contrast = grey = 0.0
        whole, strange = False, None
        if ink:
            told = self.told.crop(pixels).histogram(mask)
            seen = sum(told[TELLS:]) / ink
            whole = _reaches(mask)
            if known:
                strange = _sum(self.strange.crop(pixels)) / _sum(self.text.crop(pixels))
            core = self.core.crop(pixels)
            if core.histogram()[255] >= FEWEST:
                mask = core
            front = _middle(self.look.crop(pixels).histogram(mask))
            back = _middle(self.beneath.crop(pixels).histogram(mask))
            contrast = ratio(luminance(front), luminance(back))
            grey = ratio(luminance(_grey(front)), luminance(_grey(back)))
        return Word(
            text=characters,
            box=box,
            run=run,
            seen=seen,
            whole=whole,
            contrast=contrast,
            grey=grey,
            strange=strange,
        )

    def _pixels(self, box: Box) -> tuple[int, int, int, int]:
        left, bottom, right, top = box
        return (
            round(left * SCALE), round((self.height - top) * SCALE),
            max(round(left * SCALE) + 1, round(right * SCALE)),
            max(round((self.height - top) * SCALE) + 1, round((self.height - bottom) * SCALE)),
        )  # fmt: skip


def _sum(image: Image.Image) -> int:
    """All its levels together."""
    return sum(map(mul, range(256), image.histogram()))


def _reaches(mask: Image.Image) -> bool:
    """Whether the ink comes near all four sides of the box, as an unclipped word's does."""
    found = mask.getbbox()
    if found is None:
        return False
    slack = 3
    return (
        found[0] <= slack
        and found[1] <= slack
        and found[2] >= mask.width - slack
        and found[3] >= mask.height - slack
    )


def _middle(histogram: Sequence[int]) -> Rgb:
    """The median of each channel."""
    red, green, blue = (_median(histogram[start : start + 256]) for start in (0, 256, 512))
    return (red, green, blue)


def _median(levels: Sequence[int]) -> int:
    passed = list(accumulate(levels))
    return bisect_left(passed, passed[-1] / 2)


def _grey(colour: Rgb) -> Rgb:
    """As a mono printer takes it (ITU-R BT.601 luma)."""
    level = round(0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2])
    return (level, level, level)


def luminance(colour: Rgb) -> float:
    """Relative luminance (WCAG 2.1)."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (level / 255 for level in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: float, other: float) -> float:
    """Contrast ratio of two luminances (WCAG 2.1, 1.4.3)."""
    light, dark = max(one, other), min(one, other)
    return (light + 0.05) / (dark + 0.05)
