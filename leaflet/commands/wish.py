"""What was asked for on the command line, and a leaflet that could not be built, for programs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from leaflet.errors import ExitCode, Problem

if TYPE_CHECKING:
    from leaflet.batch.wishes import Wishes
    from leaflet.pipeline import Edition, PaperName


Asked: TypeAlias = tuple[str, str | None, str | None]
"""Medicine, locale, clinic."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What was asked for on the command line."""

    medicines: tuple[str, ...]
    everything: bool
    locales: tuple[str, ...]
    clinics: tuple[str, ...]
    paper: PaperName | None
    edition: Edition
    cover: tuple[Path, ...]
    back: tuple[Path, ...]
    cover_alt: str | None
    duplex: bool
    strict: bool
    out: str
    jobs: int | None
    force: bool
    dry_run: bool
    dask: str | None
    timeout: float
    as_of: dt.date | None = None
    patient: str | None = None
    """Where the patient's words come from: a handle's path, or - for standard input."""

    def for_batch(self) -> Wishes:
        """The same for a batch."""
        from leaflet.batch.wishes import Options, Wishes
        from leaflet.pipeline import CoverWish

        return Wishes(
            medicines=self.medicines,
            everything=self.everything,
            locales=self.locales,
            clinics=self.clinics,
            options=Options(
                paper=self.paper,
                edition=self.edition,
                cover=tuple(CoverWish(path=path, alt=self.cover_alt) for path in self.cover),
                back=tuple(CoverWish(path=path, alt=self.cover_alt) for path in self.back),
                duplex=self.duplex,
                strict=self.strict,
                as_of=self.as_of,
            ),
        )


def failure(
    medicine: str,
    locale: str | None,
    clinic: str | None,
    code: ExitCode,
    problems: Sequence[Problem],
) -> dict[str, object]:
    """A leaflet that was not built, for programs."""
    return {
        "file": None,
        "medicine": medicine,
        "locale": locale,
        "clinic": clinic,
        "exit_code": int(code),
        "problems": [
            {
                "file": problem.location.file if problem.location else None,
                "line": problem.location.line if problem.location else None,
                "column": problem.location.column if problem.location else None,
                "what": problem.what,
                "hint": problem.hint or None,
            }
            for problem in problems
        ],
    }
