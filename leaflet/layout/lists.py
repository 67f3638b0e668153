"""Lists: bullets, tick boxes, numbered steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, assert_never

from leaflet.design import X_HEIGHT, Measures, Style, Type
from leaflet.layout.composer import Composer, Paragraph, list_attributes
from leaflet.layout.items import FrameItem, IconItem, Item, Placed, moved
from leaflet.model.common import Statement
from leaflet.structure import StructureElement, Words

ListKind = Literal["bullets", "ticks", "steps"]


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list and how its items are marked."""

    items: tuple[tuple[Words | Paragraph | None, Paragraph], ...]
    """The label (a disc's leaf, a number's paragraph, nothing for a tick box) and the body."""
    kind: ListKind
    gap_units: float
    """Units between two items."""

    def place(self, x: float, y: float, width: float, type_: Type) -> Placed:
        """The items set from ``y`` downwards."""
        placed: list[Item] = []
        top = y
        for index, lines in enumerate(self.lines(x, width, type_)):
            if index:
                top += self.gap_units * type_.u
            for line in lines:
                placed.extend(moved(line.items, top))
                top += line.height
        return Placed(top - y, tuple(placed))

    def lines(self, x: float, width: float, type_: Type) -> tuple[tuple[Placed, ...], ...]:
        """The lines of each item, each from 0 downwards; the label stands on the first."""
        setting, indent = type_.setting(Style.BODY), self._indent(type_.measures)
        found = []
        for label, body in self.items:
            first, *rest = body.line_by_line(setting, x + indent, width - indent)
            marked = (*self._label(label, x, indent, type_), *first.items)
            found.append((Placed(first.height, marked), *rest))
        return tuple(found)

    def _indent(self, measures: Measures) -> float:
        match self.kind:
            case "bullets":
                return measures.bullet_indent
            case "ticks":
                return measures.tick_indent
            case "steps":
                few = len(self.items) < 10
                return measures.step_indent if few else measures.long_step_indent
            case _:
                assert_never(self.kind)

    def _label(
        self, label: Words | Paragraph | None, x: float, indent: float, type_: Type
    ) -> tuple[Item, ...]:
        """What marks an item, beside a first line that begins at 0."""
        measures, setting = type_.measures, type_.setting(Style.BODY)
        middle = setting.baseline - X_HEIGHT * setting.size / 2
        match label:
            case Words():
                disc = measures.bullet
                return (
                    IconItem(name="bullet", x=x, y=middle - disc / 2, width=disc, height=disc,
                             leaf=label),
                )  # fmt: skip
            case Paragraph():
                return label.place(x, 0, indent, type_).items
            case None:
                box, frame = measures.tick_box, measures.tick_frame
                return (
                    FrameItem(x=x + frame / 2, y=middle - box / 2, width=box - frame,
                              height=box - frame, radii=(1.5,) * 4, weight=frame, stroke="ink"),
                )  # fmt: skip
            case _:
                assert_never(label)


def bullets(
    composer: Composer, parent: StructureElement, statements: Sequence[Statement], *, gap: float
) -> ListBlock:
    """A bulleted list; ``gap`` units lie between its items."""
    element = parent.add(StructureElement("L", attributes=list_attributes("Disc")))
    items: list[tuple[Words | Paragraph | None, Paragraph]] = []
    for statement in statements:
        item = element.add(StructureElement("LI"))
        label = item.add(StructureElement("Lbl"))
        label.actual_text = "•"
        items.append((label.say(""), composer.paragraph(item, statement, role="LBody")))
    return ListBlock(tuple(items), "bullets", gap)


def ticks(
    composer: Composer, parent: StructureElement, statements: Sequence[Statement]
) -> ListBlock:
    """A list to tick by hand; the boxes are artifacts."""
    element = parent.add(StructureElement("L", attributes=list_attributes("None")))
    items: list[tuple[Words | Paragraph | None, Paragraph]] = []
    for statement in statements:
        item = element.add(StructureElement("LI"))
        items.append((None, composer.paragraph(item, statement, role="LBody")))
    return ListBlock(tuple(items), "ticks", 0.5)


def steps(
    composer: Composer, parent: StructureElement, statements: Sequence[Statement], *, gap: float
) -> ListBlock:
    """A numbered list."""
    element = parent.add(StructureElement("L", attributes=list_attributes("Decimal")))
    items: list[tuple[Words | Paragraph | None, Paragraph]] = []
    for number, statement in enumerate(statements, start=1):
        item = element.add(StructureElement("LI"))
        label = composer.paragraph(item, f"{number}.", role="Lbl", bold=True, links=False)
        items.append((label, composer.paragraph(item, statement, role="LBody")))
    return ListBlock(tuple(items), "steps", gap)
