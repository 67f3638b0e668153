"""An entry's bytes: plain values and PDF objects, checked before a single one is read.

    magic, 8 bytes │ SHA-256 of all behind it │ key, 32 bytes │ lengths, 4 bytes each:
    of the JSON, number of blobs, of each blob │ JSON │ blobs

What JSON has no kind for is an object of one member, named by its kind. Nothing in it can run, and
whatever is wrong with it is one ``DamagedError``.
"""

from __future__ import annotations

from leaflet.pdf.digest import digest
from leaflet.pdf.objects import Name, Raw, Ref, Stream

TYPE_CHECKING = False  # see leaflet.pdf.objects
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

MAGIC = b"leaflet\x01"
"""The last byte counts layouts of the entry."""
_HEAD = len(MAGIC) + 32
_KEY = _HEAD + 32


class DamagedError(ValueError):
    """It is no entry, or not the one that was asked for."""


def encode(key: bytes, value: object) -> bytes:
    """The entry of ``value``.

    Raises:
        TypeError: there is no way to write it.
    """
    import json

    blobs: list[bytes] = []
    text = json.dumps(_tagged(value, blobs), allow_nan=False, separators=(",", ":")).encode()
    numbers = (len(text), len(blobs), *map(len, blobs))
    lengths = b"".join([number.to_bytes(4, "big") for number in numbers])
    body = b"".join((key, lengths, text, *blobs))
    return MAGIC + digest(body) + body


def decode(key: bytes, data: bytes) -> object:
    """The value.

    Raises:
        DamagedError: it is not whole, or another's.
    """
    if data[:8] != MAGIC or data[_HEAD:_KEY] != key or digest(data[_HEAD:]) != data[8:_HEAD]:
        raise DamagedError
    try:
        return _decoded(data)
    except Exception as error:  # JSON's StopIteration, what a hook meets with the wrong kind, ...
        raise DamagedError(str(error)) from error


def _decoded(data: bytes) -> object:
    numbers = memoryview(data)
    size, count = _number(numbers, 0), _number(numbers, 1)
    start = _KEY + 8 + 4 * count
    if start + size > len(data):
        raise DamagedError
    text = data[start : start + size].decode("ascii")
    blobs: list[bytes] = []
    start += size
    for index in range(count):
        length = _number(numbers, 2 + index)
        blobs.append(data[start : start + length])
        start += length
    if start != len(data):
        raise DamagedError
    return _read(text, lambda item: _plain(item, blobs))


def _number(data: memoryview, index: int) -> int:
    at = _KEY + 4 * index
    return int.from_bytes(data[at : at + 4], "big")


def _tagged(value: object, blobs: list[bytes]) -> object:  # noqa: C901 - one case a kind
    """``value`` in JSON's own kinds."""

    def blob(data: bytes) -> int:
        blobs.append(data)
        return len(blobs) - 1

    match value:
        case None | bool() | int() | float():
            return value
        case Name():
            return {"n": str(value)}
        case str():
            return value
        case bytes():
            return {"b": blob(value)}
        case Ref():
            return {"r": value.number}
        case Raw():
            return {"w": blob(value.data)}
        case Stream():
            return {"s": [_tagged(dict(value.dictionary), blobs), blob(value.data)]}
        case tuple():
            width = _width(value)
            if width:
                return {"i": [width, *(number for row in value for number in row)]}
            return {"t": [_tagged(item, blobs) for item in value]}
        case list():
            return [_tagged(item, blobs) for item in value]
        case dict():
            return {"d": [_tagged(item, blobs) for pair in value.items() for item in pair]}
        case _:
            raise TypeError(f"{type(value).__name__} is not kept")


def _width(rows: Sequence[object]) -> int:
    """The width of a table of numbers, which is read faster; 0 where it is none."""
    width = len(rows[0]) if rows and isinstance(rows[0], tuple) else 0
    fits = all(
        isinstance(row, tuple) and len(row) == width and all(type(item) is int for item in row)
        for row in rows
    )
    return width if fits else 0


def _plain(item: dict[str, Any], blobs: Sequence[bytes]) -> object:
    """What an object of one member stands for: called for each, so by the plainest means."""
    ((kind, value),) = item.items()
    if kind == "t":
        return tuple(value)
    if kind == "b":
        return blobs[value]
    if kind == "d":
        return dict(zip(value[::2], value[1::2], strict=True))
    if kind == "i" and value[0] < len(value):
        return tuple(zip(*[iter(value[1:])] * value[0], strict=True))
    if kind == "n":
        return Name(value)
    if kind == "r":
        return Ref(value)
    if kind == "w":
        return Raw(blobs[value])
    if kind == "s":
        return Stream(value[0], blobs[value[1]])
    raise DamagedError


def _read(text: str, hook: Callable[[dict[str, Any]], object]) -> object:
    """JSON by the scanner that the package json itself uses.

    Loading the package costs as much as a leaflet: it loads ``re`` for what the scanner, written
    in C, does without.
    """
    try:
        from _json import make_scanner

        scan: Any = make_scanner(_Rules(hook))  # type: ignore[arg-type]
    except (ImportError, AttributeError, TypeError):  # a Python that has it otherwise
        from json import JSONDecoder

        scan = JSONDecoder(object_hook=hook).raw_decode
    value, end = scan(text, 0)
    if end != len(text):
        raise DamagedError
    return value


class _Rules:
    """What the scanner asks of a decoder."""

    strict = True
    object_pairs_hook = None
    parse_float = float
    parse_int = int

    def __init__(self, hook: Callable[[dict[str, Any]], object]) -> None:
        self.object_hook = hook

    @staticmethod
    def parse_constant(said: str) -> float:
        """No entry has an infinity."""
        raise DamagedError(said)
