"""What came of a batch: counts, and each reason once, however many leaflets it cost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from leaflet.batch.work import Outcome
from leaflet.errors import ExitCode, Problem

NAMED = 3
"""Leaflets named with a reason; the others are counted."""
TOLD = 20
"""Reasons told; the others are counted."""


@dataclass(slots=True)
class Group:
    """Leaflets that have a reason or notice in common."""

    count: int = 0
    first: list[str] = field(default_factory=list)

    def add(self, name: str) -> None:
        """One more."""
        self.count += 1
        if len(self.first) < NAMED:
            self.first.append(name)

    def __str__(self) -> str:
        """The first few by name, and how many more."""
        more = self.count - len(self.first)
        return ", ".join(self.first) + (f" and {more:,} more" if more else "")


@dataclass(slots=True)
class Summary:
    """Counts of a batch. ``built + unchanged + failed + left`` is the total."""

    total: int
    built: int = 0
    unchanged: int = 0
    failed: int = 0
    left: int = 0
    """Not reached before the run was ended."""
    outdated: int = 0
    """Failed ones of which an earlier leaflet still lies in the output folder."""
    reasons: dict[tuple[Problem, ...], Group] = field(default_factory=dict)
    notices: dict[str, Group] = field(default_factory=dict)
    exit_code: ExitCode = ExitCode.FINE
    """The gravest."""

    @property
    def done(self) -> int:
        """How many are accounted for."""
        return self.built + self.unchanged + self.failed + self.left

    def add(self, outcome: Outcome) -> None:
        """Count one leaflet in."""
        self.exit_code = max(self.exit_code, outcome.code)
        match outcome.status:
            case "built":
                self.built += 1
                for notice in outcome.entry.notices if outcome.entry else ():
                    self.notices.setdefault(notice, Group()).add(str(outcome.job))
            case "unchanged":
                self.unchanged += 1
            case "failed":
                self.failed += 1
                self.outdated += outcome.outdated
            case "interrupted":
                self.left += 1
        if outcome.problems:
            self.reasons.setdefault(outcome.problems, Group()).add(str(outcome.job))

    def lines(self) -> Iterator[str]:
        """For people: why what failed, notices, and the counts last."""
        for problems, group in list(self.reasons.items())[:TOLD]:
            yield f"not built: {group}"
            for problem in problems:
                yield "  " + str(problem).replace("\n", "\n  ")
        if len(self.reasons) > TOLD:
            yield f"and {len(self.reasons) - TOLD} more reasons: --json tells all"
        for notice, group in list(self.notices.items())[:TOLD]:
            yield f"note: {notice} ({group})"
        if len(self.notices) > TOLD:
            yield f"and {len(self.notices) - TOLD} more notes: manifest.json tells all"
        if self.outdated:
            yield f"{_leaflets(self.outdated)} of an earlier run still there: not up to date"
        yield self.counts()

    def counts(self) -> str:
        """One line: how many of how many."""
        parts = [f"{self.built:,} of {self.total:,} leaflets built"]
        for count, what in (
            (self.unchanged, "unchanged"),
            (self.failed, "failed"),
            (self.left, "not reached"),
        ):
            if count:
                parts.append(f"{count:,} {what}")
        return ", ".join(parts)


def _leaflets(count: int) -> str:
    return f"{count:,} leaflet{'' if count == 1 else 's'}"
