"""The contacts strip of page 2: whom to call, emergency first."""

from __future__ import annotations

from dataclasses import dataclass

from leaflet.design import Paper, Style, Type
from leaflet.layout.composer import Composer, Paragraph, list_attributes
from leaflet.layout.heads import fitted
from leaflet.layout.items import FrameItem, IconItem, Item, Placed, RuleItem, SlotItem
from leaflet.layout.key_facts import Headed
from leaflet.model.common import Statement
from leaflet.model.locale import Contact
from leaflet.model.medicine import ContactNotes
from leaflet.structure import StructureElement, for_clinic

FRAME, RADIUS = 1.5, 6.0
PADDING = 12.0
CELL_PADDING = 10.0
ICON, ICON_GAP = 18.0, 6.0
CELL_SHARES = (0.235, 0.295, 0.29)
CLINIC_CELL = 70.0
"""Name, number and two lines of hours."""
CODE_CELL = 84.0
"""A QR code of 62 points (22 mm) and its label."""
NUMBER_SIZES = (18.0, 17.0, 16.0, 15.0, 14.0)


@dataclass(frozen=True, slots=True)
class ContactCell:
    """A number that the whole region may call."""

    icon: str
    name: Paragraph
    number: Paragraph
    note: Paragraph

    @classmethod
    def compose(
        cls,
        composer: Composer,
        parent: StructureElement,
        icon: str,
        contact: Contact,
        note: Statement | None,
    ) -> ContactCell:
        """An item of the list of contacts."""
        body = parent.add(StructureElement("LI")).add(StructureElement("LBody"))
        return cls(
            icon,
            composer.paragraph(body, contact.name, style=Style.CONTACT_NAME),
            composer.paragraph(body, contact.number, style=Style.NUMBER),
            composer.paragraph(body, note or contact.note, style=Style.NOTE),
        )

    def place(self, x: float, y: float, width: float, type_: Type) -> Placed:
        """Icon and name, number, note, from top to bottom."""
        indent = ICON + ICON_GAP
        name = self.name.place(x + indent, y, width - indent, type_)
        setting = fitted(self.number, type_.setting(Style.NUMBER), width, NUMBER_SIZES)
        number = self.number.place_as(setting, x, y + name.height, width)
        top = name.height + number.height
        note = self.note.place(x, y + top, width, type_)
        icon = IconItem(name=self.icon, x=x, y=y, width=ICON, height=ICON)
        return Placed(top + note.height, (icon, *name.items, *number.items, *note.items))


@dataclass(frozen=True, slots=True)
class ContactStrip:
    """Emergency, the clinic, an advice or poison line, and the clinic's QR code."""

    head: Headed
    emergency: ContactCell
    clinic: StructureElement
    further: ContactCell | None
    code: StructureElement
    paper: Paper

    @classmethod
    def compose(
        cls, composer: Composer, parent: StructureElement, notes: ContactNotes
    ) -> ContactStrip:
        """A list of contacts under a heading; the clinic's is filled by the stamp."""
        contacts = composer.locale.contacts
        title = composer.locale.words.who_to_call
        section = parent.add(StructureElement("Sect", title=title, id="contacts"))
        heading = composer.paragraph(section, title, role="H2", style=Style.H2)
        strip = section.add(StructureElement("L", attributes=list_attributes("None")))
        emergency = ContactCell.compose(
            composer, strip, "siren", contacts.emergency, notes.emergency
        )
        clinic = strip.add(StructureElement("LI")).add(for_clinic("contact", "LBody"))
        further = contacts.poison or contacts.advice
        return cls(
            Headed("phone", heading),
            emergency,
            clinic,
            ContactCell.compose(composer, strip, "info", further, notes.advice)
            if further
            else None,
            section.add(for_clinic("code")),
            composer.paper,
        )

    def place(self, y: float, type_: Type) -> Placed:
        """A frame with the heading and four cells."""
        paper, u = self.paper, type_.u
        x, width = paper.side, paper.content_width
        shares = [share * width for share in CELL_SHARES]
        starts = [x + FRAME + PADDING]
        # The code stands beside the heading too, which saves its height below.
        head = self.head.place(starts[0], y + 10, sum(shares) - 2 * PADDING, type_)
        top = y + 10 + head.height + u / 2
        dividers = []
        edge = x
        for share in shares:
            edge += share
            dividers.append(edge + 1.5)
            starts.append(edge + 1.5 + CELL_PADDING)
        widths = [divider - start - 6 for divider, start in zip(dividers, starts, strict=False)]
        emergency = self.emergency.place(starts[0], top, widths[0], type_)
        further = self.further.place(starts[2], top, widths[2], type_) if self.further else None
        inner = max(emergency.height, further.height if further else 0, CLINIC_CELL)
        code_top = y + 10
        height = max(top - y + inner, 10 + CODE_CELL) + 10
        inner = height - 10 - (top - y)
        items: list[Item] = [
            FrameItem(x=x + FRAME / 2, y=y + FRAME / 2, width=width - FRAME, height=height - FRAME,
                      radii=(RADIUS,) * 4, weight=FRAME, stroke="ink"),
            *head.items,
            *emergency.items,
            *(RuleItem(x=divider, y=top, length=inner, weight=FRAME, vertical=True)
              for divider in dividers[:2]),
            RuleItem(x=dividers[2], y=code_top, length=height - 20, weight=FRAME, vertical=True),
            SlotItem(name="clinic-contact", x=starts[1], y=top, width=widths[1], height=inner,
                     element=self.clinic),
            *(further.items if further else ()),
            SlotItem(name="clinic-code", x=starts[3], y=code_top,
                     width=x + width - FRAME - 6 - starts[3], height=height - 20,
                     element=self.code),
        ]  # fmt: skip
        return Placed(height, tuple(items))
