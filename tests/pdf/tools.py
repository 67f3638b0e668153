"""Programs and libraries that read PDFs: each sees a file in its own way."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw  # type: ignore[import-untyped]
import pytest
from PIL import Image

from leaflet.pdf.file import Block, block_of, write_file
from leaflet.pdf.objects import PdfObject, Stream, serialise


def written(
    blocks: Sequence[Block], own: Mapping[int, PdfObject], pack: int, info: int = 4
) -> bytes:
    """A file of ``blocks`` and of objects of its own, the streams of those by themselves."""
    loose = {n: value for n, value in own.items() if not isinstance(value, Stream)}
    streams = [(n, serialise(value)) for n, value in own.items() if isinstance(value, Stream)]
    return write_file([*blocks, block_of(loose, pack)], streams, root=1, info=info)


def ran(program: str, *arguments: str, data: bytes, codes: tuple[int, ...] = (0,)) -> str:
    """What a program prints about a PDF, which stands for ``{}`` among its arguments.

    Where the program is missing the test is skipped, but never in CI.
    """
    if shutil.which(program) is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"{program} is not on PATH")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "leaflet.pdf"
        path.write_bytes(data)
        done = subprocess.run(
            [program, *(str(path) if word == "{}" else word for word in arguments)],
            capture_output=True,
            check=False,
        )
    said = done.stdout.decode("utf-8", "replace")
    assert done.returncode in codes, f"{program}: {said}{done.stderr.decode('utf-8', 'replace')}"
    return said


def check_syntax(data: bytes) -> None:
    """Fail where qpdf finds an error or has anything to warn of."""
    ran("qpdf", "--check", "{}", data=data)


def text_of(data: bytes, *options: str) -> str:
    """What pdftotext reads, with single spaces between words."""
    return " ".join(ran("pdftotext", *options, "{}", "-", data=data).split())


def spoken(data: bytes) -> str:
    """What Poppler reads along the structure tree, with single spaces between words."""
    lines = ran("pdfinfo", "-struct-text", "{}", data=data).splitlines()
    quoted = (re.fullmatch(r'\s*"(.*)"', line) for line in lines)
    return " ".join(" ".join(match[1] for match in quoted if match).split())


@dataclass(frozen=True, slots=True, order=True)
class Glyph:
    """A character and the box of its ink, in points from the lower left corner of the page."""

    character: str
    left: float
    bottom: float
    right: float
    top: float

    def is_in(self, box: tuple[float, float, float, float], slack: float = 0.3) -> bool:
        """Whether all its ink lies in a box."""
        return (
            self.left >= box[0] - slack
            and self.bottom >= box[1] - slack
            and self.right <= box[2] + slack
            and self.top <= box[3] + slack
        )

    def touches(self, box: tuple[float, float, float, float]) -> bool:
        """Whether some of its ink lies in a box."""
        return not (
            self.left > box[2] or self.right < box[0] or self.bottom > box[3] or self.top < box[1]
        )


def glyphs(data: bytes, page: int) -> list[Glyph]:
    """The visible characters of a page, as pdfium places them."""
    document = pypdfium2.PdfDocument(data)
    try:
        return list(_glyphs(document[page].get_textpage()))
    finally:
        document.close()


def _glyphs(text: pypdfium2.PdfTextPage) -> Iterator[Glyph]:
    for index in range(text.count_chars()):
        if pypdfium2.raw.FPDFText_IsGenerated(text, index) == 1:
            continue  # spaces and breaks that pdfium puts between words
        character = chr(pypdfium2.raw.FPDFText_GetUnicode(text, index))
        if not character.isspace():
            yield Glyph(character, *(round(edge, 2) for edge in text.get_charbox(index)))


def picture(data: bytes, page: int, dots: int = 72) -> Image.Image:
    """A page as pdfium draws it."""
    document = pypdfium2.PdfDocument(data)
    try:
        drawn: Image.Image = document[page].render(scale=dots / 72).to_pil().convert("RGB")
        return drawn
    finally:
        document.close()
