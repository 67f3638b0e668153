"""What a leaflet is asked for by, and what comes of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from leaflet.errors import Problem, UsageError
from leaflet.files import write_whole
from leaflet.naming import DEFAULT_MEDICINE, file_name

if TYPE_CHECKING:
    from leaflet.workspace import Workspace

PaperName = Literal["a4", "letter"]
Edition = Literal["standard", "large"]
"""Two pages on one sheet, or large print on as many as it takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A finished leaflet."""

    medicine: str
    locale: str
    clinic: str | None
    pdf: bytes = field(repr=False)
    pages: int
    paper: PaperName
    type_size: float
    leading: float
    reviewed: bool
    standards: tuple[str, ...]
    """Standards that the file states, because the judge has passed it: PDF/UA-1, PDF/A-3a."""
    notices: tuple[str, ...] = ()
    """What was changed of the clinic's brand and covers, in plain words."""
    version: str = ""
    """Of the medicine's text."""
    reviewed_by: str = ""
    """Who reviewed it, as it is printed; empty for a draft."""
    draft_because: str = ""
    """Why it is a draft; empty where it is reviewed."""
    next_review: str = ""
    """By when the text is read again: a date like 2027-11-21."""
    edition: Edition = "standard"

    @property
    def name(self) -> str:
        """The file's name below the output folder."""
        return file_name(self.medicine, self.locale, self.clinic, self.edition)

    def write(self, folder: Path) -> Path:
        """Put the file below ``folder``, whole or not at all.

        Raises:
            FileAccessError: it cannot be written.
        """
        path = folder / self.name
        write_whole(path, self.pdf)
        return path


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverWish:
    """A cover that was asked for: the file, and words for what it shows.

    Attributes:
        path: where it lies; of one that is in memory, what to call it.
        alt: what a screen reader says for it.
        data: the file itself, where it is in memory.
    """

    path: Path
    alt: str | None = None
    data: bytes | None = field(default=None, repr=False)


Covers: TypeAlias = CoverWish | Path | str | Sequence[CoverWish | Path | str]


def wishes_of(items: Covers) -> list[CoverWish]:
    """The covers asked for; one by itself stands for a list of one."""
    listed = [items] if isinstance(items, CoverWish | Path | str) else items
    return [item if isinstance(item, CoverWish) else CoverWish(path=Path(item)) for item in listed]


def paper_of(name: str | None) -> PaperName | None:
    """The paper of this name.

    Raises:
        UsageError: there is none.
    """
    match name:
        case None | "a4" | "letter":
            return name
        case _:
            raise UsageError(Problem(None, f"no paper “{name}”", "there are: a4, letter"))


def edition_of(name: str) -> Edition:
    """The edition of this name.

    Raises:
        UsageError: there is none.
    """
    match name:
        case "standard" | "large":
            return name
        case _:
            raise UsageError(Problem(None, f"no edition “{name}”", "there are: standard, large"))


def expand(
    workspace: Workspace,
    medicines: Sequence[str],
    locales: Sequence[str],
    clinics: Sequence[str],
    *,
    everything: bool,
) -> Iterator[tuple[str, str | None, str | None]]:
    """Medicine, locale and clinic of each leaflet that was asked for; ``all`` stands for every.

    Raises:
        UsageError: a name is not known, or nothing is left to build.
    """
    known = workspace.medicines()
    names = list(known) if everything else list(medicines) or [DEFAULT_MEDICINE]
    chosen: list[str | None] = list(workspace.clinics()) if "all" in clinics else list(clinics)
    found = False
    for name in names:
        for clinic in chosen or [None]:
            tags: Sequence[str | None] = locales or [None]
            if "all" in locales:
                tags = known.get(name, [None])  # an unknown name fails by itself, with a hint
            for tag in tags:
                found = True
                yield name, tag, clinic
    if not found:
        raise UsageError(Problem(None, "there is nothing to build", "see: leaflet list"))
