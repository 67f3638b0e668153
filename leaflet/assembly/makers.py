"""What the full program makes where something is not at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from leaflet.assembly.facts import ClinicFacts, CoverSource, LocaleFacts
    from leaflet.compiled import Compiled
    from leaflet.covers.values import ImportedCover
    from leaflet.stamping.clinic import Clinic


class Makers(Protocol):
    """Each raises ``LeafletError`` where it cannot be made."""

    def make_locale(self, tag: str) -> LocaleFacts:
        """What putting together has to know of a locale."""

    def make_clinic_facts(self, clinic: str) -> ClinicFacts:
        """What putting together has to know of a clinic's file."""

    def make_clinic(self, clinic: str, tag: str) -> Clinic:
        """A clinic as its slots show it in a locale."""

    def make_pages(
        self, medicine: str, tag: str, paper: str, edition: str, characters: str,
        as_of: str | None,
    ) -> Compiled:  # fmt: skip
        """A medicine's pages, for slots with these characters, with the review as of that day."""

    def make_cover(self, cover: CoverSource, paper: str, prefix: str) -> ImportedCover:
        """A cover, imported; ``prefix`` begins its names."""

    def cover_as_bytes(self, cover: ImportedCover) -> bytes:
        """A cover for the cache."""

    def cover_from_bytes(self, data: bytes) -> ImportedCover:
        """What ``cover_as_bytes`` gave."""
