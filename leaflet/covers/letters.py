"""Letters that nobody here can draw, of fonts that are not in the file.

Neither pdfium's own fonts nor ours have them. In a drawing they are gaps or boxes, in the clinic's
file and in what is made of it, and a comparison of the two finds nothing. So they are looked for
one by one.
"""

from __future__ import annotations

import ctypes
import math
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from leaflet.covers.pdfium import STAND_INS, Untyped, letters_of, pdfium
from leaflet.covers.picture import Drawings, UndrawableError

_MOST = 100_000
"""Letters or objects of a page that are looked at: more is no cover, and takes too long."""
_DEEPEST = 20
_FLAT = 0.01
"""One side of a box by the other: pdfium makes it a thousandth of an em high, a dash has ten."""
_SLANTED = 0.001
_LONGEST_NAME = 100
_ALWAYS_PDFIUMS = ("Symbol", "ZapfDingbats")
"""Fonts for which no other stands in."""
_SAVE_IT = "Save it again with all fonts embedded."
_MISSING = "Letters of a font that is not in the file cannot be drawn and are missing: {}. "
_UNSURE = "Letters of a font that is not in the file may be drawn as others, or be missing: {}. "


@dataclass(slots=True)
class Letters:
    """What is shown in fonts that are not in the file.

    Attributes:
        drawn: names of fonts, and letters that pdfium's own fonts have.
        undrawn: the same of those that they lack.
        unsure: names of fonts that do not say which letters they show.
    """

    drawn: set[tuple[str, str]] = field(default_factory=set)
    undrawn: set[tuple[str, str]] = field(default_factory=set)
    unsure: set[str] = field(default_factory=set)

    def best_family(self) -> str | None:
        """The family of ours that leaves fewest letters out; ``None`` if none has more."""
        if not self.undrawn:
            return None
        families = (None, *STAND_INS)
        return min(families, key=lambda family: len(self._lost(family)))  # of equals the first

    def _lost(self, family: str | None) -> set[tuple[str, str]]:
        if family is None:
            return self.undrawn
        known = letters_of(family)
        return {(font, letter) for font, letter in self.drawn | self.undrawn if letter not in known}

    def notices(self, family: str | None) -> tuple[str, ...]:
        """What a clinic must know, where ``family`` stands in: one sentence for each font."""
        lost = {font for font, _ in self._lost(family)} - self.unsure
        return tuple(
            text.format(font or "a font without name") + _SAVE_IT
            for text, fonts in ((_MISSING, lost), (_UNSURE, self.unsure))
            for font in sorted(fonts)
        )


def read_letters(drawings: Drawings, indexes: Iterable[int]) -> Letters:
    """What these pages show in fonts that are not in the file.

    ``drawings`` must be of a file that was opened with no family of ours standing in, and the pages
    such as can be drawn: what is without end has been found out before.
    """
    found = Letters()
    for index in indexes:
        try:
            page = drawings.with_annotations(index)
        except UndrawableError:  # whether the cover can be used, others decide
            continue
        _Page(page, found).read()
    return found


