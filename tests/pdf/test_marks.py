"""The operators around content say whose it is, to any reader of content streams."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.pdf.marks import artifact_opening, opening

if TYPE_CHECKING:
    from leaflet.pdf.marks import ArtifactKind


def parsed(content: bytes) -> pikepdf.ContentStreamInstruction:
    """The one instruction of a content stream."""
    pdf = pikepdf.new()
    (only,) = pikepdf.parse_content_stream(pdf.make_stream(content))
    assert isinstance(only, pikepdf.ContentStreamInstruction)
    return only


@given(
    st.sampled_from(["P", "H1", "LBody", "Figure"]),
    st.integers(0, 10_000),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
)
def test_content_names_its_element(role: str, mcid: int, said: str) -> None:
    """Role, number and the words that a drawing stands for are read as they were written."""
    mark = parsed(opening(role, mcid, said))
    assert str(mark.operator) == "BDC"
    name, properties = mark.operands
    assert str(name) == f"/{role}"
    assert properties["/MCID"] == mcid
    assert str(properties["/ActualText"]) == said
    assert "/ActualText" not in parsed(opening(role, mcid)).operands[1]


@pytest.mark.parametrize("kind", ["Layout", "Pagination", "Background", "Page"])
def test_artifacts_are_told_apart(kind: ArtifactKind) -> None:
    """Furniture of the page says what it is, and has no number of its own."""
    mark = parsed(artifact_opening(kind))
    name, properties = mark.operands
    assert (str(name), str(properties["/Type"])) == ("/Artifact", f"/{kind}")
    assert "/MCID" not in properties
