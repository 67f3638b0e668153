"""A cover before another engine's pages, by pypdf: their tags, if there were any, are lost."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path


@cache
def _reader(cover: Path) -> object:
    from pypdf import PdfReader

    return PdfReader(cover)


def covered(pdf: bytes, cover: Path) -> bytes:
    """The cover's pages, then those of ``pdf``."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter()
    front = _reader(cover)
    assert isinstance(front, PdfReader)
    writer.append(front)
    writer.append(io.BytesIO(pdf))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
