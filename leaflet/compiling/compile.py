"""From a leaflet's text to its compiled pages: laid out, drawn, tagged, with slots left open."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from leaflet.compiled import (
    BOOKMARKS,
    BRAND,
    DANGER,
    DOCUMENT,
    FIRST_CONSTANT,
    FIRST_CONSTANT_KEY,
    FOR_PATIENTS,
    SLOT_CHARACTERS,
    SLOT_ICON,
    SLOT_IMAGES,
    SLOTS,
    Compiled,
    CompiledPage,
    Constant,
    SlotBox,
    SlotFont,
)
from leaflet.compiling.canonical import canonical, canonical_text
from leaflet.compiling.lift import Lifted, lift
from leaflet.compiling.output_intent import output_intent
from leaflet.design import Edition, Paper
from leaflet.drawing.pages import COLOUR_SPACES, DrawnPage, draw
from leaflet.layout.composer import PatientRoom
from leaflet.layout.cover_page import Cover, lay_out_cover
from leaflet.layout.icons import icon
from leaflet.layout.large.cover_page import lay_out_large_cover
from leaflet.layout.large.pages import lay_out_large
from leaflet.layout.pages import LaidOut, lay_out
from leaflet.model.locale import Locale
from leaflet.model.medicine import Leaflet
from leaflet.model.review import Approval
from leaflet.pdf.digest import digest
from leaflet.pdf.file import block_of
from leaflet.pdf.fonts import write_subset
from leaflet.pdf.objects import Name, ObjectTable, PdfObject, Ref, compressed
from leaflet.pdf.tagging import TreeWriter, entries, link_annotation
from leaflet.structure import StructureElement
from leaflet.typography.faces import Faces

FIXED_SLOTS = frozenset({"clinic-name", "cover-band"})
"""Slots that lie at the same place in every leaflet on the same paper."""
EDITIONS: Mapping[
    Edition,
    tuple[
        Callable[
            [Leaflet, Locale, Faces, Paper, tuple[Approval, ...], PatientRoom | None], LaidOut
        ],
        Callable[[Leaflet, Locale, Faces, Paper, tuple[Approval, ...]], Cover],
    ],
] = {
    "standard": (lay_out, lay_out_cover),
    "large": (lay_out_large, lay_out_large_cover),
}
"""What lays out an edition's pages, and the cover page that is drawn for it."""


def compile_leaflet(
    leaflet: Leaflet,
    locale: Locale,
    faces: Faces,
    paper: Paper,
    *,
    facts: Mapping[str, str],
    edition: Edition = "standard",
    characters: str = "",
    approvals: tuple[Approval, ...] = (),
    patient: PatientRoom | None = None,
) -> Compiled:
    """Lay the leaflet out once, for every clinic.

    Args:
        leaflet: the text.
        locale: its language and region.
        faces: the embedded faces.
        paper: the paper.
        edition: two pages, or large print.
        facts: digests and the like, which go into the metadata of every stamped file.
        characters: further characters that slots need.
        patient: what a leaflet for one patient needs room for.
        approvals: who approved the text; it is a draft without.

    Raises:
        OverfullError: the text does not fit the edition.
    """
    facts = {**facts, "edition": edition}
    lay_out_pages, lay_out_front = EDITIONS[edition]
    laid_out = lay_out_pages(leaflet, locale, faces, paper, approvals, patient)
    cover = lay_out_front(leaflet, locale, faces, paper, approvals)
    drawn = draw(
        (*laid_out.pages, cover.page),
        paper,
        faces,
        direction=locale.direction,
        slot_characters="".join(sorted({*SLOT_CHARACTERS, *characters})),
    )
    lifted = lift(drawn.pdf, drawn.codes)
    work = _Compilation(drawn.pages, lifted)
    inside = work.constant(range(len(laid_out.pages)), laid_out.structure)
    bookmarks = work.bookmarks(laid_out.structure, paper)
    content = canonical(laid_out.structure, laid_out.pages, leaflet, locale, facts)
    attachment = work.table.add(canonical_text(work.table, content, facts["date"])).number
    leaflet_part = work.cut(*inside)
    cover_part = work.cut(*work.constant([len(laid_out.pages)], cover.structure))
    fonts = _slot_fonts(faces, drawn.codes, lifted)
    words = locale.words.model_dump()
    boxes = [
        box.plain()
        for part in (leaflet_part, cover_part)
        for box in part.slots
        if box.name not in FOR_PATIENTS
    ]
    sizes = [box[:3] + box[4:] if box[0] not in FIXED_SLOTS else box for box in boxes]
    return Compiled(
        leaflet=leaflet_part,
        cover=cover_part,
        size=(paper.width, paper.height),
        fonts=fonts,
        bookmarks=bookmarks,
        output_intent=work.intent,
        attachment=attachment,
        direction=locale.direction,
        words=words,
        facts={
            **facts,
            "size": f"{laid_out.fit.type_.size:g}",
            "leading": f"{laid_out.fit.type_.leading:g}",
        },
        slots_digest=digest(
            repr(
                (
                    [fonts[key].plain() for key in sorted(fonts)],
                    sorted(words.items()),
                    sizes,
                    (paper.width, paper.height, locale.direction, edition),
                )
            ).encode()
        ),
    )


