"""Objects keep their value on the way through a file, whoever reads it."""

from __future__ import annotations

import re
import zlib
from decimal import Decimal
from io import BytesIO
from typing import Any

import pikepdf
import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.pdf.objects import (
    Name,
    ObjectTable,
    PdfObject,
    Raw,
    Ref,
    Stream,
    compressed,
    number_bytes,
    serialise,
    shifted,
)

from .tools import written

CATALOG: PdfObject = {"Type": Name("Catalog"), "Pages": Ref(2)}
PAGES: PdfObject = {"Type": Name("Pages"), "Kids": [Ref(5)], "Count": 1}
PAGE: PdfObject = {
    "Type": Name("Page"),
    "Parent": Ref(2),
    "MediaBox": [0, 0, 9, 9],
    "Resources": {},
}

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
names = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=12
)
stray_bytes = st.binary(min_size=1, max_size=8).map(
    lambda data: data.replace(b"\0", b"\x80").decode("utf-8", "surrogateescape")
)
numbers = st.integers(-(2**31), 2**31 - 1) | st.floats(-1e6, 1e6)
scalars = (
    st.none()
    | st.booleans()
    | numbers
    | texts
    | st.binary(max_size=20)
    | names.map(Name)
    | stray_bytes.map(Name)
)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(names, inner.filter(lambda value: value is not None), max_size=5)
    ),
    max_leaves=20,
)


def file_with(value: PdfObject) -> bytes:
    """A file whose object 3 is ``value``."""
    return written([], {1: CATALOG, 2: PAGES, 3: value, 4: {}, 5: PAGE}, 6)


def is_same(value: PdfObject, read: object) -> bool:
    """Whether what was read stands for ``value``."""
    match value:
        case None:
            return read is None
        case bool():
            return read is value
        case int():
            return read == value and not isinstance(read, bool)
        case float():
            return isinstance(read, int | Decimal) and abs(float(read) - value) <= 5.01e-5
        case Name():
            return isinstance(read, pikepdf.Name) and name_of(read) == value
        case str():
            return isinstance(read, pikepdf.String) and str(read) == value
        case bytes():
            return isinstance(read, pikepdf.String) and bytes(read) == value
        case dict():
            assert isinstance(read, pikepdf.Dictionary)
            entries = {name_of(pikepdf.Name(key)): item for key, item in read.items()}
            return entries.keys() == value.keys() and all(
                is_same(item, entries[key]) for key, item in value.items()
            )
        case list() | tuple():
            assert isinstance(read, pikepdf.Array)
            return len(read) == len(value) and all(map(is_same, value, read))
        case _:
            raise TypeError(value)


def name_of(name: Any) -> str:
    """A name's characters, where pikepdf writes some as ``#xx``."""
    raw = re.sub(rb"#([0-9a-fA-F]{2})", lambda hit: bytes.fromhex(hit[1].decode()), name.unparse())
    return raw.removeprefix(b"/").decode("utf-8", "surrogateescape")


@given(values)
def test_objects_are_read_back_as_they_were(value: PdfObject) -> None:
    """Names with odd bytes, strings, numbers and all that nests them survive the file."""
    with pikepdf.open(BytesIO(file_with([value]))) as pdf:
        assert is_same([value], pdf.get_object(3, 0))
        assert pdf.check_pdf_syntax() == []


@given(names.map(Name) | stray_bytes.map(Name))
def test_a_name_is_one_token(name: Name) -> None:
    """No character of a name can end it, so that what follows would be read as something else."""
    assert re.fullmatch(rb"/[^\x00-\x20\x7f-\xff()<>\[\]{}/%]+", serialise(name))
    read: Any = pikepdf.Object.parse(b"[" + serialise(name) + b" 7]")
    first, last = read
    assert (name_of(first), last) == (name, 7)


