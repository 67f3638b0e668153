"""The cover page of the design, for clinics that hand in no cover of their own."""

from __future__ import annotations

from dataclasses import dataclass

from leaflet.design import Paper, Setting, Style
from leaflet.layout.composer import Composer, Paragraph
from leaflet.layout.feet import FrontFoot
from leaflet.layout.heads import fitted
from leaflet.layout.items import FrameItem, IconItem, Item, Page, RuleItem, SlotItem
from leaflet.model.locale import Locale
from leaflet.model.medicine import Leaflet
from leaflet.model.review import Approval
from leaflet.structure import COVER, StructureElement
from leaflet.typography.faces import Faces

NAME_SIZES = (72.0, 64.0, 56.0, 48.0, 40.0, 34.0, 28.0)
BAND = 64.0
BAND_RULE = 6.0
FORM_ICON = 112.0
ICON_INSET = 40.0
"""Of the form's icon from the right margin, where the name leaves that much."""
ICON_AIR = 24.0
"""Between name and icon, at least."""
STRIP = 67.0
LABEL = (230.0, 116.0)
"""81 x 41 mm: takes a pharmacy label of 70 x 35 mm."""


@dataclass(frozen=True, slots=True)
class Cover:
    """The laid-out cover page and its structure."""

    page: Page
    structure: StructureElement


def lay_out_cover(
    leaflet: Leaflet,
    locale: Locale,
    faces: Faces,
    paper: Paper,
    approvals: tuple[Approval, ...] = (),
) -> Cover:
    """The cover page: clinic, medicine, warning, lines to write on, label space, contents."""
    part = StructureElement("Part", title=locale.words.cover, lang=locale.locale, id=COVER)
    composer = Composer(locale, faces, paper, approvals)
    items = _Cover(composer, part, leaflet).items()
    return Cover(Page(tuple(items), paper.foot, paper.foot), part)


