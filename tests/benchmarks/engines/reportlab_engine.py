"""Plain ReportLab: platypus flowables and tables; it writes no tags, so the file has none."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

from reportlab.lib.colors import Color, HexColor, white
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    Flowable,
    Image,
    ListFlowable,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
    TableStyle,
)

from tests.benchmarks.engines import Engine
from tests.benchmarks.engines.covering import covered
from tests.benchmarks.text import Answer, ClinicWords, Contact, Half, Medicine, Runs

DANGER = HexColor("#9B0F17")
WIDTH = A4[0] - 28 * mm
TOP = ("VALIGN", (0, 0), (-1, -1), "TOP")


def _style(size: float, *, bold: bool = False, **more: Any) -> ParagraphStyle:
    face = "Sans-Bold" if bold else "Sans"
    more = {"fontName": face, "fontSize": size, "leading": size * 1.25, **more}
    return ParagraphStyle(f"{face}{size}", bulletFontName="Sans", bulletFontSize=size, **more)


BODY, SMALL, PHONE = _style(12), _style(9.5), _style(15, bold=True)
H2, H3 = _style(13.5, bold=True, spaceAfter=2), _style(16, bold=True, spaceAfter=3)


class ReportLab(Engine):
    """Not tagged."""

    name = "reportlab"
    tagged = False
    distribution = "reportlab"

    def __init__(self, workspace: Path) -> None:
        self.plain = workspace / "plain"
        self.clinics = json.loads((self.plain / "clinics.json").read_bytes())
        for name, file in (("Sans", "NotoSans-Regular.ttf"), ("Sans-Bold", "NotoSans-Bold.ttf")):
            pdfmetrics.registerFont(TTFont(name, self.plain / file))
        pdfmetrics.registerFontFamily("Sans", normal="Sans", bold="Sans-Bold")

    def render(self, medicine: str, clinic: str) -> bytes:
        """One leaflet; the logo is the PNG for every clinic, as ReportLab draws no SVG."""
        m: Medicine = json.loads((self.plain / f"{medicine}.json").read_bytes())
        c: ClinicWords = self.clinics[clinic]
        out = io.BytesIO()
        document = SimpleDocTemplate(
            out, pagesize=A4, leftMargin=14 * mm, rightMargin=14 * mm, topMargin=9 * mm,
            bottomMargin=9 * mm, title=m["title"], lang=m["language"], invariant=1,
        )  # fmt: skip
        brand = HexColor(c["colour"])
        document.build([*_front(m, c, brand, self.plain / "logo.png"), *_second(m, c, brand)])
        pdf = out.getvalue()
        return covered(pdf, self.plain / "cover.pdf") if clinic.startswith("covered") else pdf


def _front(m: Medicine, c: ClinicWords, brand: Color, logo: Path) -> list[Flowable]:
    title = [
        _p(m["eyebrow"], _style(12, bold=True)),
        _p(m["name"], _style(32, bold=True, textColor=brand)),
        _p(m["form"]),
    ]
    band = [
        _p(c["name"], _style(11, bold=True)), _p(c["descriptor"], SMALL),
        _p(m["questions"], _style(9.5, bold=True)), _p(c["phone"], PHONE),
    ]  # fmt: skip
    facts = [[_p(fact["heading"], H2), _runs(fact["text"])] for fact in m["facts"]]
    halves = [_half(half) for half in m["halves"]]
    box = TableStyle([
        TOP, ("BOX", (0, 0), (-1, -1), 2.5, DANGER), ("BACKGROUND", (0, 0), (-1, 0), DANGER),
        ("SPAN", (0, 0), (-1, 0)), ("LINEAFTER", (0, 1), (0, 1), 1.5, DANGER),
    ])  # fmt: skip
    warning: list[list[Any]] = [
        [_p(m["warning"], _style(13.5, bold=True, textColor=white)), ""],
        halves,
    ]
    taking = [
        _row([[_p(each["heading"], H2)], _answer(each)], [0.35, 0.65], rule=brand)
        for each in m["taking"]
    ]
    times = Table(
        [[_p(time, _style(12, bold=True)) for time in m["times"]]],
        colWidths=[WIDTH / len(m["times"])] * len(m["times"]), rowHeights=[18 * mm],
        style=[("GRID", (0, 0), (-1, -1), 1, HexColor("#000000")), TOP],
    )  # fmt: skip
    first, second, third = m["foot"]
    return [
        _row([title, [Image(logo, 14 * mm, 14 * mm)], band], [0.6, 0.1, 0.3]),
        _row(facts, [1 / 3] * 3, rule=brand),
        Spacer(0, 6),
        Table(warning, colWidths=[WIDTH / 2] * 2, style=box),
        Spacer(0, 6),
        *taking,
        _runs(m["dose"]),
        Spacer(0, 3),
        times,
        _row(
            [
                [_p(first, _style(9.5, bold=True))],
                [_p(second, SMALL)],
                [_p(third, _style(9.5, bold=True))],
            ],
            [0.36, 0.3, 0.34],
            rule=brand,
        ),
        PageBreak(),
    ]


def _second(m: Medicine, c: ClinicWords, brand: Color) -> list[Flowable]:
    head = Table(
        [[_p(m["name"], _style(18, bold=True, textColor=brand)),
          _p(m["short"], _style(12, bold=True))]],
        colWidths=[WIDTH * 0.45, WIDTH * 0.55], style=[("BOX", (1, 0), (1, 0), 1.5, DANGER)],
    )  # fmt: skip
    rows: list[list[Any]] = [[_p(column, _style(12, bold=True)) for column in m["columns"]]]
    rows.extend(
        [_p(row["heading"], _style(12, bold=True)), _list(row["items"]), _runs(row["text"])]
        for row in m["rows"]
    )
    table = Table(
        rows, colWidths=[WIDTH * share for share in (0.27, 0.35, 0.38)], repeatRows=1,
        style=[("GRID", (0, 0), (-1, -1), 0.75, HexColor("#000000")), TOP],
    )  # fmt: skip
    answers = [[_p(each["heading"], H2), *_answer(each)] for each in m["sections"]]
    cells = [
        _contact(m["contacts"][0]),
        [_p(c["name"], _style(11, bold=True)), _p(c["phone"], PHONE),
         *(_p(line, SMALL) for line in c["hours"])],
        _contact(m["contacts"][1]),
        [_p(m["stamp"], SMALL)],
    ]  # fmt: skip
    who = Table(
        [[_p(m["who"], H2), "", "", ""], cells],
        colWidths=[WIDTH * share for share in (0.24, 0.3, 0.28, 0.18)],
        style=[TOP, ("BOX", (0, 0), (-1, -1), 1.5, HexColor("#000000"))],
    )
    last = [[_p(words, SMALL)] for words in m["last_foot"]]
    return [
        head,
        Spacer(0, 4),
        _p(m["effects"], H2),
        table,
        Spacer(0, 4),
        *(_row(answers[i : i + 2], [0.5, 0.5]) for i in range(0, len(answers), 2)),
        who,
        _row(last, [0.3, 0.29, 0.25, 0.16], rule=brand),
        _runs(m["sources"], SMALL),
        _p(f"<b>{escape(c['name'])}</b>, {escape(c['address'])}.", SMALL, marked=True),
    ]


def _p(text: str, style: ParagraphStyle = BODY, *, marked: bool = False) -> Paragraph:
    return Paragraph(text if marked else escape(text, quote=False), style)


def _runs(runs: Runs, style: ParagraphStyle = BODY) -> Paragraph:
    markup = "".join(
        f"<b>{escape(text, quote=False)}</b>" if bold else escape(text, quote=False)
        for text, bold in runs
    )
    return Paragraph(markup, style)


def _list(items: Sequence[Runs]) -> ListFlowable:
    return ListFlowable(
        [_runs(item) for item in items], bulletType="bullet", start="•", leftIndent=10,
        bulletFontName="Sans", bulletFontSize=11,
    )  # fmt: skip


def _row(
    cells: Sequence[Sequence[Flowable]], shares: list[float], rule: Color | None = None
) -> Table:
    style: list[Any] = [TOP, ("LEFTPADDING", (0, 0), (-1, -1), 0)]
    if rule is not None:
        style.append(("LINEABOVE", (0, 0), (-1, 0), 1.5, rule))
    return Table(
        [[list(cell) for cell in cells]], colWidths=[WIDTH * share for share in shares], style=style
    )


def _half(half: Half) -> list[Flowable]:
    captions = [[_runs(caption)] for caption in half["captions"]]
    return [
        _p(half["heading"], H3),
        *([_p(half["call"], _style(17, bold=True, borderWidth=1.5, borderPadding=4,
              borderColor=HexColor("#000000"), alignment=1, spaceAfter=8))]
          if half["call"] else []),
        _p(half["lead"]),
        _list(half["items"]),
        *([Table([captions], style=[TOP])] if captions else []),
        _runs(half["closing"]),
    ]  # fmt: skip


def _answer(answer: Answer) -> list[Flowable]:
    return [
        *([_p(answer["lead"], _style(12, bold=True))] if answer["lead"] else []),
        *([_list(answer["items"])] if answer["items"] else []),
        *([_runs(answer["text"])] if answer["text"] else []),
    ]


def _contact(contact: Contact) -> list[Flowable]:
    heading = _p(contact["heading"], _style(11, bold=True))
    return [heading, _p(contact["number"], PHONE), _runs(contact["text"], SMALL)]
