"""The rungs that a cover can stand on, tried from the best down until one holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace

from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from leaflet.covers.annotations import read_annotations, wants_appearances
from leaflet.covers.assembly import assemble
from leaflet.covers.boxes import Box, Placement, moved, placement, placement_of_size
from leaflet.covers.cleaning import Cleaner
from leaflet.covers.complaint import NAME_PAGES, PRINT_IT, Complaint, check_kind
from leaflet.covers.completing import completed
from leaflet.covers.figure import Meaning, draw_page, figure_element, text_element
from leaflet.covers.fonts import Treatment
from leaflet.covers.layers import read_layers
from leaflet.covers.letters import read_letters
from leaflet.covers.page_tree import page_count, pages_at, unrolled
from leaflet.covers.paints import MOST_PAINTS
from leaflet.covers.pdfium import standing_in
from leaflet.covers.picture import (
    Drawings,
    LockedError,
    UndrawableError,
    dots_per_inch,
    picture_page,
)
from leaflet.covers.programs import OddFontError
from leaflet.covers.proof import faults, looks_different, looks_far_off
from leaflet.covers.reading import (
    MANY_PAGES,
    LockUnknownError,
    UnreadableError,
    careful_pypdf,
    chosen_pages,
    open_reader,
)
from leaflet.covers.scanning import TooMuchContentError
from leaflet.covers.streams import BombError
from leaflet.covers.tagged import tagged_pages
from leaflet.covers.tags import UntaggedError
from leaflet.covers.values import ImportedCover, ImportedPage, Rung
from leaflet.errors import CoverError, Location
from leaflet.model.clinic import CoverFile
from leaflet.pdf.objects import ObjectTable
from leaflet.structure import StructureElement

_MEANINGS: Mapping[Rung, Meaning] = {"figure": "figure", "text": "text", "decoration": "decoration"}


_TOO_MUCH = "takes too much time or memory to be kept as it is"


_MENDED = "was damaged inside, and was mended"
_COMPLETED = "has fields or notes without a drawing of their own; they are drawn as viewers do"
_DOUBTFUL = "has fields with letters that are perhaps missing, look at them: {}"
_MOST_LETTERS = 20
_LEFT_OUT = "What no program here can draw was left out: {}."
_NO_WORDS = "has no words that could be read aloud"
_READ_ALOUD = (
    "{} is read aloud as its words stand in the file, perhaps not in order; give alt: "
    "(or --cover-alt) to have something else said."
)


class StepDownError(Exception):
    """A rung does not hold, for the reason given."""


class UndrawnError(StepDownError):
    """Something is seen of the file only if a viewer draws it by itself."""


class UnprovedError(StepDownError):
    """A rung does not hold so, but may with its fonts treated in another way."""


class DifferentError(UnprovedError):
    """The cover would not look as its file does: another reader may see more in it."""


_TREATMENTS: tuple[Treatment, ...] = ("mended", "recast", "drawn", "kept")


def import_cover(
    data: bytes,
    cover: CoverFile,
    *,
    paper: tuple[float, float],
    where: Location | None = None,
    prefix: str = "cover",
    picture_only: bool = False,
) -> ImportedCover:
    """The pages of a cover that ``cover`` asks for, fitted onto ``paper`` (width, height).

    The same bytes and wishes give the same objects, on any day and machine. IDs in the structure
    begin with ``prefix``, which must differ between the covers of one leaflet. ``picture_only`` is
    for a file on which the better ways have failed already.

    Raises:
        CoverError: the file cannot be used, or needs words for what it shows.
    """
    complaint = Complaint(cover.file, where)
    check_kind(data, complaint)
    with careful_pypdf(), ExitStack() as stack:
        drawings, locked = None, False
        try:
            drawings = stack.enter_context(Drawings(data))
        except UndrawableError as error:
            locked = isinstance(error, LockedError)

        def climbed(drawings: Drawings | None) -> tuple[ImportedCover, bytes | None]:
            climb = _Climb(data, cover, paper, prefix, complaint, drawings, locked)
            made = climb.drawn([_TOO_MUCH]) if picture_only else climb.best()
            return climb.with_length(made), climb.completed_data

        try:
            made, completed_data = climbed(drawings)
            if drawings is None:
                return made
            if completed_data is not None:  # it has letters that the file leaves to viewers
                drawings = stack.enter_context(Drawings(completed_data))
            letters = read_letters(drawings, _pages_of(cover, len(drawings)))
            family = letters.best_family()
            if family is not None:
                stack.enter_context(standing_in(family))
                made, _ = climbed(stack.enter_context(Drawings(data)))
            return replace(made, notices=(*made.notices, *letters.notices(family)))
        except CoverError:
            raise
        except BombError as error:
            raise complaint.error("is far too large inside.", PRINT_IT) from error
        except Exception as error:  # what pypdf lets through for files that are broken inside
            raise complaint.error("is damaged.", PRINT_IT) from error


@dataclass(slots=True)
class _Climb:
    """One cover on its way down the rungs."""

    data: bytes
    cover: CoverFile
    paper: tuple[float, float]
    prefix: str
    complaint: Complaint
    drawings: Drawings | None
    locked: bool
    opened: bool = False
    damaged: bool = False
    different: bool = False
    undrawn: str = ""
    completed: Drawings | None = None
    """On the rung where viewers have drawn what the file did not: the file as they draw it."""
    completed_data: bytes | None = None
    unproved: str = ""
    comparable: bool = True
    """pdfium shows annotations on hidden layers; a cover with such cannot be compared."""

    def best(self) -> ImportedCover:
        """The cover on the best rung that holds; each rung that did not is a notice."""
        reasons: list[str] = []
        for reader in self.readers(reasons):
            found = self.climbed(reader, reasons)
            if found is not None:
                return found
        return self.drawn(reasons)

    def readers(self, reasons: list[str]) -> Iterator[PdfReader]:
        """The file as it is, mended, or with its fields and notes drawn, as far as it takes."""
        yield from self.mended_readers(reasons)
        if self.undrawn and self.drawings is not None:
            yield from self.completed_readers(self.drawings, reasons)

    def completed_readers(self, drawings: Drawings, reasons: list[str]) -> Iterator[PdfReader]:
        """The file with the appearances that it did not bring, as viewers make them."""
        indexes = chosen_pages(self.cover.pages, len(drawings), self.complaint)
        try:
            with completed(self.data, indexes) as found:
                self.completed, self.completed_data = found.drawings, found.data
                if found.doubtful:
                    reasons.insert(0, _DOUBTFUL.format(found.doubtful[:_MOST_LETTERS]))
                _exchange(reasons, self.undrawn, _COMPLETED)
                yield found.reader
                _exchange(reasons, _COMPLETED, self.undrawn)
        except (UnreadableError, UndrawableError):
            pass
        finally:
            self.completed = None

    def mended_readers(self, reasons: list[str]) -> Iterator[PdfReader]:
        """The file as pypdf reads it, and, where that is not enough, as others mend it."""
        # pypdf 7.1 takes an empty password for some locks that it does not open; pdfium speaks of
        # passwords in files that have no lock
        if self.locked and b"/Encrypt" in self.data:
            raise self.complaint.locked()
        try:
            yield open_reader(self.data)
        except LockUnknownError as error:
            if self.locked or self.drawings is None:
                raise self.complaint.locked() from error
            reasons.append(str(error))
        except UnreadableError as error:
            reasons.append(str(error))
        else:
            if not self.damaged and not self.different:
                return
        ways = (self.by_qpdf, self.by_pdfium, self.by_unrolling)
        for mend in ways if not self.different else ways[:1]:
            try:
                reader = mend()
            except (UnreadableError, UndrawableError):
                continue
            reasons.append(_MENDED)
            yield reader
            reasons.remove(_MENDED)

    def by_qpdf(self) -> PdfReader:
        """The file mended by qpdf."""
        from leaflet.covers.mending import mended

        return open_reader(mended(self.data))

    def by_pdfium(self) -> PdfReader:
        """The file mended by the program that draws it."""
        if self.drawings is None:
            raise UndrawableError
        return open_reader(self.drawings.rewritten())

    def by_unrolling(self) -> PdfReader:
        """The file with those of its pages that can be found, its tree being no tree."""
        return open_reader(self.data, unrolled)

    def climbed(self, reader: PdfReader, reasons: list[str]) -> ImportedCover | None:
        """The cover on the best rung that holds for the file as ``reader`` reads it."""
        self.opened, self.damaged, self.different = True, False, False
        try:
            indexes = chosen_pages(self.cover.pages, page_count(reader), self.complaint)
            pages = pages_at(reader, indexes)
            places = [placement(page, self.paper, self.cover.fit) for page in pages]
        except CoverError:
            raise
        except Exception as error:  # what pypdf lets through for files broken inside
            self.note_damage(error, reasons)
            return None
        for rung in self.rungs():
            found = self.on(rung, reader, pages, indexes, places, reasons)
            if found is not None:
                return found
        return None

    def on(
        self,
        rung: Rung,
        reader: PdfReader,
        pages: Sequence[DictionaryObject],
        indexes: Sequence[int],
        places: Sequence[Placement],
        reasons: list[str],
    ) -> ImportedCover | None:
        """The cover on ``rung``, its fonts mended as far as it takes."""
        failed: list[str] = []
        self.different = False
        for fonts in _TREATMENTS:
            if self.different and fonts in {"recast", "drawn"}:
                continue
            try:
                made = self.made(rung, fonts, reader, pages, places)
                self.prove(made, indexes, places)
            except (CoverError, BombError):
                raise
            except UnprovedError as error:
                failed.append(str(error))
                self.different = isinstance(error, DifferentError)
            except (UntaggedError, StepDownError, TooMuchContentError) as error:
                failed.append(str(error) or "has more in it than can be read step by step")
                if isinstance(error, UndrawnError):
                    self.undrawn = failed[0]
                break
            except Exception as error:  # what pypdf lets through for files broken inside
                self.note_damage(error, failed)
                break
            else:
                if self.unproved:
                    reasons.append(f"was not proved to be {self.unproved}")
                return self.with_notices(made, reasons)
        reasons += failed[:1]
        return None

    def note_damage(self, error: Exception, reasons: list[str]) -> None:
        """Remember that the file is broken inside, and may be mended."""
        self.damaged = True
        reasons.append(str(error) if isinstance(error, UnreadableError) else "is damaged inside")

    def rungs(self) -> Iterator[Rung]:
        """The rungs to try, by the clinic's wish; a figure needs words."""
        if self.cover.role == "auto":
            yield "tagged"
        if self.cover.role in {"text", "decoration"}:
            yield self.cover.role
        elif self.cover.alt is not None:
            yield "figure"
        elif self.cover.role == "auto":
            yield "text"

    def made(
        self,
        rung: Rung,
        fonts: Treatment,
        reader: PdfReader,
        pages: Sequence[DictionaryObject],
        places: Sequence[Placement],
    ) -> ImportedCover:
        """The cover on ``rung``."""
        cleaner = Cleaner(fonts)
        if rung == "tagged":
            imported, part = tagged_pages(reader.root_object, pages, places, cleaner, self.prefix)
            part.lang = part.lang or self.cover.lang
        else:
            meaning = _MEANINGS[rung]
            stale = self.completed is None and wants_appearances(reader.root_object)
            imported = self.flat(pages, places, cleaner, meaning, stale=stale)
            part = self.part(places, meaning)
        if cleaner.paints.most() > MOST_PAINTS:
            raise self.complaint.error("draws the same thing over and over, without end.", PRINT_IT)
        layers = read_layers(reader.root_object, cleaner)
        try:
            cleaner.finish()
        except OddFontError as error:
            raise UnprovedError("has a font that cannot be read") from error
        if cleaner.fonts.unknown and rung in {"tagged", "text"}:
            raise UnprovedError("has a font that does not tell which letters it draws")
        if rung == "text" and self.cover.role == "auto":
            if not cleaner.fonts.has_words:
                raise StepDownError(_NO_WORDS)
            cleaner.notices[_READ_ALOUD.format(self.cover.file)] = None
        return ImportedCover(
            objects=tuple(cleaner.table.objects),
            pages=imported,
            structure=part,
            layers=layers,
            notices=tuple(cleaner.notices),
            rung=rung,
        )

    def flat(
        self,
        pages: Sequence[DictionaryObject],
        places: Sequence[Placement],
        cleaner: Cleaner,
        meaning: Meaning,
        *,
        stale: bool,
    ) -> tuple[ImportedPage, ...]:
        """Pages as one marked drawing each."""
        made = []
        for number, (page, place) in enumerate(zip(pages, places, strict=True)):
            annotations = read_annotations(page, stale=stale)
            if annotations.too_many:
                raise StepDownError(f"has {annotations.too_many} annotations")
            if annotations.undrawn and self.completed is None:
                raise UndrawnError(f"has {annotations.undrawn[0]} that only a viewer can draw")
            left_out = map(_LEFT_OUT.format, annotations.undrawn)
            cleaner.notices.update(dict.fromkeys(left_out))
            if any(appearance.layer is not None for appearance in annotations.appearances):
                self.comparable = False
            cleaner.notices.update(dict.fromkeys(annotations.dropped))
            made.append(draw_page(page, number, place, annotations, cleaner, meaning=meaning))
        return tuple(made)

    def part(self, places: Sequence[Placement], meaning: Meaning) -> StructureElement:
        """The structure of pages that are one drawing each."""
        part = StructureElement(role="Part", lang=self.cover.lang)
        for number, place in enumerate(places):
            if meaning == "figure":
                part.add(
                    figure_element(number, len(places), place, self.paper, self.cover.alt or "")
                )
            elif meaning == "text":
                part.add(text_element(number))
        return part

    def prove(
        self, made: ImportedCover, indexes: Sequence[int], places: Sequence[Placement]
    ) -> None:
        """Raise unless ``made`` is valid and looks as the file does, as far as can be told here."""
        found = faults(assemble(made, places))
        if found is None:
            self.unproved = "accessible: page-validation is not installed"
        elif found:
            raise UnprovedError(f"cannot be kept so and be accessible: {found[0]}")
        if not self.comparable:
            return
        if self.drawings is None:
            self.unproved = self.unproved or "alike: no program here can draw the file"
            return
        try:
            if self.completed is None:
                different = looks_different(self.drawings, indexes, made, places)
            else:
                different = looks_different(
                    self.completed, indexes, made, places, ("screen",)
                ) or looks_far_off(self.drawings, indexes, made, places)
            if different:
                raise DifferentError("would look different")
        except UndrawableError:
            self.unproved = "alike: no program here can draw it"

    def drawn(self, reasons: list[str]) -> ImportedCover:
        """The last rung: pictures of the pages."""
        wordless = self.cover.role != "decoration" and self.cover.alt is None
        if wordless and (self.opened or self.drawings is not None):
            self.refuse_without_words(reasons)
        if self.drawings is None:
            raise self.complaint.error(f"{reasons[-1]}.", PRINT_IT)
        indexes = chosen_pages(self.cover.pages, len(self.drawings), self.complaint)
        marked = self.cover.role != "decoration"
        table = ObjectTable(first=0)
        try:
            places = [
                placement_of_size(self.drawings.size(index), self.paper, self.cover.fit)
                for index in indexes
            ]
            dots = dots_per_inch(len(indexes))
            pages = tuple(
                picture_page(self.drawings, index, box, table, marked=marked, dots=dots)
                for index, box in zip(indexes, _boxes(places), strict=True)
            )
        except UndrawableError as error:
            raise self.complaint.error(f"{reasons[-1]}, and {error}.", PRINT_IT) from error
        made = ImportedCover(
            objects=tuple(table.objects),
            pages=pages,
            structure=self.part(places, "figure" if marked else "decoration"),
            layers=None,
            notices=(),
            rung="picture",
        )
        if looks_far_off(self.drawings, indexes, made, places):
            raise self.complaint.error("looks different each time it is drawn.", PRINT_IT)
        lost = "is put in as a picture: its words cannot be searched or read aloud"
        return self.with_notices(made, [*reasons, lost])

    def refuse_without_words(self, reasons: Sequence[str]) -> None:
        """Say that the cover needs words, and why."""
        better = [reason for reason in reasons if reason != _NO_WORDS]
        reason = (better or reasons or ["is to be put in as a figure"])[-1]
        raise self.complaint.error(
            f"{reason}, so a screen reader can say nothing of it.",
            "give alt: (or --cover-alt) with what it says; or role: decoration if it says nothing",
        )

    def with_notices(self, made: ImportedCover, reasons: Sequence[str]) -> ImportedCover:
        """``made`` with the reasons why no better rung held."""
        if reasons == ["has no tags"]:  # the plain case, which the clinic knew when it gave alt
            return made
        said = (f"{self.cover.file} {reason}." for reason in dict.fromkeys(reasons))
        return replace(made, notices=(*said, *made.notices))

    def with_length(self, made: ImportedCover) -> ImportedCover:
        """``made``, with a word on how long it is, if nobody asked for so many pages."""
        count = len(made.pages)
        if self.cover.pages is None and self.drawings is not None and count != len(self.drawings):
            fewer = f"{self.cover.file} says it has {len(self.drawings)} pages; {count} were found."
            return replace(made, notices=(fewer, *made.notices))
        if self.cover.pages is not None or count <= MANY_PAGES:
            return made
        long = f"{self.cover.file} has {count} pages, and all of them are put in; {NAME_PAGES}."
        return replace(made, notices=(long, *made.notices))


def _exchange(reasons: list[str], one: str, other: str) -> None:
    reasons[:] = [other if reason == one else reason for reason in reasons]


def _pages_of(cover: CoverFile, count: int) -> Sequence[int]:
    """Which of the pages that pdfium sees are taken."""
    try:
        return chosen_pages(cover.pages, count, Complaint(cover.file))
    except CoverError:  # others see more pages
        return ()


def _boxes(places: Sequence[Placement]) -> list[Box]:
    return [moved(place.box, place.matrix) for place in places]
