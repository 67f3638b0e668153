"""Small tagged covers, whose words are coloured bars: tags are about structure, not about fonts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from leaflet.pdf.objects import Name, PdfObject, Ref, Stream

from .assemble import A4
from .build import file_of

CATALOG, PAGES, ROOT = Ref(1), Ref(2), Ref(3)


def bar(number: int) -> bytes:
    """A bar that is "word" ``number`` of its page."""
    return b"0 0 1 rg 50 %d 200 10 re f" % (800 - 20 * number)


def words(*numbers: int) -> bytes:
    """Bars, each in a mark with its number for MCID."""
    return b"\n".join(b"/P <</MCID %d>> BDC %s EMC" % (n, bar(n)) for n in numbers)


class Tagged:
    """A tagged file in the making: elements first, then pages and the rest."""

    def __init__(self, pages: Sequence[bytes]) -> None:
        self.objects: list[PdfObject] = [None, None, None]
        self.pages = [Ref(4 + 2 * n) for n in range(len(pages))]
        self.root: dict[str, PdfObject] = {"Type": Name("StructTreeRoot")}
        self.catalog: dict[str, PdfObject] = {"Lang": "fr-CA"}
        self.page: dict[str, PdfObject] = {}
        for number, content in enumerate(pages):
            self.objects += [number, Stream({}, content)]

    def add(self, value: PdfObject) -> Ref:
        """Another object."""
        self.objects.append(value)
        return Ref(len(self.objects))

    def element(self, role: str, *kids: PdfObject, page: int = 0, **said: PdfObject) -> Ref:
        """A structure element; a whole number among its kids is an MCID of ``page``."""
        return self.add(
            {
                "Type": Name("StructElem"), "S": Name(role), "P": ROOT, "K": list(kids),
                "Pg": self.pages[page], **said,
            }
        )  # fmt: skip

    def link(self, action: Mapping[str, PdfObject]) -> tuple[Ref, dict[str, PdfObject]]:
        """A link annotation, and the kid of its element that refers to it."""
        ref = self.add(
            {
                "Type": Name("Annot"), "Subtype": Name("Link"), "Rect": [50, 700, 250, 710],
                "Border": [0, 0, 0], "F": 4, **action,
            }
        )  # fmt: skip
        return ref, {"Type": Name("OBJR"), "Obj": ref}

    def written(self, *kids: PdfObject) -> bytes:
        """The file, whose structure tree has these kids."""
        self.root["K"] = list(kids)
        self.objects[0] = {
            "Type": Name("Catalog"), "Pages": PAGES, "StructTreeRoot": ROOT,
            "MarkInfo": {"Marked": True}, **self.catalog,
        }  # fmt: skip
        self.objects[1] = {"Type": Name("Pages"), "Kids": self.pages, "Count": len(self.pages)}
        self.objects[2] = self.root
        for number, ref in enumerate(self.pages):
            self.objects[ref.number - 1] = {
                "Type": Name("Page"), "Parent": PAGES, "MediaBox": [0, 0, *A4],
                "Contents": Ref(ref.number + 1), "Resources": {}, "StructParents": number,
                **self.page,
            }  # fmt: skip
        return file_of(self.objects)
