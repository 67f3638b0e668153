"""The lists of words: what stands in them is sound."""

from __future__ import annotations

import pytest

from leaflet.lints.lists import claims, dose_abbreviations, lay_words, subjects, terms


def test_better_words_are_no_hard_words() -> None:
    """What is offered in place of a hard word is not on the list itself."""
    entries = lay_words("en")
    assert len(entries) > 300
    wrong = [
        (entry.pattern.pattern, other.pattern.pattern)
        for entry in entries
        for other in entries
        if other is not entry and not other.regions and other.pattern.search(entry.write)
    ]
    assert wrong == []


@pytest.mark.parametrize("language", ["en", "es", "fr", "de"])
def test_claims_are_looked_for_in_several_languages(language: str) -> None:
    """Each says why it must not stand, and what may."""
    assert claims(language)
    assert all(entry.because and entry.write for entry in claims(language))


def test_abbreviations_of_units_are_looked_for_in_every_language() -> None:
    """A µg is misread in Spanish, too; "stat" is a word there."""
    assert 0 < len(dose_abbreviations("es")) < len(dose_abbreviations("en"))
    assert all(entry.write for entry in dose_abbreviations("en"))


def test_names_for_one_thing_are_told_apart() -> None:
    """No two names of a line find the same words: a message names the right one."""
    for group in terms("en"):
        for name, pattern in group.items():
            assert pattern.search(f"a {name}"), name
            others = [other for other in group if other != name]
            assert not [other for other in others if group[other].fullmatch(name)]


def test_subjects_say_who_asks_for_them() -> None:
    """Each has an authority behind it and can be found by ids in any language."""
    assert len(subjects()) > 12
    assert {name for each in subjects() for name in each.by} == {"EU", "FDA"}
