"""What stands in each slot: the clinic's name, logo, telephone, code and address.

Without a clinic the slots say "Your pharmacy" and leave room to write or to put a rubber stamp.
"""

from __future__ import annotations

from leaflet.stamping.pen import too_long
from leaflet.structure import StructureElement

TYPE_CHECKING = False  # see leaflet.pdf.objects
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import TypeAlias

    from leaflet.stamping.clinic import Clinic
    from leaflet.stamping.pen import SlotPen

    Words: TypeAlias = Mapping[str, str]

BASELINE = 0.388
"""From the middle of a line to its baseline, in em."""
LOGO_GAP = 8.0
LOGO_RESOURCE, ICON_RESOURCE = "Logo", "Icon"
SMALLEST_CODE = 62.0
"""Side of a QR code in points: 22 mm."""
PER_MEDICINE = frozenset({"clinic-code", "clinic-line", "cover-message"})
"""Slots whose words may name the medicine; the others are the same in all leaflets of a clinic."""


class SlotFiller:
    """Fills the slots of one leaflet for one clinic, or for none."""

    def __init__(self, clinic: Clinic | None, words: Words, facts: Mapping[str, str]) -> None:
        self.clinic = clinic
        self.words = words
        self.facts = facts

    def fill(self, name: str, pen: SlotPen, element: StructureElement) -> None:
        """Draw slot ``name``; what it says goes below ``element``."""
        fillers = {
            "clinic-name": self._name_slot,
            "clinic-phone": self._phone_slot,
            "clinic-contact": self._contact,
            "clinic-code": self._code,
            "clinic-line": self._line,
            "cover-band": self._cover_band,
            "cover-message": self._cover_message,
            "cover-line": self._cover_line,
        }
        fillers[name](pen, element)

    @property
    def web(self) -> str | None:
        """The clinic's address for this leaflet."""
        if self.clinic is None or self.clinic.web is None:
            return None
        return self.clinic.web.replace("{medicine}", self.facts["medicine"]).replace(
            "{locale}", self.facts["locale"]
        )

    def _phone(self, parent: StructureElement, phone: str) -> StructureElement:
        if phone.startswith("+"):
            phone = phone.replace("(0)", "")  # is dialled within the country alone
        digits = "".join(c for c in phone if c.isdigit() or c == "+")
        return parent.add(StructureElement("Link", target=f"tel:{digits}"))

    def _name_slot(self, pen: SlotPen, element: StructureElement) -> None:
        clinic = self.clinic
        if clinic is None:
            name = element.add(StructureElement("P"))
            pen.text(name, self.words["pharmacy"], 0, 18 + BASELINE * 14, 14, bold=True)
            return
        start = 0.0
        if clinic.logo is not None:
            start = self._logo(pen, element, 36, 36, y=0)
        self._name(pen, element, start)

    def _phone_slot(self, pen: SlotPen, element: StructureElement) -> None:
        clinic, words = self.clinic, self.words
        paragraph = element.add(StructureElement("P"))
        if clinic is None:
            said = pen.text(paragraph, words["pharmacy_phone_line"], 0, 17, 10.5, bold=True)
            pen.rule(said + 6, 19, pen.width - said - 6, 1)
            return
        pen.text(paragraph, words["questions_call"], 0, 6 + BASELINE * 10.5, 10.5, bold=True,
                 more=True)  # fmt: skip
        phone = self._phone(paragraph, clinic.phone)
        size = pen.fitting(clinic.phone, (18, 17, 16, 15, 14), pen.width, bold=True)
        if size is None:
            raise too_long("phone", clinic.phone, "one number only, without words")
        pen.text(phone, clinic.phone, 0, 22 + BASELINE * 18, size, bold=True)

    def _logo(
        self, pen: SlotPen, element: StructureElement, width: float, height: float, *, y: float
    ) -> float:
        """The logo in a box of that size, never stretched; gives where the name begins."""
        clinic = self.clinic
        assert clinic is not None
        assert clinic.logo is not None
        logo = clinic.logo
        scale = min(width / logo.width, height / logo.height)
        drawn = logo.width * scale, logo.height * scale
        figure = element.add(StructureElement("Figure", alt=logo.alt))
        pen.image(figure, LOGO_RESOURCE, 0, y + (height - drawn[1]) / 2, *drawn,
                  grid=(logo.width, logo.height))  # fmt: skip
        return drawn[0] + LOGO_GAP

    def _name(self, pen: SlotPen, element: StructureElement, start: float) -> None:
        """Name and descriptor beside the logo, centred on 36 points."""
        clinic = self.clinic
        assert clinic is not None
        room = pen.width - start
        size = pen.fitting(clinic.name, (14, 12.5), room, bold=True)
        name = element.add(StructureElement("P"))
        if size is None:
            size, lines = self._name_in_lines(pen, (12.5, 12, 11.5, 11), room, 2, 3)
            leading = 15 if len(lines) == 2 else 12
            top = (36 - leading * len(lines)) / 2 - (len(lines) > 2)  # room below the last baseline
            for index, line in enumerate(lines):
                y = top + leading * (index + 0.5) + BASELINE * size
                pen.text(name, line, start, y, size, bold=True, more=index < len(lines) - 1)
            return
        top = 3.5 if clinic.descriptor else 10.0
        pen.text(name, clinic.name, start, top + 8 + BASELINE * size, size, bold=True)
        if clinic.descriptor:
            small = pen.fitting(clinic.descriptor, (10.5, 10), room)
            if small is None:
                raise too_long("descriptor", clinic.descriptor, "about 20 characters fit")
            descriptor = element.add(StructureElement("P"))
            pen.text(descriptor, clinic.descriptor, start, top + 16 + 6.5 + BASELINE * small, small)

    def _name_in_lines(
        self, pen: SlotPen, sizes: Sequence[float], room: float, *numbers: int
    ) -> tuple[float, list[str]]:
        """The clinic's whole name on one of these numbers of lines, and its size: never cut."""
        assert self.clinic is not None
        for most in numbers:
            found = pen.set_in_lines(self.clinic.name, sizes, room, most, bold=True)
            if found is not None:
                return found
        raise too_long("name", self.clinic.name, "use a shorter form for the leaflet")

    def _contact(self, pen: SlotPen, element: StructureElement) -> None:
        clinic, words = self.clinic, self.words
        pen.image(None, ICON_RESOURCE, 0, 0, 18, 18, grid=(24, 24))
        room = pen.width - 24
        name = element.add(StructureElement("P"))
        if clinic is None:
            size = pen.fitting(words["pharmacy"], (12, 11.5, 11), room, bold=True)
            pen.text(name, words["pharmacy"], 24, 9 + BASELINE * 12, size or 11, bold=True)
            phone = element.add(StructureElement("P"))
            said = pen.text(phone, words["pharmacy_phone_line"], 0, 18 + 24, 11)
            pen.rule(said + 6, 18 + 25, pen.width - said - 6, 1)
            return
        top = self._contact_name(pen, name, room)
        paragraph = element.add(StructureElement("P"))
        large = pen.fitting(clinic.phone, (18, 17, 16, 15, 14), pen.width, bold=True)
        if large is None:
            raise too_long("phone", clinic.phone, "one number only, without words")
        pen.text(self._phone(paragraph, clinic.phone), clinic.phone, 0,
                 top + 12 + BASELINE * 18, large, bold=True)  # fmt: skip
        self._hours(pen, element, top + 24)

    def _contact_name(self, pen: SlotPen, owner: StructureElement, room: float) -> float:
        """The name beside its icon; gives where the next line begins."""
        assert self.clinic is not None
        label = self.clinic.name
        size = pen.fitting(label, (12, 11.5, 11), room, bold=True)
        if size is not None:
            pen.text(owner, label, 24, 9 + BASELINE * 12, size, bold=True)
            return 18.0
        for size in (11, 10.5, 10):
            first, *others = pen.wrap(label, size, room, bold=True)
            rest = " ".join(others)
            wide = pen.measure(rest, size, bold=True)
            if pen.measure(first, size, bold=True) <= room and wide <= pen.width:
                pen.text(owner, first, 24, 9 + BASELINE * 12, size, bold=True, more=True)
                below = 24 if wide <= room else 0  # below the icon there is more room
                pen.text(owner, rest, below, 22.5 + BASELINE * 12, size, bold=True)
                return 31.5
        raise too_long("name", label, "use a shorter form for the leaflet")

    def _hours(self, pen: SlotPen, element: StructureElement, top: float) -> None:
        """The hours below the number: all lines, or the short form where they have no room."""
        clinic = self.clinic
        assert clinic is not None
        room = int((pen.height - top + 0.1) // 14)
        lines = clinic.hours
        if len(lines) > room and clinic.hours_short is not None:
            lines = (clinic.hours_short,)
        if not lines:
            return
        if len(lines) > room:
            raise too_long("name, with hours below it,", clinic.name,
                           "use a shorter name, or give hours_short")  # fmt: skip
        hours = element.add(StructureElement("P"))
        for index, line in enumerate(lines):
            size = pen.fitting(line, (11, 10.5, 10), pen.width)
            if size is None:
                raise too_long("hours", line, "about 24 characters fit on a line")
            pen.text(hours, line, 0, top + 7 + 14 * index + BASELINE * 11, size,
                     more=index < len(lines) - 1)  # fmt: skip

    def _code(self, pen: SlotPen, element: StructureElement) -> None:
        side = SMALLEST_CODE
        web = self.web
        if web is None:
            lines = pen.wrap(self.words["pharmacy_stamp"], 10, pen.width)
            pen.dashed_frame(0, 0.5, pen.width, pen.height - 4 - 12 * len(lines))
            stamp = element.add(StructureElement("P"))
            for index, line in enumerate(lines, start=1 - len(lines)):
                start = (pen.width - pen.measure(line, 10)) / 2
                pen.text(stamp, line, start, pen.height - 4 + 12 * index, 10, more=index < 0)
            return
        self._qr(pen, element, web, 0, 0, side)
        label = self.words["read_online"]
        size = pen.fitting(label, (10.5, 10), pen.width, bold=True)
        if size is None:
            raise too_long("the locale's word read_online", label, "about 14 characters fit")
        width = pen.measure(label, size, bold=True)
        said = element.add(StructureElement("P"))
        link = said.add(StructureElement("Link", target=f"https://{web}"))
        pen.text(link, label, max(0.0, (side - width) / 2), side + 6 + 10, size, bold=True)

    def _qr(
        self, pen: SlotPen, element: StructureElement, web: str, x: float, y: float, side: float
    ) -> None:
        from leaflet.brand.qr import qr_code  # not every clinic has one

        figure = element.add(
            StructureElement("Figure", alt=self.words["qr_alt"].format(address=web))
        )
        pen.modules(figure, qr_code(f"https://{web}").modules, x, y, side)

    def _line(self, pen: SlotPen, element: StructureElement) -> None:
        """Name, address and web on one line of the foot."""
        clinic = self.clinic
        paragraph = element.add(StructureElement("P"))
        if clinic is None:
            pen.text(paragraph, self.words["ask_pharmacist"], 0, 6.5 + BASELINE * 10, 10)
            return
        rest = f", {clinic.address}"
        web = self.web
        tail = f". {web}" if web else "."
        baseline = 6.5 + BASELINE * 10
        total = pen.measure(clinic.name, 10, bold=True) + pen.measure(rest + tail, 10)
        if total > pen.width:
            raise too_long(
                "name, address and web", f"{clinic.name}{rest}{tail}",
                f"shorten them by about {(total - pen.width) / 5:.0f} characters",
            )  # fmt: skip
        x = pen.text(paragraph, clinic.name, 0, baseline, 10, bold=True)
        x += pen.text(paragraph, f"{rest}. " if web else f"{rest}.", x, baseline, 10)
        if web:
            link = paragraph.add(StructureElement("Link", target=f"https://{web}"))
            pen.text(link, web, x, baseline, 10)

    def _cover_band(self, pen: SlotPen, element: StructureElement) -> None:
        clinic = self.clinic
        assert clinic is not None  # only a clinic has a cover page
        start = 0.0
        if clinic.logo is not None:
            wide = clinic.logo.width / clinic.logo.height > 2
            start = self._logo(pen, element, 240 if wide else 64, 64, y=0) + 6
        phone_x = pen.width - 161
        room = phone_x - start - 12
        name = element.add(StructureElement("P"))
        size = pen.fitting(clinic.name, (22, 20, 18, 16, 14), room, bold=True)
        size, lines = (
            (size, [clinic.name]) if size else self._name_in_lines(pen, (14, 12.5), room, 2)
        )
        for index, line in enumerate(lines):
            y = 20 + (17 * index - 9 if len(lines) > 1 else 0)
            pen.text(name, line, start, y + BASELINE * size, size, bold=True,
                     more=index < len(lines) - 1)  # fmt: skip
        if clinic.descriptor:
            small = pen.fitting(clinic.descriptor, (13, 12, 11, 10.5, 10), room)
            if small is None:
                raise too_long("descriptor", clinic.descriptor, "about 20 characters fit")
            said = element.add(StructureElement("P"))
            pen.text(said, clinic.descriptor, start, 46 + BASELINE * 13, small)
        paragraph = element.add(StructureElement("P"))
        pen.text(paragraph, self.words["questions_call"], phone_x, 12 + BASELINE * 12, 12,
                 bold=True, more=True)  # fmt: skip
        size = pen.fitting(clinic.phone, (20, 19, 18, 17, 16, 15, 14), 161, bold=True)
        if size is None:
            raise too_long("phone", clinic.phone, "one number only, without words")
        pen.text(self._phone(paragraph, clinic.phone), clinic.phone, phone_x,
                 33 + BASELINE * 20, size, bold=True)  # fmt: skip
        if clinic.hours_short:
            hours = element.add(StructureElement("P"))
            small = pen.fitting(clinic.hours_short, (11, 10.5, 10), 161)
            if small is None:
                raise too_long("hours_short", clinic.hours_short, "about 28 characters fit")
            pen.text(hours, clinic.hours_short, phone_x, 53 + BASELINE * small, small)

    def _cover_message(self, pen: SlotPen, element: StructureElement) -> None:
        clinic, words = self.clinic, self.words
        assert clinic is not None
        web = self.web
        y = 0.0
        text = clinic.message
        if text is None:
            heading = element.add(StructureElement("H2"))
            pen.text(heading, words["another_way"], 0, 10 + BASELINE * 15, 15, bold=True)
            y = 28.0
            text = words["another_way_text"]
            with_code = f"{text} {words['another_way_scan']}"
            if web and self._room_for_code(pen, y, with_code) >= SMALLEST_CODE:
                text = with_code
        lines = self._message_lines(pen, text, y)
        paragraph = element.add(StructureElement("P"))
        for index, line in enumerate(lines):
            pen.text(paragraph, line, 0, y + 8 + BASELINE * 12, 12, more=index < len(lines) - 1)
            y += 16
        side = min(76.0, self._room_for_code(pen, y, ""))
        if web and side >= SMALLEST_CODE:
            self._qr(pen, element, web, 0, y + 8, side)
            self._address(pen, element, web, side + 12, y + 8 + side / 2)

    def _message_lines(self, pen: SlotPen, text: str, y: float) -> list[str]:
        found = pen.set_in_lines(text, (12,), pen.width, int((pen.height - y) // 16))
        if found is None:
            raise too_long("message", text, "shorten it, or divide its longest words")
        return found[1]

    def _room_for_code(self, pen: SlotPen, y: float, text: str) -> float:
        """What is left below ``text`` for a QR code's side."""
        lines = len(pen.wrap(text, 12, pen.width)) if text else 0
        return pen.height - y - 16 * lines - 8

    def _address(
        self, pen: SlotPen, element: StructureElement, web: str, x: float, middle: float
    ) -> None:
        """The web address beside its code, broken behind a slash, point or hyphen if it must be."""
        room = pen.width - x
        size = pen.fitting(web, (11, 10.5, 10), room) or 10
        lines = [""]
        for part in breakable(web):
            if lines[-1] and pen.measure(lines[-1] + part, size) > room:
                lines.append("")
            lines[-1] += part
        if any(pen.measure(line, size) > room for line in lines) or len(lines) > 4:
            raise too_long("web", web, "shorten it, or turn the cover page off")
        said = element.add(StructureElement("P"))
        link = said.add(StructureElement("Link", target=f"https://{web}"))
        for index, line in enumerate(lines):
            y = middle + 4 + 13 * (index - (len(lines) - 1) / 2)
            pen.text(link, line, x, y, size)

    def _cover_line(self, pen: SlotPen, element: StructureElement) -> None:
        clinic = self.clinic
        assert clinic is not None
        text = f"{clinic.name}, {clinic.address}"
        size = pen.fitting(text, (10,), pen.width)
        paragraph = element.add(StructureElement("P"))
        if size is None:  # the foot of the last page has the address too
            text, size = clinic.name, 10
        width = pen.measure(text, size)
        pen.text(paragraph, text, pen.width - width, 8 + BASELINE * 10, size)


def breakable(address: str) -> list[str]:
    """The parts of a web address, each ending in the sign behind which a line may break."""
    parts = [""]
    for character in address:
        parts[-1] += character
        if character in "/.-":
            parts.append("")
    return [part for part in parts if part]
