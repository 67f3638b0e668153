"""Small covers, made of objects written as they come, right or wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from io import BytesIO

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw  # type: ignore[import-untyped]
from PIL import Image

from leaflet.covers.ladder import import_cover
from leaflet.covers.values import ImportedCover
from leaflet.model.clinic import CoverFile
from leaflet.pdf.objects import Name, PdfObject, Ref, Stream, serialise

from .assemble import A4

CATALOG, PAGES, PAGE, CONTENTS, FIRST_EXTRA = Ref(1), Ref(2), Ref(3), Ref(4), 5

RED_SQUARE = b"1 0 0 rg 100 100 200 200 re f"


def cover_pdf(
    content: bytes = RED_SQUARE,
    *,
    resources: PdfObject = None,
    page: Mapping[str, PdfObject] | None = None,
    catalog: Mapping[str, PdfObject] | None = None,
    extra: Sequence[PdfObject] = (),
    copies: int = 1,
) -> bytes:
    """A cover of one page (or several of the same); ``extra`` objects are numbered from 5."""
    page_entries = {
        "Type": Name("Page"),
        "Parent": PAGES,
        "MediaBox": [0, 0, *A4],
        "Contents": CONTENTS,
        "Resources": resources or {},
        **(page or {}),
    }
    kids = [PAGE, *(Ref(FIRST_EXTRA + len(extra) + n) for n in range(copies - 1))]
    objects: list[PdfObject] = [
        {"Type": Name("Catalog"), "Pages": PAGES, **(catalog or {})},
        {"Type": Name("Pages"), "Kids": kids, "Count": copies},
        {key: value for key, value in page_entries.items() if value is not None},
        Stream({}, content),
        *extra,
        *([page_entries] * (copies - 1)),
    ]
    return file_of(objects)


def file_of(objects: Sequence[PdfObject], trailer: Mapping[str, PdfObject] | None = None) -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalog."""
    data = b"%PDF-1.7\n"
    offsets = []
    for number, value in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n" % number + serialise(value) + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = {"Size": len(objects) + 1, "Root": CATALOG, **(trailer or {})}
    return (
        data
        + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
        + table
        + b"trailer\n"
        + serialise(head)
        + b"\nstartxref\n%d\n%%%%EOF\n" % len(data)
    )


def form(content: bytes, **entries: PdfObject) -> Stream:
    """A form XObject."""
    head: dict[str, PdfObject] = {
        "Type": Name("XObject"), "Subtype": Name("Form"), "BBox": [0, 0, 600, 850], **entries,
    }  # fmt: skip
    return Stream(head, content)


def imported(data: bytes, paper: tuple[float, float] = A4, **wishes: str | None) -> ImportedCover:
    """The cover as ``import_cover`` takes it, by default with words for it."""
    said: dict[str, str | None] = {"file": "cover.pdf", "alt": "The clinic's cover", **wishes}
    return import_cover(data, CoverFile.model_validate(said), paper=paper)


def picture(data: bytes, index: int = 0, dots: int = 36) -> Image.Image:
    """How pdfium draws a page, with its fields and notes."""
    return _pictures(data, dots)[index]


@cache
def _pictures(data: bytes, dots: int) -> tuple[Image.Image, ...]:
    document = pypdfium2.PdfDocument(data)
    document.init_forms()
    if document.formenv:
        pypdfium2.raw.FPDF_SetFormFieldHighlightAlpha(document.formenv, 0)
    alpha = pypdfium2.raw.FPDFBitmap_BGRA  # without it the letters of fields get coloured edges
    return tuple(
        page.render(scale=dots / 72, force_bitmap_format=alpha).to_pil().convert("RGB")
        for page in document
    )


def png(image: Image.Image) -> bytes:
    """The picture's bytes, to tell one from another."""
    file = BytesIO()
    image.save(file, "PNG")
    return file.getvalue()
