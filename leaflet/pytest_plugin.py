"""A pytest plugin: each leaflet of a folder is a test.

It does nothing until it is asked, with ``--leaflets`` or ``leaflets = true`` in pytest's own
configuration. Then, of the files that pytest collects, content (``content/…/*.yaml``) is looked
over as by ``leaflet lint``, and PDFs are checked as by ``leaflet check``: all but those beside a
``clinic.yaml``, which are its covers.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from leaflet.checks.checking import Checks
    from leaflet.report import Report

_OPTIONS = (
    ("leaflets", "make a test of every leaflet: content by lint, PDFs by check"),
    ("leaflets-strict", "warnings fail, too"),
)
_CHECKS: pytest.StashKey[Checks] = pytest.StashKey()


def pytest_addoption(parser: pytest.Parser) -> None:
    """The plugin's options; the switches may stand in pytest's configuration as well."""
    group = parser.getgroup("leaflet", "leaflets as tests")
    for name, text in _OPTIONS:
        group.addoption(f"--{name}", action="store_true", default=None, help=text)
        parser.addini(name.replace("-", "_"), text, type="bool", default=False)
    text = "day to compare dates with, as 2026-11-21; today, else"
    group.addoption("--leaflets-as-of", metavar="DATE", type=dt.date.fromisoformat, help=text)


def _asked(config: pytest.Config, name: str) -> bool:
    return bool(config.getoption(name) or config.getini(name))


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Leaflets become tests, if that is asked for."""
    if not _asked(parent.config, "leaflets"):
        return None
    from leaflet.lints.places import is_content

    if is_content(file_path):
        return LeafletFile.from_parent(parent, path=file_path)
    of_a_clinic = file_path.parts[-3:-2] == ("clinics",)
    if file_path.suffix.lower() == ".pdf" and not of_a_clinic:
        return LeafletFile.from_parent(parent, path=file_path)
    return None


def pytest_unconfigure(config: pytest.Config) -> None:
    """Let go the process that reads PDFs, where there is one."""
    if checks := config.stash.get(_CHECKS, None):
        checks.__exit__()


class LeafletFile(pytest.File):
    """One file, with one test."""

    def collect(self) -> Iterator[pytest.Item]:
        """The test."""
        if self.path.suffix == ".yaml":
            yield LintItem.from_parent(self, name="lint")
        else:
            yield CheckItem.from_parent(self, name="check")


class LeafletItem(pytest.Item):
    """A leaflet that is looked over."""

    def runtest(self) -> None:
        """Look it over: what fails, fails; what else was found is shown with ``-rA``."""
        from leaflet.errors import LeafletError
        from leaflet.reporting.text import one_line

        try:
            report = self.report()
        except LeafletError as error:
            pytest.fail(str(error), pytrace=False)
        found = "\n".join(one_line(finding) for finding in report.findings)
        if report.fails(strict=_asked(self.config, "leaflets_strict")):
            pytest.fail(found, pytrace=False)
        if found:
            self.add_report_section("call", "leaflet", found)

    def report(self) -> Report:
        """What is found in the file.

        Raises:
            LeafletError: it cannot be read.
        """
        raise NotImplementedError

    def reportinfo(self) -> tuple[Path, int, str]:
        """The file as a whole."""
        return self.path, 0, f"leaflet {self.name}"


class LintItem(LeafletItem):
    """A content file."""

    def report(self) -> Report:
        """See ``LeafletItem``."""
        from leaflet.lints.looking import lint

        (report,) = lint([self.path], as_of=self.config.getoption("leaflets_as_of"))
        return report


class CheckItem(LeafletItem):
    """A PDF."""

    def report(self) -> Report:
        """See ``LeafletItem``. One process reads the PDFs of a whole run."""
        from leaflet.checks.checking import Checks

        if _CHECKS not in self.config.stash:
            as_of = self.config.getoption("leaflets_as_of")
            self.config.stash[_CHECKS] = Checks(as_of=as_of).__enter__()
        return self.config.stash[_CHECKS].report(self.path)
