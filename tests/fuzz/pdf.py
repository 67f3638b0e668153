"""PDFs to begin with, and how to change one so that readers still get past its first line.

A file is taken apart into its objects by their marks alone, one of them is changed, and the whole
is written again with a right cross-reference table. Now and then the bytes are changed instead.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pikepdf

from leaflet.pdf.objects import Name
from tests.covers.corpus import CORPUS
from tests.covers.tagging import Tagged, words
from tests.fuzz.target import CONTENT, TESTS, tokens

_OBJECT = re.compile(rb"(\d{1,7})[ \r\n]+\d{1,5}[ \r\n]+obj\b(.*?)\bendobj", re.DOTALL)
_STREAM = re.compile(rb"^(.*?)\bstream\r?\n(.*?)\r?\n?endstream", re.DOTALL)
_ROOT = re.compile(rb"/Root[ ]*(\d+ \d+ R)")
_NUMBER = re.compile(rb"(?<![\w.+-])[+-]?\d+(?:\.\d+)?(?![\w.])")
_NAME = re.compile(rb"/[A-Za-z0-9]+")
_REFERENCE = re.compile(rb"\b\d+ 0 R\b")
_ENTRY = re.compile(rb"/[A-Za-z]+ *(?:\d+ 0 R|/\w+|\[[^\[\]<>]*\]|\([^()]*\)|[-+.\d]+)")

LARGEST = 25_000
"""Bytes of a file to begin with."""

NUMBERS = tokens("pdf-numbers")
ENTRIES = tokens("pdf-entries")
"""Of dictionaries; the numbers of the objects that they name are changed as it suits."""
DRAWING = tuple(b" %b " % token for token in tokens("pdf-drawing"))
TOKENS = (*ENTRIES, *DRAWING, *tokens("pdf-marks"))
_KEYS = tuple(_NAME.findall(b"".join(ENTRIES)))


def seeds() -> Iterator[bytes]:
    """Covers of every program and feature that the tests have, as they are and unpacked.

    No bombs: those only take time, and ``tests/covers`` has them.
    """
    yield tagged()
    cases = (case for case in CORPUS.values() if case.becomes in {"sharp", "picture"})
    yield from (data for case in cases if len(data := case.make()) < LARGEST)
    files = [*sorted((TESTS / "covers" / "data").glob("*.pdf")), *CONTENT.glob("clinics/*/*.pdf")]
    for data in map(Path.read_bytes, files):
        yield from (each for each in (data, unpacked(data)) if len(each) < LARGEST)


def unpacked(data: bytes) -> bytes:
    """The same PDF without object streams and encryption."""
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(file, object_stream_mode=pikepdf.ObjectStreamMode.disable, encryption=False)
    return file.getvalue()


def tagged() -> bytes:
    """A cover with tags of many kinds, with links and attributes."""
    made = Tagged([words(0, 1, 2)])
    web, web_kid = made.link({"A": {"S": Name("URI"), "URI": b"https://example.org/"}})
    inside, inner_kid = made.link({"Dest": [made.pages[0], Name("Fit")]})
    made.page["Annots"] = [web, inside]
    return made.written(
        made.element("H1", 0),
        made.element("P", made.element("Link", 1, web_kid)),
        made.element("Link", 2, inner_kid),
        made.element("Figure", Alt=b"A bar", A={"O": Name("Layout"), "BBox": [0, 0, 9, 9]}),
    )


def mutate(data: bytes, random: Random, blindly: Callable[[bytes], bytes]) -> bytes:
    """One PDF changed into another: an object of it, or its bytes."""
    if random.random() < 0.1:
        return blindly(data)
    objects = [(int(found[1]), found[2]) for found in _OBJECT.finditer(data)]
    root = _ROOT.search(data)
    if not objects or not root:
        return blindly(data)
    for _ in range(random.choice((1, 1, 1, 2, 4))):
        at = random.randrange(len(objects))
        number, body = objects[at]
        what = random.random()
        if what < 0.04:
            objects[at] = number, random.choice(objects)[1]
        elif what < 0.06:
            objects.append((max(number for number, _ in objects) + 1, body))
        elif what < 0.07:
            del objects[at]
        else:
            objects[at] = number, changed_object(body, len(objects), random, blindly)
        if not objects:
            return blindly(data)
    return written(objects, b"/Root " + root[1])


def changed_object(
    body: bytes, count: int, random: Random, blindly: Callable[[bytes], bytes]
) -> bytes:
    """An object's bytes with its dictionary or its data changed."""
    found = _STREAM.match(body)
    if found is None:
        return changed_values(body, count, random, blindly)
    head, data = found[1], found[2]
    if random.random() < 0.4:
        head = changed_values(head, count, random, blindly)
    else:
        packed = re.search(rb"/Filter\s*\[?\s*/FlateDecode\s*\]?", head)
        if packed:
            data = inflated(data)
            if random.random() < 0.8:
                head = head.replace(packed[0], b"")
            data = changed_drawing(data, random, blindly)
            data = zlib.compress(data) if packed[0] in head else data
        else:
            data = changed_drawing(data, random, blindly)
        head = re.sub(rb"/Length \d+( 0 R)?", b"/Length %d" % len(data), head)
    return head + b"stream\n" + data + b"\nendstream\n"


