"""SVG logos that would harm, mislead or not look as they should: refused in one sentence."""

import time
from pathlib import Path

import pytest

from leaflet.brand.logo import prepare_logo
from leaflet.errors import AssetError, ExitCode, Location
from tests.brand.printed import SVG_HEAD, refusal, svg

REFUSED = [
    tuple(block.split("\n  "))
    for block in Path(__file__).with_name("refused.txt").read_text("utf-8").strip().split("\n\n")
]
"""What is refused, and what is said of it word for word."""

RECT = '<rect width="90" height="90"/>'


@pytest.mark.parametrize(("body", "said"), REFUSED, ids=lambda text: text[:40])
def test_what_cannot_be_drawn_is_refused(body: str, said: str) -> None:
    """A logo that would not look as it was drawn is refused with its reason and a next step."""
    assert refusal(svg(body)) == said


def test_a_drawing_of_nothing_is_refused() -> None:
    """An empty drawing is no logo."""
    assert "blank" in refusal(svg(""))


def test_the_line_is_told() -> None:
    """Whoever drew the logo is told what to look for and where."""
    assert refusal(svg("\n\n<filter/><g>\n<font/></g>")) == (
        "logo.svg has <font> (line 4), which leaflet cannot draw: export it as PNG"
    )


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b'<!DOCTYPE svg [<!ENTITY x "y">]><svg/>', "declares"),
        (b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>', "declares"),
        (b'<!DOCTYPE svg [<!ENTITY % x SYSTEM "http://a.example/x"> %x;]><svg/>', "declares"),
        (b'<!DOCTYPE svg [<!ATTLIST svg a CDATA "b">]><svg/>', "declares"),
        (b'<!DOCTYPE svg SYSTEM "file:///etc/passwd"><svg>A&x;B</svg>', "entity"),
        (b"<svg>A&x;B</svg>", "not well-formed"),
        (b'<?xml-stylesheet href="x.css"?><svg/>', "another file"),
        (b"<svg><g></svg>", "not well-formed"),
        (b"<svg", "not well-formed"),
        (b"<svg/><svg/>", "not well-formed"),
        (b'<?xml version="1.0" encoding="utf-7"?><svg/>', "not well-formed"),
        (b'<?xml version="1.0" encoding="shift_jis"?><svg/>', "not well-formed"),
        (b"<svg>\xff</svg>", "not well-formed"),
        (b"<svg>\x00</svg>", "not well-formed"),
        (b"<note>hello</note>", "no SVG"),
        (b'<x:g xmlns:x="urn:x"><svg xmlns="http://www.w3.org/2000/svg"/></x:g>', "no SVG"),
        (b"<svg><rect width='9' height='9'/></svg>", "how large"),
        (b"<svg viewBox='0 0 0 9'/>", "how large"),
        (b"<svg viewBox='0 0 9'/>", "how large"),
        (b"<svg viewBox='0 0 9 x'/>", "size"),
        (b"<svg width='100%' height='9'/>", "how large"),
        (b"<svg width='90' height='9' viewBox='0 0 9 9' preserveAspectRatio='none'/>", "stretched"),
        (b"<svg viewBox='0 0 9 9'>" + b"<g>" * 100 + b"</g>" * 100 + b"</svg>", "100 deep"),
        (b"<svg viewBox='0 0 9 9'>" + b"<g/>" * 20_000 + b"</svg>", "20,000 elements"),
        (b"<svg viewBox='0 0 9 9'><title>" + b" " * 1_000_000 + b"</title></svg>", "1.0 MB"),
    ],
)
def test_what_is_not_plain_svg_is_refused(data: bytes, words: str) -> None:
    """Entities, other files, broken or endless XML are refused before anything is drawn."""
    assert words in refusal(data)


LONG_PATH = '<path id="a" d="M0 0' + "l1 1-1-1" * 40_000 + '"/>'
SMALL = "<rect class='c' width='9' height='9'/>"
MANY = {
    "elements": RECT * 19_900,
    "lines": LONG_PATH * 2,
    "uses": "<g id='a0'><path d='M0 0h9v9'/></g>"
    + "".join(f"<g id='a{n}'>" + f"<use href='#a{n - 1}'/>" * 10 + "</g>" for n in range(1, 9)),
    "chain": "".join(f"<g id='u{n}'><use href='#u{n + 1}'/></g>" for n in range(5000)) + SMALL,
    "copies": LONG_PATH + "<use href='#a'/>" * 900,
    "clips": f"<clipPath id='c'>{LONG_PATH}</clipPath>"
    + "<rect width='9' height='9' clip-path='url(#c)'/>" * 900,
    "rules": f"<style>{'.c{fill:navy}' * 499}</style>{SMALL * 15_000}",
    "more rules": f"<style>{'.c{fill:navy}' * 501}</style>{SMALL}",
    "spaces": f"<rect width='9' height='9' transform='{' ' * 900_000}x'/>",
    "digits": f"<rect width='{'1' * 900_000}x' height='9'/>",
    "flags": f"<path d='M0 0A{'2' * 900_000}x'/>",
    "comments": f"<style>{'/*' * 400_000}</style>{RECT}",
    "words": f"<style>{'a' * 900_000}</style>{RECT}",
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", MANY)
def test_no_logo_keeps_a_pharmacist_waiting(kind: str) -> None:
    """A file made to take for ever is drawn or refused within seconds, into a few kilobytes."""
    start = time.process_time()
    try:
        logo = prepare_logo(svg(MANY[kind]), name="logo.svg")
    except AssetError:
        pass
    else:
        assert sum(len(repr(part)) for part in logo.form) < 2_000_000
    assert time.process_time() - start < 10


def test_the_error_says_where_the_logo_was_asked_for() -> None:
    """The place in clinic.yaml that names the logo stands before the message."""
    where = Location("content/clinics/a/clinic.yaml", 4, 7)
    with pytest.raises(AssetError) as caught:
        prepare_logo(f"{SVG_HEAD}<text/></svg>".encode(), name="logo.svg", where=where)
    assert str(caught.value) == (
        "content/clinics/a/clinic.yaml:4:7: "
        "logo.svg has <text> (line 1), which leaflet cannot draw\n"
        "  hint: turn its text into outlines, or export it as PNG"
    )
    assert caught.value.exit_code is ExitCode.ASSET
