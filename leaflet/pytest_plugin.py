"""A pytest plugin: each leaflet of a folder is a test.

It does nothing until it is asked, with ``--leaflets`` or ``leaflets = true`` in pytest's own
configuration. Then every content file (``content/…/*.yaml``) that pytest collects is looked over by
``leaflet lint``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from leaflet.report import Report


def pytest_addoption(parser: pytest.Parser) -> None:
    """The plugin's options; each may stand in pytest's configuration as well."""
    group = parser.getgroup("leaflet", "leaflets as tests")
    for name, text in (
        ("leaflets", "make a test of every leaflet: content by lint, PDFs by check"),
        ("leaflets-strict", "warnings fail, too"),
    ):
        group.addoption(f"--{name}", action="store_true", default=None, help=text)
        parser.addini(name.replace("-", "_"), text, type="bool", default=False)
    text = "day to compare dates with, as 2026-11-21; today, else"
    group.addoption("--leaflets-as-of", metavar="DATE", type=dt.date.fromisoformat, help=text)


def _asked(config: pytest.Config, name: str) -> bool:
    return bool(config.getoption(name) or config.getini(name))


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Content files become tests, if that is asked for."""
    if not _asked(parent.config, "leaflets"):
        return None
    from leaflet.lints.places import is_content

    if not is_content(file_path):
        return None
    return LeafletFile.from_parent(parent, path=file_path)


class LeafletFile(pytest.File):
    """One file, with one test."""

    def collect(self) -> Iterator[pytest.Item]:
        """The test."""
        yield LeafletItem.from_parent(self, name="lint")


class LeafletItem(pytest.Item):
    """A leaflet that is looked over."""

    def runtest(self) -> None:
        """Look it over: what fails, fails; what else was found is shown with ``-rA``."""
        from leaflet.reporting.text import findings_in_text

        report = self._report()
        found = findings_in_text(report)
        if report.fails(strict=_asked(self.config, "leaflets_strict")):
            pytest.fail(found, pytrace=False)
        if found:
            self.add_report_section("call", "leaflet", found)

    def _report(self) -> Report:
        from leaflet.errors import LeafletError
        from leaflet.lints.looking import lint

        try:
            (report,) = lint([self.path], as_of=self.config.getoption("leaflets_as_of"))
        except LeafletError as error:
            pytest.fail(str(error), pytrace=False)
        return report

    def reportinfo(self) -> tuple[Path, int, str]:
        """The file as a whole."""
        return self.path, 0, f"leaflet {self.name}"
