"""Files that were cut, patched or written wrongly."""

from __future__ import annotations

import re

import pikepdf

from leaflet.pdf.objects import Name, Ref, Stream, serialise
from tests.covers.build import CATALOG, PAGES, cover_pdf, file_of

from .cases import FONTS, SHOWN, Case, saved


def sound() -> bytes:
    """A file with nothing wrong."""
    return cover_pdf(SHOWN, resources={"Font": FONTS})


def cut(before: bytes) -> bytes:
    """The file up to these bytes."""
    return sound()[: sound().rindex(before)]


def hybrid() -> bytes:
    """A table that hides a cross-reference stream (§7.5.8.4)."""
    data = sound()
    stream = Stream(
        {"Type": Name("XRef"), "Size": 6, "W": [1, 2, 1], "Index": [0, 1], "Root": CATALOG},
        b"\0\0\0\0",
    )
    position = data.index(b"xref\n")
    extra = b"9 0 obj\n" + serialise(stream) + b"\nendobj\n"
    data = data[:position] + extra + data[position:]
    data = data.replace(b"/Root 1 0 R>>", b"/Root 1 0 R/XRefStm %d>>" % position)
    return re.sub(rb"startxref\n\d+", b"startxref\n%d" % (position + len(extra)), data)


def updated() -> bytes:
    """A file to which another revision of its content was added at the end."""
    data = cover_pdf(b"0 1 0 rg 0 0 595 842 re f", resources={"Font": FONTS})
    start = len(data)
    body = b"4 0 obj\n<</Length %d>>\nstream\n%s\nendstream\nendobj\n" % (len(SHOWN), SHOWN)
    previous = int(re.findall(rb"startxref\n(\d+)", data)[-1])
    table = b"xref\n4 1\n%010d 00000 n \n" % start
    trailer = b"trailer\n<</Size 5/Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (
        previous,
        start + len(body),
    )
    return data + body + table + trailer


DAMAGED: dict[str, Case] = {
    "end cut off": Case(make=lambda: cut(b"startxref")),
    "table cut off": Case(make=lambda: cut(b"xref\n0"), alike=False),
    "last object cut": Case(make=lambda: cut(b"endobj"), alike=False),
    "table in the wrong place": Case(
        make=lambda: re.sub(rb"startxref\n\d+", b"startxref\n7", sound())
    ),
    "offsets off by some": Case(make=lambda: sound().replace(b"%PDF-1.7\n", b"%PDF-1.7\n%%%%%\n")),
    "letter before the file": Case(make=lambda: b"Dear all, see below.\r\n" + sound()),
    "mail after the file": Case(make=lambda: sound() + b"\r\n--boundary--\r\n" * 100),
    "line ends changed in the post": Case(make=lambda: sound().replace(b"\n", b"\r\n")),
    "old and new tables": Case(make=hybrid),
    "later revision": Case(make=updated),
    "lengths that are wrong": Case(
        make=lambda: re.sub(rb"/Length \d+", b"/Length 3", sound()), becomes="sound"
    ),
    "no end of objects": Case(make=lambda: sound().replace(b"endobj\n", b"")),
    "version of the future": Case(make=lambda: sound().replace(b"%PDF-1.7", b"%PDF-9.9")),
    "tables in a circle": Case(
        make=lambda: sound().replace(
            b"/Root 1 0 R>>",
            b"/Root 1 0 R/Prev %d>>" % sound().index(b"xref\n0"),
        )
    ),
    "pages in a circle": Case(
        make=lambda: file_of(
            [
                {"Type": Name("Catalog"), "Pages": PAGES},
                {"Type": Name("Pages"), "Kids": [PAGES, Ref(3)], "Count": 1},
                {"Type": Name("Page"), "Parent": PAGES, "MediaBox": [0, 0, 595, 842],
                 "Contents": Ref(4), "Resources": {"Font": FONTS}},
                Stream({}, SHOWN),
            ]
        ),
        becomes="sound", alike=False,
    ),
    "page that is no page": Case(
        make=lambda: file_of(
            [
                {"Type": Name("Catalog"), "Pages": PAGES},
                {"Type": Name("Pages"), "Kids": [7, Ref(9), Ref(2)], "Count": 3},
            ]
        ),
        becomes="refused", alike=False,
    ),
    "unbalanced content": Case(
        make=lambda: cover_pdf(b"Q Q EMC q 0.5 0 0 0.5 0 0 cm " + SHOWN, resources={"Font": FONTS})
    ),
    "words that are no operators": Case(
        make=lambda: cover_pdf(b"foo 1 2 bar (x) " + SHOWN + b" <<", resources={"Font": FONTS})
    ),
    "nothing but a header": Case(
        make=lambda: b"%PDF-1.7\nhello", becomes="refused", says="print it to PDF"
    ),
    "Word file": Case(
        make=lambda: b"PK\x03\x04" + bytes(99), becomes="refused", says="office file"
    ),
    "picture called a PDF": Case(
        make=lambda: b"\x89PNG\r\n\x1a\n" + bytes(99), becomes="refused", says="a PNG picture"
    ),
    "empty": Case(make=lambda: b"", becomes="refused", says="is empty"),
    "no pages": Case(
        make=lambda: file_of(
            [{"Type": Name("Catalog"), "Pages": PAGES},
             {"Type": Name("Pages"), "Kids": [], "Count": 0}]
        ),
        becomes="refused", says="has no pages",
    ),
    "packed and cut": Case(
        make=lambda: saved(sound(), object_stream_mode=pikepdf.ObjectStreamMode.generate)[:-60],
        becomes="sound",
    ),
}  # fmt: skip
