"""What a logo looks like once it is printed: a page made of it, drawn by a renderer not our own."""

from __future__ import annotations

import io
import zlib

import pypdfium2  # type: ignore[import-untyped]
from PIL import Image

from leaflet.brand.artwork import Logo
from leaflet.brand.logo import prepare_logo
from leaflet.errors import AssetError
from leaflet.pdf.objects import Name, PdfObject, Ref, Stream, serialise

SVG_HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">'


def svg(body: str, head: str = SVG_HEAD) -> bytes:
    """A drawing 100 units wide and high."""
    return f"{head}{body}</svg>".encode()


def page_of(content: bytes, form: tuple[PdfObject, ...], width: float, height: float) -> bytes:
    """A PDF of one page on which ``/L`` is the form."""
    page: PdfObject = {
        "Type": Name("Page"),
        "Parent": Ref(1),
        "MediaBox": [0, 0, width, height],
        "Contents": Ref(3),
        "Resources": {"XObject": {"L": Ref(4)}},
    }
    pages: PdfObject = {"Type": Name("Pages"), "Kids": [Ref(2)], "Count": 1}
    own: list[PdfObject] = [
        {"Type": Name("Catalog"), "Pages": Ref(1)},
        pages,
        page,
        Stream({}, content),
    ]
    bodies = [serialise(thing, 1) for thing in own] + [serialise(thing, 5) for thing in form]
    result, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(bodies, 1):
        places.append(len(result))
        result += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(result)
    result += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    result += b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = serialise({"Size": len(places) + 1, "Root": Ref(1)})
    result += b"trailer\n%b\nstartxref\n%d\n%%%%EOF\n" % (trailer, start)
    return bytes(result)


def drawn(logo: Logo, width: int = 100) -> Image.Image:
    """The logo on white, ``width`` pixels wide."""
    height = width * logo.height / logo.width
    scales = b"%f 0 0 %f 0 0" % (width / logo.width, height / logo.height)
    pdf = page_of(b"q " + scales + b" cm /L Do Q", logo.form, width, height)
    return drawn_page(pdf)


def drawn_page(pdf: bytes, scale: float = 1) -> Image.Image:
    """The first page of a PDF, ``scale`` pixels a point."""
    with pypdfium2.PdfDocument(pdf) as document:
        picture = document[0].render(scale=scale).to_pil()
    assert isinstance(picture, Image.Image)
    return picture.convert("RGB")


def drawn_svg(body: str, width: int = 100) -> Image.Image:
    """A drawing of 100 by 100 as it is printed; one pixel a unit."""
    return drawn(prepare_logo(svg(body), name="logo.svg"), width)


def pixel(picture: Image.Image, x: int, y: int) -> str:
    """The colour of a pixel, counted from the upper left corner, as ``#RRGGBB``."""
    colour = picture.getpixel((x, y))
    assert isinstance(colour, tuple)
    return "#{:02X}{:02X}{:02X}".format(*colour[:3])


def content(logo: Logo, number: int = 0) -> bytes:
    """What a stream of the logo holds, decoded."""
    stream = logo.form[number]
    assert isinstance(stream, Stream)
    return zlib.decompress(stream.data) if "Filter" in stream.dictionary else stream.data


def picture_file(picture: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    """The bytes of a picture file."""
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def refusal(data: bytes, name: str = "logo.svg") -> str:
    """The one thing that is said when a logo is refused, with what to do next."""
    try:
        prepare_logo(data, name=name)
    except AssetError as error:
        (problem,) = error.problems
        assert problem.hint
        assert problem.what.startswith(name)
        assert "\n" not in problem.what
        assert len(problem.what) < 200
        return f"{problem.what}: {problem.hint}"
    raise AssertionError("it was not refused")
