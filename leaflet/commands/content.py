"""``leaflet list`` and ``leaflet show``: what there is, and what a leaflet says."""

from __future__ import annotations

import json
from pathlib import Path

from leaflet.structure import StructureElement, Words
from leaflet.workspace import DEFAULT_LOCALE, Workspace


def listing(folder: Path, *, as_json: bool) -> str:
    """Medicines with their locales, locales, clinics."""
    workspace = Workspace(folder)
    found = {
        "medicines": {name: list(tags) for name, tags in workspace.medicines().items()},
        "locales": list(workspace.locales()),
        "clinics": list(workspace.clinics()),
    }
    if as_json:
        return json.dumps(found, ensure_ascii=False, indent=2)
    lines = ["Medicines"]
    lines.extend(f"  {name:<24}{', '.join(tags)}" for name, tags in workspace.medicines().items())
    lines.extend(("Locales", f"  {', '.join(workspace.locales())}"))
    lines.extend(("Clinics", *(f"  {name}" for name in workspace.clinics())))
    return "\n".join(lines)


def shown_text(folder: Path, medicine: str, locale: str | None, *, as_json: bool) -> str:
    """A leaflet's text in reading order, as a screen reader would meet it."""
    from leaflet.design import PAPERS
    from leaflet.layout.pages import compose
    from leaflet.typography.faces import FAMILIES, load_faces

    workspace = Workspace(folder)
    tag = locale or DEFAULT_LOCALE
    words = workspace.locale(tag)
    leaflet = workspace.leaflet(medicine, tag, words)
    if as_json:
        return leaflet.model_dump_json(indent=2)
    faces = load_faces(workspace.fonts(FAMILIES[words.face].values()), words.face)
    return "\n".join(_said(compose(leaflet, words, faces, PAPERS[words.paper])))


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
