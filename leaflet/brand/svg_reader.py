"""SVG text to a tree of elements, within limits and with nothing taken from outside.

Expat itself is used, with the guards of defusedxml and two more: it tells the line of every
element, and nothing is built before it has been counted. A document type may name the public DTD,
which is not fetched, but declare nothing: so there are no entities, and text cannot vanish.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

from leaflet.brand.artwork import Source

MOST_BYTES = 1_000_000
MOST_ELEMENTS = 20_000
DEEPEST = 100

_SVG = "http://www.w3.org/2000/svg"
_XLINK_HREF = "http://www.w3.org/1999/xlink href"
_PLAIN = "save it as plain SVG, or export it as PNG"


@dataclass(slots=True)
class Element:
    """An SVG element; what belongs to other vocabularies, which draw nothing, is left out."""

    tag: str
    attributes: dict[str, str]
    line: int
    children: list[Element] = field(default_factory=list)
    text: str = ""

    def walk(self) -> Iterator[Element]:
        """The element and all below it, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()


def read_svg(data: bytes, source: Source) -> Element:
    """The root element.

    Raises:
        AssetError: too large, too deep, not well-formed, with declarations, or no SVG.
    """
    if len(data) > MOST_BYTES:
        raise source.refusal(
            f"is {len(data) / 1e6:.1f} MB; an SVG logo may be {MOST_BYTES // 10**6} MB"
        )
    return _Reader(source).read(data)


class _Reader:
    """Expat's handlers; used once."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.root: Element | None = None
        self.open: list[Element | None] = []
        self.count = 0
        self.vocabulary = _SVG
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.characters
        parser.StartDoctypeDeclHandler = self.document_type
        parser.EntityDeclHandler = self.entity
        parser.SkippedEntityHandler = self.entity
        parser.ExternalEntityRefHandler = self.entity
        parser.ProcessingInstructionHandler = self.instruction
        self.parser = parser

    def read(self, data: bytes) -> Element:
        try:
            self.parser.Parse(data, True)  # noqa: FBT003  expat takes no keyword here
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise self.source.refusal(
                f"is not well-formed SVG: {error}", "export it again"
            ) from error
        if self.root is None or self.root.tag != "svg":
            raise self.source.refusal("is XML, but no SVG picture", "export it again as SVG or PNG")
        return self.root

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if self.count > MOST_ELEMENTS:
            raise self.source.refusal(f"has more than {MOST_ELEMENTS:,} elements")
        if len(self.open) >= DEEPEST:
            raise self.source.refusal(f"has elements more than {DEEPEST} deep")
        vocabulary, _, tag = name.rpartition(" ")
        if self.root is None and not self.open and not vocabulary:
            self.vocabulary = ""  # written by hand, without its namespace
        if vocabulary != self.vocabulary or (self.open and self.open[-1] is None):
            self.open.append(None)
            return
        own = {key: value for key, value in attributes.items() if " " not in key}
        if _XLINK_HREF in attributes:
            own.setdefault("href", attributes[_XLINK_HREF])
        element = Element(tag, own, self.parser.CurrentLineNumber)
        if self.open and (parent := self.open[-1]):
            parent.children.append(element)
        else:
            self.root = element
        self.open.append(element)

    def end(self, _name: str) -> None:
        self.open.pop()

    def characters(self, text: str) -> None:
        if self.open and (element := self.open[-1]) and element.tag == "style":
            element.text += text

    def document_type(self, *name_system_public_declarations: object) -> None:
        if name_system_public_declarations[3]:
            raise self.source.refusal("declares entities or a document type of its own", _PLAIN)

    def entity(self, *_: object) -> NoReturn:
        raise self.source.refusal("uses an entity", _PLAIN)

    def instruction(self, target: str, _text: str) -> None:
        if target == "xml-stylesheet":
            raise self.source.refusal("takes its styles from another file", _PLAIN)
