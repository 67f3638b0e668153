"""Speed: cold, warm, batch, with covers. Each measure gives rows of the table."""

from __future__ import annotations

from statistics import median

from tests.benchmarks import cold as commands
from tests.benchmarks.bench import (
    CHECK_BAR,
    COLD_BAR,
    COVER_BAR,
    NEW_TEXT_BAR,
    TYPST_BAR,
    WEASYPRINT_BAR,
    Bench,
    jobs,
    middle,
    take_turns,
)
from tests.benchmarks.product import is_cached
from tests.benchmarks.report import Row
from tests.benchmarks.workers import Job, Spent, Worker
from tests.benchmarks.workspaces import clinic_name, medicine_name


def cold(bench: Bench) -> list[Row]:
    """A process for one leaflet, from nothing to the file."""
    job: Job = (medicine_name(0), clinic_name(0))
    listed = commands.commands(bench.engines, bench.alone.root, bench.folder.root, job, bench.out)
    times: dict[str, list[float]] = {each.name: [] for each in listed}
    for each in listed:
        if each.name == commands.COMPILED or bench.amounts.rounds > 1:
            commands.cpu_time(each)  # not counted: reads files into memory, fills leaflet's cache
    for _ in range(bench.amounts.rounds):
        for each in listed:
            times[each.name].append(commands.cpu_time(each))
    seconds = {name: median(found) for name, found in times.items()}
    kept = next(each.cache for each in listed if each.name == commands.COMPILED)
    note = "" if is_cached(kept) else "there is no cache yet"
    rows = []
    for name, spent in seconds.items():
        new = name == commands.NEW
        rows.append(
            Row(measure="cold command, new text", engine=name, value=spent, unit="s CPU",
                ratio=None if new or name == commands.PYTHON else seconds[commands.NEW] / spent,
                bar=NEW_TEXT_BAR if new else None, runs=bench.amounts.rounds)
        )  # fmt: skip
    rows = [row for row in rows if row.engine != commands.COMPILED]
    for name in (commands.COMPILED, *bench.engines):
        own = name == commands.COMPILED
        rows.append(
            Row(measure="cold command, compiled before", engine=name, value=seconds[name],
                unit="s CPU", ratio=None if own else seconds[commands.COMPILED] / seconds[name],
                bar=COLD_BAR if name == "typst" else None, runs=bench.amounts.rounds, note=note)
        )  # fmt: skip
    return rows


def checking(bench: Bench) -> list[Row]:
    """A process that checks one leaflet, beside one that builds it from new text."""
    job: Job = (medicine_name(0), clinic_name(0))
    build = commands.commands((), bench.alone.root, bench.folder.root, job, bench.out)[0]
    check = commands.checking(job, bench.out)
    built, checked = [], []
    for _ in range(bench.amounts.rounds):
        built.append(commands.cpu_time(build))
        checked.append(commands.cpu_time(check))
    seconds = median(checked)
    return [
        Row(measure="cold check, beside a build of new text", engine=check.name, value=seconds,
            unit="s CPU", ratio=seconds / median(built), bar=CHECK_BAR, runs=bench.amounts.rounds)
    ]  # fmt: skip


def instructions(bench: Bench) -> list[Row]:
    """The same processes in instructions, which do not vary with the machine's load."""
    if not bench.amounts.instructions:
        return []
    job: Job = (medicine_name(0), clinic_name(0))
    listed = commands.commands(bench.engines, bench.alone.root, bench.folder.root, job, bench.out)
    counts: dict[str, float] = {}
    for each in listed:
        bench.tell(f"  {each.name} under valgrind")
        if not each.fresh:
            commands.cpu_time(each)  # fills the cache
        if (count := commands.instructions(each)) is not None:
            counts[each.name] = count
    own = counts.get(commands.NEW)
    if own is None:
        bench.tell("  valgrind is not here, or counted nothing: rows left out")
        return []
    return [
        Row(measure="cold command, instructions", engine=name, value=count, unit="million",
            ratio=None if name == commands.NEW else own / count, note="valgrind")
        for name, count in counts.items()
    ]  # fmt: skip


def warm(bench: Bench) -> list[Row]:
    """In a running process: a text that it has not seen, and one that it has."""
    unseen = bench.amounts.medicines - 2  # from the end: other measures begin at the front
    rounds = min(bench.amounts.rounds, unseen - 1)
    started = {name: each for name, each in bench.running().items() if name != "leaflet-stamp"}
    last = (medicine_name(bench.amounts.medicines - 1), clinic_name(0))
    for worker in started.values():
        worker.ask("render", [last])

    def new(worker: Worker, number: int) -> Spent:
        return worker.ask("render", [(medicine_name(unseen - number), clinic_name(0))])

    def again(worker: Worker, number: int) -> Spent:
        del number
        return worker.ask("render", [last] * min(bench.amounts.per_round[worker.name], 20))

    fresh = take_turns(started, rounds, new)
    same = take_turns(started, rounds, again)
    return [
        *_compared("warm, new text", {name: middle(spent) for name, spent in fresh.items()},
                   rounds),
        *_compared("warm, the same leaflet again",
                   {name: middle(spent) for name, spent in same.items()}, rounds),
    ]  # fmt: skip


