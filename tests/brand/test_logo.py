"""Logo files of any sort: told apart by what they hold."""

import gzip
import io
import pickle

import pytest
from PIL import Image

from leaflet.brand.logo import prepare_logo
from tests.brand.printed import picture_file, refusal, svg

PICTURE = Image.new("RGB", (300, 300), (0, 60, 0))
SVG = svg('<circle r="50"/>')
PNG = picture_file(PICTURE)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (SVG, "logo.svg"),
        (b"\xef\xbb\xbf \n" + SVG, "LOGO.SVG"),
        (SVG, "logo"),
        (PNG, "logo.png"),
        (PNG, "brand.logo.PNG"),
        (picture_file(PICTURE, "JPEG"), "logo.jpg"),
        (picture_file(PICTURE, "JPEG"), "logo.jpeg"),
    ],
)
def test_logos_are_prepared(data: bytes, name: str) -> None:
    """An SVG becomes vectors, a PNG or JPEG a picture, and either can be kept in a cache."""
    logo = prepare_logo(data, name=name)
    assert logo.kind == ("vector" if b"<svg" in data else "raster")
    assert pickle.loads(pickle.dumps(logo)) == logo


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "logo.png", "is empty"),
        (
            PNG,
            "logo.svg",
            'is a PNG picture, whatever its name says: give it a name that ends in ".png"',
        ),
        (PNG, "logo.jpg", "is a PNG picture"),
        (
            SVG,
            "logo.png",
            'is an SVG picture, whatever its name says: give it a name that ends in ".svg"',
        ),
        (picture_file(PICTURE, "JPEG"), "logo.png", "is a JPEG picture"),
        (picture_file(PICTURE, "GIF"), "logo.gif", "is a GIF picture, not an SVG, PNG or JPEG"),
        (picture_file(PICTURE, "TIFF"), "logo.png", "is a TIFF picture"),
        (picture_file(PICTURE, "BMP"), "logo.bmp", "is a BMP picture"),
        (picture_file(PICTURE, "ICO"), "logo.ico", "is an ICO picture"),
        (picture_file(PICTURE, "WEBP"), "logo.png", "is a WebP picture"),
        (picture_file(PICTURE, "PDF"), "logo.svg", "is a PDF"),
        (picture_file(PICTURE, "EPS"), "logo.eps", "is an EPS picture"),
        (b"\x00\x00\x00\x18ftypheic", "logo.jpg", "is a HEIC or AVIF picture"),
        (b"8BPS\x00\x01", "logo.psd", "is a Photoshop picture"),
        (gzip.compress(SVG), "logo.svgz", "is compressed"),
        (b"<!DOCTYPE html><html></html>", "logo.svg", "is a web page"),
        (b"hello", "logo.svg", "no picture that leaflet knows"),
        (b"\x89PNG\r\n\x1a\n", "logo.png", "damaged or incomplete"),
        (b"<?xml version='1.0'?><a/>", "logo.svg", "no SVG"),
    ],
)
def test_what_is_no_logo_is_refused(data: bytes, name: str, words: str) -> None:
    """A wrong file is called what it is, whatever its name says."""
    assert words in refusal(data, name)


def test_all_that_pillow_reads_is_not_read() -> None:
    """Of the many formats that Pillow knows only two are ever opened."""
    file = io.BytesIO()
    PICTURE.save(file, "TGA")
    assert "no picture" in refusal(file.getvalue(), "logo.png")
