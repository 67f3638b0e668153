"""SVG logos: what is drawn, and that it looks as it should."""

import re
from pathlib import Path

import pytest

from leaflet.brand.logo import prepare_logo
from leaflet.errors import AssetError
from leaflet.pdf.objects import Name, Stream
from tests.brand.printed import content, drawn, drawn_svg, pixel, svg

BLUE, WHITE = "#0B4A6F", "#FFFFFF"
TRIANGLES = Path(__file__).with_name("triangles.txt").read_text("utf-8").splitlines()
TRIANGLE = "M10 10H90V90z"


@pytest.mark.parametrize(
    "shape",
    [
        '<rect x="20" y="20" width="60" height="60"/>',
        '<rect x="20%" y="20%" width="60%" height="60%"/>',
        '<rect x="15pt" y="15pt" width="45pt" height="45pt"/>',
        '<rect x="20" y="20" width="60" height="60" rx="5"/>',
        '<rect x="20" y="20" width="60" height="60" rx="500" ry="1"/>',
        '<circle cx="50" cy="50" r="30"/>',
        '<ellipse cx="50" cy="50" rx="30" ry="30"/>',
        '<polygon points="20,20 80,20 80,80 20,80"/>',
        '<polyline points="20 20 80 20 80 80 20 80"/>',
        '<path d="M20 20h60v60h-60z"/>',
        '<path d="m20,20 60,0 0,60 -60,0 0,-60"/>',
        '<path d="M20 50 A30 30 0 0 1 80 50 A30 30 0 0 1 20 50"/>',
        '<path d="M20 50a30 30 0 1160 0 30 30 0 11-60 0"/>',
        '<path d="M20 50C20 9 80 9 80 50S20 91 20 50"/>',
        '<path d="M20 50Q50-10 80 50q-30 60-60 0"/>',
        '<line x1="20" y1="50" x2="80" y2="50" stroke-width="60" stroke="#0B4A6F"/>',
        '<path d="M20 50h60" stroke-width="60" stroke="#0B4A6F"/>',
    ],
)
def test_all_shapes_are_drawn(shape: str) -> None:
    """Every basic shape and path command fills its middle and nothing far outside."""
    picture = drawn_svg(f'<g fill="#0B4A6F">{shape}</g>')
    assert pixel(picture, 50, 50) == BLUE
    assert pixel(picture, 72, 52) == BLUE
    for corner in ((3, 3), (96, 3), (3, 96), (96, 96), (50, 12), (88, 50)):
        assert pixel(picture, *corner) == WHITE


@pytest.mark.parametrize(
    "colour",
    [
        "#0B4A6F",
        "#0b4a6f",
        "#0B4A6Fff",
        "rgb(11,74,111)",
        "rgb(11 74 111)",
        "rgba(11,74,111,1)",
        "rgb(4.3%,29%,43.5%)",
        "hsl(202.2, 82%, 23.92%)",
        "hsla(202.2deg 82% 23.92% / 100%)",
        "currentColor",
        "inherit",
    ],
)
def test_colours_may_be_written_in_any_way(colour: str) -> None:
    """A colour is the same however it is written."""
    body = f'<g color="{BLUE}" fill="{BLUE}"><path d="{TRIANGLE}" fill="{colour}"/></g>'
    assert pixel(drawn_svg(body), 80, 30) == BLUE


@pytest.mark.parametrize("body", TRIANGLES)
def test_style_and_place_come_from_wherever_svg_says(body: str) -> None:
    """A triangle is navy and in its place, whichever of SVG's many ways say so."""
    head = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        'viewBox="0 0 100 100">'
    )
    picture = drawn(prepare_logo(svg(body, head), name="logo.svg"))
    assert pixel(picture, 80, 30) == "#000080"
    assert pixel(picture, 30, 80) == WHITE


