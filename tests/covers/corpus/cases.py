"""What a case is, and pieces that files are made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Literal

import pikepdf

from leaflet.pdf.objects import Name, PdfObject

Outcome = Literal["sharp", "picture", "refused", "sound"]
"""Kept as drawing, as a picture, or refused; ``sound``: any of these, but in time and told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A file and what becomes of it.

    Attributes:
        make: gives its bytes.
        becomes: see ``Outcome``.
        says: part of a notice, or of the refusal.
        alike: compare the page with the file's first; not where viewers themselves disagree.
        pages: which pages are asked for.
    """

    make: Callable[[], bytes]
    becomes: Outcome = "sharp"
    says: str = ""
    alike: bool = True
    pages: str | None = None


HELVETICA: PdfObject = {
    "Type": Name("Font"), "Subtype": Name("Type1"), "BaseFont": Name("Helvetica"),
}  # fmt: skip
FONTS: PdfObject = {"F": HELVETICA}
WORDS = b"BT /F 36 Tf 60 600 Td (Riverside) Tj ET "
RED = b"1 0 0 rg 100 100 200 200 re f "
SHOWN = WORDS + RED


def saved(data: bytes, **options: object) -> bytes:
    """``data`` as pikepdf writes it with these options."""
    file = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.save(file, **options)  # type: ignore[arg-type]
    return file.getvalue()


def annotation(subtype: str, **entries: PdfObject) -> dict[str, PdfObject]:
    """An annotation of a page."""
    return {
        "Type": Name("Annot"), "Subtype": Name(subtype), "Rect": [300, 400, 500, 500], "F": 4,
        **entries,
    }  # fmt: skip
