"""Lints of the words: unknown ones, several for one thing, passive voice, too much bold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.lints.linted import Linted, Passage
from leaflet.lints.lists import Entry, lay_words, terms
from leaflet.lints.measures import words_of
from leaflet.lints.reading import EC_SYNTAX
from leaflet.lints.registry import LINTS
from leaflet.model.markup import MarkupError, parse
from leaflet.registry import Seen

MOST_BOLD = 4
"""Words in a row."""
MOST_ITEMS = 6
"""In a list."""
LISTS = ("bullets", "ticks", "steps")
MOST_PASSIVE = 0.3
"""Of a section's sentences."""
LEAST_PASSIVE = 2
"""Sentences; one is no habit."""

_BRACKETS = re.compile(r"\([^()]*\)")
_PASSIVE = re.compile(
    r"\b(?:am|is|are|was|were|be|been|being|gets?|got)\b"
    r"(?: (?:not|also|often|always|never|usually|only|\w+ly))*"
    r" (?:\w{2,}ed|taken|given|made|done|known|seen|shown|told|kept|held|found|brought|thought"
    r"|begun|broken|chosen|eaten|felt|written|put|set|cut|read|sent|built|lost|left|met|paid|sold|used)\b",
    re.IGNORECASE,
)
# After "you are" and the like these say how someone is, not what is done to them.
_STATES = re.compile(
    r" (?:tired|worried|confused|interested|allergic|needed|used to|left|lost|bored|scared|relaxed"
    r"|swollen|red|bed|indeed|need|based|blocked|blurred|disabled|depressed|dehydrated|pleased)$",
    re.IGNORECASE,
)


@LINTS.rule(
    "lay-words",
    severity="warning",
    why="A word that the reader does not know hides what the sentence warns of.",
    source=f"{EC_SYNTAX}; the list of words is leaflet's own",
    fails="text: Tell us if you have hypertension.",
    passes="text: Tell us if you have high blood pressure (hypertension).",
)
def unknown_words(file: Linted) -> Iterator[Seen]:
    """Words that many readers do not know are explained, or others are used."""
    if file.kind == "clinic":
        return
    whole = "\n".join(passage.words for passage in file.running)
    entries = [
        entry
        for entry in lay_words(file.language)
        if (not entry.regions or file.region in entry.regions) and entry.pattern.search(whole)
    ]
    for entry in entries:
        found = _unexplained(file, entry)
        if found is not None:
            passage, match = found
            yield Seen(
                what=f"many readers do not know “{match[0]}”",
                location=passage.at(match.start()),
                hint=f"write “{entry.write}”, or put that beside it in brackets",
            )


def _unexplained(file: Linted, entry: Entry) -> tuple[Passage, re.Match[str]] | None:
    """Where it first stands, unless it is explained anywhere in the file."""
    first: tuple[Passage, re.Match[str]] | None = None
    for passage in file.running:
        for match in entry.pattern.finditer(passage.words):
            if _in_brackets(passage.words, match) or passage.words[match.end() :].startswith(" ("):
                return None
            first = first or (passage, match)
    return first


def _in_brackets(text: str, match: re.Match[str]) -> bool:
    return any(
        each.start() < match.start() and match.end() < each.end()
        for each in _BRACKETS.finditer(text)
    )


@LINTS.rule(
    "one-term",
    severity="warning",
    why="Two names make two things: a reader looks for the pill besides the tablet.",
    source=EC_SYNTAX,
    fails="text: Take the pill with food.",
    passes="text: Take the tablet with food.",
)
def one_term(file: Linted) -> Iterator[Seen]:
    """The same thing has one name in the whole leaflet."""
    if file.kind != "medicine":
        return
    for group in terms(file.language):
        places: dict[str, list[tuple[Passage, re.Match[str]]]] = {}
        for passage in file.running:
            for name, pattern in group.items():
                for match in pattern.finditer(passage.words):
                    if not _in_brackets(passage.words, match):
                        places.setdefault(name, []).append((passage, match))
        usual = max(places, key=lambda name: len(places[name]), default="")
        for name in places:
            if name != usual:
                passage, match = places[name][0]
                line = places[usual][0][0].at(places[usual][0][1].start()).line
                yield Seen(
                    what=f"“{match[0]}” here, but “{usual}” in line {line}",
                    location=passage.at(match.start()),
                    hint=f"write “{usual}” throughout, or explain one by the other in brackets",
                )


