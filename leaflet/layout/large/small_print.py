"""What the last page of large print says of the leaflet itself, beside the clinic's QR code."""

from __future__ import annotations

from leaflet.design import Paper, Style, Type
from leaflet.layout.feet import SmallPrint
from leaflet.layout.items import Item, SlotItem
from leaflet.layout.large import answers
from leaflet.layout.large.strips import Part, Strip
from leaflet.structure import StructureElement

CODE_WIDTH, CODE_HEIGHT = 136.0, 126.0
"""The QR code of 35 mm with its label, or room for a stamp."""
CODE_GAP = 20.0
CLINIC_LINES = 4
"""For name, address and web."""


def strips(
    small_print: SmallPrint, code: StructureElement, paper: Paper, type_: Type
) -> list[Strip]:
    """The code at the end side, version, review, sources and clinic beside it."""
    x, width = paper.side, paper.content_width - CODE_WIDTH - CODE_GAP
    setting = type_.setting(Style.FOOTER)
    items: list[Item] = []
    y = 0.0
    for said in (small_print.version, small_print.review, small_print.sources):
        placed = said.place(x, y, width, type_)
        items.extend(placed.items)
        y += placed.height
    clinic = CLINIC_LINES * setting.leading
    items.append(
        SlotItem(name="clinic-line", x=x, y=y, width=width, height=clinic,
                 element=small_print.clinic)
    )  # fmt: skip
    slot = SlotItem(
        name="clinic-code", x=paper.side + paper.content_width - CODE_WIDTH, y=0,
        width=CODE_WIDTH, height=CODE_HEIGHT, element=code,
    )  # fmt: skip
    beside = Strip(height=0, items=(slot,))
    said_below = Strip(
        height=max(y + clinic, CODE_HEIGHT), items=tuple(items), before=Part.HEADING,
        small_print=True,
    )  # fmt: skip
    return answers.opened([beside, said_below], paper, type_)
