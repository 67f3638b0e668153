"""What a check or a lint reports: findings for a person, and which checks could not be made.

A *finding* is for the author of a file; an *error* (``leaflet.errors``) stops the run.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from leaflet.errors import Location

Severity = Literal["error", "warning", "note"]
"""An error must not be printed; a warning a person has to look at; a note is good to know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place on a finished page.

    Attributes:
        page: counted from 1.
        box: left, bottom, right and top in points from the lower left corner of the page.
    """

    page: int
    box: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is not as it should be.

    Attributes:
        check: the id of the check, which never changes: ``text-order``.
        severity: how bad it is.
        what: what is wrong, in a sentence.
        location: the file, with line and column where it has lines.
        spot: where on the page.
        hint: what to do next.
    """

    check: str
    severity: Severity
    what: str
    location: Location
    spot: Spot | None = None
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All that was found in one file.

    Attributes:
        file: as messages show it.
        findings: in the order of the file.
        made: ids of the checks that were made.
        not_made: ids of those that could not be made, with the reason.
    """

    file: str
    findings: tuple[Finding, ...] = ()
    made: tuple[str, ...] = ()
    not_made: tuple[tuple[str, str], ...] = ()

    def fails(self, *, strict: bool = False) -> bool:
        """Whether the file must not go on: an error, or when strict a warning as well."""
        bad = {"error", "warning"} if strict else {"error"}
        return any(finding.severity in bad for finding in self.findings)