@LINTS.rule(
    "passive",
    severity="warning",
    why="“2 tablets should be taken” leaves open by whom.",
    source=EC_SYNTAX,
    fails="text: It must be swallowed whole. Food should be eaten before. Milk may be added. It is "
    "often given at night.",
    passes="text: Swallow it whole. Eat before you take it. You may add milk.",
)
def passive(file: Linted) -> Iterator[Seen]:
    """Sections say who does what: few sentences are passive (English)."""
    if file.kind != "medicine" or file.language != "en":
        return
    for group, passages in file.groups.items():
        sentences = [
            (passage, offset, sentence)
            for passage in passages
            for offset, sentence in passage.sentences()
        ]
        found = [
            (passage, offset + match.start())
            for passage, offset, sentence in sentences
            if (match := _first_passive(sentence))
        ]
        if len(found) >= LEAST_PASSIVE and len(found) > MOST_PASSIVE * len(sentences):
            passage, offset = found[0]
            yield Seen(
                what=f"{len(found)} of {len(sentences)} sentences of {file.document.name(group)} "
                "are passive",
                location=passage.at(offset),
                hint="say who does it: “Take 2 tablets”",
            )


def _first_passive(sentence: str) -> re.Match[str] | None:
    return next(
        (match for match in _PASSIVE.finditer(sentence) if not _STATES.search(match[0])), None
    )


@LINTS.rule(
    "bold-length",
    severity="warning",
    why="Where everything is bold, nothing stands out.",
    source="leaflet's design: an item of a list begins in bold, with four words at most",
    fails='text: "**Take it with food or milk** every time."',
    passes='text: "**Take it with food** or milk, every time."',
)
def bold_length(file: Linted) -> Iterator[Seen]:
    """In an item of a list no more than four words in a row are bold."""
    for passage in file.passages:
        if passage.path[-1] != "text" or not {*LISTS} & {*passage.path}:
            continue
        try:
            runs = parse(str(file.document.get(*passage.path)))
        except MarkupError:
            continue
        offset = 0
        for run in runs:
            count = len(words_of(run.text))
            if run.bold and count > MOST_BOLD:
                yield Seen(
                    what=f"{count} words in a row are bold, and {MOST_BOLD} are enough",
                    location=passage.at(offset),
                    hint="keep bold for the words that lead",
                )
            offset += len(run.text)


@LINTS.rule(
    "list-length",
    severity="warning",
    why="Of a long list the middle is forgotten.",
    source="European Commission, readability guideline (2009): five or six points in a list; "
    "leaflet's design: six at most",
    fails="""\
taking: [{id: how-to-take, body: [{bullets: [
  {id: a, text: Sit up., sources: [NHS]}, {id: b, text: Take it with food., sources: [NHS]},
  {id: c, text: Keep to your dose., sources: [NHS]}, {id: d, text: Drink., sources: [NHS]},
  {id: e, text: Rest., sources: [NHS]}, {id: f, text: Ask us., sources: [NHS]},
  {id: g, text: Sleep., sources: [NHS]}]}]}]""",
    passes="""\
taking: [{id: how-to-take, body: [{bullets: [
  {id: a, text: Sit up., sources: [NHS]}, {id: b, text: Take it with food., sources: [NHS]},
  {id: c, text: Keep to your dose., sources: [NHS]}, {id: d, text: Drink., sources: [NHS]}]}]}]""",
)
def list_length(file: Linted) -> Iterator[Seen]:
    """A list has six items at most."""
    for path, value in file.document.walk():
        if path and path[-1] in LISTS and isinstance(value, list) and len(value) > MOST_ITEMS:
            yield Seen(
                what=f"{file.document.name(path)} has {len(value)} items, and {MOST_ITEMS} are "
                "enough",
                location=file.document.key_at(path),
                hint="make two lists of it, each with a lead of its own",
            )