@given(texts, st.binary(max_size=40))
def test_another_reader_agrees_on_strings(text: str, data: bytes) -> None:
    """pypdf, too, reads the text that was written; and bytes stay bytes."""
    read = pypdf.PdfReader(BytesIO(file_with([text, data]))).get_object(3)
    assert isinstance(read, pypdf.generic.ArrayObject)
    assert str(read[0]).replace("\r\n", "\n") == text.replace("\r\n", "\n")
    assert read[1].original_bytes == data


@given(st.floats(-1e9, 1e9))
def test_numbers_have_no_exponent(number: float) -> None:
    """A number is digits with at most four behind the point: PDF knows no 1e-7."""
    written = number_bytes(number).decode()
    assert re.fullmatch(r"-?\d+(\.\d{0,3}[1-9])?", written)
    assert written != "-0"
    assert abs(float(written) - number) <= 5.01e-5


def ends_in(byte: bytes, start: bytes) -> bytes:
    """Text whose deflated bytes end in ``byte``: the last one is that of Adler-32's lower half."""
    for filler in range(256):
        for more in range(256):
            data = start + bytes((filler, more))
            if zlib.compress(data, 9).endswith(byte):
                return data
    raise AssertionError(byte)


@pytest.mark.parametrize("end", [b"\r", b"\n", b"\r\n", b"\n\r", b"\r\r", b" ", b"e"])
@pytest.mark.parametrize("deflated", [True, False])
def test_a_stream_ends_where_its_length_says(end: bytes, deflated: bool) -> None:
    """Data that ends in a line break is not taken for the break behind it, packed or not."""
    data = ends_in(end[-1:], b"leaflet " * 20) if deflated else b"leaflet" + end
    stream = compressed(data) if deflated else Stream({}, data)
    assert stream.data.endswith(end[-1:])
    written = file_with(stream)
    _, _, body = written.partition(b"\n3 0 obj\n")
    raw = body.partition(b"endstream")[0].partition(b"\nstream\n")[2]
    assert re.sub(rb"(\r\n|\n|\r)\Z", b"", raw) == stream.data  # as a strict reader sees it
    with pikepdf.open(BytesIO(written)) as pdf:
        assert pdf.get_object(3, 0).read_bytes() == data
    assert pypdf.PdfReader(BytesIO(written)).get_object(3).get_data() == data  # type: ignore[union-attr]


@given(st.binary(max_size=300))
def test_compressing_changes_nothing(data: bytes) -> None:
    """What is packed comes out byte for byte; what would only grow is left plain."""
    stream = compressed(data, Type=Name("XObject"))
    assert len(stream.data) <= len(data)
    assert stream.dictionary["Type"] == "XObject"
    with pikepdf.open(BytesIO(file_with(stream))) as pdf:
        assert pdf.get_object(3, 0).read_bytes() == data


@given(st.integers(0, 10**6))
def test_references_move_together(base: int) -> None:
    """A logo's or cover's objects keep pointing at one another wherever they come to stand."""
    value: PdfObject = {"A": [Ref(1), (Ref(2), 7)], "B": Stream({"C": Ref(3)}, b"1 0 R"), "D": b"x"}
    assert serialise(shifted(value, base)) == serialise(value, base)
    assert b"%d 0 R" % (base + 3) in serialise(value, base)
    assert b"stream\n1 0 R\n" in serialise(value, base)  # bytes of a stream are nobody's reference


def test_a_number_is_kept_for_what_comes_later() -> None:
    """Objects may name one another before both are known."""
    table = ObjectTable(first=10)
    later = table.reserve()
    first = table.add({"Next": later})
    table.put(later, [first])
    assert (later, first) == (Ref(10), Ref(11))
    assert table.objects == [[Ref(11)], {"Next": Ref(10)}]


def test_ready_bytes_are_copied() -> None:
    """What is bytes already goes into the file as it is."""
    assert serialise([Raw(b"<</A 1>>"), 2]) == b"[<</A 1>> 2]"
