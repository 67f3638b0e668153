"""An imported cover as bytes and back: how it comes out of the process that read the file.

That process has read what an enemy may have written, so nothing it says is believed: the form is
plain JSON with one run of bytes behind it, and every value is looked at before it is taken. What a
cover may hold in the finished file is looked at again there (``leaflet.pdf.remnants``).
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar, cast, get_args

from leaflet.covers.values import ImportedCover, ImportedPage, Layers, LinkAnnotation, Rung
from leaflet.pdf.objects import Name, PdfObject, Raw, Ref, Stream
from leaflet.structure import ROLES, Role, StructureElement, Words

_DEEPEST = 200
_DECIMAL = re.compile(r"-?\d{1,40}(\.\d{1,400})?")
_TARGET = re.compile(r"(?:https?://|mailto:|tel:)[!-~]+", re.IGNORECASE)
_LONGEST_SENTENCE = 1_000

T = TypeVar("T")


class BadAnswerError(ValueError):
    """The bytes are no cover."""


def to_bytes(cover: ImportedCover) -> bytes:
    """``cover`` in a form that ``from_bytes`` takes."""
    blob = bytearray()
    layers = cover.layers
    said = {
        "objects": [_plain(value, blob) for value in cover.objects],
        "pages": [
            {
                "contents": page.contents.number,
                "resources": page.resources.number,
                "mcids": page.mcids,
                "links": [[*link.rect, link.target, link.contents] for link in page.annotations],
                "group": None if page.group is None else _plain(page.group, blob),
            }
            for page in cover.pages
        ],
        "structure": _plain_element(cover.structure, blob),
        "layers": layers
        and [[ref.number for ref in layers.groups], [ref.number for ref in layers.hidden]],
        "notices": cover.notices,
        "rung": cover.rung,
    }
    head = json.dumps(said).encode("ascii")
    return b"%d\n" % len(head) + head + bytes(blob)


def from_bytes(data: bytes) -> ImportedCover:
    """The cover that ``to_bytes`` made these of.

    Raises:
        BadAnswerError: they are anything else.
    """
    try:
        length, _, rest = data.partition(b"\n")
        end = int(length)
        return _Answer(json.loads(rest[:end]), rest[end:]).cover()
    except (
        ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, OverflowError
    ) as error:  # fmt: skip
        raise BadAnswerError(str(error)) from error


def sentence(value: object) -> str:
    """Words for a person: printable, of one line, and not too many.

    Raises:
        BadAnswerError: it is no text.
    """
    text = _of_type(value, str)
    return "".join(c if c.isprintable() else " " for c in text[:_LONGEST_SENTENCE])


def _plain(value: PdfObject, blob: bytearray) -> object:
    match value:
        case Name():
            return {"name": str(value)}
        case None | bool() | int() | float() | str():
            return value
        case bytes():
            return {"bytes": _put(value, blob)}
        case Ref():
            return {"ref": value.number}
        case Raw():
            return {"decimal": value.data.decode("ascii")}
        case Stream():
            return {"stream": [_plain(value.dictionary, blob), *_put(value.data, blob)]}
        case dict():
            return {"dict": {key: _plain(item, blob) for key, item in value.items()}}
        case list() | tuple():
            return [_plain(item, blob) for item in value]
        case _:
            raise TypeError(f"{type(value).__name__} is no PDF object")


def _put(data: bytes, blob: bytearray) -> list[int]:
    start = len(blob)
    blob += data
    return [start, len(blob)]


def _plain_element(element: StructureElement, blob: bytearray) -> object:
    return {
        "role": element.role,
        "kids": [
            [list(place) for place in kid.places]
            if isinstance(kid, Words)
            else _plain_element(kid, blob)
            for kid in element.kids
        ],
        "said": [element.title, element.alt, element.actual_text, element.lang, element.id],
        "attributes": _plain(cast("PdfObject", element.attributes), blob),
        "target": element.target,
        "annotations": element.annotations,
    }


@dataclass(slots=True)
class _Answer:
    """One answer while it is looked at."""

    said: dict[str, Any]
    blob: bytes

    def cover(self) -> ImportedCover:
        said = self.said
        pages = tuple(self.page(item, len(said["pages"])) for item in _list(said["pages"]))
        layers = said["layers"]
        if not pages:
            raise BadAnswerError("no pages")
        return ImportedCover(
            objects=tuple(self.value(item) for item in _list(said["objects"])),
            pages=pages,
            structure=self.element(said["structure"], pages, 0),
            layers=None if layers is None else Layers(
                groups=self.refs(layers[0]), hidden=self.refs(layers[1])
            ),
            notices=tuple(sentence(item) for item in _list(said["notices"])),
            rung=cast("Rung", _one_of(said["rung"], get_args(Rung))),
        )  # fmt: skip

    def page(self, said: dict[str, Any], count: int) -> ImportedPage:
        group = said["group"] and self.value(said["group"])
        if group is not None and not isinstance(group, dict):
            raise BadAnswerError("no group")
        return ImportedPage(
            contents=self.ref(said["contents"]),
            resources=self.ref(said["resources"]),
            mcids=_whole(said["mcids"], 10_000_000),
            annotations=tuple(_link(item, count) for item in _list(said["links"])),
            group=group,
        )

    def element(
        self, said: dict[str, Any], pages: tuple[ImportedPage, ...], depth: int
    ) -> StructureElement:
        if depth > _DEEPEST:
            raise BadAnswerError("too deep")
        title, alt, actual_text, lang, name = (_text_or_none(item) for item in said["said"])
        element = StructureElement(
            role=cast("Role", _one_of(said["role"], ROLES)),
            title=title, alt=alt, actual_text=actual_text, lang=lang, id=name,
            target=_target_or_none(said["target"]),
            attributes=self.attributes(said["attributes"]),
            annotations=[
                _place(item, lambda page: len(page.annotations), pages)
                for item in _list(said["annotations"])
            ],
        )  # fmt: skip
        for kid in _list(said["kids"]):
            if isinstance(kid, dict):
                element.kids.append(self.element(kid, pages, depth + 1))
            else:
                places = [_place(item, lambda page: page.mcids, pages) for item in _list(kid)]
                element.kids.append(Words("", element, places))
        return element

    def attributes(self, said: object) -> Mapping[str, Mapping[str, object]]:
        found = self.value(said)
        if not isinstance(found, dict) or not all(isinstance(v, dict) for v in found.values()):
            raise BadAnswerError("no attributes")
        return cast("Mapping[str, Mapping[str, object]]", found)

    def value(self, said: object, depth: int = 0) -> PdfObject:  # noqa: C901 - one case a kind
        if depth > _DEEPEST:
            raise BadAnswerError("too deep")
        match said:
            case None | bool() | int():
                return said
            case str():
                said.encode("utf-8")
                return said
            case float() if math.isfinite(said):
                return said
            case list():
                return [self.value(item, depth + 1) for item in said]
            case {"name": str(text)}:
                return Name(_name(text))
            case {"bytes": [int(start), int(end)]}:
                return self.cut(start, end)
            case {"ref": number}:
                return self.ref(number)
            case {"decimal": str(text)} if _DECIMAL.fullmatch(text):
                return Raw(text.encode("ascii"))
            case {"dict": dict(entries)}:
                return {_name(key): self.value(item, depth + 1) for key, item in entries.items()}
            case {"stream": [{"dict": dict(entries)}, int(start), int(end)]} if depth == 0:
                head = {_name(key): self.value(item, 1) for key, item in entries.items()}
                return Stream(head, self.cut(start, end))
        raise BadAnswerError("no PDF object")

    def cut(self, start: int, end: int) -> bytes:
        if not 0 <= start <= end <= len(self.blob):
            raise BadAnswerError("no such bytes")
        return self.blob[start:end]

    def ref(self, number: object) -> Ref:
        return Ref(_whole(number, len(self.said["objects"])))

    def refs(self, numbers: object) -> tuple[Ref, ...]:
        return tuple(self.ref(number) for number in _list(numbers))


def _name(text: str) -> str:
    """A name that has bytes (``pdf.objects.name_bytes``)."""
    text.encode("utf-8", "surrogateescape")
    return text


def _link(said: list[Any], pages: int) -> LinkAnnotation:
    left, bottom, right, top, target, contents = said
    return LinkAnnotation(
        rect=(_number(left), _number(bottom), _number(right), _number(top)),
        target=_whole(target, pages) if isinstance(target, int) else _target(target),
        contents=_text(contents),
    )


def _place(
    said: object, count: Callable[[ImportedPage], int], pages: tuple[ImportedPage, ...]
) -> tuple[int, int]:
    """The index of a page, and of something of which the page has so many."""
    first, second = _list(said)
    page = _whole(first, len(pages))
    return page, _whole(second, count(pages[page]))


def _of_type(value: object, kind: type[T]) -> T:
    if type(value) is not kind:
        raise BadAnswerError(f"{type(value).__name__} where {kind.__name__} was expected")
    return value


def _list(value: object) -> list[Any]:
    return _of_type(value, list)


def _whole(value: object, end: int) -> int:
    if not 0 <= (number := _of_type(value, int)) < end:
        raise BadAnswerError(f"{number} is out of range")
    return number


def _number(value: object) -> float:
    if isinstance(value, int | float) and math.isfinite(value):
        return value
    raise BadAnswerError("no number")


def _one_of(value: object, known: frozenset[str] | tuple[str, ...]) -> str:
    if value not in known:
        raise BadAnswerError(f"unknown: {value!r}")
    return _of_type(value, str)


def _target(value: object) -> str:
    if not _TARGET.fullmatch(address := _of_type(value, str)):
        raise BadAnswerError("a link that leads elsewhere")
    return address


def _target_or_none(value: object) -> str | None:
    return None if value is None else _target(value)


def _text_or_none(value: object) -> str | None:
    return None if value is None else _text(value)


def _text(value: object) -> str:
    text = _of_type(value, str)
    text.encode("utf-8")
    return text
