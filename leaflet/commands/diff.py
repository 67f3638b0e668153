"""``leaflet diff``: what changed between two versions of a text, or differs between two locales."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from leaflet.commands.versions import Version, version
from leaflet.files import write_whole
from leaflet.review.changes import Change, changes
from leaflet.review.telling import Locales, for_programs, in_words
from leaflet.workspace import Workspace


def run(
    folder: Path,
    medicine: str,
    locale: str,
    names: tuple[str, str],
    *,
    pdf: Path | None,
    as_json: bool,
) -> None:
    """Print the changes, or write them to ``pdf``."""
    workspace = Workspace(folder)
    old, new = (version(workspace, medicine, locale, name) for name in names)
    found = changes(old.text, new.text)
    both = {old.name, new.name} <= set(workspace.medicines().get(medicine, ()))
    locales = _locales(old, new) if both else None
    if locales:  # which differ in sources, version and words of the locale by their nature
        found = tuple(each for each in found if each.kind != "sources" and each.said.sources)
    critical = sum(each.critical for each in found)
    if pdf is not None:
        write_whole(
            pdf, _as_pdf(workspace, old.name if both else locale, (old, new), found, locales)
        )
        print(pdf.as_posix(), flush=True)
    elif as_json:
        facts = {"medicine": medicine, "old": old.name, "new": new.name}
        print(json.dumps({**facts, "changes": for_programs(found)}, ensure_ascii=False, indent=2))
    elif found:
        print("\n".join(in_words(found, locales)).rstrip())
    noun = "difference" if locales else "change"
    count = f"{len(found)} {noun}{'' if len(found) == 1 else 's'}"
    told = f"{count} from {old.name} to {new.name}, {critical} of them critical"
    print(f"  {told}" if found else f"  {old.name} and {new.name} say the same", file=sys.stderr)


def _as_pdf(
    workspace: Workspace,
    locale: str,
    versions: tuple[Version, Version],
    found: tuple[Change, ...],
    locales: Locales | None,
) -> bytes:
    from leaflet.design import PAPERS
    from leaflet.papers.comparison import Comparison, comparison
    from leaflet.typography.faces import FAMILIES, load_faces

    words = workspace.locale(locale)
    faces = load_faces(workspace.fonts(FAMILIES[words.face].values()), words.face)
    old, new = versions
    said = {each.place: each.words for each in new.text.lines}
    made = Comparison(
        name=said["name"],
        old=old.name,
        new=new.name,
        date=said["date"],
        changes=found,
        locales=locales,
    )
    return comparison(made, words, faces, PAPERS[words.paper])


def _locales(old: Version, new: Version) -> Locales:
    """That two locales are compared."""
    publishers = [
        {
            said.place.split(".")[-2]: said.words
            for said in each.text.lines
            if re.match(r"(locale\.)?sources\..*\.publisher$", said.place)
        }
        for each in (old, new)
    ]
    return Locales(tags=(old.name, new.name), publishers=(publishers[0], publishers[1]))
