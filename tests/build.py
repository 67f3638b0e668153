"""Leaflets made in code: as many words in each part as a test wants, and the locale to set them in.

Words repeat from a list; what they say means nothing. Statements have one source, "none".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import cycle, islice
from pathlib import Path
from typing import Any, Literal

from leaflet.compiled import Compiled
from leaflet.compiling.compile import compile_leaflet
from leaflet.design import A4, Edition, Paper
from leaflet.layout.large.pages import lay_out_large
from leaflet.layout.pages import LaidOut, lay_out
from leaflet.model.locale import Locale
from leaflet.model.medicine import Leaflet
from leaflet.stamping.stamp import stamp
from leaflet.typography.faces import FAMILIES, Faces, load_faces
from leaflet.workspace import Workspace

ROOT = Path(__file__).parents[1]
VOCABULARY = (
    "take", "this", "medicine", "with", "water", "after", "food", "and", "tell", "your",
    "pharmacist", "about", "any", "other", "thing", "you", "use", "because", "some", "of", "them",
    "do", "not", "go", "well", "together", "in", "one", "day", "if", "it", "feels", "wrong",
)  # fmt: skip
A_STATEMENT = 8
"""Words in one statement of a list, at most."""
SOURCE = "none"


@cache
def workspace() -> Workspace:
    """The built-in content."""
    return Workspace(ROOT)


@cache
def faces(family: str = "noto-sans") -> Faces:
    """The built-in faces."""
    return load_faces(workspace().fonts(FAMILIES[family].values()), family)


@cache
def locale(direction: Literal["ltr", "rtl"] = "ltr", **words: str) -> Locale:
    """The built-in British locale, with some of its ``words`` changed or read right to left."""
    built_in = workspace().locale("en-GB")
    return built_in.model_copy(
        update={"direction": direction, "words": built_in.words.model_copy(update=words)}
    )


def text(count: int, start: int = 0) -> str:
    """So many words, the first of them in capitals."""
    return " ".join(islice(cycle(VOCABULARY), start, start + count)).capitalize()


def statement(words: int | str, start: int = 0) -> dict[str, object]:
    """A statement of so many words, or with this text."""
    said = words if isinstance(words, str) else text(words, start)
    return {"id": "said", "text": said, "sources": [SOURCE]}


def statements(words: int) -> list[dict[str, object]]:
    """``words`` words, shared among statements of eight words at most."""
    return [
        statement(min(A_STATEMENT, words - start), start)
        for start in range(0, max(words, 1), A_STATEMENT)
    ]


def section(name: str, body: Sequence[Mapping[str, object]], icon: str = "info") -> dict[str, Any]:
    """A section with a question of its own."""
    heading = f"What about {name.replace('-', ' ')}?"
    return {"id": name, "heading": heading, "icon": icon, "body": list(body)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts:
    """How many words each part has; sections are counted too."""

    fact: int = 10
    """Each of the key facts."""
    never: int = 0
    """Who must not start it, across the warning box; eight words a line."""
    warning: int = 24
    """The effects of the main danger; eight words an effect."""
    overdose: int = 24
    closing: int = 8
    """The closing lines in both halves of the warning box."""
    taking: int = 48
    takings: int = 1
    notice: int = 12
    """Each cell of the side-effect table."""
    action: int = 12
    section: int = 32
    sections: int = 4
    contacts: int = 6
    sources: int = 8
    """The sources at the foot of the last page."""


def content(**amounts: int) -> dict[str, Any]:
    """What a medicine's file would hold, as plain values to be changed before they are read."""
    has = Amounts(**amounts)
    closing = {"closing": [statement(has.closing)]} if has.closing else {}
    never = {"never": statements(has.never)} if has.never else {}
    return {
        "medicine": "testicine",
        "locale": "en-GB",
        "version": "1.0",
        "date": "2026-11-21",
        "next_review": "2027-11-21",
        "name": "Testicine",
        "form": "Tablets, taken by mouth",
        "key_facts": [
            {"id": f"fact-{n}", "heading": heading, "icon": icon,
             "answer": [statement(has.fact, n)]}
            for n, (heading, icon) in enumerate(
                (("What is it?", "tablet"), ("What for?", "person"), ("How taken?", "clock"))
            )
        ],
        "warning": {
            **never,
            "withdrawal": {
                "headline": "Do not stop suddenly",
                "sources": [SOURCE],
                "lead": "This can be deadly:",
                "effects": statements(has.warning),
                "pictures": {
                    "wrong": {"caption": statement("Never at once"), "alt": "The dose drops."},
                    "right": {"caption": statement("In small steps"), "alt": "It is lowered."},
                },
                **closing,
            },
            "overdose": {
                "headline": "Taken too much?",
                "sources": [SOURCE],
                "call": "Call 999 now",
                "lead": "Do not wait for signs:",
                "signs": statements(has.overdose),
                **closing,
            },
            "short": "Do not stop suddenly. Too much? Call 999.",
            "short_parts": ["Do not stop suddenly", "Too much? Call 999"],
        },
        "taking": [
            section(f"taking-{n + 1}", [{"bullets": statements(has.taking)}], "glass")
            for n in range(has.takings)
        ],
        "side_effects": {
            "heading": "What side effects can it have?",
            "rows": [
                {
                    "urgency": urgency,
                    "heading": heading,
                    "notice": statements(has.notice),
                    "action": [statement(has.action, 5)],
                }
                for urgency, heading in (
                    ("common", "Common, not urgent"),
                    ("soon", "Call your doctor today"),
                    ("now", "Get help now"),
                )
            ],
        },
        "sections": [
            section(f"thing-{n + 1}", [{"bullets": statements(has.section)}])
            for n in range(has.sections)
        ],
        "contacts": {"emergency": statement(has.contacts), "advice": statement(has.contacts)},
        "sources_in_short": text(has.sources),
        "sources": {
            SOURCE: {
                "title": "No source", "publisher": "Nobody", "address": "https://example.org",
                "checked": "2026-11-21",
            }
        },
    }  # fmt: skip


