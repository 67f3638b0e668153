"""``leaflet build --patient -``: one leaflet with a patient's dose, kept only where asked."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from leaflet.commands.told import as_json as as_json_text
from leaflet.commands.told import for_programs, in_words
from leaflet.errors import ExitCode, FileAccessError, Location, Problem, UsageError
from leaflet.files import shown, write_whole

if TYPE_CHECKING:
    from leaflet.commands.wish import Asked, Wish

STANDARD = "-"
"""Standard input, or standard output."""


def build_for_patient(wish: Wish, folder: Path, asked: Asked, *, as_json: bool) -> int:
    """Read the patient's words, build, and write where the user said. Gives the exit code.

    Raises:
        UsageError: no place for the file was named.
        ContentError: a field is wrong, or a dose is written in an error-prone way.
        OverfullError: a text does not fit its place.
    """
    from leaflet.pipeline import Builder
    from leaflet.pipeline.patients import LARGEST, read_patient
    from leaflet.workspace import Workspace

    assert wish.patient is not None
    _refuse_what_does_not_go(wish, as_json=as_json)
    medicine, locale, clinic = asked
    builder = Builder(Workspace(folder))
    words = builder.locale(locale or builder.default_locale(clinic))
    name = "standard input" if wish.patient == STANDARD else wish.patient
    patient = read_patient(_read(wish.patient, LARGEST + 1), name, words)
    options = wish.for_batch().options
    built = builder.build(
        medicine, locale=locale, clinic=clinic, paper=options.paper, edition=options.edition,
        cover=options.cover, back=options.back, duplex=options.duplex, strict=options.strict,
        as_of=options.as_of, patient=patient,
    )  # fmt: skip
    if wish.out == STANDARD:
        sys.stdout.buffer.write(built.pdf)
        sys.stdout.buffer.flush()
    else:
        path = Path(wish.out)
        write_whole(path, built.pdf)
        if as_json:
            print(as_json_text([for_programs(built, path.as_posix())]))
        else:
            print(shown(path), flush=True)
    print(in_words(built), file=sys.stderr, flush=True)
    return int(ExitCode.FINE)


def _refuse_what_does_not_go(wish: Wish, *, as_json: bool) -> None:
    if wish.dry_run or wish.dask or wish.jobs is not None or "://" in wish.out:
        raise UsageError(
            Problem(None, "--patient is for one leaflet on this machine, which is not kept")
        )
    if wish.out != STANDARD and not wish.out.lower().endswith(".pdf"):
        raise UsageError(
            Problem(
                None, "a patient's leaflet has no name of its own: say where it is to go",
                "--out FILE.pdf, or --out - for standard output",
            )
        )  # fmt: skip
    if wish.out == STANDARD and (as_json or sys.stdout.isatty()):
        other = "JSON goes there, too" if as_json else "it is a terminal"
        raise UsageError(
            Problem(None, f"the file cannot go to standard output: {other}", "--out FILE.pdf")
        )


def _read(name: str, most: int) -> bytes:
    """All of standard input or of an open handle, at most so many bytes."""
    try:
        if name == STANDARD:
            return sys.stdin.buffer.read(most)
        with Path(name).open("rb") as handle:
            return handle.read(most)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "cannot be read"
        raise FileAccessError(Problem(Location(shown(Path(name))), reason.lower())) from None
