"""The rungs that a cover can stand on, tried from the best down until one holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace

from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from leaflet.covers.assembly import assemble
from leaflet.covers.boxes import Placement, placement
from leaflet.covers.complaint import MANY_PAGES, PRINT_IT, Complaint, check_kind, told_length
from leaflet.covers.fonts import Treatment
from leaflet.covers.letters import read_letters
from leaflet.covers.page_tree import page_count, pages_at
from leaflet.covers.pdfium import standing_in
from leaflet.covers.picture import Drawings, LockedError, UndrawableError
from leaflet.covers.proof import faults, looks_different, looks_far_off
from leaflet.covers.reading import UnreadableError, careful_pypdf, chosen_pages
from leaflet.covers.readings import Readings
from leaflet.covers.redrawn import LOST, redrawn
from leaflet.covers.rungs import (
    DifferentError,
    StepDownError,
    UndrawnError,
    UnprovedError,
    has_layered_notes,
)
from leaflet.covers.rungs import made as vector
from leaflet.covers.scanning import TooMuchContentError
from leaflet.covers.streams import BombError
from leaflet.covers.tags import UntaggedError
from leaflet.covers.task import Task, TooManyAtOnceError
from leaflet.covers.values import ImportedCover, Rung
from leaflet.errors import CoverError, Location
from leaflet.model.clinic import CoverFile

_TOO_MUCH = "takes too much time or memory to be kept as it is"
_TREATMENTS: tuple[Treatment, ...] = ("mended", "recast", "drawn", "kept")


def import_cover(
    data: bytes,
    cover: CoverFile,
    *,
    paper: tuple[float, float],
    where: Location | None = None,
    prefix: str = "cover",
    picture_only: bool = False,
    at_once: int | None = None,
) -> ImportedCover:
    """The pages of a cover that ``cover`` asks for, fitted onto ``paper`` (width, height).

    The same bytes and wishes give the same objects, on any day and machine. IDs in the structure
    begin with ``prefix``, which must differ between the covers of one leaflet. ``picture_only`` is
    for a file on which the better ways have failed already; ``at_once`` is how many pages may be
    taken.

    Raises:
        CoverError: the file cannot be used, or needs words for what it shows.
        TooManyAtOnceError: it has more pages than may be taken at once.
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
            task = Task(
                data=data, cover=cover, paper=paper, prefix=prefix, complaint=complaint,
                drawings=drawings, locked=locked, at_once=at_once,
            )  # fmt: skip
            climb = _Climb(task, Readings(task))
            made = climb.redrawn([_TOO_MUCH]) if picture_only else climb.best()
            return climb.with_length(made), climb.readings.completed_data

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
        except (CoverError, TooManyAtOnceError):
            raise
        except BombError as error:
            raise complaint.error("is far too large inside.", PRINT_IT) from error
        except Exception as error:  # what pypdf lets through for files that are broken inside
            raise complaint.error("is damaged.", PRINT_IT) from error


