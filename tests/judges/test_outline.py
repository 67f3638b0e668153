"""The outline shows what a screen reader speaks, and what it cannot."""

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from leaflet.checks.tags.tree import BrokenTreeError

from .example import element, rewrite, show, tiny_leaflet
from .outline import outline


def test_reads_as_spoken() -> None:
    """The outline has what a screen reader speaks, in its order, with roles and links."""
    assert outline(tiny_leaflet()) == (
        '"Baclofen" en-GB, 1 page\n'
        "Document\n"
        '  H1 "Baclofen"\n'
        '  P "Ask your doctor, or see <Link https://www.nhs.uk/>the NHS page</Link>."\n'
        '  Figure alt="A clock"\n'
        "  Table\n"
        "    TR\n"
        '      TH Scope=Row "Dose"\n'
        "      TD\n"
    )


def test_faults_are_seen() -> None:
    """Words that run together at a line end, and what cannot be spoken, are seen in the outline."""

    def change(pdf: pikepdf.Pdf) -> None:
        rewrite(pdf, show("Ask your "), show("Ask your"))
        rewrite(pdf, show("."), "<FFFF> Tj")
        rewrite(pdf, "/TH <</MCID 5>>", "/TH <</MCID 6>>")
        del element(pdf, "Figure").Alt
        del pdf.Root.Lang

    said = outline(tiny_leaflet(change))
    assert said.startswith('"Baclofen" <no language>, 1 page\n')
    assert "Ask yourdoctor, or see " in said
    assert "</Link><U+FFFD>" in said
    assert 'TH Scope=Row "<nothing at MCID 5>"' in said
    assert "Figure <no alternative text>\n" in said


def test_actual_text_is_spoken() -> None:
    """Actual text is spoken instead of the content, whether the content has it or the element."""

    def change(pdf: pikepdf.Pdf) -> None:
        old = show("doctor, or see ")
        rewrite(pdf, old, f"/Span <</ActualText (doctor or )>> BDC {old} EMC")
        element(pdf, "H1").ActualText = "Baclofen tablets"
        element(pdf, "Link").Lang = "cy"

    said = outline(tiny_leaflet(change))
    assert '  H1 actual="Baclofen tablets"\n' in said
    assert '"Ask your doctor or <Link https://www.nhs.uk/ lang=cy>the' in said


def test_artifact_is_not_spoken() -> None:
    """What is in an artifact is not spoken."""

    def change(pdf: pikepdf.Pdf) -> None:
        rewrite(pdf, "BT /F 18 Tf", f"/Artifact BMC BT /F 9 Tf {show('Page 1')} ET EMC BT /F 18 Tf")

    assert outline(tiny_leaflet(change)) == outline(tiny_leaflet())


def test_text_in_form_is_spoken() -> None:
    """Text in a Form XObject is spoken where the form is painted."""

    def change(pdf: pikepdf.Pdf) -> None:
        resources = pdf.pages[0].obj.Resources
        form = pdf.make_stream(
            f"BT /F 11 Tf {show('a form')} ET".encode(),
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=[0, 0, 99, 20],
            Resources=Dictionary(Font=resources.Font),
        )
        resources.XObject.Text = form
        rewrite(pdf, show("."), f"{show(', or ')} ET q /Text Do Q BT")

    assert '<Link https://www.nhs.uk/>the NHS page</Link>, or a form"' in outline(
        tiny_leaflet(change)
    )


def test_blocks_and_text_keep_their_order() -> None:
    """Text of an element before, between and after the blocks in it has lines of its own."""

    def change(pdf: pikepdf.Pdf) -> None:
        paragraph = element(pdf, "P")
        paragraph.S = Name("/Advice")
        element(pdf, "Link").S = Name.H2
        element(pdf, "H2").T = "Where"
        pdf.Root.StructTreeRoot.RoleMap = Dictionary(Advice=Name.Sect)

    assert (
        "  Advice=Sect\n"
        '    "Ask your doctor, or see "\n'
        '    H2 https://www.nhs.uk/ title="Where" "the NHS page"\n'
        '    "."\n'
    ) in outline(tiny_leaflet(change))


@pytest.mark.parametrize(
    ("entries", "told"),
    [
        ({"Dest": "side-effects"}, 'to "side-effects"'),
        ({"A": Dictionary(S=Name.GoTo, D=Array([0, Name.Fit]))}, "to page <not in this file>"),
        ({"A": Dictionary(S=Name.Launch)}, "Launch"),
    ],
)
def test_other_targets_are_told(entries: dict[str, pikepdf.Object], told: str) -> None:
    """A link to a place in the leaflet, or one that would start a program, is told as such."""

    def change(pdf: pikepdf.Pdf) -> None:
        annotation = pdf.pages[0].obj.Annots[0]
        del annotation.A
        for name, value in entries.items():
            annotation[f"/{name}"] = value

    assert f"<Link {told}>the NHS page</Link>" in outline(tiny_leaflet(change))


def test_link_to_page_is_told() -> None:
    """A link to a page tells its number."""

    def change(pdf: pikepdf.Pdf) -> None:
        annotation = pdf.pages[0].obj.Annots[0]
        annotation.A = Dictionary(S=Name.GoTo, D=Array([pdf.pages[0].obj, Name.Fit]))

    assert "<Link to page 1>the NHS page</Link>" in outline(tiny_leaflet(change))


def test_broken_tree_is_not_printed() -> None:
    """A structure tree in which an element hangs in two places is refused, not half printed."""

    def change(pdf: pikepdf.Pdf) -> None:
        element(pdf, "Document").K.append(element(pdf, "P"))

    with pytest.raises(BrokenTreeError, match="twice"):
        outline(tiny_leaflet(change))
