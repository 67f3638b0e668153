"""Values as they are written, with their places."""

import time
from pathlib import Path

import pytest
import yaml

from leaflet.errors import ContentError, Location
from leaflet.reader.building import Builder
from leaflet.reader.document import Document
from leaflet.reader.nodes import LOADER, Loader, PureLoader, read_document
from leaflet.reader.problems import Problems
from leaflet.reader.syntax import describe

HERE = Path(__file__).parent
LOADERS: list[Loader] = [LOADER, PureLoader]
RIGHT = [HERE / f"{kind}.yaml" for kind in ("leaflet", "locale", "clinic")]


def read(text: str | bytes, loader: Loader = LOADER) -> Document:
    """The document, or the error with all that was noted."""
    problems = Problems("f.yaml")
    document = read_document(text if isinstance(text, bytes) else text.encode(), problems, loader)
    problems.raise_any()
    return document


def complaint(text: str | bytes, loader: Loader = LOADER) -> str:
    """What is said of a file that is wrong."""
    with pytest.raises(ContentError) as caught:
        read(text, loader)
    return str(caught.value)


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize(
    "written",
    [
        "12:30", "no", "Yes", "on", "010", "0x1F", "0.50", "1e3", ".5", "1_000", "2026-01-02",
        "2026-13-45", "=", "true", "3", "-1", "+44", "1:20", "0o7", ".inf", "NaN", "a: b: c"[:1],
        "don't", 'the "big" one', "a & b < c", "<b>bold</b>", "5 – 10", "x*y", "naïve", "日本",
        "a#b", "http://x.org/#y", "50%", "caf\u00e9 \U0001f48a",
    ],
)  # fmt: skip
def test_text_stays_as_written(written: str, loader: Loader) -> None:
    """What YAML takes for times, switches, numbers or dates is printed letter for letter."""
    document = read(f"key: {written}\nlist:\n  - {written}\n", loader)
    assert document.value == {"key": written, "list": [written]}


@pytest.mark.parametrize("loader", LOADERS)
def test_text_over_several_lines_is_one_line(loader: Loader) -> None:
    """A text may be wrapped in the file, in any style that YAML folds."""
    text = "a: one\n  two\nb: 'one\n  two'\nc: \"one\n  two\"\n"
    text += "d: >\n  one\n  two\ne: >-\n  one\n  two\n"
    assert read(text, loader).value == dict.fromkeys("abcde", "one two")


@pytest.mark.parametrize("loader", LOADERS)
def test_a_question_mark_is_text(loader: Loader) -> None:
    """A question may stand in a list in brackets; PyYAML's own parser would not have it."""
    text = "a: [Too much? Call 999, {b: why?, c: who? }]\nd: ?e\n"
    value = {"a": ["Too much? Call 999", {"b": "why?", "c": "who?"}], "d": "?e"}
    assert read(text, loader).value == value


def test_quoted_words_stay_text() -> None:
    """Quotation marks make text of what would be nothing: "null", "~", "<<"."""
    assert read("a: 'null'\nb: \"~\"\nc: '<<'\n").value == {"a": "null", "b": "~", "c": "<<"}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_byte_order_mark_make_no_difference(end: str, mark: bytes) -> None:
    """A file from any editor reads alike, and its places are counted alike."""
    text = "a: x\nb:\n  - y\n  - 'z\n    w'\n"
    other = read(mark + text.replace("\n", end).encode())
    assert other == read(text)
    assert other.value_at(("b", 0)) == Location("f.yaml", 3, 5)


def test_comments_are_no_text() -> None:
    """A comment in its own line, behind a name or behind a list goes."""
    text = "# head\na: x # an aside\nb: [y] # z z\n# foot\nc: 'two words' # quoted\n"
    assert read(text).value == {"a": "x", "b": ["y"], "c": "two words"}


