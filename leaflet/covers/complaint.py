"""Errors about one cover file, and those that its first bytes tell already."""

from __future__ import annotations

from dataclasses import dataclass

from leaflet.errors import CoverError, Location, Problem

LARGEST_FILE = 50_000_000
"""Bytes; a clinic's cover of one or two pages has no business being larger."""

MANY_PAGES = 20
"""A longer file is perhaps the wrong one: it is told how many pages it has."""

MOST_PAGES = 600
"""Pages taken without being asked for by number."""

MOST_PAGES_ASKED_FOR = 600

NAME_PAGES = 'if only some of its pages are meant, name them, as in pages: "1-2"'
"""What makes a long file a cover."""

PRINT_IT = "open it in a viewer and print it to PDF, then use that file"
"""What mends nearly every PDF that a viewer still shows."""


def told_length(name: str, count: int) -> str:
    """The notice on a cover with many pages."""
    return f"{name} has {count} pages, and all of them are put in; {NAME_PAGES}."


_KINDS = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"PK\x03\x04", "a Word or other office file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or other office file"),
    (b"GIF8", "a GIF picture"),
    (b"II*\0", "a TIFF picture"),
    (b"MM\0*", "a TIFF picture"),
    (b"%!PS", "a PostScript file"),
    (b"{\\rtf", "an RTF file"),
    (b"<svg", "an SVG picture"),
    (b"<", "a web page or another text file"),
)


@dataclass(frozen=True, slots=True)
class Complaint:
    """Makes errors about one cover file: they all begin with where the clinic named it."""

    name: str
    where: Location | None = None

    def error(self, what: str, hint: str = "") -> CoverError:
        """An error about this cover: what is wrong, and what to do next."""
        return CoverError(Problem(self.where, f"{self.name} {what}", hint))

    def locked(self) -> CoverError:
        """The error about a file that nobody can read without its password."""
        return self.error(
            "needs a password to be opened.",
            "save it again without a password, or print it to PDF",
        )


def check_kind(data: bytes, complaint: Complaint) -> None:
    """Raise if ``data`` is no PDF, or too much of one."""
    if not data:
        raise complaint.error("is empty.", "copy it again from where it came")
    if len(data) > LARGEST_FILE:
        raise complaint.error(
            f"is {len(data) / 1e6:.0f} MB; covers may have {LARGEST_FILE / 1e6:.0f} MB.",
            'save it again as "reduced size PDF", or with smaller pictures',
        )
    if b"%PDF-" not in data[:1024]:
        start = data[:256].lstrip(b"\xef\xbb\xbf \t\r\n")
        kind = next((kind for magic, kind in _KINDS if start.startswith(magic)), "something else")
        raise complaint.error(f"is not a PDF, but {kind}.", "save or print it as PDF")
