"""What ReportLab drew is taken apart without loss: streams at the slots, fonts by their codes."""

from __future__ import annotations

from leaflet.compiling.lift import lift
from leaflet.design import A4
from leaflet.drawing.pages import SLOT_MARK, draw
from leaflet.layout.cover_page import lay_out_cover
from tests.build import faces, laid_out, leaflet, locale


def test_pages_are_cut_at_the_slots() -> None:
    """Between its slots each page has its drawing, in order; the marks themselves are gone."""
    pages = laid_out(leaflet()).pages
    drawn = draw(pages, A4, faces(), direction="ltr", slot_characters="abc")
    lifted = lift(drawn.pdf, drawn.codes)
    assert [len(parts) for parts in lifted.pages] == [len(page.slots) + 1 for page in drawn.pages]
    for parts in lifted.pages:
        for part in parts:
            assert SLOT_MARK.encode() not in part
            assert part.count(b"BDC") == part.count(b"EMC")  # no mark is open across a slot


def test_only_fonts_in_use_are_kept() -> None:
    """A face that no page shows a letter of is not embedded."""
    pages = laid_out(leaflet()).pages
    cover = lay_out_cover(leaflet(), locale(), faces(), A4)
    drawn = draw((*pages, cover.page), A4, faces(), direction="ltr", slot_characters="abc")
    lifted = lift(drawn.pdf, drawn.codes)
    used = b"".join(part for parts in lifted.pages for part in parts)
    assert lifted.fonts
    for name, subset in lifted.fonts.items():
        assert f"/{name} ".encode() in used
        assert subset.program[:4] in (b"\0\1\0\0", b"true")
        assert len(subset.widths) <= 256
        assert max(subset.characters) < subset.first + len(subset.widths)


def test_codes_and_widths_are_those_of_the_face() -> None:
    """Each code of a subset is as wide as the character it stands for."""
    drawn = draw(laid_out(leaflet()).pages, A4, faces(), direction="ltr", slot_characters="Łé€")
    checked = 0
    for subset in lift(drawn.pdf, drawn.codes).fonts.values():
        key = "bold" if subset.name.endswith("Bold") else "regular"
        for code, character in subset.characters.items():
            width = faces().widths[key][ord(character)]  # type: ignore[index]
            assert abs(subset.widths[code - subset.first] - width) <= 1, (subset.name, character)
            checked += 1
    assert checked > 80
