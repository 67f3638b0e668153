"""Size: many files, memory, growth, bytes of a file. Each measure gives rows of the table."""

from __future__ import annotations

from tests.benchmarks.bench import (
    MANY_BAR,
    MEMORY_BAR,
    SIZE_BAR,
    Bench,
    jobs,
    until,
)
from tests.benchmarks.product import CACHES
from tests.benchmarks.report import Row
from tests.benchmarks.workers import workers
from tests.benchmarks.workspaces import clinic_name, medicine_name

ENOUGH = 200
"""Files behind a figure of growth, at least."""


def many(bench: Bench) -> list[Row]:
    """Every medicine for a hundred clinics, after ``leaflet compile``, writing included."""
    amounts = bench.amounts
    clinics = min(100, amounts.clinics)
    total = amounts.medicines * clinics
    rows = []
    per_medicine = 0.0
    names = ("leaflet", "leaflet-stamp")
    with workers(names, bench.folder.root, bench.out) as started:
        for name, worker in started.items():
            per_medicine = worker.ask("prepare", jobs(amounts.medicines, 1)).each * 1000
            worker.ask("prepare", jobs(1, clinics))
            for once in (jobs(amounts.medicines, 1), jobs(1, clinics)):  # as compile leaves it
                worker.ask("render", once)
            spent = until(worker, jobs(amounts.medicines, clinics), amounts.budget, clinics)
            note = f"{spent.files:,} files" + (
                f", from there to {total:,} by proportion" if spent.files < total else ""
            )
            product = name == "leaflet"
            rows.append(
                Row(measure=f"{total:,} files, {amounts.medicines} × {clinics}, after compiling",
                    engine="leaflet" if product else "leaflet, stamping alone",
                    value=spent.cpu / spent.files * total, unit="s CPU",
                    bar=MANY_BAR if product and total == 10_000 else None, note=note)
            )  # fmt: skip
    rows.append(
        Row(measure="compiling, per medicine", engine="leaflet", value=per_medicine,
            unit="ms CPU", note=f"{amounts.medicines} medicines")
    )  # fmt: skip
    return rows


def memory(bench: Bench) -> list[Row]:
    """The peak of a process as files grow; a process for each number."""
    rows = []
    first = last = 0.0
    for medicines, clinics in bench.amounts.memory:
        if CACHES:  # compiled in another process, as in a batch after ``leaflet compile``
            with workers(("leaflet",), bench.folder.root, bench.out) as started:
                started["leaflet"].ask("prepare", jobs(medicines, 1))
        with workers(("leaflet",), bench.folder.root, bench.out) as started:
            work = jobs(medicines, clinics)
            spent = until(started["leaflet"], work, bench.amounts.budget, clinics)
        first, last = first or spent.peak, spent.peak
        notes = []
        if not CACHES:
            notes.append("compiling in it")
        if spent.files < len(work):
            notes.append(f"stopped at {spent.files:,} files")
        rows.append(
            Row(measure=f"peak memory, {len(work):,} files", engine="leaflet", value=spent.peak,
                unit="MiB", bar=MEMORY_BAR, note=", ".join(notes))
        )  # fmt: skip
    rows.append(
        Row(measure="peak memory, most files against fewest", engine="leaflet", value=last,
            unit="MiB", ratio=last / first)
    )  # fmt: skip
    with workers(bench.engines, bench.folder.root, bench.out) as started:
        for name, worker in started.items():
            count = min(bench.amounts.per_round[name], bench.amounts.clinics)
            spent = worker.ask("write", jobs(1, count))
            rows.append(
                Row(measure=f"peak memory, {count} files", engine=name, value=spent.peak,
                    unit="MiB", ratio=rows[0].value / spent.peak)
            )  # fmt: skip
    return rows


def size(bench: Bench) -> list[Row]:
    """Bytes of a file, with a logo in SVG and one in PNG."""
    rows: list[Row] = []
    for index, logo in ((0, "SVG"), (1, "PNG")):
        job = (medicine_name(0), clinic_name(index))
        sizes = {
            name: len(worker.ask("render", [job]).pdf) / 1000
            for name, worker in bench.running().items()
            if name != "leaflet-stamp"
        }
        rows.extend(
            Row(measure=f"file size, {logo} logo", engine=name, value=value, unit="KB",
                ratio=None if name == "leaflet" else sizes["leaflet"] / value,
                bar=SIZE_BAR if name == "typst" else None,
                note="PNG" if name == "reportlab" and logo == "SVG" else "")
            for name, value in sizes.items()
        )  # fmt: skip
    return rows


def growth(bench: Bench) -> list[Row]:
    """Whether a leaflet costs more where there are more of them; a process for each number."""
    counts = [(1, clinics) for clinics in bench.amounts.growth_clinics]
    few = bench.amounts.growth_clinics[0]
    counts.extend((medicines, few) for medicines in bench.amounts.growth_medicines)
    rows: list[Row] = []
    first = 0.0
    for medicines, clinics in dict.fromkeys(counts):
        with workers(("leaflet",), bench.folder.root, bench.out) as started:
            worker = started["leaflet"]
            worker.ask("prepare", jobs(medicines, 1))
            worker.ask("prepare", jobs(1, clinics))
            for once in (jobs(medicines, 1), jobs(1, clinics)):
                worker.ask("render", once)
            work = jobs(medicines, clinics)
            enough = min(ENOUGH, bench.amounts.per_round["leaflet"])
            work *= -(-enough // len(work))
            spent = until(worker, work, bench.amounts.budget, ENOUGH)
        first = first or spent.each
        label = "medicine" if medicines == 1 else "medicines"
        rows.append(
            Row(measure=f"growth: {medicines} {label} × {clinics:,} clinics, per leaflet",
                engine="leaflet", value=spent.each * 1000, unit="ms CPU",
                ratio=spent.each / first, note=f"{spent.files:,} files, {spent.peak:.0f} MiB")
        )  # fmt: skip
    return rows
