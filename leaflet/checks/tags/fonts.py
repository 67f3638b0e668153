"""Characters from the codes in content streams, by each font's ToUnicode map."""

from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf

UNREADABLE = "\N{REPLACEMENT CHARACTER}"
CODECS = {"/WinAnsiEncoding": "cp1252", "/MacRomanEncoding": "mac_roman"}


ODD = "\N{REPLACEMENT CHARACTER}"
"""Stands for a name whose bytes are no UTF-8: pikepdf can neither spell it nor look it up."""


def spelled(name: object) -> str:
    """A name or operator as text."""
    try:
        return str(name)
    except UnicodeDecodeError:
        return ODD


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """What the codes of one font mean; a code that nothing explains is `UNREADABLE`."""

    code_length: int
    characters: dict[bytes, str]

    def read(self, codes: bytes) -> str:
        """The text of a string operand of a text-showing operator."""
        step = self.code_length
        each = (codes[i : i + step] for i in range(0, len(codes), step))
        return "".join(self.characters.get(code, UNREADABLE) for code in each)


def read_face(font: pikepdf.Object) -> Face:
    """The meaning of a font's codes: two bytes each in a composite font (Identity-H), else one.

    Without a ToUnicode map the named encodings are known, but not their /Differences.
    """
    composite = font.get("/Subtype") == pikepdf.Name.Type0
    to_unicode = font.get("/ToUnicode")
    encoding = font.get("/Encoding")
    characters: dict[bytes, str] = {}
    if isinstance(to_unicode, pikepdf.Stream):
        characters = dict(_mappings(to_unicode))
    elif not composite and spelled(encoding) in CODECS:
        codes = [bytes([code]) for code in range(256)]
        characters = {code: code.decode(CODECS[spelled(encoding)], "replace") for code in codes}
    return Face(code_length=2 if composite else 1, characters=characters)


def _mappings(cmap: pikepdf.Stream) -> Iterator[tuple[bytes, str]]:
    """Code and text of each line of a ToUnicode map, whose syntax is near enough to content."""
    for instruction in pikepdf.parse_content_stream(cmap):
        operands = list(instruction.operands)
        match spelled(instruction.operator):
            case "endbfchar":
                for code, text in zip(operands[::2], operands[1::2], strict=True):
                    yield bytes(code), _text(text)
            case "endbfrange":
                lines = zip(operands[::3], operands[1::3], operands[2::3], strict=True)
                for first, last, texts in lines:
                    yield from _range(bytes(first), bytes(last), texts)
            case _:
                pass  # the frame of the map, the same in all of them


def _range(first: bytes, last: bytes, texts: pikepdf.Object) -> Iterator[tuple[bytes, str]]:
    """A line of bfrange: a text for each code, or one whose last character counts up."""
    start = int.from_bytes(first)
    for step in range(int.from_bytes(last) - start + 1):
        if isinstance(texts, pikepdf.Array):
            text = _text(texts[step])
        else:
            text = _text(texts)
            text = text[:-1] + chr(ord(text[-1]) + step)
        yield (start + step).to_bytes(len(first)), text


def _text(utf_16: pikepdf.Object) -> str:
    return bytes(utf_16).decode("utf-16-be", "replace")
