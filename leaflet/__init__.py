"""Leaflet turns structured YAML into the printed sheet a patient takes home with a medicine.

    import leaflet
    built = leaflet.build("baclofen", locale="en-GB", clinic="sample-pharmacy")
    built.write(Path("output"))

Bad input raises ``LeafletError`` or a child of it, and nothing else.
"""

from __future__ import annotations

TYPE_CHECKING = False  # see leaflet.pdf.objects
if TYPE_CHECKING:
    from typing import Any

    from leaflet.batch.api import build_all
    from leaflet.batch.summary import Summary
    from leaflet.batch.wishes import Options, Wishes
    from leaflet.checks.checking import check, check_all
    from leaflet.errors import (
        AssetError,
        ContentError,
        CoverError,
        ExitCode,
        FaceError,
        FileAccessError,
        LeafletError,
        Location,
        OverfullError,
        Problem,
        UsageError,
        WorkerError,
    )
    from leaflet.lints.looking import lint
    from leaflet.model.patient import Patient
    from leaflet.pipeline import Builder, Built, CoverWish, build
    from leaflet.report import Finding, Report, Spot
    from leaflet.workspace import Workspace

__version__ = "0.1.0"

_LATE = {
    "AssetError": "leaflet.errors",
    "Builder": "leaflet.pipeline",
    "Built": "leaflet.pipeline",
    "ContentError": "leaflet.errors",
    "CoverError": "leaflet.errors",
    "CoverWish": "leaflet.pipeline",
    "ExitCode": "leaflet.errors",
    "FaceError": "leaflet.errors",
    "FileAccessError": "leaflet.errors",
    "Finding": "leaflet.report",
    "LeafletError": "leaflet.errors",
    "Location": "leaflet.errors",
    "Options": "leaflet.batch.wishes",
    "Patient": "leaflet.model.patient",
    "OverfullError": "leaflet.errors",
    "Problem": "leaflet.errors",
    "Report": "leaflet.report",
    "Spot": "leaflet.report",
    "Summary": "leaflet.batch.summary",
    "UsageError": "leaflet.errors",
    "Wishes": "leaflet.batch.wishes",
    "WorkerError": "leaflet.errors",
    "Workspace": "leaflet.workspace",
    "build": "leaflet.pipeline",
    "build_all": "leaflet.batch.api",
    "check": "leaflet.checks.checking",
    "check_all": "leaflet.checks.checking",
    "lint": "leaflet.lints.looking",
}
"""Names that load their module at first use: importing leaflet itself costs next to nothing."""


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    if name in _LATE:
        from importlib import import_module

        return getattr(import_module(_LATE[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__all__ = [
    "AssetError",
    "Builder",
    "Built",
    "ContentError",
    "CoverError",
    "CoverWish",
    "ExitCode",
    "FaceError",
    "FileAccessError",
    "Finding",
    "LeafletError",
    "Location",
    "Options",
    "OverfullError",
    "Patient",
    "Problem",
    "Report",
    "Spot",
    "Summary",
    "UsageError",
    "Wishes",
    "WorkerError",
    "Workspace",
    "build",
    "build_all",
    "check",
    "check_all",
    "lint",
]
