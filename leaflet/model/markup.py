r"""Runs from a statement's text: ``**bold**``, and ``[mot]{lang=fr}`` in another language.

That is all the mark-up there is; everything else is text as written, ``a & b < c`` and ``<b>`` too.
``\*``, ``\[`` and ``\\`` print a star, a bracket and a backslash; elsewhere a backslash is
a backslash. This module has no need of pydantic, so that layout may use it without the models.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

LANGUAGE_TAG = r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$"
"""A BCP 47 tag as our files write it: language, perhaps script, perhaps region."""

# A bracket opens a span only if its text ends in "]{lang=": so the tag is read ahead. Pairs of
# plain brackets may stand inside. Possessive (*+): one that opens nothing is given up at once.
_TOKEN = re.compile(
    r"\\(?P<escaped>[*\[\\])"
    r"|(?P<bold>\*\*)"
    r"|(?P<open>\[)(?=(?:\\[*\[\\]|[^\[\]]|\[[^\[\]]*\](?!\{lang=))*+\]\{lang=(?P<tag>[^{}]*)\})"
    r"|(?P<close>\]\{lang=[^{}]*\}?)"
)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one weight and one language (``None``: the leaflet's own)."""

    text: str
    bold: bool = False
    lang: str | None = None


class MarkupError(ValueError):
    """Mark-up that does not close or holds nothing: what, where in the text (from 0), what next."""

    def __init__(self, what: str, position: int, token: str, hint: str = "") -> None:
        self.what = what
        self.position = position
        self.token = token
        self.hint = hint
        super().__init__(what, position, token, hint)

    def __str__(self) -> str:
        """The sentence alone."""
        return self.what


class _Writer:
    """Collects runs; knows where bold and a span opened."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.positions: list[int] = []
        self.pending: list[str] = []
        self.lang: str | None = None
        self.bold_at: int | None = None
        self.span_at: int | None = None
        self.printed_since_bold = False
        self.printed_since_span = False
        self.bracket_escaped = False

    def write(self, text: str, position: int) -> None:
        self.pending.append(text)
        self.positions.extend(range(position, position + len(text)))
        if text.strip():
            self.printed_since_bold = self.printed_since_span = True

    def end_run(self) -> None:
        text, bold = "".join(self.pending), self.bold_at is not None
        self.pending.clear()
        if not text:
            return
        if self.runs and (self.runs[-1].bold, self.runs[-1].lang) == (bold, self.lang):
            text = self.runs.pop().text + text
        self.runs.append(Run(text, bold, self.lang))

    def turn_bold(self, position: int) -> None:
        if self.bold_at is None:
            self.end_run()
            self.bold_at, self.printed_since_bold = position, False
            return
        if not self.printed_since_bold:
            raise MarkupError(
                "** ** has no words to make bold", self.bold_at, "**", r"write \*\* for two stars"
            )
        if self.span_at is not None and self.bold_at < self.span_at:
            raise MarkupError(
                "** closes bold in the middle of a span",
                position,
                "**",
                "close it before [ or behind }",
            )
        self.end_run()
        self.bold_at = None

    def open_span(self, position: int, tag: str) -> None:
        if not re.fullmatch(LANGUAGE_TAG, tag):
            raise MarkupError(
                f'"{tag}" is no language tag',
                position,
                "[",
                "write the language in small letters: {lang=fr}, {lang=en-GB}",
            )
        self.end_run()
        self.lang, self.span_at, self.printed_since_span = tag, position, False

    def write_escaped(self, character: str, position: int) -> None:
        self.write(character, position)
        self.bracket_escaped = self.bracket_escaped or character == "["

    def close_span(self, position: int, token: str) -> None:
        if self.span_at is None and self.bracket_escaped:  # \[mot]{lang=fr} prints as it stands
            self.write(token, position)
            self.bracket_escaped = False
            return
        if self.span_at is None:
            raise MarkupError(
                f"{token} closes no span",
                position,
                token,
                "put [ before the words that are in that language",
            )
        if not self.printed_since_span:
            raise MarkupError(
                f"[{token} has no words", self.span_at, "[", "put the words between [ and ]"
            )
        if self.bold_at is not None and self.bold_at > self.span_at:
            raise MarkupError(
                "** opens bold in a span that ends before bold does",
                self.bold_at,
                "**",
                "close it before ]",
            )
        self.end_run()
        self.lang = self.span_at = None


def parse(text: str) -> tuple[Run, ...]:
    """The runs of ``text`` in order, none of them empty; neighbours differ in weight or language.

    Raises:
        MarkupError: bold or a span does not close, holds nothing or overlaps the other; or a span's
            tag is none.
    """
    return tuple(_written(text).runs)


def positions(text: str) -> tuple[int, ...]:
    """Where in ``text`` each character stands that is printed: of ``plain(parse(text))``.

    Raises:
        MarkupError: as ``parse`` does.
    """
    return tuple(_written(text).positions)


def _written(text: str) -> _Writer:
    writer = _Writer()
    end = 0
    for token in _TOKEN.finditer(text):
        writer.write(text[end : token.start()], end)
        match token.lastgroup:
            case "escaped":
                writer.write_escaped(token["escaped"], token.start("escaped"))
            case "bold":
                writer.turn_bold(token.start())
            case "close":
                writer.close_span(token.start(), token["close"])
            case _:
                writer.open_span(token.start(), token["tag"])
        end = token.end()
    writer.write(text[end:], end)
    if writer.bold_at is not None:
        raise MarkupError(
            "** opens bold but nothing closes it", writer.bold_at, "**", r"write \*\* for two stars"
        )
    writer.end_run()
    return writer


def plain(runs: Iterable[Run]) -> str:
    """The words of ``runs`` alone, as a reader gets them."""
    return "".join(run.text for run in runs)
