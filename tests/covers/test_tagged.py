"""Covers that keep their own tags."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from leaflet.covers import ImportedCover
from leaflet.errors import CoverError
from leaflet.pdf.objects import Name, PdfObject
from leaflet.structure import StructureElement, Words, outline
from tests.judges import page_judge

from .assemble import assemble
from .build import imported, picture, png
from .tagging import Tagged, bar, words


def tree(cover: ImportedCover) -> list[str]:
    """The roles of the tree, indented, each with the places of its own leaves."""
    return [line.split(' "')[0] for line in outline(cover.structure).splitlines()]


def roles(data: bytes) -> list[str]:
    """The tree of a cover that keeps its tags."""
    cover = imported(data, alt=None)
    assert cover.rung == "tagged"
    assert page_judge.judge(assemble(cover), "ua1").failures == ()
    assert png(picture(assemble(cover))) == png(picture(data))
    return tree(cover)


def test_tags_are_kept_without_words_from_the_clinic() -> None:
    """A tagged cover is read aloud in its own words and language."""
    made = Tagged([words(0, 1)])
    data = made.written(made.element("Document", made.element("H1", 0), made.element("P", 1)))
    assert roles(data) == ["Part lang='fr-CA'", "  Part", "    H1", "    P"]


def test_every_stretch_of_content_has_one_owner() -> None:
    """What the tree says of a page is what the page's marks say."""
    made = Tagged([words(4, 2, 9)])
    cover = imported(made.written(made.element("P", 9, 4), made.element("P", 2)))
    places = [place for leaf in cover.structure.leaves() for place in leaf.places]
    assert sorted(places) == [(0, 0), (0, 1), (0, 2)]
    assert places == [(0, 2), (0, 0), (0, 1)]
    assert cover.pages[0].mcids == 3


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (["H1", "H3", "H3", "H2"], ["H1", "H2", "H2", "H2"]),
        (["H2", "H3", "H1"], ["H1", "H2", "H1"]),
        (["H", "H"], ["H1", "H1"]),
        (["Title", "H7"], ["P", "H1"]),
        (["Heading", "Strange", "Aside"], ["H1", "Div", "Div"]),
    ],
)
def test_roles_become_standard_ones(said: list[str], expected: list[str]) -> None:
    """Own names for headings and skipped levels become what screen readers know."""
    made = Tagged([words(*range(len(said)))])
    made.root["RoleMap"] = {"Heading": Name("Mine"), "Mine": Name("H1"), "Strange": Name("Strange")}
    kids = [made.element(role, number) for number, role in enumerate(said)]
    assert [line.strip() for line in roles(made.written(*kids))[1:]] == expected


def test_lists_and_tables_are_mended() -> None:
    """Loose items of a list and header cells without a direction are put right."""
    made = Tagged([words(*range(7))])
    items = made.element("L", made.element("P", 0), made.element("LI", made.element("P", 1)))
    table = made.element(
        "Table",
        made.element("TR", made.element("TH", 2), made.element("TH", 3)),
        made.element("TR", made.element("TH", 4), made.element("TD", 5)),
    )
    found = roles(made.written(items, table, made.element("P", 6)))
    assert [line.strip() for line in found[1:]] == [
        "L", "LI", "LBody", "P", "LI", "LBody", "P",
        "Table", "TR", "TH", "TH", "TR", "TH", "TD", "P",
    ]  # fmt: skip


def test_cells_keep_spans_and_named_headers() -> None:
    """A table's spans and named headers survive, under names of the leaflet's own."""
    made = Tagged([words(0, 1, 2)])
    attributes: PdfObject = [{"O": Name("Table"), "Headers": ["a"]}, 0]
    made.root["ClassMap"] = {"wide": {"O": Name("Table"), "ColSpan": 2}}
    table = made.element(
        "Table",
        made.element("TR", made.element("TH", 0, ID="a", C=Name("wide"))),
        made.element(
            "TR", made.element("TD", 1, A=attributes), made.element("TD", 2, A=attributes)
        ),
    )
    cover = imported(made.written(table))
    assert cover.rung == "tagged"
    cells = [element for element in cover.structure.walk() if element.role in {"TH", "TD"}]
    assert [cell.id for cell in cells] == ["cover-1", None, None]
    assert [cell.attributes["Table"] for cell in cells] == [
        {"ColSpan": 2, "Scope": "Column"}, {"Headers": ["cover-1"]}, {"Headers": ["cover-1"]},
    ]  # fmt: skip


def test_untagged_parts_are_artifacts() -> None:
    """What no tag speaks for is skipped, and so is a page's furniture."""
    made = Tagged([words(0) + b" " + bar(3) + b" /Artifact BMC " + bar(4) + b" EMC " + words(7)])
    assert roles(made.written(made.element("P", 0)))[1:] == ["  P"]


