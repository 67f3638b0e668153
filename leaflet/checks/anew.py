"""The text of a page set anew in leaflet's own faces, to see whether it looks as it should.

A file can say one thing and show another: fonts of the same name get mixed up when files are
merged, and an 8 stands where the text says 3. Nothing in the file tells; only the looks do. PDFium
paints both, so that what is the same is the same to the last dot.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Mapping
from functools import cache
from types import TracebackType
from typing import Any, Self

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]
from PIL import Image, ImageChops

from leaflet.checks.values import Glyph, Run
from leaflet.workspace import built_in


@cache
def our_faces() -> Mapping[str, bytes]:
    """The font files that come with leaflet, by the name of the face."""
    return {path.stem: path.read_bytes() for path in sorted((built_in() / "fonts").glob("*.ttf"))}


class Typesetter:
    """Sets words in leaflet's own faces. Close it before the process ends."""

    def __init__(self, faces: Mapping[str, bytes]) -> None:
        self._faces = faces
        self._document = pypdfium2.PdfDocument.new()
        self._fonts: dict[str, Any] = {}

    def __enter__(self) -> Self:
        """Faces are loaded when they are needed."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Let go of what PDFium holds."""
        for font in self._fonts.values():
            pdfium.FPDFFont_Close(font)
        self._document.close()

    def knows(self, run: Run) -> bool:
        """Whether it has the face of ``run``."""
        return run.font in self._faces

    def painted(
        self, words: Iterable[tuple[Run, str, Glyph]], size: tuple[float, float], scale: float
    ) -> Image.Image:
        """How dark these words are on a page of this size, from 0 to 255.

        Args:
            words: whose they are, the words, and where each begins.
            size: width and height in points.
            scale: pixels a point.
        """
        page = self._document.new_page(*size)
        for run, text, first in words:
            made = pdfium.FPDFPageObj_CreateTextObj(
                self._document.raw, self._font(run.font), run.size
            )
            letters = ctypes.create_string_buffer(text.encode("utf-16-le", "replace") + b"\0\0")
            pdfium.FPDFText_SetText(made, ctypes.cast(letters, ctypes.POINTER(ctypes.c_ushort)))
            pdfium.FPDFPageObj_Transform(made, 1, 0, 0, 1, *first.origin)
            pdfium.FPDFPage_InsertObject(page.raw, made)
        bitmap = page.render(scale=scale)
        image: Image.Image = ImageChops.invert(bitmap.to_pil().convert("L"))
        bitmap.close()
        page.close()
        return image

    def _font(self, name: str) -> Any:  # noqa: ANN401 - untyped library
        if name not in self._fonts:
            data = self._faces[name]
            buffer = (ctypes.c_uint8 * len(data)).from_buffer_copy(data)
            self._fonts[name] = pdfium.FPDFText_LoadFont(
                self._document.raw, buffer, len(data), pdfium.FPDF_FONT_TRUETYPE, 1
            )
        return self._fonts[name]
