"""What lints of one file need to know of others: texts that were approved, and other locales'."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from leaflet.errors import LeafletError
from leaflet.lints.places import Found
from leaflet.model.locale import Locale
from leaflet.model.medicine import Leaflet
from leaflet.review.text import ReviewedText


class Beside:
    """Texts of other locales, each read once; one that is wrong is told of its own file."""

    def __init__(self) -> None:
        self._known: dict[tuple[Path, str, str], tuple[Leaflet, Locale] | None] = {}

    def others(self, found: Found) -> dict[str, tuple[Leaflet, Locale]]:
        """Those of the same medicine and language but another region."""
        if found.kind != "medicine":
            return {}
        language = found.locale.partition("-")[0]
        tags = found.workspace.medicines().get(found.name, ())
        others = (each for each in tags if each.partition("-")[0] == language)
        texts = ((tag, self._text(found, tag)) for tag in others if tag != found.locale)
        return {tag: text for tag, text in texts if text is not None}

    def _text(self, found: Found, tag: str) -> tuple[Leaflet, Locale] | None:
        key = (found.workspace.root, found.name, tag)
        if key not in self._known:
            self._known[key] = None
            with suppress(LeafletError):
                words = found.workspace.locale(tag)
                self._known[key] = found.workspace.leaflet(found.name, tag, words), words
        return self._known[key]


def kept(found: Found, leaflet: Leaflet | None) -> dict[str, ReviewedText]:
    """The approved texts of a file that are at hand and as they were, by their digests."""
    texts = {}
    for each in (leaflet.review if leaflet else None) or ():
        with suppress(LeafletError):
            text = found.workspace.kept_text(found.name, found.locale, each.digest)
            if text is not None:
                texts[each.digest] = text
    return texts
