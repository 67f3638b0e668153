"""What annotations show is printed; what they do is not kept."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader

from leaflet.covers.eye import seen_to_differ
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


FONTS: PdfObject = {
    "F": {"Type": Name("Font"), "Subtype": Name("Type1"), "BaseFont": Name("Helvetica")},
    "Z": {"Type": Name("Font"), "Subtype": Name("Type1"), "BaseFont": Name("ZapfDingbats")},
}
FRAMED: dict[str, PdfObject] = {"BC": [0, 0, 1], "BG": [0.9, 0.9, 1]}
WORDS: PdfObject = [300, 500, 500, 500, 300, 480, 500, 480]


def mark(subtype: str, **entries: PdfObject) -> dict[str, PdfObject]:
    """A red annotation without a drawing of its own."""
    return {
        "Type": Name("Annot"), "Subtype": Name(subtype), "Rect": [300, 400, 500, 500], "F": 4,
        "C": [1, 0, 0], **entries,
    }  # fmt: skip


def field(kind: str, **entries: PdfObject) -> dict[str, PdfObject]:
    """A form field without a drawing of its own."""
    usual: dict[str, PdfObject] = {
        "FT": Name(kind), "T": "a", "DA": b"/F 24 Tf 0 g", "Rect": [300, 400, 500, 440],
        "MK": FRAMED,
    }  # fmt: skip
    return mark("Widget", **{**usual, **entries})


def undrawn(*annotations: PdfObject, new: bool = False) -> bytes:
    """A cover with annotations and fields, numbered from 5."""
    known: list[PdfObject] = [Ref(5 + number) for number in range(len(annotations))]
    acro: PdfObject = {"Fields": known, "DR": {"Font": FONTS}, "NeedAppearances": new}
    return cover_pdf(page={"Annots": known}, catalog={"AcroForm": acro}, extra=annotations)


@pytest.mark.parametrize(
    "annotations",
    [
        [mark("Highlight", QuadPoints=WORDS)],
        [mark("Underline", QuadPoints=WORDS)],
        [mark("Squiggly", QuadPoints=WORDS)],
        [mark("StrikeOut", QuadPoints=WORDS)],
        [mark("Square", IC=[1, 1, 0], BS={"W": 5})],
        [mark("Ink", InkList=[[310, 410, 350, 490, 480, 420]], BS={"W": 4})],
        [mark("FreeText", Contents=b"Ask us", DA=b"/F 24 Tf 0 g", C=[1, 1, 0])],
        [mark("Square"), mark("Circle", F=2), mark("Circle", Rect=[50, 600, 99, 700], F=32)],
        [field("Tx", V=b"Jane Smith")],
        [field("Tx", V=b"Jane Smith", MK=None)],
        [field("Tx")],
        [field("Tx", V=b"123", Ff=1 << 24, MaxLen=5)],
        [field("Tx", V=b"On two\rlines", Ff=1 << 12, Rect=[300, 400, 500, 500])],
        [field("Tx", V=b"turned", MK={"R": 90}, Rect=[300, 400, 340, 500])],
        [field("Ch", V=b"Two", Opt=[b"One", b"Two"], Rect=[300, 400, 400, 500])],
        [field("Tx", V=b"seen"), field("Tx", V=b"not", T=b"b", F=2, Rect=[50, 600, 250, 640])],
        [field("Btn", Ff=1 << 16, MK={**FRAMED, "CA": b"Call us"})],
    ],
)  # fmt: skip
def test_fields_and_notes_without_a_drawing_look_as_in_a_viewer(
    annotations: list[PdfObject],
) -> None:
    """What a viewer draws by itself of fields and notes is printed, in sharp lines."""
    data = undrawn(*annotations)
    cover = imported(data)
    assert cover.rung == "figure"
    assert any("drawn as viewers do" in notice for notice in cover.notices)
    seen = picture(data, dots=72)
    assert not seen_to_differ(seen, picture(assemble(cover), dots=72))
    assert seen_to_differ(seen, picture(cover_pdf(), dots=72))


def test_value_newer_than_its_drawing_is_printed() -> None:
    """Where a form says that its drawings are old, what is written in it now is printed."""
    old = form(GREEN, BBox=[0, 0, 50, 20])
    one = field("Tx", V=b"now", AP={"N": Ref(6)})
    known: PdfObject = {"Fields": [Ref(5)], "DR": {"Font": FONTS}, "NeedAppearances": True}
    data = cover_pdf(page={"Annots": [Ref(5)]}, catalog={"AcroForm": known}, extra=[one, old])
    cover = imported(data)
    assert cover.rung == "figure"
    now = assemble(imported(undrawn(field("Tx", V=b"now"))))
    assert png(picture(assemble(cover))) == png(picture(now))


@pytest.mark.parametrize(
    ("choice", "seen"),
    [
        ({"V": b"Two", "Opt": [b"One", b"Two"]}, b"Two"),
        ({"V": b"2", "Opt": [[b"1", b"One"], [b"2", b"Two"]]}, b"Two"),
        ({"Opt": [b"One"]}, b""),
    ],
)
def test_list_that_drops_down_is_printed_without_its_arrow(
    choice: dict[str, PdfObject], seen: bytes
) -> None:
    """Of a list what is chosen is printed, but not the arrow that a viewer adds."""
    lists, text = undrawn(field("Ch", Ff=1 << 17, **choice)), undrawn(field("Tx", V=seen))
    assert png(picture(lists)) != png(picture(text))
    assert png(picture(assemble(imported(lists)))) == png(picture(assemble(imported(text))))


@pytest.mark.parametrize("state", ["Yes", "Ja", "0"])
def test_tick_without_a_drawing_is_printed(state: str) -> None:
    """A box that is ticked is printed so, whatever the form calls it; one that is not, is not."""
    box: dict[str, PdfObject] = {
        "MK": {**FRAMED, "CA": b"4"}, "DA": b"/Z 0 Tf 0 g", "Rect": [300, 400, 340, 440],
    }  # fmt: skip
    ticked = undrawn(field("Btn", **box, V=Name(state), AS=Name(state)))
    expected = undrawn(field("Btn", **box, V=Name("Yes"), AS=Name("Yes")))
    empty = undrawn(field("Btn", **box, V=Name("Off"), AS=Name("Off")))
    cover = imported(ticked)
    assert cover.rung == "figure"
    assert not seen_to_differ(picture(expected, dots=72), picture(assemble(cover), dots=72))
    assert png(picture(assemble(imported(empty)))) != png(picture(assemble(cover)))


def test_comments_beside_marks_are_left_out() -> None:
    """A reviewer's notes do not go to patients where the marks beside them do."""
    marked = mark("Highlight", QuadPoints=WORDS)
    said = mark("Text", Contents=b"hm", Rect=[50, 600, 90, 640])
    shown = mark("Popup", Open=True, Parent=Ref(6), Rect=[50, 300, 250, 350])
    cover = imported(undrawn(marked, said, shown))
    assert "Comments were left out." in cover.notices
    assert png(picture(assemble(cover))) == png(picture(assemble(imported(undrawn(marked)))))


