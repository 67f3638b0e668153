"""The drawings in ``drawings/``, as they are printed and as another renderer shows them."""

import io
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from leaflet.brand.logo import prepare_logo
from tests.brand.printed import drawn

DRAWINGS = {path.stem: path for path in Path(__file__).with_name("drawings").glob("*.svg")}
WIDTH = 400


def difference(one: Image.Image, other: Image.Image) -> float:
    """The share of pixels that differ by more than the soft edges of two renderers."""
    shades = ImageChops.difference(one, other).convert("L")
    return sum(shades.histogram()[64:]) / (shades.width * shades.height)


@pytest.mark.parametrize("name", sorted(DRAWINGS))
def test_a_drawing_looks_as_another_renderer_shows_it(name: str) -> None:
    """Printed by us and drawn by resvg, a logo is the same picture but for its edges."""
    resvg = pytest.importorskip("resvg_py", reason="resvg-py is not installed")
    data = DRAWINGS[name].read_bytes()
    ours = drawn(prepare_logo(data, name="logo.svg"), WIDTH)
    png = resvg.svg_to_bytes(svg_string=data.decode(), width=WIDTH, background="#ffffff")
    with Image.open(io.BytesIO(bytes(png))) as theirs:
        assert difference(ours, theirs.convert("RGB")) < 0.002


def test_the_comparison_tells_drawings_apart() -> None:
    """No two of the drawings pass for each other."""
    pictures = [drawn(prepare_logo(path.read_bytes(), name="a.svg")) for path in DRAWINGS.values()]
    assert len(pictures) > 10
    for number, one in enumerate(pictures):
        assert all(difference(one, other) > 0.02 for other in pictures[:number])


def test_the_drawings_are_printed_as_vectors() -> None:
    """All that clinics' drawing programs commonly write stays sharp at any size."""
    for path in DRAWINGS.values():
        logo = prepare_logo(path.read_bytes(), name=path.name)
        assert logo.kind == "vector"
        assert not logo.notices
