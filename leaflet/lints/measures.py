"""How hard a text is to read, by three published formulas."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from leaflet.lints.linted import WORD
from leaflet.lints.syllables import syllables

MANY = 3
"""Syllables that make a word a hard one for SMOG."""
LONG = 6
"""Letters of which a long word has more, for LIX."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What the formulas count.

    Attributes:
        hard: words of three syllables or more.
        long: words of more than six letters.
    """

    sentences: int
    words: int
    syllables: int
    hard: int
    long: int

    @property
    def flesch_kincaid(self) -> float:
        """The school grade, in the United States, that reads it.

        Kincaid, Fishburne, Rogers and Chissom, Research Branch Report 8-75 (1975).
        """
        if not self.words:
            return 0.0
        return 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59

    @property
    def smog(self) -> float:
        """The grade by SMOG, which asks for full understanding; made for 30 sentences and more.

        McLaughlin, Journal of Reading 12 (1969), 639-646.
        """
        if not self.sentences:
            return 0.0
        return 1.0430 * math.sqrt(self.hard * 30 / self.sentences) + 3.1291

    @property
    def lix(self) -> float:
        """Björnsson's LIX (1968), for any language: 30 is easy, 40 middling, 50 hard."""
        if not self.words:
            return 0.0
        return self.words / self.sentences + 100 * self.long / self.words


def words_of(sentence: str) -> list[str]:
    """Its words and figures."""
    return WORD.findall(sentence)


def measure(sentences: Iterable[str], names: Collection[str] = ()) -> Measured:
    """What the formulas count in ``sentences``.

    Args:
        sentences: Those without a word do not count.
        names: Words in small letters that are left out: a medicine's name is on the pack, and
            cannot be put in plainer words.
    """
    said = [[w for w in words_of(each) if w.lower() not in names] for each in sentences]
    said = [each for each in said if each]
    words = [word for each in said for word in each]
    counts = [syllables(word) for word in words]
    return Measured(
        sentences=len(said),
        words=len(words),
        syllables=sum(counts),
        hard=sum(count >= MANY for count in counts),
        long=sum(sum(map(str.isalpha, word)) > LONG for word in words),
    )
