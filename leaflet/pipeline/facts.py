"""Facts and digests that go into a leaflet, and whether the faces have all of its characters."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from leaflet.errors import FaceError, Problem

if TYPE_CHECKING:
    from leaflet.design import Edition
    from leaflet.model.locale import Locale
    from leaflet.model.medicine import Leaflet
    from leaflet.review.standing import Standing
    from leaflet.typography.faces import Faces

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


def require_glyphs(faces: Faces, leaflet: Leaflet, words: Locale, characters: str) -> None:
    """See that the faces have all of a leaflet's text, its locale's words and the clinic's.

    Raises:
        FaceError: no face has a character.
    """
    _require(faces.text_lacks("".join(sorted(characters))), "the clinic's words")
    _require(faces.lacks(_all_text(leaflet)), f"{leaflet.medicine}.{leaflet.locale}")
    _require(faces.lacks(_all_text(words)), f"locale {words.locale}")


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


def _require(lacking: tuple[str, ...], whose: str) -> None:
    import unicodedata

    if lacking:
        raise FaceError(
            *(
                Problem(
                    None,
                    f"no embedded face has U+{ord(character):04X} "
                    f"({unicodedata.name(character, 'unnamed')}), which {whose} uses",
                    "write it in other words or signs",
                )
                for character in lacking
            )
        )
