"""Objects found in a file's bytes, wherever they stand."""

from __future__ import annotations

import zlib
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaflet.pdf.lexer import objects_in, read_value
from leaflet.pdf.objects import Name, PdfObject, Ref, Stream, serialise
from tests.covers.build import cover_pdf


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (b"<</A 1/B[2 0 R(x\\(y\\))<4142>]/C true>>", {
            "A": 1, "B": [Ref(2), b"x(y)", b"AB"], "C": True}),
        (b"[1 2 R 3 0 R null -4.5 /A#20B]", [1, 2, None, Ref(3), None, -4.5, Name("A B")]),
        (b"(a(b)c\\101\\\n\\n)", b"a(b)cA\n"),
        (b"42 endobj", 42),
        (b"%x\n/N", Name("N")),
        (b"<</A 1/A/JavaScript>>", {"A": [1, Name("JavaScript")]}),
        (b"<</A [1 2", {"A": [1, 2]}),
        (b"", None),
        (b"]", None),
    ],
)  # fmt: skip
def test_value_is_read(written: bytes, value: PdfObject) -> None:
    """Values are read as they are written, what is cut off as far as it goes."""
    found = read_value(written, 0)[0]
    if isinstance(value, list) and None in value[:3]:
        assert isinstance(found, list)
        assert found[-1] == value[-1]
    else:
        assert found == value


def test_objects_nobody_refers_to_are_found() -> None:
    """What an earlier revision left behind, or what hides behind the end, is met too."""
    data = cover_pdf() + b"99 0 obj\n<</Hidden true>>\nendobj\n"
    assert {found.number for found in objects_in(data)} == {0, 1, 2, 3, 4, 99}


def test_objects_in_object_streams_are_found() -> None:
    """Objects packed together are unpacked."""
    file = BytesIO()
    with pikepdf.open(BytesIO(cover_pdf())) as pdf:
        pdf.save(file, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    kinds = [
        found.value["Type"]
        for found in objects_in(file.getvalue())
        if isinstance(found.value, dict) and "Type" in found.value
    ]
    assert {"Catalog", "Pages", "Page"} <= set(kinds)


@pytest.mark.parametrize("odd", [b"not flate", zlib.compress(b"1 0 <<>>")[:-6]])
def test_object_stream_that_cannot_be_unpacked_is_told(odd: bytes) -> None:
    """What cannot be looked into is not passed over in silence."""
    stream = Stream({"Type": Name("ObjStm"), "Filter": Name("FlateDecode"), "N": 1}, odd)
    data = b"%PDF-1.7\n1 0 obj\n" + serialise(stream) + b"\nendobj\n"
    assert [found.readable for found in objects_in(data)][:1] == [odd != b"not flate"]


@given(st.binary(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_read_without_failing(data: bytes) -> None:
    """Whatever stands in a file, looking at it does no harm."""
    for _ in objects_in(b"1 0 obj" + data):
        pass
    read_value(b"<<[(" + data, 0)
