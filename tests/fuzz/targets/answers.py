"""What the process that read a cover says: any bytes are a sound cover, or refused."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from random import Random

from leaflet.covers import apart
from leaflet.covers.answer import from_bytes, to_bytes
from leaflet.covers.complaint import Complaint
from leaflet.covers.parts import joined
from leaflet.errors import CoverError
from leaflet.pdf.objects import serialise
from tests.covers.build import imported
from tests.covers.corpus import CORPUS
from tests.fuzz import pdf
from tests.fuzz.target import Target, tokens

COMPLAINT = Complaint("cover.pdf")


def check(data: bytes) -> None:
    """Take ``data`` for an answer."""
    try:
        cover = apart._read(data, COMPLAINT)
    except CoverError as error:
        (problem,) = error.problems
        assert str(problem).replace("\n", "").isprintable()
        return
    if isinstance(cover, list):
        assert all(0 < number < 1_000_000 for number in cover)
        return
    said = to_bytes(cover)
    assert to_bytes(from_bytes(said)) == said
    for whole in (cover, joined([from_bytes(said), from_bytes(said)], "A cover")):
        for value in whole.objects:
            serialise(value)


def seeds() -> Iterator[bytes]:
    """The answers for small covers, and a refusal."""
    names = ("layer that is on", "see-through", "ticked box", "pattern", "many pages", "group")
    for cover in (pdf.tagged(), *(CORPUS[name].make() for name in names)):
        yield to_bytes(imported(cover))
    yield b'{"what": "is damaged.", "hint": "print it"}'


def mutate(data: bytes, random: Random, blindly: Callable[[bytes], bytes]) -> bytes:
    """Change the JSON and say its length truly, mostly."""
    length, _, rest = data.partition(b"\n")
    if random.random() < 0.1 or not length.isdigit() or len(length) > 9:
        return blindly(data)
    end = int(length)
    head = rest[:end]
    if random.random() < 0.5:
        head = blindly(head)
    else:
        try:
            head = json.dumps(changed(json.loads(head), random)).encode()
        except (ValueError, RecursionError):
            head = blindly(head)
    return b"%d\n" % len(head) + head + rest[end:]


ODD: tuple[object, ...] = (
    None, True, 0, -1, 1, 7, 10**400, 1e308, "", "x", "\ud800", "\0", "javascript:x", "tel:1",
    [], {}, [[]], {"ref": 0}, {"ref": 99}, {"name": "A"}, {"bytes": [0, 1]}, {"bytes": [5, 2]},
    {"dict": {}}, {"decimal": "1.5"}, {"decimal": "NaN"}, {"stream": [{"dict": {}}, 0, 1]},
    "Figure", "Link",
)  # fmt: skip


def changed(value: object, random: Random) -> object:
    """``value`` with something odd in it, or with a part of it twice or not at all."""
    if isinstance(value, dict | list) and value and random.random() < 0.9:
        keys = list(value) if isinstance(value, dict) else list(range(len(value)))
        key = random.choice(keys)
        what = random.random()
        if what < 0.05:
            del value[key]
        elif what < 0.1:
            value[random.choice(keys)] = value[key]
        else:
            value[key] = changed(value[key], random)
        return value
    if isinstance(value, int) and random.random() < 0.5:
        return value + random.choice((-1, 1, 2**31, -(2**31)))
    return random.choice(ODD)


TARGET = Target(
    check=check,
    seeds=seeds,
    tokens=tokens("answers"),
    mutate=mutate,
    packages=("leaflet.covers.answer", "leaflet.covers.apart", "leaflet.pdf.objects"),
    longest=20_000,
)  # fmt: skip
