"""Covers: those that were asked for or are the clinic's own, each imported once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal

from leaflet.errors import CoverError, Location, Problem, UsageError
from leaflet.files import read_bytes, shown

if TYPE_CHECKING:
    from pathlib import Path

    from leaflet.covers import ImportedCover, Rung
    from leaflet.model.clinic import ClinicFile, CoverFile
    from leaflet.model.locale import Locale
    from leaflet.pipeline.names import CoverWish, PaperName
    from leaflet.workspace import Workspace

Side = Literal["cover", "back"]


class CoverShelf:
    """The covers of one workspace, imported at first need."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._imported: dict[tuple[object, ...], ImportedCover] = {}

    def covers(
        self,
        side: Side,
        clinic: tuple[ClinicFile, Path] | None,
        words: Locale,
        paper: PaperName,
        wishes: Sequence[CoverWish],
    ) -> Iterator[ImportedCover]:
        """The covers of one side: those asked for, or else the clinic's.

        Raises:
            CoverError: one cannot be used.
        """
        from leaflet.design import PAPERS

        size = (PAPERS[paper].width, PAPERS[paper].height)
        files = self._files(side, clinic, words, wishes)
        for index, (data, cover, where) in enumerate(files):
            from leaflet.covers import import_cover_apart

            prefix = f"{side}{index + 1}"
            key = (hashlib.sha256(data).digest(), cover, size, prefix)
            if key not in self._imported:
                self._imported[key] = import_cover_apart(
                    data, cover, paper=size, where=where, prefix=prefix
                )
            yield self._imported[key]

    def _files(
        self,
        side: Side,
        clinic: tuple[ClinicFile, Path] | None,
        words: Locale,
        wishes: Sequence[CoverWish],
    ) -> Iterator[tuple[bytes, CoverFile, Location]]:
        for wish in wishes:
            yield read_bytes(wish.path), _cover_file(wish, words), Location(shown(wish.path))
        if wishes or clinic is None:
            return
        file, path = clinic
        for cover in file.cover if side == "cover" else file.back:
            data, where = self._workspace.asset(path, cover.file)
            yield data, cover, where

    def rungs(self) -> tuple[Rung, ...]:
        """How each cover is kept, in the order in which they were imported."""
        return tuple(each.rung for each in self._imported.values())


def _cover_file(wish: CoverWish, words: Locale) -> CoverFile:
    """What a clinic's file would say of this cover.

    Raises:
        UsageError: its words are empty, too long or cannot be spoken.
    """
    from pydantic import ValidationError

    from leaflet.model.clinic import CoverFile

    try:
        return CoverFile(file=wish.path.name, alt=wish.alt, lang=words.locale)
    except ValidationError as error:
        reason = error.errors()[0]["msg"]
        raise UsageError(
            Problem(
                Location(shown(wish.path)),
                f"the words for this cover cannot be used: {reason}",
                "say in a sentence or two what the page shows and says",
            )
        ) from error


def refuse_steps_down(covers: Sequence[ImportedCover], clinic: str | None) -> None:
    """In strict building a cover is kept with its own tags, or refused with the reason."""
    problems = [
        Problem(
            None,
            f"a cover{f' of {clinic}' if clinic else ''} is kept only as a {cover.rung}: "
            + (" ".join(cover.notices) or "it has no tags of its own"),
            "hand in a tagged PDF, or build without --strict",
        )
        for cover in covers
        if cover.rung in {"figure", "picture"}
    ]
    if problems:
        raise CoverError(*problems)
