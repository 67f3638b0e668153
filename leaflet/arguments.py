"""Options that several commands share, and what the Tab key makes of a name begun."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from leaflet.errors import LeafletError


def _workspace_names(kind: str) -> list[str]:
    from leaflet.workspace import Workspace

    try:
        return list(getattr(Workspace(Path()), kind)())
    except LeafletError:
        return []


def medicines_there(incomplete: str) -> list[str]:
    """Medicines whose names begin so, for the Tab key."""
    return [name for name in _workspace_names("medicines") if name.startswith(incomplete)]


def locales_there(incomplete: str) -> list[str]:
    """Locales likewise, and all."""
    names = [*_workspace_names("locales"), "all"]
    return [name for name in names if name.startswith(incomplete)]


def clinics_there(incomplete: str) -> list[str]:
    """Clinics likewise, and all."""
    names = [*_workspace_names("clinics"), "all"]
    return [name for name in names if name.startswith(incomplete)]


WorkspaceOption = Annotated[
    Path,
    typer.Option("--workspace", "-w", metavar="DIR", help="Folder with your content/ folder."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
