"""Filled slots as objects: their numbers are the same in every file, whatever the medicine."""

from __future__ import annotations

from leaflet.compiled import SLOTS
from leaflet.pdf.objects import Name, Ref, Stream, compressed, serialise
from leaflet.pdf.tagging import entries, link_annotation
from leaflet.stamping.pen import SlotPen
from leaflet.structure import StructureElement, Words

TYPE_CHECKING = False  # see leaflet.pdf.objects
if TYPE_CHECKING:
    from collections.abc import Mapping

    from leaflet.compiled import Compiled, Slot, SlotBox
    from leaflet.pdf.objects import PdfObject
    from leaflet.pdf.tagging import Rect
    from leaflet.stamping.patient import PatientFiller
    from leaflet.stamping.slots import SlotFiller


class FilledSlot:
    """What a clinic says in one slot.

    Attributes:
        owners: object number of the structure element of each MCID.
        links: object number of each link's element, its area in the slot, and its annotation's
            bytes before and behind the area.
        objects: number → object: content stream, structure elements, their array. Those whose
            place on the page matters stand in ``figures``.
        figures: number of a figure's element, its area in the slot, and its bytes around that.
    """

    __slots__ = ("figures", "links", "objects", "owners", "slot")

    def __init__(
        self,
        slot: Slot,
        objects: dict[int, bytes],
        figures: tuple[tuple[int, Rect, bytes, bytes], ...],
        owners: tuple[int, ...],
        links: tuple[tuple[int, Rect, bytes, bytes], ...],
    ) -> None:
        self.slot = slot
        self.objects = objects
        self.figures = figures
        self.owners = owners
        self.links = links

    @property
    def shape(self) -> tuple[str, tuple[int, ...], tuple[int, ...]]:
        """What a file's frame has to know of it."""
        return (self.slot.name, self.owners, tuple([link[0] for link in self.links]))

    def placed(self, box: SlotBox) -> list[tuple[int, bytes]]:
        """Number and bytes of what depends on where the slot lies: annotations and figures."""
        found = []
        for index, (_, area, before, behind) in enumerate(self.links):
            found.append((self.slot.annotation(index), before + _on_page(area, box) + behind))
        for number, area, before, behind in self.figures:
            found.append((number, before + _on_page(area, box) + behind))
        return found


def _on_page(area: Rect, box: SlotBox) -> bytes:
    x, y = box.x, box.y
    return b"[%.2f %.2f %.2f %.2f]" % (area[0] + x, area[1] + y, area[2] + x, area[3] + y)


def fill_slot(
    compiled: Compiled, box: SlotBox, page: int, filler: SlotFiller | PatientFiller, *, packed: bool
) -> FilledSlot:
    """Slot ``box`` on the page object ``page``, filled; ``packed`` streams are deflated."""
    slot = SLOTS[box.name]
    pen = SlotPen(slot, box.width, box.height, compiled.fonts, mirrored=compiled.direction == "rtl")
    container = StructureElement("Div")
    filler.fill(box.name, pen, container)
    numbers = {
        id(element): slot.element(index)
        for index, element in enumerate(e for e in container.walk() if e is not container)
    }
    parents = {
        id(kid): Ref(slot.container if above is container else numbers[id(above)])
        for above in container.walk()
        for kid in above.kids
        if isinstance(kid, StructureElement)
    }
    objects: dict[int, bytes] = {}
    figures: list[tuple[int, Rect, bytes, bytes]] = []
    links: list[tuple[int, Rect, bytes, bytes]] = []
    annotations: dict[int, list[int]] = {}
    for element, area in pen.links:
        number = numbers[id(element)]
        annotations.setdefault(number, []).append(slot.annotation(len(links)))
        key = slot.first_key + len(links)
        annotation = link_annotation(element.target or "", element.text(), _AREA, key)
        links.append((number, area, *_around(serialise(annotation))))
    for element in container.walk():
        if element is container:
            continue
        number = numbers[id(element)]
        figure = pen.figures.get(id(element))
        if figure is not None:
            element.attributes = {"Layout": {"BBox": _AREA}}
        dictionary = entries(element, parents[id(element)])
        dictionary["Pg"] = Ref(page)
        kids = _kids(element, numbers, annotations.get(number, []), page)
        dictionary["K"] = kids[0] if len(kids) == 1 else kids
        data = serialise(dictionary)
        if figure is not None:
            figures.append((number, figure, *_around(data)))
        else:
            objects[number] = data
    objects[slot.kids] = serialise(
        [Ref(numbers[id(kid)]) for kid in container.kids if isinstance(kid, StructureElement)]
    )
    content = pen.finish()
    objects[slot.stream] = serialise(compressed(content) if packed else Stream({}, content))
    return FilledSlot(
        slot, objects, tuple(figures), tuple([numbers[id(o)] for o in pen.owners]), tuple(links)
    )


_AREA = (0, 0, 0, 0)
_AREA_BYTES = b"[0 0 0 0]"


def _around(data: bytes) -> tuple[bytes, bytes]:
    """The bytes before and behind the area that is not known yet."""
    before, _, behind = data.partition(_AREA_BYTES)
    return before, behind


def _kids(
    element: StructureElement, numbers: Mapping[int, int], annotations: list[int], page: int
) -> list[PdfObject]:
    kids: list[PdfObject] = []
    for kid in element.kids:
        if isinstance(kid, Words):
            kids.extend(mcid for _, mcid in kid.places)
        else:
            kids.append(Ref(numbers[id(kid)]))
    kids.extend(
        {"Type": Name("OBJR"), "Obj": Ref(number), "Pg": Ref(page)} for number in annotations
    )
    return kids
