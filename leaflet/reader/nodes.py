"""A document from YAML text.

Scalars stay text exactly as written, whatever YAML takes ``12:30``, ``no``, ``010``, ``0.50`` for.
Values are built from the parser's events, without PyYAML's composer and constructor: those are
where nesting overflows the stack, aliases and merge keys multiply, tags call code, and the last of
two equal keys wins in silence.
"""

from __future__ import annotations

import re
from typing import TypeAlias

import yaml

from leaflet.reader import syntax
from leaflet.reader.building import Builder
from leaflet.reader.characters import decode
from leaflet.reader.document import Document
from leaflet.reader.problems import Problems, shortened


class PureLoader(yaml.BaseLoader):
    """PyYAML's own parser, for machines where it was built without libyaml.

    PyYAML 6.0.3 ends an unquoted text in brackets at a question mark; libyaml 0.2.5 does not, nor
    should it: ``[Too much? Call 999]``. ``test_a_question_mark_is_text`` tells when this can go.
    """

    _in_text = False

    def scan_plain(self) -> yaml.ScalarToken:
        """An unquoted text."""
        self._in_text = True
        try:
            return super().scan_plain()
        finally:
            self._in_text = False

    def peek(self, index: int = 0) -> str:
        """The next character but ``index``; within a text a letter for a question mark."""
        character: str = super().peek(index)
        return "x" if character == "?" and self._in_text else character


Loader: TypeAlias = type[yaml.BaseLoader] | type[yaml.CBaseLoader]
LOADER: Loader = getattr(yaml, "CBaseLoader", PureLoader)
"""libyaml's is eight times faster; both give the same values, or both refuse."""

# The pure parser raises a bare ValueError for \UFFFFFFFF and lets half a surrogate pair through.
_NO_CHARACTER = re.compile(
    r"\\(?:[uU](?:0000)?[dD][89a-fA-F][0-9a-fA-F]{2}"
    r"|U(?!000|0010)[0-9a-fA-F]{8})"
)


def read_document(data: bytes, problems: Problems, loader: Loader | None = None) -> Document:
    """The values of a YAML file. What reading can get past is noted in ``problems``.

    Raises:
        ContentError: the bytes are not UTF-8, or the text is not YAML; with all noted before.
    """
    text = decode(data, problems)
    builder = Builder(problems, tuple(text.split("\n")))
    _refuse_differences(builder)
    try:
        for event in yaml.parse(text, Loader=loader or LOADER):
            builder.take(event)
    except yaml.YAMLError as error:
        line, column, what, hint = syntax.describe(error, builder)
        builder.give_up((line, column, line, column), what, hint)
    return builder.document()


def _refuse_differences(builder: Builder) -> None:
    """Refuse what the two parsers do not treat alike: directives, and escapes of no character."""
    lines = list(enumerate(builder.lines))
    first, start = next((item for item in lines if item[1].split("#")[0].strip()), (0, ""))
    if start.startswith("%"):
        what = f"{shortened(start.split()[0])} is a directive of YAML, which leaflet does not use"
        builder.give_up((first, 0, first, 0), what, "remove the line")
    for number, line in lines:
        if "\\" in line and (escape := _NO_CHARACTER.search(line)):
            place = (number, escape.start(), number, escape.end())
            builder.give_up(place, f"{escape[0]} names no character", "type the character itself")
