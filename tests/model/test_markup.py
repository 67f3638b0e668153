"""Runs from a statement's text."""

import contextlib
import subprocess
import sys
import time
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from leaflet.model.markup import MarkupError, Run, parse, plain, positions


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("", []),
        ("plain", [Run("plain")]),
        ("a **b** c", [Run("a "), Run("b", bold=True), Run(" c")]),
        ("**b**", [Run("b", bold=True)]),
        ("**a****b**", [Run("ab", bold=True)]),
        ("[mot]{lang=fr}", [Run("mot", lang="fr")]),
        ("le [mot]{lang=en-GB}.", [Run("le "), Run("mot", lang="en-GB"), Run(".")]),
        ("[a]{lang=fr}[b]{lang=fr}", [Run("ab", lang="fr")]),
        ("[a]{lang=fr}[b]{lang=zh-Hant-TW}", [Run("a", lang="fr"), Run("b", lang="zh-Hant-TW")]),
        (
            "**a [b]{lang=fr} c**",
            [Run("a ", bold=True), Run("b", bold=True, lang="fr"), Run(" c", bold=True)],
        ),
        ("[a **b**]{lang=fr}", [Run("a ", lang="fr"), Run("b", bold=True, lang="fr")]),
        ("[a [b] c]{lang=fr}", [Run("a [b] c", lang="fr")]),
        (r"[a \[ c]{lang=fr}", [Run("a [ c", lang="fr")]),
        (r"\*\*a\*\*", [Run("**a**")]),
        (r"\[mot]{lang=fr}", [Run("[mot]{lang=fr}")]),
        (r"a\\b \n \] \x", [Run(r"a\b \n \] \x")]),
        (r"\\**a**", [Run("\\"), Run("a", bold=True)]),
        ("***a***", [Run("*a", bold=True), Run("*")]),
    ],
)
def test_mark_up_becomes_runs(text: str, runs: list[Run]) -> None:
    """Two stars make bold, a span another language, a backslash neither."""
    assert parse(text) == tuple(runs)


@pytest.mark.parametrize(
    "text",
    [
        "a & b < c", "<b>bold</b>", "2 * 3 * 4", "*", "[1]", "a [b] c", "[b]{lang}",
        "[b] {lang=fr}",
        "{lang=fr}", "[", "]", "[[a]", "5 – 10 mg", "“quotes”", "\\", "a\\", "&amp;", "[b](http://x)",
        "_a_", "`a`", "# a", "[a]{LANG=fr}", "]{", "{", "a\\]b",
    ],
)  # fmt: skip
def test_everything_else_is_text_as_written(text: str) -> None:
    """Signs that mean something elsewhere print as they stand."""
    assert parse(text) == (Run(text),)


@pytest.mark.parametrize(
    ("text", "what", "position"),
    [
        ("a **b", "** opens bold but nothing closes it", 2),
        ("**a** **b", "** opens bold but nothing closes it", 6),
        ("a ****", "** ** has no words to make bold", 2),
        ("** **", "** ** has no words to make bold", 0),
        ("[]{lang=fr}", "[]{lang=fr} has no words", 0),
        ("a [ ]{lang=fr}", "[]{lang=fr} has no words", 2),
        ("[a]{lang=FR}", '"FR" is no language tag', 0),
        ("[a]{lang=}", '"" is no language tag', 0),
        ("[a]{lang=french}", '"french" is no language tag', 0),
        ("a]{lang=fr}", "]{lang=fr} closes no span", 1),
        ("[a]{lang=fr", "]{lang=fr closes no span", 2),
        ("[a [b]{lang=de} c]{lang=fr}", "]{lang=fr} closes no span", 17),
        (r"\[a]{lang=fr} b]{lang=fr}", "]{lang=fr} closes no span", 15),
        ("[a **b]{lang=fr} c**", "** opens bold in a span that ends before bold does", 3),
        ("**a [b** c]{lang=fr}", "** closes bold in the middle of a span", 6),
    ],
)
def test_wrong_mark_up_is_told(text: str, what: str, position: int) -> None:
    """Stars and brackets that do not pair never reach a patient: the author reads where and why."""
    with pytest.raises(MarkupError) as caught:
        parse(text)
    assert str(caught.value) == what
    assert caught.value.position == position
    assert text.startswith(caught.value.token, position)
    assert caught.value.hint


WITHOUT_MARK_UP = st.text().filter(
    lambda text: "**" not in text and "]{lang=" not in text and "\\" not in text
)


@given(WITHOUT_MARK_UP)
def test_text_without_mark_up_prints_as_written(text: str) -> None:
    """Not a letter is lost or changed where the author asks for nothing."""
    assert plain(parse(text)) == text
    assert all(run == Run(run.text) for run in parse(text))


@given(st.text())
def test_every_text_can_be_printed(text: str) -> None:
    """With its signs escaped, any text prints as it stands; the end of a span is no text."""
    assume("]{lang=" not in text)
    escaped = "".join(f"\\{sign}" if sign in "\\*[" else sign for sign in text)
    assert plain(parse(escaped)) == text


@given(st.text(alphabet="ab *[]\\{}lang=fr", max_size=60))
def test_runs_are_whole_or_refused(text: str) -> None:
    """Whatever is written gives runs that are never empty and never split in vain, or an error."""
    try:
        runs = parse(text)
    except MarkupError:
        return
    assert all(run.text for run in runs)
    assert all((one.bold, one.lang) != (two.bold, two.lang) for one, two in pairwise(runs))


@pytest.mark.parametrize(
    "part", ["[", "[a", "[a[b]", "**a** ", "[a]{lang=fr}", "\\[", "]{lang=", "*"]
)
def test_long_texts_cost_milliseconds(part: str) -> None:
    """The longest text that a field may have is parsed at once, whatever it is made of."""
    text = (part * 5000)[:5000]
    start = time.process_time()
    with contextlib.suppress(MarkupError):
        parse(text)
    assert time.process_time() - start < 5


def test_mark_up_needs_no_pydantic() -> None:
    """Layout can parse mark-up without loading the models."""
    code = "import leaflet.model.markup, sys; sys.exit('pydantic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@given(st.text(alphabet="ab *[]{}\\", max_size=30).map(lambda text: text.replace("}", "{lang=fr}")))
def test_every_printed_character_has_its_place(text: str) -> None:
    """What is said of a printed word can be shown where its author wrote it."""
    with contextlib.suppress(MarkupError):
        assert [text[each] for each in positions(text)] == list(plain(parse(text)))
        assert list(positions(text)) == sorted(set(positions(text)))
