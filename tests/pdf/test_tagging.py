"""Structure elements as objects: where each one's content is, on which page."""

from __future__ import annotations

import pytest

from leaflet.pdf.objects import Name, ObjectTable, PdfObject, Ref
from leaflet.pdf.tagging import TreeWriter, entries, is_empty, link_annotation
from leaflet.structure import StructureElement, Words

PAGES = {0: Ref(100), 1: Ref(101)}
ROOT = Ref(99)


def placed(element: StructureElement, *places: tuple[int, int]) -> StructureElement:
    """The element with words at these places (page, MCID)."""
    element.kids.append(Words("words", element, list(places)))
    return element


def written(
    element: StructureElement, annotations: dict[tuple[int, int], Ref] | None = None
) -> tuple[dict[str, PdfObject], ObjectTable]:
    """The element's dictionary, and the table with all below it."""
    table = ObjectTable()
    ref = TreeWriter(table, PAGES, annotations or {}).write(element, ROOT)
    found = table.objects[ref.number - 1]
    assert isinstance(found, dict)
    return found, table


def test_content_on_one_page_is_named_by_number() -> None:
    """A paragraph on one page says the page once, and then its pieces of content."""
    found, _ = written(placed(StructureElement("P"), (1, 4), (1, 5)))
    assert (found["S"], found["P"], found["Pg"], found["K"]) == ("P", ROOT, Ref(101), [4, 5])


def test_a_paragraph_over_two_pages_names_both() -> None:
    """A paragraph broken over two pages stays one P, each piece with its page."""
    found, _ = written(placed(StructureElement("P"), (0, 7), (1, 0)))
    assert "Pg" not in found
    assert found["K"] == [
        {"Type": "MCR", "Pg": Ref(100), "MCID": 7},
        {"Type": "MCR", "Pg": Ref(101), "MCID": 0},
    ]


def test_a_link_owns_its_areas() -> None:
    """A link over two lines has its words and both areas that can be clicked."""
    link = placed(StructureElement("Link", target="tel:999"), (0, 1), (0, 2))
    link.annotations.extend([(0, 0), (0, 1)])
    found, _ = written(link, {(0, 0): Ref(50), (0, 1): Ref(51)})
    assert found["K"] == [
        1,
        2,
        {"Type": "OBJR", "Obj": Ref(50), "Pg": Ref(100)},
        {"Type": "OBJR", "Obj": Ref(51), "Pg": Ref(100)},
    ]


def test_empty_elements_are_left_out_but_cells_stay() -> None:
    """Nothing is announced that has nothing to say; but a table keeps its empty cells."""
    row = StructureElement("TR", [StructureElement("TD"), StructureElement("TD")])
    part = StructureElement("Part", [StructureElement("P"), row, StructureElement("Div")])
    found, table = written(part)
    (only,) = [found["K"]]
    assert isinstance(only, Ref)
    kid = table.objects[only.number - 1]
    assert isinstance(kid, dict)
    assert kid["S"] == "TR"
    assert len(kid["K"]) == 2


@pytest.mark.parametrize(
    ("element", "empty"),
    [
        (StructureElement("P"), True),
        (StructureElement("P", [StructureElement("Span")]), True),
        (StructureElement("TD"), False),
        (StructureElement("TH"), False),
        (StructureElement("Link", annotations=[(0, 0)]), False),
        (placed(StructureElement("P"), (0, 0)), False),
        (StructureElement("L", [placed(StructureElement("LI"), (0, 0))]), False),
    ],
)
def test_what_counts_as_empty(element: StructureElement, empty: bool) -> None:
    """An element is empty where neither it nor any below it has content, a link area or a cell."""
    assert is_empty(element) is empty


def test_all_that_is_said_of_an_element_is_written() -> None:
    """Title, alternative, language, identifier and attributes reach the screen reader."""
    element = StructureElement(
        "Figure",
        title="T",
        alt="A clock",
        actual_text="8",
        lang="fr",
        id="clock",
        attributes={"Layout": {"BBox": [0, 0, 1, 1]}, "List": {"ListNumbering": Name("None")}},
    )
    assert entries(element, ROOT) == {
        "Type": "StructElem",
        "S": "Figure",
        "P": ROOT,
        "T": "T",
        "Alt": "A clock",
        "ActualText": "8",
        "Lang": "fr",
        "ID": b"clock",
        "A": [
            {"O": "Layout", "BBox": [0, 0, 1, 1]},
            {"O": "List", "ListNumbering": "None"},
        ],
    }


def test_a_link_is_printed_without_a_border() -> None:
    """A link can be clicked, is told to a screen reader, and adds no ink to the page."""
    found = link_annotation("tel:999", "999", (1, 2, 3, 4), 7)
    assert found["Contents"] == "999"
    assert found["Border"] == (0, 0, 0)
    assert found["F"] == 4  # printed, neither hidden nor left out
    assert found["A"] == {"Type": "Action", "S": "URI", "URI": b"tel:999"}
    assert found["StructParent"] == 7


def test_elements_kept_open_are_listed_not_written() -> None:
    """What a stamp writes anew is left to it; what stands below it is written all the same."""
    slot = StructureElement("Div")
    part = StructureElement("Part", [slot, placed(StructureElement("P"), (0, 0))])
    table = ObjectTable()
    writer = TreeWriter(table, PAGES, {}, {id(slot): Ref(64)})
    writer.write(part, ROOT)
    assert [element for element, _ in writer.opened] == [slot]
    written = table.objects[writer.ref(part).number - 1]
    assert isinstance(written, dict)
    assert written["K"] == [Ref(64), writer.ref(part.kids[1])]  # type: ignore[arg-type]
