"""Lints of what is said: claims that must not be made, risks without words, subjects left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.lints.linted import Linted
from leaflet.lints.lists import Subject, claims, subjects
from leaflet.lints.registry import LINTS
from leaflet.registry import Seen
from leaflet.report import Severity

_ODDS = re.compile(
    r"\b\d+(?:[.,]\d+)? ?(?:%|per ?cent\b|percent\b)(?! ?(?:cream|gel|solution|ointment|lotion))"
    r"|\b\d+ (?:in|out of) (?:every )?\d[\d,.]*\b(?! ?(?:m[gl]|ml|g|litres?))",
    re.IGNORECASE,
)
_PLAIN_RISK = re.compile(
    r"\b(?:(?:very )?common|uncommon|rare|rarely|often|few|most|many|some|likely|unlikely|seldom"
    r"|hardly|usually|about half)\b",
    re.IGNORECASE,
)
_BEFORE = 30
"""Characters before a claim in which a "not" makes it right."""


@LINTS.rule(
    "claim",
    severity="error",
    why="A leaflet that promises or borrows authority misleads; a patient may stop being careful.",
    source="leaflet's contract: never say approved, never “boxed warning”; Directive 2001/83/EC, "
    "Article 90 (no guarantee, no freedom from side effects)",
    fails="text: It cures spasms.",
    passes="text: It is not a cure.",
)
def claim(file: Linted) -> Iterator[Seen]:
    """It promises no cure, and does not say that an authority approved it."""
    for passage in file.passages:
        for entry in claims(file.language):
            for match in entry.pattern.finditer(passage.words):
                before = passage.words[max(0, match.start() - _BEFORE) : match.start()]
                if entry.negated and entry.negated.search(re.split(r"[.!?]", before)[-1]):
                    continue
                yield Seen(
                    what=f"“{match[0]}”: {entry.because}",
                    location=passage.at(match.start()),
                    hint=f"write {entry.write}",
                )


@LINTS.rule(
    "risk-words",
    severity="warning",
    why="“10 %” alone says little to most readers, and nothing of how many people.",
    source="QRD template for package leaflets, section 4: “may affect up to 1 in 10 people”",
    fails="text: It makes 10% sleepy.",
    passes='text: "It often makes people sleepy: 1 in 10."',
)
def risk_words(file: Linted) -> Iterator[Seen]:
    """A chance in figures has plain words beside it, and counts people (English)."""
    if file.kind != "medicine" or file.language != "en":
        return
    for passage in file.passages:
        for match in _ODDS.finditer(passage.words):
            percent = not re.search(r"\b(?:in|out of)\b", match[0])
            if percent or not _PLAIN_RISK.search(passage.words):
                yield Seen(
                    what=f"“{match[0]}” without plain words",
                    location=passage.at(match.start()),
                    hint="write “common: up to 1 in 10 people”, or only the word",
                )


@LINTS.rule(
    "subject",
    severity="warning",
    why="What a leaflet does not speak of, its reader takes to be no matter.",
    source="Directive 2001/83/EC, Article 59(1), with the QRD template; 21 CFR 208.20(b); FDA, "
    "Guidance on useful written consumer medication information (2006)",
    fails="""\
sections: [{id: other-medicines, body: [{paragraph: [
  {id: tell-all, text: Tell us all you take., sources: [NHS]}]}]}]""",
    passes="""\
sections: [{id: other-medicines, body: [{paragraph: [
  {id: tell-all, text: Tell us all you take. Do not drink alcohol., sources: [NHS]}]}]}]""",
)
def subject(file: Linted) -> Iterator[Seen]:
    """It speaks of all that EU package leaflets and FDA consumer information must speak of."""
    if file.kind != "medicine":
        return
    ids = [
        str(value)
        for path, value in file.document.walk()
        if path and path[-1] == "id" and path[0] != "sources"
    ]
    words = [each.words for each in file.passages] if file.language == "en" else []
    missing: dict[Severity, list[str]] = {}
    for each in subjects():
        if not _speaks_of(each, ids, words):
            missing.setdefault(each.severity, []).append(f"{each.name} ({', '.join(each.by)})")
    for severity, names in missing.items():
        yield Seen(
            what=f"says nothing of {', '.join(names)}",
            location=file.document.key_at(("name",)),
            hint="add a statement, or let a reviewer say that none is needed (EU, FDA: who ask)",
            severity=severity,
        )
    if file.locale_file is not None and file.locale_file.reporting is None:
        yield Seen(
            what=f"the locale {file.locale} does not say where side effects are reported",
            location=file.document.value_at(("locale",)),
            hint='add "reporting:" to its file of fixed words',
        )


def _speaks_of(each: Subject, ids: list[str], words: list[str]) -> bool:
    return any(map(each.ids.search, ids)) or any(map(each.words.search, words))
