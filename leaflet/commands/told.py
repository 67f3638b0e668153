"""What is told of a leaflet that was built: a line for people, a record for programs."""

from __future__ import annotations

import os

TYPE_CHECKING = False  # see leaflet.pdf.objects
if TYPE_CHECKING:
    from collections.abc import Sequence

    from leaflet.assembly.assemble import Assembled
    from leaflet.pipeline import Built


def in_words(built: Built | Assembled) -> str:
    """One line that a person likes to read, and a line for each notice."""
    paper = {"a4": "A4", "letter": "US Letter"}[built.paper]
    review = built.reviewed_by or f"DRAFT, not clinically reviewed: {built.draft_because}"
    line = (
        f"  {built.pages} pages on {paper}, type {built.type_size:g} on {built.leading:g} pt, "
        f"{len(built.pdf) / 1000:.0f} KB. {review}."
    )
    return "\n".join((line, *(f"  note: {notice}" for notice in built.notices)))


def for_programs(built: Built | Assembled, path: str) -> dict[str, object]:
    """The same in JSON's kinds."""
    return {
        "file": path,
        "medicine": built.medicine,
        "locale": built.locale,
        "clinic": built.clinic,
        "pages": built.pages,
        "edition": built.edition,
        "paper": built.paper,
        "type_size": built.type_size,
        "leading": built.leading,
        "reviewed": built.reviewed,
        "reviewed_by": built.reviewed_by or None,
        "draft_because": built.draft_because or None,
        "next_review": built.next_review,
        "standards": list(built.standards),
        "bytes": len(built.pdf),
        "notices": list(built.notices),
    }


def as_json(results: Sequence[dict[str, object]]) -> str:
    """Results for programs."""
    import json

    return json.dumps(results, ensure_ascii=False, indent=2)


def below_here(path: str) -> str:
    """A path as messages show it: short where it lies below the current folder."""
    here = os.getcwd()
    for absolute in (os.path.abspath, os.path.realpath):
        whole = absolute(path)
        if whole.startswith(os.path.join(here, "")):
            return whole[len(os.path.join(here, "")) :]
    return path