def test_mark_on_a_hidden_layer_is_hidden() -> None:
    """A mark without a drawing of its own obeys its layer, too."""
    data = cover_pdf(
        page={"Annots": [mark("Square", IC=[0, 1, 0], OC=Ref(5))]},
        catalog={"OCProperties": {"OCGs": [Ref(5)], "D": {"OFF": [Ref(5)]}}},
        extra=[{"Type": Name("OCG"), "Name": "X"}],
    )
    assert png(picture(assemble(imported(data)))) == png(picture(cover_pdf()))


def test_what_no_program_draws_is_told() -> None:
    """A mark that only other viewers draw is left out, and said to be."""
    cover = imported(undrawn(mark("Polygon", Vertices=[300, 400, 500, 400, 400, 500])))
    assert cover.rung == "figure"
    assert "What no program here can draw was left out: a Polygon annotation." in cover.notices


def test_only_the_pages_asked_for_are_drawn_up() -> None:
    """Of a long form the page that is taken is looked at, be it the second."""
    data = cover_pdf(page={"Annots": [mark("Circle", IC=[0, 1, 0])]}, copies=2)
    cover = imported(data, pages="2")
    assert (cover.rung, len(cover.pages)) == ("figure", 1)
    assert png(picture(assemble(cover))) == png(picture(data))


@pytest.mark.parametrize("letters", ["\u10d2\u10d0", "\U0001f600"])
def test_letters_of_a_field_that_cannot_be_drawn_are_told(letters: str) -> None:
    """Letters that the program which draws a field does not have are not lost in silence."""
    cover = imported(undrawn(field("Tx", V=f"Ask {letters}")))
    told = f"has fields with letters that are perhaps missing, look at them: {letters}."
    assert any(told in notice for notice in cover.notices)


def test_secret_of_a_field_is_not_told() -> None:
    """A password in a form is neither printed nor named."""
    cover = imported(undrawn(field("Tx", V="\u10d2\u10d0", Ff=1 << 13)))
    assert not any("\u10d2" in notice for notice in cover.notices)


@pytest.mark.parametrize("written", ["Ελλάδα", "Żółć"])
def test_letters_of_a_field_are_drawn_with_fonts_that_have_them(written: str) -> None:
    """Greek and Polish in a field are printed and can be searched, whatever its font has."""
    cover = imported(undrawn(field("Tx", V=written)))
    assert cover.rung == "figure"
    assert not any("missing" in notice for notice in cover.notices)
    out = assemble(cover)
    assert PdfReader(BytesIO(out)).pages[0].extract_text() == written
    empty = assemble(imported(undrawn(field("Tx"))))
    assert seen_to_differ(picture(out, dots=72), picture(empty, dots=72))
