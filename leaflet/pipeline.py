"""From names to a finished PDF: YAML → model → compiled pages → stamped, with covers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from leaflet.errors import CoverError, Location, Problem, UsageError
from leaflet.files import read_bytes, shown, write_whole
from leaflet.workspace import DEFAULT_LOCALE, DEFAULT_MEDICINE, Workspace, built_in

if TYPE_CHECKING:
    from leaflet.compiled import Compiled
    from leaflet.covers import ImportedCover
    from leaflet.model.clinic import ClinicFile, CoverFile
    from leaflet.model.locale import Locale
    from leaflet.model.medicine import Leaflet
    from leaflet.stamping.clinic import Clinic
    from leaflet.standards import Claims

PaperName = Literal["a4", "letter"]
Notify = Callable[[str], None]


def file_name(medicine: str, locale: str, clinic: str | None) -> str:
    """A leaflet's file below the output folder."""
    file = f"{medicine}.{locale}.pdf"
    return f"{clinic}/{file}" if clinic else file


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A finished leaflet."""

    medicine: str
    locale: str
    clinic: str | None
    pdf: bytes = field(repr=False)
    pages: int
    paper: PaperName
    type_size: float
    leading: float
    reviewed: bool
    standards: tuple[str, ...]
    """Standards that the file states, because the judge has passed it: PDF/UA-1, PDF/A-3a."""
    notices: tuple[str, ...] = ()
    """What was changed of the clinic's brand and covers, in plain words."""
    version: str = ""
    """Of the medicine's text."""

    @property
    def name(self) -> str:
        """The file's name below the output folder."""
        return file_name(self.medicine, self.locale, self.clinic)

    def write(self, folder: Path) -> Path:
        """Put the file below ``folder``, whole or not at all.

        Raises:
            FileAccessError: it cannot be written.
        """
        path = folder / self.name
        write_whole(path, self.pdf)
        return path


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverWish:
    """A cover named on the command line: the file, and words for what it shows."""

    path: Path
    alt: str | None = None


