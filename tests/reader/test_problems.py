"""Problems, collected and told."""

from functools import partial

from leaflet.errors import Location
from leaflet.reader.problems import Problems, did_you_mean, nearest, shortened


def test_the_same_is_told_once() -> None:
    """Two checks that find the same thing at the same place count as one."""
    problems = Problems("f")
    for _ in range(2):
        problems.add(Location("f", 3, 1), "is wrong", "mend it")
    problems.add(Location("f", 2, 9), "is wrong")
    assert str(problems.error()) == "f:2:9: is wrong\nf:3:1: is wrong\n  hint: mend it"
    assert len(problems) == 2


def test_hints_are_looked_for_only_where_they_are_shown() -> None:
    """A file with thousands of slips is not searched for thousands of words that were meant."""
    asked: list[int] = []

    def search(line: int) -> str:
        asked.append(line)
        return ""

    problems = Problems("f")
    for line in range(1, 100):
        problems.add(Location("f", line, 1), "is wrong", partial(search, line))
    problems.add_uncounted(1)
    assert str(problems.error()).endswith("f: and 80 more problems")
    assert asked == list(range(1, 21))


def test_a_slip_finds_its_word() -> None:
    """Letters swapped, left out or in the wrong case lead to the word; others lead nowhere."""
    assert did_you_mean("overdoes", ["short", "overdose"]) == 'did you mean "overdose"?'
    assert nearest("nhs", ["EMA", "NHS"]) == "NHS"
    assert did_you_mean("mood", ["short", "overdose"]) == ""


def test_long_words_are_shown_short() -> None:
    """A message stays on a line, whatever stands in the file."""
    assert shortened("a\n b") == '"a b"'
    assert shortened("x" * 99) == '"' + "x" * 37 + '..."'


def test_all_of_it_can_be_had() -> None:
    """Who mends a file with a tool gets every problem, not the first twenty."""
    problems = Problems("a")
    for line in range(1, 31):
        problems.add(Location("a", line, 1), "wrong", lambda: "mend it")
    assert len(problems.error().problems) == 21
    assert len(problems.all()) == 30
    problems.add_uncounted(5)
    assert problems.all()[-1].what == "and 5 more problems"
    assert problems.all()[0].hint == "mend it"
