"""Text into lines: ragged right, no hyphenation, figures and units kept together.

Widths are measured once in thousandths of an em; a size only scales them, so that trying several
sizes never measures a word twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from leaflet.errors import OverfullError
from leaflet.structure import Words
from leaflet.typography.faces import FaceKey, Faces


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of one weight that belongs to one leaf of the structure; ``None``: an artifact."""

    text: str
    bold: bool
    leaf: Words | None


@dataclass(frozen=True, slots=True)
class Segment:
    """Text of one face and leaf within a line; ``width`` in thousandths of an em."""

    text: str
    face: FaceKey
    leaf: Words | None
    width: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its segments from start to end, its width in thousandths of an em."""

    segments: tuple[Segment, ...]
    width: float


@dataclass(frozen=True, slots=True)
class _Word:
    segments: tuple[Segment, ...]
    width: float
    space: Segment | None
    """The space behind it."""


def held_spaces(text: str, units: Sequence[str], together: Sequence[str]) -> frozenset[int]:
    """Positions of spaces at which ``text`` must not be broken.

    A figure keeps its unit, a telephone number stays whole, and so do the phrases in ``together``.
    """
    held: set[int] = set()
    patterns = [
        r"\d[\d.,/]*(?: (?:to|-|–) \d[\d.,]*)? (?:"
        + "|".join(map(re.escape, sorted(units, key=len, reverse=True)))
        + r")(?![\w])"
        if units
        else r"(?!)",
        r"(?<![\w.])\(?\+?\d[\d() .-]{4,}\d(?!\w)",
        *(re.escape(phrase) for phrase in together),
    ]
    for pattern in patterns:
        for match in re.finditer(pattern, text):
            held.update(i for i in range(match.start(), match.end()) if text[i] == " ")
    held.update(i for i, character in enumerate(text) if character in "\u00a0\u202f")
    return frozenset(held)


@dataclass(slots=True)
class Flow:
    """A paragraph measured once and broken at any width."""

    words: tuple[_Word, ...]
    balanced: bool = False
    """Headings: lines of like length, and no lone last word."""
    _broken: dict[int, tuple[Line, ...]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        pieces: Iterable[Piece],
        faces: Faces,
        *,
        units: Sequence[str] = (),
        together: Sequence[str] = (),
        balanced: bool = False,
    ) -> Flow:
        """Measure ``pieces``, which follow one another without a space between them."""
        pieces = tuple(pieces)
        held = held_spaces("".join(piece.text for piece in pieces), units, together)
        words: list[_Word] = []
        current: list[Segment] = []
        position = 0
        for piece in pieces:
            for character in piece.text:
                segment = _segment(character, piece, faces)
                if character == " " and position not in held:
                    words.append(_word(current, segment))
                    current = []
                else:
                    current.append(segment)
                position += 1
        words.append(_word(current, None))
        return cls(tuple(words), balanced)

    @property
    def text(self) -> str:
        """The whole text, as written."""
        return "".join(
            "".join(s.text for s in (*word.segments, *((word.space,) if word.space else ())))
            for word in self.words
        )

    def lines(self, width: float, size: float) -> tuple[Line, ...]:
        """The lines at ``size`` in a column of ``width``, both in points.

        Raises:
            OverfullError: a word is wider than the column.
        """
        limit = round(width / size * 1000)
        if limit not in self._broken:
            widest = max(word.width for word in self.words)
            if widest > limit:
                word = max(self.words, key=lambda word: word.width)
                text = "".join(segment.text for segment in word.segments)
                shown = text if len(text) <= 40 else text[:40] + "…"
                raise OverfullError(
                    f"“{shown}” is wider than its column ({widest / 1000 * size:.0f} pt in "
                    f"{width:.0f} pt): use a shorter word or part it"
                )
            self._broken[limit] = self._break(limit)
        return self._broken[limit]

    def _break(self, limit: float) -> tuple[Line, ...]:
        lines = _greedy(self.words, limit)
        if len(lines) > 1:
            if self.balanced:
                lines = _balanced(self.words, limit, len(lines))
            if len(lines[-1]) == 1 and not _is_phrase(lines[-1][0]):
                lines = _with_company(limit, lines, leaving=1 if self.balanced else 2)
        return tuple(_line(words) for words in lines)


def _segment(character: str, piece: Piece, faces: Faces) -> Segment:
    if character in "\u00a0\u202f":
        character = "\u00a0"
    face = faces.face_of(character, bold=piece.bold)
    if face is None:  # the reader has refused such text; this holds for words of our own
        raise ValueError(f"no face has U+{ord(character):04X}")
    return Segment(character, face, piece.leaf, faces.widths[face][ord(character)])


def _merged(segments: Iterable[Segment]) -> tuple[Segment, ...]:
    merged: list[Segment] = []
    for segment in segments:
        last = merged[-1] if merged else None
        if last is not None and last.face == segment.face and last.leaf is segment.leaf:
            merged[-1] = Segment(
                last.text + segment.text, last.face, last.leaf, last.width + segment.width
            )
        else:
            merged.append(segment)
    return tuple(merged)


def _word(segments: Iterable[Segment], space: Segment | None) -> _Word:
    merged = _merged(segments)
    return _Word(merged, sum(segment.width for segment in merged), space)


def _line(words: Sequence[_Word]) -> Line:
    segments: list[Segment] = []
    for index, word in enumerate(words):
        segments.extend(word.segments)
        if word.space is not None and index < len(words) - 1:
            segments.append(word.space)
    merged = _merged(segments)
    return Line(merged, sum(segment.width for segment in merged))


def _width(words: Sequence[_Word]) -> float:
    spaces = sum(word.space.width for word in words[:-1] if word.space)
    return sum(word.width for word in words) + spaces


def _greedy(words: Sequence[_Word], limit: float) -> list[list[_Word]]:
    lines: list[list[_Word]] = [[]]
    width = 0.0
    for word in words:
        line = lines[-1]
        space = line[-1].space.width if line and line[-1].space else 0.0
        if line and width + space + word.width > limit:
            lines.append([word])
            width = word.width
        else:
            line.append(word)
            width += space + word.width
    return lines


def _is_phrase(word: _Word) -> bool:
    """Several words that are held together: no lone word, even on a line of its own."""
    return any(" " in segment.text for segment in word.segments)


def _with_company(limit: float, lines: list[list[_Word]], *, leaving: int) -> list[list[_Word]]:
    """Give a lone last word company from the line above, where that costs no line.

    ``leaving`` words stay there at the least.
    """
    above, last = lines[-2], lines[-1]
    if len(above) > leaving and _width([above[-1], *last]) <= limit:
        return [*lines[:-2], above[:-1], [above[-1], *last]]
    return lines


def _balanced(words: Sequence[_Word], limit: float, count: int) -> list[list[_Word]]:
    """The narrowest measure that still gives ``count`` lines."""
    low, high = max(word.width for word in words), limit
    best = _greedy(words, limit)
    for _ in range(12):
        middle = (low + high) / 2
        lines = _greedy(words, middle)
        if len(lines) <= count:
            best, high = lines, middle
        else:
            low = middle
    return best