class _Cover:
    def __init__(self, composer: Composer, part: StructureElement, leaflet: Leaflet) -> None:
        self.composer = composer
        self.words = composer.locale.words
        self.paper = composer.paper
        self.part = part
        self.leaflet = leaflet
        self.foot = FrontFoot.compose(composer, leaflet, 1, 2)

    def items(self) -> list[Item]:
        paper = self.paper
        y = paper.edge
        clinic = self.part.add(StructureElement("Div"))
        items: list[Item] = [
            SlotItem(name="cover-band", x=paper.side, y=y, width=paper.content_width, height=BAND,
                     element=clinic),
            RuleItem(x=paper.side, y=y + BAND + 14 + BAND_RULE / 2, length=paper.content_width,
                     weight=BAND_RULE, colour="brand"),
        ]  # fmt: skip
        y += BAND + 14 + BAND_RULE + self._air(34)
        y = self._title(items, y)
        y = self._strip(items, y + self._air(28))
        y = self._forms(items, y + self._air(26))
        self._contents(items, y + self._air(24))
        self._foot(items)
        return items

    def _air(self, points: float) -> float:
        """Space between blocks: all the difference in height comes out of it."""
        shortage = 841.89 - self.paper.height
        return max(points * 0.4, points - shortage * points / 112)

    def _heading(self, text: str) -> Paragraph:
        return self.composer.paragraph(self.part, text, role="H2", style=Style.H2, links=False)

    def _title(self, items: list[Item], y: float) -> float:
        paper, leaflet = self.paper, self.leaflet
        eyebrow = self.composer.paragraph(self.part, self.words.cover_title, links=False, bold=True)
        name = self.composer.paragraph(
            self.part, leaflet.name, role="H1", style=Style.NAME, links=False
        )
        form = self.composer.paragraph(self.part, leaflet.form, links=False)
        width = paper.content_width - FORM_ICON - ICON_AIR
        items.extend(eyebrow.place_as(Setting(18, 24, bold=True), paper.side, y, width).items)
        setting = fitted(name, Setting(72, 76, bold=True, colour="brand"), width + 3.6, NAME_SIZES)
        items.extend(name.place_as(setting, paper.side - 3.6, y + 26, width + 3.6).items)
        inset = min(ICON_INSET, width + 3.6 - name.width(setting))  # a long name takes its room
        placed = form.place_as(Setting(18, 24), paper.side, y + 26 + 76 + 4, width)
        items.extend(placed.items)
        items.append(
            IconItem(
                name=leaflet.form_icon,
                x=paper.side + paper.content_width - FORM_ICON - inset,
                y=y + 14,
                width=FORM_ICON,
                height=FORM_ICON,
                colour="brand",
                stroke=1.2,
            )
        )
        return y + 26 + 76 + 4 + placed.height

    def _strip(self, items: list[Item], y: float) -> float:
        paper = self.paper
        x, width, weight = paper.side, paper.content_width, 3.0
        middle = x + width / 2
        items.extend(
            (
                FrameItem(x=x + weight / 2, y=y + weight / 2, width=width - weight,
                          height=STRIP - weight, radii=(5.5,) * 4, weight=weight, stroke="danger"),
                RuleItem(x=middle, y=y + weight, length=STRIP - 2 * weight, weight=1.5,
                         colour="danger", vertical=True),
            )
        )  # fmt: skip
        icons = ("warn", "phone-solid")
        for index, text in enumerate(self.leaflet.warning.short_parts):
            start = (x if index == 0 else middle) + 14
            items.append(
                IconItem(name=icons[index], x=start, y=y + (STRIP - 28) / 2, width=28, height=28,
                         colour="danger" if index == 0 else "ink")
            )  # fmt: skip
            said = self.composer.paragraph(self.part, text, bold=True)
            room = width / 2 - 14 - 28 - 8 - 10
            setting = fitted(said, Setting(17, STRIP, bold=True), room, (17, 16, 15, 14, 13, 12))
            items.extend(said.place_as(setting, start + 36, y, room + 1).items)
        return y + STRIP

    def _forms(self, items: list[Item], y: float) -> float:
        paper, words = self.paper, self.words
        heading = self._heading(words.this_is_for)
        items.extend(heading.place_as(Setting(15, 20, bold=True), paper.side, y, 250).items)
        width = paper.span(3)
        top = y + 20 + 12
        for text in (
            words.field_name, words.field_date, words.field_given_by, words.field_next_check
        ):  # fmt: skip
            label = self.composer.paragraph(self.part, text, bold=True, links=False)
            setting = Setting(12, 20, bold=True)
            items.extend(label.place_as(setting, paper.side, top, width).items)
            end = label.width(setting) + 8
            line_y = top + setting.baseline + 3
            items.append(RuleItem(x=paper.side + end, y=line_y, length=width - end, weight=1))
            top += 32
        label_x = paper.side + paper.content_width - LABEL[0]
        heading = self._heading(words.pharmacy_label)
        items.extend(heading.place_as(Setting(15, 20, bold=True), label_x, y, LABEL[0]).items)
        items.append(
            FrameItem(x=label_x + 0.6, y=y + 28, width=LABEL[0] - 1.2, height=LABEL[1],
                      radii=(6,) * 4, weight=1.25, stroke="ink", dashed=True)
        )  # fmt: skip
        return max(top - 12, y + 28 + LABEL[1])

    def _contents(self, items: list[Item], y: float) -> None:
        paper, words, leaflet = self.paper, self.words, self.leaflet
        width = paper.span(3)
        heading = self._heading(words.in_this_leaflet)
        items.extend(heading.place_as(Setting(15, 20, bold=True), paper.side, y, width).items)
        entries = [
            (words.what_and_warning, 1),
            *((section.heading, 1) for section in leaflet.taking),
            (leaflet.side_effects.heading, 2),
            *((section.heading, 2) for section in leaflet.sections),
            (words.who_to_call, 2),
        ]
        top = y + 20 + 3
        room = paper.foot - self.foot.height - 8 - top
        row = min(24.6, room / len(entries))
        size = 12.0 if row >= 16 else 11.0
        contents = self.part.add(StructureElement("TOC"))
        for title, page in entries:
            entry = contents.add(StructureElement("TOCI"))
            text = self.composer.paragraph(entry, title, links=False)
            number = self.composer.paragraph(
                entry, words.contents_page.format(page=page), bold=True, links=False
            )
            setting = Setting(size, row)
            end = number.width(setting)
            items.extend(text.place_as(setting, paper.side, top, width - end - 8).items)
            items.extend(number.place_as(setting, paper.side + width - end, top, end + 1).items)
            top += row
            items.append(RuleItem(x=paper.side, y=top - 0.5, length=width, weight=0.75))
        another = self.part.add(StructureElement("Div"))
        x = paper.side + paper.content_width - LABEL[0]
        items.append(
            SlotItem(name="cover-message", x=x, y=y, width=LABEL[0],
                     height=paper.foot - self.foot.height - 8 - y, element=another)
        )  # fmt: skip

    def _foot(self, items: list[Item]) -> None:
        paper = self.paper
        # Version and page belong to the leaflet's own pages.
        items.extend(self.foot.place_standing())
        address = self.part.add(StructureElement("Div"))
        items.append(
            SlotItem(name="cover-line", x=paper.side + 180, y=self.foot.row,
                     width=paper.content_width - 180, height=16, element=address)
        )  # fmt: skip
