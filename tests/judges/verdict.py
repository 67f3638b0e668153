"""What a judge says about one PDF."""

from dataclasses import dataclass
from typing import Literal

Flavour = Literal["ua1", "2a", "2b", "3a"]
"""PDF/UA-1, and levels of PDF/A, by the names veraPDF gives them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """One rule that a PDF breaks, with one place where it does."""

    clause: str
    """The clause of the standard; for page-validation, which cites none, its name of the rule."""
    test: int | None
    """The number veraPDF gives its test within the clause."""
    description: str
    count: int | None
    """How many times the rule is broken; None where the judge does not tell."""
    context: str
    """Where, and what was found there, in the words of the judge."""

    @property
    def rule(self) -> str:
        """The rule as its judge cites it: clause and test as in "7.1-3", or a name."""
        return self.clause if self.test is None else f"{self.clause}-{self.test}"

    def __str__(self) -> str:
        """The rule, how often it is broken, what it says, and where it is broken."""
        times = "" if self.count is None else f" ({self.count} times)"
        return f"{self.rule}{times}: {self.description} [{self.context}]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether a PDF keeps to a standard; compliant only when the judge got through all of it."""

    compliant: bool
    failures: tuple[Failure, ...] = ()
    error: str | None = None
    """Why the PDF could not be judged; then it is not compliant, and there are no failures."""

    def __post_init__(self) -> None:
        """Raises ValueError when the parts contradict each other: such a verdict means nothing."""
        if self.compliant != (not self.failures and self.error is None):
            raise ValueError(f"a verdict that contradicts itself: {self!r}")

    def __str__(self) -> str:
        """The verdict in lines of text, fit for the message of an assertion."""
        if self.error is not None:
            return f"could not be judged: {self.error}"
        return "\n".join(map(str, self.failures)) or "compliant"

    @property
    def rules(self) -> frozenset[str]:
        """The broken rules, as each failure cites its own."""
        return frozenset(failure.rule for failure in self.failures)
