"""What stands in each slot of large print: the same words, nothing of them under 16 points."""

from __future__ import annotations

from leaflet.stamping.pen import too_long
from leaflet.stamping.slots import BASELINE, ICON_RESOURCE, LOGO_GAP, SlotFiller, breakable
from leaflet.structure import StructureElement

TYPE_CHECKING = False  # see leaflet.pdf.objects
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypeAlias

    from leaflet.stamping.pen import SlotPen

    Word: TypeAlias = tuple[str, bool, bool]
    """A part of a line that is never divided, whether it is bold, and whether it is a link."""

SMALLEST = 16.0
LEADING = 21.0
ICON, ICON_GAP = 30.0, 11.0
LOGO = 48.0
NAME_SIZES = (20.0, 19.0, 18.0, 17.0, SMALLEST)
PHONE_SIZES = (22.0, 21.0, 20.0, 19.0, 18.0, 17.0, SMALLEST)
NUMBER_SIZES = (24.0, 22.0, 20.0, 18.0)
WIDEST_NUMBER = 190.0
COVER_NAME_SIZES = (24.0, 22.0, 20.0, 18.0, 17.0, SMALLEST)
COVER_PHONE = 180.0
"""How wide telephone and label are at the end side of the cover's band."""
CODE = 100.0
"""Side of a QR code: 35 mm."""


