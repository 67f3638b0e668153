"""Structure elements as PDF objects: what a screen reader walks (ISO 32000-1 §14.7.2)."""

from __future__ import annotations

from leaflet.pdf.objects import Name, ObjectTable, PdfObject, Ref
from leaflet.structure import StructureElement, Words

TYPE_CHECKING = False  # see leaflet.pdf.objects
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TypeAlias

    Rect: TypeAlias = tuple[float, float, float, float]


def entries(element: StructureElement, parent: Ref) -> dict[str, PdfObject]:
    """The element's dictionary without its kids."""
    dictionary: dict[str, PdfObject] = {
        "Type": Name("StructElem"),
        "S": Name(element.role),
        "P": parent,
    }
    if element.title:
        dictionary["T"] = element.title
    if element.alt:
        dictionary["Alt"] = element.alt
    if element.actual_text:
        dictionary["ActualText"] = element.actual_text
    if element.lang:
        dictionary["Lang"] = element.lang
    if element.id:
        dictionary["ID"] = element.id.encode("ascii")
    if element.attributes:
        owners: list[PdfObject] = [
            {"O": Name(owner), **_pdf_values(values)}
            for owner, values in element.attributes.items()
        ]
        dictionary["A"] = owners[0] if len(owners) == 1 else owners
    return dictionary


def _pdf_values(values: Mapping[str, object]) -> dict[str, PdfObject]:
    return dict(values.items())  # type: ignore[arg-type]


def link_annotation(target: str, says: str, rect: Rect, key: int) -> dict[str, PdfObject]:
    """A link's active area; printed with the page, without a border of its own (§12.5.6.5)."""
    return {
        "Type": Name("Annot"),
        "Subtype": Name("Link"),
        "Rect": rect,
        "Border": (0, 0, 0),
        "F": 4,
        "Contents": says,
        "A": {"Type": Name("Action"), "S": Name("URI"), "URI": target.encode("ascii")},
        "StructParent": key,
    }


class TreeWriter:
    """Puts structure elements into an object table, and remembers where each one went.

    Attributes:
        pages: page index → page object.
        annotations: (page index, index of the annotation on it) → annotation object.
        kept_open: ``id`` of the elements whose kids a stamp gives: they are listed in ``opened``
            with their parents, not put into the table.
        refs: ``id`` of an element → its object.
    """

    __slots__ = ("annotations", "kept_open", "opened", "pages", "refs", "table")

    def __init__(
        self,
        table: ObjectTable,
        pages: Mapping[int, Ref],
        annotations: Mapping[tuple[int, int], Ref],
        kept_open: Mapping[int, Ref] | None = None,
    ) -> None:
        self.table = table
        self.pages = pages
        self.annotations = annotations
        self.kept_open = frozenset(kept_open or ())
        self.opened: list[tuple[StructureElement, Ref]] = []
        self.refs: dict[int, Ref] = dict(kept_open or {})

    def ref(self, element: StructureElement) -> Ref:
        """The element's object; a number is kept for it where it is not written yet."""
        key = id(element)
        if key not in self.refs:
            self.refs[key] = self.table.reserve()
        return self.refs[key]

    def write(self, element: StructureElement, parent: Ref) -> Ref:
        """The element and all below it."""
        ref = self.ref(element)
        if id(element) in self.kept_open:
            self.opened.append((element, parent))
            return ref
        dictionary = entries(element, parent)
        places = {
            page for leaf in element.kids if isinstance(leaf, Words) for page, _ in leaf.places
        }
        places |= {page for page, _ in element.annotations}
        common = places.pop() if len(places) == 1 else None
        if common is not None:
            dictionary["Pg"] = self.pages[common]
        kids = self._kids(element, ref, common)
        if kids:
            dictionary["K"] = kids[0] if len(kids) == 1 else kids
        self.table.put(ref, dictionary)
        return ref

    def _kids(self, element: StructureElement, ref: Ref, page: int | None) -> list[PdfObject]:
        """What the element holds, in reading order, without empty elements save empty cells."""
        kids: list[PdfObject] = []
        for kid in element.kids:
            if isinstance(kid, Words):
                kids.extend(
                    mcid
                    if at == page
                    else {"Type": Name("MCR"), "Pg": self.pages[at], "MCID": mcid}
                    for at, mcid in kid.places
                )
            elif not is_empty(kid) or any(id(each) in self.kept_open for each in kid.walk()):
                kids.append(self.write(kid, ref))
        kids.extend(
            {"Type": Name("OBJR"), "Obj": self.annotations[place], "Pg": self.pages[place[0]]}
            for place in element.annotations
        )
        return kids


def is_empty(element: StructureElement) -> bool:
    """Whether nothing is said by the element and all below it; a table's cells count as full."""
    if element.role in {"TD", "TH"} or element.annotations:
        return False
    return all(
        is_empty(kid) if isinstance(kid, StructureElement) else not kid.places
        for kid in element.kids
    )