class _Compilation:
    """The objects of one compiled leaflet, as they come into being, group after group."""

    def __init__(self, drawn: Sequence[DrawnPage], lifted: Lifted) -> None:
        self.drawn = drawn
        self.lifted = lifted
        self.table = ObjectTable(first=FIRST_CONSTANT)
        self.pages = {index: self.table.reserve() for index in range(len(drawn))}
        """The pages' objects belong to the frame of each file; their numbers are kept here."""
        self.written = len(drawn)
        self.next_key = FIRST_CONSTANT_KEY
        self.annotations: dict[tuple[int, int], Ref] = {}
        self.keys: dict[tuple[int, int], int] = {}
        self.extra: dict[int, PdfObject] = {SLOT_ICON: _icon_form("tell")}
        """Objects with numbers of their own, for the next cut."""
        self.resources = self._resources()
        self.intent = self.table.add(output_intent(self.table)).number

    def _resources(self) -> Ref:
        fonts: dict[str, PdfObject] = {
            name: write_subset(self.table, subset) for name, subset in self.lifted.fonts.items()
        }
        return self.table.add(
            {
                "Font": fonts,
                "ColorSpace": {
                    COLOUR_SPACES["brand"]: Ref(BRAND),
                    COLOUR_SPACES["danger"]: Ref(DANGER),
                },
                "XObject": Ref(SLOT_IMAGES),
            }
        )

    def constant(
        self, indices: Sequence[int], root: StructureElement
    ) -> tuple[tuple[CompiledPage, ...], tuple[SlotBox, ...], int]:
        """Pages ``indices``, their slots, and the structure below ``root``."""
        for index in indices:
            for i, (element, rect) in enumerate(self.drawn[index].links):
                assert element.target is not None
                annotation = link_annotation(element.target, element.text(), rect, self.next_key)
                self.annotations[index, i] = self.table.add(annotation)
                self.keys[index, i] = self.next_key
                self.next_key += 1
        slots = {
            id(item.element): Ref(SLOTS[item.name].container)
            for index in indices
            for item, _ in self.drawn[index].slots
        }
        tree = TreeWriter(self.table, self.pages, self.annotations, slots)
        part = tree.write(root, Ref(DOCUMENT))
        for element, parent in tree.opened:
            number = tree.ref(element).number
            self.extra[number] = entries(element, parent) | {"K": Ref(number + 1)}
        boxes = tuple(
            SlotBox(
                name=item.name,
                page=position,
                x=rect[0],
                y=rect[1],
                width=round(rect[2] - rect[0], 2),
                height=round(rect[3] - rect[1], 2),
            )
            for position, index in enumerate(indices)
            for item, rect in self.drawn[index].slots
        )
        pages = tuple(self._page(index, tree) for index in indices)
        return pages, boxes, part.number

    def cut(
        self, pages: tuple[CompiledPage, ...], slots: tuple[SlotBox, ...], part: int
    ) -> Constant:
        """These pages with all objects that came in since the last cut."""
        objects = self.extra | {
            self.table.first + index: self.table.objects[index]
            for index in range(self.written, len(self.table.objects))
        }
        pack = self.table.reserve().number
        self.written = len(self.table.objects)
        self.extra = {}
        return Constant(block=block_of(objects, pack), pages=pages, slots=slots, part=part)

    def _page(self, index: int, tree: TreeWriter) -> CompiledPage:
        drawn, parts = self.drawn[index], self.lifted.pages[index]
        contents: list[int | str] = []
        for position, part in enumerate(parts):
            if part:
                contents.append(self.table.add(compressed(part + b"\n")).number)
            if position < len(drawn.slots):
                contents.append(drawn.slots[position][0].name)
        return CompiledPage(
            number=self.pages[index].number,
            key=index,
            resources=self.resources.number,
            contents=tuple(contents),
            owners=tuple(tree.ref(owner).number for owner in drawn.owners),
            annotations=tuple(
                (
                    self.annotations[index, i].number,
                    tree.ref(element).number,
                    self.keys[index, i],
                )
                for i, (element, _) in enumerate(drawn.links)
            ),
        )

    def bookmarks(self, part: StructureElement, paper: Paper) -> tuple[int, ...]:
        """One for each section that has a heading of its own (ISO 32000-1 §12.3.3)."""
        sections = [
            kid for kid in part.kids if isinstance(kid, StructureElement) and kid.role == "Sect"
        ]
        refs = [self.table.reserve() for _ in sections]
        for index, section in enumerate(sections):
            page = next(page for leaf in section.leaves() for page, _ in leaf.places)
            item: dict[str, PdfObject] = {
                "Title": section.title or section.text(),
                "Parent": Ref(BOOKMARKS["leaflet"]),
                "Dest": (self.pages[page], Name("XYZ"), None, paper.height, None),
            }
            if index:
                item["Prev"] = refs[index - 1]
            if index < len(refs) - 1:
                item["Next"] = refs[index + 1]
            self.table.put(refs[index], item)
        return tuple(ref.number for ref in refs)