@pytest.mark.parametrize(
    "content",
    [
        b"/P <</MCID 0>> BDC " + bar(0) + b" /Artifact BMC " + bar(1) + b" EMC " + bar(2) + b" EMC",
        b"/P <</MCID 0>> BDC " + bar(0),
        b"EMC Q Q /P <</MCID 0>> BDC q q " + bar(0) + b" EMC EMC",
        b"/P <</MCID 0>> BDC EMC 0 0 1 rg 50 700 200 10 re /P <</MCID 0>> BDC f EMC",
        b"/Artifact BMC /P <</MCID 0>> BDC " + bar(0) + b" EMC EMC",
        b"/P /M BDC " + bar(0) + b" EMC",
        b"/P <</MCID 0>> BDC BT ET " + bar(0) + b" BT EMC ET",
        b"/P <</MCID 0/ActualText (Hi)>> BDC " + bar(0) + b" BT ET " + bar(1) + b" EMC",
        b"/P <</MCID 0>> BDC /Span <</Lang (de)>> BDC " + bar(0) + b" EMC " + bar(1) + b" EMC",
        b"/OC /L BDC /P <</MCID 0>> BDC " + bar(0) + b" EMC EMC",
        b"/P <</MCID 0>> BDC " + bar(0) + b" /OC /L BDC " + bar(1) + b" EMC " + bar(2) + b" EMC",
        b"/P <</MCID 0>> BDC " + bar(0) + b" EMC BT",
    ],
)
def test_broken_marks_are_mended(content: bytes) -> None:
    """Marks that nest wrongly, end nowhere or begin twice become right ones."""
    made = Tagged([content])
    layer = made.add({"Type": Name("OCG"), "Name": "On"})
    made.catalog["OCProperties"] = {"OCGs": [layer], "D": {"ON": [layer]}}
    made.page["Resources"] = {"Properties": {"M": {"MCID": 0}, "L": layer}}
    assert roles(made.written(made.element("P", 0)))[1:] == ["  P"]


def test_links_that_do_no_harm_are_kept() -> None:
    """Links to the web, to mail, to a phone and within the cover work in the leaflet."""
    made = Tagged([words(0, 1, 2), words(0)])
    safe: dict[str, PdfObject] = {"S": Name("URI"), "URI": "https://example.org/"}
    web, web_kid = made.link({"A": safe})
    page, page_kid = made.link({"Dest": [made.pages[1], Name("Fit")]})
    bad, bad_kid = made.link({"A": {"S": Name("URI"), "URI": "javascript:alert(1)"}})
    made.page["Annots"] = [web, page, bad]
    cover = imported(
        made.written(
            made.element("P", made.element("Link", 0, web_kid)),
            made.element("Link", 1, page_kid),
            made.element("P", made.element("Link", 2, bad_kid)),
            made.element("P", 0, page=1),
        ),
        alt=None,
    )
    assert cover.rung == "tagged"
    assert [link.target for link in cover.pages[0].annotations] == ["https://example.org/", 1]
    assert [element.role for element in cover.structure.walk()] == [
        "Part", "P", "Link", "Link", "P", "Span", "P",
    ]  # fmt: skip
    assert "A link was left out; its words were kept." in cover.notices
    assert page_judge.judge(assemble(cover), "ua1").failures == ()


def test_only_the_pages_kept_are_spoken_of() -> None:
    """Tags of pages that the clinic did not take stay behind with them."""
    made = Tagged([words(0), words(0)])
    data = made.written(made.element("H1", 0), made.element("P", 0, page=1))
    assert tree(imported(data, pages="2", alt=None)) == ["Part lang='fr-CA'", "  P"]


def looped(made: Tagged) -> PdfObject:
    """An element that is its own grandchild."""
    outer = made.element("Div")
    made.objects[outer.number - 1] = {
        "Type": Name("StructElem"), "S": Name("Div"), "Pg": made.pages[0], "K": [outer, 0],
    }  # fmt: skip
    return outer


def test_tree_within_itself_does_no_harm() -> None:
    """A structure tree that loops is read once."""
    made = Tagged([words(0)])
    assert roles(made.written(looped(made)))[1:] == ["  Div"]


@pytest.mark.parametrize(
    ("role", "reason"),
    [("Figure", "picture without alternative text"), ("TD", "accessible")],
)
def test_tags_that_say_too_little_give_way_to_the_clinics_words(role: str, reason: str) -> None:
    """Where the tags would not do, the clinic's words for the whole cover do, and it is told."""
    made = Tagged([words(0)])
    data = made.written(made.element(role, 0))
    cover = imported(data)
    assert cover.rung == "figure"
    assert reason in cover.notices[0]
    with pytest.raises(CoverError, match=reason):
        imported(data, alt=None)


