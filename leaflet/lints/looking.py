"""Reports on content files, found in folders or named one by one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from leaflet.errors import FileAccessError, LeafletError, Location, Problem
from leaflet.files import read_bytes, shown
from leaflet.lints import LINTS
from leaflet.lints.linted import Kind, Linted
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
from leaflet.workspace import LARGEST_YAML, RULES, Workspace

PLACES = "medicines/NAME/LOCALE.yaml, locales/LOCALE.yaml, clinics/NAME/clinic.yaml"
"""Below ``content``; beside them may lie ``workspace.yaml``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A content file: what it is by its place, and the workspace that it lies in."""

    path: Path
    kind: Kind
    name: str
    locale: str = ""
    workspace: Workspace


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
    home = Workspace(workspace or Path())
    found = _all(home) if not paths else _named(paths, home if workspace else None)
    return tuple(_report(each, day) for each in found)


def is_content(path: Path) -> bool:
    """Whether a file is content by its place."""
    return path.suffix == ".yaml" and _kind(path) is not None


def _all(home: Workspace) -> Iterator[Found]:
    names = [f"locales/{tag}.yaml" for tag in home.locales()]
    names += [
        f"medicines/{name}/{tag}.yaml" for name, tags in home.medicines().items() for tag in tags
    ]
    names += [f"clinics/{name}/clinic.yaml" for name in home.clinics()]
    if (home.root / RULES).is_file():
        yield from _recognised([home.root / RULES], home)
    for name in names:
        path = home.find(name)
        assert path is not None  # it was listed
        yield from _recognised([path], home)


def _named(paths: Iterable[Path], home: Workspace | None) -> Iterator[Found]:
    for path in paths:
        if path.is_dir():
            inside = sorted(each for each in path.rglob("*") if each.suffix == ".yaml")
            found = list(_recognised(inside, home))
            if not found:
                what = f"has no content files: {PLACES}"
                raise FileAccessError(Problem(Location(shown(path)), what))
            yield from found
            continue
        read_bytes(path, limit=LARGEST_YAML * 2)  # is it there?
        found = list(_recognised([path], home))
        if not found:
            what = "is no content file by its place"
            hint = f"content lies in {PLACES}"
            raise FileAccessError(Problem(Location(shown(path)), what, hint))
        yield from found


def _recognised(paths: Iterable[Path], home: Workspace | None) -> Iterator[Found]:
    for path in paths:
        whole = path.absolute()
        kind = _kind(path)
        if kind is None:
            continue
        root = whole.parents[_DEPTHS[kind] - 1]
        own = home or Workspace(root.parent if root.name == "content" else root)
        yield Found(
            path=path,
            kind=kind,
            name=path.stem if kind == "locale" else whole.parent.name,
            locale=path.stem if kind == "medicine" else "",
            workspace=own,
        )


_DEPTHS: dict[Kind, int] = {"medicine": 3, "locale": 2, "clinic": 3, "workspace": 1}
"""Parts of a file's path from ``content`` on."""


def _kind(path: Path) -> Kind | None:
    parts = path.absolute().parts
    if parts[-3:-2] == ("medicines",):
        return "medicine"
    if parts[-2:-1] == ("locales",):
        return "locale"
    if parts[-3:-2] == ("clinics",) and path.stem == "clinic":
        return "clinic"
    return "workspace" if parts[-2:] == Path(RULES).parts else None


def _report(found: Found, day: dt.date) -> Report:
    data = read_bytes(found.path, limit=LARGEST_YAML * 2)
    file = found.workspace.shown(found.path.resolve())
    words = _locale_of(found)
    examined = _examine(found, data, file, words)
    if examined.document is None:
        return _unread(file, examined.problems.all())
    linted = Linted(
        kind=found.kind,
        file=file,
        document=examined.document,
        problems=examined.problems.all(),
        as_of=day,
        locale_file=words,
    )
    return LINTS.report(linted, file)


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