def _slot_fonts(
    faces: Faces, codes: Mapping[str, Mapping[str, tuple[int, int]]], lifted: Lifted
) -> dict[str, SlotFont]:
    fonts: dict[str, SlotFont] = {}
    for key in ("regular", "bold"):
        name = faces.fonts[key].fontName
        resource = next(
            resource for resource, subset in lifted.fonts.items()
            if subset.name.endswith(f"+{name}") and resource.endswith("+0")
        )  # fmt: skip
        table = {c: code for c, (subset, code) in codes[name].items() if subset == 0}
        widths = {c: faces.widths[key][ord(c)] for c in table}
        fonts[key] = SlotFont(resource=resource, codes=table, widths=widths)
    return fonts


def _icon_form(name: str) -> PdfObject:
    """An icon as a form XObject on its own grid, for slots to paint (ISO 32000-1 §8.10)."""
    drawing = icon(name)
    operators: list[str] = ["1 J 1 j"]
    for part in drawing.parts:
        operators.append(f"{part.stroke:g} w")
        for kind, at in part.segments:
            numbers = " ".join(
                f"{round(n if i % 2 == 0 else drawing.height - n, 2):g}" for i, n in enumerate(at)
            )
            operators.append(f"{numbers} {kind}".strip())
        operators.append({"S": "S", "F": "f", "B": "B", "P": "S"}[part.paint])
    return compressed(
        "\n".join(operators).encode("ascii"),
        Type=Name("XObject"),
        Subtype=Name("Form"),
        BBox=(-2, -2, drawing.width + 2, drawing.height + 2),
        Resources={},
    )
