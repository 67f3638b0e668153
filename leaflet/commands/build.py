"""``leaflet build``: builds what was asked for, and tells what came of it."""

from __future__ import annotations

import sys
from itertools import islice
from pathlib import Path

from leaflet.commands.told import as_json as as_json_text
from leaflet.commands.told import for_programs, in_words
from leaflet.commands.wish import Asked, Wish, failure
from leaflet.errors import ExitCode, LeafletError, Problem, UsageError
from leaflet.files import shown
from leaflet.workspace import Workspace


def run(wish: Wish, folder: Path, *, as_json: bool) -> int:
    """Build one leaflet with a friendly line, or many in a batch. Gives the exit code."""
    from leaflet.pipeline import expand

    asked = expand(
        Workspace(folder), wish.medicines, wish.locales, wish.clinics, everything=wish.everything
    )
    first = tuple(islice(dict.fromkeys(islice(asked, 100)), 2))
    if wish.patient is not None:
        if len(first) > 1:
            raise UsageError(Problem(None, "--patient is for one leaflet", "name one medicine"))
        from leaflet.commands.patient import build_for_patient

        return build_for_patient(wish, folder, first[0], as_json=as_json)
    special = wish.dry_run or wish.dask or "://" in wish.out
    if len(first) > 1 or special:
        from leaflet.commands.batch import look, run_batch

        return (look if wish.dry_run else run_batch)(wish, folder, as_json=as_json)
    return _build_one(wish, folder, first[0], as_json=as_json)


def _build_one(wish: Wish, folder: Path, asked: Asked, *, as_json: bool) -> int:
    from leaflet.batch.api import prepared
    from leaflet.batch.wishes import Job
    from leaflet.batch.work import build_one, entry_of
    from leaflet.cache.opened import open_cache

    batch_wish = wish.for_batch()
    medicine, locale, clinic = asked
    cache = open_cache(ignore=wish.force)
    with prepared(batch_wish, out=wish.out, workspace=folder, force=True, cache=cache) as batch:
        try:
            job = Job(medicine, locale, clinic, wish.edition)
            built = build_one(batch.plan.builder, job, batch_wish.options)
            batch.outputs.write(built.name, built.pdf)
        except LeafletError as error:
            if as_json:
                print(as_json_text([failure(*asked, error.exit_code, error.problems)]))
            _tell("\n".join(map(str, error.problems)))
            _tell("0 of 1 leaflets built")
            return int(error.exit_code)
        job = Job(medicine, built.locale, clinic, wish.edition)
        if batch.ledger.has_manifest(clinic or ""):
            batch.ledger.add(entry_of(batch.plan.with_inputs(job), built, md5=False))
            batch.ledger.fold()
        path = Path(wish.out) / built.name
        if as_json:
            print(as_json_text([for_programs(built, path.as_posix())]))
        else:
            print(shown(path), flush=True)
        _tell(in_words(built))
    return int(ExitCode.FINE)


def _tell(words: str) -> None:
    print(words, file=sys.stderr, flush=True)
