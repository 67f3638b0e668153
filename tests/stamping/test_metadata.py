"""What a file says about itself: the same in both places, and nothing private."""

from __future__ import annotations

import json
from io import BytesIO
from xml.etree import ElementTree

import pikepdf
import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.stamping.metadata import information, xmp
from leaflet.stamping.stamp import stamp
from leaflet.standards import Claims

from .made import clinic, compiled, covers, stamped

FACTS = {
    "title": "A & B <C>: “Merkblatt”",
    "locale": "en-GB",
    "date": "2026-11-21",
    "medicine": "a-b",
    "version": "1.0",
}


@given(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1))
def test_any_title_is_the_same_in_both_places(title: str) -> None:
    """The title in XMP and in the document information is letter for letter that of the leaflet."""
    facts = {**FACTS, "title": title}
    tree = ElementTree.fromstring(xmp(facts, ()).data)
    (said,) = tree.iterfind(".//{*}title/{*}Alt/{*}li")
    assert said.text == title == information(facts)["Title"]


def test_dates_are_those_of_the_text() -> None:
    """A leaflet is dated by its text: whoever builds it, whenever."""
    data = stamped(clinic())
    reader = pypdf.PdfReader(BytesIO(data))
    assert reader.metadata is not None
    stamps = {str(reader.metadata[name]) for name in ("/CreationDate", "/ModDate")}
    assert stamps == {"D:20261121000000Z"}
    text = reader.xmp_metadata
    assert text is not None
    assert text.xmp_create_date == text.xmp_modify_date
    assert str(text.xmp_create_date) == "2026-11-21 00:00:00"


@pytest.mark.parametrize(
    ("claims", "said"),
    [
        ((), {}),
        (("ua1",), {"pdfuaid:part": "1"}),
        (
            ("ua1", "3a"),
            {"pdfuaid:part": "1", "pdfaid:part": "3", "pdfaid:conformance": "A"},
        ),
    ],
)
def test_no_standard_is_stated_unasked(claims: Claims, said: dict[str, str]) -> None:
    """The metadata states the standards that the judge has passed, and no other."""
    with pikepdf.open(BytesIO(stamp(compiled(), None, claims=claims))) as pdf:
        text = pdf.open_metadata()
        names = ("pdfuaid:part", "pdfaid:part", "pdfaid:conformance")
        assert {name: text.get(name) for name in names if name in text} == said


def test_nothing_tells_who_built_it() -> None:
    """Title, dates and producer: no author, no program's version, no path, no cover's author."""
    with pikepdf.open(BytesIO(stamped(clinic(), front=covers(1)))) as pdf:
        assert set(pdf.docinfo.keys()) == {"/Title", "/Producer", "/CreationDate", "/ModDate"}
        assert str(pdf.docinfo["/Producer"]) == "leaflet"
        text = pdf.Root.Metadata.read_bytes().decode()
        assert "dc:creator" not in text
        assert "CreatorTool" not in text
        assert pdf.Root.Metadata.get("/Filter") is None  # any program may read it


def test_the_attached_text_is_what_the_pages_say() -> None:
    """The text inside the file has the leaflet's words in reading order, and no clinic's."""
    reader = pypdf.PdfReader(BytesIO(stamped(clinic())))
    ((name, contents),) = reader.attachments.items()
    assert name == "leaflet.json"
    said = json.loads(contents[0])
    assert (said["medicine"], said["locale"]) == ("testicine", "en-GB")
    blocks = [(block["role"], block["text"]) for block in said["says"]]
    assert [role for role, _ in blocks[:3]] == ["P", "H1", "P"]
    assert ("H2", "Warning: read this first") in blocks
    assert "North Street" not in json.dumps(said)
