"""Leaflets of one workspace, each thing read, laid out, prepared, imported and judged once."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from leaflet.assembly.assemble import Asked, assemble, default_locale
from leaflet.assembly.facts import ClinicFacts, CoverSettings, LocaleFacts
from leaflet.assembly.judging import Judging
from leaflet.assembly.stock import Stock
from leaflet.cache.opened import open_cache
from leaflet.compiled import SLOT_CHARACTERS
from leaflet.errors import CoverError
from leaflet.naming import DEFAULT_MEDICINE
from leaflet.pipeline.cover_files import read_cover, refuse_steps_down
from leaflet.pipeline.facts import facts_of, require_glyphs, require_slot_glyphs
from leaflet.pipeline.judge import judge
from leaflet.pipeline.names import (
    Built,
    Covers,
    CoverWish,
    Edition,
    PaperName,
    edition_of,
    paper_of,
    wishes_of,
)
from leaflet.workspace import Workspace

if TYPE_CHECKING:
    from leaflet.assembly.facts import CoverSource, PlacedCover
    from leaflet.cache.opened import Cache
    from leaflet.compiled import Compiled
    from leaflet.covers import ImportedCover
    from leaflet.layout.composer import PatientRoom
    from leaflet.model.clinic import ClinicFile, CoverFile
    from leaflet.model.locale import Locale
    from leaflet.model.patient import Patient
    from leaflet.model.workspace import WorkspaceFile
    from leaflet.pipeline.patients import PatientPages
    from leaflet.stamping.clinic import Clinic
    from leaflet.typography.faces import Faces


def build(
    medicine: str = DEFAULT_MEDICINE,
    *,
    locale: str | None = None,
    clinic: str | None = None,
    paper: PaperName | None = None,
    edition: Edition = "standard",
    cover: Covers = (),
    back: Covers = (),
    duplex: bool = True,
    strict: bool = False,
    as_of: dt.date | None = None,
    patient: Patient | None = None,
    workspace: Path | str | None = None,
) -> Built:
    """One leaflet, finished in memory.

    Args:
        medicine: its name, as its folder is called.
        locale: language and region; the clinic's own where it is left out, or else en-GB.
        clinic: whose brand and covers; none for a neutral leaflet.
        paper: the locale's where it is left out.
        edition: ``standard``, two pages on one sheet; or ``large``, large print.
        cover: PDFs to put before the leaflet, in place of the clinic's.
        back: PDFs to put behind it.
        duplex: keep the leaflet's two pages on one sheet.
        strict: refuse a cover that cannot be kept with its own tags, or a standard not reached.
        as_of: the day on which the review must not be past; the text's own where it is left out.
        patient: whose dose is printed; nothing of it is kept anywhere but in what is given back.
        workspace: a folder with a ``content`` of its own; the current one where it is left out.

    Raises:
        LeafletError: something handed in is wrong; nothing is written.
    """
    return Builder(Workspace(Path(workspace or "."))).build(
        medicine, locale=locale, clinic=clinic, paper=paper, edition=edition,
        cover=wishes_of(cover), back=wishes_of(back), duplex=duplex, strict=strict, as_of=as_of,
        patient=patient,
    )  # fmt: skip


class Builder:
    """Builds leaflets of one workspace, each thing read and compiled once.

    Args:
        workspace: whose content.
        cache: what was made before; the user's, where it is left out.
    """

    def __init__(self, workspace: Workspace, cache: Cache | None = None) -> None:
        self.workspace = workspace
        cache = open_cache() if cache is None else cache
        self.stock = Stock(str(workspace.root), cache, self)
        self._judging = Judging(cache.store)
        self._locales: dict[str, Locale] = {}
        self._clinic_files: dict[str, tuple[ClinicFile, Path]] = {}
        self._rules: WorkspaceFile | None = None
        self._patient_pages: dict[tuple[object, ...], Compiled] = {}
        self._in_memory: dict[str, bytes] = {}
        """Covers that lie nowhere, by a path that no file has; they never reach the cache."""

    def default_locale(self, clinic: str | None) -> str:
        """The locale where none is asked for: the clinic's, or else en-GB."""
        return default_locale(self.stock, clinic)

    def clinic_file(self, clinic: str) -> tuple[ClinicFile, Path]:
        """A clinic's file and the path of it, read once."""
        if clinic not in self._clinic_files:
            self._clinic_files[clinic] = self.workspace.clinic(clinic)
        return self._clinic_files[clinic]

    def locale(self, tag: str) -> Locale:
        """A locale's file, read once."""
        if tag not in self._locales:
            self._locales[tag] = self.workspace.locale(tag)
        return self._locales[tag]

    @property
    def rules(self) -> WorkspaceFile:
        """The workspace's rules for approvals, read once."""
        if self._rules is None:
            self._rules = self.workspace.rules()
        return self._rules

    def build(
        self,
        medicine: str,
        *,
        locale: str | None = None,
        clinic: str | None = None,
        paper: PaperName | None = None,
        edition: Edition = "standard",
        cover: Sequence[CoverWish] = (),
        back: Sequence[CoverWish] = (),
        duplex: bool = True,
        strict: bool = False,
        as_of: dt.date | None = None,
        patient: Patient | None = None,
    ) -> Built:
        """One leaflet; see ``build``."""
        asked = Asked(
            medicine, locale, clinic, paper_of(paper),
            [(self._path(wish), wish.alt) for wish in cover],
            [(self._path(wish), wish.alt) for wish in back],
            edition=edition_of(edition), duplex=duplex,
            as_of=as_of.isoformat() if as_of else None,
        )  # fmt: skip

        def look_at(covers: Sequence[PlacedCover]) -> None:
            if strict:
                refuse_steps_down(covers, clinic)

        if patient is not None:
            asked.patient = self._for_patient(patient, asked)
        made = assemble(self.stock, self._judging, judge, asked, look_at=look_at)
        if strict and made.reasons:
            raise CoverError(*made.reasons)
        return Built(
            medicine=medicine,
            locale=made.locale,
            clinic=clinic,
            pdf=made.pdf,
            pages=made.pages,
            paper=paper_of(made.paper) or "a4",
            type_size=made.type_size,
            leading=made.leading,
            reviewed=made.reviewed,
            standards=made.standards,
            notices=made.notices,
            version=made.version,
            reviewed_by=made.reviewed_by,
            draft_because=made.draft_because,
            next_review=made.next_review,
            edition=edition,
        )

    def _for_patient(self, patient: Patient, asked: Asked) -> PatientPages:
        """The pages for a patient: made anew, and remembered only where they hold no words."""
        from leaflet.pipeline.patients import PatientPages, checked

        tag = asked.locale or default_locale(self.stock, asked.clinic)
        words = self.locale(tag)

        def make(paper: str, edition: str, characters: str, room: PatientRoom) -> Compiled:
            known = room.calendar is None and set(characters) <= {*SLOT_CHARACTERS, "\u00a0"}
            key = (asked.medicine, tag, paper, edition, room, asked.as_of)
            if known and key in self._patient_pages:
                return self._patient_pages[key]
            made = self.make_pages(
                asked.medicine, tag, paper, edition, characters, asked.as_of, room
            )
            if known:
                self._patient_pages[key] = made
            return made

        return PatientPages(checked(patient, words), words, make)

    def _path(self, wish: CoverWish) -> str:
        """The path by which the cover is known here."""
        if wish.data is None:
            return str(wish.path)
        path = f"\0{hashlib.sha256(wish.data).hexdigest()}/{wish.path.name}"
        self._in_memory[path] = wish.data
        return path

    def forget_pages(self) -> None:
        """Let go of compiled pages: between medicines of a batch, so that memory stays flat."""
        self.stock.forget_pages()
        self._patient_pages.clear()

    # What follows is what the stock asks its makers for.

    def make_locale(self, tag: str) -> LocaleFacts:
        """What putting together has to know of a locale."""
        from leaflet.typography.faces import FAMILIES

        words = self.locale(tag)
        return LocaleFacts(paper=words.paper, fonts=tuple(FAMILIES[words.face].values()))

    def make_clinic_facts(self, clinic: str) -> ClinicFacts:
        """What putting together has to know of a clinic's file."""
        file, _ = self.clinic_file(clinic)
        return ClinicFacts(
            locale=file.locale,
            logo=file.logo,
            cover=tuple(_settings(each) for each in file.cover),
            back=tuple(_settings(each) for each in file.back),
        )

    def make_clinic(self, clinic: str, tag: str) -> Clinic:
        """A clinic as its slots show it.

        Raises:
            AssetError: the logo cannot be used.
            FaceError: no face has a character of the clinic's words.
        """
        from leaflet.clinics import prepare_clinic

        file, path = self.clinic_file(clinic)
        logo = self.workspace.asset(path, file.logo) if file.logo else None
        words = self.locale(tag)
        made = prepare_clinic(file, logo, logo_alt=words.words.logo_alt)
        unusual = "".join(set(made.characters()).difference(SLOT_CHARACTERS, "\u00a0"))
        if unusual:  # faces take a while to load, and have all the others
            require_slot_glyphs(
                self._faces(words)[1], unusual,
                lambda lacking: self.workspace.places_of(lacking, f"clinics/{clinic}/clinic.yaml"),
            )  # fmt: skip
        return made

    def _faces(self, words: Locale) -> tuple[dict[str, bytes], Faces]:
        """The font files of a locale, and the faces in them."""
        from leaflet.typography.faces import FAMILIES, load_faces

        files = self.workspace.fonts(FAMILIES[words.face].values())
        return files, load_faces(files, words.face)

    def make_pages(
        self, medicine: str, tag: str, paper: str, edition: str, characters: str,
        as_of: str | None,
        patient: PatientRoom | None = None,
    ) -> Compiled:  # fmt: skip
        """A medicine's pages, laid out.

        Raises:
            FaceError: no face has a character of the text or of the clinic.
            OverfullError: the text does not fit the edition.
            ContentError: an approval's signature is bad.
        """
        from leaflet.compiling.compile import compile_leaflet
        from leaflet.design import PAPERS
        from leaflet.review.standing import standing

        words = self.locale(tag)
        leaflet = self.workspace.leaflet(medicine, tag, words)
        files, faces = self._faces(words)
        require_glyphs(self.workspace, faces, leaflet, words)
        # The clinic's own were seen to in make_clinic: what may be lacking here is the patient's.
        require_slot_glyphs(faces, characters, lambda lacking: dict.fromkeys(lacking))
        needed = set(characters).difference(SLOT_CHARACTERS, "\u00a0")
        day = dt.date.fromisoformat(as_of) if as_of else None
        stands = standing(
            leaflet, words, self.rules, day, file=self.workspace.medicine_file(medicine, tag)
        )
        return compile_leaflet(
            leaflet, words, faces, PAPERS[paper],
            facts=facts_of(leaflet, words, paper, files, stands, edition_of(edition)),
            edition=edition_of(edition),
            characters="".join(sorted(needed)),
            approvals=stands.approvals if stands.reviewed else (),
            patient=patient,
        )  # fmt: skip

    def make_cover(self, cover: CoverSource, paper: str, prefix: str) -> ImportedCover:
        """A cover, imported.

        Raises:
            CoverError: it cannot be used.
        """
        from leaflet.covers import import_cover_apart
        from leaflet.design import PAPERS

        clinic_file = self.clinic_file(cover.clinic)[1] if cover.clinic else None
        data, settings, where = read_cover(
            self.workspace, clinic_file, cover, self._in_memory.get(cover.path)
        )
        size = (PAPERS[paper].width, PAPERS[paper].height)
        return import_cover_apart(data, settings, paper=size, where=where, prefix=prefix)

    def cover_as_bytes(self, cover: ImportedCover) -> bytes:
        """For the cache."""
        from leaflet.covers.answer import to_bytes

        return to_bytes(cover)

    def cover_from_bytes(self, data: bytes) -> ImportedCover:
        """What ``cover_as_bytes`` gave."""
        from leaflet.covers.answer import from_bytes

        return from_bytes(data)


def _settings(cover: CoverFile) -> CoverSettings:
    return CoverSettings(**cover.model_dump())
