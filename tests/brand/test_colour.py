"""Colours of clinics."""

import colorsys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from leaflet.brand.colour import (
    BRAND_CONTRAST,
    INK,
    brand_colour,
    contrast,
    contrast_in_print,
    from_hex,
    grey,
    is_red,
    luminance,
    to_hex,
)
from leaflet.errors import ContentError

colours = st.integers(0, 0xFFFFFF).map("#{:06X}".format)


@pytest.mark.parametrize(
    ("colour", "ratio", "as_grey", "grey_ratio"),
    [
        ("#000000", 21.0, "#000000", 21.0),
        ("#9B0F17", 8.5, "#3A3A3A", 11.4),
        ("#0B4A6F", 9.4, "#3B3B3B", 11.2),
        ("#6A1B5A", 11.0, "#3A3A3A", 11.4),
        ("#14532D", 9.1, "#3C3C3C", 11.0),
    ],
)
def test_figures_are_those_of_the_design(
    colour: str, ratio: float, as_grey: str, grey_ratio: float
) -> None:
    """The contrasts and greys in the table of the visual design are what we compute."""
    rgb = from_hex(colour)
    assert contrast(rgb) == pytest.approx(ratio, abs=0.05)
    assert to_hex(grey(rgb)) == as_grey
    assert contrast(grey(rgb)) == pytest.approx(grey_ratio, abs=0.05)


def test_contrast_runs_from_1_to_21() -> None:
    """Black on white has 21:1, white on white 1:1, whichever comes first."""
    white = (1.0, 1.0, 1.0)
    assert contrast(INK) == contrast(white, INK) == pytest.approx(21)
    assert contrast(white) == 1
    assert luminance(white) == pytest.approx(1)


@settings(deadline=None)
@given(colours)
@example("#FFFFFF")
@example("#FFFF00")
@example("#808080")
def test_every_colour_ends_readable(asked: str) -> None:
    """Whatever a clinic asks for, its name can be read on white, in colour and as a grey."""
    printed = brand_colour(asked)
    assert contrast_in_print(printed.rgb) >= BRAND_CONTRAST
    assert printed.asked == asked
    assert from_hex(printed.hex) == printed.rgb


@settings(deadline=None)
@given(colours)
def test_no_brand_colour_is_red(asked: str) -> None:
    """Red on a leaflet means danger, so no clinic's colour is one."""
    assert not is_red(brand_colour(asked).rgb)


@settings(deadline=None)
@given(colours)
def test_a_changed_colour_is_told(asked: str) -> None:
    """A clinic is told when its colour is printed otherwise, and only then."""
    printed = brand_colour(asked)
    assert (printed.notice is None) == (printed.hex == asked)
    if printed.notice:
        assert asked in printed.notice
        assert printed.hex in printed.notice or "black" in printed.notice


@settings(deadline=None)
@given(colours)
def test_darkening_keeps_the_hue(asked: str) -> None:
    """A clinic whose yellow is too pale gets a dark yellow, not some other colour."""
    printed = brand_colour(asked)
    hue, lightness, _ = colorsys.rgb_to_hls(*printed.rgb)
    if max(printed.rgb) - min(printed.rgb) < 0.2:
        return  # so near to grey that eight bits cannot hold a hue
    turned = abs(hue - colorsys.rgb_to_hls(*from_hex(asked))[0])
    assert min(turned, 1 - turned) < 4 / 360
    assert lightness <= colorsys.rgb_to_hls(*from_hex(asked))[1] + 1e-9


@pytest.mark.parametrize("red", ["#FF0000", "#9B0F17", "#E30613", "#C8102E", "#FF5500", "#FFC0CB"])
def test_reds_are_printed_in_black(red: str) -> None:
    """A clinic with a red brand gets black, and is told why."""
    printed = brand_colour(red)
    assert printed.rgb == INK
    assert printed.notice
    assert "danger" in printed.notice


@pytest.mark.parametrize("kept", ["#0B4A6F", "#6A1B5A", "#14532D", "#000000", "#3A2F2F", "#4B3200"])
def test_dark_colours_stay_as_they_are(kept: str) -> None:
    """A clinic whose colour can be read gets exactly that colour."""
    assert brand_colour(kept).hex == kept
    assert brand_colour(kept.lower()).notice is None


@pytest.mark.parametrize("wrong", ["", "red", "#FFF", "#GGGGGG", "0B4A6F", "#0B4A6F\n"])
def test_what_is_no_colour_is_refused(wrong: str) -> None:
    """A colour that is written wrong is an error with an example."""
    with pytest.raises(ContentError, match="#0B4A6F"):
        brand_colour(wrong)
