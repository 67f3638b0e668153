"""What leaflets are put together from: kept in memory, found in the cache, or made.

A key is a digest of all that goes into the thing it finds. Whoever makes something from a file
more must add that file to its key here, or a change of it goes unseen.
"""

from __future__ import annotations

import os

from leaflet.assembly.facts import ClinicFacts, CoverSource, PlacedCover, locale_facts
from leaflet.cache.sources import Sources
from leaflet.compiled import SLOT_CHARACTERS, Compiled
from leaflet.pdf.digest import digest
from leaflet.stamping.clinic import clinic_from_plain
from leaflet.stamping.cover_pages import FIRST_PLACE, CoverBlock, cover_block, next_place

TYPE_CHECKING = False  # see leaflet.pdf.objects
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any, Literal, TypeVar

    from leaflet.assembly.facts import LocaleFacts
    from leaflet.assembly.makers import Makers
    from leaflet.cache.opened import Cache
    from leaflet.stamping.clinic import Clinic

    T = TypeVar("T")
    Side = Literal["cover", "back"]
    Key = bytes | None
    """None where a file is missing: whoever makes the thing says which."""


class NotAtHandError(Exception):
    """Something has to be made, and there is nobody here who makes it."""


def key_of(*parts: object) -> bytes:
    """A digest of plain values."""
    return digest(repr(parts).encode("utf-8", "surrogateescape"))


