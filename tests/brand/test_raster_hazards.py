"""PNG and JPEG logos that are broken, bombs or not to be seen: each is refused in one sentence."""

import contextlib
import time
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFile

from leaflet.brand.logo import prepare_logo
from leaflet.errors import AssetError
from tests.brand.printed import picture_file, refusal
from tests.brand.test_raster import plate, sixteen_bits

PHOTO = Image.merge("RGB", [Image.radial_gradient("L").rotate(turn) for turn in (0, 90, 180)])
FILES = {
    "png": picture_file(PHOTO),
    "jpg": picture_file(PHOTO, "JPEG"),
    "progressive.jpg": picture_file(PHOTO, "JPEG", progressive=True),
    "palette.png": picture_file(PHOTO.quantize(16)),
}


@pytest.mark.parametrize("tenths", range(10))
@pytest.mark.parametrize("name", FILES)
def test_half_a_file_is_refused(name: str, tenths: int) -> None:
    """A picture cut off anywhere is refused, never printed with a grey end."""
    data = FILES[name]
    words = refusal(data[: len(data) * tenths // 10], name)
    assert ("empty" if not tenths else "damaged or incomplete") in words
    assert not ImageFile.LOAD_TRUNCATED_IMAGES


@settings(max_examples=200, deadline=None)
@given(
    name=st.sampled_from(sorted(FILES)),
    changes=st.lists(
        st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=2)), min_size=1, max_size=3
    ),
)
def test_a_damaged_file_is_used_or_refused(name: str, changes: list[tuple[float, bytes]]) -> None:
    """Bytes changed anywhere in a picture never lead to any error but ours."""
    data = bytearray(FILES[name])
    for place, put in changes:
        at = int(place * len(data))
        data[at : at + len(put)] = put
    with contextlib.suppress(AssetError):
        prepare_logo(bytes(data), name="logo")


@pytest.mark.parametrize(
    ("width", "height"),
    [(5001, 5000), (12_000, 12_000), (16_000, 16_000), (2**31 - 1, 2**31 - 1), (0, 9)],
)
def test_a_huge_picture_is_refused_unread(width: int, height: int) -> None:
    """A small file that claims to be a gigantic picture costs no time and no memory."""
    data = bytearray(sixteen_bits(6, bytes(16)))
    data[16:24] = width.to_bytes(4) + height.to_bytes(4)
    data[29:33] = zlib.crc32(data[12:29]).to_bytes(4)
    start = time.process_time()
    words = refusal(bytes(data), "logo.png")
    assert ("25 million" in words) if width else ("damaged" in words)
    assert time.process_time() - start < 10


@pytest.mark.slow
def test_the_largest_picture_allowed_is_used() -> None:
    """Twenty-five million pixels are enough for any scan, and are read within seconds."""
    data = picture_file(Image.new("RGB", (5000, 5000), (0, 60, 0)), compress_level=1)
    start = time.process_time()
    assert prepare_logo(data, name="logo.png").width == 600
    assert time.process_time() - start < 10


@pytest.mark.parametrize("size", [(24_000_000, 1), (1, 3_000), (2_000, 4)])
def test_a_logo_as_thin_as_a_hair_is_refused(size: tuple[int, int]) -> None:
    """What nobody would see on paper is no logo, nor does it cost the memory of scaling it."""
    data = picture_file(Image.new("L", size), compress_level=1)
    words = refusal(data, "logo.png")
    assert words.startswith(f"logo.png is {size[0]} x {size[1]} pixels: too thin to be seen")


def test_a_huge_file_is_refused() -> None:
    """More than ten megabytes are not opened at all."""
    assert "10 MB" in refusal(FILES["png"] + bytes(10_000_000), "logo.png")


@pytest.mark.parametrize(
    "picture",
    [
        Image.new("RGB", (300, 300), "white"),
        Image.new("RGBA", (300, 300), (0, 0, 0, 0)),
        Image.new("RGBA", (300, 300), (255, 255, 255, 200)),
        Image.new("L", (300, 300), 252),
    ],
)
def test_a_blank_logo_is_refused(picture: Image.Image) -> None:
    """White, nothing at all, or white meant for a dark background: nobody would see it."""
    words = refusal(picture_file(picture), "logo.png")
    assert words == "logo.png is blank or white: hand in the version made for white paper"


def test_several_pale_colours_are_refused() -> None:
    """Yellow and light blue cannot both become black, so a darker version is asked for."""
    picture = plate(colour=(255, 221, 0))
    picture.paste((150, 230, 255), (150, 150, 300, 300))
    assert "too pale" in refusal(picture_file(picture), "logo.png")


def test_a_ghost_of_a_logo_is_refused() -> None:
    """A grey that is hardly there may be dirt as well as a logo: it is not made black."""
    assert "too pale" in refusal(picture_file(plate(colour=(240, 240, 240))), "logo.png")
