"""A clinic's words in large print: whole and never under 16 points, or refused."""

from __future__ import annotations

from typing import Any

import pytest

from leaflet.errors import AssetError
from leaflet.stamping.clinic import Clinic
from leaflet.stamping.stamp import stamp
from tests.layout.printed import PrintedPage, faults, printed

from .made import clinic, compiled


def pages(whose: Clinic | None, **made: Any) -> tuple[PrintedPage, ...]:
    """The printed pages of large print for a clinic."""
    return printed(stamp(compiled(edition="large", **made), whose, duplex=False))


def said(whose: Clinic | None) -> str:
    """All that they say."""
    return " ".join(page.says() for page in pages(whose))


CLINICS = {
    "usual": {},
    "long name": {"name": "The North Street and Old Harbour Community Pharmacy"},
    "long name, two lines of hours": {
        "name": "North Street and Harbour Community Pharmacy",
        "hours": ("Monday to Friday, 9:00 to 17:00", "Saturday, 9:00 to 12:30"),
    },
    "no hours, no web": {"hours": (), "hours_short": None, "web": None},
    "long number": {"phone": "+44 (0)1632 960 123"},
    "long address": {
        "address": "Unit 12, 117 North Street, Sampletown, ZZ99 1AA",
        "web": "pharmacy.north-street.example/leaflets/{medicine}",
    },
}


@pytest.mark.parametrize("changes", CLINICS.values(), ids=CLINICS)
@pytest.mark.parametrize("cover_page", [False, True])
def test_a_clinics_words_stand_whole(changes: dict[str, Any], cover_page: bool) -> None:
    """Whatever the clinic is called, its words are there, apart from others, and large."""
    whose = clinic(**changes, cover_page=cover_page)
    found = pages(whose)
    assert faults(found, 3) == []
    assert min(ink.size for page in found for ink in page.texts) >= 16
    words = " ".join(page.says() for page in found).replace(" ", "")
    for text in (whose.name, whose.address, whose.phone, *whose.hours):
        assert text.replace(" ", "") in words


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"name": "Pharmacy " * 12}, "name"),
        ({"phone": "0" * 60}, "phone"),
        ({"hours": ("Monday " * 12,)}, "hours"),
        ({"address": "Street " * 60}, "name, address and web"),
        ({"address": "x" * 90}, "name, address and web"),
        ({"message": "Ask us. " * 120, "cover_page": True}, "message"),
    ],
)
def test_words_that_do_not_fit_are_refused(changes: dict[str, Any], what: str) -> None:
    """Words too long for their place are an error that names them; they are never made smaller."""
    with pytest.raises(AssetError, match=f"^{what} “.*” does not fit its place on the page"):
        pages(clinic(**changes))


def test_a_locales_words_that_do_not_fit_are_refused() -> None:
    """The locale's words keep to the same rule."""
    for name, changes in (("read_online", {}), ("questions_call", {"cover_page": True})):
        with pytest.raises(AssetError, match=name):
            pages(clinic(**changes), words=((name, "word " * 12),))


def test_without_a_clinic_there_is_room_to_write() -> None:
    """A neutral leaflet has a line for the pharmacy's number and room for its stamp."""
    words = said(None)
    for text in ("Your pharmacy", "Phone:", "Pharmacy stamp", "Ask your pharmacist"):
        assert text in words
    assert "Pharmacy stamp" not in " ".join(
        page.says() for page in pages(None, words=(("pharmacy_stamp", "stamp " * 9),))
    )
