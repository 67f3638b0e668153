"""The objects that stand in a PDF's bytes, whether anything refers to them or not (ISO 32000-1 §7).

Cross-reference tables are not asked: they say what a viewer looks at, not what the file holds. So
old revisions, leftovers and hidden objects are met as well. For looking only: of a broken file it
gives what can be made out, and it never fails.
"""

from __future__ import annotations

import re
import zlib

from leaflet.pdf.objects import Name, PdfObject, Ref, Stream

TYPE_CHECKING = False  # see leaflet.pdf.objects
if TYPE_CHECKING:
    from collections.abc import Iterator

TOKEN = re.compile(
    rb"[\0\t\n\f\r ]++"
    rb"|%[^\r\n]*+"
    rb"|(?P<string>\((?:[^()\\]|\\.)*+\))"
    rb"|(?P<opened>\()"
    rb"|(?P<other><<|>>|<[^<>]*+>|[\[\]]|/[^\0\t\n\f\r ()<>\[\]{}/%]*+)"
    rb"|(?P<word>[^\0\t\n\f\r ()<>\[\]{}/%]++)"
    rb"|.",
    re.DOTALL,
)
"""A token of a file or of a content stream, or the space or comment before it."""

_BRACKETS = re.compile(rb"[()\\]")
_START = re.compile(rb"(?<![0-9])(\d{1,10})[\0\t\n\f\r ]+(\d{1,5})[\0\t\n\f\r ]+obj")
_STREAM = re.compile(rb"[\0\t\n\f\r ]*stream(?:\r\n|\n|\r)?")
_END = re.compile(rb"[\0\t\n\f\r ]*endstream")
_TRAILER = re.compile(rb"trailer[\0\t\n\f\r ]*(?=<<)")
_ESCAPED_BYTE = re.compile(rb"#([0-9A-Fa-f]{2})")
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|[\r\n])|(.))", re.DOTALL)
_SPELT = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_DEEPEST = 500
MOST_UNPACKED = 200_000_000
"""Bytes of object streams in one file."""


class Found:
    """An object of a file.

    Attributes:
        number: of the object; 0 for a trailer.
        value: what it is; of a stream the data as they stand in the file.
        readable: ``False`` for an object stream that cannot be unpacked.
    """

    __slots__ = ("number", "readable", "value")

    def __init__(self, number: int, value: PdfObject, *, readable: bool = True) -> None:
        self.number = number
        self.value = value
        self.readable = readable


def objects_in(pdf: bytes) -> Iterator[Found]:
    """Every object in the bytes of a file, and every trailer, in the order in which they stand."""
    position, left = 0, MOST_UNPACKED
    while start := _START.search(pdf, position):
        value, position = read_value(pdf, start.end())
        if isinstance(value, dict) and (opened := _STREAM.match(pdf, position)):
            end = _end_of_stream(pdf, opened.end(), value.get("Length"))
            value = Stream(value, pdf[opened.end() : end])
            position = end
        if isinstance(value, Stream) and value.dictionary.get("Type") == "ObjStm":
            inside = unpacked(value, left)
            yield Found(int(start[1]), value, readable=inside is not None)
            if inside is not None:
                left -= len(inside)
                yield from _packed_objects(value, inside)
        else:
            yield Found(int(start[1]), value)
    for trailer in _TRAILER.finditer(pdf):
        yield Found(0, read_value(pdf, trailer.end())[0])


def read_value(  # noqa: C901 - one case a kind of token
    data: bytes, position: int
) -> tuple[PdfObject, int]:
    """The object that stands at ``position``, and where it ends."""
    open_values: list[list[PdfObject]] = []
    kinds: list[bytes] = []
    values: list[PdfObject] = []
    while found := TOKEN.match(data, position):
        start, position = found.span()
        kind = found.lastgroup
        if kind is None:
            continue
        token = found[0]
        if kind == "opened":
            position = string_end(data, position)
            token = data[start:position]
        if token in {b"<<", b"["} and len(kinds) < _DEEPEST:
            open_values.append(values)
            kinds.append(token)
            values = []
        elif token in {b">>", b"]"}:
            if not kinds:
                return _last(values), start
            made: PdfObject = _dictionary(values) if kinds.pop() == b"<<" else values
            values = open_values.pop()
            values.append(made)
        elif token == b"R" and len(values) >= 2 and type(values[-2]) is int:
            values[-2:] = [Ref(values[-2])]
        elif kind == "word" and token in _KEYWORDS:
            if token in _STOPS:
                position = start
                break
            values.append(_KEYWORDS[token])
        else:
            values.append(_atom(token))
        if not kinds and not isinstance(values[-1] if values else 0, int):
            break
    while kinds:  # cut off: what was begun is taken as it stands
        made = _dictionary(values) if kinds.pop() == b"<<" else values
        values = open_values.pop()
        values.append(made)
    return _last(values), position


