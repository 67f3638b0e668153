"""Scans and photographs in every coding that PDF has."""

from __future__ import annotations

import base64
import struct
import zlib
from io import BytesIO

from PIL import Image, ImageDraw

from leaflet.pdf.objects import Name, PdfObject, Ref, Stream
from tests.covers.build import cover_pdf

from .cases import Case

SIZE = 120, 160


def scan() -> Image.Image:
    """Black on white: a frame and a slash."""
    made = Image.new("1", SIZE, 1)
    pen = ImageDraw.Draw(made)
    pen.rectangle((10, 10, 110, 150), outline=0, width=4)
    pen.line((20, 140, 100, 20), fill=0, width=5)
    return made


def photograph() -> Image.Image:
    """Soft colours."""
    grey = Image.linear_gradient("L").resize(SIZE)
    return Image.merge("RGB", (grey, grey.rotate(180), Image.new("L", SIZE, 90)))


def shown(data: bytes, mask: Stream | None = None, **entries: PdfObject) -> bytes:
    """A cover that shows an image."""
    head: dict[str, PdfObject] = {
        "Type": Name("XObject"), "Subtype": Name("Image"), "Width": SIZE[0], "Height": SIZE[1],
        "ColorSpace": Name("DeviceGray"), "BitsPerComponent": 8, **entries,
    }  # fmt: skip
    return cover_pdf(
        b"0.5 0.8 1 rg 80 80 300 300 re f q 400 0 0 500 100 100 cm /I Do Q",
        resources={"XObject": {"I": Ref(5)}},
        extra=[Stream({k: v for k, v in head.items() if v is not None}, data), mask],
    )


def fax() -> bytes:
    """The scan in CCITT's group 4, taken out of a TIFF file."""
    file = BytesIO()
    scan().save(file, "TIFF", compression="group4")
    with Image.open(BytesIO(file.getvalue())) as tiff:
        offsets, counts = tiff.tag_v2[273], tiff.tag_v2[279]  # type: ignore[attr-defined]
    assert len(offsets) == 1
    return file.getvalue()[offsets[0] : offsets[0] + counts[0]]


def jbig2() -> bytes:
    """The scan as JBIG2: one generic region, in MMR, which is group 4 (ISO 14492 §7.4.6)."""
    width, height = SIZE
    page = struct.pack(">IIIIBH", width, height, 0, 0, 0, 0)
    region = struct.pack(">IIIIB", width, height, 0, 0, 0) + b"\x01" + fax()

    def segment(number: int, kind: int, data: bytes) -> bytes:
        return struct.pack(">IBBBI", number, kind, 0, 1, len(data)) + data

    return segment(0, 48, page) + segment(1, 38, region)


def coded(kind: str, image: Image.Image | None = None, **options: object) -> bytes:
    """An image as a file of this kind."""
    file = BytesIO()
    (image or photograph()).save(file, kind, **options)
    return file.getvalue()


FAX: PdfObject = {"K": -1, "Columns": SIZE[0], "Rows": SIZE[1], "BlackIs1": False}
GREY = photograph().convert("L").tobytes()
RGB = Name("DeviceRGB")
INK = Image.merge("CMYK", (*photograph().split(), Image.new("L", SIZE, 0)))
IMAGES: dict[str, Case] = {
    "scan by fax": Case(
        make=lambda: shown(
            fax(), BitsPerComponent=1, Filter=Name("CCITTFaxDecode"), DecodeParms=FAX
        )
    ),
    "scan as JBIG2": Case(
        make=lambda: shown(jbig2(), BitsPerComponent=1, Filter=Name("JBIG2Decode"))
    ),
    "photograph as JPEG": Case(
        make=lambda: shown(coded("JPEG"), ColorSpace=RGB, Filter=Name("DCTDecode"))
    ),
    "photograph as JPEG with what the camera said": Case(
        make=lambda: shown(
            coded("JPEG", comment=b"Jane"), ColorSpace=RGB, Filter=Name("DCTDecode")
        )
    ),
    "photograph in four inks": Case(
        make=lambda: shown(
            coded("JPEG", INK), ColorSpace=Name("DeviceCMYK"), Filter=Name("DCTDecode"),
            Decode=[1, 0, 1, 0, 1, 0, 1, 0],
        ),
        says="PDF/A-3a is not stated",
    ),
    "photograph as JPEG 2000": Case(
        make=lambda: shown(coded("JPEG2000"), ColorSpace=RGB, Filter=Name("JPXDecode"))
    ),
    "photograph as JPEG 2000, packed again": Case(
        make=lambda: shown(
            zlib.compress(coded("JPEG2000")), ColorSpace=RGB,
            Filter=[Name("FlateDecode"), Name("JPXDecode")],
        )
    ),
    "photograph as JPEG with notes, packed again": Case(
        make=lambda: shown(
            zlib.compress(coded("JPEG", comment=b"Jane")), ColorSpace=RGB,
            Filter=[Name("FlateDecode"), Name("DCTDecode")],
        )
    ),
    "photograph packed twice": Case(
        make=lambda: shown(
            base64.a85encode(zlib.compress(GREY)) + b"~>",
            Filter=[Name("ASCII85Decode"), Name("FlateDecode")],
        )
    ),
    "lines foretold": Case(
        make=lambda: shown(
            zlib.compress(b"".join(b"\0" + GREY[at : at + 120] for at in range(0, len(GREY), 120))),
            Filter=Name("FlateDecode"),
            DecodeParms={"Predictor": 15, "Columns": 120, "Colors": 1, "BitsPerComponent": 8},
        )
    ),
    "sixteen bits": Case(
        make=lambda: shown(b"".join(bytes((b, 0)) for b in GREY), BitsPerComponent=16)
    ),
    "colours out of a table": Case(
        make=lambda: shown(
            GREY, ColorSpace=[Name("Indexed"), RGB, 255, bytes(range(256)) * 3]
        )
    ),
    "stencil": Case(
        make=lambda: shown(
            scan().tobytes(), ImageMask=True, BitsPerComponent=1, ColorSpace=None
        )
    ),
    "soft edge": Case(
        make=lambda: shown(
            photograph().tobytes(), ColorSpace=RGB, SMask=Ref(6),
            mask=Stream(
                {"Type": Name("XObject"), "Subtype": Name("Image"), "Width": SIZE[0],
                 "Height": SIZE[1], "ColorSpace": Name("DeviceGray"), "BitsPerComponent": 8},
                GREY,
            ),
        )
    ),
    "colour that is not shown": Case(
        make=lambda: shown(GREY, Mask=[0, 60])
    ),
    "picture in the content": Case(
        make=lambda: cover_pdf(
            b"q 400 0 0 500 100 100 cm BI /W 4 /H 4 /BPC 8 /CS /G ID "
            + bytes(range(0, 256, 16)) + b"\nEI Q 1 0 0 rg 20 20 60 60 re f"
        )
    ),
    "picture whose data are cut off": Case(
        make=lambda: shown(zlib.compress(GREY)[:200], Filter=Name("FlateDecode")),
        becomes="sound",
    ),
    "picture that is no JPEG": Case(
        make=lambda: shown(b"not a picture", ColorSpace=RGB, Filter=Name("DCTDecode")),
        becomes="sound",
    ),
}  # fmt: skip
