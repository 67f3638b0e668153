"""Files that can be used and files that cannot."""

from __future__ import annotations

import os
import stat
import zlib
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader
from pypdf.generic import NameObject

from leaflet.covers import access
from leaflet.covers.ladder import import_cover
from leaflet.covers.page_tree import page_count, pages_at
from leaflet.covers.reading import careful_pypdf
from leaflet.errors import CoverError, ExitCode, Location
from leaflet.model.clinic import CoverFile
from leaflet.pdf.objects import Name, PdfObject, Ref, Stream

from .assemble import A4
from .build import PAGES, RED_SQUARE, cover_pdf, file_of, form, imported


def saved(data: bytes, encryption: pikepdf.Encryption) -> bytes:
    """``data`` locked."""
    file = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.save(file, encryption=encryption)
    return file.getvalue()


def test_plain_cover_is_one_figure_with_the_clinics_words() -> None:
    """A cover without tags becomes one figure that is said as the clinic wants."""
    cover = imported(cover_pdf())
    assert cover.rung == "figure"
    assert [kid.alt for kid in cover.structure.walk()] == [None, "The clinic's cover"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 200, "a PNG picture"),
        (b"PK\x03\x04" + b"0" * 200, "a Word or other office file"),
        (b"<!DOCTYPE html><html></html>", "a web page"),
        (b"Dear sir or madam", "something else"),
        (b"%PDF-1.7\nnothing else", "is damaged"),
        (b"%PDF-1.7\n" + b"0" * 50_000_000, "is 50 MB"),
    ],
)
def test_file_that_is_no_usable_pdf_is_refused_by_name(data: bytes, said: str) -> None:
    """What cannot be used is refused in one sentence, with the next step."""
    with pytest.raises(CoverError, match=said) as caught:
        imported(data)
    (problem,) = caught.value.problems
    assert problem.what.startswith("cover.pdf ")
    assert problem.hint
    assert caught.value.exit_code is ExitCode.ASSET


def test_error_says_where_the_clinic_named_the_file() -> None:
    """An error about a cover points at the line of the clinic's file that names it."""
    with pytest.raises(CoverError) as caught:
        import_cover(b"", CoverFile(file="a.pdf"), paper=A4, where=Location("clinic.yaml", 7, 3))
    assert str(caught.value).startswith("clinic.yaml:7:3: a.pdf is empty.")


def test_locked_file_is_refused_with_what_to_do() -> None:
    """A cover that needs a password to be read is refused."""
    locked = saved(
        cover_pdf(), pikepdf.Encryption(user="secret", owner="x", R=3, aes=False, metadata=False)
    )
    with pytest.raises(CoverError, match="needs a password") as caught:
        imported(locked)
    assert "without a password" in caught.value.problems[0].hint


def test_file_locked_against_changes_only_is_used() -> None:
    """A cover that anybody may read merges, even if its maker forbade to change it."""
    locked = saved(cover_pdf(), pikepdf.Encryption(owner="x", R=3, aes=False, metadata=False))
    assert imported(locked).objects == imported(saved_plain(cover_pdf())).objects


def test_file_locked_in_the_newest_way_is_used() -> None:
    """Modern locks against changes, which pypdf alone cannot open, are no obstacle either."""
    locked = saved(cover_pdf(), pikepdf.Encryption(owner="x", R=6))
    cover = imported(locked)
    assert cover.rung == "figure"
    with pytest.raises(CoverError, match="needs a password"):
        imported(saved(cover_pdf(), pikepdf.Encryption(user="secret", owner="x", R=6)))


def saved_plain(data: bytes) -> bytes:
    """``data`` as pikepdf writes it."""
    file = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.save(file)
    return file.getvalue()


def test_file_without_pages_is_refused() -> None:
    """A PDF without a page is refused."""
    empty = file_of(
        [{"Type": Name("Catalog"), "Pages": PAGES}, {"Type": Name("Pages"), "Kids": [], "Count": 0}]
    )
    with pytest.raises(CoverError, match="has no pages"):
        imported(empty)


