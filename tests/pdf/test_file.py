"""A file holds every object that was put in, for every reader, and its identifier."""

from __future__ import annotations

import re
from io import BytesIO
from itertools import pairwise

import pikepdf
import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.pdf.file import block_of
from leaflet.pdf.objects import Name, PdfObject, Ref, Stream, compressed

from .tools import check_syntax, written

CATALOG: PdfObject = {"Type": Name("Catalog"), "Pages": Ref(2)}
PAGES: PdfObject = {"Type": Name("Pages"), "Kids": [Ref(3)], "Count": 1}
PAGE: dict[str, PdfObject] = {
    "Type": Name("Page"), "Parent": Ref(2), "MediaBox": (0, 0, 100, 100), "Contents": Ref(20),
    "Resources": {},
}  # fmt: skip
OWN: dict[int, PdfObject] = {1: CATALOG, 2: PAGES, 3: PAGE, 4: {"Title": "T"}}
CONSTANT: dict[int, PdfObject] = {
    20: compressed(b"0 0 10 10 re f\n" * 9),
    21: {"Mark": "packed"},
    23: [Ref(21), "after a gap"],
    24: Stream({}, b"plain"),
}


def whole_file(own: dict[int, PdfObject] | None = None, pack: int = 29) -> bytes:
    """A page, whose content is in a block of objects that never change."""
    return written([block_of(CONSTANT, pack)], own or OWN, 40)


def test_every_object_is_found() -> None:
    """Loose and packed, in a block and by themselves: all are where the table says."""
    with pikepdf.open(BytesIO(whole_file())) as pdf:
        assert str(pdf.get_object(21, 0)["/Mark"]) == "packed"
        assert str(pdf.get_object(23, 0)[1]) == "after a gap"
        assert pdf.get_object(24, 0).read_raw_bytes() == b"plain"
        assert pdf.pages[0].Contents.read_bytes() == b"0 0 10 10 re f\n" * 9
        assert str(pdf.docinfo["/Title"]) == "T"
    reader = pypdf.PdfReader(BytesIO(whole_file()), strict=True)
    assert reader.get_object(23)[1] == "after a gap"  # type: ignore[index]
    assert reader.metadata is not None
    assert reader.metadata.title == "T"


def test_qpdf_finds_nothing_to_complain_of() -> None:
    """Object streams and cross-reference stream are as the standard has them."""
    check_syntax(whole_file())


def test_most_objects_are_packed() -> None:
    """What is no stream shares an object stream: tags would else double the file."""
    loose = re.findall(rb"\n(\d+) 0 obj", whole_file())
    assert loose == [b"20", b"24", b"29", b"40", b"41"]  # streams, object streams, the table


@given(
    st.dictionaries(
        st.integers(1, 80), st.integers(-(2**31), 2**31) | st.binary(max_size=9), min_size=1
    )
)
def test_any_numbers_will_do(objects: dict[int, PdfObject]) -> None:
    """Objects may be numbered with gaps, and in any order; unused numbers are not in the table."""
    own: dict[int, PdfObject] = {number + 10: value for number, value in objects.items()}
    page: PdfObject = {**PAGE, "Contents": []}
    data = written([], {**OWN, 3: page, **own}, max(own) + 1)
    with pikepdf.open(BytesIO(data)) as pdf:
        assert pdf.check_pdf_syntax() == []
        for number, value in own.items():
            read = pdf.get_object(number, 0)
            assert (bytes(read) if isinstance(value, bytes) else read) == value


def test_a_block_is_copied_as_it_is() -> None:
    """What never changes is written once: its bytes are the same in every file."""
    block = block_of(CONSTANT, 29)
    short = written([block], OWN, 40)
    other = written([block_of({30: Stream({}, b"before")}, 31), block], OWN, 40)
    assert block.data in short
    assert block.data in other
    with pikepdf.open(BytesIO(other)) as pdf:
        assert pdf.get_object(24, 0).read_raw_bytes() == b"plain"
        assert pdf.get_object(30, 0).read_raw_bytes() == b"before"


def identifiers(data: bytes) -> list[bytes]:
    """The two halves of /ID."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return [bytes(half) for half in pdf.trailer["/ID"]]


def test_the_identifier_tells_contents_apart() -> None:
    """/ID depends on what is in the file and on nothing else: no clock, no path, no chance."""
    first = identifiers(whole_file())
    assert first == identifiers(whole_file())
    assert len(first[0]) == 16
    assert first[0] == first[1]
    assert first != identifiers(whole_file({**OWN, 4: {"Title": "U"}}))


@pytest.mark.parametrize("free", range(40, 60))
def test_the_table_of_any_file_ends_where_its_length_says(free: int) -> None:
    """The cross-reference stream, too, may end in a carriage return by chance."""
    data = written([], {**OWN, 20: Stream({}, b"x" * free)}, free)
    length = re.search(rb"/Length (\d+)>>\nstream\n", data[data.rindex(b" obj\n") :])
    assert length is not None
    body = data[data.rindex(b"\nstream\n") + 8 : data.rindex(b"endstream")]
    assert len(re.sub(rb"(\r\n|\n|\r)\Z", b"", body)) == int(length[1])
    assert pikepdf.open(BytesIO(data)).check_pdf_syntax() == []


def test_offsets_rise() -> None:
    """A block's objects stand one behind another, each where the block says."""
    block = block_of(CONSTANT, 29)
    assert all(one < other for (_, one), (_, other) in pairwise(block.offsets))
    for number, offset in block.offsets:
        assert block.data[offset:].startswith(b"%d 0 obj\n" % number)
    assert block.packed == ((21, 29, 0), (23, 29, 1))
