"""The lints' lists of words, read once from the package's own files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

from leaflet.report import Severity

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Words that are looked for.

    Attributes:
        pattern: finds them.
        write: what to write in their place.
        because: what they are taken for, or what is wrong with them; may be empty.
        negated: finds what, shortly before, makes them right.
        regions: where they count, as ``GB``; empty: everywhere.
        severity: where it is not the lint's own.
    """

    pattern: re.Pattern[str]
    write: str
    because: str = ""
    negated: re.Pattern[str] | None = None
    regions: frozenset[str] = frozenset()
    severity: Severity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a leaflet must speak of.

    Attributes:
        name: as messages say it.
        by: who asks for it.
        ids, words: find it.
    """

    name: str
    by: tuple[Literal["EU", "FDA", "leaflet"], ...]
    ids: re.Pattern[str]
    words: re.Pattern[str]
    severity: Severity


def _read(name: str) -> Any:  # noqa: ANN401 - whatever the file holds
    return yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))


@cache
def dose_abbreviations(language: str) -> tuple[Entry, ...]:
    """Error-prone ways to write a dose."""
    return tuple(
        Entry(
            pattern=re.compile(rf"(?<![^\W\d_])(?<!\.)(?:{row['written']})(?![^\W_])"),
            write=row["write"],
            because=row["read_as"],
            severity=row.get("severity"),
        )
        for row in _read("dose_abbreviations")
        if row.get("languages") == "all" or language == "en"
    )


@cache
def lay_words(language: str) -> tuple[Entry, ...]:
    """Words that many readers do not know."""
    found = []
    for words, value in _read("lay_words").get(language, {}).items():
        row = value if isinstance(value, dict) else {"write": value}
        found.append(
            Entry(
                pattern=re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE),
                write=row["write"],
                regions=frozenset(row.get("regions", ())),
            )
        )
    return tuple(found)


@cache
def claims(language: str) -> tuple[Entry, ...]:
    """What a leaflet must never say."""
    return tuple(
        Entry(
            pattern=re.compile(row["pattern"], re.IGNORECASE),
            write=row["write"],
            because=row["because"],
            negated=re.compile(row["negated"], re.IGNORECASE) if "negated" in row else None,
        )
        for row in _read("claims").get(language, ())
    )


@cache
def terms(language: str) -> tuple[Mapping[str, re.Pattern[str]], ...]:
    """Names for the same thing, each with what finds it."""
    return tuple(
        {
            name: re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE)
            for name, words in group.items()
        }
        for group in _read("terms").get(language, ())
    )


@cache
def subjects() -> tuple[Subject, ...]:
    """What a leaflet must speak of."""
    return tuple(
        Subject(
            name=row["subject"],
            by=tuple(row["by"]),
            ids=re.compile(row["ids"]),
            words=re.compile(row["words"], re.IGNORECASE),
            severity=row.get("severity", "warning"),
        )
        for row in _read("subjects")
    )
