"""Makers of PDF that set the same two pages. Importing this imports none of them."""

from __future__ import annotations

import importlib
from abc import ABC, abstractmethod
from pathlib import Path
from typing import ClassVar

MODULES = {
    "leaflet": ("tests.benchmarks.product", "Product"),
    "leaflet-stamp": ("tests.benchmarks.product", "Stamp"),
    "typst": ("tests.benchmarks.engines.typst_engine", "Typst"),
    "weasyprint": ("tests.benchmarks.engines.weasyprint_engine", "WeasyPrint"),
    "fpdf2": ("tests.benchmarks.engines.fpdf2_engine", "Fpdf2"),
    "reportlab": ("tests.benchmarks.engines.reportlab_engine", "ReportLab"),
}
OTHERS = ("typst", "weasyprint", "fpdf2", "reportlab")
"""All but leaflet."""


class Engine(ABC):
    """A maker of PDF, its faces and whatever else it can keep from file to file already read."""

    name: ClassVar[str]
    tagged: ClassVar[bool]
    """Whether it writes a structure tree."""
    distribution: ClassVar[str]
    """Its name on PyPI."""

    @abstractmethod
    def __init__(self, workspace: Path) -> None:
        """Read what is the same for all files."""

    def prepare(self, medicine: str, clinic: str) -> None:
        """Do once for a medicine what can be done once, before anything is timed."""
        self.render(medicine, clinic)

    @abstractmethod
    def render(self, medicine: str, clinic: str) -> bytes:
        """One leaflet; with a cover before it where the clinic's name begins with “covered”."""

    def write(self, medicine: str, clinic: str, folder: Path) -> None:
        """One leaflet in a file."""
        (folder / f"{medicine}-{clinic}.pdf").write_bytes(self.render(medicine, clinic))

    def finish(self) -> None:
        """Nothing more is asked for now: what waits for company goes to the disk."""
        return


def load(name: str) -> type[Engine]:
    """The engine of this name."""
    module, attribute = MODULES[name]
    engine: type[Engine] = getattr(importlib.import_module(module), attribute)
    return engine


def version(name: str) -> str:
    """What is installed of it."""
    import importlib.metadata  # here, as it would cost the cold commands of the others

    return importlib.metadata.version(load(name).distribution)
