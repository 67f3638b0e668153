"""The warning box: measured and drawn here and nowhere else. It is why the leaflet exists."""

from __future__ import annotations

from dataclasses import dataclass

from leaflet.design import Paper, Setting, Style, Type
from leaflet.layout.composer import Composer, Paragraph
from leaflet.layout.heads import fitted
from leaflet.layout.items import FrameItem, IconItem, Item, Placed, RuleItem
from leaflet.layout.lists import ListBlock, bullets
from leaflet.model.common import Statement
from leaflet.model.medicine import MainDanger, Overdose, Picture, WarningText
from leaflet.pdf.objects import Name
from leaflet.structure import MAIN_DANGER, OVERDOSE, WARNING, StructureElement, Words

BORDER = 3.0
DIVIDER = 1.5
RADIUS = 7.0
PADDING = 13.0
"""At the sides of each half."""
PICTURE_GAP = 16.0
BAR_SIZES = (18.0, 17.0, 16.0, 15.0, 14.0)
"""White type on the bar is 14 points bold at the least."""
CALL_ICON, CALL_GAP, CALL_BORDER, CALL_RADIUS = 28.0, 8.0, 2.25, 6.0
CALL_SIZES = (26.0, 24.0, 22.0)
"""A long telephone number is set smaller, but never smaller than the headline above it."""
NEVER_ICON, NEVER_GAP = 24.0, 8.0


@dataclass(frozen=True, slots=True)
class DosePicture:
    """A drawing of how the dose is brought down, with its caption."""

    name: str
    drawing: Words
    caption: Paragraph

    @classmethod
    def compose(
        cls, composer: Composer, parent: StructureElement, picture: Picture, name: str
    ) -> DosePicture:
        """A Figure with its alternative text, and the caption as a paragraph."""
        figure = parent.add(
            StructureElement(
                "Figure", alt=picture.alt, attributes={"Layout": {"Placement": Name("Block")}}
            )
        )
        return cls(name, figure.say(""), composer.paragraph(parent, picture.caption, bold=True))


@dataclass(frozen=True, slots=True)
class MainHalf:
    """What happens where the medicine is stopped suddenly, or the main danger else."""

    headline: Paragraph
    lead: Paragraph
    effects: ListBlock
    pictures: tuple[DosePicture, ...]
    closing: Paragraph | None

    @classmethod
    def compose(cls, composer: Composer, box: StructureElement, main: MainDanger) -> MainHalf:
        """A section with a headline."""
        half = box.add(StructureElement("Sect", title=main.headline, id=MAIN_DANGER))
        headline = composer.paragraph(half, main.headline, role="H3", style=Style.HEADLINE)
        lead = composer.paragraph(half, main.lead)
        effects = bullets(composer, half, main.effects, gap=0)
        pictures: tuple[DosePicture, ...] = ()
        if main.pictures is not None:
            pictures = (
                DosePicture.compose(composer, half, main.pictures.wrong, "dose-stopped"),
                DosePicture.compose(composer, half, main.pictures.right, "dose-lowered"),
            )
        closing = composer.paragraph(half, main.closing) if main.closing else None
        return cls(headline, lead, effects, pictures, closing)

    def place(self, x: float, y: float, width: float, type_: Type) -> Placed:
        """Headline, effects, dose pictures side by side, closing line."""
        u = type_.u
        items: list[Item] = []
        top = y
        headline = self.headline.place(x, top, width, type_)
        top += headline.height + u
        lead = self.lead.place(x, top, width, type_)
        top += lead.height
        effects = self.effects.place(x, top, width, type_)
        top += effects.height
        items.extend((*headline.items, *lead.items, *effects.items))
        if self.pictures:
            top += 2 * u
            cell = (width - PICTURE_GAP) / 2
            height = 11 * u
            captions = []
            for index, picture in enumerate(self.pictures):
                start = x + index * (cell + PICTURE_GAP)
                items.append(
                    IconItem(
                        name=picture.name,
                        x=start,
                        y=top,
                        width=height / 30 * 72,
                        height=height,
                        leaf=picture.drawing,
                    )
                )
                caption = picture.caption.place(start, top + height, cell, type_)
                items.extend(caption.items)
                captions.append(caption.height)
            top += height + max(captions)
        if self.closing is not None:
            top += u
            closing = self.closing.place(x, top, width, type_)
            items.extend(closing.items)
            top += closing.height
        return Placed(top - y, tuple(items))


