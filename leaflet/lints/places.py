"""Where content files lie, and what each is by its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from leaflet.errors import FileAccessError, Location, Problem
from leaflet.files import is_there, read_bytes, shown
from leaflet.lints.linted import Kind
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


def find(paths: Sequence[Path], workspace: Path | None) -> Iterator[Found]:
    """The content files at ``paths``; all of the workspace's and the built-in ones without any.

    Raises:
        FileAccessError: a path is not there, or has no content.
    """
    home = Workspace(workspace or Path())
    return _named(paths, home if workspace else None) if paths else _all(home)


def is_content(path: Path) -> bool:
    """Whether a file is content by its place."""
    return path.suffix == ".yaml" and _kind(path) is not None


def _all(home: Workspace) -> Iterator[Found]:
    names = [f"locales/{tag}.yaml" for tag in home.locales()]
    names += [
        f"medicines/{name}/{tag}.yaml" for name, tags in home.medicines().items() for tag in tags
    ]
    names += [f"clinics/{name}/clinic.yaml" for name in home.clinics()]
    if is_there(home.root / RULES):
        yield from _recognised([home.root / RULES], home)
    for name in names:
        path = home.find(name)
        assert path is not None  # it was listed
        yield from _recognised([path], home)


def _named(paths: Iterable[Path], home: Workspace | None) -> Iterator[Found]:
    for path in paths:
        if path.is_dir():
            found = list(_recognised(_below(path), home))
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


def _below(folder: Path) -> list[Path]:
    """YAML files in a folder, but in none that is hidden: environments, caches, git's own."""
    return sorted(
        path
        for path in folder.rglob("*.yaml")
        if not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )


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
