"""A PNG or JPEG logo as one form XObject: read with suspicion, written afresh, nothing else kept.

The picture is laid on white here, as it will be on paper: so the PDF needs no transparency, and
what is measured is what is printed. Colours become sRGB, camera rotation is done, and all that a
file says besides its pixels (places, names, previews) is left behind.
"""

from __future__ import annotations

import io
import math
import warnings
from array import array

from PIL import Image, ImageChops, ImageCms, ImageOps

from leaflet.brand.artwork import LARGEST_PRINT, LOGO_CONTRAST, Logo, Source
from leaflet.brand.colour import contrast
from leaflet.pdf.objects import Name, PdfObject, Ref, Stream, compressed

MOST_BYTES = 10_000_000
MOST_PIXELS = 25_000_000

_FINE_DPI = 300
_LONG_SIDE = 600
"""Pixels that are always kept: 675 dpi for a square logo."""
_PAPER = 248
"""Greys from here on are paper."""
_LEAST_INK = 1 / 2000
_DARKEST = 1 / 10
_ONE_COLOUR = 24
_AGAIN = "export it again from the original, as PNG or SVG"


def draw_raster(data: bytes, source: Source) -> Logo:
    """The logo as a picture.

    Raises:
        AssetError: it is too large or broken, or cannot be seen on white.
    """
    if len(data) > MOST_BYTES:
        what = f"is {len(data) / 1e6:.0f} MB; a logo may be {MOST_BYTES // 10**6} MB"
        raise source.refusal(what, "make it smaller: 600 pixels on its long side are enough")
    picture = _read(data, source)
    source.require_shape(*picture.size, "pixels")
    notices = []
    long_side, wanted = max(picture.size), _pixels_at(_FINE_DPI, picture.size)
    if long_side < wanted:
        notices.append(
            f"{source.name} is {long_side} pixels on its long side; to print sharply at its "
            f"largest it should have {wanted} or more, or be an SVG"
        )
    most = max(_LONG_SIDE, wanted)
    if long_side > most:
        size = [max(1, round(side * most / long_side)) for side in picture.size]
        picture = picture.resize((size[0], size[1]), Image.Resampling.LANCZOS)
    picture, notice = _legible(_on_white(picture), source)
    notices += [notice] if notice else []
    return _logo(picture, tuple(notices))


