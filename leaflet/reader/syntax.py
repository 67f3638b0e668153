"""Our own sentences for what YAML's parser refuses.

PyYAML's C and pure parsers word the same error differently but agree on its place. So the sentence
is chosen by the characters that stand there; of the parser's words only what both share is used.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias

import yaml

from leaflet.reader.building import DEEPEST, TOO_DEEP, Builder
from leaflet.reader.document import Place

Trouble: TypeAlias = tuple[int, int, str, str]
"""Line and column (from 0), what is wrong there, and what to do."""

_TEXT_OF_LINE = re.compile(r"^[ ]*(?:- +)*(?:[\w-]+: +)?(?P<text>[{\[].*)$")
"""A line whose text starts with a bracket."""

_AT_ITS_SIGN = re.compile("an alias|an anchor|a tag|block scalar|cannot start any token")
"""Words of errors that point at the character by which a text starts."""

_IN_QUOTES = "put the whole text in quotation marks"


def describe(error: yaml.YAMLError, builder: Builder) -> Trouble:
    """What the author did, as far as the place of ``error`` and what was built before tell."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return 0, 0, "the file is not YAML", "compare it with a built-in leaflet"
    lines = builder.lines
    line, column = _place(error.problem_mark, lines)
    start = _place(error.context_mark or error.problem_mark, lines)
    words = f"{error.context or ''} {error.problem or ''}"
    if found := _by_words(words, line, column, start, builder):
        return found
    if builder.last_quoted and (found := _behind_quotes(line, column, builder.last_quoted, lines)):
        return found
    if bracket := builder.open_bracket():
        return _not_closed(*bracket[:2], lines)
    # What began the line's text is often the reason, although YAML stumbles only behind it.
    text = _TEXT_OF_LINE.match(lines[line])
    if text and text.start("text") <= column:
        return _sign_first(line, text.start("text"), lines)
    if "mapping values are not allowed" in words:
        return _second_colon(line, column, lines[line])
    if "sequence entries are not allowed" in words:
        return (
            line,
            column,
            "a list cannot start in the line of its key",
            'begin a new line with "- "',
        )
    return _misplaced(line, column, lines)


def _by_words(
    words: str, line: int, column: int, start: tuple[int, int], builder: Builder
) -> Trouble | None:
    """What the parser's own words tell, where both parsers say the same."""
    lines = builder.lines
    if "nesting depth" in words:
        return _too_deep(line, builder)
    if "quoted scalar" in words:
        return _in_quotes(line, column, start, words, lines)
    if "simple key" in words:
        return _without_colon(*start, lines)
    if _AT_ITS_SIGN.search(words):
        return _sign_first(*start, lines)
    return None


def _place(mark: yaml.Mark, lines: Sequence[str]) -> tuple[int, int]:
    """The end of the last line where ``mark`` is behind it."""
    if mark.line < len(lines):
        return mark.line, mark.column
    return len(lines) - 1, len(lines[-1])


def _too_deep(line: int, builder: Builder) -> Trouble:
    """Where the brackets of a line go too deep.

    libyaml 0.2.6 reads 1,000 of them ahead and gives up before we have seen one of the groups;
    other parsers hand the groups over, and ``Builder`` counts them.
    """
    depth = sum(group.place[0] < line for group in builder.open)
    brackets = [match.start() for match in re.finditer(r"[\[{]", builder.lines[line])]
    place = brackets[max(0, DEEPEST - depth) :] or brackets or [0]
    return line, place[0], *TOO_DEEP


def _sign_first(line: int, column: int, lines: Sequence[str]) -> Trouble:
    sign = lines[line][column : column + 1]
    return line, column, f"a text cannot start with {sign}", _IN_QUOTES


def _behind_quotes(line: int, column: int, quoted: Place, lines: Sequence[str]) -> Trouble | None:
    """What to say if the error follows a text in quotation marks."""
    first, start, last, end = quoted
    if last != line:
        return None
    if first < last:
        what = f"the quotation mark that is opened here is closed only in line {last + 1}"
        return first, start, what, "close it at the end of its text"
    if lines[line][end:column].strip():
        return None
    hint = r"write \" for a quotation mark in double quotes"
    if lines[line][start : start + 1] == "'":
        hint = "write '' for an apostrophe in single quotes, or use double quotes"
    return line, column, "there is text behind the closing quotation mark", hint


def _in_quotes(
    line: int, column: int, start: tuple[int, int], words: str, lines: Sequence[str]
) -> Trouble:
    if "escape" in words:
        # The parsers differ by one column here: the backslash is the last one before.
        column = lines[line].rfind("\\", 0, column + 1)
        what = rf"\{lines[line][column + 1 : column + 2]} is no escape that YAML knows"
        return line, column, what, r"""write \\ for a backslash, or use 'single quotes'"""
    sign = lines[start[0]][start[1] : start[1] + 1]
    return *start, "the quotation mark is never closed", f"add {sign} at the end of the text"


def _without_colon(line: int, column: int, lines: Sequence[str]) -> Trouble:
    glued = re.match(r"([\w-]+):(\S.*)$", lines[line].strip())
    if glued:
        return line, column, "there is no space behind the colon", f"write {glued[1]}: {glued[2]}"
    return (
        line,
        column,
        "the line has no key",
        'write "key: text", or indent it to continue the text above',
    )


def _not_closed(line: int, column: int, lines: Sequence[str]) -> Trouble:
    sign = lines[line][column : column + 1]
    closing = {"[": "]", "{": "}"}[sign]
    hint = f"add {closing}, or put the text in quotation marks if {sign} belongs to it"
    return line, column, f"{sign} is not closed", hint


def _second_colon(line: int, column: int, here: str) -> Trouble:
    if re.match(r"[ ]*(- +)*[\w-]+: +\S", here) and here.find(": ") < column:
        return line, column, 'the text has ": " in it', _IN_QUOTES
    return (
        line,
        column,
        "the line does not belong to the one above",
        "indent it like the other keys of its group, and end the text above",
    )


def _misplaced(line: int, column: int, lines: Sequence[str]) -> Trouble:
    hint = 'indent the keys of a group alike, and begin each item of a list with "- "'
    above = next((text for text in reversed(lines[:line]) if text.strip()), "")
    if " #" in above and not above.lstrip().startswith("#"):
        hint = 'YAML reads " #" as the start of a comment: put the text above in quotation marks'
    return line, column, "the line does not fit the lines above", hint
