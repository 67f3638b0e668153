"""Where a screen reader could be led astray, our own check says so; most of it no validator sees.

Of the faults here, veraPDF 1.31 sees content that is untagged, inside an artifact or in a mark left
open, an artifact inside content, a parent tree too short, and no way from the page or the link into
it. It passes all others; page-validation passes a few more.
"""

import re
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from leaflet.checks.tags.agreement import disagreements
from tests.judges.example import element, rewrite, show, tiny_leaflet


def test_good_leaflet_agrees() -> None:
    """In a good leaflet tree, parent tree, content and annotations tell one story."""
    assert disagreements(tiny_leaflet()) == ()


def test_form_may_have_marks_of_its_own() -> None:
    """A Form XObject painted outside of marks may have MCIDs, found by way of its own key."""

    def change(pdf: pikepdf.Pdf) -> None:
        rewrite(pdf, "/Figure <</MCID 4>> BDC q 1 0 0 1 40 400 cm /Clock Do Q EMC", "/Clock Do")
        clock: Any = pdf.pages[0].obj.Resources.XObject.Clock
        clock.write(b"/Figure <</MCID 0>> BDC " + clock.read_bytes() + b" EMC")
        clock.StructParents = 2
        figure = element(pdf, "Figure")
        figure.K = Dictionary(Type=Name.MCR, Stm=clock, MCID=0)
        root: Any = pdf.Root.StructTreeRoot
        root.ParentTree.Nums[1][4] = None
        root.ParentTree.Nums.extend([2, Array([figure])])
        root.ParentTreeNextKey = 3

    assert disagreements(tiny_leaflet(change)) == ()


Change = Callable[[pikepdf.Pdf], None]
FAULTS: list[tuple[Change, tuple[str, ...]]] = []


def told(*sentences: str) -> Callable[[Change], Change]:
    """Adds a change to `FAULTS`, with all that is to be told of it; N is for any number."""

    def add(change: Change) -> Change:
        FAULTS.append((change, sentences))
        return change

    return add


@told('page 1: 1 painted outside marked content and artifacts, first Tj "Stop", operator 31')
def _leave_text_untagged(pdf: pikepdf.Pdf) -> None:
    rewrite(pdf, "EMC\nET\n/Figure", f"EMC {show('Stop')} ET\n/Figure")


@told("form N on page 1: 1 painted outside marked content and artifacts, first S, operator 8")
def _leave_form_untagged(pdf: pikepdf.Pdf) -> None:
    rewrite(pdf, "Do Q EMC", "Do Q EMC /Clock Do")


@told("page 1: Do lacks what it is about, operator 35")
def _paint_nothing(pdf: pikepdf.Pdf) -> None:
    rewrite(pdf, "/Clock Do", "Do")


@told("page 1: /Link MCID 2 is inside /P MCID 1")
def _nest_mcid(pdf: pikepdf.Pdf) -> None:
    link = f"/Link <</MCID 2>> BDC {show('the NHS page')} EMC"
    rewrite(pdf, f"EMC\n{link}", f"{link} EMC")


@told("page 1: /Figure MCID 4 is inside /Artifact")
def _nest_mcid_in_artifact(pdf: pikepdf.Pdf) -> None:
    rewrite(pdf, "/Figure <</MCID 4>> BDC", "/Artifact BMC /Figure <</MCID 4>> BDC")
    rewrite(pdf, "Do Q EMC", "Do Q EMC EMC")


@told("page 1: an artifact is inside /Figure MCID 4")
def _nest_artifact(pdf: pikepdf.Pdf) -> None:
    rewrite(pdf, "/Clock Do", "/Artifact BMC /Clock Do EMC")


@told("page 1: /TH MCID 5 and a text object overlap")
def _overlap_text_object(pdf: pikepdf.Pdf) -> None:
    rewrite(pdf, f"{show('Dose')} EMC ET", f"{show('Dose')} ET EMC")


@told("page 1: /TH MCID 5 is never closed")
def _leave_mark_open(pdf: pikepdf.Pdf) -> None:
    rewrite(pdf, f"{show('Dose')} EMC", show("Dose"))


@told("page 1: EMC closes a mark that was never opened")
def _close_mark_twice(pdf: pikepdf.Pdf) -> None:
    rewrite(pdf, "Do Q EMC", "Do Q EMC EMC")


@told("page 1: MCID 1 marks 2 pieces of content")
def _give_mcid_twice(pdf: pikepdf.Pdf) -> None:
    rewrite(pdf, "/P <</MCID 3>>", "/P <</MCID 1>>")
    element(pdf, "P").K = Array([1, element(pdf, "Link")])
    pdf.Root.StructTreeRoot.ParentTree.Nums[1][3] = None


