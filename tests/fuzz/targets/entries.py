"""Entries of the cache: whatever the bytes, the value that was put there or ``DamagedError``."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from random import Random

from leaflet.cache.entry import MAGIC, DamagedError, decode, encode
from leaflet.pdf.digest import digest
from leaflet.pdf.objects import Name, Raw, Ref, Stream
from tests.fuzz.target import Target, tokens

KEY = digest(b"a key")
BODY = len(MAGIC) + 32 + len(KEY)
"""Where an entry's own bytes begin, behind its name, digest and key."""

SAMPLES = (
    {"a": (1, 2.5, None, True, "ü", b"\0\xff"), "rows": ((1, 2), (3, 4)), 7: [Ref(3)]},
    [Stream({"Length": 3, "K": Name("N")}, b"abc"), Raw(b"1.50"), {}, [], (), ((),), -1, 1e300],
)


def check(data: bytes) -> None:
    """Read ``data`` as the file, and as the body of a file whose digest is right."""
    try:
        decode(KEY, data)
    except DamagedError:
        pass
    else:
        assert digest(data[len(MAGIC) + 32 :]) == data[len(MAGIC) : len(MAGIC) + 32]
    with contextlib.suppress(DamagedError):
        decode(KEY, sealed(data))


def sealed(body: bytes) -> bytes:
    """The entry of that body, which an enemy, or a fault of ours, may have written."""
    return MAGIC + digest(KEY + body) + KEY + body


def seeds() -> Iterator[bytes]:
    """Bodies, and a whole entry."""
    for sample in SAMPLES:
        yield encode(KEY, sample)[BODY:]
    yield encode(KEY, SAMPLES[0])
    for text in (
        b"{}",
        b'{"t":1}',
        b'{"d":[[],2]}',
        b'{"i":[0]}',
        b'{"s":[1,9]}',
        b"NaN",
        b"[" * 999,
    ):
        yield len(text).to_bytes(4, "big") + bytes(4) + text


def mutate(data: bytes, random: Random, blindly: Callable[[bytes], bytes]) -> bytes:
    """Change the JSON and say its length truly, mostly; without that hardly any is read at all."""
    size, count = int.from_bytes(data[:4], "big"), int.from_bytes(data[4:8], "big")
    start = 8 + 4 * count
    if random.random() < 0.2 or len(data) < start + size:
        return blindly(data)
    text = blindly(data[start : start + size])
    return len(text).to_bytes(4, "big") + data[4:start] + text + data[start + size :]


TARGET = Target(
    check=check,
    seeds=seeds,
    tokens=tokens("entries"),
    mutate=mutate,
    packages=("leaflet.cache.entry", "leaflet.pdf.objects"),
    longest=4_000,
)