Covers: TypeAlias = CoverWish | Path | str | Sequence[CoverWish | Path | str]


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
        workspace: a folder with a ``content`` of its own; the current one where it is left out.

    Raises:
        LeafletError: something handed in is wrong; nothing is written.
    """
    return Builder(Workspace(Path(workspace or "."))).build(
        medicine, locale=locale, clinic=clinic, paper=paper,
        cover=_wishes(cover), back=_wishes(back), duplex=duplex, strict=strict,
    )  # fmt: skip


def _wishes(items: Covers) -> list[CoverWish]:
    """The covers asked for; one by itself stands for a list of one."""
    listed = [items] if isinstance(items, CoverWish | Path | str) else items
    return [item if isinstance(item, CoverWish) else CoverWish(path=Path(item)) for item in listed]


def _paper(name: str | None) -> PaperName | None:
    """The paper of this name.

    Raises:
        UsageError: there is none.
    """
    match name:
        case None | "a4" | "letter":
            return name
        case _:
            raise UsageError(Problem(None, f"no paper “{name}”", "there are: a4, letter"))


@dataclass(slots=True)
class Builder:
    """Builds leaflets of one workspace, each thing read and compiled once."""

    workspace: Workspace
    _locales: dict[str, Locale] = field(default_factory=dict)
    _clinics: dict[tuple[str, str], tuple[ClinicFile, Path, Clinic]] = field(default_factory=dict)
    _clinic_files: dict[str, tuple[ClinicFile, Path]] = field(default_factory=dict)
    _compiled: dict[tuple[str, str, str, frozenset[str]], Compiled] = field(default_factory=dict)
    _covers: dict[tuple[object, ...], ImportedCover] = field(default_factory=dict)
    _digests: dict[str, str] = field(default_factory=dict)
    _verdicts: dict[tuple[object, ...], tuple[Claims, tuple[str, ...]]] = field(
        default_factory=dict
    )
    """What the slots and covers of a clinic may state, and why no more."""
    _passed: set[tuple[object, ...]] = field(default_factory=set)
    """Compiled pages that have passed the judge with all that may be stated."""

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
    ) -> Built:
        """One leaflet; see ``build``."""
        from leaflet.stamping.stamp import page_count, stamp
        from leaflet.standards import IN_WORDS

        tag = locale or self.default_locale(clinic)
        words = self.locale(tag)
        on = _paper(paper) or words.paper
        prepared = self._clinic(clinic, words) if clinic else None
        compiled = self.compiled(medicine, tag, on, prepared.characters() if prepared else "")
        front_covers = list(self._imported("cover", clinic, words, on, cover))
        back_covers = list(self._imported("back", clinic, words, on, back))
        if strict:
            _refuse_steps_down((*front_covers, *back_covers), clinic)

        def stamped(claims: Claims) -> bytes:
            return stamp(
                compiled,
                prepared,
                front=front_covers,
                back=back_covers,
                duplex=duplex,
                claims=claims,
            )

        covers = (*front_covers, *back_covers)  # kept as long as the builder, so told apart by id
        whose = (clinic, tag, on, duplex, tuple(map(id, covers)))
        pages = (medicine, tag, on, compiled.slots_digest)
        pdf, claims, reasons = self._judged(pages, whose, stamped)
        if strict and reasons:
            raise CoverError(*reasons)
        notices = [
            *(prepared.notices if prepared else ()),
            *(notice for each in (*front_covers, *back_covers) for notice in each.notices),
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
        )

    def forget_pages(self) -> None:
        """Let go of compiled pages: between medicines of a batch, so that memory stays flat."""
        self._compiled.clear()

    def _judged(
        self,
        pages: tuple[object, ...],
        whose: tuple[object, ...],
        stamped: Callable[[Claims], bytes],
    ) -> tuple[bytes, Claims, tuple[str, ...]]:
        """The file, with what it may state and why no more.

        Pages and slots are copied as they are, so a verdict holds for both: once a medicine's
        pages have passed with some clinic, and a clinic's slots and covers with some medicine,
        the two together are not judged again.
        """
        from leaflet.standards import LADDER, highest

        known = self._verdicts.get(whose)
        if known is not None and pages in self._passed:
            return stamped(known[0]), *known
        pdf, claims, reasons = highest(stamped)
        if claims == LADDER[0]:
            self._passed.add(pages)
        self._verdicts.setdefault(whose, (claims, reasons))
        return pdf, claims, reasons

    def compiled(self, medicine: str, tag: str, paper: PaperName, characters: str) -> Compiled:
        """A medicine's pages, laid out once; anew for characters that slots do not always have.

        What was built before never decides: a leaflet built in a batch is the same as one alone.

        Raises:
            FaceError: no face has a character of the text or of the clinic.
            OverfullError: the text does not fit two pages.
        """
        from leaflet.compiling.compile import SLOT_CHARACTERS, compile_leaflet
        from leaflet.design import PAPERS
        from leaflet.typography.faces import FAMILIES, load_faces

        needed = frozenset(characters) - frozenset(SLOT_CHARACTERS) - {"\u00a0"}
        key = (medicine, tag, paper, needed)
        if key in self._compiled:
            return self._compiled[key]
        words = self.locale(tag)
        leaflet = self.workspace.leaflet(medicine, tag, words)
        files = self.workspace.fonts(FAMILIES[words.face].values())
        faces = load_faces(files, words.face)
        _require(faces.text_lacks("".join(sorted(characters))), "the clinic's words")
        _require(faces.lacks(_all_text(leaflet)), f"{medicine}.{tag}")
        _require(faces.lacks(_all_text(words)), f"locale {tag}")
        self._compiled[key] = compile_leaflet(
            leaflet, words, faces, PAPERS[paper],
            facts=self._facts(leaflet, words, paper, files), characters="".join(sorted(needed)),
        )  # fmt: skip
        return self._compiled[key]

    def _facts(
        self, leaflet: Leaflet, words: Locale, paper: PaperName, fonts: dict[str, bytes]
    ) -> dict[str, str]:
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
            "edition": "standard",
            "paper": paper,
            "version": leaflet.version,
            "date": leaflet.date.isoformat(),
            "name": leaflet.name,
            "title": f"{leaflet.name}: {words.words.patient_leaflet}",
            "review": "draft",
            "contentDigest": hashlib.sha256(text.encode()).hexdigest(),
            "designDigest": self._design_digest(),
            "fontsDigest": font_digest.hexdigest(),
        }

    def _design_digest(self) -> str:
        """A digest of the code that decides how a page looks."""
        if "design" not in self._digests:
            package = Path(__file__).resolve().parent
            digest = hashlib.sha256()
            for folder in ("layout", "typography", "drawing", "stamping"):
                for path in sorted((package / folder).glob("*.py")):
                    digest.update(path.read_bytes())
            digest.update((package / "design.py").read_bytes())
            self._digests["design"] = digest.hexdigest()
        return self._digests["design"]

    def _clinic(self, name: str, words: Locale) -> Clinic:
        from leaflet.clinics import prepare_clinic

        key = (name, words.locale)
        if key not in self._clinics:
            file, path = self.clinic_file(name)
            logo = self.workspace.asset(path, file.logo) if file.logo else None
            prepared = prepare_clinic(file, logo, logo_alt=words.words.logo_alt)
            self._clinics[key] = (file, path, prepared)
        return self._clinics[key][2]

    def _imported(
        self,
        side: Literal["cover", "back"],
        clinic: str | None,
        words: Locale,
        paper: PaperName,
        wishes: Sequence[CoverWish],
    ) -> Iterator[ImportedCover]:
        """The covers of one side: those asked for, or else the clinic's."""
        from leaflet.design import PAPERS

        size = (PAPERS[paper].width, PAPERS[paper].height)
        for index, (data, cover, where) in enumerate(
            self._cover_files(side, clinic, words, wishes)
        ):
            from leaflet.covers import import_cover

            prefix = f"{side}{index + 1}"
            key = (hashlib.sha256(data).digest(), cover, size, prefix)
            if key not in self._covers:
                self._covers[key] = import_cover(
                    data, cover, paper=size, where=where, prefix=prefix
                )
            yield self._covers[key]

    def _cover_files(
        self,
        side: Literal["cover", "back"],
        clinic: str | None,
        words: Locale,
        wishes: Sequence[CoverWish],
    ) -> Iterator[tuple[bytes, CoverFile, Location]]:
        for wish in wishes:
            yield read_bytes(wish.path), _cover_file(wish, words), Location(shown(wish.path))
        if wishes or clinic is None:
            return
        file, path, _ = self._clinics[clinic, words.locale]
        for cover in file.cover if side == "cover" else file.back:
            data, where = self.workspace.asset(path, cover.file)
            yield data, cover, where


