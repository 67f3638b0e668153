"""Heads of large print: the short band of page 1, name and warning on all other pages."""

from __future__ import annotations

from dataclasses import dataclass

from leaflet.design import Paper, Setting, Style, Type
from leaflet.layout.composer import Composer, Paragraph
from leaflet.layout.heads import NAME_SHIFT, TitleBand, fitted
from leaflet.layout.items import IconItem, Item, Placed, RuleItem, SlotItem
from leaflet.model.medicine import Leaflet
from leaflet.structure import StructureElement

NAME_SIZES = (44.0, 40.0, 36.0, 32.0, 28.0, 26.0, 24.0)
RUNNING_NAME_SIZES = (20.0, 18.0, 16.0)
EYEBROW_SIZES = (18.0, 17.0, 16.0)
BAND_RULE = 4.0
CLINIC_COLUMNS = 3
CLINIC_NAME, CLINIC_PHONE = 48.0, 24.0
"""Heights of the clinic's two slots."""
WARN = 22.0


@dataclass(frozen=True, slots=True)
class ShortBand:
    """Kind of leaflet, medicine, form, and the clinic at the end side."""

    band: TitleBand

    @classmethod
    def compose(cls, composer: Composer, parent: StructureElement, leaflet: Leaflet) -> ShortBand:
        """The structure is that of the standard edition."""
        kind = composer.locale.words.patient_leaflet_large
        return cls(TitleBand.compose(composer, parent, leaflet, kind))

    def place(self, y: float, type_: Type) -> Placed:
        """The form takes the whole width, below the name and the clinic; a long name does too."""
        band, paper = self.band, self.band.paper
        width = paper.span(6 - CLINIC_COLUMNS)
        clinic_x = paper.column_start(6 - CLINIC_COLUMNS)
        eyebrow = fitted(band.eyebrow, type_.setting(Style.EYEBROW), width + 14, EYEBROW_SIZES)
        set_name = type_.setting(Style.NAME)
        narrowest = Setting(NAME_SIZES[-1], set_name.leading, bold=True)
        beside = band.name.width(narrowest) <= width + NAME_SHIFT
        room = (width if beside else paper.content_width) + NAME_SHIFT
        name = fitted(band.name, set_name, room, NAME_SIZES)
        name_top = y + (eyebrow.leading if beside else CLINIC_NAME + CLINIC_PHONE)
        top = name_top + name.leading + 5
        form = band.form.place(paper.side, top, paper.content_width, type_)
        height = top - y + form.height + 4 + BAND_RULE
        items: list[Item] = [
            *band.eyebrow.place_as(eyebrow, paper.side, y, width + 14).items,
            *band.name.place_as(
                name, paper.side - NAME_SHIFT, name_top, room
            ).items,
            *form.items,
            SlotItem(name="clinic-name", x=clinic_x, y=y, width=paper.span(CLINIC_COLUMNS),
                     height=CLINIC_NAME, element=band.clinic[0]),
            SlotItem(name="clinic-phone", x=clinic_x, y=y + CLINIC_NAME,
                     width=paper.span(CLINIC_COLUMNS), height=CLINIC_PHONE,
                     element=band.clinic[1]),
            RuleItem(x=paper.side, y=y + height - BAND_RULE / 2, length=paper.content_width,
                     weight=BAND_RULE, colour="brand"),
        ]  # fmt: skip
        return Placed(height, tuple(items))


@dataclass(frozen=True, slots=True)
class LargeHead:
    """Name and warning on one line, or on two where they are long; said once, on page 2."""

    name: Paragraph
    warning: Paragraph
    again: Paragraph
    """The warning on the further pages."""
    paper: Paper

    @classmethod
    def compose(cls, composer: Composer, parent: StructureElement, leaflet: Leaflet) -> LargeHead:
        """The name is an artifact, and so is all of it from page 3 on."""
        short = leaflet.warning.short
        return cls(
            composer.artifact(leaflet.name, style=Style.RUNNING_NAME),
            composer.paragraph(parent, short, style=Style.SHORT_WARNING),
            composer.artifact(short, style=Style.SHORT_WARNING),
            composer.paper,
        )

    def place(self, y: float, type_: Type, *, first: bool) -> Placed:
        """``first`` where the warning is said, and not only shown."""
        paper = self.paper
        warning = self.warning if first else self.again
        set_name = type_.setting(Style.RUNNING_NAME)
        set_warning = type_.setting(Style.SHORT_WARNING)
        said, gap = warning.width(set_warning), 7.0
        end = paper.side + paper.content_width
        apart = paper.content_width - self.name.width(set_name) - WARN - gap - said
        stacked = apart < paper.gutter
        if stacked:
            set_name = fitted(self.name, set_name, paper.content_width, RUNNING_NAME_SIZES)
        x = paper.side + WARN + gap if stacked else end - said
        top = y + (set_name.leading if stacked else 0)
        leading = 22.0 if stacked else set_warning.leading
        lines = warning.place_as(Setting(set_warning.size, leading, bold=True), x, top, end - x + 1)
        middle = top + leading / 2
        items: list[Item] = [
            *self.name.place_as(set_name, paper.side, y, paper.content_width).items,
            IconItem(name="warn", x=x - gap - WARN, y=middle - WARN / 2 - 1, width=WARN,
                     height=WARN, colour="danger"),
            *lines.items,
        ]  # fmt: skip
        return Placed(top - y + lines.height, tuple(items))