class Stock:
    """What is at hand for the leaflets of a workspace, each thing found or made once.

    Args:
        root: the workspace.
        cache: what was made before.
        makers: who makes what is missing.
    """

    def __init__(self, root: str, cache: Cache, makers: Makers | None) -> None:
        self.cache = cache
        self.sources = Sources(root, cache.memory)
        self._makers = makers
        self._at_hand: dict[tuple[object, ...], Any] = {}
        self._keys: dict[tuple[object, ...], Key] = {}
        self._unusual: dict[str, str] = {}
        self._printable: set[tuple[object, ...]] = set()

    @property
    def makers(self) -> Makers:
        """Who makes what is missing.

        Raises:
            NotAtHandError: nobody.
        """
        if self._makers is None:
            raise NotAtHandError
        return self._makers

    def forget_pages(self) -> None:
        """Let go of compiled pages: between medicines of a batch, so that memory stays flat."""
        for name in [name for name in self._at_hand if name[0] == "pages"]:
            del self._at_hand[name]

    def key(self, *name: object) -> Key:
        """The key by which the thing of that kind and name was looked for."""
        return self._keys.get(name)

    def _found_or_made(
        self,
        name: tuple[object, ...],
        key: Callable[[Sources], Key],
        make: Callable[[], T],
        plain: Callable[[T], object],
        from_plain: Callable[[Any], T],
    ) -> T:
        """The thing called ``name``, whose first part is its kind."""
        if name in self._at_hand:
            known: T = self._at_hand[name]
            return known
        kind, store = str(name[0]), self.cache.store
        wanted = self._keys[name] = key(self.sources)
        found: T | None = None
        if wanted is not None and (value := store.get(kind, wanted)) is not None:
            try:
                found = from_plain(value)
            except Exception:  # whole, but not what it should be: it is made again
                found = None
        if found is None:
            found = make()
            # Files that were changed meanwhile would be kept under the key of the old ones.
            if wanted is not None and store.folder and key(self.sources.fresh()) == wanted:
                store.put(kind, wanted, plain(found))
        self._at_hand[name] = found
        return found

    def locale(self, tag: str) -> LocaleFacts:
        """What is to be known of a locale."""

        def key(sources: Sources) -> Key:
            text = sources.text(f"locales/{tag}.yaml")
            return text and key_of(tag, text)

        return self._found_or_made(
            ("locale", tag), key, lambda: self.makers.make_locale(tag),
            lambda made: made.plain(), locale_facts,
        )  # fmt: skip

    def clinic_facts(self, clinic: str) -> ClinicFacts:
        """What is to be known of a clinic."""

        def key(sources: Sources) -> Key:
            text = sources.text(f"clinics/{clinic}/clinic.yaml")
            return text and key_of(clinic, text)

        return self._found_or_made(
            ("clinic-facts", clinic), key, lambda: self.makers.make_clinic_facts(clinic),
            lambda made: made.plain(), ClinicFacts.from_plain,
        )  # fmt: skip

    def clinic(self, clinic: str, tag: str) -> Clinic:
        """A clinic as its slots show it in a locale."""
        logo = self.clinic_facts(clinic).logo

        def key(sources: Sources) -> Key:
            parts = [
                sources.text(f"clinics/{clinic}/clinic.yaml"),
                sources.text(f"locales/{tag}.yaml"),
            ]
            if logo is not None:
                parts.append(sources.file(self._beside(clinic, logo)))
            return key_of(clinic, tag, *parts) if all(parts) else None

        return self._found_or_made(
            ("clinic", clinic, tag), key, lambda: self.makers.make_clinic(clinic, tag),
            lambda made: made.plain(), clinic_from_plain,
        )  # fmt: skip

    def _beside(self, clinic: str, name: str) -> str:
        """The file that a clinic's own names; empty where it leads out of the folder."""
        found = self.sources.find(f"clinics/{clinic}/clinic.yaml")
        folder = os.path.dirname(found or "")
        path = os.path.join(folder, name)
        inside = os.path.realpath(path).startswith(os.path.join(os.path.realpath(folder), ""))
        return path if inside else ""

    def pages(
        self, medicine: str, tag: str, paper: str, edition: str, characters: str,
        as_of: str | None = None,
    ) -> Compiled:  # fmt: skip
        """A medicine's pages; others for characters that slots do not always have.

        What was built before never decides: a leaflet built in a batch is the same as one alone.
        """
        name = self._pages_name(medicine, tag, paper, edition, characters, as_of)
        fonts = self.locale(tag).fonts

        def key(sources: Sources) -> Key:
            parts = (
                sources.text(f"medicines/{medicine}/{tag}.yaml"),
                sources.named(f"medicines/{medicine}", f"{tag}."),
                sources.text(f"locales/{tag}.yaml"),
            )
            more = (sources.rules(), sources.fonts(fonts))
            return key_of(*name, *more, *parts) if all(parts) else None

        def make() -> Compiled:
            return self.makers.make_pages(medicine, tag, paper, edition, characters, as_of)

        made = self._found_or_made(name, key, make, lambda made: made.plain(), Compiled.from_plain)
        asked = (*name, characters)
        if asked not in self._printable:
            if set(characters).difference(made.fonts["regular"].codes, "\u00a0"):
                return make()  # which says what is lacking
            self._printable.add(asked)
        return made

    def pages_key(
        self, medicine: str, tag: str, paper: str, edition: str, characters: str,
        as_of: str | None = None,
    ) -> Key:  # fmt: skip
        """The key of those pages."""
        return self.key(*self._pages_name(medicine, tag, paper, edition, characters, as_of))

    def _pages_name(
        self, medicine: str, tag: str, paper: str, edition: str, characters: str, as_of: str | None
    ) -> tuple[object, ...]:
        needed = self._unusual.get(characters)
        if needed is None:
            needed = "".join(sorted(set(characters).difference(SLOT_CHARACTERS, "\u00a0")))
            self._unusual[characters] = needed
        return ("pages", medicine, tag, paper, edition, needed, as_of)

    def covers(
        self,
        sides: Sequence[tuple[Side, Sequence[CoverSource]]],
        compiled: Compiled,
    ) -> list[list[PlacedCover]]:
        """The covers of each side, placed one behind the other."""
        place, found = FIRST_PLACE, []
        for side, sources in sides:
            placed = []
            for index, source in enumerate(sources):
                cover = self._placed(source, f"{side}{index + 1}", side, place, compiled)
                placed.append(cover)
                place = next_place(cover.block, place)
            found.append(placed)
        return found

    def own_covers(self, clinic: str, side: Side) -> list[CoverSource]:
        """The covers that a clinic's file names."""
        return [
            CoverSource(self._beside(clinic, settings.file), settings, clinic)
            for settings in getattr(self.clinic_facts(clinic), side)
        ]

    def _placed(
        self, cover: CoverSource, prefix: str, side: Side, place: tuple[int, int],
        compiled: Compiled,
    ) -> PlacedCover:  # fmt: skip
        paper, title = compiled.facts["paper"], compiled.words[side]
        settings = cover.settings.plain()

        def import_key(sources: Sources) -> Key:
            data = sources.file(cover.path) if cover.path else None
            return data and key_of(data, settings, compiled.size, prefix)

        def key(sources: Sources) -> Key:
            imported = import_key(sources)
            return imported and key_of(imported, place, title)

        def make() -> PlacedCover:
            imported = self._found_or_made(
                ("cover", cover.path, settings, compiled.size, prefix), import_key,
                lambda: self.makers.make_cover(cover, paper, prefix),
                self.makers.cover_as_bytes, self.makers.cover_from_bytes,
            )  # fmt: skip
            block = cover_block(imported, *place, compiled.size, title)
            return PlacedCover(block, imported.notices, imported.rung, None)

        name = ("placed", cover.path, settings, compiled.size, prefix, place, title)
        found = self._found_or_made(
            name, key, make,
            lambda made: (made.block.plain(), made.notices, made.rung),
            lambda plain: PlacedCover(CoverBlock.from_plain(plain[0]), plain[1], plain[2], None),
        )  # fmt: skip
        found.key = self.key(*name)
        return found