def inflated(data: bytes) -> bytes:
    """Up to 100 kB of what ``data`` unpacks to."""
    try:
        return zlib.decompressobj().decompress(data, 100_000)
    except zlib.error:
        return data


def changed_drawing(data: bytes, random: Random, blindly: Callable[[bytes], bytes]) -> bytes:
    """A stream's data with operators put in, or figures or anything changed."""
    what = random.random()
    if what < 0.4:
        spaces = [found.start() for found in re.finditer(rb"\s", data[:50_000])] or [0, len(data)]
        at = random.choice(spaces)
        return data[:at] + random.choice(DRAWING) + data[at:]
    if what < 0.6:
        return replaced(_NUMBER, data, NUMBERS, random)
    return blindly(data)


def changed_values(
    body: bytes, count: int, random: Random, blindly: Callable[[bytes], bytes]
) -> bytes:
    """A dictionary or array with an entry more or less, or another value."""
    what = random.random()
    if what < 0.35:
        places = [found.end() for found in re.finditer(rb"<<", body)] or [0]
        at = random.choice(places)
        entry = random.choice(ENTRIES)
        entry = re.sub(rb"\b[3-5] 0 R", lambda _: b"%d 0 R" % random.randint(1, count + 1), entry)
        key = re.match(rb"/\w+", entry)
        if key and random.random() < 0.7:  # in place of the one there is
            body = re.sub(re.escape(key[0]) + rb"(?=[ \[(</])", b"/Was", body)
        return body[:at] + b" " + entry + b" " + body[at:]
    if what < 0.5:
        return replaced(_NUMBER, body, NUMBERS, random)
    if what < 0.65:
        return replaced(
            _REFERENCE,
            body,
            (b"%d 0 R" % random.randint(0, count + 1), b"null", b"[1 0 R]"),
            random,
        )
    if what < 0.75:
        return replaced(_NAME, body, _KEYS, random)
    if what < 0.87:
        return replaced(_ENTRY, body, (b"",), random)
    if what < 0.9:
        return b"[" * 600 + body + b"]" * 600
    return blindly(body)


def replaced(
    pattern: re.Pattern[bytes], data: bytes, values: tuple[bytes, ...], random: Random
) -> bytes:
    """``data`` with one match of ``pattern`` replaced."""
    places = [found.span() for found in pattern.finditer(data[:50_000])]
    if not places:
        return data
    start, end = random.choice(places)
    return data[:start] + random.choice(values) + data[end:]


def written(objects: list[tuple[int, bytes]], root: bytes) -> bytes:
    """A PDF of these objects' bytes."""
    data = b"%PDF-1.7\n"
    offsets = {}
    for number, body in objects:
        offsets[number] = len(data)
        data += b"%d 0 obj" % number + body + b"endobj\n"
    lines = b"".join(b"%d 1\n%010d 00000 n \n" % place for place in sorted(offsets.items()))
    size = max(offsets) + 1
    return (
        data + b"xref\n0 1\n0000000000 65535 f \n" + lines
        + b"trailer\n<</Size %d %s>>\nstartxref\n%d\n%%%%EOF\n" % (size, root, len(data))
    )  # fmt: skip
