"""What a check or a lint is: one small function with an id that never changes, and why it is there.

    LINTS: Registry[LintedFile] = Registry()

    @LINTS.rule(
        "dose-trailing-zero",
        severity="error",
        why="5.0 mg is read as 50 mg.",
        source="ISMP, List of Error-Prone Abbreviations, Symbols and Dose Designations",
        fails='text: "Take 5.0 mg."',
        passes='text: "Take 5 mg."',
    )
    def trailing_zero(file: LintedFile) -> Iterator[Seen]:
        \"\"\"A whole dose is written without a decimal point.\"\"\"
        ...

The docstring's first line is the title: what holds where nothing is found.
"""

from __future__ import annotations

import difflib
import inspect
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from leaflet.errors import Location, Problem, UsageError
from leaflet.report import Finding, Report, Severity, Spot

S = TypeVar("S")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a rule saw: a finding before the registry adds whose it is.

    Attributes:
        severity: where it differs from the rule's own.
        location, spot, hint: as of a ``Finding``.
    """

    what: str
    location: Location
    spot: Spot | None = None
    hint: str = ""
    severity: Severity | None = None


class NotMadeError(Exception):
    """A rule's word that it cannot judge this file here, with the reason: no veraPDF, no text."""


Look = Callable[[S], Iterable[Seen]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Generic[S]):
    """One check or lint.

    Attributes:
        id: small letters and hyphens; never changed, never used again for something else.
        severity: how bad it is, mostly.
        title: what holds where nothing is found, in a sentence.
        why: what happens to a reader where it does not hold.
        source: the standard, guideline or promise that asks for it, by clause where it has any.
        fails: an example that it finds, in as many words as ``--explain`` shows.
        passes: one that it does not.
        look: sees what is wrong.
    """

    id: str
    severity: Severity
    title: str
    why: str
    source: str
    fails: str
    passes: str
    look: Look[S]

    def findings(self, subject: S) -> Iterator[Finding]:
        """What the rule finds in ``subject``.

        Raises:
            NotMadeError: it cannot judge it.
        """
        for seen in self.look(subject):
            yield Finding(
                check=self.id,
                severity=seen.severity or self.severity,
                what=seen.what,
                location=seen.location,
                spot=seen.spot,
                hint=seen.hint,
            )

    def explanation(self) -> str:
        """All there is to say of it, for people."""
        parts = [f"{self.id} ({self.severity})", self.title]
        for name, words in (("Why", self.why), ("Source", self.source)):
            parts.append(f"{name}: {words}")
        wrapped = [textwrap.fill(part, 100, break_long_words=False) for part in parts]
        for name, example in (("Found", self.fails), ("Not found", self.passes)):
            wrapped.append(f"{name}:\n{textwrap.indent(example.rstrip(), '    ')}")
        return "\n\n".join(wrapped)


@dataclass(frozen=True, slots=True)
class Registry(Generic[S]):
    """Rules in the order in which they are made. Fills while its modules are imported."""

    _rules: dict[str, Rule[S]] = field(default_factory=dict)

    def rule(
        self,
        name: str,
        *,
        severity: Severity,
        why: str,
        source: str,
        fails: str,
        passes: str,
    ) -> Callable[[Look[S]], Look[S]]:
        """Make a rule of a function whose docstring is the title; ``name`` is its id."""

        def add(look: Look[S]) -> Look[S]:
            assert name not in self._rules, f"two rules are called {name}"
            title = (inspect.getdoc(look) or "").split("\n\n")[0].replace("\n", " ")
            self._rules[name] = Rule(
                id=name, severity=severity, title=title, why=why, source=source, fails=fails,
                passes=passes, look=look,
            )  # fmt: skip
            return look

        return add

    def __iter__(self) -> Iterator[Rule[S]]:
        return iter(self._rules.values())

    def __getitem__(self, name: str) -> Rule[S]:
        """The rule with this id.

        Raises:
            UsageError: there is none.
        """
        if name not in self._rules:
            close = difflib.get_close_matches(name, self._rules, n=1)
            hint = f"did you mean “{close[0]}”?" if close else "--list names them all"
            raise UsageError(Problem(None, f"no check “{name}”", hint))
        return self._rules[name]

    def listing(self) -> str:
        """Every rule in a line: id, severity, title."""
        width = max((len(rule.id) for rule in self), default=0)
        return "\n".join(f"{rule.id:<{width}}  {rule.severity:<7}  {rule.title}" for rule in self)

    def report(self, subject: S, file: str) -> Report:
        """What all rules find in ``subject``, sorted by place; and which could not judge it."""
        found: list[Finding] = []
        made: list[str] = []
        not_made: list[tuple[str, str]] = []
        for rule in self:
            try:
                found.extend(rule.findings(subject))
            except NotMadeError as reason:
                not_made.append((rule.id, str(reason)))
            else:
                made.append(rule.id)
        return Report(
            file=file,
            findings=tuple(sorted(found, key=_place)),
            made=tuple(made),
            not_made=tuple(not_made),
        )


def _place(finding: Finding) -> tuple[Any, ...]:
    """By line and column, or by page and from the top down; then in the order of the rules."""
    spot = finding.spot
    top = -spot.box[3] if spot and spot.box else 0.0
    return finding.location, spot.page if spot else 0, top


def by_id(*registries: Iterable[Rule[Any]]) -> Mapping[str, Rule[Any]]:
    """Rules of several registries by their ids."""
    return {rule.id: rule for registry in registries for rule in registry}
