import io
import string

import pytest
from PIL import ImageFont

from leaflet.errors import AssetError
from leaflet.typography.faces import FAMILIES, load_faces
from tests import build

FILES = {family: build.workspace().fonts(names.values()) for family, names in FAMILIES.items()}


@pytest.mark.parametrize("family", FAMILIES)
def test_widths_are_the_fonts_own(family: str) -> None:
    """Letters and figures are measured as wide as the font file says they are."""
    faces = build.faces(family)
    for key, name in FAMILIES[family].items():
        font = ImageFont.truetype(io.BytesIO(FILES[family][name]), size=1000)
        text = [c for c in string.printable + "é–’°≥→" if ord(c) in faces.widths[key]]
        assert text
        for character in text:
            advance = font.getlength(character)
            assert faces.widths[key][ord(character)] == pytest.approx(advance, abs=1)


def test_signs_come_from_the_symbols() -> None:
    """Signs that the text face lacks are set in the symbols' face, bold or not."""
    faces = build.faces()
    for sign in "≤≥→✓":
        assert faces.face_of(sign, bold=False) == faces.face_of(sign, bold=True) == "symbols"
    assert faces.face_of("a", bold=True) == "bold"


def test_missing_characters_are_told_once_each() -> None:
    """What no face can print is named in the order of the text, and each character once."""
    assert build.faces().lacks("Take 薬 or 😀, not 薬") == ("薬", "😀")


def test_invisible_characters_cannot_be_printed() -> None:
    """A soft hyphen or a zero-width space counts as missing: it would print nothing."""
    assert build.faces().lacks("co\u00adop\u200berate") == ("\u00ad", "\u200b")


def test_a_missing_font_is_told() -> None:
    """Without a font file the error says which one to copy back."""
    name = FAMILIES["noto-sans"]["bold"]
    with pytest.raises(AssetError, match=rf"fonts/{name} is missing: copy it back"):
        load_faces({k: v for k, v in FILES["noto-sans"].items() if k != name}, "noto-sans")


@pytest.mark.parametrize("length", [0, 3, 12, 200, 20_000])
@pytest.mark.parametrize("other", [False, True])
def test_a_file_that_is_no_font_is_told(length: int, other: bool) -> None:
    """A font file that is something else, or was cut off, is named."""
    name = FAMILIES["noto-sans"]["regular"]
    data = b"OTTO" + bytes(30_000) if other else FILES["noto-sans"][name]
    with pytest.raises(AssetError, match=rf"fonts/{name} is no TrueType font"):
        load_faces({**FILES["noto-sans"], name: data[:length]}, "noto-sans")
