"""A clinic's colour is one entry of a palette; danger keeps its red, and ink its black."""

from __future__ import annotations

from collections import Counter
from io import BytesIO

import pikepdf
import pytest

from leaflet.clinics import prepare_clinic
from leaflet.compiled import BRAND, CLINIC_PACK
from leaflet.model.clinic import ClinicFile
from leaflet.stamping.clinic import DANGER, INK, NEUTRAL_BRAND, Clinic
from tests.pdf.tools import picture

from .made import clinic, stamped

PLUM = (0x6A, 0x1B, 0x5A)


def prepared(**changes: object) -> Clinic:
    """A clinic from what its file says."""
    said = {"clinic": "c", "name": "C", "phone": "01632 960 123", "address": "1 Street", **changes}
    return prepare_clinic(ClinicFile.model_validate(said), None, logo_alt="Logo of {clinic}")


def objects(data: bytes) -> dict[int, bytes]:
    """Number → bytes of each object, streams with their data."""
    with pikepdf.open(BytesIO(data)) as pdf:
        found: dict[int, bytes] = {}
        for number in range(1, len(pdf.objects) + 1):
            value: object = pdf.get_object(number, 0)
            if isinstance(value, pikepdf.Object):
                content = value.read_bytes() if isinstance(value, pikepdf.Stream) else b""
                found[number] = value.unparse(resolved=True) + content
        return found


Colour = tuple[int, ...]


def colours(data: bytes, page: int) -> Counter[Colour]:
    """How many pixels of a page have each colour that is no grey."""
    pixels = Counter(pixels_of(data, page))
    return Counter({rgb: count for rgb, count in pixels.items() if len(set(rgb)) > 1})


def pixels_of(data: bytes, page: int) -> list[Colour]:
    """The pixels of a page, row by row."""
    drawn = picture(data, page).tobytes()
    return list(zip(drawn[::3], drawn[1::3], drawn[2::3], strict=True))


def is_red(rgb: Colour) -> bool:
    """Whether a colour leans to red, if only as the edge of something red."""
    return rgb[0] > max(rgb[1:])


def test_another_colour_changes_the_palette_alone() -> None:
    """Two clinics that differ in colour have files that differ in one object of three bytes."""
    one, other = objects(stamped(clinic())), objects(stamped(clinic(brand=PLUM)))
    table = max(one)  # the cross-reference stream carries the identifier
    differing = {number for number in one if one[number] != other[number]} - {table}
    assert differing == {BRAND, CLINIC_PACK}  # which holds the palette among other objects
    usual, plum = (b"<%s>" % bytes(rgb).hex().upper().encode() for rgb in (NEUTRAL_BRAND, PLUM))
    assert one[CLINIC_PACK].count(usual) == 1
    assert one[CLINIC_PACK].replace(usual, plum) == other[CLINIC_PACK]
    assert len(one) == len(other)


@pytest.mark.parametrize("page", [0, 1])
def test_the_colour_is_where_the_brand_was(page: int) -> None:
    """In another colour the same pixels are coloured: name, rules and icons, never the warning."""
    usual, plum = stamped(clinic()), stamped(clinic(brand=PLUM))
    red = set(filter(is_red, colours(usual, page)))
    assert red
    assert DANGER in red
    assert PLUM in colours(plum, page)
    pairs = zip(pixels_of(usual, page), pixels_of(plum, page), strict=True)
    changed = {one for one, other in pairs if one != other}
    assert changed
    assert not changed & red
    assert all(len(set(rgb)) > 1 for rgb in changed)  # no grey became a colour


@pytest.mark.parametrize("page", [0, 1])
def test_one_ink_is_one_ink(page: int) -> None:
    """With "ink: mono" there is nothing but black, white and the greys between them."""
    data = stamped(prepared(ink="mono", colour="#6A1B5A"))
    assert colours(data, page) == {}
    assert (0, 0, 0) in pixels_of(data, page)


@pytest.mark.parametrize("red", ["#C00000", "#9B0F17", "#FF3344"])
def test_a_red_brand_is_printed_black(red: str) -> None:
    """Red means danger alone: a clinic whose colour is red is told, and gets black."""
    whose = prepared(colour=red)
    assert whose.brand == INK
    assert whose.danger == DANGER
    (notice,) = whose.notices
    assert red in notice
    assert "black" in notice
    assert all(map(is_red, colours(stamped(whose), 0)))  # the warning's, and no other


@pytest.mark.parametrize("pale", ["#FFD700", "#66CCFF", "#888888"])
def test_a_pale_brand_is_printed_darker(pale: str) -> None:
    """A colour too pale to read is darkened, and the clinic is told by how much."""
    whose = prepared(colour=pale)
    (notice,) = whose.notices
    assert pale in notice
    assert f"#{bytes(whose.brand).hex().upper()}" in notice
    assert whose.brand in colours(stamped(whose), 0) or pale == "#888888"


def test_danger_is_never_the_clinics() -> None:
    """Whatever the clinic's colour, the frame of the warning is as red as on every leaflet."""
    for whose in (None, clinic(), clinic(brand=PLUM), prepared(colour="#14532D")):
        assert colours(stamped(whose), 0)[DANGER] == colours(stamped(None), 0)[DANGER] > 500
