"""Letters that cannot be drawn."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader

from leaflet.covers.answer import to_bytes
from leaflet.covers.unicode_maps import write_map
from leaflet.pdf.objects import Name, PdfObject, Ref, Stream

from .assemble import assemble
from .build import cover_pdf, imported, picture
from .corpus.fonts import CYRILLIC_ARIAL, of_many_letters

MISSING = "cannot be drawn and are missing"
UNSURE = "may be drawn as others"


def told(data: bytes) -> list[str]:
    """What is told of letters when the cover is put in."""
    notices = imported(data).notices
    return [said for said in notices if "Save it again with all fonts" in said]


def in_font(font: PdfObject, shown: bytes, *extra: PdfObject, before: bytes = b"") -> bytes:
    """A cover with a text in a font."""
    content = b"BT /F 36 Tf 60 500 Td " + before + b" " + shown + b" Tj ET"
    return cover_pdf(content, resources={"Font": {"F": font}}, extra=extra)


CHINESE = of_many_letters("STSong-Light", "GB1", "UniGB-UCS2-H")
TWO = b"<4f60597d>"


def mapped(*texts: str) -> bytes:
    """A cover whose font is elsewhere, but says that its first letters are these."""
    font = of_many_letters("ArialMT", "Identity", "Identity-H")
    numbers = dict(enumerate(texts, 1))
    shown = b"<" + b"".join(b"%04x" % number for number in numbers) + b">"
    return in_font({**font, "ToUnicode": Ref(5)}, shown, Stream({}, write_map(numbers, 2)))


@pytest.mark.parametrize(
    "turned", [b"", b"0 1 -1 0 60 500 Tm", b"0 -1 1 0 60 500 Tm", b"0.7 0.7 -0.7 0.7 60 300 Tm"]
)
def test_letters_that_nobody_can_draw_are_told(turned: bytes) -> None:
    """A text that would vanish silently is told once with its font, however it runs."""
    (said,) = told(in_font(CHINESE, TWO + b" Tj " + TWO, before=turned))
    assert said == (
        "Letters of a font that is not in the file cannot be drawn and are missing: STSong-Light. "
        "Save it again with all fonts embedded."
    )


def test_letters_that_can_be_drawn_are_not_told() -> None:
    """Latin letters in a Chinese font, ligatures and Cyrillic are drawn: nothing is missing."""
    assert told(in_font(CHINESE, b"<004100420020>")) == []
    assert told(mapped("A", "fi", "Ж", " ")) == []


def test_words_behind_a_scan_are_not_missed() -> None:
    """Text that nobody is meant to see, as the words behind a scan, is not missing."""
    assert told(in_font(CHINESE, TWO, before=b"3 Tr")) == []


@pytest.mark.parametrize("text", ["ก", "🕑", "한", "ع"])
def test_scripts_without_a_font_are_told(text: str) -> None:
    """Thai, emoji, Korean and Arabic, among other letters, are told; the others are drawn."""
    data = mapped("A", text)
    (said,) = told(data)
    assert MISSING in said
    assert sum(picture(assemble(imported(data))).convert("L").histogram()[:128]) > 20


def test_fractions_are_not_given_up_for_hebrew() -> None:
    """A font of ours that draws one letter and loses another does not stand in."""
    (said,) = told(mapped("½", "‡", "א"))
    assert MISSING in said
    assert told(mapped("A", "א", "ב")) == []


def test_font_that_does_not_say_its_letters_is_told() -> None:
    """Numbers of glyphs in a font that is elsewhere come out as any letters: that is told."""
    (said,) = told(in_font(of_many_letters("ArialMT", "Identity", "Identity-H"), b"<002400250026>"))
    assert UNSURE in said
    (said,) = told(in_font({**CYRILLIC_ARIAL, "BaseFont": Name("Wingdings")}, b"(A)"))
    assert UNSURE in said


def test_cyrillic_keeps_its_lines_and_words() -> None:
    """Cyrillic in a font that is not in the file is drawn with ours, and can be searched."""
    data = in_font(CYRILLIC_ARIAL, b"(\\300\\301\\302 A)")
    cover = imported(data)
    assert cover.rung == "figure"
    out = assemble(cover)
    assert PdfReader(BytesIO(out)).pages[0].extract_text() == "АБВ A"
    only_latin = imported(in_font(CYRILLIC_ARIAL, b"(    A)"))
    assert dots(out) > 2 * dots(assemble(only_latin))


def dots(pdf: bytes) -> int:
    """How many dots of the first page are dark."""
    return sum(picture(pdf).convert("L").histogram()[:128])


def test_one_cover_does_not_bear_on_the_next() -> None:
    """The same bytes come of a cover, whatever was put in before it."""
    latin = in_font(CYRILLIC_ARIAL, b"(A)")
    before = to_bytes(imported(latin))
    imported(in_font(CYRILLIC_ARIAL, b"(\\300 A)"))
    assert to_bytes(imported(latin)) == before
