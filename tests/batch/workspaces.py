"""Workspaces made for tests: as many clinics as wanted, each with a line of its own."""

from __future__ import annotations

from pathlib import Path

CLINIC = """\
clinic: {name}
name: Clinic {number}
phone: 01632 960 {number:03}
address: {number} Example Street
"""


def clinic_name(number: int) -> str:
    """The name of one of them."""
    return f"clinic-{number:03}"


def make_workspace(folder: Path, clinics: int) -> Path:
    """A workspace with so many clinics, ``clinic-001`` the first."""
    for number in range(1, clinics + 1):
        home = folder / "content" / "clinics" / clinic_name(number)
        home.mkdir(parents=True)
        name = clinic_name(number)
        (home / "clinic.yaml").write_text(CLINIC.format(name=name, number=number), encoding="utf-8")
    return folder


def change(workspace: Path, number: int, before: str, after: str) -> None:
    """Change a clinic's file."""
    path = workspace / "content" / "clinics" / clinic_name(number) / "clinic.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
