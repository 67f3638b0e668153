"""An entry's bytes: what goes in comes out, and nothing else is believed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaflet.cache.entry import DamagedError, decode, encode
from leaflet.pdf.digest import digest
from leaflet.pdf.objects import Name, Raw, Ref, Stream

KEY = digest(b"a key")
SAMPLE = {"a": (1, 2.5, None, True, "ü", b"\0\xff"), "rows": ((1, 2), (3, 4)), 7: [Ref(3)]}

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text() | st.binary() | st.builds(Name, st.text()) | st.builds(Ref, st.integers())
    | st.builds(Raw, st.binary()),
    lambda inner: st.lists(inner) | st.lists(inner).map(tuple)
    | st.dictionaries(st.text() | st.integers(), inner)
    | st.builds(Stream, st.dictionaries(st.text(), inner), st.binary()),
    max_leaves=12,
)  # fmt: skip


def kinds(value: Any) -> Any:
    """The value with the type of each part: a tuple is no list, a name no text."""
    if isinstance(value, list | tuple):
        return type(value), [kinds(item) for item in value]
    if isinstance(value, dict):
        return [(kinds(key), kinds(item)) for key, item in value.items()]
    if isinstance(value, Stream):
        return Stream, kinds(value.dictionary), value.data
    return type(value), value


@given(value=VALUES)
@settings(max_examples=60)
def test_what_goes_in_comes_out(value: object) -> None:
    """Plain values and PDF objects come back equal, and of the same kinds."""
    assert kinds(decode(KEY, encode(KEY, value))) == kinds(value)


def test_any_flipped_bit_is_seen() -> None:
    """Whichever bit of an entry the disk has lost, the entry is not believed."""
    whole = encode(KEY, SAMPLE)
    for at in range(len(whole)):
        for bit in range(8):
            damaged = bytearray(whole)
            damaged[at] ^= 1 << bit
            with pytest.raises(DamagedError):
                decode(KEY, bytes(damaged))


def test_any_cut_is_seen() -> None:
    """An entry that was written in part, or has something behind it, is not believed."""
    whole = encode(KEY, SAMPLE)
    for damaged in (*(whole[:end] for end in range(len(whole))), whole + b"x", b"x" + whole):
        with pytest.raises(DamagedError):
            decode(KEY, damaged)


def test_an_entry_answers_to_its_own_key_alone() -> None:
    """A file that was renamed or copied over another is not taken for that."""
    with pytest.raises(DamagedError):
        decode(digest(b"another"), encode(KEY, SAMPLE))


def test_an_entry_of_another_layout_is_not_read() -> None:
    """What an earlier version laid out otherwise is made again."""
    with pytest.raises(DamagedError):
        decode(KEY, b"leaflet\x00" + encode(KEY, SAMPLE)[8:])


@pytest.mark.parametrize(
    "text",
    ['{"x":1}', '{"b":9}', '{"t":1,"b":2}', "{}", "[1", "NaN", "1 2", '{"d":[[],2]}', '{"s":[1]}',
     '{"i":[9999999999,1]}', "[" * 99_999, "é"],
)  # fmt: skip
def test_nonsense_with_a_right_checksum_is_an_error(text: str) -> None:
    """Whoever makes up an entry gets the one error out of it, and nothing that runs."""
    size = len(text.encode())
    with pytest.raises(DamagedError):
        decode(KEY, sealed(size.to_bytes(4, "big") + bytes(4) + text.encode()))


@pytest.mark.parametrize(("size", "count"), [(2, 2**32 - 1), (2**32 - 1, 0), (0, 2**32 - 1)])
def test_an_entry_that_promises_more_than_it_holds_is_refused_at_once(
    size: int, count: int
) -> None:
    """A length or a number of parts that cannot be true costs neither time nor memory."""
    with pytest.raises(DamagedError):
        decode(KEY, sealed(size.to_bytes(4, "big") + count.to_bytes(4, "big") + b"{}"))


def sealed(body: bytes) -> bytes:
    """An entry of that body with a right checksum."""
    return b"leaflet\x01" + digest(KEY + body) + KEY + body


def test_what_cannot_be_kept_is_told() -> None:
    """A value of a kind that entries do not have is a bug, told at once."""
    with pytest.raises(TypeError, match="object is not kept"):
        encode(KEY, object())
