"""Logos: any bytes are drawn, or refused as our own error."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterator
from random import Random

from PIL import Image

from leaflet.brand.logo import prepare_logo
from leaflet.errors import AssetError
from leaflet.pdf.objects import serialise
from tests.fuzz.target import CONTENT, TESTS, Target, tokens

PNG = b"\x89PNG\r\n\x1a\n"


def check(data: bytes) -> None:
    """Draw ``data``."""
    try:
        logo = prepare_logo(data, name="logo")
    except AssetError as error:
        (problem,) = error.problems
        str(problem).encode()
        return
    assert 0 < logo.width < 1e9
    assert 0 < logo.height < 1e9
    for value in logo.form:
        serialise(value)
    for notice in logo.notices:
        notice.encode()


def seeds() -> Iterator[bytes]:
    """The drawings of tests, and small pictures of every kind."""
    for file in sorted((TESTS / "brand" / "drawings").glob("*.svg")):
        yield file.read_bytes()
    yield (CONTENT / "clinics" / "sample-pharmacy" / "logo.svg").read_bytes()
    for mode in ("1", "L", "LA", "P", "RGB", "RGBA", "I;16"):
        yield saved(Image.new(mode, (7, 5), 1), "PNG")
    for mode in ("L", "RGB", "CMYK"):
        yield saved(Image.new(mode, (16, 9)), "JPEG")
    yield saved(
        Image.new("RGB", (8, 8)),
        "JPEG",
        exif=b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0",
    )


def saved(image: Image.Image, kind: str, **more: bytes) -> bytes:
    """The picture as a file."""
    file = io.BytesIO()
    image.save(file, kind, **more)
    return file.getvalue()


def mutate(data: bytes, random: Random, blindly: Callable[[bytes], bytes]) -> bytes:
    """Change a chunk of a PNG and give it a right checksum; anything else blindly."""
    if not data.startswith(PNG) or random.random() < 0.1:
        return blindly(data)
    chunks = list(chunks_of(data))
    if not chunks:
        return blindly(data)
    at = random.randrange(len(chunks))
    kind, body = chunks[at]
    if kind == b"IDAT" and random.random() < 0.7:
        try:
            body = zlib.compress(blindly(zlib.decompress(body)))
        except zlib.error:
            body = blindly(body)
    else:
        body = blindly(body)
    chunks[at] = random.choice(KINDS) if random.random() < 0.1 else kind, body
    if random.random() < 0.2:
        chunks.insert(random.randrange(len(chunks)), random.choice(chunks))
    return PNG + b"".join(
        len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")
        for kind, body in chunks
    )


PICTURES = tokens("pictures")
KINDS = tuple(token for token in PICTURES if len(token) == 4 and token.isalpha())


def chunks_of(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The kind and the body of each chunk."""
    position = len(PNG)
    while position + 8 <= len(data):
        length = int.from_bytes(data[position : position + 4], "big")
        yield data[position + 4 : position + 8], data[position + 8 : position + 8 + length]
        position += 12 + length


TARGET = Target(
    check=check,
    seeds=seeds,
    tokens=(*tokens("svg"), *PICTURES),
    mutate=mutate,
    packages=("leaflet.brand",),
    share=2,
    longest=6_000,
    seconds=4,
)
