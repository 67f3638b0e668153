"""The lints' lists of words, read once from the package's own files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A word that is looked for.

    Attributes:
        pattern: finds it, as a whole word.
        write: what to write in its place.
        because: what it is taken for, or why not; may be empty.
        languages: ``en``; empty: all.
        regions: ``GB``; empty: all.
    """

    pattern: re.Pattern[str]
    write: str
    because: str = ""
    languages: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()

    def is_for(self, language: str, region: str) -> bool:
        """Whether it counts in this language and region."""
        return (not self.languages or language in self.languages) and (
            not self.regions or region in self.regions
        )


def read_list(name: str) -> Any:  # noqa: ANN401 - whatever the file holds
    """The values of one of the lists."""
    return yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))


@cache
def dose_abbreviations() -> tuple[Entry, ...]:
    """Error-prone ways to write a dose."""
    return tuple(
        Entry(
            pattern=re.compile(rf"(?<![^\W\d_])(?<!\.)(?:{row['written']})(?![^\W_])"),
            write=row["write"],
            because=row["read_as"],
            languages=frozenset() if row.get("languages") == "all" else frozenset({"en"}),
        )
        for row in read_list("dose_abbreviations")
    )
