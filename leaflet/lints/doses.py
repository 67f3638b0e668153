"""Lints of how amounts and times are written: what has led to wrong doses.

Sources: Institute for Safe Medication Practices (ISMP), List of Error-Prone Abbreviations, Symbols,
and Dose Designations; Joint Commission, "Do Not Use" list; USP General Chapter <17> Prescription
Container Labeling.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.lints.linted import Linted, Passage
from leaflet.lints.lists import dose_abbreviations
from leaflet.lints.registry import LINTS
from leaflet.registry import Seen

ISMP = "ISMP, List of Error-Prone Abbreviations, Symbols, and Dose Designations"
USP_17 = "USP General Chapter <17>, Prescription Container Labeling"

UNITS = r"(?:mg|g|kg|ml|mL|l|L|micrograms?|µg|μg|mcg|ug|units?|mmol|%)"
_NUMBERS = r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"

_TRAILING_ZERO = {
    sign: re.compile(rf"(?<![\d.,])\d+[{sign}]0+(?!\d|[.,]\d)") for sign in (".", ",")
}
_NAKED_DECIMAL = {sign: re.compile(rf"(?<![\w.,])[{sign}]\d+") for sign in (".", ",")}
_NO_SPACE = re.compile(rf"(?<![\w.,])\d+(?:[.,]\d+)*{UNITS}(?!\w)")
_LONG_NUMBER = re.compile(rf"(?<![\w.,])\d{{5,}}(?=[ \u00a0]?{UNITS}(?!\w))")
_OFTEN = re.compile(
    rf"\b(?:(?:twice|thrice|{_NUMBERS} times)"
    r" (?:daily|(?:a|per|each|every) day)|once daily|\d+ times daily)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    rf"\b{_NUMBERS} (?:tablets?|capsules?|pills?|doses?|drops?|puffs?|sprays?"
    r"|patch(?:es)?|spoonfuls?|hours?|days?|weeks?|months?|mg|ml)\b",
    re.IGNORECASE,
)
_SIGNS = re.compile(rf"(?<![^\W\d_]){UNITS}(?P<per>/)(?=\w)|(?P<sign>[<>≤≥]|(?<=\s)[+&@](?=\s))")
_IN_WORDS = {
    "<": "less than", ">": "more than", "≤": "at most", "≥": "at least", "@": "at", "/": "in each",
    "+": "and", "&": "and",
}  # fmt: skip


def _found(file: Linted, pattern: re.Pattern[str]) -> Iterator[tuple[Passage, re.Match[str]]]:
    for passage in file.passages:
        for match in pattern.finditer(passage.words):
            yield passage, match


@LINTS.rule(
    "dose-trailing-zero",
    severity="error",
    why="If the point is missed, 5.0 mg is read as 50 mg, ten times as much.",
    source=ISMP,
    fails="text: Take 5.0 mg.",
    passes="text: Take 5 mg.",
)
def trailing_zero(file: Linted) -> Iterator[Seen]:
    """No whole number has a decimal point and a nought behind it."""
    for passage, match in _found(file, _TRAILING_ZERO[file.decimal]):
        whole = re.split("[.,]", match[0])[0]
        yield Seen(
            what=f"“{match[0]}” can be read as {whole}{match[0][len(whole) + 1 :]}",
            location=passage.at(match.start()),
            hint=f"write {whole}",
        )


@LINTS.rule(
    "dose-naked-decimal",
    severity="error",
    why="If the point is missed, .5 mg is read as 5 mg, ten times as much.",
    source=ISMP,
    fails="text: Take .5 mg.",
    passes="text: Take 0.5 mg.",
)
def naked_decimal(file: Linted) -> Iterator[Seen]:
    """No number begins with its decimal point."""
    for passage, match in _found(file, _NAKED_DECIMAL[file.decimal]):
        yield Seen(
            what=f"“{match[0]}” can be read as {match[0][1:]}",
            location=passage.at(match.start()),
            hint=f"write 0{match[0]}",
        )


@LINTS.rule(
    "dose-abbreviation",
    severity="error",
    why="Abbreviations of units, times and ways have been misread, and patients came to harm.",
    source=f"{ISMP}; Joint Commission, “Do Not Use” list",
    fails="text: Take 50 µg q.d.",
    passes="text: Take 50 micrograms in the morning.",
)
def abbreviation(file: Linted) -> Iterator[Seen]:
    """Units, times and ways of taking are written out."""
    for passage in file.passages:
        for entry in dose_abbreviations(file.language):
            for match in entry.pattern.finditer(passage.words):
                yield Seen(
                    what=f"“{match[0]}” can be read as {entry.because}",
                    location=passage.at(match.start()),
                    hint=f"write {entry.write}",
                    severity=entry.severity,
                )


@LINTS.rule(
    "dose-sign",
    severity="error",
    why="< and > are taken for each other, / for a 1, + for a 4, & and @ for a 2.",
    source=ISMP,
    fails="text: Take it if you weigh > 40 kg.",
    passes="text: Take it if you weigh more than 40 kg.",
)
def sign(file: Linted) -> Iterator[Seen]:
    """Signs are written as words."""
    if file.kind == "clinic":  # names of firms have them
        return
    for passage, match in _found(file, _SIGNS):
        written = match["per"] or match["sign"]
        yield Seen(
            what=f"“{written}” can be misread",
            location=passage.at(match.start("per" if match["per"] else "sign")),
            hint=f"write “{_IN_WORDS[written]}”",
        )


@LINTS.rule(
    "dose-unit-space",
    severity="warning",
    why="In 10mg the m has been taken for a nought or two: 100 mg.",
    source=ISMP,
    fails="text: Take 10mg.",
    passes="text: Take 10 mg.",
)
def unit_space(file: Linted) -> Iterator[Seen]:
    """A space stands between a number and its unit."""
    for passage, match in _found(file, _NO_SPACE):
        if match[0].endswith("%"):
            continue
        number = re.match(r"[\d.,]+", match[0])
        assert number is not None  # by the pattern
        yield Seen(
            what=f"“{match[0]}” has no space before its unit",
            location=passage.at(match.start()),
            hint=f"write {number[0]} {match[0][number.end() :]}",
        )


@LINTS.rule(
    "dose-long-number",
    severity="warning",
    why="100000 has been read as 10,000 and as 1,000,000.",
    source=ISMP,
    fails="text: Take 100000 units.",
    passes='text: "Take 100,000 units."',
)
def long_number(file: Linted) -> Iterator[Seen]:
    """Amounts of 10,000 and more have their thousands set apart."""
    for passage, match in _found(file, _LONG_NUMBER):
        yield Seen(
            what=f"the noughts of “{match[0]}” are hard to count",
            location=passage.at(match.start()),
            hint=f"write {int(match[0]):,}, as the locale does",
        )


@LINTS.rule(
    "dose-often",
    severity="warning",
    why="“Twice daily” leaves open when, and fewer people understand it than times of day.",
    source=f"{USP_17}; Davis and others, J Gen Intern Med 2009;24:57",
    fails="text: Take it twice daily.",
    passes="text: Take it in the morning and at bedtime.",
)
def often(file: Linted) -> Iterator[Seen]:
    """How often is told by times of day, or in figures."""
    if file.language != "en":
        return
    for passage, match in _found(file, _OFTEN):
        yield Seen(
            what=f"“{match[0]}” does not say when",
            location=passage.at(match.start()),
            hint="write the times of day, or figures: “2 times a day”",
        )


@LINTS.rule(
    "dose-figures",
    severity="warning",
    why="Figures are found and understood sooner than number words.",
    source=USP_17,
    fails="text: Wait two hours.",
    passes="text: Wait 2 hours.",
)
def figures(file: Linted) -> Iterator[Seen]:
    """Amounts and times are written in figures."""
    if file.language != "en":
        return
    for passage, match in _found(file, _COUNTED):
        yield Seen(
            what=f"“{match[0]}” has its number in words",
            location=passage.at(match.start()),
            hint="write the figure",
        )


DOSE_LINTS = (
    trailing_zero, naked_decimal, abbreviation, sign, unit_space, long_number, often, figures,
)  # fmt: skip
"""All of them, for what is no file: a dose that a professional types for one patient."""
