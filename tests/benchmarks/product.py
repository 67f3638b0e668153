"""leaflet as the benchmarks call it: the one place to mend when the product's names change."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from tests.benchmarks.engines import Engine

if TYPE_CHECKING:
    from collections.abc import Mapping
    from concurrent.futures import Future

    from leaflet.batch.together import Together
    from leaflet.compiled import Compiled
    from leaflet.stamping.clinic import Clinic
    from leaflet.stamping.cover_pages import CoverBlock

LOCALE = "en-GB"
PAPER: Literal["a4"] = "a4"
CACHE = "XDG_CACHE_HOME"
"""What moves the user's cache folder."""
CACHES = True
"""Whether the product keeps what it compiled on disk; then memory is measured after compiling."""


def cold_command(
    workspace: Path, medicine: str, clinic: str, out: Path
) -> tuple[list[str], Mapping[str, str]]:
    """The command line that builds one leaflet, and what it needs in its environment."""
    command = [
        sys.executable, "-m", "leaflet", "build", medicine, "--clinic", clinic,
        "--workspace", str(workspace), "--out", str(out),
    ]  # fmt: skip
    return command, {}


def is_cached(cache: Path) -> bool:
    """Whether a command left something in its cache."""
    return any(path.is_file() for path in cache.rglob("*"))


class Product(Engine):
    """What ``leaflet build`` does for each file, in one process."""

    name = "leaflet"
    tagged = True
    distribution = "leaflet-medicines"

    def __init__(self, workspace: Path) -> None:
        from leaflet.pipeline import Builder
        from leaflet.workspace import Workspace

        self.builder = Builder(Workspace(workspace))
        self._together: Together | None = None
        self._begun: list[Future[None]] = []

    def prepare(self, medicine: str, clinic: str) -> None:
        """Compile what stamping takes."""
        self._parts(medicine, clinic)

    def _parts(self, medicine: str, clinic: str) -> tuple[Compiled, Clinic, list[CoverBlock]]:
        stock = self.builder.stock
        prepared = stock.clinic(clinic, LOCALE)
        compiled = stock.pages(medicine, LOCALE, PAPER, "standard", prepared.characters())
        (front,) = stock.covers((("cover", stock.own_covers(clinic, "cover")),), compiled)
        return compiled, prepared, [cover.block for cover in front]

    def render(self, medicine: str, clinic: str) -> bytes:
        """One leaflet, finished in memory."""
        return self.builder.build(medicine, locale=LOCALE, clinic=clinic).pdf

    def write(self, medicine: str, clinic: str, folder: Path) -> None:
        """One leaflet in a file, as a batch writes it: one wait for the disk is for several."""
        from leaflet.batch.run import LARGEST_TASK
        from leaflet.batch.together import Together

        if self._together is None:
            self._together = Together(folder)
        built = self.builder.build(medicine, locale=LOCALE, clinic=clinic)
        self._begun.append(self._together.write(built.name, built.pdf))
        if len(self._begun) >= LARGEST_TASK:
            self.finish()

    def finish(self) -> None:
        """Wait for the disk."""
        if self._together is not None:
            self._together.finish()
        for each in self._begun:
            each.result()
        self._begun.clear()


class Stamp(Product):
    """Stamping and writing alone, as the trial measured it: no judge asked, no safe writing."""

    name = "leaflet-stamp"

    def render(self, medicine: str, clinic: str) -> bytes:
        """One leaflet from what was compiled."""
        from leaflet.stamping.stamp import stamp

        compiled, prepared, front = self._parts(medicine, clinic)
        return stamp(compiled, prepared, front=front)

    def write(self, medicine: str, clinic: str, folder: Path) -> None:
        """One leaflet in a file."""
        path = folder / f"{medicine}-{clinic}.pdf"
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        try:
            os.write(handle, self.render(medicine, clinic))
        finally:
            os.close(handle)
