"""A clinic's logo file as PDF objects, ready to be drawn once or ten thousand times."""

from __future__ import annotations

from pathlib import PurePath

from leaflet.brand.artwork import Logo, Source
from leaflet.errors import Location

__all__ = ["Logo", "prepare_logo"]

_KINDS = {".svg": "SVG", ".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG"}
_BEGINNINGS = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"%PDF", "PDF"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"%!PS", "EPS"),
    (b"\xc5\xd0\xd3\xc6", "EPS"),
    (b"8BPS", "Photoshop"),
    (b"\x00\x00\x01\x00", "ICO"),
    (b"\x1f\x8b", "gzip"),
    (b"PK\x03\x04", "ZIP"),
)


def prepare_logo(data: bytes, *, name: str, where: Location | None = None) -> Logo:
    """The logo that ``data`` holds; ``name`` is the file's, ``where`` the place that named it.

    Raises:
        AssetError: it cannot be used; the message says why and what to do.
    """
    source = Source(name, where)
    if not data:
        raise source.refusal("is empty", "hand in the file again")
    found = _kind(data)
    expected = _KINDS.get(PurePath(name).suffix.lower(), found)
    if found not in _KINDS.values():
        raise source.refusal(
            f"is {_described(found)}, not an SVG, PNG or JPEG picture", "export it as SVG or PNG"
        )
    if found != expected:
        suffix = next(suffix for suffix, kind in _KINDS.items() if kind == found)
        raise source.refusal(
            f"is {_described(found)}, whatever its name says",
            f'give it a name that ends in "{suffix}"',
        )
    if found == "SVG":
        from leaflet.brand.svg import draw_svg  # a leaflet without a logo loads neither

        return draw_svg(data, source)
    from leaflet.brand.raster import draw_raster  # and Pillow takes 30 ms

    return draw_raster(data, source)


def _kind(data: bytes) -> str:
    """What the content is, whatever it is called."""
    for beginning, kind in _BEGINNINGS:
        if data.startswith(beginning):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WebP"
    if data[4:8] == b"ftyp":
        return "HEIC or AVIF"
    start = data[:200].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if not start.startswith(b"<"):
        return "unknown"
    return (
        "HTML"
        if start[:14].lower() in {b"<!doctype html"} or start[:5].lower() == b"<html"
        else "SVG"
    )


def _described(kind: str) -> str:
    match kind:
        case "unknown":
            return "no picture that leaflet knows"
        case "HTML":
            return "a web page"
        case "gzip":
            return "compressed (gzip)"
        case "PDF":
            return "a PDF"
        case "SVG" | "EPS" | "ICO" | "HEIC or AVIF":
            return f"an {kind} picture" if kind != "HEIC or AVIF" else f"a {kind} picture"
        case _:
            return f"a {kind} picture"
