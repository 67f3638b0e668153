"""What there is: to choose from at the counter, and as a list with each text's standing.

A file with a mistake is there too, and says what is wrong.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from leaflet.errors import LeafletError, Problem
from leaflet.naming import DEFAULT_LOCALE
from leaflet.report import Finding
from leaflet.workspace import Workspace


def choices(root: Path) -> dict[str, object]:
    """Medicines, locales and clinics, as the counter's page needs them."""
    workspace = Workspace(root)
    return {
        "usual": DEFAULT_LOCALE,
        "locales": list(_locales(workspace)),
        "clinics": list(_clinics(workspace)),
        "leaflets": list(_leaflets(workspace)),
    }


def standings(root: Path) -> dict[str, object]:
    """Every leaflet with its version, its sign-off as of today, and what lint finds in its file."""
    workspace = Workspace(root)
    today = dt.datetime.now().astimezone().date()
    leaflets = []
    for entry in _leaflets(workspace):
        medicine, tag = str(entry["medicine"]), str(entry["locale"])
        leaflets.append(entry | _standing(workspace, medicine, tag, today))
    return {"locales": list(_locales(workspace)), "leaflets": leaflets}


def _locales(workspace: Workspace) -> Iterator[dict[str, object]]:
    for tag in workspace.locales():
        try:
            locale = workspace.locale(tag)
            yield {"locale": tag, "name": locale.name, "paper": locale.paper}
        except LeafletError:  # the leaflet that needs it says what is wrong
            yield {"locale": tag, "name": tag}


def _clinics(workspace: Workspace) -> Iterator[dict[str, object]]:
    for name in workspace.clinics():
        try:
            clinic, _ = workspace.clinic(name)
            yield {"clinic": name, "name": clinic.name, "locale": clinic.locale}
        except LeafletError:  # the same
            yield {"clinic": name, "name": name, "locale": None}


def _leaflets(workspace: Workspace) -> Iterator[dict[str, object]]:
    for medicine, tags in workspace.medicines().items():
        for tag in tags:
            entry: dict[str, object] = {"medicine": medicine, "locale": tag, "name": medicine}
            try:
                leaflet = workspace.leaflet(medicine, tag, workspace.locale(tag))
            except LeafletError as error:
                yield entry | {"problems": [problem_for_page(each) for each in error.problems]}
                continue
            yield entry | {
                "name": leaflet.name,
                "also": list(leaflet.also_called),
                "version": leaflet.version,
            }


def _standing(workspace: Workspace, medicine: str, tag: str, today: dt.date) -> dict[str, object]:
    from leaflet.layout.feet import reviewed_text
    from leaflet.lints.looking import lint
    from leaflet.review.standing import standing

    path = workspace.find(f"medicines/{medicine}/{tag}.yaml")
    found: dict[str, object] = {"findings": []}
    try:
        if path is not None:
            (report,) = lint([path], workspace=workspace.root, as_of=today)
            found["findings"] = [_finding_for_page(each) for each in report.findings]
        words = workspace.locale(tag)
        leaflet = workspace.leaflet(medicine, tag, words)
        file = workspace.medicine_file(medicine, tag)
        stands = standing(leaflet, words, workspace.rules(), today, file=file)
    except LeafletError:  # told already, as a problem of its file
        return {"reviewed": False, **found}
    return found | {
        "reviewed": stands.reviewed,
        "reviewed_by": reviewed_text(words, stands.approvals) if stands.reviewed else None,
        "draft_because": stands.why or None,
        "next_review": stands.next_review.isoformat(),
    }


def problem_for_page(problem: Problem) -> dict[str, str]:
    """A problem as the page shows it."""
    where = str(problem.location) if problem.location else ""
    return {"where": where, "what": problem.what, "hint": problem.hint}


def _finding_for_page(finding: Finding) -> dict[str, str]:
    where = str(finding.location)
    return {"where": where, "what": finding.what, "severity": finding.severity}