def test_places_count_from_one() -> None:
    """Each key and each value knows its line and column, as editors count them."""
    document = read("a: x\nb:\n  c: [y, z]\n  \u00e9\u00e9: w\n")
    assert document.value_at(("a",)) == Location("f.yaml", 1, 4)
    assert document.key_at(("b", "c")) == Location("f.yaml", 3, 3)
    assert document.value_at(("b", "c", 1)) == Location("f.yaml", 3, 10)
    assert document.key_at(("b", "c", 1)) == Location("f.yaml", 3, 10)
    assert document.value_at(("b", "\u00e9\u00e9")) == Location("f.yaml", 4, 7)
    assert document.key_at(("b", "none", 3)) == Location("f.yaml", 2, 1)
    assert document.value_at(("none",)) == Location("f.yaml", 1, 1)


def test_a_word_is_found_in_its_text() -> None:
    """A complaint about a word points at the word, also in a text of several lines."""
    document = read('a: one two one\nb: "x\n  y one\n  one"\nc: [one, two]\n')
    assert document.words_at(("a",), "one") == Location("f.yaml", 1, 4)
    assert document.words_at(("a",), "one", 1) == Location("f.yaml", 1, 12)
    assert document.words_at(("b",), "one", 1) == Location("f.yaml", 4, 3)
    assert document.words_at(("a",), "three") == Location("f.yaml", 1, 4)
    assert document.words_at(("c", 0), "two") == Location("f.yaml", 5, 5)
    assert document.words_at(("d",), "two") == Location("f.yaml", 1, 1)


def test_what_is_not_there_is_none() -> None:
    """Looking for what the file does not have is no error."""
    document = read("a: [x]\n")
    assert document.get("a", 0) == "x"
    assert document.get("a", 1) is None
    assert document.get("b", "c") is None
    assert document.source_at(("b",)) == ""


def test_names_of_places_go_by_id() -> None:
    """An author finds an item by its id sooner than by counting."""
    document = read("a:\n  - id: one\n    b: [x]\n  - c: y\n")
    assert document.name(("a", 0, "b", 0)) == 'a "one".b[1]'
    assert document.name(("a", 1, "c")) == "a[2].c"
    assert document.name(("a", 7)) == "a[8]"
    assert document.name(("k" * 99,)) == "k" * 57 + "..."


@pytest.mark.parametrize(
    "text",
    [
        "a: b\n? c\n: d\n", "a: 'x\n", "a: [x\n", "a: b: c\n", "a:\n b: c\n  d: e\n", "- a\nb: c\n",
        "a: {b, c: }\n", "a: *b\n", "a: !x y\n", "a: !!str y\n", "a: &x !y z\n", "a: ! x\n",
        "*a : b\n", "<<: x\n", "{<<: x}\n", "a: \"\\q\"\n",
        "a: \"\\U00110000\"\n", "%TAG ! x:\n---\n",
        "a: 'x' y\n", "a: \"x\ny: \"z\"\n", "a: {b: 'c' d}\n", "---\n---\n", "a: b\n...\nc: d\n",
        "a: b\n--- # again\n", "a:\n  -\n  - ~\n", "@a: b\n", "a: `b`\n", "{a: b}\n", "[]: x\n",
        "a: b\n  c: d\n",
        "a: b # c\n d\n", ": x\n", "a: |x\n",
        "a: 'b\n---\nc'\n", "k" * 1100 + ": v\n",
        "a: b #c\n", "a: {b c: [d}\n", "a: - b\n", "\n\n", "a: !<x y\n",
        "a: & x\n", "a: b\n]\n", "- [",
        "{a: 'x', b c: d: e}\n", "[a: b, c: d: e]\n",
    ],
)  # fmt: skip
def test_both_parsers_read_and_complain_alike(text: str) -> None:
    """A file is right or wrong in the same words, whether or not libyaml is at hand."""
    said = []
    for loader in LOADERS:
        try:
            said.append(repr(read(text, loader)))
        except ContentError as error:
            said.append(str(error))
    assert said[0] == said[1]


@pytest.mark.parametrize("path", RIGHT, ids=lambda path: path.stem)
def test_both_parsers_read_right_files_alike(path: Path) -> None:
    """Values and places are the same with libyaml and without."""
    assert read(path.read_bytes(), LOADERS[0]) == read(path.read_bytes(), LOADERS[1])