@told(
    "H1 (object N) owns MCID 0 of page 1, where there is none",
    "page 1: the parent tree has an element for MCID 0, not in use",
)
def _drop_content(pdf: pikepdf.Pdf) -> None:
    rewrite(pdf, f"/H1 <</MCID 0>> BDC {show('Baclofen')} EMC", "")


@told("page 1: MCID 3 belongs to no element")
def _own_too_little(pdf: pikepdf.Pdf) -> None:
    element(pdf, "P").K = Array([1, element(pdf, "Link")])


@told(
    "page 1: MCID 3 belongs to H1 (object N) and P (object N)",
    "page 1: the parent tree does not lead from MCID 3 to H1 (object N)",
)
def _own_too_much(pdf: pikepdf.Pdf) -> None:
    element(pdf, "H1").K.append(3)


@told("page 1: MCID 0 belongs to no element", "H1 (object N) owns MCID 0, but names no page")
def _name_no_page(pdf: pikepdf.Pdf) -> None:
    del element(pdf, "H1").Pg


@told(
    "page 1: MCID 0 belongs to no element",
    "H1 (object N) owns MCID 0 of page 2, where there is none",
)
def _name_another_page(pdf: pikepdf.Pdf) -> None:
    pdf.add_blank_page()
    element(pdf, "H1").Pg = pdf.pages[1].obj


@told(
    "page 1: the parent tree does not lead from MCID 0 to H1 (object N)",
    "page 1: the parent tree does not lead from MCID 1 to P (object N)",
)
def _swap_parents(pdf: pikepdf.Pdf) -> None:
    owners = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    owners[0], owners[1] = owners[1], owners[0]


@told("page 1: the parent tree ends before MCID 5")
def _shorten_parents(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot.ParentTree.Nums[1][5]


@told(
    "page 1: /StructParents None has no array in the parent tree",
    "key 0 of the parent tree has 0 pages, forms or annotations",
)
def _number_no_parents(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0].obj.StructParents


@told("key 0 of the parent tree has 2 pages, forms or annotations")
def _share_parents(pdf: pikepdf.Pdf) -> None:
    pdf.add_blank_page()
    pdf.pages[1].obj.StructParents = 0


@told(
    "page 1: annotation N: the parent tree does not lead from it to Link (object N)",
    "key 1 of the parent tree has 0 pages, forms or annotations",
)
def _mislead_from_link(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Annots[0].StructParent = 7


@told(
    "page 1: annotation N belongs to 0 elements",
    "key 1 of the parent tree has 0 pages, forms or annotations",
)
def _forget_link(pdf: pikepdf.Pdf) -> None:
    del element(pdf, "Link").K[1]


@told("Link (object N) owns object N, which is an annotation of no page")
def _forget_annotation(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0].obj.Annots


@told("page 2: annotation N is owned by Link (object N) as if it were on another page")
def _move_annotation(pdf: pikepdf.Pdf) -> None:
    pdf.add_blank_page()
    pdf.pages[1].obj.Annots = pdf.pages[0].obj.Annots
    del pdf.pages[0].obj.Annots


@told("/ParentTreeNextKey is 1, and the parent tree has a key 1")
def _offer_key_again(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.ParentTreeNextKey = 1


@told("the keys of the parent tree are not in order: [1, 0]")
def _disorder_keys(pdf: pikepdf.Pdf) -> None:
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    pdf.Root.StructTreeRoot.ParentTree.Nums = Array(numbers[2:] + numbers[:2])


@told("Link (object N) does not name object N as its parent")
def _hang_wrong(pdf: pikepdf.Pdf) -> None:
    element(pdf, "Link").P = element(pdf, "H1")


@told("P (object N) is empty")
def _say_nothing(pdf: pikepdf.Pdf) -> None:
    document = element(pdf, "Document")
    document.K.append(pdf.make_indirect(Dictionary(S=Name.P, P=document)))


@told("object N is in the structure tree twice")
def _hang_twice(pdf: pikepdf.Pdf) -> None:
    element(pdf, "Document").K.append(element(pdf, "P"))


@pytest.mark.parametrize(("change", "sentences"), FAULTS)
def test_disagreement_is_told(change: Change, sentences: tuple[str, ...]) -> None:
    """Each way in which a leaflet contradicts itself is told, and nothing else."""
    found = disagreements(tiny_leaflet(change))
    found = tuple(re.sub(r"((?:object|form|annotation) )\d+", r"\1N", each) for each in found)
    assert found == sentences
