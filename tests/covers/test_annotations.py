"""What annotations show is printed; what they do is not kept."""

from __future__ import annotations

import pytest

from leaflet.pdf.objects import Name, PdfObject, Ref

from .assemble import assemble
from .build import RED_SQUARE, cover_pdf, form, imported, picture, png

GREEN = b"0 1 0 rg 0 0 50 20 re f"
BLUE = b"0 0 1 rg 0 0 50 20 re f"


def stamp(**entries: PdfObject) -> dict[str, PdfObject]:
    """A stamp whose appearance is object 5."""
    return {
        "Type": Name("Annot"), "Subtype": Name("Stamp"), "Rect": [300, 400, 500, 500], "F": 4,
        "AP": {"N": Ref(5)}, **entries,
    }  # fmt: skip


FIELD = stamp(Subtype=Name("Widget"), FT=Name("Tx"), T="name", V="Ann")


def stamped(*annotations: PdfObject, **entries: PdfObject) -> bytes:
    """A cover with annotations; objects 5 and 6 are a green and a blue bar."""
    return cover_pdf(
        page={"Annots": list(annotations)},
        catalog={"AcroForm": {"Fields": [Ref(7)], "DR": {}}},
        extra=[
            form(GREEN, **{"BBox": [0, 0, 50, 20], **entries}),
            form(BLUE, BBox=[0, 0, 50, 20]),
            FIELD,
        ],
    )


@pytest.mark.parametrize(
    "data",
    [
        stamped(stamp()),
        stamped(stamp(), Matrix=[0, 1, -1, 0, 0, 0]),
        stamped(stamp(), BBox=[10, 5, 40, 15]),
        stamped(stamp(F=2)),
        stamped(stamp(F=32)),
        stamped(stamp(Rect=[500, 500, 300, 400])),
        stamped(stamp(Rect=[0, 0, 0, 0])),
        stamped(stamp(AP={"N": {"On": Ref(5), "Off": Ref(6)}}, AS=Name("On"))),
        stamped(stamp(AP={"N": {"On": Ref(5), "Off": Ref(6)}}, AS=Name("Off"))),
        stamped(stamp(AP={"N": {"On": Ref(5)}}, AS=Name("Off"))),
    ],
)
def test_annotation_looks_as_in_a_viewer(data: bytes) -> None:
    """Stamps and marks on a cover are printed where a viewer shows them, or not at all."""
    assert png(picture(assemble(imported(data)))) == png(picture(data))


def test_filled_form_field_is_painted_flat() -> None:
    """A filled field is printed as it stands, and said to be a field no more."""
    data = stamped(Ref(7))
    cover = imported(data)
    assert png(picture(assemble(cover))) != png(picture(cover_pdf(RED_SQUARE)))
    assert cover.pages[0].annotations == ()
    assert any("Form fields" in notice for notice in cover.notices)


def test_comments_are_left_out_and_said_so() -> None:
    """A reviewer's notes on a cover do not go to patients."""
    cover = imported(stamped({"Subtype": Name("Text"), "Rect": [0, 0, 9, 9], "Contents": "hm"}))
    assert cover.notices == ("Comments were left out.",)


def test_hidden_layers_stay_hidden() -> None:
    """What a layer hides on the cover stays hidden in the leaflet."""
    layer: dict[str, PdfObject] = {"Type": Name("OCG"), "Name": "Prices", "Usage": {"Creator": "x"}}
    data = cover_pdf(
        b"/OC /L BDC 0 0 1 rg 0 0 90 90 re f EMC /OC /M BDC 0 1 0 rg 0 99 90 90 re f EMC",
        resources={"Properties": {"L": Ref(5), "M": Ref(6)}},
        catalog={"OCProperties": {"OCGs": [Ref(5), Ref(6)], "D": {"OFF": [Ref(5)]}}},
        extra=[layer, {**layer, "Name": "Hours"}],
    )
    cover = imported(data)
    assert cover.layers is not None
    assert (len(cover.layers.groups), len(cover.layers.hidden)) == (2, 1)
    assert png(picture(assemble(cover))) == png(picture(data))


@pytest.mark.parametrize(
    "config",
    [
        {"BaseState": Name("OFF")},
        {"BaseState": Name("OFF"), "ON": [Ref(5)]},
        {"AS": [{"Event": Name("View"), "Category": [Name("View")], "OCGs": [Ref(5)]}]},
    ],
)
def test_every_way_to_hide_a_layer_counts(config: dict[str, PdfObject]) -> None:
    """Layers may be hidden by a list, by default, or for viewing only."""
    layer: dict[str, PdfObject] = {"Type": Name("OCG"), "Name": "X"}
    if "AS" in config:
        layer["Usage"] = {"View": {"ViewState": Name("OFF")}}
    data = cover_pdf(
        b"/OC /L BDC 0 0 1 rg 0 0 90 90 re f EMC",
        resources={"Properties": {"L": Ref(5)}},
        catalog={"OCProperties": {"OCGs": [Ref(5)], "D": config}},
        extra=[layer],
    )
    assert png(picture(assemble(imported(data)))) == png(picture(data))


def test_stamp_on_a_hidden_layer_is_hidden() -> None:
    """An annotation obeys its layer."""
    data = cover_pdf(
        page={"Annots": [stamp(OC=Ref(6))]},
        catalog={"OCProperties": {"OCGs": [Ref(6)], "D": {"OFF": [Ref(6)]}}},
        extra=[form(GREEN, BBox=[0, 0, 50, 20]), {"Type": Name("OCG"), "Name": "X"}],
    )
    assert png(picture(assemble(imported(data)))) == png(picture(cover_pdf()))
