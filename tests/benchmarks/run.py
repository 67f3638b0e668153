"""All measures after one another, and the table as Markdown."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path

from tests.benchmarks import measures, product, scale
from tests.benchmarks.bench import FULL, SMALL, Bench
from tests.benchmarks.engines import OTHERS
from tests.benchmarks.report import Row, as_json, machine, markdown, versions
from tests.benchmarks.text import difference, words
from tests.benchmarks.workspaces import clinic_name, make_workspace, medicine_name

MEASURES: dict[str, Callable[[Bench], list[Row]]] = {
    "cold": measures.cold,
    "checking": measures.checking,
    "instructions": measures.instructions,
    "warm": measures.warm,
    "batch": measures.batch,
    "cover": measures.cover,
    "many": scale.many,
    "memory": scale.memory,
    "size": scale.size,
    "growth": scale.growth,
}


class DifferentWordsError(RuntimeError):
    """An engine does not say what leaflet says: nothing is timed."""


def compare_words(bench: Bench) -> int:
    """How many words each engine prints, after all are found to print the same.

    Raises:
        DifferentWordsError: one prints others.
    """
    jobs = [(medicine_name(0), clinic_name(0)), (medicine_name(1), clinic_name(1))]
    count = 0
    started = bench.running()
    for job in jobs:
        ours = words(started["leaflet"].ask("render", [job]).pdf)
        count = sum(ours.values())
        for name, worker in started.items():
            wrong = difference(ours, words(worker.ask("render", [job]).pdf))
            if wrong:
                raise DifferentWordsError(f"{name}, {' for '.join(job)}: {wrong}")
    return count


def measure(
    folder: Path, *, small: bool, only: Sequence[str], tell: Callable[[str], None]
) -> tuple[list[Row], list[str]]:
    """The rows, and the lines to put above the table.

    Raises:
        DifferentWordsError: an engine prints other words than leaflet.
    """
    amounts = SMALL if small else FULL
    tell(f"{amounts.medicines} medicines, {amounts.clinics:,} clinics")
    made = make_workspace(
        folder / "workspace", medicines=amounts.medicines, clinics=amounts.clinics,
        covered=amounts.covered,
    )  # fmt: skip
    alone = make_workspace(folder / "alone", medicines=1, clinics=1, covered=0)
    out = folder / "out"
    out.mkdir()
    os.environ[product.CACHE] = str(folder / "cache")
    rows: list[Row] = []
    with ExitStack() as stack:
        bench = Bench(
            amounts=amounts,
            folder=made,
            alone=alone,
            out=out,
            engines=OTHERS,
            tell=tell,
            stack=stack,
        )
        count = compare_words(bench)
        tell(f"{count} words, the same from all")
        for name in only or MEASURES:
            tell(name)
            found = MEASURES[name](bench)
            for row in found:  # at once: a run that is broken off has told what it knew
                tell("  " + " | ".join(cell for cell in row.cells() if cell))
            rows.extend(found)
    on = machine()
    heading = [
        f"{on['processor']}; {on['system']}; {on['python']}.",
        "; ".join(f"{name} {said}" for name, said in versions().items()) + ".",
        f"{count} words on two pages, the same from every engine.",
    ]
    return rows, heading


def main(arguments: Sequence[str] | None = None) -> int:
    """Parse, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--small", action="store_true", help="a few files each, for CI")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    parser.add_argument("--only", action="append", default=[], choices=sorted(MEASURES))
    asked = parser.parse_args(arguments)
    if shutil.which("pdftotext") is None:
        parser.error("pdftotext is not here: install poppler-utils")
    with tempfile.TemporaryDirectory(prefix="leaflet-benchmarks-") as folder:
        rows, heading = measure(
            Path(folder), small=asked.small, only=asked.only,
            tell=lambda words: print(words, file=sys.stderr, flush=True),
        )  # fmt: skip
    print(markdown(rows, heading))
    if asked.json:
        figures = {"machine": machine(), "versions": versions(), "rows": as_json(rows)}
        asked.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    return 0