_STOPS = frozenset((b"endobj", b"stream", b"endstream", b"obj", b"xref", b"trailer", b"startxref"))
_KEYWORDS: dict[bytes, PdfObject] = {
    b"true": True, b"false": False, b"null": None, **dict.fromkeys(_STOPS),
}  # fmt: skip


def _last(values: list[PdfObject]) -> PdfObject:
    return values[0] if values else None


def _dictionary(values: list[PdfObject]) -> dict[str, PdfObject]:
    """Names and what follows each; of two entries with one name, both are kept."""
    made: dict[str, PdfObject] = {}
    index = 0
    while index < len(values):
        key = values[index]
        index += 1
        if not isinstance(key, Name):
            continue
        value = values[index] if index < len(values) else None
        index += 1
        plain = str(key)
        if plain in made:
            made[plain] = [made[plain], value]
        else:
            made[plain] = value
    return made


def _atom(token: bytes) -> PdfObject:
    if token.startswith(b"/"):
        return Name(name_of(token))
    if token.startswith(b"("):
        return _ESCAPE.sub(_unescaped, token[1:-1])
    if token.startswith(b"<"):
        digits = re.sub(rb"[^0-9A-Fa-f]", b"", token)
        return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
    try:
        return int(token) if token.lstrip(b"+-").isdigit() and len(token) < 20 else float(token)
    except ValueError:
        return None


def name_of(token: bytes) -> str:
    """The name of a token with its slash, its #-escapes read (§7.3.5)."""
    plain = token[1:]
    if b"#" in plain:
        plain = _ESCAPED_BYTE.sub(lambda pair: bytes((int(pair[1], 16),)), plain)
    return plain.decode("utf-8", "surrogateescape")


def _unescaped(found: re.Match[bytes]) -> bytes:
    if found[1]:
        return bytes((int(found[1], 8) & 255,))
    return b"" if found[2] else _SPELT.get(found[3], found[3])


def string_end(data: bytes, position: int) -> int:
    """The end of a string with brackets in it, whose opening bracket is before ``position``."""
    depth = 1
    while depth and (found := _BRACKETS.search(data, position)):
        position = found.end()
        match found[0]:
            case b"(":
                depth += 1
            case b")":
                depth -= 1
            case _:
                position += 1
    return position if not depth else len(data)


def _end_of_stream(pdf: bytes, start: int, length: PdfObject) -> int:
    """Where a stream's data end: by its length if that is true, else where it says so."""
    if type(length) is int and length >= 0 and _END.match(pdf, start + length):
        return start + length
    end = pdf.find(b"endstream", start)
    return end if end >= 0 else len(pdf)


def unpacked(stream: Stream, most: int) -> bytes | None:
    """The data of a plain or Flate stream, at most so many bytes; ``None`` if that is not it."""
    filters = stream.dictionary.get("Filter")
    chain = filters if isinstance(filters, list) else [] if filters is None else [filters]
    parameters = stream.dictionary.get("DecodeParms")
    if parameters not in (None, [None], [], {}) and not _is_plain(parameters):
        return None
    data = stream.data
    for name in chain:
        if name not in ("FlateDecode", "Fl"):
            return None
        unpacker = zlib.decompressobj()
        try:
            data = unpacker.decompress(data, most)
        except zlib.error:
            return None
        if unpacker.unconsumed_tail:
            return None
    return data


def _is_plain(parameters: PdfObject) -> bool:
    """Whether Flate's parameters say that nothing was predicted."""
    found = parameters[0] if isinstance(parameters, list) else parameters
    return isinstance(found, dict) and found.get("Predictor", 1) == 1


def _packed_objects(stream: Stream, data: bytes) -> Iterator[Found]:
    """The objects in an object stream (§7.5.7)."""
    entry = stream.dictionary.get("First")
    first = entry if isinstance(entry, int) and 0 <= entry <= len(data) else 0
    head = data[:first].split()
    numbers = [int(word) for word in head if word.isdigit() and len(word) < 12]
    for number, offset in zip(numbers[::2], numbers[1::2], strict=False):
        yield Found(number, read_value(data, first + offset)[0])