def test_pages_are_taken_in_the_order_asked_for() -> None:
    """The clinic may take some pages of a file, in its own order."""
    assert len(imported(cover_pdf(copies=5), pages="4-5, 1").pages) == 3


@pytest.mark.parametrize("pages", ["0", "3-9", "2-1", "7"])
def test_page_that_is_not_there_is_refused(pages: str) -> None:
    """Asking for a page that the file does not have is an error, not a shorter cover."""
    with pytest.raises(CoverError, match="has no pages"):
        imported(cover_pdf(copies=5), pages=pages)


def test_long_file_is_refused_unless_its_pages_are_named() -> None:
    """A book is no cover, unless the clinic says which pages it wants; of many pages it is told."""
    with pytest.raises(CoverError, match="has 601 pages"):
        imported(cover_pdf(copies=601))
    book = cover_pdf(copies=21)
    assert "has 21 pages, and all of them are put in" in imported(book).notices[0]
    assert imported(book, pages="1-21").notices == ()
    assert len(imported(book, pages="1-21").pages) == 21


def test_pages_that_lead_back_to_themselves_are_taken_once() -> None:
    """Of a file whose tree of pages goes in a circle, those that can be found are the cover."""
    node: PdfObject = {
        "Type": Name("Pages"), "Parent": PAGES, "Count": 2, "Kids": [Ref(5), Ref(6)], "Rotate": 90,
    }  # fmt: skip
    page: PdfObject = {
        "Type": Name("Page"), "Parent": Ref(5), "MediaBox": [0, 0, *A4], "Contents": Ref(4),
        "Resources": {},
    }  # fmt: skip
    whole = cover_pdf(extra=[node, page])
    data = whole.replace(b"/Kids [3 0 R]", b"/Kids [3 0 R 5 0 R]").replace(b"/Count 1", b"/Count 3")
    assert data != whole
    made = imported(data)
    assert made.rung == "figure"
    assert len(made.pages) == 2
    assert "says it has 3 pages; 2 were found" in made.notices[0]


def test_pages_of_a_long_book_are_found_at_once() -> None:
    """Of thousands of pages only those that are asked for are read."""
    book = cover_pdf(copies=3000, page={"Rotate": 90})
    reader = PdfReader(BytesIO(book))
    (page,) = pages_at(reader, [2000])
    assert page_count(reader) == 3000
    assert access.whole(access.raw(page, "Rotate")) == 90
    assert not reader.flattened_pages
    assert len(imported(book, pages="2001").pages) == 1


@pytest.mark.parametrize("count", [-1, 31, 10**9, "many"])
def test_tree_that_miscounts_its_pages_is_counted(count: PdfObject) -> None:
    """A file that says to have more pages than it has is taken at its pages, not at its word."""
    tree: PdfObject = {"Type": Name("Pages"), "Kids": [Ref(3), Ref(3)], "Count": count}
    data = file_of(
        [
            {"Type": Name("Catalog"), "Pages": PAGES},
            tree,
            {"Type": Name("Page"), "Parent": PAGES, "Contents": Ref(4)},
            Stream({}, RED_SQUARE),
        ]
    )
    reader = PdfReader(BytesIO(data))
    assert page_count(reader) == len(reader.pages)
    assert len(pages_at(reader, [0])) == 1


def test_cover_without_words_for_it_is_refused() -> None:
    """A figure that nobody can describe to a blind reader does not go in."""
    with pytest.raises(CoverError, match="has no tags") as caught:
        imported(cover_pdf(), alt=None)
    assert "alt:" in caught.value.problems[0].hint


def test_figure_without_words_for_it_is_refused() -> None:
    """Asking for a figure is asking for words as well."""
    with pytest.raises(CoverError, match="so a screen reader can say nothing") as caught:
        imported(cover_pdf(), alt=None, role="figure")
    assert "alt:" in caught.value.problems[0].hint
    with pytest.raises(CoverError, match="is damaged"):
        imported(b"%PDF-1.7", alt=None)


