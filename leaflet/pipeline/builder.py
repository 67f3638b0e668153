"""Leaflets of one workspace, each thing read, laid out, prepared, imported and judged once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from leaflet.errors import CoverError
from leaflet.pipeline.cover_files import CoverShelf, refuse_steps_down
from leaflet.pipeline.facts import facts_of, require_glyphs
from leaflet.pipeline.judging import Judging
from leaflet.pipeline.names import Built, Covers, CoverWish, PaperName, paper_of, wishes_of
from leaflet.workspace import DEFAULT_LOCALE, DEFAULT_MEDICINE, Workspace

if TYPE_CHECKING:
    from leaflet.compiled import Compiled
    from leaflet.model.clinic import ClinicFile
    from leaflet.model.locale import Locale
    from leaflet.model.workspace import WorkspaceFile
    from leaflet.stamping.clinic import Clinic
    from leaflet.standards import Claims


def build(
    medicine: str = DEFAULT_MEDICINE,
    *,
    locale: str | None = None,
    clinic: str | None = None,
    paper: PaperName | None = None,
    cover: Covers = (),
    back: Covers = (),
    duplex: bool = True,
    strict: bool = False,
    as_of: dt.date | None = None,
    workspace: Path | str | None = None,
) -> Built:
    """One leaflet, finished in memory.

    Args:
        medicine: its name, as its folder is called.
        locale: language and region; the clinic's own where it is left out, or else en-GB.
        clinic: whose brand and covers; none for a neutral leaflet.
        paper: the locale's where it is left out.
        cover: PDFs to put before the leaflet, in place of the clinic's.
        back: PDFs to put behind it.
        duplex: keep the leaflet's two pages on one sheet.
        strict: refuse a cover that cannot be kept with its own tags, or a standard not reached.
        as_of: the day on which the review must not be past; that of the text where it is left out.
        workspace: a folder with a ``content`` of its own; the current one where it is left out.

    Raises:
        LeafletError: something handed in is wrong; nothing is written.
    """
    return Builder(Workspace(Path(workspace or "."))).build(
        medicine, locale=locale, clinic=clinic, paper=paper,
        cover=wishes_of(cover), back=wishes_of(back), duplex=duplex, strict=strict,
        as_of=as_of,
    )  # fmt: skip


_Key: TypeAlias = "tuple[str, str, str, frozenset[str], dt.date | None]"
"""Medicine, locale, paper, further characters, and the day of ``as_of``."""


@dataclass(slots=True)
class Builder:
    """Builds leaflets of one workspace, each thing read and compiled once."""

    workspace: Workspace
    _locales: dict[str, Locale] = field(default_factory=dict)
    _clinics: dict[tuple[str, str], Clinic] = field(default_factory=dict)
    _clinic_files: dict[str, tuple[ClinicFile, Path]] = field(default_factory=dict)
    _compiled: dict[_Key, Compiled] = field(default_factory=dict)
    _rules: WorkspaceFile | None = None
    _judging: Judging = field(default_factory=Judging)
    cover_shelf: CoverShelf = field(init=False)

    def __post_init__(self) -> None:
        self.cover_shelf = CoverShelf(self.workspace)

    def default_locale(self, clinic: str | None) -> str:
        """The locale where none is asked for: the clinic's, or else en-GB."""
        if clinic is None:
            return DEFAULT_LOCALE
        return self.clinic_file(clinic)[0].locale or DEFAULT_LOCALE

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
        cover: Sequence[CoverWish] = (),
        back: Sequence[CoverWish] = (),
        duplex: bool = True,
        strict: bool = False,
        as_of: dt.date | None = None,
    ) -> Built:
        """One leaflet; see ``build``."""
        from leaflet.stamping.stamp import page_count, stamp
        from leaflet.standards import IN_WORDS

        tag = locale or self.default_locale(clinic)
        words = self.locale(tag)
        on = paper_of(paper) or words.paper
        prepared = self.prepared(clinic, words) if clinic else None
        characters = prepared.characters() if prepared else ""
        compiled = self.compiled(medicine, tag, on, characters, as_of)
        shelf, file = self.cover_shelf, self.clinic_file(clinic) if clinic else None
        front_covers = list(shelf.covers("cover", file, words, on, cover))
        back_covers = list(shelf.covers("back", file, words, on, back))
        covers = (*front_covers, *back_covers)
        if strict:
            refuse_steps_down(covers, clinic)

        def stamped(claims: Claims) -> bytes:
            return stamp(
                compiled,
                prepared,
                front=front_covers,
                back=back_covers,
                duplex=duplex,
                claims=claims,
            )

        # covers are kept as long as the builder, so told apart by id
        whose = (clinic, tag, on, duplex, tuple(map(id, covers)))
        pages = (medicine, tag, on, compiled.slots_digest, compiled.facts["reviewedBy"])
        pdf, claims, reasons = self._judging.judged(pages, whose, stamped)
        if strict and reasons:
            raise CoverError(*reasons)
        notices = [
            *(prepared.notices if prepared else ()),
            *(notice for each in covers for notice in each.notices),
            *reasons,
        ]
        return Built(
            medicine=medicine,
            locale=tag,
            clinic=clinic,
            pdf=pdf,
            pages=page_count(compiled, prepared, front_covers, back_covers, duplex=duplex),
            paper=on,
            type_size=float(compiled.facts["size"]),
            leading=float(compiled.facts["leading"]),
            reviewed=compiled.facts["review"] != "draft",
            standards=tuple(IN_WORDS[claim] for claim in claims),
            notices=tuple(dict.fromkeys(notices)),
            version=compiled.facts["version"],
            reviewed_by=compiled.facts["reviewedBy"],
            draft_because=compiled.facts["draftBecause"],
            next_review=compiled.facts["nextReview"],
        )

    def forget_pages(self) -> None:
        """Let go of compiled pages: between medicines of a batch, so that memory stays flat."""
        self._compiled.clear()

    def compiled(
        self,
        medicine: str,
        tag: str,
        paper: PaperName,
        characters: str,
        as_of: dt.date | None = None,
    ) -> Compiled:
        """A medicine's pages, laid out once; anew for characters that slots do not always have.

        What was built before never decides: a leaflet built in a batch is the same as one alone.

        Raises:
            FaceError: no face has a character of the text or of the clinic.
            OverfullError: the text does not fit two pages.
            ContentError: an approval's signature is bad.
        """
        from leaflet.compiling.compile import SLOT_CHARACTERS, compile_leaflet
        from leaflet.design import PAPERS
        from leaflet.review.standing import standing
        from leaflet.typography.faces import FAMILIES, load_faces

        needed = frozenset(characters) - frozenset(SLOT_CHARACTERS) - {"\u00a0"}
        key = (medicine, tag, paper, needed, as_of)
        if key in self._compiled:
            return self._compiled[key]
        words = self.locale(tag)
        leaflet = self.workspace.leaflet(medicine, tag, words)
        files = self.workspace.fonts(FAMILIES[words.face].values())
        faces = load_faces(files, words.face)
        require_glyphs(faces, leaflet, words, characters)
        stands = standing(
            leaflet, words, self.rules, as_of, file=self.workspace.medicine_file(medicine, tag)
        )
        self._compiled[key] = compile_leaflet(
            leaflet, words, faces, PAPERS[paper],
            facts=facts_of(leaflet, words, paper, files, stands),
            characters="".join(sorted(needed)),
            approvals=stands.approvals if stands.reviewed else (),
        )  # fmt: skip
        return self._compiled[key]

    def prepared(self, clinic: str, words: Locale) -> Clinic:
        """A clinic as its slots show it, prepared once for each locale.

        Raises:
            AssetError: the logo cannot be used.
        """
        from leaflet.clinics import prepare_clinic

        key = (clinic, words.locale)
        if key not in self._clinics:
            file, path = self.clinic_file(clinic)
            logo = self.workspace.asset(path, file.logo) if file.logo else None
            self._clinics[key] = prepare_clinic(file, logo, logo_alt=words.words.logo_alt)
        return self._clinics[key]