def batch(bench: Bench) -> list[Row]:
    """One medicine for many clinics, written to files; and what comes before, once a clinic."""
    amounts, started = bench.amounts, bench.running()
    for worker in started.values():
        worker.ask("write", jobs(1, 1))  # not counted
    share = amounts.clinics // amounts.rounds
    reading, judging = [], []
    for number in range(amounts.rounds):
        part = jobs(1, share, first=number * share)
        other = [(medicine_name(1), clinic) for _, clinic in part]
        reading.append(started["leaflet"].ask("prepare", part))
        judging.append(started["leaflet"].ask("render", other))
        started["leaflet-stamp"].ask("prepare", part)
        started["leaflet-stamp"].ask("render", other)

    def turn(worker: Worker, number: int) -> Spent:
        count = min(amounts.per_round[worker.name], share)
        return worker.ask("write", jobs(1, count, first=number * share))

    spent = take_turns(started, amounts.rounds, turn)
    each = {name: middle(found) for name, found in spent.items()}
    files = {name: sum(one.files for one in found) for name, found in spent.items()}
    bars = {"typst": TYPST_BAR, "weasyprint": WEASYPRINT_BAR}
    measure = f"batch of {amounts.clinics:,} clinics, per leaflet written"
    rows: list[Row] = []
    for own, label in (("leaflet", measure), ("leaflet-stamp", "the same, stamping alone")):
        rows.extend(
            Row(measure=label, engine="leaflet" if name == own else name, value=each[name],
                unit="ms CPU", ratio=None if name == own else each[own] / each[name],
                bar=bars.get(name) if own == "leaflet" else None, runs=amounts.rounds,
                note=f"{files[name]:,} files")
            for name in (own, *bench.engines)
        )  # fmt: skip
    for label, once in (("YAML, logo", reading), ("its slots made and judged", judging)):
        rows.append(Row(measure=f"a clinic, once for all its medicines: {label}", engine="leaflet",
                        value=middle(once), unit="ms CPU", runs=amounts.rounds))  # fmt: skip
    return rows


def cover(bench: Bench) -> list[Row]:
    """A cover before the two pages: imported once, then put before each leaflet."""
    amounts, started = bench.amounts, bench.running()
    importing = started["leaflet"].ask("prepare", jobs(1, 1, cover=True))
    for name, worker in started.items():
        worker.ask("write", [*jobs(1, 1), *jobs(1, 1, cover=True)])  # not counted
        if name.startswith("leaflet"):
            for more in ({}, {"cover": True}, {"code": True}):
                worker.ask("prepare", jobs(1, amounts.covered, **more))

    def turns(*, covers: bool = False, code: bool = False) -> dict[str, float]:
        def turn(worker: Worker, number: int) -> Spent:
            del number
            files = min(amounts.per_round[worker.name], amounts.covered)
            return worker.ask("write", jobs(1, files, cover=covers, code=code))

        chosen = {name: worker for name, worker in started.items()
                  if not code or name.startswith("leaflet")}  # fmt: skip
        return {name: middle(spent) for name, spent in take_turns(chosen, 1, turn).items()}

    found = [(turns(), turns(covers=True), turns(code=True)) for _ in range(amounts.rounds)]
    plain = {name: median(each[0][name] for each in found) for name in started}
    with_cover = {name: median(each[1][name] for each in found) for name in started}
    rows = []
    for name, label in (("leaflet", "leaflet"), ("leaflet-stamp", "leaflet, stamping alone")):
        coded = median(each[2][name] for each in found)
        rows.append(
            Row(measure="with a cover, against without", engine=label, value=with_cover[name],
                unit="ms CPU", ratio=with_cover[name] / plain[name],
                bar=COVER_BAR if name == "leaflet" else None, runs=amounts.rounds)
        )  # fmt: skip
        rows.append(
            Row(measure="with a QR code, against without", engine=label, value=coded,
                unit="ms CPU", ratio=coded / plain[name], runs=amounts.rounds)
        )  # fmt: skip
    rows.append(Row(measure="importing a cover, once", engine="leaflet",
                    value=importing.cpu * 1000, unit="ms CPU"))  # fmt: skip
    for name in bench.engines:
        rows.append(
            Row(measure="with a cover, per leaflet written", engine=name, value=with_cover[name],
                unit="ms CPU", ratio=with_cover["leaflet"] / with_cover[name], runs=amounts.rounds,
                note="by pypdf, tags lost")
        )  # fmt: skip
    return rows


def _compared(measure: str, each: dict[str, float], rounds: int) -> list[Row]:
    return [
        Row(measure=measure, engine=name, value=value, unit="ms CPU",
            ratio=None if name == "leaflet" else each["leaflet"] / value, runs=rounds)
        for name, value in each.items()
    ]  # fmt: skip
