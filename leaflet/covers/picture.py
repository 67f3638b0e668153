"""A cover page as a picture of it: the last way to print what nothing else can keep.

pdfium draws the clinic's own file, with its layers, fields and notes, at the printer's resolution.
"""

from __future__ import annotations

import io
import math
import zlib
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self, TypeAlias

from leaflet.covers.boxes import Box, decimals
from leaflet.covers.pdfium import pdfium
from leaflet.covers.values import ImportedPage
from leaflet.pdf.objects import Name, ObjectTable, PdfObject, Stream, compressed

if TYPE_CHECKING:
    from PIL.Image import Image

DOTS_PER_INCH = 300
"""As a printer has them. Of many pages it is fewer, or they would take too long."""


def dots_per_inch(pages: int) -> int:
    """How finely so many pages are drawn."""
    return DOTS_PER_INCH if pages <= 6 else 200 if pages <= 15 else 150


_MOST_PIXELS = 40_000_000
_LARGEST_PLAIN = 1_000_000
"""Bytes beyond which a picture is likely a photograph, and kept as JPEG."""
_QUALITY = 90
_SMALLEST = 0.5
_GLANCE = 0.05
"""Dots to the point at which nothing can be seen, but pdfium has met all there is to draw."""

Dots: TypeAlias = Any
"""What pdfium draws on; its module has no types."""

View = Literal["screen", "print", "flat"]
"""As on a screen; without what never prints; with all annotations, as others show them."""


class UndrawableError(Exception):
    """pdfium is missing, or cannot draw the file."""


class LockedError(UndrawableError):
    """pdfium says that the file needs a password; it may say so of other faults too."""


class Drawings:
    """The pages of a file as pdfium draws them; use it in a ``with``."""

    def __init__(self, data: bytes) -> None:
        try:
            self._pdfium, self._raw = pdfium()
        except ImportError as error:
            raise UndrawableError("pypdfium2 is not installed") from error
        try:
            self._document: Any = self._pdfium.PdfDocument(data)
        except self._pdfium.PdfiumError as error:
            if "password" in str(error).lower():
                raise LockedError("it needs a password") from error
            raise UndrawableError("no program here can draw it") from error
        self._data = data
        self._copy: Any = None
        self._page: tuple[int, Any] = (-1, None)
        self._flattened: set[int] = set()
        self._document.init_forms()
        if self._document.formenv:
            self._raw.FPDF_SetFormFieldHighlightAlpha(self._document.formenv, 0)
        # pdfium gives the letters of fields the coloured edges of a screen, but not with alpha
        self._format = self._raw.FPDFBitmap_BGRA if self._document.formenv else None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._document.close()
        if self._copy is not None:
            self._copy.close()

    def __len__(self) -> int:
        return len(self._document)

    def size(self, index: int) -> tuple[float, float]:
        """Width and height of a page as it is seen, in points."""
        try:
            width, height = self._at(index).get_size()
        except self._pdfium.PdfiumError as error:
            raise UndrawableError("no program here can draw it") from error
        if min(width, height) < _SMALLEST:
            raise UndrawableError("it has a page without size")
        return float(width), float(height)

    def draw(self, index: int, scale: float, view: View = "screen") -> Image:
        """A page with so many dots to a point, on white."""
        return as_image(self.dots(index, scale, view))

    def dots(self, index: int, scale: float, view: View = "screen") -> Dots:
        """The same as pdfium has it: to be compared with another."""
        width, height = self.size(index)
        if width * height * scale * scale > _MOST_PIXELS:
            raise UndrawableError("it is far too large to be drawn")
        try:
            page = self._flat(index) if view == "flat" else self._at(index)
            bitmap = page.render(
                scale=scale,
                may_draw_forms=True,
                optimize_mode="print" if view == "print" else None,
                force_bitmap_format=self._format,
            )
        except self._pdfium.PdfiumError as error:
            raise UndrawableError("no program here can draw it") from error
        return bitmap

    def fullest(self, index: int) -> View:
        """The view that shows most: pdfium shows fields only in a file that says to have a form."""
        if self._document.get_formtype() != self._raw.FORMTYPE_NONE:
            return "screen"
        fields = self._raw.FPDF_ANNOT_WIDGET in self._annotations(self._at(index))
        return "flat" if fields else "screen"

    def with_annotations(self, index: int) -> Any:  # noqa: ANN401 - pdfium has no types
        """The page as pdfium has it, what its annotations show being part of it."""
        try:
            page = self._at(index)
            links = {self._raw.FPDF_ANNOT_LINK, self._raw.FPDF_ANNOT_POPUP}
            return self._flat(index) if set(self._annotations(page)) - links else page
        except self._pdfium.PdfiumError as error:
            raise UndrawableError("no program here can draw it") from error

    def _annotations(self, page: Any) -> Iterator[int]:  # noqa: ANN401 - pdfium has no types
        """The kinds of the page's annotations."""
        for number in range(self._raw.FPDFPage_GetAnnotCount(page)):
            annotation = self._raw.FPDFPage_GetAnnot(page, number)
            kind = self._raw.FPDFAnnot_GetSubtype(annotation)
            self._raw.FPDFPage_CloseAnnot(annotation)
            yield int(kind)

    def _at(self, index: int) -> Any:  # noqa: ANN401 - pdfium has no types
        """The page, read once for all that is asked about it in a row."""
        if self._page[0] != index:
            self._page = index, self._document[index]
        return self._page[1]

    def _flat(self, index: int) -> Any:  # noqa: ANN401 - pdfium has no types
        """The page of another copy of the file, with its annotations painted into it."""
        if self._copy is None:
            self._copy = self._pdfium.PdfDocument(self._data)
        if index not in self._flattened:
            page = self._copy[index]
            self._raw.FPDFPage_Flatten(page, self._raw.FLAT_NORMALDISPLAY)
            page.close()
            self._flattened.add(index)
        return self._copy[index]

    def completed(self, indexes: Sequence[int]) -> bytes:
        """The file written anew, with the appearances that pdfium makes as it draws these pages."""
        for index in indexes:
            self.draw(index, _GLANCE)
        return self.rewritten()

    def text(self, index: int) -> str:
        """The letters of a page, its annotations being part of it, in any order."""
        return str(self._flat(index).get_textpage().get_text_range())

    def rewritten(self) -> bytes:
        """The file written anew by pdfium: mended, and without its lock against changes."""
        file = io.BytesIO()
        self._document.save(file, flags=self._raw.FPDF_REMOVE_SECURITY)
        return file.getvalue()


