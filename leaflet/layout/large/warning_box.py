"""The warning box of large print: alone on page 1 below the band, one half above the other."""

from __future__ import annotations

from dataclasses import dataclass

from leaflet.design import Setting, Style, Type
from leaflet.layout.composer import Composer
from leaflet.layout.heads import fitted
from leaflet.layout.items import FrameItem, IconItem, Item, Placed, RuleItem, moved
from leaflet.layout.warning_box import (
    BORDER,
    DIVIDER,
    DosePicture,
    MainHalf,
    Never,
    OverdoseHalf,
    WarningBox,
)
from leaflet.model.medicine import WarningText
from leaflet.structure import StructureElement

RADIUS, PADDING, TIGHT_PADDING = 9.0, 18.0, 13.0
BAR, BAR_ICON = 35.0, 27.0
BAR_SIZES = (22.0, 21.0, 20.0, 19.0, 18.0)
HEADLINE_SIZES = (27.0, 26.0, 25.0, 24.0, 23.0, 22.0)
CALL, CALL_ICON, CALL_GAP, CALL_BORDER, CALL_RADIUS = 44.0, 34.0, 10.0, 3.0, 8.0
PICTURE_HEIGHT, SIDE_PICTURE = 48.0, 30.0
PICTURE_GAP = 18.0
CALL_SIZES = (32.0, 30.0, 28.0, 27.0)
NEVER_ICON, NEVER_GAP = 30.0, 11.0


@dataclass(frozen=True, slots=True)
class Tightness:
    """How the box gives way to a long text: nothing of it is ever left out."""

    type_: Type
    beside: bool
    """Captions beside smaller dose pictures, not below them."""
    air: float
    """Units between the blocks of a half."""


class _Column:
    """Items one below the other."""

    def __init__(self, x: float, y: float, width: float) -> None:
        self.x, self.y, self.width = x, y, width
        self.items: list[Item] = []

    def add(self, placed: Placed) -> None:
        self.items.extend(placed.items)
        self.y += placed.height


