"""``leaflet diff``: what changed between two versions of a text, or differs between two locales."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from leaflet.commands.versions import Version, version
from leaflet.review.changes import changes
from leaflet.review.telling import for_programs, in_words
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
    both_locales = {old.name, new.name} <= set(workspace.medicines().get(medicine, ()))
    if both_locales:  # which differ in sources, version and words of the locale by their nature
        found = tuple(each for each in found if each.kind != "sources" and each.said.sources)
    critical = sum(each.critical for each in found)
    if as_json:
        facts = {"medicine": medicine, "old": old.name, "new": new.name}
        print(json.dumps({**facts, "changes": for_programs(found)}, ensure_ascii=False, indent=2))
    elif found:
        print("\n".join(in_words(found, _authorities(old, new) if both_locales else None)).rstrip())
    count = f"{len(found)} {'change' if len(found) == 1 else 'changes'}"
    told = f"{count} from {old.name} to {new.name}, {critical} of them critical"
    print(f"  {told}" if found else f"  {old.name} and {new.name} say the same", file=sys.stderr)
    del pdf


def _authorities(*versions: Version) -> tuple[dict[str, str], dict[str, str]]:
    """The publishers of the sources of two locales."""
    old, new = (
        {key: source.publisher for key, source in each.leaflet.sources.items()}
        if each.leaflet
        else {}
        for each in versions
    )
    return old, new