def test_strokes_keep_their_pen() -> None:
    """Width, caps, joins, miter limit and dashes reach the paper, scaled as the drawing is."""
    style = (
        'fill="none" stroke="#0B4A6F" stroke-width="4" stroke-linecap="round" '
        'stroke-linejoin="bevel" stroke-miterlimit="7" '
        'stroke-dasharray="3,1" stroke-dashoffset="-1"'
    )
    logo = prepare_logo(svg(f'<path d="M0 0L10 10" {style} transform="scale(2)"/>'), name="a.svg")
    lines = content(logo).decode().splitlines()
    assert {"80 w", "1 J", "2 j", "7 M", "[60 20] 140 d", "S"} <= set(lines)


def test_a_stretched_stroke_is_stretched() -> None:
    """Where the drawing is scaled more one way, so is the pen."""
    pen = 'fill="none" stroke="navy" stroke-width="5"'
    picture = drawn_svg(f'<path transform="scale(1,4)" d="M20 5h60v14h-60z" {pen}/>')
    for place in ((20, 50), (50, 12), (50, 28), (50, 67), (50, 84)):
        assert pixel(picture, *place) == "#000080"
    for place in ((16, 50), (24, 50), (50, 8), (50, 32)):
        assert pixel(picture, *place) == WHITE


def test_even_odd_leaves_the_hole_open() -> None:
    """A ring drawn by the even-odd rule is a ring."""
    ring = "M10 10H90V90H10zM30 30H70V70H30z"
    assert pixel(drawn_svg(f'<path d="{ring}" fill="navy" fill-rule="evenodd"/>'), 50, 50) == WHITE
    assert pixel(drawn_svg(f'<path d="{ring}" fill="navy"/>'), 50, 50) == "#000080"


def test_strokes_lie_over_fills() -> None:
    """Of a shape with both, half of the stroke covers the fill."""
    picture = drawn_svg(
        '<rect x="20" y="20" width="60" height="60" fill="navy" stroke="teal" stroke-width="10"/>'
    )
    assert pixel(picture, 23, 50) == "#008080"
    assert pixel(picture, 50, 50) == "#000080"


def test_see_through_colours_let_the_paper_through() -> None:
    """Half-opaque black is grey, also where the opacity stands on the group."""
    for body in (
        '<rect width="50" height="50" fill-opacity="50%"/><rect x="60" width="40" height="40"/>',
        '<rect width="50" height="50" fill="#00000080"/><rect x="60" width="40" height="40"/>',
        '<g opacity=".5"><rect width="50" height="50"/></g><rect x="60" width="40" height="40"/>',
    ):
        picture = drawn_svg(body)
        assert abs(int(pixel(picture, 25, 25)[1:3], 16) - 128) <= 1
        assert pixel(picture, 80, 20) == "#000000"


def test_what_is_white_on_dark_stays_white() -> None:
    """A white sign on a dark plate is as legible on paper as it was."""
    sign = '<rect width="90" height="90" fill="navy"/><circle cx="45" cy="45" r="9" fill="#fff"/>'
    logo = prepare_logo(svg(sign), name="a.svg")
    assert pixel(drawn(logo), 45, 45) == WHITE
    assert not logo.notices


@pytest.mark.parametrize(
    ("size", "ratio"),
    [
        ('viewBox="0 0 200 100"', 2),
        ('width="200" height="100px"', 2),
        ('width="9mm" height="3mm" viewBox="0 0 30 10"', 3),
        ('width="100%" height="100%" viewBox="-5,-5 10,20"', 0.5),
        ('viewBox="0 0 20000 10000"', 2),
        ('viewBox="0 0 0.02 0.01"', 2),
    ],
)
def test_the_shape_of_a_logo_is_that_of_its_view_box(size: str, ratio: float) -> None:
    """A logo is never stretched: its form has the proportions its owner gave it."""
    logo = prepare_logo(svg("<circle r='20%'/>", f"<svg {size}>"), name="logo.svg")
    assert logo.width / logo.height == pytest.approx(ratio, rel=1e-3)
    (form,) = logo.form
    assert isinstance(form, Stream)
    assert form.dictionary["BBox"] == (0, 0, logo.width, logo.height)
    assert (form.dictionary["Type"], form.dictionary["Subtype"]) == (Name("XObject"), Name("Form"))
    assert logo.kind == "vector"


