"""How far a batch is: a bar on a terminal, a plain line every few seconds elsewhere."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Protocol, TextIO

if TYPE_CHECKING:
    from rich.progress import ProgressColumn, Task

BETWEEN_LINES = 5.0
"""Seconds."""


class Progress(Protocol):
    """Is told of each leaflet."""

    def step(self, *, built: bool) -> None:
        """One leaflet more is accounted for; ``built`` where that took work."""

    def tell(self, line: str) -> None:
        """Say something beside the progress."""

    def close(self) -> None:
        """No more to come."""


class Lines:
    """Plain lines, for logs: how many, how fast, how long yet."""

    def __init__(self, total: int, stream: TextIO, *, every: float = BETWEEN_LINES) -> None:
        self._total = total
        self._stream = stream
        self._every = every
        self._done = self._built = 0
        self._began = time.monotonic()
        self._last = self._began

    def step(self, *, built: bool) -> None:
        """See ``Progress``."""
        self._done += 1
        self._built += built
        now = time.monotonic()
        if now - self._last >= self._every:
            self._last = now
            took = now - self._began
            left = (self._total - self._done) * took / self._done
            rate = f"{self._built / took:,.0f} a second"
            self.tell(f"{self._done:,} of {self._total:,} leaflets, {rate}, {_span(left)} left")

    def tell(self, line: str) -> None:
        """See ``Progress``."""
        print(line, file=self._stream, flush=True)

    def close(self) -> None:
        """See ``Progress``."""


class Bar:
    """A bar by rich, with rate and time left."""

    def __init__(self, total: int, stream: TextIO) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TimeRemainingColumn
        from rich.progress import Progress as RichProgress

        self._bar = RichProgress(
            BarColumn(), MofNCompleteColumn(), _rate_column(), TimeRemainingColumn(compact=True),
            console=Console(file=stream), transient=True, redirect_stderr=False,
            redirect_stdout=sys.stdout.isatty(),  # paths go above the bar, but into a pipe as ever
        )  # fmt: skip
        self._task = self._bar.add_task("", total=total)
        self._bar.start()

    def step(self, *, built: bool) -> None:
        """See ``Progress``."""
        del built
        self._bar.advance(self._task)

    def tell(self, line: str) -> None:
        """See ``Progress``."""
        self._bar.console.print(line, markup=False, highlight=False, soft_wrap=True)

    def close(self) -> None:
        """See ``Progress``."""
        self._bar.stop()


def progress(total: int, stream: TextIO) -> Progress:
    """What suits the stream."""
    return Bar(total, stream) if stream.isatty() else Lines(total, stream)


def _rate_column() -> ProgressColumn:
    from rich.progress import ProgressColumn
    from rich.text import Text

    class Rate(ProgressColumn):
        def render(self, task: Task) -> Text:
            return Text(f"{task.speed or 0:,.0f}/s")

    return Rate()


def _span(seconds: float) -> str:
    """A span of time as people say it."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = seconds / 60
    return f"{minutes:.0f} min" if minutes < 90 else f"{minutes / 60:.1f} h"
