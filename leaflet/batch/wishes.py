"""What is asked of a batch: which leaflets and how; and a job, which is one of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from leaflet.pipeline import CoverWish, Edition, PaperName, file_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What is the same for every leaflet of a batch."""

    paper: PaperName | None = None
    edition: Edition = "standard"
    cover: tuple[CoverWish, ...] = ()
    back: tuple[CoverWish, ...] = ()
    duplex: bool = True
    strict: bool = False
    as_of: dt.date | None = None
    """The day on which the review must not be past; that of each text where there is none."""

    def in_words(self) -> str:
        """All that bears on a leaflet's bytes, beside the covers' own."""
        alts = [[wish.path.name, wish.alt] for wish in (*self.cover, *self.back)]
        day = self.as_of.isoformat() if self.as_of else None
        said = (self.paper, self.edition, len(self.cover), alts, self.duplex, self.strict, day)
        return repr(said)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """Which leaflets are wanted; ``all`` among locales or clinics stands for every."""

    medicines: tuple[str, ...] = ()
    """Baclofen, if none is named."""
    everything: bool = False
    """Every medicine there is."""
    locales: tuple[str, ...] = ()
    clinics: tuple[str, ...] = ()
    options: Options = field(default_factory=Options)


@dataclass(frozen=True, slots=True)
class Job:
    """One leaflet to build."""

    medicine: str
    locale: str | None
    """None where the clinic's own cannot be read: building says why."""
    clinic: str | None
    edition: Edition = "standard"
    inputs: str = ""
    """A digest of all that goes into it; empty where something is missing: building says what."""

    @property
    def name(self) -> str:
        """Its file below the output folder; empty while its locale is not known."""
        if not self.locale:
            return ""
        return file_name(self.medicine, self.locale, self.clinic, self.edition)

    def __str__(self) -> str:
        """As messages call it."""
        tag = f".{self.locale}" if self.locale else ""
        return f"{self.medicine}{tag}{f' for {self.clinic}' if self.clinic else ''}"
