"""``leaflet new``: files to start from, which build as they are."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

from leaflet.errors import FileAccessError, Location, Problem, UsageError
from leaflet.files import shown, write_whole
from leaflet.workspace import Workspace

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def create_workspace(folder: Path) -> tuple[Path, ...]:
    """A folder with an empty ``content`` and a word on what goes where."""
    return (_create(folder / "content" / "README.md", _template("workspace.md")),)


def create_clinic(folder: Path, name: str) -> tuple[Path, ...]:
    """A clinic's file, to be filled in."""
    _check(name, "clinic")
    path = folder / "content" / "clinics" / name / "clinic.yaml"
    title = name.replace("-", " ").title()
    return (_create(path, _template("clinic.yaml").replace("NAME", name).replace("TITLE", title)),)


def create_medicine(folder: Path, name: str, locale: str) -> tuple[Path, ...]:
    """A medicine's file with every part that a leaflet needs."""
    _check(name, "medicine")
    workspace = Workspace(folder if folder.is_dir() else Path())
    emergency = workspace.locale(locale).contacts.emergency.number
    text = _template("medicine.yaml")
    for old, new in (
        ("NAME", name),
        ("LOCALE", locale),
        ("TITLE", name.replace("-", " ").capitalize()),
        ("EMERGENCY", emergency),
    ):
        text = text.replace(old, new)
    return (_create(folder / "content" / "medicines" / name / f"{locale}.yaml", text),)


def _check(name: str, kind: str) -> None:
    if not _NAME.fullmatch(name) or len(name) > 60:
        raise UsageError(
            Problem(
                None,
                f"“{name}” cannot be the name of a {kind}",
                "use small letters, figures and hyphens, as in north-street",
            )
        )


def _template(name: str) -> str:
    return files("leaflet.templates").joinpath(name).read_text(encoding="utf-8")


def _create(path: Path, text: str) -> Path:
    if path.exists():
        raise FileAccessError(
            Problem(Location(shown(path)), "is there already", "it is left as it is")
        )
    write_whole(path, text.encode("utf-8"))
    return path
