"""The heads of the pages: the title band of page 1, the running head of the others."""

from __future__ import annotations

from dataclasses import dataclass

from leaflet.design import REACH_DOWN, REACH_UP, Paper, Setting, Style, Type
from leaflet.errors import OverfullError
from leaflet.layout.composer import Composer, Paragraph
from leaflet.layout.items import FrameItem, IconItem, Item, Placed, RuleItem, SlotItem
from leaflet.model.medicine import Leaflet
from leaflet.structure import StructureElement, for_clinic

NAME_SIZES = (40.0, 36.0, 32.0, 28.0)
"""A long name is set smaller rather than broken; 28 is still larger than any other type."""
RUNNING_NAME_SIZES = (20.0, 18.0, 16.0, 14.0)
CLINIC_NAME, CLINIC_PHONE = 36.0, 33.0
"""Heights of the clinic's two slots: logo with name, and telephone."""
NAME_SHIFT = 2
"""The name moves out by so much, that its stem meets the margin."""


def fitted(
    paragraph: Paragraph, setting: Setting, width: float, sizes: tuple[float, ...]
) -> Setting:
    """The largest of ``sizes`` at which the paragraph stands on one line of ``width``.

    Raises:
        OverfullError: it does not even at the smallest.
    """
    settings = [Setting(size, setting.leading, setting.bold, setting.colour) for size in sizes]
    for smaller in settings:
        if paragraph.width(smaller) <= width:
            return smaller
    over = paragraph.width(settings[-1]) - width
    raise OverfullError(
        f"“{paragraph.flow.text}” is {over:.0f} pt too wide for its line: use shorter words"
    )


@dataclass(frozen=True, slots=True)
class TitleBand:
    """Kind of leaflet, medicine, form; the clinic at the end side."""

    eyebrow: Paragraph
    name: Paragraph
    form: Paragraph
    clinic: tuple[StructureElement, StructureElement]
    paper: Paper

    @classmethod
    def compose(
        cls, composer: Composer, parent: StructureElement, leaflet: Leaflet, kind: str
    ) -> TitleBand:
        """The band's structure below ``parent``; ``kind`` is what the leaflet is called."""
        return cls(
            composer.paragraph(parent, kind, style=Style.EYEBROW),
            composer.paragraph(parent, leaflet.name, role="H1", style=Style.NAME, links=False),
            composer.paragraph(parent, leaflet.form, style=Style.FORM),
            (parent.add(for_clinic("name")), parent.add(for_clinic("phone"))),
            composer.paper,
        )

    def place(self, y: float, type_: Type) -> Placed:
        """22 units high, the rule at its foot included; a form of more lines makes it higher."""
        paper, u = self.paper, type_.u
        width = paper.span(4)
        eyebrow = type_.setting(Style.EYEBROW)
        eyebrow = fitted(self.eyebrow, eyebrow, width, (eyebrow.size,))
        name = fitted(self.name, type_.setting(Style.NAME), width + NAME_SHIFT, NAME_SIZES)
        # Where the leading is tight, a "p" in the name would touch an "l" in the form below it.
        set_form = type_.setting(Style.FORM)
        name_foot = 4 * u + name.baseline + REACH_DOWN * name.size
        form_top = max(14 * u, name_foot + 1 - set_form.baseline + REACH_UP * set_form.size)
        form = self.form.place(paper.side, y + form_top, width, type_)
        height = 17 * u + form.height
        rule = 3.0
        items: list[Item] = [
            *self.eyebrow.place_as(eyebrow, paper.side, y, width).items,
            *self.name.place_as(name, paper.side - NAME_SHIFT, y + 4 * u, width + 2).items,
            *form.items,
            SlotItem(
                name="clinic-name",
                x=paper.column_start(4),
                y=y,
                width=paper.span(2),
                height=CLINIC_NAME,
                element=self.clinic[0],
            ),
            SlotItem(
                name="clinic-phone",
                x=paper.column_start(4),
                y=y + max(11 * u, CLINIC_NAME + 1.5),
                width=paper.span(2),
                height=CLINIC_PHONE,
                element=self.clinic[1],
            ),
            RuleItem(
                x=paper.side,
                y=y + height - rule / 2,
                length=paper.content_width,
                weight=rule,
                colour="brand",
            ),
        ]
        return Placed(height, tuple(items))


@dataclass(frozen=True, slots=True)
class RunningHead:
    """The name and the warning in one line: sheets get parted and are copied one-sided."""

    name: Paragraph
    warning: Paragraph
    paper: Paper

    @classmethod
    def compose(cls, composer: Composer, parent: StructureElement, leaflet: Leaflet) -> RunningHead:
        """The name is an artifact here, the warning is said again."""
        return cls(
            composer.artifact(leaflet.name, style=Style.RUNNING_NAME),
            composer.paragraph(parent, leaflet.warning.short, style=Style.SHORT_WARNING),
            composer.paper,
        )

    @classmethod
    def again(cls, composer: Composer, leaflet: Leaflet) -> RunningHead:
        """The same where it was said before: an artifact."""
        return cls(
            composer.artifact(leaflet.name, style=Style.RUNNING_NAME),
            composer.artifact(leaflet.warning.short, style=Style.SHORT_WARNING),
            composer.paper,
        )

    def place(self, y: float, type_: Type) -> Placed:
        """7 units high."""
        paper, height = self.paper, 7 * type_.u
        setting = type_.setting(Style.SHORT_WARNING)
        text_width = self.warning.width(setting)
        icon, pad, gap, weight = 18.0, 13.0, 8.0, 2.0
        box = pad + icon + gap + text_width + pad
        x = paper.side + paper.content_width - box
        room = x - paper.side - paper.gutter
        over = self.name.width(Setting(RUNNING_NAME_SIZES[-1], height, bold=True)) - room
        if over > 0:
            raise OverfullError(
                f"“{self.warning.flow.text}” is {over:.0f} pt too wide to stand beside "
                f"“{self.name.flow.text}” at the head of page 2: use shorter words"
            )
        name = fitted(self.name, type_.setting(Style.RUNNING_NAME), room, RUNNING_NAME_SIZES)
        items: list[Item] = [
            *self.name.place_as(name, paper.side, y, x - paper.side).items,
            FrameItem(
                x=x + weight / 2, y=y + weight / 2, width=box - weight, height=height - weight,
                radii=(5,) * 4, weight=weight, stroke="danger",
            ),
            IconItem(
                name="warn", x=x + pad, y=y + (height - icon) / 2, width=icon, height=icon,
                colour="danger",
            ),
            *self.warning.place_as(
                Setting(setting.size, height, bold=True), x + pad + icon + gap, y, text_width + 1
            ).items,
        ]  # fmt: skip
        return Placed(height, tuple(items))
