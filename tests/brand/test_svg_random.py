"""Drawings that nobody thought of: never an error but ours, never a stream that is not clean."""

import contextlib
import io

from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import ContentStream

from leaflet.brand.artwork import Logo
from leaflet.brand.logo import prepare_logo
from leaflet.errors import AssetError
from tests.brand.printed import content, page_of, svg

OPERATORS = frozenset(b"m l c h f f* S B B* w J j M d rg RG gs q Q cm W W* n".split())

ODD = ["0", ".5", "-.5", "+7", "1e1", "12.", "007", "100%", "3mm", "1e-9", "1e-300", "1e9", "", "a"]
COLOURS = ["navy", "#0B4A6F", "#123", "rgb(1,2,3)", "none", "yellow", "#fff", "url(#g)", "?"]
TRANSFORMS = ["", "rotate(30)", "scale(.5,2)", "skewX(20)", "translate(9)", "scale(0)", "scale"]
STYLES = ["fill:teal", "fill-rule:evenodd;x:1", "stroke:red;;", "stroke-linecap:round", "a"]
NUMBERED = ["x", "y", "width", "height", "rx", "r", "cx", "x2", "stroke-width", "opacity"]
TAGS = ["rect", "circle", "ellipse", "line", "polyline", "polygon", "path", "use", "g"]

numbers = st.one_of(
    st.integers(-20, 120).map(str),
    st.floats(-150, 150, allow_nan=False).map("{:.3f}".format),
    st.sampled_from(ODD),
)
commands = st.builds(
    lambda command, values: command + " ".join(map("{:.2f}".format, values)),
    st.sampled_from("MLHVCSQTAZmlhvcsqtaz"),
    st.lists(st.floats(-20, 120, allow_nan=False), max_size=7),
)
paths = st.one_of(
    st.text("MmZzLlHhVvCcSsQqTtAa0123456789.,- e+", max_size=60),
    st.lists(commands, max_size=9).map(lambda parts: "M1 2" + "".join(parts)),
)
attributes = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(NUMBERED, numbers),
        **dict.fromkeys(("fill", "stroke"), st.sampled_from(COLOURS)),
        **dict.fromkeys(("d", "points", "stroke-dasharray"), paths),
        "transform": st.sampled_from(TRANSFORMS),
        "style": st.sampled_from(STYLES),
        "class": st.just("a"),
        "id": st.sampled_from("ij"),
        "href": st.sampled_from(["#i", "#j", "x"]),
        "clip-path": st.just("url(#j)"),
    },
)


def element(tag: str, values: dict[str, str], children: list[str]) -> str:
    """An element as text."""
    written = " ".join(f'{name}="{value}"' for name, value in values.items())
    return f"<{tag} {written}>{''.join(children)}</{tag}>"


elements = st.recursive(
    st.builds(element, st.sampled_from(TAGS), attributes, st.just([])),
    lambda inner: st.builds(
        element,
        st.sampled_from(["g", "defs", "clipPath", "a"]),
        attributes,
        st.lists(inner, max_size=4),
    ),
    max_leaves=12,
)
drawings = st.lists(elements, min_size=1, max_size=5).map(lambda parts: svg("".join(parts)))


def assert_clean(logo: Logo) -> None:
    """Operators a PDF reader knows, states closed, numbers it can hold."""
    reader = PdfReader(io.BytesIO(page_of(content(logo), (), 10, 10)))
    stream = ContentStream(reader.pages[0]["/Contents"].get_object(), reader)
    depth = 0
    for operands, operator in stream.operations:
        depth += {b"q": 1, b"Q": -1}.get(operator, 0)
        assert 0 <= depth <= 2
        assert operator in OPERATORS
        if operator in {b"m", b"l", b"c", b"cm", b"w"}:
            assert all(abs(float(number)) <= 1e6 for number in operands)
    assert depth == 0
    assert max(logo.width, logo.height) == 1000


@settings(max_examples=100, deadline=None)
@given(drawings)
def test_a_drawing_is_drawn_or_refused(data: bytes) -> None:
    """Whatever a file says, there is a clean form or one clear error."""
    with contextlib.suppress(AssetError):
        logo = prepare_logo(data, name="logo.svg")
        assert_clean(logo)
        assert prepare_logo(data, name="logo.svg") == logo


SOUND = svg(
    "<style>.a{fill:navy}</style><g class='a' transform='rotate(9)'>"
    "<path d='M1 2l3 4A5 6 7 0 1 8 9z' stroke='#123456' stroke-dasharray='1,2'/>"
    "<use href='#i'/></g><defs><circle id='i' r='5'/></defs>"
)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, len(SOUND)), st.binary(max_size=3)), max_size=4),
    st.integers(0, len(SOUND) + 12),
)
def test_a_damaged_file_is_drawn_or_refused(changes: list[tuple[int, bytes]], end: int) -> None:
    """Bytes changed, put in or cut off never lead to any error but ours."""
    data = bytearray(SOUND)
    for place, put in changes:
        data[place : place + 1] = put
    with contextlib.suppress(AssetError):
        prepare_logo(bytes(data[:end]), name="logo.svg")