def test_decoration_needs_no_words() -> None:
    """A cover that says nothing is skipped by screen readers."""
    cover = imported(cover_pdf(), alt=None, role="decoration")
    assert (cover.rung, cover.structure.kids, cover.pages[0].mcids) == ("decoration", [], 0)


def test_bomb_is_refused() -> None:
    """A small file that unpacks to gigabytes is refused before it grows."""
    packed = zlib.compress(zlib.compress(bytes(40_000_000), 9), 9)
    bomb = file_of(
        [
            {"Type": Name("Catalog"), "Pages": PAGES},
            {"Type": Name("Pages"), "Kids": [Ref(3)], "Count": 1},
            {"Type": Name("Page"), "Parent": PAGES, "MediaBox": [0, 0, 9, 9], "Contents": Ref(4)},
            Stream({"Filter": [Name("FlateDecode")] * 2}, packed),
        ]
    )
    with pytest.raises(CoverError, match="far too large"):
        imported(bomb)


def test_drawing_that_never_ends_is_refused() -> None:
    """Drawings within drawings that would keep a printer busy for years are refused."""
    extra = [
        form(b"/F Do " * 8, Resources={"XObject": {"F": Ref(6 + depth)}}) for depth in range(24)
    ]
    data = cover_pdf(
        b"/F Do", resources={"XObject": {"F": Ref(5)}}, extra=[*extra, form(RED_SQUARE)]
    )
    with pytest.raises(CoverError, match="over and over"):
        imported(data)


def test_drawing_within_itself_is_drawn_once() -> None:
    """A drawing that contains itself does no harm."""
    data = cover_pdf(
        b"/F Do",
        resources={"XObject": {"F": Ref(5)}},
        extra=[form(b"/F Do", Resources={"XObject": {"F": Ref(5)}})],
    )
    assert imported(data).rung == "figure"


def test_no_other_program_is_ever_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program called jbig2dec that lies about on the machine is not run."""
    ran = tmp_path / "ran"
    program = tmp_path / "jbig2dec"
    program.write_text(f"#!/bin/sh\ntouch {ran}\n")
    program.chmod(program.stat().st_mode | stat.S_IEXEC)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    image = Stream(
        {
            "Type": Name("XObject"), "Subtype": Name("Image"), "Width": 8, "Height": 8,
            "BitsPerComponent": 1, "ColorSpace": Name("DeviceGray"), "Filter": Name("JBIG2Decode"),
        },
        b"\x97JB2\r\n\x1a\n",
    )  # fmt: skip
    imported(cover_pdf(b"/I Do", resources={"XObject": {"I": Ref(5)}}, extra=[image]))
    assert not ran.exists()


def test_pypdf_is_left_as_it_was() -> None:
    """Reading a cover changes nothing for other users of pypdf."""
    before = NameObject.CHARSETS
    with careful_pypdf():
        pass
    assert before == NameObject.CHARSETS


def test_same_bytes_give_the_same_objects() -> None:
    """The same cover gives the same bytes."""
    assert imported(cover_pdf()).objects == imported(cover_pdf()).objects


@pytest.mark.parametrize("cut", range(10, 600, 37))
def test_cut_file_is_used_or_refused(cut: int) -> None:
    """A file cut short anywhere is used or refused, never a crash."""
    data = cover_pdf()
    with suppress(CoverError):
        imported(data[: len(data) - cut])


LOCKS = {
    "40 bits": pikepdf.Encryption(user="u", owner="o", R=2, aes=False, metadata=False),
    "128 bits": pikepdf.Encryption(user="u", owner="o", R=3, aes=False, metadata=False),
    "AES": pikepdf.Encryption(user="u", owner="o", R=4),
    "AES with 256 bits": pikepdf.Encryption(user="u", owner="o", R=6),
}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_kind_of_password_is_asked_for(lock: str) -> None:
    """No lock is taken for open: not even one that seems to open without a password."""
    with pytest.raises(CoverError, match="needs a password"):
        imported(saved(cover_pdf(), LOCKS[lock]))
