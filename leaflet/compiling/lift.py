"""What ReportLab drew, lifted out of the file it wrote: page streams and font subsets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

import pypdf
from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

from leaflet.drawing.pages import SLOT_MARK
from leaflet.pdf.fonts import Subset
from leaflet.pdf.objects import Name, PdfObject


@dataclass(frozen=True, slots=True)
class Lifted:
    """Each page's streams, cut where slots come in; fonts by their resource names."""

    pages: tuple[tuple[bytes, ...], ...]
    fonts: Mapping[str, Subset]


def lift(pdf: bytes, codes: Mapping[str, Mapping[str, tuple[int, int]]]) -> Lifted:
    """Take the drawn PDF apart.

    Args:
        pdf: what ReportLab wrote.
        codes: font name → character → subset and code.
    """
    reader = pypdf.PdfReader(BytesIO(pdf))
    pages = []
    fonts: dict[str, Subset] = {}
    for page in reader.pages:
        contents = page.get_contents()
        data = contents.get_data() if contents is not None else b""
        pages.append(tuple(part.strip() for part in data.split(SLOT_MARK.encode())))
        resources = page["/Resources"].get_object()
        assert isinstance(resources, DictionaryObject)
        named = resources.get("/Font", DictionaryObject()).get_object()
        assert isinstance(named, DictionaryObject)
        for name, font in named.items():
            resource = name.removeprefix("/")
            if resource not in fonts:
                fonts[resource] = _subset(resource, font.get_object(), codes)
    used = b"\n".join(part for parts in pages for part in parts)
    return Lifted(
        tuple(pages),
        {name: font for name, font in fonts.items() if b"/" + name.encode() + b" " in used},
    )


def _subset(
    resource: str,
    font: object,
    codes: Mapping[str, Mapping[str, tuple[int, int]]],
) -> Subset:
    assert isinstance(font, DictionaryObject)
    descriptor = font["/FontDescriptor"].get_object()
    assert isinstance(descriptor, DictionaryObject)
    program = descriptor["/FontFile2"].get_object()
    assert isinstance(program, StreamObject)
    widths = font["/Widths"].get_object()
    assert isinstance(widths, ArrayObject)
    name = str(font["/BaseFont"]).removeprefix("/")
    number = int(resource.rpartition("+")[2])
    face = name.partition("+")[2]
    return Subset(
        name=name,
        first=int(_number(font["/FirstChar"])),
        widths=tuple(_number(width) for width in widths),
        descriptor={
            key.removeprefix("/"): _plain(value)
            for key, value in descriptor.items()
            if key != "/FontFile2"
        },
        program=program.get_data(),
        characters={
            code: character
            for character, (subset, code) in codes.get(face, {}).items()
            if subset == number
        },
    )


def _number(value: object) -> float:
    number = float(str(value))
    return int(number) if number.is_integer() else number


def _plain(value: object) -> PdfObject:
    if isinstance(value, pypdf.generic.NameObject):
        return Name(value.removeprefix("/"))
    if isinstance(value, ArrayObject):
        return [_plain(item) for item in value]
    return _number(value)
