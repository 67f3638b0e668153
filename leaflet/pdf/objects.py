"""The objects a PDF is made of, and their bytes (ISO 32000-1 §7.3).

A plain Python value stands for a PDF object: ``None``, ``bool``, ``int``, ``float``, ``bytes``
(a string), ``str`` (a text string), ``Name``, ``Ref``, ``list`` or ``tuple`` (an array), ``dict``
with ``str`` keys that carry no slash (a dictionary), ``Stream``. Nothing heavier than ``zlib`` is
imported, because stamping a leaflet needs this module and little else.
"""

from __future__ import annotations

import zlib

TYPE_CHECKING = False  # typing itself takes longer to load than a leaflet to stamp
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import TypeAlias


class Name(str):
    """A PDF name, held without its slash."""

    __slots__ = ()


class Ref:
    """A reference to the indirect object of this number (generation 0)."""

    __slots__ = ("number",)

    def __init__(self, number: int) -> None:
        self.number = number

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Ref) and other.number == self.number

    def __hash__(self) -> int:
        return hash(("Ref", self.number))

    def __repr__(self) -> str:
        return f"Ref({self.number})"


class Stream:
    """A stream: ``data`` is already encoded as the dictionary's Filter says."""

    __slots__ = ("data", "dictionary")

    def __init__(self, dictionary: Mapping[str, PdfObject], data: bytes) -> None:
        self.dictionary = dictionary
        self.data = data

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Stream)
            and other.data == self.data
            and other.dictionary == self.dictionary
        )

    def __hash__(self) -> int:
        return hash(self.data)

    def __repr__(self) -> str:
        return f"Stream({self.dictionary!r}, {len(self.data)} bytes)"


class Raw:
    """An object that is bytes already."""

    __slots__ = ("data",)

    def __init__(self, data: bytes) -> None:
        self.data = data

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Raw) and other.data == self.data

    def __hash__(self) -> int:
        return hash(self.data)

    def __repr__(self) -> str:
        return f"Raw({self.data!r})"


if TYPE_CHECKING:
    PdfObject: TypeAlias = (
        "bool | int | float | bytes | str | Name | Ref | Sequence[PdfObject]"
        " | Mapping[str, PdfObject] | Stream | Raw | None"
    )
else:
    PdfObject = object

_PLAIN_NAME = bytes(set(range(33, 127)) - set(b"()<>[]{}/%#"))
_PLAIN_STRING = bytes(set(range(32, 127)) - set(b"()\\"))
_ASCII = bytes(range(32, 127))
_ESCAPES = {0x28: b"\\(", 0x29: b"\\)", 0x5C: b"\\\\", 0x0A: b"\\n", 0x0D: b"\\r"}
_known_names: dict[str, bytes] = {}


def name_bytes(name: str) -> bytes:
    """``/name`` with what is no regular character written as ``#xx`` (§7.3.5)."""
    known = _known_names.get(name)
    if known is not None:
        return known
    encoded = name.encode("utf-8", "surrogateescape")
    if encoded.translate(None, _PLAIN_NAME):
        encoded = b"".join(
            [bytes((byte,)) if byte in _PLAIN_NAME else b"#%02X" % byte for byte in encoded]
        )
    found = b"/" + encoded
    if len(_known_names) < 1_000:  # names of hostile covers shall not fill the memory
        _known_names[name] = found
    return found


def string_bytes(value: bytes) -> bytes:
    """A literal string; hexadecimal where most of it is not ASCII (§7.3.4)."""
    if not value.translate(None, _PLAIN_STRING):
        return b"(" + value + b")"
    if len(value.translate(None, _ASCII)) * 4 > len(value):
        return b"<" + value.hex().upper().encode() + b">"
    return b"(" + b"".join([_ESCAPES.get(byte) or bytes((byte,)) for byte in value]) + b")"


