"""What is asked of one cover, and what is known of its file before anybody has read it."""

from __future__ import annotations

from dataclasses import dataclass

from leaflet.covers.complaint import Complaint
from leaflet.covers.picture import Drawings
from leaflet.covers.reading import chosen_pages
from leaflet.model.clinic import CoverFile


class TooManyAtOnceError(Exception):
    """The cover has to be asked for in parts; ``indexes`` are the pages it has."""

    def __init__(self, indexes: tuple[int, ...]) -> None:
        super().__init__(indexes)
        self.indexes = indexes


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One cover to be imported.

    Attributes:
        data: the file.
        cover: the clinic's wishes.
        paper: width and height of the leaflet's paper in points.
        prefix: what IDs in its structure begin with.
        complaint: makes errors about it.
        drawings: the file as pdfium draws it, if it can.
        locked: pdfium says that it needs a password.
        at_once: how many pages may be taken; more have to be asked for in parts.
    """

    data: bytes
    cover: CoverFile
    paper: tuple[float, float]
    prefix: str
    complaint: Complaint
    drawings: Drawings | None
    locked: bool
    at_once: int | None = None

    def indexes(self, count: int) -> tuple[int, ...]:
        """Those of the file's ``count`` pages that are taken.

        Raises:
            CoverError: there are no such pages, or too many.
            TooManyAtOnceError: they are more than are taken at once.
        """
        found = chosen_pages(self.cover.pages, count, self.complaint)
        if self.at_once is not None and len(found) > self.at_once:
            raise TooManyAtOnceError(found)
        return found
