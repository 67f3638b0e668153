"""Words are compared as people read them, and differences shown as people mark them."""

from __future__ import annotations

import pytest

from leaflet.checks.wording import bare, difference, likeness, plain


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("office", "o\ufb03ce"),
        ("25\u00a0°C", "25 °C"),
        ("long-\u00adword", "long-word"),
        ("a\u200bb", "ab"),
        ("é", "e\u0301"),
        ("\ufee1\u0631\u062d\u0628\u0627", "\u0645\u0631\u062d\u0628\u0627"),
    ],
    ids=["ligature", "no-break space", "soft hyphen", "zero width", "composed", "arabic form"],
)
def test_ways_of_writing_make_no_difference(one: str, other: str) -> None:
    """The same words are the same, whatever a font or a program made of their letters."""
    assert plain(one) == plain(other)


@pytest.mark.parametrize(("one", "other"), [("10²", "102"), ("1½", "11/2"), ("O", "0"), ("l", "1")])
def test_other_characters_stay_others(one: str, other: str) -> None:
    """What reads as another dose is never folded into one."""
    assert bare(one) != bare(other)


def test_a_difference_shows_only_its_surroundings() -> None:
    """A long text with one changed word is shown by that word and three on either side."""
    old = "one two three four take 2 tablets at night with water and food"
    assert difference(old, old.replace("tablets", "capsules")) == (
        "… four take 2 [-tablets-] {+capsules+} at night with …"
    )
    assert difference("a b", "a") == "a [-b-]"
    assert difference("same", "same") == "same"


def test_likeness_counts_words_in_order() -> None:
    """Half the words in order are half alike."""
    assert likeness("a b c d", "a b c d") == 1
    assert likeness("a b", "c d") == 0
    assert likeness("a b c d", "a b x y") == 0.5
