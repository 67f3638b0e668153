"""Pages, sheets and what a viewer says of them: the leaflet's two pages share one sheet."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf
import pypdf
import pytest

from leaflet.stamping.stamp import page_count
from tests.pdf.tools import glyphs, picture

from .made import clinic, compiled, covers, logo, stamped

COUNTS = pytest.mark.parametrize("front", [0, 1, 2, 3])
BACKS = pytest.mark.parametrize("back", [0, 1, 2])


@COUNTS
@BACKS
def test_the_leaflet_is_on_one_sheet(front: int, back: int) -> None:
    """Printed on both sides, page 1 is a front and page 2 its back, whatever the covers."""
    data = stamped(clinic(), front=covers(front), back=covers(back))
    labels = pypdf.PdfReader(BytesIO(data)).page_labels
    one, two = labels.index("1"), labels.index("2")
    assert (one % 2, two) == (0, one + 1)
    assert len(labels) == front + front % 2 + 2 + back
    assert page_count(compiled(), clinic(), covers(front), covers(back), duplex=True) == len(labels)
    assert labels.count("Blank") == front % 2


@COUNTS
@BACKS
def test_one_sided_prints_have_no_blank(front: int, back: int) -> None:
    """Printed on one side, there is no page that nobody needs."""
    data = stamped(clinic(), front=covers(front), back=covers(back), duplex=False)
    labels = pypdf.PdfReader(BytesIO(data)).page_labels
    assert len(labels) == front + 2 + back
    assert "Blank" not in labels
    wanted = page_count(compiled(), clinic(), covers(front), covers(back), duplex=False)
    assert wanted == len(labels)


def test_the_drawn_cover_page_counts_as_a_cover() -> None:
    """The cover page of the design has a blank behind it; a clinic's own cover replaces it."""
    whose = clinic(cover_page=True, logo=logo())
    labels = pypdf.PdfReader(BytesIO(stamped(whose))).page_labels
    assert labels == ["Cover", "Blank", "1", "2"]
    own = pypdf.PdfReader(BytesIO(stamped(whose, front=covers(2)))).page_labels
    assert own == ["Cover 1", "Cover 2", "1", "2"]
    assert page_count(compiled(), whose, (), (), duplex=True) == 4
    assert page_count(compiled(), whose, covers(2), (), duplex=True) == 4


def test_the_blank_page_is_blank_for_everybody() -> None:
    """The blank page has no ink, no words and no place in the reading order."""
    data = stamped(clinic(), front=covers(1))
    assert picture(data, 1).getcolors() == [
        (picture(data, 1).width * picture(data, 1).height, (255, 255, 255))
    ]
    assert glyphs(data, 1) == []
    with pikepdf.open(BytesIO(data)) as pdf:
        blank: Any = pdf.pages[1].obj
        assert "/StructParents" not in blank
        (begin, end) = pikepdf.parse_content_stream(pdf.pages[1])
        assert str(begin.operands[0]) == "/Artifact"
        assert str(end.operator) == "EMC"


@pytest.mark.parametrize(
    ("front", "back", "labels"),
    [
        (0, 0, ["1", "2"]),
        (1, 1, ["Cover", "Blank", "1", "2", "Back cover"]),
        (
            3,
            2,
            ["Cover 1", "Cover 2", "Cover 3", "Blank", "1", "2", "Back cover 1", "Back cover 2"],
        ),
    ],
)
def test_pages_are_called_what_they_are(front: int, back: int, labels: list[str]) -> None:
    """A viewer's page field says 1 on the leaflet's page 1, and "Cover" on a cover."""
    data = stamped(clinic(), front=covers(front), back=covers(back))
    assert pypdf.PdfReader(BytesIO(data)).page_labels == labels


@pytest.mark.parametrize(("front", "back"), [(0, 0), (1, 1), (2, 2)])
def test_bookmarks_lead_to_every_question(front: int, back: int) -> None:
    """Cover, leaflet with its questions, back: each bookmark opens the page that it names."""
    reader = pypdf.PdfReader(BytesIO(stamped(clinic(), front=covers(front), back=covers(back))))
    top: dict[str, int | None] = {}
    inside: dict[str, int | None] = {}
    for item in reader.outline:
        if isinstance(item, list):
            kids = [kid for kid in item if not isinstance(kid, list)]
            inside = {str(kid.title): reader.get_destination_page_number(kid) for kid in kids}
        else:
            top[str(item.title)] = reader.get_destination_page_number(item)
    start = reader.page_labels.index("1")
    expected = {"Cover": 0} if front else {}
    expected["Testicine"] = start
    if back:
        expected["Back cover"] = start + 2
    assert top == expected
    assert inside["Warning: read this first"] == start
    assert inside["What side effects can it have?"] == start + 1
    assert inside["Who do I call?"] == start + 1
    assert next(iter(inside)) == "What is it?"
    assert set(inside.values()) == {start, start + 1}


@pytest.mark.parametrize("duplex", [True, False])
def test_a_viewer_shows_and_prints_it_as_meant(duplex: bool) -> None:
    """Title in the window, language for the voice, tabs in reading order, no scaling."""
    data = stamped(clinic(), front=covers(1), back=covers(1), duplex=duplex)
    with pikepdf.open(BytesIO(data)) as pdf:
        root: Any = pdf.Root
        assert str(root.Lang) == "en-GB"
        assert root.MarkInfo.Marked is True
        assert root.ViewerPreferences.DisplayDocTitle is True
        assert root.ViewerPreferences.PrintScaling == "/None"
        wanted = "/DuplexFlipLongEdge" if duplex else "/Simplex"
        assert root.ViewerPreferences.Duplex == wanted
        assert "/Direction" not in root.ViewerPreferences
        assert str(pdf.docinfo["/Title"]) == "Testicine: Patient leaflet"
        assert {str(page.obj["/Tabs"]) for page in pdf.pages} == {"/S"}


def test_right_to_left_is_said() -> None:
    """A leaflet that reads from right to left is bound on the right."""
    with pikepdf.open(BytesIO(stamped(clinic(), direction="rtl"))) as pdf:
        assert pdf.Root.ViewerPreferences.Direction == "/R2L"


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_all_pages_are_of_one_size(paper: Any) -> None:
    """Covers are fitted, so that nothing is scaled or cut by a printer's tray."""
    with pikepdf.open(BytesIO(stamped(clinic(), paper=paper, front=covers(1)))) as pdf:
        assert len({tuple(float(n) for n in page.mediabox) for page in pdf.pages}) == 1
