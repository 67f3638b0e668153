import re
from collections.abc import Sequence
from itertools import combinations, pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from leaflet.errors import OverfullError
from leaflet.typography.breaking import Flow, Line, Piece, held_spaces
from tests import build

NUMBERS = build.locale().numbers
SIZE = 12.0
WIDE = 10_000.0

WORDS = st.text("abcdefgimprstvwy,.?’-éß", min_size=1, max_size=12)
TEXTS = st.lists(WORDS, min_size=1, max_size=24).map(" ".join)


def flow(text: str, *, balanced: bool = False) -> Flow:
    """A text of one weight, with the figures and phrases of British English held together."""
    return Flow.of(
        [Piece(text, bold=False, leaf=None)],
        build.faces(),
        units=NUMBERS.units,
        together=NUMBERS.together,
        balanced=balanced,
    )


def said(line: Line) -> str:
    """The words of a line."""
    return "".join(segment.text for segment in line.segments)


def lines(text: str, width: float, *, balanced: bool = False) -> list[str]:
    """The words of each line."""
    return [said(line) for line in flow(text, balanced=balanced).lines(width, SIZE)]


def width_of(text: str) -> float:
    """The width of a text on one line, in points."""
    return flow(text).lines(WIDE, SIZE)[0].width * SIZE / 1000


def widths_down_to(text: str, narrowest: str) -> list[float]:
    """Columns from as wide as the text to as narrow as one part of it."""
    low, high = width_of(narrowest) + 0.1, width_of(text) + 1
    return [low + (high - low) * n / 60 for n in range(61)]


HELD = (
    "5 mg", "2.5 ml", "1,000 micrograms", "25 °C", "10 %", "2 to 3 days", "1/2 tablets", "8 hours",
    "0800 123 4567", "+44 20 7946 0000", "(555) 123-4567", "01632 960 001",
    "3 times a day", "6 to 8 hours", "Call 999", "NHS 111", "Yellow Card", "5\u00a0litres",
    "5\u202flitres",
)  # fmt: skip


@pytest.mark.parametrize("held", HELD)
def test_what_belongs_together_stays_together(held: str) -> None:
    """Figure and unit, telephone numbers and phrases are never parted in however narrow columns."""
    text = f"As we told you, {held} and then you are to come and see us."
    printed = held.replace("\u202f", "\u00a0")
    for width in widths_down_to(text, max(held, "told you,", key=width_of)):
        assert any(printed in line for line in lines(text, width)), width


def test_a_unit_is_a_whole_word() -> None:
    """The unit "g" is not the beginning of "green": there a line may end."""
    assert held_spaces("Take 5 g", ["g"], ()) == {6}
    assert not held_spaces("Take 5 green ones", ["g"], ())
    assert not held_spaces("Take A5 g", [], ())


def test_years_and_lists_of_figures_are_no_telephone_numbers() -> None:
    """Figures in running text may be parted: only long runs of them are telephone numbers."""
    assert not held_spaces("In 2020, 12 people of 90", (), ())
    assert not held_spaces("levels 3, 4 and 5 of 6", (), ())


@given(text=TEXTS, width=st.floats(60, 400), balanced=st.booleans())
def test_no_word_is_lost_or_broken(text: str, width: float, balanced: bool) -> None:
    """The lines joined by spaces are the text: nothing is lost, doubled or broken in a word."""
    assume(max(map(width_of, text.split())) <= width)
    assert " ".join(lines(text, width, balanced=balanced)) == text


@given(text=TEXTS, width=st.floats(60, 400), balanced=st.booleans())
def test_no_line_is_wider_than_its_column(text: str, width: float, balanced: bool) -> None:
    """Every line stays within its column, measured anew character by character."""
    assume(max(map(width_of, text.split())) <= width)
    for line in lines(text, width, balanced=balanced):
        advances = (build.faces().widths["regular"][ord(character)] for character in line)
        assert sum(advances) * SIZE / 1000 <= width + 0.01


