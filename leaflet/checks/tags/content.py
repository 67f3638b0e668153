"""Events from the content of pages: marks that open, things painted, faults in the nesting.

Form XObjects are followed where they are painted. Patterns, glyph procedures and the appearance of
annotations are not: no structure element owns marks in those (ISO 32000-1 §14.7.4).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pikepdf

from leaflet.checks.tags.fonts import ODD, Face, read_face, spelled

Key = tuple[int, int]
"""Number and generation of an indirect object, by which we tell objects apart."""

PAINTS_PATH = frozenset(["S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh"])
SHOWS_TEXT = frozenset(["Tj", "TJ", "'", '"'])
NEEDS_OPERANDS = frozenset(["BDC", "BMC", "Do", "Tf"])
INLINE_IMAGE = "INLINE IMAGE"  # pikepdf's name for BI ... ID ... EI


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A content stream that may have MCIDs of its own: a page, or a Form XObject."""

    name: str
    key: Key
    owner: Any
    """The dictionary that has /StructParents."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Mark:
    """A marked-content sequence, from its BMC or BDC on."""

    tag: str
    mcid: int | None
    actual_text: str | None
    place: Place
    text_object: int
    """The text object it was opened in, counted from 1, or 0 outside of any."""

    def __str__(self) -> str:
        """The mark as it looks in the content, in brief."""
        return f"/{self.tag}" if self.mcid is None else f"/{self.tag} MCID {self.mcid}"

    @property
    def is_artifact(self) -> bool:
        """Whether a screen reader skips what is in it (§14.8.2.2)."""
        return self.tag == "Artifact"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A mark opens within others, outermost first."""

    mark: Mark
    within: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Painted:
    """A path, image, shading or text is painted within marks, outermost first."""

    operator: str
    number: int
    """Which operator of its content stream it is, counted from 1."""
    text: str
    """What the text says; "" when no text is painted."""
    marks: tuple[Mark, ...]
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something wrong with the content itself, as a sentence."""

    sentence: str


Event = Opened | Painted | Fault


def events(pdf: pikepdf.Pdf) -> Iterator[Event]:
    """The events of all pages, in the order of pages and of their content."""
    faces: dict[Key, Face] = {}
    for number, page in enumerate(pdf.pages, 1):
        place = Place(name=f"page {number}", key=page.obj.objgen, owner=page.obj)
        resources = _find(page.obj, "/Resources", inherited=True)
        yield from _Reader(place, page.obj, resources, faces).read()


@dataclass(slots=True)
class _Reader:
    """One pass over one content stream."""

    place: Place
    stream: pikepdf.Object
    resources: pikepdf.Object | None
    faces: dict[Key, Face]
    """The fonts read so far; filled as we go."""
    outer: tuple[Mark, ...] = ()
    """The marks in which a form is painted."""
    painting: frozenset[Key] = frozenset()
    """The forms being painted, so that one that paints itself is found out."""
    face: Face | None = None
    marks: list[Mark] = field(default_factory=list)
    saved_faces: list[Face | None] = field(default_factory=list)
    text_objects: int = 0
    in_text: bool = False

    def read(self) -> Iterator[Event]:
        """The events of this stream, and of the forms it paints."""
        try:
            instructions = pikepdf.parse_content_stream(self.stream)
        except pikepdf.PdfError as error:
            yield self._fault(f"the content cannot be read: {error}")
            return
        for number, instruction in enumerate(instructions, 1):
            operator = spelled(instruction.operator)
            yield from self._step(number, operator, list(instruction.operands))
        for mark in self.marks:
            yield self._fault(f"{mark} is never closed")

    def _step(self, number: int, operator: str, operands: list[pikepdf.Object]) -> Iterator[Event]:
        if operator in NEEDS_OPERANDS and not operands:
            yield self._fault(f"{operator} lacks what it is about, operator {number}")
        elif operator == "Do":
            yield from self._paint_object(number, spelled(operands[0]))
        elif operator in SHOWS_TEXT:
            yield self._painted(number, operator, self._said(operands))
        elif operator in PAINTS_PATH or operator == INLINE_IMAGE:
            yield self._painted(number, operator, "")
        elif operator in ("BMC", "BDC"):
            mark = self._mark(operands)
            yield Opened(mark=mark, within=self._all_marks())
            self.marks.append(mark)
        elif operator == "EMC":
            yield from self._close()
        else:
            self._change_state(operator, operands)

    def _change_state(self, operator: str, operands: list[pikepdf.Object]) -> None:
        match operator:
            case "BT":
                self.in_text = True
                self.text_objects += 1
            case "ET":
                self.in_text = False
            case "q":
                self.saved_faces.append(self.face)
            case "Q":
                self.face = self.saved_faces.pop() if self.saved_faces else self.face
            case "Tf":
                font = _find(self.resources, "/Font", spelled(operands[0]))
                self.face = None if font is None else self._face(font)
            case _:
                pass  # it neither marks nor paints, nor changes what text says

    def _mark(self, operands: list[pikepdf.Object]) -> Mark:
        properties = operands[1] if len(operands) > 1 else None
        if isinstance(properties, pikepdf.Name):
            properties = _find(self.resources, "/Properties", spelled(properties))
        mcid = _find(properties, "/MCID")
        actual_text = _find(properties, "/ActualText")
        return Mark(
            tag=spelled(operands[0]).removeprefix("/"),
            mcid=mcid if isinstance(mcid, int) else None,
            actual_text=None if actual_text is None else str(actual_text),
            place=self.place,
            text_object=self._text_object(),
        )

    def _close(self) -> Iterator[Event]:
        """§14.6.1: marks nest in each other, and each with BT and ET."""
        if not self.marks:
            yield self._fault("EMC closes a mark that was never opened")
            return
        mark = self.marks.pop()
        if mark.text_object != self._text_object():
            yield self._fault(f"{mark} and a text object overlap")

    def _paint_object(self, number: int, name: str) -> Iterator[Event]:
        painted = _find(self.resources, "/XObject", name)
        if name == ODD:
            yield self._painted(number, "Do", "")
        elif painted is None:
            yield self._fault(f"{name} is painted but not in the resources")
        elif painted.get("/Subtype") != pikepdf.Name.Form:
            yield self._painted(number, "Do", "")
        elif painted.objgen in self.painting:
            yield self._fault(f"{name} paints itself")
        else:
            yield from replace(
                self,
                place=Place(
                    name=f"form {painted.objgen[0]} on {self.place.name.split(' on ')[-1]}",
                    key=painted.objgen,
                    owner=painted,
                ),
                stream=painted,
                resources=_find(painted, "/Resources") or self.resources,
                outer=self._all_marks(),
                painting=self.painting | {painted.objgen},
                marks=[],
                saved_faces=[],
                text_objects=0,
                in_text=False,
            ).read()

    def _said(self, operands: list[pikepdf.Object]) -> str:
        """The text of the strings among the operands; TJ has them in an array."""
        strings: list[pikepdf.Object] = []
        for operand in operands:
            strings.extend(operand if isinstance(operand, pikepdf.Array) else [operand])
        shown = [bytes(s) for s in strings if isinstance(s, pikepdf.String)]
        face = self.face or Face(code_length=1, characters={})
        return "".join(map(face.read, shown))

    def _face(self, font: pikepdf.Object) -> Face:
        if font.objgen not in self.faces or not font.is_indirect:
            self.faces[font.objgen] = read_face(font)
        return self.faces[font.objgen]

    def _painted(self, number: int, operator: str, text: str) -> Painted:
        return Painted(
            operator=operator, number=number, text=text, marks=self._all_marks(), place=self.place
        )

    def _all_marks(self) -> tuple[Mark, ...]:
        return (*self.outer, *self.marks)

    def _text_object(self) -> int:
        return self.text_objects if self.in_text else 0

    def _fault(self, sentence: str) -> Fault:
        return Fault(sentence=f"{self.place.name}: {sentence}")


def _find(start: object, *names: str, inherited: bool = False) -> Any:  # noqa: ANN401
    """What is found by following names through dictionaries, from the parents if inherited."""
    found = start
    for name in names:
        if not isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
            return None
        found = found.get(name)
    if found is None and inherited and isinstance(start, pikepdf.Dictionary):
        return _find(start.get("/Parent"), *names, inherited=True)
    return found