class LargeSlotFiller(SlotFiller):
    """Fills the slots of one leaflet in large print."""

    def _name_slot(self, pen: SlotPen, element: StructureElement) -> None:
        clinic = self.clinic
        start = 0.0
        name = self.words["pharmacy"]
        if clinic is not None:
            name = clinic.name
            if clinic.logo is not None:
                start = self._logo(pen, element, LOGO, LOGO, y=0) + 4
        size, lines = self._lines(pen, "name", name, pen.width - start, NAME_SIZES, (1, 2, 3))
        leading = {1: 24.0, 2: 22.0, 3: 16.5}[len(lines)]
        said = element.add(StructureElement("P"))
        top = (pen.height - leading * len(lines)) / 2
        for index, line in enumerate(lines):
            pen.text(said, line, start, top + leading * (index + 0.5) + BASELINE * size, size,
                     bold=True, more=index < len(lines) - 1)  # fmt: skip

    def _lines(
        self, pen: SlotPen, what: str, text: str, room: float, sizes: Sequence[float],
        numbers: Sequence[int],
    ) -> tuple[float, list[str]]:  # fmt: skip
        """The whole text in bold on the fewest of these numbers of lines: never cut."""
        for most in numbers:
            found = pen.set_in_lines(text, sizes, room, most, bold=True)
            if found is not None:
                return found
        raise too_long(what, text, "use a shorter form for the leaflet")

    def _phone_slot(self, pen: SlotPen, element: StructureElement) -> None:
        said = element.add(StructureElement("P"))
        if self.clinic is None:
            self._blank_phone(pen, said, 0, 12)
            return
        phone = self.clinic.phone
        size = pen.fitting(phone, PHONE_SIZES, pen.width, bold=True)
        if size is None:
            raise too_long("phone", phone, "one number only, without words")
        x = self._beside_logo()
        if x + pen.measure(phone, size, bold=True) > pen.width:
            x = 0.0
        pen.text(self._phone(said, phone), phone, x, 12 + BASELINE * size, size, bold=True)

    def _beside_logo(self) -> float:
        """Where the name begins in the band, and the number below it."""
        logo = self.clinic.logo if self.clinic else None
        if logo is None:
            return 0.0
        return logo.width * min(LOGO / logo.width, LOGO / logo.height) + LOGO_GAP + 4

    def _blank_phone(self, pen: SlotPen, said: StructureElement, x: float, middle: float) -> None:
        """A line to write the number on."""
        baseline = middle + BASELINE * SMALLEST
        label = self.words["pharmacy_phone_line"]
        width = pen.text(said, label, x, baseline, SMALLEST, bold=True)
        pen.rule(x + width + 8, baseline + 3, pen.width - x - width - 8, 1.25)

    def _contact(self, pen: SlotPen, element: StructureElement) -> None:
        clinic = self.clinic
        pen.image(None, ICON_RESOURCE, 0, -3, ICON, ICON, grid=(24, 24))
        x = ICON + ICON_GAP
        said = element.add(StructureElement("P"))
        if clinic is None:
            pen.text(said, self.words["pharmacy"], x, 12 + BASELINE * 18, 18, bold=True)
            self._blank_phone(pen, element.add(StructureElement("P")), x, 52)
            return
        large = pen.fitting(clinic.phone, NUMBER_SIZES, WIDEST_NUMBER, bold=True)
        if large is None:
            raise too_long("phone", clinic.phone, "one number only, without words")
        wide = pen.measure(clinic.phone, large, bold=True)
        room = pen.width - x - wide - 14
        size, lines = self._lines(pen, "name", clinic.name, room, (18, 17, SMALLEST), (1, 2))
        for index, line in enumerate(lines):
            pen.text(said, line, x, 12 + 24 * index + BASELINE * 18, size, bold=True,
                     more=index < len(lines) - 1)  # fmt: skip
        number = element.add(StructureElement("P"))
        pen.text(self._phone(number, clinic.phone), clinic.phone, pen.width - wide,
                 12 + BASELINE * 18, large, bold=True)  # fmt: skip
        self._hours_below(pen, element, x, 24.0 * len(lines))

    def _hours_below(self, pen: SlotPen, element: StructureElement, x: float, top: float) -> None:
        clinic = self.clinic
        assert clinic is not None
        if not clinic.hours:
            return
        hours = element.add(StructureElement("P"))
        lines = clinic.hours
        if top + LEADING * len(lines) > pen.height + 1:
            lines = (" ".join(lines),)
        for index, line in enumerate(lines):
            if pen.measure(line, SMALLEST) > pen.width - x:
                raise too_long("hours", line, "about 50 characters fit on a line")
            pen.text(hours, line, x, top + LEADING * (index + 0.5) + BASELINE * SMALLEST, SMALLEST,
                     more=index < len(lines) - 1)  # fmt: skip

    def _code(self, pen: SlotPen, element: StructureElement) -> None:
        web = self.web
        baseline = pen.height - 5
        start = pen.width - CODE
        if web is None:
            pen.dashed_frame(0, 0.5, pen.width, pen.height - 26)
            label = self.words["pharmacy_stamp"]
            width = pen.measure(label, SMALLEST)
            if width <= pen.width:
                stamp = element.add(StructureElement("P"))
                pen.text(stamp, label, (pen.width - width) / 2, baseline, SMALLEST)
            return
        self._qr(pen, element, web, start, 0, CODE)
        label = self.words["read_online"]
        width = pen.measure(label, SMALLEST, bold=True)
        if width > pen.width:
            raise too_long("the locale's word read_online", label, "about 13 characters fit")
        said = element.add(StructureElement("P"))
        link = said.add(StructureElement("Link", target=f"https://{web}"))
        x = min(start + (CODE - width) / 2, pen.width - width)
        pen.text(link, label, x, baseline, SMALLEST, bold=True)

    def _cover_band(self, pen: SlotPen, element: StructureElement) -> None:
        clinic = self.clinic
        assert clinic is not None  # only a clinic has a cover page
        start = 0.0
        if clinic.logo is not None:
            wide = clinic.logo.width / clinic.logo.height > 2
            start = self._logo(pen, element, 200 if wide else 64, 64, y=0) + 6
        phone_x = pen.width - COVER_PHONE
        room = phone_x - start - 12
        size, lines = self._lines(pen, "name", clinic.name, room, COVER_NAME_SIZES, (1, 2, 3))
        leading = size + 4 if len(lines) < 3 else size + 1
        self._stacked(pen, element.add(StructureElement("P")), lines, start,
                      (64 - leading * len(lines)) / 2, (size, leading), bold=True)  # fmt: skip
        paragraph = element.add(StructureElement("P"))
        label = self.words["questions_call"]
        if pen.measure(label, SMALLEST, bold=True) > COVER_PHONE:
            raise too_long("the locale's word questions_call", label, "about 19 characters fit")
        pen.text(paragraph, label, phone_x, 12 + BASELINE * SMALLEST, SMALLEST, bold=True,
                 more=True)  # fmt: skip
        number = pen.fitting(clinic.phone, PHONE_SIZES, COVER_PHONE, bold=True)
        if number is None:
            raise too_long("phone", clinic.phone, "one number only, without words")
        pen.text(self._phone(paragraph, clinic.phone), clinic.phone, phone_x,
                 38 + BASELINE * number, number, bold=True)  # fmt: skip

    def _stacked(
        self, pen: SlotPen, said: StructureElement, lines: Sequence[str], x: float, y: float,
        setting: tuple[float, float], *, bold: bool = False,
    ) -> None:  # fmt: skip
        """Lines of one paragraph from ``y`` downwards, in this size and leading."""
        size, leading = setting
        for index, line in enumerate(lines):
            pen.text(said, line, x, y + leading * (index + 0.5) + BASELINE * size, size, bold=bold,
                     more=index < len(lines) - 1)  # fmt: skip

    def _cover_message(self, pen: SlotPen, element: StructureElement) -> None:
        clinic, words, web = self.clinic, self.words, self.web
        assert clinic is not None
        width = pen.width - (CODE + 20 if web else 0)
        y, text = 0.0, clinic.message
        if text is None:
            heading = element.add(StructureElement("H2"))
            pen.text(heading, words["another_way"], 0, 15 + BASELINE * 22, 22, bold=True)
            y = 32.0
            text = words["another_way_text_large"]
            if web:
                text = f"{text} {words['another_way_scan']}"
        found = pen.set_in_lines(text, (18, 17, SMALLEST), width, int((pen.height - y) // 23))
        if found is None:
            raise too_long("message", text, "shorten it, or divide its longest words")
        size, lines = found
        self._stacked(pen, element.add(StructureElement("P")), lines, 0, y, (size, 23.0))
        if web and pen.height >= CODE:
            self._qr(pen, element, web, pen.width - CODE, 0, CODE)

    def _cover_line(self, pen: SlotPen, element: StructureElement) -> None:
        """The clinic's name where it has room: the last page has it whole."""
        assert self.clinic is not None
        name = self.clinic.name
        width = pen.measure(name, SMALLEST)
        if width <= pen.width:
            said = element.add(StructureElement("P"))
            pen.text(said, name, pen.width - width, 11 + BASELINE * SMALLEST, SMALLEST)

    def _line(self, pen: SlotPen, element: StructureElement) -> None:
        """Name, address and web, on as many lines as they take."""
        clinic = self.clinic
        said = element.add(StructureElement("P"))
        words: list[Word] = [(word, False, False) for word in self.words["ask_pharmacist"].split()]
        if clinic is not None:
            words = [(word, True, False) for word in clinic.name.split(" ")]
            words[-1] = (f"{words[-1][0]},", True, False)
            words += [(word, False, False) for word in clinic.address.split(" ")]
            words[-1] = (f"{words[-1][0]}.", False, False)
        lines = self._wrapped(pen, words)
        if clinic is not None and self.web:
            lines += self._wrapped(pen, [(part, False, True) for part in breakable(self.web)])
        if len(lines) * LEADING > pen.height + 1:
            text = " ".join(word for word, _, _ in words)
            raise too_long("name, address and web", f"{text} {self.web or ''}".strip(),
                           "shorten them")  # fmt: skip
        link = StructureElement("Link", target=f"https://{self.web}")
        if clinic is not None and self.web:
            said.kids = []
        for index, line in enumerate(lines):
            self._set_line(pen, said, link, line, LEADING * (index + 0.5), last=line is lines[-1])

    def _set_line(
        self, pen: SlotPen, said: StructureElement, link: StructureElement,
        line: Sequence[Word], middle: float, *, last: bool,
    ) -> None:  # fmt: skip
        x, baseline = 0.0, middle + BASELINE * SMALLEST
        if line[0][2]:
            if link not in said.kids:
                said.add(link)
            pen.text(link, "".join(word for word, _, _ in line), x, baseline, SMALLEST)
            return
        for bold in (True, False):
            run = [word for word, is_bold, _ in line if is_bold is bold]
            if run:
                ends = run[-1] is line[-1][0]
                text = " ".join(run) + ("" if ends else " ")
                x += pen.text(said, text, x, baseline, SMALLEST, bold=bold, more=ends and not last)

    def _wrapped(self, pen: SlotPen, words: Sequence[Word]) -> list[list[Word]]:
        """Words in lines as wide as the slot, with a space between them; of links without."""
        lines: list[list[Word]] = []
        used = 0.0
        for word in words:
            text, bold, is_link = word
            wide = pen.measure(text, SMALLEST, bold=bold)
            if wide > pen.width:
                raise too_long("name, address and web", text, "divide its longest words")
            space = 0.0 if is_link else pen.measure(" ", SMALLEST, bold=bold)
            if lines and used + space + wide <= pen.width:
                lines[-1].append(word)
                used += space + wide
            else:
                lines.append([word])
                used = wide
        return lines