@dataclass(slots=True)
class _Climb:
    """One cover on its way down the rungs."""

    task: Task
    readings: Readings
    opened: bool = False
    unproved: str = ""

    def best(self) -> ImportedCover:
        """The cover on the best rung that holds; each rung that did not is a notice."""
        reasons: list[str] = []
        for reader in self.readings.each(reasons):
            found = self.climbed(reader, reasons)
            if found is not None:
                return found
        return self.redrawn(reasons)

    @property
    def is_completed(self) -> bool:
        """Whether viewers have drawn what the file had left to them."""
        return self.readings.completed is not None

    def climbed(self, reader: PdfReader, reasons: list[str]) -> ImportedCover | None:
        """The cover on the best rung that holds for the file as ``reader`` reads it."""
        self.opened, self.readings.damaged, self.readings.different = True, False, False
        try:
            indexes = self.task.indexes(page_count(reader))
            pages = pages_at(reader, indexes)
            places = [placement(page, self.task.paper, self.task.cover.fit) for page in pages]
        except (CoverError, TooManyAtOnceError):
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
        hopeless: frozenset[Treatment] = frozenset()
        self.readings.different = False
        for fonts in _TREATMENTS:
            if fonts in hopeless:
                continue
            try:
                made = vector(
                    self.task, rung, fonts, reader, pages, places, is_completed=self.is_completed
                )
                self.prove(made, pages, indexes, places)
            except (CoverError, BombError):
                raise
            except UnprovedError as error:
                failed.append(str(error))
                self.readings.different = isinstance(error, DifferentError)
                hopeless |= error.hopeless
            except (UntaggedError, StepDownError, TooMuchContentError) as error:
                failed.append(str(error) or "has more in it than can be read step by step")
                if isinstance(error, UndrawnError):
                    self.readings.undrawn = failed[0]
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
        self.readings.damaged = True
        reasons.append(str(error) if isinstance(error, UnreadableError) else "is damaged inside")

    def rungs(self) -> Iterator[Rung]:
        """The rungs to try, by the clinic's wish; a figure needs words."""
        if self.task.cover.role == "auto":
            yield "tagged"
        if self.task.cover.role in {"text", "decoration"}:
            yield self.task.cover.role
        elif self.task.cover.alt is not None:
            yield "figure"
        elif self.task.cover.role == "auto":
            yield "text"

    def prove(
        self,
        made: ImportedCover,
        pages: Sequence[DictionaryObject],
        indexes: Sequence[int],
        places: Sequence[Placement],
    ) -> None:
        """Raise unless ``made`` is valid and looks as the file does, as far as can be told here."""
        found = faults(assemble(made, places))
        if found is None:
            self.unproved = "accessible: page-validation is not installed"
        elif found:
            raise UnprovedError(f"cannot be kept so and be accessible: {found[0]}")
        if made.rung != "tagged" and has_layered_notes(pages):
            return
        if self.task.drawings is None:
            self.unproved = self.unproved or "alike: no program here can draw the file"
            return
        try:
            if self.readings.completed is None:
                different = looks_different(self.task.drawings, indexes, made, places)
            else:
                different = looks_different(
                    self.readings.completed, indexes, made, places, ("screen",)
                ) or looks_far_off(self.task.drawings, indexes, made, places)
            if different:
                raise DifferentError("would look different")
        except UndrawableError:
            self.unproved = "alike: no program here can draw it"

    def redrawn(self, reasons: Sequence[str]) -> ImportedCover:
        """The last rung: pictures of the pages."""
        made = redrawn(self.task, reasons, opened=self.opened)
        return self.with_notices(made, [*reasons, LOST])

    def with_notices(self, made: ImportedCover, reasons: Sequence[str]) -> ImportedCover:
        """``made`` with the reasons why no better rung held."""
        if reasons == ["has no tags"]:  # the plain case, which the clinic knew when it gave alt
            return made
        said = (f"{self.task.cover.file} {reason}." for reason in dict.fromkeys(reasons))
        return replace(made, notices=(*said, *made.notices))

    def with_length(self, made: ImportedCover) -> ImportedCover:
        """``made``, with a word on how long it is, if nobody asked for so many pages."""
        count, cover, drawings = len(made.pages), self.task.cover, self.task.drawings
        if cover.pages is not None:
            return made
        if drawings is not None and count != len(drawings):
            told = f"{cover.file} says it has {len(drawings)} pages; {count} were found."
        elif count > MANY_PAGES:
            told = told_length(cover.file, count)
        else:
            return made
        return replace(made, notices=(told, *made.notices))


def _pages_of(cover: CoverFile, count: int) -> Sequence[int]:
    """Which of the pages that pdfium sees are taken."""
    try:
        return chosen_pages(cover.pages, count, Complaint(cover.file))
    except CoverError:  # others see more pages
        return ()