@dataclass(frozen=True, slots=True)
class OverdoseHalf:
    """What to do after too much, and the signs of it."""

    headline: Paragraph
    call: Paragraph
    lead: Paragraph
    signs: ListBlock
    closing: Paragraph | None

    @classmethod
    def compose(cls, composer: Composer, box: StructureElement, overdose: Overdose) -> OverdoseHalf:
        """A section with a headline."""
        half = box.add(StructureElement("Sect", title=overdose.headline, id=OVERDOSE))
        return cls(
            composer.paragraph(half, overdose.headline, role="H3", style=Style.HEADLINE),
            composer.paragraph(half, overdose.call, style=Style.CALL_NOW),
            composer.paragraph(half, overdose.lead),
            bullets(composer, half, overdose.signs, gap=0),
            composer.paragraph(half, overdose.closing) if overdose.closing else None,
        )

    def place(self, x: float, y: float, width: float, type_: Type) -> Placed:
        """Headline, call-now box, signs, closing lines."""
        u = type_.u
        headline = self.headline.place(x, y, width, type_)
        top = y + headline.height + u
        items: list[Item] = [*headline.items, *self._call(x, top, width, type_)]
        top += 10 * u + 2 * u
        lead = self.lead.place(x, top, width, type_)
        top += lead.height
        signs = self.signs.place(x, top, width, type_)
        top += signs.height
        items.extend((*lead.items, *signs.items))
        if self.closing is not None:
            top += u
            closing = self.closing.place(x, top, width, type_)
            items.extend(closing.items)
            top += closing.height
        return Placed(top - y, tuple(items))

    def _call(self, x: float, y: float, width: float, type_: Type) -> list[Item]:
        """The call-now box, 10 units high: what is in it stands in its middle."""
        height = 10 * type_.u
        room = width - 2 * PADDING - CALL_ICON - CALL_GAP
        setting = fitted(self.call, type_.setting(Style.CALL_NOW), room, CALL_SIZES)
        text_width = self.call.width(setting)
        start = x + (width - CALL_ICON - CALL_GAP - text_width) / 2
        return [
            FrameItem(
                x=x + CALL_BORDER / 2, y=y + CALL_BORDER / 2, width=width - CALL_BORDER,
                height=height - CALL_BORDER, radii=(CALL_RADIUS,) * 4, weight=CALL_BORDER,
                stroke="ink",
            ),
            IconItem(
                name="phone-solid", x=start, y=y + (height - CALL_ICON) / 2, width=CALL_ICON,
                height=CALL_ICON,
            ),
            *self.call.place_as(
                Setting(setting.size, height, bold=True),
                start + CALL_ICON + CALL_GAP, y, text_width + 1,
            ).items,
        ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Never:
    """Who must not start it, or what it must never meet: bold, across the whole box."""

    said: tuple[Paragraph, ...]

    @classmethod
    def compose(
        cls, composer: Composer, box: StructureElement, never: tuple[Statement, ...]
    ) -> Never:
        """A paragraph for each."""
        return cls(tuple(composer.paragraph(box, each, style=Style.ROW_HEAD) for each in never))

    def place(self, x: float, y: float, width: float, type_: Type) -> Placed:
        """The sign and the words beside it, with 2 units of air, and the rule that ends them."""
        u = type_.u
        start, room = x + NEVER_ICON + NEVER_GAP, width - NEVER_ICON - NEVER_GAP
        lines = sum(each.place(start, 0, room, type_).height for each in self.said)
        height = 4 * u + max(lines, NEVER_ICON)
        top = y + (height - lines) / 2
        said: list[Item] = []
        for each in self.said:
            placed = each.place(start, top, room, type_)
            said.extend(placed.items)
            top += placed.height
        icon = IconItem(
            name="never", x=x, y=y + (height - NEVER_ICON) / 2, width=NEVER_ICON,
            height=NEVER_ICON, colour="danger",
        )  # fmt: skip
        rule = RuleItem(
            x=x - PADDING, y=y + height + DIVIDER / 2, length=width + 2 * PADDING,
            weight=DIVIDER, colour="danger",
        )  # fmt: skip
        return Placed(height + DIVIDER, (icon, *said, rule))


@dataclass(frozen=True, slots=True)
class WarningBox:
    """Withdrawal (or the main danger) and overdose, side by side under one bar; never split."""

    bar: Paragraph
    never: Never | None
    main: MainHalf
    overdose: OverdoseHalf
    paper: Paper

    @classmethod
    def compose(
        cls, composer: Composer, parent: StructureElement, warning: WarningText
    ) -> WarningBox:
        """A section with a heading, not a table: it is read as text (PDF 1.7 has no Aside)."""
        words = composer.locale.words
        box = parent.add(StructureElement("Sect", title=words.warning, id=WARNING))
        return cls(
            composer.paragraph(box, words.warning, role="H2", style=Style.WARNING_BAR),
            Never.compose(composer, box, warning.never) if warning.never else None,
            MainHalf.compose(composer, box, warning.main),
            OverdoseHalf.compose(composer, box, warning.overdose),
            composer.paper,
        )

    def place(self, y: float, type_: Type) -> Placed:
        """The bar is 8 units high with its border, each half has 3 units of air above and below."""
        paper, u = self.paper, type_.u
        x, width, bar = paper.side, paper.content_width, 8 * u
        middle = x + width / 2
        half = width / 2 - BORDER - 2 * PADDING
        inner = x + BORDER + PADDING
        never = (
            self.never.place(inner, y + bar, width - 2 * (BORDER + PADDING), type_)
            if self.never
            else Placed(0, ())
        )
        bar_foot = y + bar + never.height
        top = bar_foot + 3 * u
        main = self.main.place(inner, top, half, type_)
        overdose = self.overdose.place(middle + PADDING, top, half, type_)
        height = top - y + max(main.height, overdose.height) + 3 * u
        icon = 24.0
        label_x = inner + icon + 8
        label_width = x + width - PADDING - label_x
        label = fitted(self.bar, type_.setting(Style.WARNING_BAR), label_width, BAR_SIZES)
        items: list[Item] = [
            FrameItem(
                x=x + BORDER / 2, y=y + BORDER / 2, width=width - BORDER, height=height - BORDER,
                radii=(RADIUS - BORDER / 2,) * 4, weight=BORDER, stroke="danger",
            ),
            FrameItem(
                x=x, y=y, width=width, height=bar, radii=(RADIUS, RADIUS, 0, 0), fill="danger"
            ),
            RuleItem(
                x=middle, y=bar_foot, length=y + height - BORDER - bar_foot, weight=DIVIDER,
                colour="danger", vertical=True,
            ),
            IconItem(
                name="warn", x=inner, y=y + (bar - icon) / 2, width=icon,
                height=icon, colour="paper", ground="danger",
            ),
            *self.bar.place_as(label, label_x, y, label_width).items,
            *never.items,
            *main.items,
            *overdose.items,
        ]  # fmt: skip
        return Placed(height, tuple(items))