@given(text=TEXTS, width=st.floats(60, 400))
def test_no_line_ends_early(text: str, width: float) -> None:
    """A line of running text ends early only to give a lone last word company."""
    assume(max(map(width_of, text.split())) <= width)
    broken = lines(text, width)
    for number, (line, below) in enumerate(pairwise(broken), start=2):
        if number < len(broken) or below.count(" ") != 1:
            assert width_of(f"{line} {below.split()[0]}") > width - 0.01


@given(text=TEXTS, width=st.floats(60, 400))
def test_a_lone_last_word_gets_company(text: str, width: float) -> None:
    """A paragraph ends in a lone word only where company would leave one word, or not fit."""
    assume(max(map(width_of, text.split())) <= width)
    *above, last = lines(text, width)
    if above and " " not in last:
        words = above[-1].split(" ")
        assert len(words) <= 2 or width_of(f"{words[-1]} {last}") > width - 0.01


def test_a_held_phrase_is_no_lone_word() -> None:
    """The phrase "3 times a day" may be a last line: it is read as several words."""
    column = width_of("Take it with food or water") + 1
    assert lines("Take it with food or water 3 times a day", column) == [
        "Take it with food or water",
        "3 times a day",
    ]


def broken_otherwise(words: Sequence[str], count: int) -> list[list[str]]:
    """All ways of setting ``words`` in so many lines."""
    return [
        [" ".join(words[i:j]) for i, j in pairwise((0, *at, len(words)))]
        for at in combinations(range(1, len(words)), count - 1)
    ]


@given(words=st.lists(st.text("aimrw", min_size=1, max_size=9), min_size=2, max_size=8),
       width=st.floats(50, 250))  # fmt: skip
def test_headings_are_balanced(words: list[str], width: float) -> None:
    """A heading's lines are as narrow as can be without a lone last word, if that costs no line."""
    assume(max(map(width_of, words)) <= width)
    text = " ".join(words)
    set_so = lines(text, width, balanced=True)
    assert len(set_so) <= len(lines(text, width))
    fitting = [
        others for others in broken_otherwise(words, len(set_so))
        if max(map(width_of, others)) <= width - 0.01
    ]  # fmt: skip
    better = [others for others in fitting if " " in others[-1]]
    best = min((max(map(width_of, others)) for others in better or fitting), default=width)
    assert max(map(width_of, set_so)) <= best + 0.2
    assert " " in set_so[-1] or len(set_so) == 1 or not better


def test_a_heading_looks_balanced() -> None:
    """A question that just misses one line is set in two of like length."""
    question = "What side effects can it have?"
    assert lines(question, width_of(question) - 1, balanced=True) == [
        "What side effects",
        "can it have?",
    ]


def test_bold_does_not_part_a_word() -> None:
    """Where bold ends within a word, no line ends."""
    word = [Piece("Re", True, None), Piece("start it now", False, None)]
    mixed = Flow.of(word, build.faces())
    narrow = mixed.lines(width_of("Restart") * 1.2, SIZE)
    assert [said(line) for line in narrow] == ["Restart", "it now"]
    assert [segment.face for segment in narrow[0].segments] == ["bold", "regular"]


def test_a_word_wider_than_its_column_is_named() -> None:
    """A word that no line can hold is an error that names it, its width and the column's."""
    with pytest.raises(OverfullError, match=r"“Hippopotomonstro” .*\(\d+ pt in 60 pt\)"):
        flow("a Hippopotomonstro b").lines(60, SIZE)


def test_a_word_without_end_is_shortened_in_the_error() -> None:
    """The error stays readable for a word of a thousand letters."""
    with pytest.raises(OverfullError) as caught:
        flow("w" * 1000).lines(300, SIZE)
    assert re.match(r"“w{40}…” is wider", str(caught.value))


def test_no_character_is_dropped_in_silence() -> None:
    """A character that no face has is never left out: whoever lets it through, setting it stops."""
    with pytest.raises(ValueError, match=r"no face has U\+85AC"):
        flow("Take 薬")


def test_text_is_kept_as_written() -> None:
    """A paragraph knows its own words, with the spaces as they are printed."""
    assert flow("Take 5\u202fmg, not  more.").text == "Take 5\u00a0mg, not  more."
