"""The cover page of large print, for clinics that hand in no cover of their own.

It has no list of contents: each page of large print begins with a question of its own.
"""

from __future__ import annotations

from leaflet.design import Paper, Setting, Style
from leaflet.layout.composer import Composer
from leaflet.layout.cover_page import Cover
from leaflet.layout.heads import fitted
from leaflet.layout.items import FrameItem, IconItem, Item, Page, RuleItem, SlotItem
from leaflet.layout.large.feet import LINE, LargeFoot
from leaflet.model.locale import Locale
from leaflet.model.medicine import Leaflet
from leaflet.model.review import Approval
from leaflet.structure import StructureElement
from leaflet.typography.faces import Faces

NAME_SIZES = (72.0, 64.0, 56.0, 48.0, 40.0, 34.0, 28.0)
BAND, BAND_RULE = 76.0, 6.0
FORM_ICON = 96.0
HEAD = Setting(22, 30, bold=True)
EYEBROW, FORM = Setting(20, 28, bold=True), Setting(18, 24)
CELL = Setting(18, 24, bold=True)
FIELD = Setting(18, 24, bold=True)
FIELD_ROW = 42.0
"""Between the lines to write on."""
LABEL = (230.0, 116.0)
"""81 x 41 mm: takes a pharmacy label of 70 x 35 mm."""


def lay_out_large_cover(
    leaflet: Leaflet,
    locale: Locale,
    faces: Faces,
    paper: Paper,
    approvals: tuple[Approval, ...] = (),
) -> Cover:
    """Clinic, medicine, warning, lines to write on, label space, another way to read it."""
    part = StructureElement("Part", title=locale.words.cover, lang=locale.locale)
    composer = Composer(locale, faces, paper, approvals)
    y = paper.edge
    band = SlotItem(name="cover-band", x=paper.side, y=y, width=paper.content_width, height=BAND,
                    element=part.add(StructureElement("Div")))  # fmt: skip
    y += BAND + 10
    rule = RuleItem(x=paper.side, y=y + BAND_RULE / 2, length=paper.content_width,
                    weight=BAND_RULE, colour="brand")  # fmt: skip
    items: list[Item] = [band, rule]
    air = 22 - max(0.0, 841.89 - paper.height) / 8
    y = _title(items, y + BAND_RULE + air, composer, part, leaflet)
    y = _strip(items, y + air, composer, part, leaflet)
    y = _forms(items, y + air, composer, part)
    foot = LargeFoot.compose(composer)
    room = paper.foot - foot.height - 8 - y - air
    items.append(
        SlotItem(name="cover-message", x=paper.side, y=y + air, width=paper.content_width,
                 height=room, element=part.add(StructureElement("Div")))
    )  # fmt: skip
    items += _foot(foot, part)
    return Cover(Page(tuple(items), paper.foot, paper.foot), part)


def _title(
    items: list[Item], y: float, composer: Composer, part: StructureElement, leaflet: Leaflet
) -> float:
    paper, words = composer.paper, composer.locale.words
    width = paper.content_width - FORM_ICON - 20
    eyebrow = composer.paragraph(part, words.cover_title, links=False, bold=True)
    name = composer.paragraph(part, leaflet.name, role="H1", style=Style.NAME, links=False)
    form = composer.paragraph(part, leaflet.form, links=False)
    set_name = fitted(name, Setting(72, 76, bold=True, colour="brand"), width + 3.6, NAME_SIZES)
    items.extend(eyebrow.place_as(EYEBROW, paper.side, y, width).items)
    items.extend(name.place_as(set_name, paper.side - 3.6, y + 28, width + 3.6).items)
    placed = form.place_as(FORM, paper.side, y + 108, paper.content_width)
    items.extend(placed.items)
    items.append(
        IconItem(name=leaflet.form_icon, x=paper.side + paper.content_width - FORM_ICON, y=y + 4,
                 width=FORM_ICON, height=FORM_ICON, colour="brand", stroke=1.2)
    )  # fmt: skip
    return y + 108 + placed.height


def _strip(
    items: list[Item], y: float, composer: Composer, part: StructureElement, leaflet: Leaflet
) -> float:
    """The warning in two cells, each in as many lines as it takes."""
    paper, weight, icon = composer.paper, 3.0, 34.0
    half = paper.content_width / 2
    room = half - 14 - icon - 10 - 10
    said = [composer.paragraph(part, text, bold=True) for text in leaflet.warning.short_parts]
    lines = [each.place_as(CELL, 0, 0, room).height for each in said]
    height = max(*lines, icon) + 32
    items.extend(
        (
            FrameItem(x=paper.side + weight / 2, y=y + weight / 2,
                      width=paper.content_width - weight, height=height - weight,
                      radii=(7,) * 4, weight=weight, stroke="danger"),
            RuleItem(x=paper.side + half, y=y + weight, length=height - 2 * weight, weight=1.5,
                     colour="danger", vertical=True),
        )
    )  # fmt: skip
    for index, (each, tall) in enumerate(zip(said, lines, strict=True)):
        x = paper.side + index * half + 14
        items.append(
            IconItem(name=("warn", "phone-solid")[index], x=x, y=y + (height - icon) / 2,
                     width=icon, height=icon, colour=("danger", "ink")[index])
        )  # fmt: skip
        items.extend(each.place_as(CELL, x + icon + 10, y + (height - tall) / 2, room).items)
    return y + height


def _forms(items: list[Item], y: float, composer: Composer, part: StructureElement) -> float:
    paper, words = composer.paper, composer.locale.words
    width = paper.span(3)
    heading = composer.paragraph(part, words.this_is_for, role="H2", style=Style.H2, links=False)
    items.extend(heading.place_as(HEAD, paper.side, y, width).items)
    top = y + HEAD.leading + 10
    for text in (words.field_name, words.field_date, words.field_given_by, words.field_next_check):
        label = composer.paragraph(part, text, bold=True, links=False)
        items.extend(label.place_as(FIELD, paper.side, top, width).items)
        end = label.width(FIELD) + 8
        line_y = top + FIELD.baseline + 3
        items.append(RuleItem(x=paper.side + end, y=line_y, length=width - end, weight=1.25))
        top += FIELD_ROW
    x = paper.side + paper.content_width - LABEL[0]
    heading = composer.paragraph(part, words.pharmacy_label, role="H2", style=Style.H2, links=False)
    items.extend(heading.place_as(HEAD, x, y, LABEL[0]).items)
    items.append(
        FrameItem(x=x + 0.6, y=y + 40, width=LABEL[0] - 1.2, height=LABEL[1], radii=(6,) * 4,
                  weight=1.25, stroke="ink", dashed=True)
    )  # fmt: skip
    return max(top - FIELD_ROW + FIELD.leading, y + 40 + LABEL[1])


def _foot(foot: LargeFoot, part: StructureElement) -> list[Item]:
    """The draft tag or the reviewers, and beside a short one the clinic at the end side."""
    paper, said = foot.paper, foot.standing.words
    width = said.width(Setting(16, LINE, bold=True))
    start = paper.side + min(width, foot.room) + paper.gutter
    slot = SlotItem(name="cover-line", x=start, y=paper.foot - LINE, height=LINE,
                    width=paper.side + paper.content_width - start,
                    element=part.add(StructureElement("Div")))  # fmt: skip
    return [foot.place_rule(), *foot.place_standing(), slot]
