"""The embedded faces: which characters each has, and how wide they are."""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from leaflet.errors import AssetError
from leaflet.typography.engine import load_reportlab

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFont

FaceKey = Literal["regular", "bold", "symbols"]

FAMILIES: Mapping[str, Mapping[FaceKey, str]] = {
    "noto-sans": {
        "regular": "NotoSans-Regular.ttf",
        "bold": "NotoSans-Bold.ttf",
        "symbols": "LeafletSymbols-Regular.ttf",
    },
    "atkinson": {
        "regular": "AtkinsonHyperlegibleNext-Regular.ttf",
        "bold": "AtkinsonHyperlegibleNext-Bold.ttf",
        "symbols": "LeafletSymbols-Regular.ttf",
    },
}
"""Family name in a locale's file → face → file name in ``fonts/``."""


@dataclass(frozen=True, slots=True)
class Faces:
    """The faces of one leaflet: regular, bold, and symbols for what those two lack."""

    fonts: Mapping[FaceKey, TTFont]
    widths: Mapping[FaceKey, Mapping[int, float]]
    """Character code → advance in thousandths of an em."""

    def face_of(self, character: str, *, bold: bool) -> FaceKey | None:
        """The face that has ``character``, the text face first; ``None`` where none has."""
        code = ord(character)
        text: FaceKey = "bold" if bold else "regular"
        if code in self.widths[text]:
            return text
        return "symbols" if code in self.widths["symbols"] else None

    def text_lacks(self, text: str) -> tuple[str, ...]:
        """The characters of ``text`` that the text faces lack: slots are set in these alone."""
        return tuple(
            dict.fromkeys(
                character
                for character in text
                if ord(character) not in self.widths["regular"]
                or ord(character) not in self.widths["bold"]
            )
        )

    def lacks(self, text: str) -> tuple[str, ...]:
        """The characters of ``text`` that no face can print, once each."""
        return tuple(
            dict.fromkeys(
                character
                for character in text
                if self.face_of(character, bold=False) is None
                or self.face_of(character, bold=True) is None
            )
        )


def load_faces(files: Mapping[str, bytes], family: str) -> Faces:
    """The faces of ``family`` from font files: name → bytes.

    Raises:
        AssetError: a file is missing or no TrueType font with glyf outlines.
    """
    from io import BytesIO

    load_reportlab()
    from reportlab.pdfbase.ttfonts import TTFError, TTFont

    fonts: dict[FaceKey, TTFont] = {}
    for key, name in FAMILIES[family].items():
        if name not in files:
            raise AssetError(f"fonts/{name} is missing: copy it back from a leaflet release")
        try:
            fonts[key] = TTFont(name.removesuffix(".ttf"), BytesIO(files[name]), asciiReadable=1)
        except (TTFError, struct.error, LookupError, ValueError, TypeError) as error:
            raise AssetError(f"fonts/{name} is no TrueType font that can be embedded") from error
    widths = {
        key: {
            code: font.face.charWidths.get(code, font.face.defaultWidth)
            for code in font.face.charToGlyph
            if code >= 32 and unicodedata.category(chr(code)) not in {"Cc", "Cf", "Zl", "Zp"}
        }
        for key, font in fonts.items()
    }
    return Faces(fonts, widths)
