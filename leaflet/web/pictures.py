"""A PDF's pages as pictures for the screen: what the preview shows is what will be printed."""

from __future__ import annotations

import importlib
from io import BytesIO
from typing import Any

POINTS_AN_INCH = 72
QUICK = 1
"""The level of compression: the pictures travel within one computer, and somebody is waiting."""


def pictures(pdf: bytes, dots: int) -> tuple[bytes, ...]:
    """Each page as a PNG of ``dots`` pixels an inch.

    Args:
        pdf: a file that leaflet made.
        dots: pixels an inch.
    """
    library: Any = importlib.import_module("pypdfium2")  # it has no types
    document = library.PdfDocument(pdf)
    try:
        return tuple(_picture(page, dots / POINTS_AN_INCH) for page in document)
    finally:
        document.close()


def _picture(page: Any, scale: float) -> bytes:  # noqa: ANN401 - pypdfium2 has no types
    bitmap = page.render(scale=scale, rev_byteorder=True)
    try:
        file = BytesIO()
        bitmap.to_pil().convert("RGB").save(file, "PNG", compress_level=QUICK)
        return file.getvalue()
    finally:
        bitmap.close()
        page.close()
