"""fpdf2: columns, cells and a table; it writes no tags for them, so the file has none."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from fpdf import FPDF
from fpdf.fonts import FontFace

from tests.benchmarks.engines import Engine
from tests.benchmarks.engines.covering import covered
from tests.benchmarks.text import Answer, ClinicWords, Contact, Half, Medicine, Runs

DANGER = (0x9B, 0x0F, 0x17)
SIDE, WIDTH = 14.0, 182.0
"""In millimetres."""
LINE = 5.4


class Fpdf2(Engine):
    """Not tagged. Faces are read for every file: the library keeps none between documents."""

    name = "fpdf2"
    tagged = False
    distribution = "fpdf2"

    def __init__(self, workspace: Path) -> None:
        self.plain = workspace / "plain"
        self.clinics = json.loads((self.plain / "clinics.json").read_bytes())

    def render(self, medicine: str, clinic: str) -> bytes:
        """One leaflet."""
        m: Medicine = json.loads((self.plain / f"{medicine}.json").read_bytes())
        c: ClinicWords = self.clinics[clinic]
        pages = Pages(self.plain, m, c)
        pages.front()
        pages.second()
        pdf = bytes(pages.pdf.output())
        return covered(pdf, self.plain / "cover.pdf") if clinic.startswith("covered") else pdf


class Pages:
    """Two pages as they are drawn from top to bottom."""

    def __init__(self, plain: Path, m: Medicine, c: ClinicWords) -> None:
        self.m, self.c, self.logo = m, c, plain / c["logo"]
        self.brand = tuple(bytes.fromhex(c["colour"][1:]))
        self.pdf = pdf = FPDF(format="A4")
        pdf.add_font("Sans", "", plain / "NotoSans-Regular.ttf")
        pdf.add_font("Sans", "B", plain / "NotoSans-Bold.ttf")
        pdf.set_margins(SIDE, 12, SIDE)
        pdf.set_auto_page_break(auto=False)
        pdf.set_title(m["title"])
        pdf.set_lang(m["language"])
        pdf.c_margin = 0

    def text(self, text: str, size: float, width: float, *, bold: bool = False) -> None:
        """Words below what came before, at the left edge of the column."""
        self.runs([(text, bold)], size, width)

    def runs(self, runs: Runs, size: float = 12, width: float = WIDTH) -> None:
        """Bold and plain words in one paragraph."""
        pdf, x = self.pdf, self.pdf.get_x()
        right, left = pdf.r_margin, pdf.l_margin
        pdf.set_left_margin(x)
        pdf.set_right_margin(pdf.w - x - width)
        for words, heavy in runs:
            pdf.set_font("Sans", "B" if heavy else "", size)
            pdf.write(size * LINE / 12, words)
        pdf.ln(size * LINE / 12)
        pdf.set_left_margin(left)
        pdf.set_right_margin(right)
        pdf.set_x(x)

    def bullets(self, items: Sequence[Runs], width: float) -> None:
        """A list; the bullet is a disc."""
        pdf, x = self.pdf, self.pdf.get_x()
        for item in items:
            pdf.set_fill_color(0)
            pdf.ellipse(x + 0.5, pdf.get_y() + 2, 1.3, 1.3, style="F")
            pdf.set_x(x + 4)
            self.runs(item, 12, width - 4)
            pdf.set_x(x)

    def columns(self, shares: Sequence[float], *cells: Callable[[float], None]) -> None:
        """Cells beside each other; the next line is below the longest."""
        pdf, x, y = self.pdf, self.pdf.get_x(), self.pdf.get_y()
        room, lowest, at = pdf.w - 2 * x, y, x
        for share, cell in zip(shares, cells, strict=True):
            pdf.set_xy(at, y)
            cell(share * room - 4)
            lowest = max(lowest, pdf.get_y())
            at += share * room
        pdf.set_xy(x, lowest)

    def rule(self, weight: float = 0.5) -> None:
        """A line in the brand's colour."""
        pdf = self.pdf
        pdf.set_draw_color(*self.brand)
        pdf.set_line_width(weight)
        pdf.line(SIDE, pdf.get_y() + 1, SIDE + WIDTH, pdf.get_y() + 1)
        pdf.set_y(pdf.get_y() + 2.5)
        pdf.set_draw_color(0)

    def front(self) -> None:
        """Page 1."""
        pdf, m = self.pdf, self.m
        pdf.add_page()
        self.columns([0.58, 0.1, 0.32], self._title, self._logo, self._band)
        self.rule(0.8)
        cells = [self._fact(fact["heading"], fact["text"]) for fact in m["facts"]]
        self.columns([1 / 3] * 3, *cells)
        pdf.set_y(pdf.get_y() + 2)
        top = pdf.get_y()
        pdf.set_fill_color(*DANGER)
        pdf.rect(SIDE, top, WIDTH, 9, style="F")
        pdf.set_text_color(255)
        pdf.set_xy(SIDE + 3, top + 1.5)
        self.text(m["warning"], 13.5, WIDTH, bold=True)
        pdf.set_text_color(0)
        pdf.set_xy(SIDE + 3, top + 11)
        self.columns([0.5, 0.5], *(self._half(half) for half in m["halves"]))
        pdf.set_draw_color(*DANGER)
        pdf.set_line_width(0.9)
        pdf.rect(SIDE, top, WIDTH, pdf.get_y() + 2 - top, round_corners=True, corner_radius=1.5)
        pdf.line(SIDE + WIDTH / 2, top + 9, SIDE + WIDTH / 2, pdf.get_y() + 2)
        pdf.set_xy(SIDE, pdf.get_y() + 3)
        for each in m["taking"]:
            self.rule()
            self.columns([0.34, 0.66], self._heading(each["heading"]), self._answer(each, ""))
        self.runs(m["dose"])
        y, share = pdf.get_y() + 1, WIDTH / len(m["times"])
        for index, time in enumerate(m["times"]):
            pdf.rect(SIDE + index * share, y, share, 17)
            pdf.set_xy(SIDE + index * share + 3, y + 2)
            self.text(time, 12, share, bold=True)
        pdf.set_xy(SIDE, y + 18)
        self.rule()
        first, second, third = m["foot"]
        self.runs([(first, True), (f"   {second}   ", False), (third, True)], 9.5)

    def second(self) -> None:
        """Page 2."""
        pdf, m, c = self.pdf, self.m, self.c
        pdf.add_page()
        self.columns([0.45, 0.55], self._running, self._short)
        pdf.set_y(pdf.get_y() + 1)
        self.rule(0.8)
        self.text(m["effects"], 13.5, WIDTH, bold=True)
        pdf.set_font("Sans", "", 12)
        headings = FontFace(emphasis="BOLD")
        pdf.set_line_width(0.3)
        with pdf.table(
            col_widths=(27, 35, 38), line_height=LINE, headings_style=headings, text_align="LEFT",
            padding=1, v_align="T",
        ) as table:  # fmt: skip
            table.row(m["columns"])
            for each in m["rows"]:
                row = table.row()
                row.cell(each["heading"], style=headings)
                row.cell("\n".join(f"• {_plain(item)}" for item in each["items"]))
                row.cell(_plain(each["text"]))
        pdf.set_xy(SIDE, pdf.get_y() + 2)
        for index in range(0, len(m["sections"]), 2):
            pair = m["sections"][index : index + 2]
            self.columns([0.5] * len(pair), *(self._answer(it, it["heading"]) for it in pair))
            pdf.set_xy(SIDE, pdf.get_y() + 2)
        top = pdf.get_y()
        pdf.set_xy(SIDE + 3, top + 2)
        self.text(m["who"], 13.5, WIDTH, bold=True)
        first, last = m["contacts"]
        clinic = self._contact(
            {"heading": c["name"], "number": c["phone"], "text": [("\n".join(c["hours"]), False)]}
        )
        self.columns(
            [0.24, 0.3, 0.28, 0.18], self._contact(first), clinic, self._contact(last), self._stamp
        )
        pdf.rect(SIDE, top, WIDTH, pdf.get_y() + 1 - top, round_corners=True, corner_radius=1.5)
        pdf.set_xy(SIDE, pdf.get_y() + 2)
        self.rule()
        one, two, three, four = m["last_foot"]
        foot: Runs = [(one, True), (f"   {two}", True), (f"   {three}   {four}", False)]
        self.runs(foot, 9.5)
        self.runs(m["sources"], 9.5)
        self.runs([(c["name"], True), (f", {c['address']}.", False)], 9.5)

    def _title(self, width: float) -> None:
        pdf, m = self.pdf, self.m
        self.text(m["eyebrow"], 12, width, bold=True)
        pdf.set_text_color(*self.brand)
        self.text(m["name"], 32, width, bold=True)
        pdf.set_text_color(0)
        self.text(m["form"], 12, width)

    def _logo(self, width: float) -> None:
        pdf = self.pdf
        pdf.image(
            self.logo, pdf.get_x(), pdf.get_y(), w=width, alt_text=f"Logo of {self.c['name']}"
        )

    def _band(self, width: float) -> None:
        self.text(self.c["name"], 11, width, bold=True)
        self.text(self.c["descriptor"], 10, width)
        self.text(self.m["questions"], 10, width, bold=True)
        self.text(self.c["phone"], 15, width, bold=True)

    def _heading(self, text: str) -> Callable[[float], None]:
        return lambda width: self.text(text, 13.5, width, bold=True)

    def _fact(self, heading: str, text: Runs) -> Callable[[float], None]:
        def draw(width: float) -> None:
            self.text(heading, 13.5, width, bold=True)
            self.runs(text, 12, width)

        return draw

    def _half(self, half: Half) -> Callable[[float], None]:
        def draw(width: float) -> None:
            pdf = self.pdf
            self.text(half["heading"], 16, width, bold=True)
            if half["call"]:
                pdf.set_line_width(0.5)
                pdf.rect(pdf.get_x(), pdf.get_y(), width, 10, round_corners=True, corner_radius=1.5)
                x = pdf.get_x()
                pdf.set_xy(x + 8, pdf.get_y() + 1)
                self.text(half["call"], 17, width - 8, bold=True)
                pdf.set_xy(x, pdf.get_y() + 2)
            self.text(half["lead"], 12, width)
            self.bullets(half["items"], width)
            for caption in half["captions"]:
                self.runs(caption, 12, width)
            self.runs(half["closing"], 12, width)

        return draw

    def _answer(self, answer: Answer, heading: str) -> Callable[[float], None]:
        def draw(width: float) -> None:
            if heading:
                self.text(heading, 13.5, width, bold=True)
            if answer["lead"]:
                self.text(answer["lead"], 12, width, bold=True)
            self.bullets(answer["items"], width)
            if answer["text"]:
                self.runs(answer["text"], 12, width)

        return draw

    def _running(self, width: float) -> None:
        self.pdf.set_text_color(*self.brand)
        self.text(self.m["name"], 18, width, bold=True)
        self.pdf.set_text_color(0)

    def _short(self, width: float) -> None:
        pdf, x = self.pdf, self.pdf.get_x()
        pdf.set_draw_color(*DANGER)
        pdf.set_line_width(0.5)
        pdf.rect(x, pdf.get_y(), width + 4, 9, round_corners=True, corner_radius=1.5)
        pdf.set_xy(x + 2, pdf.get_y() + 1.5)
        self.text(self.m["short"], 12, width + 2, bold=True)

    def _contact(self, contact: Contact) -> Callable[[float], None]:
        def draw(width: float) -> None:
            self.text(contact["heading"], 11, width, bold=True)
            self.text(contact["number"], 15, width, bold=True)
            self.runs(contact["text"], 10, width)

        return draw

    def _stamp(self, width: float) -> None:
        pdf = self.pdf
        with pdf.local_context(dash_pattern={"dash": 1, "gap": 1, "phase": 0}):
            pdf.rect(pdf.get_x(), pdf.get_y(), width, 18)
        pdf.set_xy(pdf.get_x() + 1, pdf.get_y() + 13)
        self.text(self.m["stamp"], 9, width)


def _plain(runs: Runs) -> str:
    return "".join(text for text, _ in runs)
