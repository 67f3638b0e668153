"""Framed rows across the page, and whom to call in them."""

from __future__ import annotations

from collections.abc import Sequence

from leaflet.design import Paper, Style, Type
from leaflet.layout.contacts import ContactCell, ContactStrip
from leaflet.layout.heads import fitted
from leaflet.layout.items import IconItem, Item, Placed, RuleItem, SlotItem
from leaflet.layout.large import answers, strips
from leaflet.layout.large.strips import Frame, Strip

FRAME, RULE, RADIUS = 1.5, 1.0, 6.0
PADDING = 14.0
ICON, ICON_GAP = 30.0, 11.0
NUMBER_SIZES = (24.0, 22.0, 20.0, 18.0)
NUMBER_GAP = 14.0
CLINIC_ROW = 72.0
"""Name and hours in three lines at the most, the number beside them."""


def contacts(strip: ContactStrip, paper: Paper, type_: Type) -> list[Strip]:
    """Emergency, the clinic, an advice or poison line: a row each, the number at its end."""
    clinic = SlotItem(
        name="clinic-contact", x=paper.side + PADDING, y=1.5 * type_.u,
        width=paper.content_width - 2 * PADDING, height=CLINIC_ROW, element=strip.clinic,
    )  # fmt: skip
    placed = [
        _contact(strip.emergency, paper, type_),
        Placed(CLINIC_ROW + 3 * type_.u, (clinic,)),
        *([_contact(strip.further, paper, type_)] if strip.further else ()),
    ]
    head = answers.head(strip.head, paper, type_)
    return answers.opened(strips.headed([head], framed_rows(placed, paper, type_)), paper, type_)


def _contact(cell: ContactCell, paper: Paper, type_: Type) -> Placed:
    """Name and note beside the icon, the number at the end of the name's line or below it."""
    u = type_.u
    x, width = paper.side + PADDING, paper.content_width - 2 * PADDING
    start, room = x + ICON + ICON_GAP, width - ICON - ICON_GAP
    number = fitted(cell.number, type_.setting(Style.NUMBER), room, NUMBER_SIZES)
    wide = cell.number.width(number)
    name_setting = type_.setting(Style.CONTACT_NAME)
    beside = room - wide - NUMBER_GAP >= cell.name.width(name_setting)
    name_room = room - wide - NUMBER_GAP if beside else room
    name = cell.name.place_as(name_setting, start, 1.5 * u, name_room)
    top = 1.5 * u + name.height
    if beside:
        said = cell.number.place_as(
            number, x + width - wide, 1.5 * u + name_setting.baseline - number.baseline, wide + 1
        )
        top = max(top, 1.5 * u + name_setting.leading)
    else:
        said = cell.number.place_as(number, start, top, wide + 1)
        top += said.height
    note = cell.note.place(start, top, room, type_)
    icon = IconItem(name=cell.icon, x=x, y=1.5 * u - 3, width=ICON, height=ICON)
    height = max(top + note.height, 1.5 * u + ICON) + 1.5 * u
    return Placed(height, (icon, *name.items, *said.items, *note.items))


def framed_rows(placed: Sequence[Placed], paper: Paper, type_: Type) -> list[Strip]:
    """Rows in one frame, with a rule between two."""
    found = []
    for index, row in enumerate(placed):
        rule: tuple[Item, ...] = ()
        if index:
            rule = (RuleItem(x=paper.side, y=0, length=paper.content_width, weight=RULE),)
        items = (*rule, *row.items)
        gap = 0 if index else 2 * type_.u
        found.append(Strip(height=row.height, items=items, gap=gap))
    return strips.framed(found, Frame("ink", FRAME, RADIUS))
