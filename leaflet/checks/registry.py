"""The checks of finished PDFs, and what they have in common."""

from __future__ import annotations

from leaflet.checks.matching import Subject
from leaflet.errors import Location
from leaflet.registry import NotMadeError, Registry, Seen
from leaflet.report import Spot

CHECKS: Registry[Subject] = Registry()
"""In the order in which they are told."""
AS_BUILT = "print and hand out the file as leaflet built it"
"""What to do where something happened to a file since."""


def seen(subject: Subject, what: str, spot: Spot | None = None, *, hint: str = "") -> Seen:
    """What a check saw in this file."""
    return Seen(what=what, location=Location(subject.name), spot=spot, hint=hint)


def must_have_pages(subject: Subject) -> None:
    """Give up where it is not told which pages are the leaflet's, or they are mere pictures.

    Raises:
        NotMadeError: so it is.
    """
    if not subject.pages:
        raise NotMadeError("the file does not tell which of its pages are the leaflet's")
    if not subject.has_text:
        raise NotMadeError("a page is a picture without text, which “page-picture” tells")


def must_have_characters(subject: Subject) -> None:
    """The same, and give up where it is not told which characters the codes of a font are.

    Raises:
        NotMadeError: so it is.
    """
    must_have_pages(subject)
    if not all(font.mapped for font in subject.pdf.told.fonts):
        raise NotMadeError("a font does not tell its characters, which “font-unicode” tells")


def must_have_text(subject: Subject) -> None:
    """The same, and give up where there is nothing to compare the pages with.

    Raises:
        NotMadeError: so it is.
    """
    must_have_characters(subject)
    if subject.expected is None:
        raise NotMadeError(
            f"{subject.pdf.why_not_carried}, and no workspace was named to compare with"
        )


def must_have_tags(subject: Subject, so: str) -> None:
    """Give up where there are no tags, and ``so`` is why that matters here.

    Raises:
        NotMadeError: so it is.
    """
    if subject.pdf.told.part is None:
        raise NotMadeError(f"without tags {so}")