def _read(data: bytes, source: Source) -> Image.Image:
    """The picture, upright and whole, in mode L, RGB or CMYK, or with transparency LA or RGBA.

    Pillow names no set of errors for broken files, so any error of its readers counts as one.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of size, which is looked at here, and of odd metadata
            with Image.open(io.BytesIO(data), formats=["PNG", "JPEG"]) as picture:
                width, height = picture.size
                if width * height <= MOST_PIXELS:
                    picture.verify()
            if width * height <= MOST_PIXELS:
                with Image.open(io.BytesIO(data), formats=["PNG", "JPEG"]) as picture:
                    picture.load()
                    profile = picture.info.get("icc_profile")
                    upright = _plain_mode(_turned(picture))
                    upright.info = {"icc_profile": profile} if profile else {}
                    return upright
    except Image.DecompressionBombError:
        what = f"has more than {MOST_PIXELS // 10**6} million pixels"
    except Exception as error:
        raise source.refusal("is damaged or incomplete and cannot be read", _AGAIN) from error
    else:
        what = f"has {width} x {height} pixels, more than {MOST_PIXELS // 10**6} million"
    raise source.refusal(what, "make it smaller: 600 pixels on its long side are enough")


def _turned(picture: Image.Image) -> Image.Image:
    """The picture as the camera was held; as it lies where its EXIF block is broken.

    Pillow reads that with struct, TIFF and XML readers, each with errors of its own.
    """
    try:
        return ImageOps.exif_transpose(picture)
    except Exception:
        return picture


def _plain_mode(picture: Image.Image) -> Image.Image:
    """The same picture without palette, 16 bits or a colour that stands for transparent."""
    if picture.mode.startswith("I"):
        plain = picture.point(lambda level: level * (1 / 257)).convert("L")
        clear = picture.info.get("transparency")
        if not isinstance(clear, int):
            return plain
        levels = array("H", picture.tobytes())
        mask = bytes(0 if level == clear else 255 for level in levels)
        return Image.merge("LA", (plain, Image.frombytes("L", picture.size, mask)))
    if picture.has_transparency_data:
        return picture.convert("LA" if picture.mode in {"1", "L", "LA"} else "RGBA")
    if picture.mode in {"L", "RGB", "CMYK"}:
        return picture.copy()
    return picture.convert("L" if picture.mode == "1" else "RGB")


def _pixels_at(dpi: int, size: tuple[int, int]) -> int:
    """Pixels the long side needs at the largest size it is printed in."""
    width, height = size
    scale = min(LARGEST_PRINT[0] / width, LARGEST_PRINT[1] / height)
    return math.ceil(max(size) * scale / 72 * dpi)


def _on_white(picture: Image.Image) -> Image.Image:
    """The picture in sRGB or grey on white paper."""
    profile = picture.info.get("icc_profile")
    alpha = picture.getchannel("A") if picture.mode in {"LA", "RGBA"} else None
    colours = picture.convert(picture.mode.removesuffix("A")) if alpha else picture
    if profile:
        colours = _in_srgb(colours, profile)
    if colours.mode == "CMYK":
        colours = colours.convert("RGB")
    if alpha:
        white = Image.new(colours.mode, colours.size, "white")
        white.paste(colours, mask=alpha)
        colours = white
    if colours.mode == "RGB":
        red, green, blue = colours.split()
        if red.tobytes() == green.tobytes() == blue.tobytes():
            return red
    return colours


def _in_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    """Colours as the profile means them; as they stand where the profile is of no use."""
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        srgb = ImageCms.createProfile("sRGB")
        converted = ImageCms.profileToProfile(picture, own, srgb, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return picture
    return converted or picture


def _legible(picture: Image.Image, source: Source) -> tuple[Image.Image, str | None]:
    """The picture as it can be seen: as it is, or a single pale colour as ink.

    Judged by the darkest tenth of what is not paper.

    Raises:
        AssetError: nothing to see, or several colours and all of them pale.
    """
    shades = picture.convert("L")
    histogram = shades.histogram()
    inked = sum(histogram[:_PAPER])
    if inked < _LEAST_INK * picture.width * picture.height:
        raise source.refusal("is blank or white", "hand in the version made for white paper")
    darkest, seen = 0, histogram[0]
    while seen < _DARKEST * inked:
        darkest += 1
        seen += histogram[darkest]
    level = darkest / 255
    if contrast((level, level, level)) >= LOGO_CONTRAST:
        return picture, None
    colour = _only_colour(picture.convert("RGB"), darkest)
    if not colour:
        raise source.refusal("is too pale to see on white paper", "hand in a darker version")
    notice = source.ink_notice("#{:02X}{:02X}{:02X}".format(*colour))
    return shades.point(
        [max(0, 255 - (255 - n) * 255 // (255 - darkest)) for n in range(256)]
    ), notice


def _only_colour(picture: Image.Image, darkest: int) -> tuple[int, int, int] | None:
    """The one colour of which all others are mixtures with white, if there is one."""
    small = picture.resize(
        (min(64, picture.width), min(64, picture.height)), Image.Resampling.NEAREST
    )
    pixels = array("B", small.tobytes())
    triples = list(zip(pixels[::3], pixels[1::3], pixels[2::3], strict=True))
    full = min(triples, key=lambda triple: abs(_luma(triple) - darkest))
    reach = 255 - min(full)
    if reach < _ONE_COLOUR:
        return None
    for triple in triples:
        share = (255 - min(triple)) / reach
        if any(
            abs(255 - share * (255 - top) - part) > _ONE_COLOUR
            for part, top in zip(triple, full, strict=True)
        ):
            return None
    return full


def _luma(triple: tuple[int, int, int]) -> float:
    return 0.299 * triple[0] + 0.587 * triple[1] + 0.114 * triple[2]


def _logo(picture: Image.Image, notices: tuple[str, ...]) -> Logo:
    """The form XObject that draws the picture one unit per pixel, and the picture."""
    width, height = picture.size
    form = compressed(
        b"q %d 0 0 %d 0 0 cm /I Do Q" % (width, height),
        Type=Name("XObject"),
        Subtype=Name("Form"),
        BBox=(0, 0, width, height),
        Resources={"XObject": {"I": Ref(1)}},
    )
    return Logo(
        form=(form, _image(picture)), width=width, height=height, kind="raster", notices=notices
    )


def _image(picture: Image.Image) -> Stream:
    """The image XObject, in whichever way of writing it is short (ISO 32000-1 §8.9.5)."""
    width, height = picture.size
    entries: dict[str, PdfObject] = {
        "Type": Name("XObject"),
        "Subtype": Name("Image"),
        "Width": width,
        "Height": height,
        "ColorSpace": Name("DeviceGray" if picture.mode == "L" else "DeviceRGB"),
        "BitsPerComponent": 8,
    }
    colours = picture.getcolors(256) if picture.mode == "RGB" else None
    if colours:
        # Flat logos have few colours: a byte a pixel and a table of colours is half the size.
        table = sorted(bytes(colour) for _, colour in colours if isinstance(colour, tuple))
        entries["ColorSpace"] = (
            Name("Indexed"),
            Name("DeviceRGB"),
            len(table) - 1,
            b"".join(table),
        )
        return compressed(_looked_up(picture, table), **entries)
    plain = compressed(picture.tobytes(), **entries)
    shifted = Image.new(picture.mode, picture.size)
    shifted.paste(picture, (1, 0))
    bands = len(picture.getbands())
    parameters = {"Predictor": 2, "Colors": bands, "BitsPerComponent": 8, "Columns": width}
    stepped = compressed(
        ImageChops.subtract_modulo(picture, shifted).tobytes(), **entries, DecodeParms=parameters
    )
    is_shorter = "Filter" in stepped.dictionary and len(stepped.data) < len(plain.data)
    return stepped if is_shorter else plain


def _looked_up(picture: Image.Image, table: list[bytes]) -> bytes:
    """Each pixel's place in a table of colours."""
    places = {array("I", colour + b"\xff")[0]: place for place, colour in enumerate(table)}
    pixels = array("I", picture.convert("RGBA").tobytes())
    return bytes(map(places.__getitem__, pixels))
