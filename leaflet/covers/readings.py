"""A cover's file as different programs read it: as it is, mended, or with all its fields drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pypdf import PdfReader

from leaflet.covers.completing import completed
from leaflet.covers.page_tree import unrolled
from leaflet.covers.picture import Drawings, UndrawableError
from leaflet.covers.reading import (
    LockUnknownError,
    UnreadableError,
    open_reader,
)
from leaflet.covers.task import Task

_MENDED = "was damaged inside, and was mended"
_COMPLETED = "has fields or notes without a drawing of their own; they are drawn as viewers do"
_DOUBTFUL = "has fields with letters that are perhaps missing, look at them: {}"
_MOST_LETTERS = 20


@dataclass(slots=True)
class Readings:
    """Readers of one file, one after the other; whoever tries them says why they do not do.

    Attributes:
        damaged: the last reader came upon something broken inside.
        different: what it read is drawn otherwise than the file.
        undrawn: what the file leaves to viewers to draw, as a reason for a step down.
        completed: with the reader for which viewers have drawn that: the file as they draw it.
        completed_data: that file, also later.
    """

    task: Task
    damaged: bool = False
    different: bool = False
    undrawn: str = ""
    completed: Drawings | None = None
    completed_data: bytes | None = None

    def each(self, reasons: list[str]) -> Iterator[PdfReader]:
        """The file as it is, mended, or with its fields and notes drawn, as far as it takes."""
        yield from self._mended(reasons)
        if self.undrawn and self.task.drawings is not None:
            yield from self._completed(self.task.drawings, reasons)

    def _completed(self, drawings: Drawings, reasons: list[str]) -> Iterator[PdfReader]:
        """The file with the appearances that it did not bring, as viewers make them."""
        indexes = self.task.indexes(len(drawings))
        try:
            with completed(self.task.data, indexes) as found:
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

    def _mended(self, reasons: list[str]) -> Iterator[PdfReader]:
        """The file as pypdf reads it, and, where that is not enough, as others mend it."""
        # pypdf 7.1 takes an empty password for some locks that it does not open; pdfium speaks of
        # passwords in files that have no lock
        if self.task.locked and b"/Encrypt" in self.task.data:
            raise self.task.complaint.locked()
        try:
            yield open_reader(self.task.data)
        except LockUnknownError as error:
            if self.task.locked or self.task.drawings is None:
                raise self.task.complaint.locked() from error
            reasons.append(str(error))
        except UnreadableError as error:
            reasons.append(str(error))
        else:
            if not self.damaged and not self.different:
                return
        ways = (self._by_qpdf, self._by_pdfium, self._by_unrolling)
        for mend in ways if not self.different else ways[:1]:
            try:
                reader = mend()
            except (UnreadableError, UndrawableError):
                continue
            reasons.append(_MENDED)
            yield reader
            reasons.remove(_MENDED)

    def _by_qpdf(self) -> PdfReader:
        """The file mended by qpdf."""
        from leaflet.covers.mending import mended

        return open_reader(mended(self.task.data))

    def _by_pdfium(self) -> PdfReader:
        """The file mended by the program that draws it."""
        if self.task.drawings is None:
            raise UndrawableError
        return open_reader(self.task.drawings.rewritten())

    def _by_unrolling(self) -> PdfReader:
        """The file with those of its pages that can be found, its tree being no tree."""
        return open_reader(self.task.data, unrolled)


def _exchange(reasons: list[str], one: str, other: str) -> None:
    reasons[:] = [other if reason == one else reason for reason in reasons]
