"""Lists: bullets, tick boxes, numbered steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from leaflet.design import X_HEIGHT, Style, Type
from leaflet.layout.composer import Composer, Paragraph, list_attributes
from leaflet.layout.items import FrameItem, IconItem, Item, Placed
from leaflet.model.common import Statement
from leaflet.structure import StructureElement, Words

BULLET = 5
"""The disc's width."""
BULLET_INDENT = 14
TICK_BOX = 11
"""3.9 mm: large enough for a pen."""
TICK_INDENT = 20
STEP_INDENT, LONG_STEP_INDENT = 18, 26
"""For numbers of one figure and of two."""


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list and how its items are marked."""

    items: tuple[tuple[Words | Paragraph | None, Paragraph], ...]
    """The label (a disc's leaf, a number's paragraph, nothing for a tick box) and the body."""
    indent: float
    gap_units: float
    """Units between two items."""

    def place(self, x: float, y: float, width: float, type_: Type) -> Placed:
        """The items set from ``y`` downwards."""
        placed: list[Item] = []
        top = y
        setting = type_.setting(Style.BODY)
        for index, (label, body) in enumerate(self.items):
            if index:
                top += self.gap_units * type_.u
            baseline = top + setting.baseline
            middle = baseline - X_HEIGHT * setting.size / 2
            match label:
                case Words():
                    placed.append(
                        IconItem(
                            name="bullet",
                            x=x,
                            y=middle - BULLET / 2,
                            width=BULLET,
                            height=BULLET,
                            leaf=label,
                        )
                    )
                case Paragraph():
                    placed.extend(label.place(x, top, self.indent, type_).items)
                case None:
                    placed.append(
                        FrameItem(
                            x=x + 0.625,
                            y=middle - TICK_BOX / 2,
                            width=TICK_BOX - 1.25,
                            height=TICK_BOX - 1.25,
                            radii=(1.5,) * 4,
                            weight=1.25,
                            stroke="ink",
                        )
                    )
            body_placed = body.place(x + self.indent, top, width - self.indent, type_)
            placed.extend(body_placed.items)
            top += body_placed.height
        return Placed(top - y, tuple(placed))


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
    return ListBlock(tuple(items), BULLET_INDENT, gap)


def ticks(
    composer: Composer, parent: StructureElement, statements: Sequence[Statement]
) -> ListBlock:
    """A list to tick by hand; the boxes are artifacts."""
    element = parent.add(StructureElement("L", attributes=list_attributes("None")))
    items: list[tuple[Words | Paragraph | None, Paragraph]] = []
    for statement in statements:
        item = element.add(StructureElement("LI"))
        items.append((None, composer.paragraph(item, statement, role="LBody")))
    return ListBlock(tuple(items), TICK_INDENT, 0.5)


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
    return ListBlock(tuple(items), STEP_INDENT if len(items) < 10 else LONG_STEP_INDENT, gap)
