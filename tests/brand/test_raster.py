"""PNG and JPEG logos: whatever their kind, the same picture on paper."""

import io
import struct
import zlib

import pytest
from PIL import Image, ImageCms

from leaflet.brand.logo import prepare_logo
from leaflet.pdf.objects import Name, Ref, Stream
from tests.brand.printed import content, drawn, picture_file, pixel

BLUE = (11, 74, 111)
ENTRIES = {"Type", "Subtype", "Width", "Height", "ColorSpace", "BitsPerComponent", "Filter"}


def plate(
    mode: str = "RGB", size: tuple[int, int] = (300, 300), colour: object = BLUE
) -> Image.Image:
    """A dark square in the left upper quarter of white, or of nothing where the mode has alpha."""
    picture = Image.new("RGBA", size, (255, 255, 255, 0 if mode.endswith("A") else 255))
    picture.paste(colour, (0, 0, size[0] // 2, size[1] // 2))  # type: ignore[arg-type]
    return picture if mode == "RGBA" else picture.convert(mode)


def sixteen_bits(kind: int, pixels: bytes, clear: bytes = b"") -> bytes:
    """A PNG of 2 by 1 with 16 bits a channel: kind 0 grey, 2 RGB, 4 and 6 with alpha."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 2, 1, 16, kind, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(b"\x00" + pixels)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + head + (chunk(b"tRNS", clear) if clear else b"") + body


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P", "PA", "CMYK"])
def test_colour_pictures_of_any_kind_print_alike(mode: str) -> None:
    """Plain, see-through, with a palette or in printing inks: the blue is blue, the rest paper."""
    kind = "JPEG" if mode == "CMYK" else "PNG"
    picture = plate("RGBA").quantize(16) if mode == "PA" else plate(mode)
    shown = drawn(
        prepare_logo(
            picture_file(picture, kind, **({"quality": 95} if kind == "JPEG" else {})), name="logo"
        )
    )
    assert pixel(shown, 75, 75) == "#FFFFFF"
    found = shown.getpixel((20, 20))
    assert isinstance(found, tuple)
    assert all(abs(one - other) <= 6 for one, other in zip(found, BLUE, strict=True))


@pytest.mark.parametrize("mode", ["1", "L", "LA"])
def test_grey_pictures_of_any_kind_stay_grey(mode: str) -> None:
    """A picture without colour is printed with black ink alone."""
    logo = prepare_logo(picture_file(plate(mode, colour="black")), name="logo.png")
    image = logo.form[1]
    assert isinstance(image, Stream)
    assert image.dictionary["ColorSpace"] == Name("DeviceGray")
    shown = drawn(logo)
    assert (pixel(shown, 20, 20), pixel(shown, 75, 75)) == ("#000000", "#FFFFFF")


@pytest.mark.parametrize(
    ("kind", "pixels", "clear", "level"),
    [
        (0, "4000 FFFF", "", 0x40),
        (0, "4000 1234", "1234", 0x40),
        (2, "400040004000 FFFFFFFFFFFF", "", 0x40),
        (4, "4000FFFF 00000000", "", 0x40),
        (6, "400040004000FFFF 0000000000000000", "", 0x40),
        (6, "0000000000007FFF FFFFFFFFFFFFFFFF", "", 0x80),
    ],
)
def test_sixteen_bits_a_channel_print_as_eight(
    kind: int, pixels: str, clear: str, level: int
) -> None:
    """Deep pictures keep their levels, and their transparent parts are paper."""
    data = sixteen_bits(kind, bytes.fromhex(pixels), bytes.fromhex(clear))
    (dark, light) = content(prepare_logo(data, name="logo.png"), 1)[:2]
    assert abs(dark - level) <= 1
    assert light in {255, 255 - dark}  # as it is, or as the difference from the pixel before


@pytest.mark.parametrize(("mode", "clear"), [("L", 9), ("RGB", (9, 9, 9)), ("1", 1)])
def test_a_colour_that_means_transparent_is_paper(
    mode: str, clear: int | tuple[int, int, int]
) -> None:
    """The old way of making one colour see-through is understood."""
    picture = Image.new(mode, (300, 300), clear)
    picture.paste((60, 0, 60) if mode == "RGB" else 0, (0, 0, 150, 150))
    shown = drawn(prepare_logo(picture_file(picture, transparency=clear), name="logo.png"))
    assert pixel(shown, 75, 75) == "#FFFFFF"
    assert pixel(shown, 20, 20) == ("#3C003C" if mode == "RGB" else "#000000")


def test_a_camera_held_sideways_is_put_right() -> None:
    """A photographed logo stands upright, as every viewer shows it."""
    exif = Image.Exif()
    exif[0x0112] = 6
    shown = drawn(
        prepare_logo(picture_file(plate(size=(400, 300)), "JPEG", exif=exif), name="logo.jpg")
    )
    assert shown.size == (100, 134)
    assert pixel(shown, 75, 30) != "#FFFFFF"
    assert pixel(shown, 20, 30) == "#FFFFFF"


@pytest.mark.parametrize("note", [b"II*\x00\xff\xff\xff\xff", b"nonsense", b"", b"MM\x00*\x00"])
def test_a_broken_camera_note_does_no_harm(note: bytes) -> None:
    """Where the camera's own notes are damaged the picture is used as it lies."""
    for kind in ("JPEG", "PNG"):
        data = picture_file(plate(), kind, exif=b"Exif\x00\x00" + note)
        assert pixel(drawn(prepare_logo(data, name="logo")), 75, 75) == "#FFFFFF"


def swapped_profile() -> bytes:
    """A profile that takes red for green and green for red."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile.replace(b"rXYZ", b"tXYZ").replace(b"gXYZ", b"rXYZ").replace(b"tXYZ", b"gXYZ")


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P"])
def test_colours_are_as_their_profile_means_them(mode: str) -> None:
    """A picture made on a screen of its own kind prints in the colours that screen showed."""
    data = picture_file(plate(mode, colour=(150, 0, 0, 255)), icc_profile=swapped_profile())
    shown = drawn(prepare_logo(data, name="logo.png")).getpixel((20, 20))
    assert isinstance(shown, tuple)
    assert shown[1] > 120
    assert shown[0] < 60


@pytest.mark.parametrize("profile", [b"nonsense", swapped_profile()[:300]])
def test_a_useless_profile_is_passed_over(profile: bytes) -> None:
    """With a profile that cannot be read the colours stay as they stand in the file."""
    logo = prepare_logo(picture_file(plate(), icc_profile=profile), name="logo.png")
    assert pixel(drawn(logo), 20, 20) == "#0B4A6F"


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((300, 300), (300, 300)),
        ((600, 200), (600, 200)),
        ((2000, 2000), (600, 600)),
        ((4000, 1000), (1000, 250)),
        ((30, 3000), (6, 600)),
        ((3000, 7), (1000, 2)),
    ],
)
def test_pictures_are_no_larger_than_print_needs(
    size: tuple[int, int], expected: tuple[int, int]
) -> None:
    """A huge picture is made smaller, so that each leaflet stays small; a small one is kept."""
    logo = prepare_logo(picture_file(Image.new("RGB", size, BLUE)), name="logo.png")
    assert (logo.width, logo.height) == expected


@pytest.mark.parametrize(
    ("size", "wanted"),
    [((266, 266), 267), ((267, 267), None), ((600, 160), 1000), ((10, 200), 267)],
)
def test_a_coarse_picture_is_noticed(size: tuple[int, int], wanted: int | None) -> None:
    """A picture too coarse for print at its largest size is used, and the clinic is told."""
    notices = prepare_logo(picture_file(Image.new("RGB", size, BLUE)), name="logo.png").notices
    assert [f"should have {wanted} or more" in notice for notice in notices] == (
        [True] if wanted else []
    )


def test_nothing_but_pixels_is_kept() -> None:
    """Places, names and previews in a photograph do not reach the patient's leaflet."""
    exif = Image.Exif()
    exif[0x010E] = exif[0x8298] = "SECRET-PLACE"
    for kind in ("PNG", "JPEG"):
        data = picture_file(plate(), kind, exif=exif, comment="SECRET-PLACE", dpi=(1, 1))
        assert b"SECRET" in data
        logo = prepare_logo(data, name="logo")
        assert b"SECRET" not in b"".join(content(logo, number) for number in range(2))
        image = logo.form[1]
        assert isinstance(image, Stream)
        assert image.dictionary.keys() - {"DecodeParms"} <= ENTRIES


def test_the_form_draws_the_picture() -> None:
    """A logo is a form as high and wide as the picture, which is its only other object."""
    logo = prepare_logo(picture_file(plate(size=(400, 300))), name="logo.png")
    form, image = logo.form
    assert isinstance(form, Stream)
    assert isinstance(image, Stream)
    assert form.dictionary["BBox"] == (0, 0, 400, 300) == (0, 0, logo.width, logo.height)
    assert form.dictionary["Resources"] == {"XObject": {"I": Ref(1)}}
    assert content(logo) == b"q 400 0 0 300 0 0 cm /I Do Q"
    assert (image.dictionary["Width"], image.dictionary["Height"]) == (400, 300)
    assert not logo.notices


@pytest.mark.parametrize("kind", ["flat", "smooth", "grey"])
def test_pixels_reach_the_paper_as_they_are(kind: str) -> None:
    """Whichever way the picture is written into the PDF, every pixel is what it was."""
    picture = Image.linear_gradient("L").resize((300, 300))
    if kind == "smooth":
        picture = Image.merge("RGB", (picture, picture.rotate(90), picture.rotate(180)))
    if kind == "flat":
        picture = plate()
    logo = prepare_logo(picture_file(picture), name="logo.png")
    assert drawn(logo, 300).tobytes() == picture.convert("RGB").tobytes()
    assert len(content(logo, 1)) <= 300 * 300 * 3


def test_one_pale_colour_is_printed_as_ink() -> None:
    """A pale logo of one colour, soft edges and all, is printed black, and the clinic is told."""
    picture = plate(colour=(255, 221, 0))
    picture.putpixel((200, 200), (255, 238, 128))
    logo = prepare_logo(picture_file(picture), name="logo.png")
    shown = drawn(logo, 300)
    assert pixel(shown, 20, 20) == "#000000"
    assert pixel(shown, 250, 250) == "#FFFFFF"
    assert "#7" <= pixel(shown, 200, 200)[:2] <= "#8"
    (notice,) = logo.notices
    assert notice == "logo.png is too pale to see on white paper; its #FFDD00 is printed in black"


def test_dark_words_on_a_pale_sign_are_kept() -> None:
    """A logo is judged by its darkest parts: dark letters on yellow need no help."""
    picture = Image.new("RGB", (300, 300), (255, 221, 0))
    picture.paste((0, 0, 60), (100, 100, 220, 200))
    assert not prepare_logo(picture_file(picture), name="logo.png").notices


def test_the_same_logo_gives_the_same_bytes() -> None:
    """A logo prepared twice is the same to the byte."""
    data = picture_file(Image.linear_gradient("L").resize((900, 900)), "JPEG")
    assert prepare_logo(data, name="logo.jpg") == prepare_logo(data, name="logo.jpg")
    assert io.BytesIO(data).read() == data
