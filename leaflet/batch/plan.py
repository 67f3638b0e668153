"""From wishes to jobs: one for each leaflet, medicine by medicine, never all in memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from leaflet.batch.inputs import Inputs
from leaflet.batch.wishes import Job, Wishes
from leaflet.cache.opened import Cache
from leaflet.errors import FileAccessError, LeafletError, Location, Problem, UsageError
from leaflet.files import is_folder, shown
from leaflet.naming import DEFAULT_MEDICINE
from leaflet.pipeline import Builder
from leaflet.workspace import Workspace


class Plan:
    """The jobs of a batch, grouped by what is laid out once: medicine, locale, paper.

    Raises:
        UsageError: nothing is left to build.
    """

    def __init__(self, wishes: Wishes, workspace: Workspace, cache: Cache | None = None) -> None:
        self.wishes = wishes
        self.workspace = workspace
        self._inputs = Inputs(workspace, wishes.options)
        self.builder = Builder(workspace, cache)
        self._known = workspace.medicines()
        clinics = workspace.clinics() if "all" in wishes.clinics else wishes.clinics
        self._clinics: tuple[str | None, ...] = tuple(dict.fromkeys(clinics)) or (None,)
        names = self._known if wishes.everything else wishes.medicines or (DEFAULT_MEDICINE,)
        self.medicines = tuple(dict.fromkeys(names))
        if not (clinics or not wishes.clinics) or not any(map(self._locales, self.medicines)):
            raise UsageError(Problem(None, "there is nothing to build", "see: leaflet list"))

    def _locales(self, medicine: str) -> tuple[str | None, ...]:
        if "all" in self.wishes.locales:
            return self._known.get(medicine, (None,))  # an unknown one fails by itself, with a hint
        return tuple(dict.fromkeys(self.wishes.locales)) or (None,)

    def groups(self) -> Iterator[tuple[Job, ...]]:
        """The jobs of one medicine and locale together, without their digests."""
        edition = self.wishes.options.edition
        for medicine in self.medicines:
            groups: dict[str | None, dict[Job, None]] = {}
            for locale in self._locales(medicine):
                for clinic in self._clinics:
                    tag = locale or self._default_locale(clinic)
                    if self._is_wished(medicine, tag):
                        groups.setdefault(tag, {})[Job(medicine, tag, clinic, edition)] = None
            for tag in sorted(groups, key=str):
                yield tuple(groups[tag])

    def _is_wished(self, medicine: str, tag: str | None) -> bool:
        """Every medicine: each that has the locale. A locale that none has is a slip, and fails."""
        elsewhere = any(tag in tags for tags in self._known.values())
        return not (self.wishes.everything and elsewhere) or tag in self._known[medicine]

    def folders(self) -> tuple[str, ...]:
        """The folders below the output folder that leaflets go into; empty for the very folder."""
        known = {*self.workspace.clinics(), None}
        return tuple(clinic or "" for clinic in self._clinics if clinic in known)

    def with_inputs(self, job: Job) -> Job:
        """The job with the digest of all that goes into it."""
        return replace(job, inputs=self._inputs.digest(job.medicine, job.locale, job.clinic))

    @property
    def program(self) -> str:
        """A digest of leaflet itself and of its libraries."""
        return self._inputs.program

    def _default_locale(self, clinic: str | None) -> str | None:
        try:
            return self.builder.default_locale(clinic)
        except LeafletError:
            return None

    def refuse_inputs(self, out: Path) -> None:
        """No leaflet takes the place of a file that goes into one, before anything is written.

        Raises:
            FileAccessError: the output of one is a cover or logo, or a clinic's own file.
        """
        if not is_folder(out):
            return
        inputs = {
            found: path
            for path in self._inputs.files(self.folders())
            if (found := _identity(path)) is not None
        }
        problems = []
        for job in (job for group in self.groups() for job in group if job.name):
            target = out / job.name
            if (found := _identity(target)) is not None and found in inputs:
                problems.append(
                    Problem(
                        Location(shown(target)),
                        f"would be written over {shown(inputs[found])}, which goes into a leaflet",
                        "name another output folder with --out",
                    )
                )
        if problems:
            raise FileAccessError(*problems[:20])


def _identity(path: Path) -> tuple[int, int] | None:
    """What tells a file that is there from every other, by whatever name it goes."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return status.st_dev, status.st_ino