def test_figure_keeps_its_words_and_place() -> None:
    """A tagged picture keeps its alternative text, and its box moves along with it."""
    made = Tagged([words(0)])
    box: PdfObject = {"O": Name("Layout"), "BBox": [50, 790, 250, 810]}
    data = made.written(made.element("Figure", 0, Alt="Logo", A=box))
    cover = imported(data, paper=(297.638, 420.945), alt=None)
    (figure,) = (element for element in cover.structure.walk() if element.role == "Figure")
    assert figure.alt == "Logo"
    assert figure.attributes["Layout"]["BBox"] == [25, 395, 125, 405]


def test_leaves_know_their_owners() -> None:
    """Every leaf of a rebuilt tree hangs where it says it hangs."""
    made = Tagged([words(0, 1)])
    items = made.element("L", made.element("LI", 0), 1)
    cover = imported(made.written(items), alt=None)

    def check(element: StructureElement) -> None:
        for kid in element.kids:
            if isinstance(kid, Words):
                assert kid.owner is element
            else:
                check(kid)

    check(cover.structure)


HTML = """<html lang="en"><title>Cover</title><h1>Clinic</h1>
<p>Visit <a href="https://example.org/">our site</a>.<h3>Hours</h3>
<ul><li>Monday<li>Tuesday</ul><table><tr><th>Day<th>Time<tr><td>Mon<td>9</table>"""


@pytest.mark.skipif(shutil.which("chromium") is None, reason="no chromium on PATH")
def test_page_printed_by_a_browser_keeps_its_tags(tmp_path: Path) -> None:
    """A cover made as a web page and printed to PDF merges with all its tags."""
    (tmp_path / "cover.html").write_text(HTML)
    subprocess.run(
        [
            "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
            f"--user-data-dir={tmp_path}/profile", "--print-to-pdf=cover.pdf", "cover.html",
        ],
        cwd=tmp_path, check=True, capture_output=True, timeout=60,
    )  # fmt: skip
    data = (tmp_path / "cover.pdf").read_bytes()
    cover = imported(data, paper=(612, 792), alt=None)
    assert cover.rung == "tagged"
    kept = {element.role for element in cover.structure.walk()}
    assert {"H1", "H2", "P", "Link", "L", "LI", "Table", "TH", "TD"} <= kept
    out = assemble(cover, (612, 792))
    assert page_judge.judge(out, "ua1").failures == ()
    assert png(picture(out)) == png(picture(data))


@pytest.mark.parametrize("named", ["string", "name", "nested", "action"])
def test_named_places_are_found(named: str) -> None:
    """A link to a place that the cover names leads there."""
    made = Tagged([words(0), words(0)])
    place: PdfObject = [made.pages[1], Name("Fit")]
    entries: dict[str, dict[str, PdfObject]] = {
        "string": {"Dest": b"there"},
        "name": {"Dest": Name("there")},
        "nested": {"Dest": b"deep"},
        "action": {"A": {"S": Name("GoTo"), "D": b"there"}},
    }
    deep = made.add({"Names": [b"a", 1, b"deep", {"D": place}]})
    made.catalog["Dests"] = {"there": place}
    made.catalog["Names"] = {"Dests": {"Names": [b"there", place], "Kids": [deep]}}
    link, kid = made.link(entries[named])
    lost, lost_kid = made.link({"Dest": b"nowhere"})
    made.page["Annots"] = [link, lost]
    tree = made.written(
        made.element("Link", 0, kid), made.element("Link", lost_kid), made.element("P", 0, page=1)
    )
    cover = imported(tree, alt=None)
    assert [found.target for found in cover.pages[0].annotations] == [1]


@pytest.mark.parametrize(
    "action",
    [
        {"S": Name("Launch"), "F": "calc.exe"},
        {"S": Name("JavaScript"), "JS": "x"},
        {"S": Name("GoToR"), "F": "other.pdf", "D": [0, Name("Fit")]},
        {"S": Name("URI"), "URI": "file:///etc/passwd"},
        {"S": Name("URI"), "URI": "https://x.org/ y"},
        {"S": Name("SubmitForm")},
    ],
)
def test_links_that_do_more_than_lead_somewhere_are_dropped(action: dict[str, PdfObject]) -> None:
    """A link of a cover starts no program, sends nothing and opens no other file."""
    made = Tagged([words(0)])
    link, kid = made.link({"A": action})
    made.page["Annots"] = [link]
    cover = imported(made.written(made.element("Link", 0, kid)), alt=None)
    assert cover.pages[0].annotations == ()
    assert [element.role for element in cover.structure.walk()] == ["Part", "Span"]
