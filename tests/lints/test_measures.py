"""Grades, compared with published ones."""

from __future__ import annotations

import pytest

from leaflet.lints.measures import Measured, measure

READING = "This sentence, taken as a reading passage unto itself, is being used to prove a point."


def test_flesch_kincaid_is_as_published() -> None:
    """Sentences that are often quoted with their counts and grades: very easy, middling, hard."""
    assert measure(["The cat sat on the mat."]).flesch_kincaid == pytest.approx(-1.45, abs=0.01)
    middling = measure([READING])
    reading_ease = 206.835 - 1.015 * middling.words - 84.6 * middling.syllables / middling.words
    assert reading_ease == pytest.approx(69, abs=0.1)
    platypus = Measured(sentences=1, words=13, syllables=24, hard=0, long=0)
    assert platypus.flesch_kincaid == pytest.approx(11.3, abs=0.05)


@pytest.mark.parametrize(
    ("hard", "grade"),
    [(1, 4), (4, 5), (9, 6), (16, 7), (25, 8), (36, 9), (49, 10), (64, 11), (81, 12), (100, 13)],
)
def test_smog_is_as_its_author_counts_by_head(hard: int, grade: int) -> None:
    """McLaughlin's rule by head for 30 sentences: 3 and the root of the number of hard words."""
    measured = Measured(sentences=30, words=500, syllables=700, hard=hard, long=0)
    assert measured.smog == pytest.approx(grade, abs=0.6)


def test_lix_counts_long_words() -> None:
    """Björnsson's own way: words a sentence, and long words of a hundred."""
    measured = measure(["Ta medicinen regelbundet", "Fråga oss"])
    assert (measured.words, measured.sentences, measured.long) == (5, 2, 2)
    assert measured.lix == pytest.approx(2.5 + 40)


def test_names_do_not_count() -> None:
    """The medicine's name is on the pack: no plainer word is to be had."""
    assert measure(["Take baclofen with food."], {"baclofen"}) == measure(["Take with food."])
    assert measure(["Baclofen"], {"baclofen"}).flesch_kincaid == 0
    assert measure([]).smog == measure([]).lix == 0
