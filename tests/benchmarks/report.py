"""The table: ratios to leaflet, the bars beside them, and what they were measured on."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.benchmarks.engines import MODULES, load, version

HEAD = ("measure", "engine", "figure", "leaflet ÷ it", "bar", "", "runs")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One figure."""

    measure: str
    engine: str
    value: float
    unit: str
    ratio: float | None = None
    """Leaflet's figure divided by this one, or this one by what the measure names."""
    bar: float | None = None
    """The most that may be: of the ratio where there is one, else of the value."""
    runs: int = 1
    note: str = ""

    @property
    def held(self) -> bool | None:
        """Whether the bar is held; none where there is no bar."""
        if self.bar is None:
            return None
        return (self.value if self.ratio is None else self.ratio) <= self.bar

    def cells(self) -> tuple[str, ...]:
        """The row as text."""
        bar = ""
        if self.bar is not None:
            amount = f"{self.bar:g} {self.unit}" if self.ratio is None else as_ratio(self.bar)
            bar = f"≤ {amount}"
        return (
            self.measure, self.engine, f"{_rounded(self.value)} {self.unit}",
            "" if self.ratio is None else as_ratio(self.ratio), bar,
            {None: "", True: "held", False: "**not held**"}[self.held],
            f"{self.runs}{f' ({self.note})' if self.note else ''}",
        )  # fmt: skip


def as_ratio(ratio: float) -> str:
    """“1/230” where it is far below one, else two figures."""
    return f"1/{_rounded(1 / ratio)}" if 0 < ratio < 0.2 else f"{ratio:.2f}"


def _rounded(value: float) -> str:
    """Three figures."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def markdown(rows: Sequence[Row], heading: Sequence[str]) -> str:
    """The table and what it was measured on, as Markdown."""
    table = [HEAD, *(row.cells() for row in rows)]
    widths = [max(len(cells[i]) for cells in table) for i in range(len(HEAD))]
    lines = [*heading, ""]
    for number, cells in enumerate(table):
        lines.append(_line(cells, widths))
        if number == 0:
            right = (2, 3, 4)
            rule = ["-" * (w - 1) + ":" if i in right else "-" * w for i, w in enumerate(widths)]
            lines.append(_line(rule, widths))
    return "\n".join(lines)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (
        cell.rjust(width) if index in {2, 3, 4} else cell.ljust(width)
        for index, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return f"| {' | '.join(padded)} |"


def machine() -> dict[str, str]:
    """Processor, system, Python."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        found = re.search(r"^model name\s*:\s*(.+)$", info.read_text("utf-8"), re.MULTILINE)
        model = found[1] if found else model
    return {
        "processor": f"{model}, {os.cpu_count()} cores",
        "system": platform.platform(terse=True),
        "python": f"{platform.python_implementation()} {platform.python_version()}",
    }


def versions() -> dict[str, str]:
    """Each engine with its version, and whether it writes tags."""
    return {
        name: f"{version(name)}, {'tagged' if load(name).tagged else 'no tags'}"
        for name in MODULES
        if name != "leaflet-stamp"
    }


def as_json(rows: Sequence[Row]) -> list[dict[str, object]]:
    """The rows as plain values."""
    return [{**asdict(row), "held": row.held} for row in rows]
