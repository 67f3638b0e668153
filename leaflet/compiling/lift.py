"""What ReportLab drew, lifted out of the file it wrote: page streams and font subsets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from leaflet.drawing.pages import SLOT_MARK
from leaflet.pdf.fonts import Subset, embedded
from leaflet.pdf.lexer import MOST_UNPACKED, objects_in, unpacked
from leaflet.pdf.objects import PdfObject, Ref, Stream


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
    drawn = _Drawn(pdf)
    pages = []
    fonts: dict[str, Subset] = {}
    for page in drawn.pages():
        data = drawn.data(page["Contents"])
        pages.append(tuple(part.strip() for part in data.split(SLOT_MARK.encode())))
        resources = drawn.dictionary(page["Resources"])
        for resource, font in drawn.dictionary(resources.get("Font", {})).items():
            if resource not in fonts:
                fonts[resource] = _subset(drawn, resource, drawn.dictionary(font), codes)
    used = b"\n".join(part for parts in pages for part in parts)
    return Lifted(
        tuple(pages),
        {name: font for name, font in fonts.items() if b"/" + name.encode() + b" " in used},
    )


class _Drawn:
    """The objects of ReportLab's file. It is ours, so it is whole, and each object stands once."""

    def __init__(self, pdf: bytes) -> None:
        self._objects: dict[int, PdfObject] = {}
        for found in objects_in(pdf):
            self._objects[found.number] = found.value

    def at(self, value: PdfObject) -> PdfObject:
        """What a reference leads to; anything else as it is."""
        return self._objects[value.number] if isinstance(value, Ref) else value

    def dictionary(self, value: PdfObject) -> Mapping[str, PdfObject]:
        """The same, where it is a dictionary."""
        found = self.at(value)
        assert isinstance(found, dict)
        return found

    def data(self, value: PdfObject) -> bytes:
        """The data of a stream, unpacked."""
        found = self.at(value)
        assert isinstance(found, Stream)
        data = unpacked(found, MOST_UNPACKED)
        assert data is not None
        return data

    def numbers(self, value: PdfObject) -> list[float]:
        """An array of numbers."""
        found = self.at(value)
        assert isinstance(found, list)
        return [_number(item) for item in found]

    def pages(self) -> Iterator[Mapping[str, PdfObject]]:
        """The pages, in order."""
        trailer = self.dictionary(Ref(0))
        tree = self.dictionary(self.dictionary(trailer["Root"])["Pages"])
        kids = self.at(tree["Kids"])
        assert isinstance(kids, list)
        for kid in kids:
            page = self.dictionary(kid)
            assert page["Type"] == "Page"
            yield page


def _subset(
    drawn: _Drawn,
    resource: str,
    font: Mapping[str, PdfObject],
    codes: Mapping[str, Mapping[str, tuple[int, int]]],
) -> Subset:
    descriptor = drawn.dictionary(font["FontDescriptor"])
    name = str(font["BaseFont"])
    number = int(resource.rpartition("+")[2])
    face = name.partition("+")[2]
    return Subset(
        name=name,
        first=int(_number(font["FirstChar"])),
        widths=tuple(drawn.numbers(font["Widths"])),
        descriptor={key: _plain(value) for key, value in descriptor.items() if key != "FontFile2"},
        program=embedded(drawn.data(descriptor["FontFile2"])),
        characters={
            code: character
            for character, (subset, code) in codes.get(face, {}).items()
            if subset == number
        },
    )


def _number(value: PdfObject) -> float:
    assert isinstance(value, int | float)
    return int(value) if float(value).is_integer() else value


def _plain(value: PdfObject) -> PdfObject:
    """The value, its whole numbers without decimals."""
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value if isinstance(value, str) else _number(value)