def text_bytes(text: str) -> bytes:
    """A text string: printable ASCII as it is, everything else UTF-16BE with its mark (§7.9.2.2).

    The codes of some control characters mean accents in PDFDocEncoding (Annex D.2).
    """
    if text.isascii() and text.isprintable():
        return string_bytes(text.encode("ascii"))
    return string_bytes(b"\xfe\xff" + text.encode("utf-16-be"))


def number_bytes(value: float) -> bytes:
    """A number with at most four decimals and no exponent (§7.3.3)."""
    if isinstance(value, int):
        return b"%d" % value
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return b"0" if text in {"-0", ""} else text.encode("ascii")


def serialise(value: PdfObject, base: int = 0) -> bytes:  # noqa: C901 - one case a kind
    """The bytes of ``value``; ``base`` is added to the number of every reference."""
    match value:
        case None:
            return b"null"
        case bool():
            return b"true" if value else b"false"
        case int() | float():
            return number_bytes(value)
        case Name():
            return name_bytes(value)
        case str():
            return text_bytes(value)
        case bytes():
            return string_bytes(value)
        case Ref():
            return b"%d 0 R" % (value.number + base)
        case Raw():
            return value.data
        case Stream():
            head = serialise({**value.dictionary, "Length": len(value.data)}, base)
            return head + b"\nstream\n" + value.data + end_of_data(value.data) + b"endstream"
        case dict():
            entries = [
                name_bytes(key) + b" " + serialise(item, base) for key, item in value.items()
            ]
            return b"<<" + b"".join(entries) + b">>"
        case list() | tuple():
            return b"[" + b" ".join([serialise(item, base) for item in value]) + b"]"
        case _:
            raise TypeError(f"{type(value).__name__} is no PDF object")


def end_of_data(data: bytes) -> bytes:
    """The end of line before ``endstream``, which is no part of the data (§7.3.8.1).

    Behind data that ends in a carriage return, a line feed alone would read as one end of line of
    two bytes, and a strict reader would find the length wrong (ISO 19005-2 §6.1.7.1).
    """
    return b"\r\n" if data.endswith(b"\r") else b"\n"


def shifted(value: PdfObject, base: int) -> PdfObject:
    """``value`` with ``base`` added to the number of every reference."""
    return renumbered(value, base.__add__)


def renumbered(value: PdfObject, number: Callable[[int], int]) -> PdfObject:
    """``value`` with ``number`` of the number of every reference."""
    match value:
        case Ref():
            return Ref(number(value.number))
        case Stream():
            dictionary = renumbered(value.dictionary, number)
            assert isinstance(dictionary, dict)
            return Stream(dictionary, value.data)
        case dict():
            return {key: renumbered(item, number) for key, item in value.items()}
        case list() | tuple():
            return [renumbered(item, number) for item in value]
        case _:
            return value


def compressed(data: bytes, **dictionary: PdfObject) -> Stream:
    """A Flate stream of ``data``, or a plain one where that is not longer."""
    packed = zlib.compress(data, 9)
    if len(packed) >= len(data):
        return Stream(dictionary, data)
    return Stream({"Filter": Name("FlateDecode"), **dictionary}, packed)


class ObjectTable:
    """Objects under construction; their numbers count from ``first``."""

    __slots__ = ("first", "objects")

    def __init__(self, first: int = 1) -> None:
        self.first = first
        self.objects: list[PdfObject] = []

    def add(self, value: PdfObject) -> Ref:
        """Take ``value`` in and give its reference."""
        self.objects.append(value)
        return Ref(self.first + len(self.objects) - 1)

    def reserve(self) -> Ref:
        """A number for an object that is not known yet."""
        return self.add(None)

    def put(self, ref: Ref, value: PdfObject) -> None:
        """Fill a reserved number."""
        self.objects[ref.number - self.first] = value

    def numbered(self) -> dict[int, PdfObject]:
        """Number → object."""
        return {self.first + index: value for index, value in enumerate(self.objects)}
