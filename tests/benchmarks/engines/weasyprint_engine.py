"""WeasyPrint: the two pages as HTML and CSS, the font configuration and style sheet kept."""

from __future__ import annotations

import json
from collections.abc import Iterable
from html import escape
from pathlib import Path

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from tests.benchmarks.engines import Engine
from tests.benchmarks.engines.covering import covered
from tests.benchmarks.text import Answer, ClinicWords, Contact, Half, Medicine, Runs

STYLE = Path(__file__).with_name("leaflet.css")


class WeasyPrint(Engine):
    """Tagged, as its variant pdf/ua-1."""

    name = "weasyprint"
    tagged = True
    distribution = "weasyprint"

    def __init__(self, workspace: Path) -> None:
        self.plain = workspace / "plain"
        self.clinics = json.loads((self.plain / "clinics.json").read_bytes())
        self.fonts = FontConfiguration()
        faces = "".join(
            f'@font-face {{ font-family: "Leaflet Sans"; font-weight: {weight};'
            f' src: url("{(self.plain / f"NotoSans-{name}.ttf").as_uri()}") }}\n'
            for name, weight in (("Regular", 400), ("Bold", 700))
        )
        style = faces + STYLE.read_text(encoding="utf-8")
        self.style = CSS(string=style, font_config=self.fonts)
        self.cache: dict[str, object] = {}

    def render(self, medicine: str, clinic: str) -> bytes:
        """One leaflet; images are kept from file to file."""
        blocks = json.loads((self.plain / f"{medicine}.json").read_bytes())
        page = html(blocks, self.clinics[clinic])
        pdf = HTML(string=page, base_url=self.plain.as_uri() + "/").write_pdf(
            stylesheets=[self.style],
            font_config=self.fonts,
            pdf_variant="pdf/ua-1",
            cache=self.cache,
        )
        assert isinstance(pdf, bytes)
        return covered(pdf, self.plain / "cover.pdf") if clinic.startswith("covered") else pdf


def html(m: Medicine, c: ClinicWords) -> str:
    """The document."""
    name = escape(c["name"])
    facts = _joined(
        f"<div><h2>{escape(each['heading'])}</h2><p>{_runs(each['text'])}</p></div>"
        for each in m["facts"]
    )
    times = _joined(f"<div>{escape(time)}</div>" for time in m["times"])
    columns = _joined(f"<th>{escape(column)}</th>" for column in m["columns"])
    rows = _joined(
        f"<tr><th>{escape(row['heading'])}</th><td>{_list(row['items'])}</td>"
        f"<td>{_runs(row['text'])}</td></tr>"
        for row in m["rows"]
    )
    foot, last = m["foot"], m["last_foot"]
    return f"""<!doctype html><html lang="{m["language"]}"><head><title>{escape(m["title"])}</title>
<style>:root {{ --brand: {c["colour"]} }}</style></head><body>
<header><div><b>{escape(m["eyebrow"])}</b><h1>{escape(m["name"])}</h1><p>{escape(m["form"])}</p>
</div><div><img src="{c["logo"]}" alt="Logo of {name}"></div>
<div><b>{name}</b><br>{escape(c["descriptor"])}<br><b>{escape(m["questions"])}</b><br>
<b class="phone">{escape(c["phone"])}</b></div></header>
<section class="facts">{facts}</section>
<section class="warning"><h2>{escape(m["warning"])}</h2>
<div class="halves">{_joined(map(_half, m["halves"]))}</div></section>
{_joined(f'<section class="taking">{_answer(each)}</section>' for each in m["taking"])}
<p>{_runs(m["dose"])}</p><section class="times">{times}</section>
<footer class="one"><b>{escape(foot[0])}</b> <span>{escape(foot[1])}</span>
<b>{escape(foot[2])}</b></footer>
<div class="running"><b>{escape(m["name"])}</b><b>{escape(m["short"])}</b></div>
<h2>{escape(m["effects"])}</h2>
<table><thead><tr>{columns}</tr></thead><tbody>{rows}</tbody></table>
<section class="pairs">{_joined(f"<div>{_answer(each)}</div>" for each in m["sections"])}</section>
<section class="who"><h2>{escape(m["who"])}</h2><div class="cells">{_contact(m["contacts"][0])}
<div><b>{name}</b><br><b class="phone">{escape(c["phone"])}</b><br>
<small>{"<br>".join(map(escape, c["hours"]))}</small></div>
{_contact(m["contacts"][1])}<div class="stamp">{escape(m["stamp"])}</div></div></section>
<footer><div class="row"><b>{escape(last[0])}</b> <b>{escape(last[1])}</b>
<span>{escape(last[2])}</span> <span>{escape(last[3])}</span></div>
{_runs(m["sources"])}<br><b>{name}</b>, {escape(c["address"])}.</footer></body></html>"""


def _joined(parts: Iterable[str]) -> str:
    return "".join(parts)


def _runs(runs: Runs) -> str:
    return _joined(f"<b>{escape(text)}</b>" if bold else escape(text) for text, bold in runs)


def _list(items: list[Runs]) -> str:
    return f"<ul>{_joined(f'<li>{_runs(item)}</li>' for item in items)}</ul>" if items else ""


def _half(half: Half) -> str:
    call = f'<p class="call">{escape(half["call"])}</p>' if half["call"] else ""
    captions = _joined(f"<div>{_runs(caption)}</div>" for caption in half["captions"])
    captions = f'<div class="captions">{captions}</div>' if captions else ""
    return (
        f"<div><h3>{escape(half['heading'])}</h3>{call}<p>{escape(half['lead'])}</p>"
        f"{_list(half['items'])}{captions}<p>{_runs(half['closing'])}</p></div>"
    )


def _answer(answer: Answer) -> str:
    lead = f"<p><b>{escape(answer['lead'])}</b></p>" if answer["lead"] else ""
    text = f"<p>{_runs(answer['text'])}</p>" if answer["text"] else ""
    heading = escape(answer["heading"])
    return f"<h2>{heading}</h2><div>{lead}{_list(answer['items'])}{text}</div>"


def _contact(contact: Contact) -> str:
    return (
        f'<div><b>{escape(contact["heading"])}</b><br><b class="phone">'
        f"{escape(contact['number'])}</b><br><small>{_runs(contact['text'])}</small></div>"
    )
