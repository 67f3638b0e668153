"""``leaflet list`` and ``leaflet show``: what there is, and what a leaflet says."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

from leaflet.errors import LeafletError
from leaflet.naming import DEFAULT_LOCALE
from leaflet.structure import StructureElement, Words
from leaflet.workspace import Workspace

EDITIONS = ("standard", "large")
"""Every leaflet is there in both."""


def listing(folder: Path, today: dt.date, *, as_json: bool) -> str:
    """Medicines with their locales and where each text stands today; locales; clinics."""
    workspace = Workspace(folder)
    reviews = {
        name: {tag: _review(workspace, name, tag, today) for tag in tags}
        for name, tags in workspace.medicines().items()
    }
    found = {
        "medicines": {name: list(tags) for name, tags in workspace.medicines().items()},
        "locales": list(workspace.locales()),
        "clinics": list(workspace.clinics()),
        "editions": list(EDITIONS),
        "reviews": reviews,
    }
    if as_json:
        return json.dumps(found, ensure_ascii=False, indent=2)
    lines = ["Medicines"]
    for name, tags in reviews.items():
        lines.append(f"  {name}")
        lines.extend(f"    {tag:<10}{_in_words(review)}" for tag, review in tags.items())
    lines.extend(("Locales", f"  {', '.join(workspace.locales())}"))
    lines.extend(("Clinics", *(f"  {name}" for name in workspace.clinics())))
    lines.extend(("Editions", f"  {', '.join(EDITIONS)}"))
    return "\n".join(lines)


def _review(
    workspace: Workspace, medicine: str, tag: str, today: dt.date
) -> dict[str, str | bool | None]:
    """Where a text stands today; of a file that is wrong, the first thing that is."""
    from leaflet.layout.feet import reviewed_text
    from leaflet.review.standing import standing

    try:
        words = workspace.locale(tag)
        leaflet = workspace.leaflet(medicine, tag, words)
        file = workspace.medicine_file(medicine, tag)
        stands = standing(leaflet, words, workspace.rules(), today, file=file)
    except LeafletError as error:
        return {"reviewed": False, "wrong": str(error.problems[0]).partition("\n")[0]}
    return {
        "reviewed": stands.reviewed,
        "version": leaflet.version,
        "reviewed_by": reviewed_text(words, stands.approvals) if stands.reviewed else None,
        "draft_because": stands.why or None,
        "next_review": stands.next_review.isoformat(),
    }


def _in_words(review: dict[str, str | bool | None]) -> str:
    if "wrong" in review:
        return f"cannot be built: {review['wrong']}"
    if review["reviewed"]:
        return f"{review['reviewed_by']}; next review by {review['next_review']}"
    return f"DRAFT: {review['draft_because']}"


def shown_text(folder: Path, medicine: str, locale: str | None, *, as_json: bool) -> str:
    """A leaflet's text in reading order, as a screen reader would meet it."""
    from leaflet.design import PAPERS
    from leaflet.layout.pages import compose
    from leaflet.review.standing import standing
    from leaflet.typography.faces import FAMILIES, load_faces

    workspace = Workspace(folder)
    tag = locale or DEFAULT_LOCALE
    words = workspace.locale(tag)
    leaflet = workspace.leaflet(medicine, tag, words)
    if as_json:
        return leaflet.model_dump_json(indent=2)
    faces = load_faces(workspace.fonts(FAMILIES[words.face].values()), words.face)
    stands = standing(leaflet, words, workspace.rules())
    approvals = stands.approvals if stands.reviewed else ()
    return "\n".join(_said(compose(leaflet, words, faces, PAPERS[words.paper], approvals)))


_PREFIX = {"H1": "# ", "H2": "## ", "H3": "### ", "LBody": "- "}
_BLOCKS = {"P", "H1", "H2", "H3", "LBody"}


def _said(element: StructureElement) -> list[str]:
    lines: list[str] = []
    for kid in element.kids:
        if isinstance(kid, Words):
            continue
        if kid.role in _BLOCKS and any(leaf.text for leaf in kid.leaves()):
            if kid.role.startswith("H"):
                lines.append("")
            lines.append(_PREFIX.get(kid.role, "") + _words(kid))
        elif kid.role == "Figure":
            lines.append(f"({kid.alt})")
        else:
            lines.extend(_said(kid))
    return lines


def _words(element: StructureElement) -> str:
    return " ".join("".join(leaf.text for leaf in element.leaves()).split())
