"""``leaflet build``: builds what was asked for, and tells what came of it."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from leaflet.commands.wish import Wish, failure
from leaflet.errors import ExitCode, LeafletError
from leaflet.files import shown
from leaflet.workspace import Workspace

if TYPE_CHECKING:
    from leaflet.pipeline import Built

Asked: TypeAlias = tuple[str, str | None, str | None]
"""Medicine, locale, clinic."""


def run(wish: Wish, folder: Path, *, as_json: bool) -> int:
    """Build one leaflet with a friendly line, or many in a batch. Gives the exit code."""
    from leaflet.pipeline import expand

    asked = expand(
        Workspace(folder), wish.medicines, wish.locales, wish.clinics, everything=wish.everything
    )
    first = tuple(islice(dict.fromkeys(islice(asked, 100)), 2))
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
            built = build_one(batch.plan.builder, Job(medicine, locale, clinic), batch_wish.options)
            batch.outputs.write(built.name, built.pdf)
        except LeafletError as error:
            if as_json:
                print_json([failure(*asked, error.exit_code, error.problems)])
            _tell("\n".join(map(str, error.problems)))
            _tell("0 of 1 leaflets built")
            return int(error.exit_code)
        job = Job(medicine, built.locale, clinic)
        if batch.ledger.has_manifest(clinic or ""):
            batch.ledger.add(entry_of(batch.plan.with_inputs(job), built, md5=False))
            batch.ledger.fold()
        path = Path(wish.out) / built.name
        if as_json:
            print_json([_success(built, path)])
        else:
            print(shown(path), flush=True)
        _tell(_in_words(built))
    return int(ExitCode.FINE)


def print_json(results: Sequence[dict[str, object]]) -> None:
    """Results for programs."""
    print(json.dumps(results, ensure_ascii=False, indent=2))


def _tell(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def _in_words(built: Built) -> str:
    """One line that a person likes to read, and a line for each notice."""
    paper = {"a4": "A4", "letter": "US Letter"}[built.paper]
    review = built.reviewed_by or f"DRAFT, not clinically reviewed: {built.draft_because}"
    line = (
        f"  {built.pages} pages on {paper}, type {built.type_size:g} on {built.leading:g} pt, "
        f"{len(built.pdf) / 1000:.0f} KB. {review}."
    )
    return "\n".join((line, *(f"  note: {notice}" for notice in built.notices)))


def _success(built: Built, path: Path) -> dict[str, object]:
    return {
        "file": path.as_posix(),
        "medicine": built.medicine,
        "locale": built.locale,
        "clinic": built.clinic,
        "pages": built.pages,
        "paper": built.paper,
        "type_size": built.type_size,
        "leading": built.leading,
        "reviewed": built.reviewed,
        "reviewed_by": built.reviewed_by or None,
        "draft_because": built.draft_because or None,
        "next_review": built.next_review,
        "standards": list(built.standards),
        "bytes": len(built.pdf),
        "notices": list(built.notices),
    }
