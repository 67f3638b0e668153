"""What every measure needs: how much to do, where, and engines that take turns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from tests.benchmarks.workers import Job, Spent, Worker, workers
from tests.benchmarks.workspaces import Folder, clinic_name, medicine_name

TYPST_BAR, WEASYPRINT_BAR = 1 / 100, 1 / 1000
COVER_BAR, MANY_BAR, MEMORY_BAR = 2.0, 3.0, 60.0
COLD_BAR, NEW_TEXT_BAR, SIZE_BAR = 0.6, 0.5, 0.85
"""The bars of issue 4."""
CHECK_BAR = 2.0
"""A leaflet is checked in less time than it is built twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts:
    """How much is done. Slow engines do fewer files a round; every figure is for one file."""

    rounds: int
    clinics: int
    medicines: int
    covered: int
    per_round: Mapping[str, int]
    """Files of a round by engine, in a batch."""
    memory: Sequence[tuple[int, int]]
    """Medicines and clinics."""
    growth_clinics: Sequence[int]
    growth_medicines: Sequence[int]
    instructions: bool
    budget: float
    """Seconds of CPU after which a long measure stops and is told for as far as it came."""


FULL = Amounts(
    rounds=5,
    clinics=1000,
    medicines=100,
    covered=100,
    per_round={"leaflet": 200, "leaflet-stamp": 200, "typst": 30, "weasyprint": 4, "fpdf2": 8,
               "reportlab": 16},
    memory=((1, 100), (10, 100), (100, 100)),
    growth_clinics=(10, 100, 1000),
    growth_medicines=(1, 10, 100),
    instructions=True,
    budget=60,
)  # fmt: skip
SMALL = Amounts(
    rounds=1,
    clinics=4,
    medicines=4,
    covered=1,
    per_round=dict.fromkeys(FULL.per_round, 1),
    memory=((1, 2),),
    growth_clinics=(2,),
    growth_medicines=(2,),
    instructions=False,
    budget=20,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """One run of the benchmarks."""

    amounts: Amounts
    folder: Folder
    """A chain: many medicines, many clinics."""
    alone: Folder
    """One medicine and one clinic, for the cold commands."""
    out: Path
    engines: tuple[str, ...]
    """The others, in the order of the table."""
    tell: Callable[[str], None]
    stack: ExitStack
    """Ends the kept workers."""
    kept: dict[str, Worker] = field(default_factory=dict)

    def running(self) -> Mapping[str, Worker]:
        """The product, its stamp alone, the others: each started once and warm from then on.

        They serve where only time counts. What counts memory or growth starts its own.
        """
        if not self.kept:
            names = ("leaflet", "leaflet-stamp", *self.engines)
            self.kept.update(self.stack.enter_context(workers(names, self.folder.root, self.out)))
        return self.kept


def jobs(
    medicines: int, clinics: int, *, first: int = 0, cover: bool = False, code: bool = False
) -> list[Job]:
    """Every medicine for every clinic, medicine by medicine."""
    return [
        (medicine_name(medicine), clinic_name(clinic, cover=cover, code=code))
        for medicine in range(medicines)
        for clinic in range(first, first + clinics)
    ]


def take_turns(
    started: Mapping[str, Worker], rounds: int, turn: Callable[[Worker, int], Spent]
) -> dict[str, list[Spent]]:
    """A B C A B C …: what each did in each round."""
    spent: dict[str, list[Spent]] = {name: [] for name in started}
    for number in range(rounds):
        for name, worker in started.items():
            spent[name].append(turn(worker, number))
    return spent


def middle(spent: Sequence[Spent]) -> float:
    """The median over rounds of milliseconds for one file."""
    return median(each.each for each in spent) * 1000


def until(worker: Worker, work: Sequence[Job], budget: float, step: int) -> Spent:
    """Write files in steps until all are there or the budget is spent."""
    cpu, files, peak = 0.0, 0, 0.0
    for start in range(0, len(work), step):
        spent = worker.ask("write", work[start : start + step])
        cpu, files, peak = cpu + spent.cpu, files + spent.files, spent.peak
        if cpu > budget:
            break
    return Spent(cpu, files, peak)