@dataclass(frozen=True, slots=True)
class LargeWarningBox:
    """The box of two halves, each as wide as the page."""

    box: WarningBox

    @classmethod
    def compose(
        cls, composer: Composer, parent: StructureElement, warning: WarningText
    ) -> LargeWarningBox:
        """The structure is that of the standard edition."""
        return cls(WarningBox.compose(composer, parent, warning))

    def place(self, y: float, tight: Tightness) -> Placed:
        """Bar, withdrawal or the main danger, divider, overdose."""
        box, type_ = self.box, tight.type_
        paper, u = box.paper, type_.u
        x, width = paper.side, paper.content_width
        pad = 1.5 * tight.air * u
        inner = _Column(x + BORDER + PADDING, y + BAR, width - 2 * BORDER - 2 * PADDING)
        if box.never is not None:
            self._never(inner, box.never, tight)
        inner.y += pad
        self._main(inner, box.main, tight)
        divider = inner.y + pad + DIVIDER / 2
        inner.y = divider + DIVIDER / 2 + pad
        self._overdose(inner, box.overdose, tight)
        height = inner.y + pad + BORDER - y
        label_x = x + BORDER + PADDING + BAR_ICON + 10
        room = x + width - PADDING - label_x
        bar = type_.setting(Style.WARNING_BAR)
        label = fitted(box.bar, Setting(bar.size, BAR, bold=True, colour="paper"), room, BAR_SIZES)
        items: list[Item] = [
            FrameItem(
                x=x + BORDER / 2, y=y + BORDER / 2, width=width - BORDER, height=height - BORDER,
                radii=(RADIUS - BORDER / 2,) * 4, weight=BORDER, stroke="danger",
            ),
            FrameItem(
                x=x, y=y, width=width, height=BAR, radii=(RADIUS, RADIUS, 0, 0), fill="danger"
            ),
            RuleItem(
                x=x + BORDER, y=divider, length=width - 2 * BORDER, weight=DIVIDER, colour="danger"
            ),
            IconItem(
                name="warn", x=x + BORDER + PADDING, y=y + (BAR - BAR_ICON) / 2 - 1, width=BAR_ICON,
                height=BAR_ICON, colour="paper", ground="danger",
            ),
            *box.bar.place_as(label, label_x, y, room).items,
            *inner.items,
        ]  # fmt: skip
        return Placed(height, tuple(items))

    def _never(self, column: _Column, never: Never, tight: Tightness) -> None:
        """The sign and the words beside it, and the rule that ends them."""
        type_, air = tight.type_, tight.air * tight.type_.u
        x, indent = column.x, NEVER_ICON + NEVER_GAP
        setting = Setting(type_.size, type_.leading, bold=True)
        words: list[Item] = []
        tall = 0.0
        for each in never.said:
            said = each.place_as(setting, x + indent, tall, column.width - indent)
            words.extend(said.items)
            tall += said.height
        height = max(tall, NEVER_ICON) + 2 * air
        icon = IconItem(
            name="never", x=x, y=column.y + (height - NEVER_ICON) / 2, width=NEVER_ICON,
            height=NEVER_ICON, colour="danger",
        )  # fmt: skip
        rule = RuleItem(
            x=x - PADDING, y=column.y + height + DIVIDER / 2, length=column.width + 2 * PADDING,
            weight=DIVIDER, colour="danger",
        )  # fmt: skip
        lines = moved(words, column.y + (height - tall) / 2)
        column.add(Placed(height + DIVIDER, (icon, *lines, rule)))

    def _main(self, column: _Column, half: MainHalf, tight: Tightness) -> None:
        type_, air = tight.type_, tight.air * tight.type_.u
        column.add(half.headline.place(column.x, column.y, column.width, type_))
        column.add(half.lead.place(column.x, column.y, column.width, type_))
        column.y += air / 2
        column.add(half.effects.place(column.x, column.y, column.width, type_))
        if half.pictures:
            column.y += air
            pictures = self._beside if tight.beside else self._below
            column.add(pictures(half.pictures, column, type_))
        if half.closing is not None:
            column.y += air
            column.add(half.closing.place(column.x, column.y, column.width, type_))

    def _below(self, pictures: tuple[DosePicture, ...], column: _Column, type_: Type) -> Placed:
        """Two pictures side by side, each with its caption below."""
        cell = (column.width - PICTURE_GAP) / 2
        items: list[Item] = []
        heights = []
        for index, picture in enumerate(pictures):
            x = column.x + index * (cell + PICTURE_GAP)
            items.append(_picture(picture, x, column.y, PICTURE_HEIGHT))
            caption = picture.caption.place(x, column.y + PICTURE_HEIGHT, cell, type_)
            items.extend(caption.items)
            heights.append(caption.height)
        return Placed(PICTURE_HEIGHT + max(heights), tuple(items))

    def _beside(self, pictures: tuple[DosePicture, ...], column: _Column, type_: Type) -> Placed:
        """Two pictures one above the other, each with its caption beside it."""
        items: list[Item] = []
        top = column.y
        indent = SIDE_PICTURE / 30 * 72 + 14
        for picture in pictures:
            caption = picture.caption.place(column.x + indent, top, column.width - indent, type_)
            row = max(SIDE_PICTURE + 2, caption.height)
            items.append(_picture(picture, column.x, top + (row - SIDE_PICTURE) / 2, SIDE_PICTURE))
            items.extend(
                picture.caption.place(
                    column.x + indent, top + (row - caption.height) / 2, column.width - indent,
                    type_,
                ).items
            )  # fmt: skip
            top += row
        return Placed(top - column.y, tuple(items))

    def _overdose(self, column: _Column, half: OverdoseHalf, tight: Tightness) -> None:
        type_, air = tight.type_, tight.air * tight.type_.u
        column.add(half.headline.place(column.x, column.y, column.width, type_))
        column.y += air / 2
        column.add(self._call(column, half, type_))
        column.y += air
        column.add(half.lead.place(column.x, column.y, column.width, type_))
        column.y += air / 2
        column.add(half.signs.place(column.x, column.y, column.width, type_))
        if half.closing is not None:
            column.y += air
            column.add(half.closing.place(column.x, column.y, column.width, type_))

    def _call(self, column: _Column, half: OverdoseHalf, type_: Type) -> Placed:
        """The call-now box: the loudest thing of the page."""
        x, y, width = column.x, column.y, column.width
        room = width - 2 * TIGHT_PADDING - CALL_ICON - CALL_GAP
        setting = fitted(half.call, type_.setting(Style.CALL_NOW), room, CALL_SIZES)
        said = half.call.width(setting)
        needed = CALL_ICON + CALL_GAP + said
        start = x + (width - needed) / 2
        return Placed(
            CALL,
            (
                FrameItem(
                    x=x + CALL_BORDER / 2, y=y + CALL_BORDER / 2, width=width - CALL_BORDER,
                    height=CALL - CALL_BORDER, radii=(CALL_RADIUS,) * 4, weight=CALL_BORDER,
                    stroke="ink",
                ),
                IconItem(name="phone-solid", x=start, y=y + (CALL - CALL_ICON) / 2,
                         width=CALL_ICON, height=CALL_ICON),
                *half.call.place_as(
                    Setting(setting.size, CALL, bold=True), start + CALL_ICON + CALL_GAP, y,
                    said + 1,
                ).items,
            ),
        )  # fmt: skip


def _picture(picture: DosePicture, x: float, y: float, height: float) -> IconItem:
    return IconItem(name=picture.name, x=x, y=y, width=height / 30 * 72, height=height,
                    leaf=picture.drawing)  # fmt: skip