@dataclass(slots=True)
class _Page:
    """One page while it is read."""

    page: Untyped
    letters: Letters
    raw: Untyped = field(default_factory=lambda: pdfium().raw)
    fonts: dict[int, str | None] = field(default_factory=dict)
    """Font → its name, if it is not in the file."""
    shown: dict[int, str | None] = field(default_factory=dict)
    """Piece of text → the name of its font, if that is not in the file and the text is seen."""

    known: set[tuple[str, int]] = field(default_factory=set)
    """Names of fonts and letters that have been looked at."""

    def read(self) -> None:
        """Note the letters of fonts that are not in the file."""
        texts = [text for text in self.texts() if self.name_of(text) is not None]
        if not texts:
            return
        for text in texts:
            self.lay(text)
        page = self.raw.FPDFText_LoadPage(self.page.raw)
        if not page:
            return
        try:
            for position in range(min(self.raw.FPDFText_CountChars(page), _MOST)):
                self.look_at(page, position)
        finally:
            self.raw.FPDFText_ClosePage(page)

    def texts(self) -> Iterator[Untyped]:
        """The pieces of text on the page and in its drawings."""
        raw, left = self.raw, _MOST
        waiting = [(0, self.page.raw, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject)]
        while waiting:
            depth, owner, count, get = waiting.pop()
            for number in range(max(0, min(count(owner), left))):
                left -= 1
                item = get(owner, number)
                kind = raw.FPDFPageObj_GetType(item)
                if kind == raw.FPDF_PAGEOBJ_TEXT:
                    yield item
                elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                    waiting.append(
                        (depth + 1, item, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject)
                    )

    def lay(self, text: Untyped) -> None:
        """Turn a piece of text that has no width: pdfium would leave it out as being none.

        It may run upwards and have letters without outlines only. Pages are loaded anew for each
        drawing, so none is turned there.
        """
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        self.raw.FPDFPageObj_GetBounds(text, left, bottom, right, top)
        if right.value - left.value < _FLAT * (top.value - bottom.value):
            self.raw.FPDFPageObj_Transform(text, 0, 1, -1, 0, 0, 0)

    def name_of(self, text: Untyped) -> str | None:
        """The name of the font of a piece of text; none if it is in the file, or nobody sees it."""
        key = _address(text)
        if key not in self.shown:
            mode = self.raw.FPDFTextObj_GetTextRenderMode(text)
            hidden = mode in {
                self.raw.FPDF_TEXTRENDERMODE_INVISIBLE, self.raw.FPDF_TEXTRENDERMODE_CLIP,
            }  # fmt: skip
            font = None if hidden else self.raw.FPDFTextObj_GetFont(text)
            self.shown[key] = self.name_if_missing(font) if font else None
        return self.shown[key]

    def name_if_missing(self, font: Untyped) -> str | None:
        """The font's name, if it is not in the file."""
        key = _address(font)
        if key not in self.fonts:
            embedded = self.raw.FPDFFont_GetIsEmbedded(font) == 1
            self.fonts[key] = None if embedded else self.name(font)
        return self.fonts[key]

    def name(self, font: Untyped) -> str:
        """The font's name as a person may read it, without the tag of a subset."""
        buffer = ctypes.create_string_buffer(_LONGEST_NAME)
        if not 0 < self.raw.FPDFFont_GetBaseFontName(font, buffer, _LONGEST_NAME) <= _LONGEST_NAME:
            return ""
        name = buffer.value.decode("utf-8", "replace")
        name = name[7:] if name[6:7] == "+" else name
        if _draws_no_letters(name):
            self.letters.unsure.add(name)
        return name

    def look_at(self, page: Untyped, position: int) -> None:
        """Note one letter, if it is of such a font and cannot be drawn or known."""
        text = self.raw.FPDFText_GetTextObject(page, position)
        name = self.name_of(text) if text else None
        if name is None:
            return
        code = self.raw.FPDFText_GetUnicode(page, position)
        if (name, code) in self.known:
            return
        self.known.add((name, code))
        letter = chr(code) if code <= sys.maxunicode else "\ufffd"
        drawn = self.has_outline(page, position)
        if self.raw.FPDFText_HasUnicodeMapError(page, position) == 1:
            if drawn or _has_ink(letter):
                self.letters.unsure.add(name)
        elif not drawn and _has_ink(letter):
            self.letters.undrawn.add((name, letter))
        elif drawn and not name.startswith(_ALWAYS_PDFIUMS):
            self.letters.drawn.add((name, letter))

    def has_outline(self, page: Untyped, position: int) -> bool:
        """Whether pdfium draws a letter: the box around one that it lacks is flat."""
        if abs(math.sin(2 * self.raw.FPDFText_GetCharAngle(page, position))) > _SLANTED:
            font = self.raw.FPDFTextObj_GetFont(self.raw.FPDFText_GetTextObject(page, position))
            code = self.raw.FPDFText_GetUnicode(page, position)
            return bool(self.raw.FPDFFont_GetGlyphPath(font, code, 1.0))
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        self.raw.FPDFText_GetCharBox(page, position, left, right, bottom, top)
        sides = abs(right.value - left.value), abs(top.value - bottom.value)
        return min(sides) > _FLAT * max(sides)


def _address(pointer: Untyped) -> int:
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0


def _has_ink(letter: str) -> bool:
    """Not of spaces and marks of control; half an emoji has some."""
    return unicodedata.category(letter) not in {"Zs", "Zl", "Zp", "Cc", "Cf", "Cn"}


def _draws_no_letters(name: str) -> bool:
    """Whether a font has pictures where others have letters, and is none that pdfium has."""
    return "dings" in name.lower() or name.startswith("Marlett")
