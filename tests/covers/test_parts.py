"""Long covers, imported part by part."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader

from leaflet.covers import import_cover_apart
from leaflet.covers.apart import AT_ONCE
from leaflet.covers.ladder import import_cover
from leaflet.covers.parts import joined
from leaflet.covers.task import TooManyAtOnceError
from leaflet.covers.values import ImportedCover
from leaflet.errors import CoverError
from leaflet.model.clinic import CoverFile
from leaflet.pdf.objects import Stream
from leaflet.pdf.remnants import remnants
from tests.judges import page_judge

from .assemble import A4, assemble
from .build import cover_pdf, imported, picture
from .corpus import CORPUS
from .embedded import with_type_1
from .programs import type_1
from .tagging import Tagged

COVER = CoverFile(file="cover.pdf", alt="The clinic's cover")


def test_more_pages_than_are_taken_at_once_are_asked_for_in_parts() -> None:
    """One process imports so many pages and no more, and says which pages there are."""
    with pytest.raises(TooManyAtOnceError) as caught:
        import_cover(cover_pdf(copies=5), COVER, paper=A4, at_once=4)
    assert caught.value.indexes == (0, 1, 2, 3, 4)
    some = CoverFile(file="cover.pdf", alt="x", pages="2-4")
    assert len(import_cover(cover_pdf(copies=5), some, paper=A4, at_once=4).pages) == 3


def test_long_cover_is_put_together_from_its_parts() -> None:
    """Whoever reads it finds every page in its place, numbered, and looking as it did."""
    data = cover_pdf(copies=2 * AT_ONCE + 1)
    made = import_cover_apart(data, COVER, paper=A4)
    count = 2 * AT_ONCE + 1
    assert len(made.pages) == count
    assert made.rung == "figure"
    assert [kid.alt for kid in made.structure.walk()][1:] == [
        f"The clinic's cover ({number}/{count})" for number in range(1, count + 1)
    ]
    (notice,) = made.notices
    assert f"has {count} pages, and all of them are put in" in notice
    out = assemble(made)
    assert page_judge.judge(out, "ua1").failures == ()
    assert not remnants(out)
    assert picture(out, count - 1).tobytes() == picture(data, count - 1).tobytes()


def test_pages_of_a_long_cover_are_chosen_as_of_a_short_one() -> None:
    """Pages that were asked for by number come in the order asked for, without a word on length."""
    pages = ",".join(str(number) for number in range(AT_ONCE + 2, 0, -1))
    some = COVER.model_copy(update={"pages": pages})
    made = import_cover_apart(cover_pdf(copies=AT_ONCE + 2), some, paper=A4)
    assert len(made.pages) == AT_ONCE + 2
    assert made.notices == ()


def test_part_that_is_refused_refuses_the_cover() -> None:
    """A long cover is put in whole or not at all."""
    wordless = CoverFile(file="cover.pdf")
    with pytest.raises(CoverError, match="give alt"):
        import_cover_apart(cover_pdf(copies=AT_ONCE + 1), wordless, paper=A4)


def test_parts_share_their_fonts() -> None:
    """What two parts have in common is in the file once."""
    part = imported(with_type_1(type_1()))
    whole = joined([part, part, part], "The clinic's cover")
    programs = [
        value
        for value in whole.objects
        if isinstance(value, Stream) and value.dictionary.get("Subtype") == "Type1C"
    ]
    assert len(programs) <= 3
    scans = imported(CORPUS["photograph as JPEG with what the camera said"].make())
    twice = joined([scans, scans], "The clinic's cover")
    assert len(twice.objects) < 2 * len(scans.objects)
    assert page_judge.judge(assemble(twice), "ua1").failures == ()


@pytest.mark.parametrize("name", ["layer that is on", "all layers off", "group", "ticked box"])
def test_parts_keep_what_they_had(name: str) -> None:
    """Layers stay on or off, and each page looks as it did, whichever part it is in."""
    data = CORPUS[name].make()
    part = imported(data)
    out = assemble(joined([imported(cover_pdf()), part, part], "The clinic's cover"))
    assert page_judge.judge(out, "ua1").failures == ()
    alone = assemble(part)
    assert picture(out, 1).tobytes() == picture(alone).tobytes()
    assert picture(out, 2).tobytes() == picture(alone).tobytes()


def tagged() -> ImportedCover:
    """A cover of two pages with a link from the first to the second."""
    made = Tagged(
        [b"/Link <</MCID 0>> BDC 9 9 9 9 re f EMC", b"/P <</MCID 0>> BDC 9 9 9 9 re f EMC"]
    )
    link, kid = made.link({"Dest": [made.pages[1], None]})
    made.page["Annots"] = [link]
    data = made.written(made.element("Link", 0, kid), made.element("P", 0, page=1))
    return imported(data)


def test_links_of_a_part_lead_to_its_own_pages() -> None:
    """A link within a part leads to the page it led to."""
    part = tagged()
    assert part.rung == "tagged", part.notices
    whole = joined([imported(cover_pdf()), part], "The clinic's cover")
    assert {link.target for page in whole.pages for link in page.annotations} == {2}
    (link_element,) = [one for one in whole.structure.walk() if one.role == "Link"]
    assert (1, 0) in link_element.annotations
    assert whole.rung == "figure"
    out = assemble(whole)
    assert page_judge.judge(out, "ua1").failures == ()
    assert len(PdfReader(BytesIO(out)).pages) == 3
