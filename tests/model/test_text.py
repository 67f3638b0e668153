"""Text as authors write it: every kind of character is printed as written, or refused by name."""

from __future__ import annotations

import sys
import unicodedata
from functools import cache

import pytest
from pydantic import TypeAdapter, ValidationError

from leaflet.model.common import LONGEST_TEXT, Text

TEXT = TypeAdapter(Text)
REFUSED = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))


@cache
def by_category() -> dict[str, list[str]]:
    """Every code point of Unicode, by its general category."""
    found: dict[str, list[str]] = {}
    for number in range(sys.maxunicode + 1):
        character = chr(number)
        found.setdefault(unicodedata.category(character), []).append(character)
    return found


@pytest.mark.parametrize("category", sorted(by_category()))
def test_every_kind_of_character_is_kept_or_refused_by_name(category: str) -> None:
    """No character vanishes or turns into another: controls, marks of order, unknown ones too."""
    characters = by_category()[category]
    for character in {
        *characters[:40],
        *characters[-40:],
        *characters[:: len(characters) // 50 + 1],
    }:
        text = f"a{character}b"
        if category in REFUSED:
            with pytest.raises(ValidationError, match=rf"U\+{ord(character):04X}|unicode string"):
                TEXT.validate_python(text)
        else:
            assert TEXT.validate_python(text) == unicodedata.normalize("NFC", text)


def test_letters_with_loose_accents_are_the_same_letters() -> None:
    """An e with an accent behind it is an é."""
    assert TEXT.validate_python("cafe\u0301") == "café" == TEXT.validate_python("café")


@pytest.mark.parametrize("text", ["", "  ", "\u00a0", " \u2003\u202f "])
def test_a_text_of_nothing_but_spaces_is_empty(text: str) -> None:
    """A statement that would print as a blank line is told, whichever spaces it is made of."""
    with pytest.raises(ValidationError, match="is empty"):
        TEXT.validate_python(text)


@pytest.mark.parametrize(
    ("character", "name"),
    [("\a", "a control character"), ("\ue000", "a character of one font alone"),
     ("\u0378", "no character of Unicode"), ("\u200b", "ZERO WIDTH SPACE")],
)  # fmt: skip
def test_a_refused_character_is_called_what_it_is(character: str, name: str) -> None:
    """Whoever looks for an invisible character is told what to look for."""
    with pytest.raises(ValidationError) as caught:
        TEXT.validate_python(f"a{character}b")
    assert f"({name})" in str(caught.value)


def test_endless_text_is_refused_at_once() -> None:
    """A field of a million characters is a mistake, and costs no time."""
    assert TEXT.validate_python("a" * LONGEST_TEXT)
    with pytest.raises(ValidationError, match="at most 5000"):
        TEXT.validate_python("a" * 1_000_000)
