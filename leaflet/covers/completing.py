"""Fields and notes for which a file brings no drawing, drawn by pdfium, which knows how viewers do.

pdfium gives such annotations an appearance as it draws a page; the file is written anew with them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from pypdf import PdfReader

from leaflet.covers.annotations import written_values
from leaflet.covers.page_tree import pages_at
from leaflet.covers.picture import Drawings
from leaflet.covers.reading import open_reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Completed:
    """A file whose fields and notes are all drawn.

    Attributes:
        data: the file.
        reader: its reader.
        drawings: the pages as pdfium draws them, without what is added on a screen only.
        doubtful: letters that are written in fields, and not found in their drawings.
    """

    data: bytes
    reader: PdfReader
    drawings: Drawings
    doubtful: str


@contextmanager
def completed(data: bytes, indexes: Sequence[int]) -> Iterator[Completed]:
    """The file with the appearances that it did not bring for these pages.

    Raises:
        UnreadableError: qpdf or pypdf cannot read it.
        UndrawableError: pdfium cannot draw it.
    """
    from leaflet.covers.mending import without_screen_parts

    with Drawings(without_screen_parts(data, indexes)) as drawings:
        drawn = drawings.completed(indexes)
        reader = open_reader(drawn)
        doubtful = _doubtful(drawn, reader, indexes)
        yield Completed(data=drawn, reader=reader, drawings=drawings, doubtful=doubtful)


def _doubtful(drawn: bytes, reader: PdfReader, indexes: Sequence[int]) -> str:
    """Pdfium leaves out letters that its fonts lack, and draws others for them."""
    missing: dict[str, None] = {}
    with Drawings(drawn) as drawings:
        for index, page in zip(indexes, pages_at(reader, indexes), strict=True):
            written = written_values(page)
            if not written.isascii():
                found = set(_letters(drawings.text(index)))
                missing.update(dict.fromkeys(c for c in _letters(written) if c not in found))
    return "".join(missing)


def _letters(text: str) -> str:
    """Whatever leaves ink, be it written apart or together."""
    return "".join(
        c for c in unicodedata.normalize("NFKC", text) if c.isprintable() and not c.isspace()
    )