def test_a_view_box_may_start_anywhere() -> None:
    """A drawing around the origin is as visible as one beside it."""
    head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-50 -50 100 100">'
    picture = drawn(
        prepare_logo(svg('<circle cy="-25" r="20" fill="navy"/>', head), name="logo.svg")
    )
    assert pixel(picture, 50, 25) == "#000080"
    assert pixel(picture, 50, 75) == WHITE


def test_what_lies_outside_the_view_box_is_left_out() -> None:
    """Left-overs beside the artboard neither print nor count as the logo's colours."""
    with pytest.raises(AssetError, match="blank"):
        prepare_logo(svg('<rect x="150" width="40" height="40"/>'), name="logo.svg")


def test_notes_of_drawing_programs_are_passed_over() -> None:
    """A file straight out of Inkscape or Illustrator is used."""
    data = b"""<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!-- Generator -->
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"
  "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg version="1.1" id="Layer_1" xmlns="http://www.w3.org/2000/svg" x="0px" viewBox="0 0 90 90"
  xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" xml:space="preserve"
  style="enable-background:new 0 0 90 90;" sodipodi:docname="logo.svg" aria-label="Logo" role="img">
<sodipodi:namedview pagecolor="#ffffff"><sodipodi:guide/></sodipodi:namedview>
<metadata><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><r:li/></r:RDF></metadata>
<title>A logo</title><desc>of a clinic</desc>
<defs><linearGradient id="unused"><stop offset="0"/></linearGradient></defs>
<style type="text/css">.st0{fill:#0B4A6F;stroke-miterlimit:10;}</style>
<g sodipodi:label="Layer"><path class="st0" d="M0,0h90v90H0z"><title>square</title></path></g>
</svg>"""
    logo = prepare_logo(data, name="Logo.SVG")
    assert pixel(drawn(logo), 50, 50) == BLUE


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_any_declared_encoding_is_read(encoding: str) -> None:
    """The title may be in any alphabet and encoding that XML knows."""
    name = encoding.removesuffix("-sig")
    head = f'<?xml version="1.0" encoding="{name}"?><svg viewBox="0 0 9 9">'
    data = f"{head}<title>Apothéke</title><rect width='9' height='9'/></svg>".encode(encoding)
    assert prepare_logo(data, name="logo.svg").kind == "vector"


def test_one_pale_colour_is_printed_as_ink() -> None:
    """A yellow logo, with its white parts, is printed black and white, and the clinic is told."""
    body = '<rect width="90" height="90" fill="#fd0"/><circle cx="45" cy="45" r="9" fill="#fff"/>'
    logo = prepare_logo(svg(body), name="logo.svg")
    picture = drawn(logo)
    assert pixel(picture, 10, 10) == "#000000"
    assert pixel(picture, 45, 45) == WHITE
    assert logo.notices == (
        "logo.svg is too pale to see on white paper; its #FFDD00 is printed in black",
    )


def test_the_form_holds_nothing_but_drawing() -> None:
    """No fonts, pictures or links come in with a logo: only paths, colours and widths."""
    logo = prepare_logo(
        svg(
            '<g stroke="navy"><path d="M9 9h9v9z"/><a href="javascript:x"><circle r="30"/></a></g>'
        ),
        name="logo.svg",
    )
    words = set(re.findall(r"[A-Za-z*/]+", content(logo).decode()))
    assert words <= {"m", "l", "c", "h", "f", "S", "B", "w", "J", "j", "M", "d", "rg", "RG"}
    (form,) = logo.form
    assert isinstance(form, Stream)
    assert form.dictionary["Resources"] == {}


def test_the_same_logo_gives_the_same_bytes() -> None:
    """A logo prepared twice is the same to the byte."""
    data = svg(f'<style>.b{{fill:navy}}.a{{stroke:teal}}</style><path class="a b" d="{TRIANGLE}"/>')
    assert prepare_logo(data, name="a.svg") == prepare_logo(data, name="a.svg")
