"""Where each character of a text stands in its file."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from leaflet.errors import Location
from leaflet.reader.nodes import read_document
from leaflet.reader.problems import Problems


def places(source: str) -> list[str]:
    """``line:column`` of each character of ``text``."""
    document = read_document(source.encode(), Problems("a"))
    value = document.get("text")
    assert isinstance(value, str)
    found = [document.character_at(("text",), number) for number in range(len(value))]
    return [f"{each.line}:{each.column}" for each in found]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("text: ab c", "1:7 1:8 1:9 1:10"),
        ("text: ab  # no", "1:7 1:8"),
        ("text: 'a''b'", "1:8 1:9 1:11"),
        (r'text: "a\"b\x41\u0042c"', "1:8 1:9 1:11 1:12 1:16 1:22"),
        ("text: ab\n  cd", "1:7 1:8 1:9 2:3 2:4"),
        ("text: 'a\n\n\n  b'", "1:8 1:9 1:9 4:3"),
        ('text: "a\\\n   b"', "1:8 2:4"),
        ("text: >\n  ab\n  c\n", "2:3 2:4 3:1 3:3"),
        ("text: >-\n\n  ab\n", "2:1 3:3 3:4"),
        ("text: |\n  ab\n\n  c\n", "2:3 2:4 4:1 4:1 4:3"),
    ],
)
def test_characters_are_found_in_every_style(source: str, expected: str) -> None:
    """Plain, quoted, folded over lines or in a block: a word is shown where it is written."""
    assert " ".join(places(source)) == expected


def test_an_uneven_block_has_its_start() -> None:
    """Where the place cannot be told for certain, it is the text's."""
    assert set(places("text: >\n  ab\n    c\n  d\n")[-2:]) == {"1:7"}


def test_what_is_no_text_has_its_own_place() -> None:
    """A list or a missing text is shown where it, or what is around it, begins."""
    document = read_document(b"a:\n  - b\n", Problems("a"))
    assert document.character_at(("a",), 3) == Location("a", 2, 3)
    assert document.character_at(("a", 7), 3) == Location("a", 2, 3)


@given(
    text=st.text(alphabet="ab .'\"\\#:-é\u00a0\u0417", min_size=1, max_size=60),
    style=st.sampled_from(["", "'", '"']),
    width=st.sampled_from([8, 20, 80]),
    wide=st.booleans(),
)
def test_no_character_is_shown_elsewhere(text: str, style: str, width: int, wide: bool) -> None:
    """However YAML writes a text, a place that is told has that very character."""
    source = yaml.dump({"text": text}, default_style=style or None, width=width, allow_unicode=wide)
    document = read_document(source.encode(), Problems("a"))
    value = document.get("text")
    assert isinstance(value, str)
    start = document.character_at(("text",), 0)
    before = (0, 0)
    for number, character in enumerate(value):
        place = document.character_at(("text",), number)
        written = document.lines[place.line - 1][place.column - 1 : place.column]
        assert (
            written in (character, "\\", "")
            or (character == " " and written == "\\")
            or (place == start and "\n" in source.strip("\n"))
        )
        assert (place.line, place.column) >= before
        before = (place.line, place.column)
