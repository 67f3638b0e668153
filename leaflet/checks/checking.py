"""Finished PDFs → reports: one, or many over all processors."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import re
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock, local
from typing import TYPE_CHECKING, TypeAlias

from leaflet.checks.apart import LARGEST_FILE, Checker
from leaflet.checks.verapdf import verdict
from leaflet.errors import LeafletError, Location, Problem, UsageError
from leaflet.files import read_bytes, shown
from leaflet.report import Report

if TYPE_CHECKING:
    from leaflet.pipeline import Builder, Edition, PaperName

Pdf: TypeAlias = Path | str | bytes
Outcome: TypeAlias = Report | LeafletError
"""A report, or why there is none."""


def check(
    pdf: Pdf,
    *,
    name: str | None = None,
    workspace: Path | str | None = None,
    as_of: dt.date | None = None,
) -> Report:
    """What is wrong with a finished leaflet, with or without covers.

    Args:
        pdf: the file, or its bytes.
        name: as findings call it; the path where it is left out.
        workspace: a folder to compare the leaflet's text with, as it is now.
        as_of: the day to compare dates with; today where it is left out.

    Raises:
        LeafletError: the file cannot be read, or is no leaflet.
    """
    with Checks(workspace=workspace, as_of=as_of) as checks:
        return checks.report(pdf, name)


def check_all(
    pdfs: Sequence[Pdf],
    *,
    workspace: Path | str | None = None,
    as_of: dt.date | None = None,
    jobs: int | None = None,
    on_progress: Callable[[Outcome], None] | None = None,
) -> tuple[Outcome, ...]:
    """The same for many files, in their order, over all processors.

    A file that cannot be read has its error in place of a report.

    Args:
        pdfs: the files.
        workspace: see ``check``.
        as_of: see ``check``.
        jobs: how many processes; one a processor where it is left out.
        on_progress: is called with each outcome as it comes, from any thread.
    """
    workers = max(1, min(jobs or os.cpu_count() or 1, len(pdfs)))
    with Checks(workspace=workspace, as_of=as_of) as checks:

        def outcome(pdf: Pdf) -> Outcome:
            found: Outcome
            try:
                found = checks.report(pdf)
            except LeafletError as error:
                found = error
            if on_progress is not None:
                on_progress(found)
            return found

        pool = ThreadPoolExecutor(workers)
        try:
            return tuple(pool.map(outcome, pdfs))
        finally:  # after an interrupt, what is not begun is not begun
            pool.shutdown(wait=True, cancel_futures=True)


@dataclass(slots=True)
class Checks:
    """Checks one file after another; a process with limits for each thread that asks."""

    workspace: Path | str | None = None
    as_of: dt.date | None = None
    _mine: local = field(default_factory=local)
    _all: list[Checker] = field(default_factory=list)
    _texts: dict[tuple[str, str, str, str], dict[str, object]] = field(default_factory=dict)
    _builder: Builder | None = None
    _lock: Lock = field(default_factory=Lock)

    def __enter__(self) -> Checks:
        """Look whether the workspace is there.

        Raises:
            FileAccessError: it is no folder.
        """
        if self.workspace is not None:
            from leaflet.pipeline import Builder
            from leaflet.workspace import Workspace

            self._builder = Builder(Workspace(Path(self.workspace)))
        return self

    def __exit__(self, *error: object) -> None:
        """Let all processes go."""
        for checker in self._all:
            checker.close()

    def report(self, pdf: Pdf, name: str | None = None) -> Report:
        """See ``check``."""
        data = pdf if isinstance(pdf, bytes) else read_bytes(Path(pdf), limit=LARGEST_FILE)
        called = name or ("leaflet.pdf" if isinstance(pdf, bytes) else shown(Path(pdf)))
        day = self.as_of or dt.datetime.now().astimezone().date()
        checker = self._checker()
        current, clinic = self._current(checker, data, called)
        return checker.report(
            data, called, as_of=day.isoformat(), current=current, clinic=clinic, vera=verdict(data)
        )

    def _checker(self) -> Checker:
        checker: Checker | None = getattr(self._mine, "checker", None)
        if checker is None:
            checker = self._mine.checker = Checker()
            self._all.append(checker)
        return checker

    def _current(
        self, checker: Checker, data: bytes, name: str
    ) -> tuple[dict[str, object] | None, dict[str, str] | None]:
        """What the workspace has now of the leaflet that the file says it is, and of its clinic."""
        if self._builder is None:
            return None, None
        facts = checker.facts(data, name)
        if not {"medicine", "locale"} <= facts.keys():
            facts = _by_name(name)
        if not facts:
            raise UsageError(
                Problem(
                    Location(name), "does not tell which leaflet it is, nor does its name",
                    "name the file as leaflet does: baclofen.en-GB.pdf",
                )
            )  # fmt: skip
        edition = "large" if facts.get("edition") == "large" else "standard"
        key = (facts["medicine"], facts["locale"], facts.get("paper", ""), edition)
        with self._lock:
            if key not in self._texts:
                self._texts[key] = text_of(self._builder, *key)
            return self._texts[key], clinic_of(self._builder, facts.get("clinic", ""))


_NAME = re.compile(r"([a-z0-9-]+)\.([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)+)(?:\.(large))?\.pdf")
_EDITIONS: dict[str, Edition] = {"standard": "standard", "large": "large"}
_PAPERS: dict[str, PaperName] = {"a4": "a4", "letter": "letter"}


def _by_name(name: str) -> dict[str, str]:
    """Medicine and locale by the name that leaflet gives a file; nothing for another name."""
    found = _NAME.fullmatch(Path(name).name)
    if found is None:
        return {}
    return {"medicine": found[1], "locale": found[2], "edition": found[3] or "standard"}


def clinic_of(builder: Builder, clinic: str) -> dict[str, str] | None:
    """Name and phone of a clinic as the workspace has them now; nothing of one it does not have.

    Raises:
        ContentError: the clinic's file is wrong.
    """
    if clinic not in builder.workspace.clinics():
        return None
    file, _ = builder.clinic_file(clinic)
    return {"name": file.name, "phone": file.phone}


def text_of(
    builder: Builder, medicine: str, locale: str, paper: str, edition: str
) -> dict[str, object]:
    """What a leaflet that is built from the workspace now carries.

    Raises:
        LeafletError: there is no such leaflet, or it cannot be built.
    """
    import pikepdf

    from leaflet.checks.told import FILE_NAME

    built = builder.build(
        medicine, locale=locale, paper=_PAPERS.get(paper), edition=_EDITIONS[edition]
    )
    with pikepdf.open(io.BytesIO(built.pdf)) as pdf:
        data = pdf.attachments[FILE_NAME].get_file().read_bytes()
    content: dict[str, object] = json.loads(data)
    return content