def leaflet(changes: Mapping[str, object] | None = None, /, **amounts: int) -> Leaflet:
    """A leaflet with so many words in each part, and with whole fields replaced by ``changes``."""
    return Leaflet.model_validate(content(**amounts) | dict(changes or {}))


def laid_out(leaflet: Leaflet, paper: Paper = A4, *, words: Locale | None = None) -> LaidOut:
    """Its two pages before they are drawn."""
    return lay_out(leaflet, words or locale(), faces(), paper)


def large(leaflet: Leaflet, paper: Paper = A4, *, words: Locale | None = None) -> LaidOut:
    """Its pages of large print before they are drawn."""
    return lay_out_large(leaflet, words or locale(), faces(), paper)


def compiled(
    leaflet: Leaflet,
    paper: Paper = A4,
    *,
    words: Locale | None = None,
    edition: Edition = "standard",
) -> Compiled:
    """Its compiled pages, to be stamped."""
    spoken = words or locale()
    facts = {
        "medicine": leaflet.medicine,
        "locale": spoken.locale,
        "paper": paper.name,
        "version": leaflet.version,
        "date": leaflet.date.isoformat(),
        "name": leaflet.name,
        "title": f"{leaflet.name}: {spoken.words.patient_leaflet}",
        "review": "draft",
    }
    return compile_leaflet(leaflet, spoken, faces(), paper, facts=facts, edition=edition)


def finished(
    leaflet: Leaflet,
    paper: Paper = A4,
    *,
    words: Locale | None = None,
    edition: Edition = "standard",
) -> bytes:
    """The finished PDF of no clinic's."""
    return stamp(compiled(leaflet, paper, words=words, edition=edition), None)
