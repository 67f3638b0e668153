"""Facts and digests that go into a leaflet, and whether the faces have all of its characters."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from leaflet.errors import FaceError, Location, Problem
from leaflet.reader.problems import MOST_SHOWN

if TYPE_CHECKING:
    from leaflet.design import Edition
    from leaflet.model.locale import Locale
    from leaflet.model.medicine import Leaflet
    from leaflet.review.standing import Standing
    from leaflet.typography.faces import Faces
    from leaflet.workspace import Workspace

Places: TypeAlias = Callable[[tuple[str, ...]], Mapping[str, Location | None]]
"""Where characters stand, for messages; none where they stand in no file."""

DESIGN = ("layout", "typography", "drawing", "stamping")
"""Parts of the package that decide how a page looks, ``design.py`` beside them."""


def facts_of(
    leaflet: Leaflet,
    words: Locale,
    paper: str,
    fonts: dict[str, bytes],
    standing: Standing,
    edition: Edition,
) -> dict[str, str]:
    """What a file tells of itself: medicine, locale, version, date, title, review, digests."""
    from leaflet.layout.feet import reviewed_text

    reviewed = standing.reviewed
    text = json.dumps(
        [leaflet.model_dump(mode="json"), words.model_dump(mode="json")],
        ensure_ascii=False, sort_keys=True, separators=(",", ":"),
    )  # fmt: skip
    font_digest = hashlib.sha256()
    for name in sorted(fonts):
        font_digest.update(fonts[name])
    return {
        "medicine": leaflet.medicine,
        "locale": leaflet.locale,
        "paper": paper,
        "version": leaflet.version,
        "date": leaflet.date.isoformat(),
        "name": leaflet.name,
        "title": f"{leaflet.name}: {_kind(words, edition)}",
        "review": "reviewed" if reviewed else "draft",
        "reviewedBy": reviewed_text(words, standing.approvals) if reviewed else "",
        "nextReview": standing.next_review.isoformat(),
        "draftBecause": standing.why,
        "reviewDigest": standing.digest,
        "contentDigest": hashlib.sha256(text.encode()).hexdigest(),
        "designDigest": design_digest(),
        "fontsDigest": font_digest.hexdigest(),
    }


def _kind(words: Locale, edition: Edition) -> str:
    said = words.words
    return said.patient_leaflet if edition == "standard" else said.patient_leaflet_large


@cache
def design_digest() -> str:
    """A digest of the code that decides how a page looks."""
    package = Path(__file__).resolve().parents[1]
    digest = hashlib.sha256()
    for folder in DESIGN:
        for path in sorted((package / folder).rglob("*.py")):
            digest.update(path.read_bytes())
    digest.update((package / "design.py").read_bytes())
    return digest.hexdigest()


def require_glyphs(workspace: Workspace, faces: Faces, leaflet: Leaflet, words: Locale) -> None:
    """See that the faces have all of a leaflet's text and its locale's words.

    Raises:
        FaceError: no face has a character; with the place where it first stands.
    """
    for model, name in (
        (leaflet, f"medicines/{leaflet.medicine}/{leaflet.locale}.yaml"),
        (words, f"locales/{words.locale}.yaml"),
    ):
        lacking = faces.lacks(_all_text(model))
        if lacking:
            raise _no_face(workspace.places_of(lacking, name))


def require_slot_glyphs(faces: Faces, characters: str, places: Places) -> None:
    """See that the text faces have all that slots print: the clinic's words, the patient's lines.

    Raises:
        FaceError: a character is lacking; with the place that ``places`` tells for it.
    """
    lacking = faces.text_lacks("".join(sorted(characters)))
    if lacking:
        raise _no_face(places(lacking))


def _all_text(model: Leaflet | Locale) -> str:
    """Every character of a model, once."""

    def texts(value: object) -> Iterator[str]:
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            for item in value.values():
                yield from texts(item)
        elif isinstance(value, list):
            for item in value:
                yield from texts(item)

    return "".join(sorted(set("".join(texts(model.model_dump(mode="json"))))))


def _no_face(places: Mapping[str, Location | None]) -> FaceError:
    import unicodedata

    found = sorted(places.items(), key=lambda each: (each[1] or Location(""), each[0]))
    problems = [
        Problem(
            place,
            f"no embedded face has U+{ord(character):04X} "
            f"({unicodedata.name(character, 'unnamed')})",
            "write it in other words or signs",
        )
        for character, place in found[:MOST_SHOWN]
    ]
    if len(found) > MOST_SHOWN:
        problems.append(Problem(None, f"and {len(found) - MOST_SHOWN} more characters likewise"))
    return FaceError(*problems)
