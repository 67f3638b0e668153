"""What is asked of one cover, and what is known of its file before anybody has read it."""

from __future__ import annotations

from dataclasses import dataclass

from leaflet.covers.complaint import Complaint
from leaflet.covers.picture import Drawings
from leaflet.model.clinic import CoverFile


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
    """

    data: bytes
    cover: CoverFile
    paper: tuple[float, float]
    prefix: str
    complaint: Complaint
    drawings: Drawings | None
    locked: bool