def _cover_file(wish: CoverWish, words: Locale) -> CoverFile:
    """What a clinic's file would say of this cover.

    Raises:
        UsageError: its words are empty, too long or cannot be spoken.
    """
    from pydantic import ValidationError

    from leaflet.model.clinic import CoverFile

    try:
        return CoverFile(file=wish.path.name, alt=wish.alt, lang=words.locale)
    except ValidationError as error:
        reason = error.errors()[0]["msg"]
        raise UsageError(
            Problem(
                Location(shown(wish.path)),
                f"the words for this cover cannot be used: {reason}",
                "say in a sentence or two what the page shows and says",
            )
        ) from error


def _refuse_steps_down(covers: Sequence[ImportedCover], clinic: str | None) -> None:
    """In strict building a cover is kept with its own tags, or refused with the reason."""
    problems = [
        Problem(
            None,
            f"a cover{f' of {clinic}' if clinic else ''} is kept only as a {cover.rung}: "
            + (" ".join(cover.notices) or "it has no tags of its own"),
            "hand in a tagged PDF, or build without --strict",
        )
        for cover in covers
        if cover.rung in {"figure", "picture"}
    ]
    if problems:
        raise CoverError(*problems)


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

    from leaflet.errors import FaceError

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


def expand(
    workspace: Workspace,
    medicines: Sequence[str],
    locales: Sequence[str],
    clinics: Sequence[str],
    *,
    everything: bool,
) -> Iterator[tuple[str, str | None, str | None]]:
    """Medicine, locale and clinic of each leaflet that was asked for; ``all`` stands for every.

    Raises:
        UsageError: a name is not known, or nothing is left to build.
    """
    known = workspace.medicines()
    names = list(known) if everything else list(medicines) or [DEFAULT_MEDICINE]
    chosen: list[str | None] = list(workspace.clinics()) if "all" in clinics else list(clinics)
    found = False
    for name in names:
        for clinic in chosen or [None]:
            tags: Sequence[str | None] = locales or [None]
            if "all" in locales:
                tags = known.get(name, [None])  # an unknown name fails by itself, with a hint
            for tag in tags:
                found = True
                yield name, tag, clinic
    if not found:
        raise UsageError(Problem(None, "there is nothing to build", "see: leaflet list"))


__all__ = ["Builder", "Built", "CoverWish", "build", "built_in", "expand"]
