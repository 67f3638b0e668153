"""Typed looks into pypdf's objects: what is asked for, or ``None``, whatever the file says."""

from __future__ import annotations

import math
from collections.abc import Iterator

from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NullObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from leaflet.pdf.objects import Name

Key = tuple[int, int]
"""Number and generation of an indirect object: what tells one from another."""


def resolved(value: object) -> object:
    """The object behind ``value``, through any number of references; ``None`` for PDF's null."""
    for _ in range(32):
        if not isinstance(value, IndirectObject):
            return None if isinstance(value, NullObject) else value
        value = value.get_object()
    return None


def key_of(value: object) -> Key | None:
    """What tells the indirect object ``value`` refers to from others."""
    return (value.idnum, value.generation) if isinstance(value, IndirectObject) else None


def raw(owner: DictionaryObject, key: str) -> object:
    """The entry as it stands: a reference stays one."""
    return owner.raw_get("/" + key) if "/" + key in owner else None


def entries(owner: DictionaryObject) -> Iterator[tuple[str, object]]:
    """Every key without its slash, with the entry as it stands, in the file's order."""
    for key in owner:
        yield as_name(key), owner.raw_get(key)


def items(value: object) -> tuple[object, ...]:
    """The items of an array as they stand; none of anything else."""
    value = resolved(value)
    return tuple(list.__iter__(value)) if isinstance(value, ArrayObject) else ()


def one_or_many(value: object) -> tuple[object, ...]:
    """The items of an array, or the one object itself; none of null."""
    found = resolved(value)
    if isinstance(found, ArrayObject):
        return items(found)
    return () if found is None else (value,)


def dictionary(value: object) -> DictionaryObject | None:
    """A dictionary; a stream is one as well."""
    value = resolved(value)
    return value if isinstance(value, DictionaryObject) else None


def stream(value: object) -> StreamObject | None:
    """A stream."""
    value = resolved(value)
    return value if isinstance(value, StreamObject) else None


def name(value: object) -> Name | None:
    """A name, without its slash."""
    value = resolved(value)
    return as_name(value) if isinstance(value, NameObject) else None


def number(value: object) -> float | None:
    """A finite number."""
    value = resolved(value)
    if isinstance(value, int | float) and math.isfinite(value):
        return float(value)
    return None


def whole(value: object) -> int | None:
    """A whole number."""
    value = resolved(value)
    return int(value) if isinstance(value, NumberObject) else None


def numbers(value: object, count: int) -> tuple[float, ...] | None:
    """An array of at least ``count`` finite numbers: its first ``count``."""
    found = [number(item) for item in items(value)[:count]]
    known = tuple(item for item in found if item is not None)
    return known if len(known) == count else None


def string(value: object) -> bytes | None:
    """The bytes of a string, as they were in the file."""
    value = resolved(value)
    if isinstance(value, TextStringObject | ByteStringObject):
        return bytes(value.original_bytes)
    return None


def text(value: object) -> str | None:
    """A text string, without NUL and the other controls that no speech can say (§7.9.2.2)."""
    value = resolved(value)
    if isinstance(value, ByteStringObject):
        value = TextStringObject(bytes(value))
    if not isinstance(value, TextStringObject):
        return None
    plain = str(value)
    data = bytes(value.original_bytes)
    if data.startswith(b"\xef\xbb\xbf"):
        plain = data[3:].decode("utf-8", "replace")
    printable = "".join(c if c.isprintable() else " " for c in plain if c != "\0")
    return " ".join(printable.split()) or None


def as_name(value: str) -> Name:
    """Our name for pypdf's: the same bytes.

    Names are read as Latin-1 (``reading.latin_names``), so that each character is one byte; pypdf
    by itself guesses UTF-8 or GBK, from which the bytes cannot be told any more.
    """
    return Name(value.removeprefix("/").encode("latin-1").decode("utf-8", "surrogateescape"))