def as_image(dots: Dots) -> Image:
    """What pdfium has drawn as a picture."""
    drawn: Image = dots.to_pil()
    return drawn if drawn.mode == "RGB" else drawn.convert("RGB")


def same(one: Dots, other: Dots) -> bool:
    """Whether two drawings agree in every dot."""
    alike = all(
        getattr(one, of) == getattr(other, of) for of in ("width", "height", "stride", "format")
    )
    return alike and bytes(one.buffer) == bytes(other.buffer)


def picture_page(
    drawings: Drawings, index: int, box: Box, table: ObjectTable, *, marked: bool, dots: int
) -> ImportedPage:
    """Page ``index`` as one picture that fills ``box`` on the paper.

    ``marked``: it belongs to a figure with MCID 0; otherwise it is an artifact.
    """
    width, height = drawings.size(index)
    finest = math.sqrt(0.99 * _MOST_PIXELS / (width * height))
    scale = min((box[2] - box[0]) / width * dots / 72, finest)
    image = drawings.draw(index, scale, drawings.fullest(index))
    content = b"\n".join(
        (
            b"/Figure <</MCID 0>>BDC" if marked else b"/Artifact BMC",
            b"q",
            decimals(box[2] - box[0], 0, 0, box[3] - box[1], box[0], box[1]) + b" cm",
            b"/Cover Do",
            b"Q",
            b"EMC",
        )
    )
    resources: PdfObject = {"XObject": {"Cover": table.add(_stream(image))}}
    return ImportedPage(
        contents=table.add(compressed(content)),
        resources=table.add(resources),
        mcids=1 if marked else 0,
    )


def _stream(image: Image) -> Stream:
    """The picture, grey where it has no colour, as it takes less room."""
    red, green, blue = image.split()
    grey = red.tobytes() == green.tobytes() == blue.tobytes()
    image = red if grey else image
    head: dict[str, PdfObject] = {
        "Type": Name("XObject"), "Subtype": Name("Image"), "Width": image.width,
        "Height": image.height, "BitsPerComponent": 8,
        "ColorSpace": Name("DeviceGray" if grey else "DeviceRGB"),
    }  # fmt: skip
    packed = zlib.compress(image.tobytes(), 6)  # 9 takes three times as long for the last percent
    plain = Stream({**head, "Filter": Name("FlateDecode")}, packed)
    if len(plain.data) <= _LARGEST_PLAIN:
        return plain
    file = io.BytesIO()
    image.save(file, "JPEG", quality=_QUALITY, subsampling=0)
    photograph = file.getvalue()
    if len(photograph) >= len(plain.data):
        return plain
    return Stream({**head, "Filter": Name("DCTDecode")}, photograph)
