"""The smallest valid PDF around an imported cover, so that judges and viewers can look at it.

For trying only: what goes to patients is put together by the writer of leaflets.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from leaflet.covers.boxes import Placement, decimals, undone
from leaflet.covers.numbers import exact
from leaflet.covers.values import ImportedCover, ImportedPage
from leaflet.pdf.objects import Name, ObjectTable, PdfObject, Ref, Stream, serialise
from leaflet.structure import StructureElement, Words

_XMP = b"""<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">A cover</rdf:li></rdf:Alt></dc:title>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def assemble(cover: ImportedCover, views: Sequence[Placement]) -> bytes:
    """A file of nothing but ``cover`` that claims PDF/UA-1.

    Each page is put back from where ``views`` placed it to where it was in its own file, so that
    the two can be compared dot by dot.
    """
    return _Assembly(cover, views).written()


class _Assembly:
    """One file under construction: the cover's objects first, so that they shift by one."""

    def __init__(self, cover: ImportedCover, views: Sequence[Placement]) -> None:
        self.cover, self.views = cover, views
        self.table = ObjectTable(first=1)
        for value in cover.objects:
            self.table.add(value)
        self.count = len(cover.objects)
        self.root, self.tree, self.parts = (self.table.reserve() for _ in range(3))
        self.pages = [self.table.reserve() for _ in cover.pages]
        self.links = [[self.table.reserve() for _ in page.annotations] for page in cover.pages]
        self.owners: dict[tuple[int, int], Ref] = {}
        self.link_owners: dict[tuple[int, int], Ref] = {}
        self.ids: dict[str, Ref] = {}

    def written(self) -> bytes:
        elements = self.element(self.cover.structure, self.tree)
        keys: list[PdfObject] = []
        for number, page in enumerate(self.cover.pages):
            keys += [number, [self.owners.get((number, mcid)) for mcid in range(page.mcids)]]
        key = len(self.pages)
        for number, page in enumerate(self.cover.pages):
            annotations: list[Ref] = []
            for index in range(len(page.annotations)):
                self.link(number, index, key)
                keys += [key, self.link_owners[number, index]]
                annotations.append(self.links[number][index])
                key += 1
            self.page(number, page, annotations)
        tree: dict[str, PdfObject] = {
            "Type": Name("StructTreeRoot"), "K": elements,
            "ParentTree": {"Nums": keys}, "ParentTreeNextKey": key,
        }  # fmt: skip
        if self.ids:
            tree["IDTree"] = {
                "Names": [x for name in sorted(self.ids) for x in (name, self.ids[name])]
            }
        self.table.put(self.tree, tree)
        self.table.put(
            self.parts, {"Type": Name("Pages"), "Kids": self.pages, "Count": len(self.pages)}
        )
        self.table.put(self.root, self.catalog())
        return self.file()

    def catalog(self) -> Mapping[str, PdfObject]:
        catalog: dict[str, PdfObject] = {
            "Type": Name("Catalog"), "Pages": self.parts, "StructTreeRoot": self.tree,
            "MarkInfo": {"Marked": True}, "Lang": "en",
            "ViewerPreferences": {"DisplayDocTitle": True},
            "Metadata": self.table.add(
                Stream({"Type": Name("Metadata"), "Subtype": Name("XML")}, _XMP)
            ),
        }  # fmt: skip
        if (layers := self.cover.layers) is not None:
            groups = [self.shifted(ref) for ref in layers.groups]
            hidden = [self.shifted(ref) for ref in layers.hidden]
            catalog["OCProperties"] = {
                "OCGs": groups,
                "D": {"Name": "Layers", "BaseState": Name("ON"), "OFF": hidden},
            }
        return catalog

    def shifted(self, ref: Ref) -> Ref:
        return Ref(ref.number + 1)

    def page(self, number: int, page: ImportedPage, annotations: list[Ref]) -> None:
        view = self.views[number]
        back = b"q " + decimals(*undone(view.matrix)) + b" cm"
        contents = self.table.add(Stream({}, back)), self.shifted(page.contents)
        entries: dict[str, PdfObject] = {
            "Type": Name("Page"), "Parent": self.parts, "MediaBox": [*map(exact, view.box)],
            "Rotate": view.turns * 90, "UserUnit": view.unit,
            "Contents": [*contents, self.table.add(Stream({}, b"Q"))],
            "Resources": self.shifted(page.resources),
            "StructParents": number, "Tabs": Name("S"),
        }  # fmt: skip
        if annotations:
            entries["Annots"] = annotations
        if page.group is not None:
            entries["Group"] = _shift(page.group)
        self.table.put(self.pages[number], entries)

    def link(self, number: int, index: int, key: int) -> None:
        link = self.cover.pages[number].annotations[index]
        if isinstance(link.target, str):
            acts: dict[str, PdfObject] = {
                "A": {"S": Name("URI"), "URI": link.target.encode("ascii")}
            }
        else:
            acts = {"Dest": [self.pages[link.target], Name("Fit")]}
        self.table.put(
            self.links[number][index],
            {
                "Type": Name("Annot"), "Subtype": Name("Link"), "Rect": list(link.rect), "F": 4,
                "Border": [0, 0, 0], "Contents": link.contents, "StructParent": key, **acts,
            },
        )  # fmt: skip

    def element(self, element: StructureElement, parent: Ref) -> Ref:
        ref = self.table.reserve()
        kids: list[PdfObject] = []
        for kid in element.kids:
            if isinstance(kid, Words):
                for page, mcid in kid.places:
                    self.owners[page, mcid] = ref
                    kids.append({"Type": Name("MCR"), "Pg": self.pages[page], "MCID": mcid})
            else:
                kids.append(self.element(kid, ref))
        for page, index in element.annotations:
            self.link_owners[page, index] = ref
            kids.append(
                {"Type": Name("OBJR"), "Pg": self.pages[page], "Obj": self.links[page][index]}
            )
        entries: dict[str, PdfObject] = {
            "Type": Name("StructElem"), "S": Name(element.role), "P": parent, "K": kids,
        }  # fmt: skip
        said = {
            "Alt": element.alt, "ActualText": element.actual_text, "Lang": element.lang,
            "ID": element.id, "T": element.title,
        }  # fmt: skip
        entries |= {key: value for key, value in said.items() if value is not None}
        if element.id is not None:
            self.ids[element.id] = ref
        if element.attributes:
            entries["A"] = [
                {"O": Name(owner), **attributes}  # type: ignore[dict-item]
                for owner, attributes in element.attributes.items()
            ]
        self.table.put(ref, entries)
        return ref

    def file(self) -> bytes:
        parts = [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"]
        offsets: list[int] = []
        length = len(parts[0])
        for number, value in enumerate(self.table.objects, 1):
            base = 1 if number <= self.count else 0
            body = b"%d 0 obj\n" % number + serialise(value, base) + b"\nendobj\n"
            offsets.append(length)
            parts.append(body)
            length += len(body)
        size = len(offsets) + 1
        table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
        trailer = serialise({"Size": size, "Root": self.root, "ID": [b"0" * 16, b"0" * 16]})
        parts.append(b"xref\n0 %d\n0000000000 65535 f \n" % size + table)
        parts.append(b"trailer\n" + trailer + b"\nstartxref\n%d\n%%%%EOF\n" % length)
        return b"".join(parts)


def _shift(value: PdfObject) -> PdfObject:
    match value:
        case Ref():
            return Ref(value.number + 1)
        case dict():
            return {key: _shift(item) for key, item in value.items()}
        case list():
            return [_shift(item) for item in value]
        case _:
            return value