def test_an_error_of_yaml_without_a_place_is_told() -> None:
    """Should the parser ever complain of nothing in particular, the author still reads it."""
    builder = Builder(Problems("f.yaml"), ("a: b",))
    assert describe(yaml.YAMLError(), builder)[2] == "the file is not YAML"


def test_a_swallowed_comment_is_an_error_only_where_words_may_be_lost() -> None:
    """What follows " #" is lost to YAML: we say so where a sentence stands before it."""
    assert 'ends before "#daily"' in complaint("a: Take two #daily\n")
    assert 'ends before "# daily"' in complaint("l:\n  - b: Take two # daily\n")
    assert 'ends before "#1"' in complaint("a: tablet #1\n")
    assert read("a: 2026-11-21 # when it was read\n").value == {"a": "2026-11-21"}
    assert read("a: 'Take two' #daily\n").value == {"a": "Take two"}
    assert read("a: tablet ## aside\n").value == {"a": "tablet"}


def test_all_that_can_be_told_is_told_before_yaml_gives_up() -> None:
    """A syntax error does not hide what was wrong above it."""
    said = complaint("a:\nb: x\nb: y\nc: &d e\nf: 'g\n")
    assert [line.split(":")[1] for line in said.splitlines() if "f.yaml" in line] == list("1345")


def test_a_key_that_stands_twice_is_told_once() -> None:
    """Of two equal keys the first is read, and the second only searched for faults of its own."""
    problems = Problems("f.yaml")
    document = read_document(b"a: x\na:\n  b: y\n  b:\n  c: [z]\n", problems)
    assert document.value == {"a": "x"}
    said = str(problems.error())
    assert '2:1: "a" stands twice: here and in line 1' in said
    assert '4:3: "b" stands twice: here and in line 3' in said
    assert "empty" not in said


ALIASES = "a: &a [x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefghij", "bcdefghijk", strict=False)
)
MERGES = "a: &a {x: y}\n" + "".join(
    f"{name}: &{name}\n  <<: [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefghij", "bcdefghijk", strict=False)
)


@pytest.mark.parametrize(
    ("bomb", "said"),
    [
        (ALIASES, "is an alias of YAML"),
        (MERGES, "<< is a merge key"),
        ("a: " + "[" * 100_000, "nested deeper"),
        ("a: " + "{b: " * 100_000, "nested deeper"),
        ("a:\n  " + "- " * 100_000, "nested deeper"),
        ("? " * 100_000, "cannot be a key"),
        ("a: b\n" * 200_000, "stands twice"),
        ("x" * 2_000_000, "is too large"),
        ("a: " + "x" * 900_000, "longer than 200,000"),
        ("\t\n" * 400_000, "has a tab"),
        ("a: &a b\n" * 100_000, "anchor"),
        ("".join(f"k{number}: \n" for number in range(60_000)), "is empty"),
        ('a: "' + "\\\\" * 400_000, "never closed"),
        ("#" * 900_000, "is empty"),
        ("a" * 190_000, "is one text"),
        ("- x\n" * 190_000, "is a list"),
        ("a: {" + "b, " * 190_000, "longer than|stands twice"),
        ("a: 'x' " * 100_000, "behind the closing"),
    ],
)
def test_a_bomb_is_refused_fast(bomb: str, said: str) -> None:
    """A file made to hang or crash the reader is told like any other, within a second."""
    start = time.process_time()  # not the clock: the machine that tests may be busy
    error = complaint(bomb)
    seconds = time.process_time() - start
    assert any(words in error for words in said.split("|")), error[:300]
    assert seconds < 15, seconds  # 0.5 where nobody counts lines; unguarded it never ends
    assert len(error.splitlines()) < 50


def test_a_leaflet_reads_in_milliseconds() -> None:
    """20 KB of leaflet cost well under 50 ms, so that a batch is not held up by reading."""
    data = b"".join(
        f"k{number}:\n  - id: x\n    text: 'some words to read here'\n".encode()
        for number in range(400)
    )
    best = min(_seconds(data) for _ in range(5))
    assert best < 2  # 0.01 where nobody counts the lines covered


def _seconds(data: bytes) -> float:
    start = time.process_time()
    read_document(data, Problems("f.yaml"))
    return time.process_time() - start
