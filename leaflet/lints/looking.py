"""Reports on content files, found in folders or named one by one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path

from leaflet.errors import LeafletError, Location, Problem
from leaflet.files import read_bytes
from leaflet.lints import LINTS
from leaflet.lints.beside import Beside, kept
from leaflet.lints.linted import Linted
from leaflet.lints.places import Found, find
from leaflet.model.clinic import ClinicFile
from leaflet.model.locale import Locale
from leaflet.model.medicine import Leaflet
from leaflet.model.workspace import WorkspaceFile
from leaflet.reader import (
    Examined,
    examine_clinic,
    examine_leaflet,
    examine_locale,
    examine_workspace,
)
from leaflet.report import Finding, Report
from leaflet.workspace import LARGEST_YAML


def lint(
    paths: Sequence[Path] = (), *, workspace: Path | None = None, as_of: dt.date | None = None
) -> tuple[Report, ...]:
    """What a person should look at in content files.

    Args:
        paths: Files or folders; all of the workspace's and the built-in content where there are
            none.
        workspace: Where a medicine's locale is looked for; else the folder that ``content`` lies
            in, or the current one.
        as_of: The day that dates are compared with; today where it is left out.

    Raises:
        FileAccessError: a path is not there, or no content file.
    """
    day = as_of or dt.datetime.now().astimezone().date()
    beside = Beside()
    return tuple(_report(each, day, beside) for each in find(paths, workspace))


def _report(found: Found, day: dt.date, beside: Beside) -> Report:
    linted = linted_of(found, day, beside)
    return linted if isinstance(linted, Report) else LINTS.report(linted, linted.file)


def linted_of(found: Found, day: dt.date, beside: Beside | None = None) -> Linted | Report:
    """A file as lints look at it; the report on one that is no YAML."""
    data = read_bytes(found.path, limit=LARGEST_YAML * 2)
    file = found.workspace.shown(found.path.resolve())
    words = _locale_of(found)
    examined = _examine(found, data, file, words)
    if examined.document is None:
        return _unread(file, examined.problems.all())
    value = examined.value if isinstance(examined.value, Leaflet) else None
    return Linted(
        kind=found.kind,
        file=file,
        document=examined.document,
        problems=examined.problems.all(),
        as_of=day,
        locale_file=words,
        value=value,
        kept=kept(found, value),
        others=(beside or Beside()).others(found),
    )


def _examine(
    found: Found, data: bytes, file: str, words: Locale | None
) -> Examined[Leaflet] | Examined[Locale] | Examined[ClinicFile] | Examined[WorkspaceFile]:
    match found.kind:
        case "medicine":
            return examine_leaflet(
                data, file, medicine=found.name, locale=found.locale, locale_file=words
            )
        case "locale":
            return examine_locale(data, file, locale=found.name)
        case "clinic":
            return examine_clinic(data, file, clinic=found.name)
        case "workspace":
            return examine_workspace(data, file)


def _locale_of(found: Found) -> Locale | None:
    """The fixed words of a medicine's locale; their own faults are told of their own file."""
    if found.kind != "medicine":
        return None
    try:
        return found.workspace.locale(found.locale)
    except LeafletError:
        return None


def _unread(file: str, problems: Iterable[Problem]) -> Report:
    """The report on a file that is no YAML: nothing else can be said of it."""
    rule = LINTS["schema"]
    findings = tuple(
        Finding(
            check=rule.id,
            severity=rule.severity,
            what=problem.what,
            location=problem.location or Location(file),
            hint=problem.hint,
        )
        for problem in problems
    )
    return Report(file=file, findings=findings, made=(rule.id,))
