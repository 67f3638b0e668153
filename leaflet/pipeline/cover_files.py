"""Covers: their files as the importer takes them, and what strict building refuses."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from leaflet.errors import CoverError, Location, Problem, UsageError
from leaflet.files import read_bytes, shown

if TYPE_CHECKING:
    from leaflet.assembly.facts import CoverSource, PlacedCover
    from leaflet.model.clinic import CoverFile
    from leaflet.workspace import Workspace


def read_cover(
    workspace: Workspace,
    clinic_file: Path | None,
    cover: CoverSource,
    in_memory: bytes | None = None,
) -> tuple[bytes, CoverFile, Location]:
    """A cover's file, what is to be done with it, and what messages call it.

    Args:
        workspace: where it is looked for.
        clinic_file: of the clinic whose cover it is; none for one that was asked for.
        cover: the cover.
        in_memory: the file, where it lies nowhere.

    Raises:
        UsageError: its words are empty, too long or cannot be spoken.
        FileAccessError: it cannot be read.
        AssetError: it leads out of the clinic's folder.
    """
    if in_memory is not None:
        return in_memory, _cover_file(cover), Location(cover.settings.file)
    if clinic_file is None:
        path = Path(cover.path)
        return read_bytes(path), _cover_file(cover), Location(shown(path))
    data, where = workspace.asset(clinic_file, cover.settings.file)
    return data, _cover_file(cover), where


def _cover_file(cover: CoverSource) -> CoverFile:
    """What a clinic's file says of this cover, or would say."""
    from pydantic import ValidationError

    from leaflet.model.clinic import CoverFile

    try:
        settings = cover.settings
        return CoverFile.model_validate(
            {name: getattr(settings, name) for name in settings.__slots__}
        )
    except ValidationError as error:
        reason = error.errors()[0]["msg"]
        raise UsageError(
            Problem(
                Location(shown(Path(cover.path).with_name(cover.settings.file))),
                f"the words for this cover cannot be used: {reason}",
                "say in a sentence or two what the page shows and says",
            )
        ) from error


def refuse_steps_down(covers: Sequence[PlacedCover], clinic: str | None) -> None:
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
