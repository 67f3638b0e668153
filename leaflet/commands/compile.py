"""``leaflet compile``: makes ahead what leaflets are stamped from."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from leaflet.batch.run import processors
from leaflet.batch.summary import Summary
from leaflet.batch.warming import Warming, warm
from leaflet.batch.wishes import Wishes
from leaflet.cache.place import place
from leaflet.commands.wish import failure


def run(wishes: Wishes, folder: Path, *, jobs: int | None, force: bool, as_json: bool) -> int:
    """Compile, and tell what is at hand now. Gives the exit code."""
    warming = Warming(folder.resolve(), wishes.options, force)
    summary = Summary(total=0)
    results: list[dict[str, object]] = []
    for outcome in warm(wishes, warming, processes=jobs or processors()):
        summary.total += 1
        summary.add(outcome)
        job = outcome.job
        if outcome.problems:
            told = failure(job.medicine, job.locale, job.clinic, outcome.code, outcome.problems)
            results.append(told | {"compiled": False})
            continue
        results.append(
            {
                "medicine": job.medicine,
                "locale": job.locale,
                "clinic": job.clinic,
                "compiled": True,
            }
        )
        if not as_json:
            print(job, flush=True)
    if as_json:
        print(json.dumps(results, ensure_ascii=False, indent=2))
    *reasons, _ = summary.lines()
    for line in reasons:
        print(line.replace("not built: ", "not compiled: "), file=sys.stderr)
    print(f"{summary.built:,} of {summary.total:,} compiled into {place()}", file=sys.stderr)
    return int(summary.exit_code)
