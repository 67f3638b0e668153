"""When a text is a draft, and when it is reviewed."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from pydantic import ValidationError

from leaflet.model.workspace import WorkspaceFile
from leaflet.review.standing import Standing, standing

from .texts import approval, approved, leaflet_of, locale_of

ONE, TWO = WorkspaceFile(), WorkspaceFile(approvals=2)


def stands(leaflet: Any = None, rules: WorkspaceFile = ONE, as_of: str = "") -> Standing:
    """Where a text stands, on a day."""
    day = dt.date.fromisoformat(as_of) if as_of else None
    return standing(leaflet or approved(), locale_of(), rules, day)


def test_nobody_approved() -> None:
    """A text that nobody approved is a draft."""
    found = stands(leaflet_of())
    assert (found.reviewed, found.reason) == (False, "not approved")


def test_approved() -> None:
    """A text is reviewed while it is what was approved and its next review is not past."""
    assert stands().reviewed
    assert stands(as_of="2027-11-21").reviewed
    assert stands(as_of="2027-11-22").reason == "review past"


def test_the_reviewer_sets_the_next_review() -> None:
    """An approval may ask for an earlier review than the file, and the earliest of two counts."""
    early = approval(next_review="2027-01-01")
    assert stands(approved(early)).next_review == dt.date(2027, 1, 1)
    assert stands(approved(early), as_of="2027-01-02").reason == "review past"
    other = approval(name="Kim Specimen", registration="S-77341")
    assert stands(approved(other, early), TWO).next_review == dt.date(2027, 1, 1)


def test_a_changed_letter_is_a_draft() -> None:
    """One letter of the text changed, and the approval is void."""
    assert stands(approved(form="Tablet")).reason == "text changed"


def test_two_must_approve() -> None:
    """Where two must approve, one is not enough; nor is one of them of an earlier text."""
    other = approval(name="Kim Specimen", registration="S-77341")
    assert stands(approved(), TWO).reason == "one approval"
    assert stands(approved(approval(), other), TWO).reviewed
    old = other.model_copy(update={"digest": "form1:sha256:" + 64 * "0"})
    assert stands(approved(approval(), old), TWO).reason == "one approval"


def test_one_person_is_not_two() -> None:
    """The same registration, spaced in another way, is the same person."""
    again = approval(name="R. Sample", registration="s 48 215")
    assert stands(approved(approval(), again), TWO).reason == "one approval"


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "test"}, {"name": "x"}, {"name": "N/A"}, {"name": "1234"}, {"name": "Your name"},
        {"role": "tbd"}, {"role": "..."}, {"role": "x" * 81}, {"name": ""},
        {"registration": "none"}, {"registration": "GPhC"}, {"registration": "0000000"},
        {"registration": "GPhC 1234567"}, {"registration": "012345"}, {"date": "2026-02-30"},
        {"date": "today"}, {"next_review": "2026-11-22"}, {"digest": "abc"},
    ],
    ids=str,
)  # fmt: skip
def test_no_reviewer_is_invented(wrong: dict[str, str]) -> None:
    """What only fills the place of a name, role, number or day is refused."""
    with pytest.raises(ValidationError):
        approval(**wrong)


@pytest.mark.parametrize(
    "right",
    [
        {"name": "Bo Ek"}, {"name": "Noor"}, {"name": "Dr. Anna-Lena O’Neil"}, {"name": "李 明"},
        {"registration": "RPH 104372"}, {"registration": "PSI 9917"}, {"registration": "NY-061234"},
    ],
    ids=str,
)  # fmt: skip
def test_real_names_are_taken(right: dict[str, str]) -> None:
    """Short names, single names, hyphens and other scripts are people's names, too."""
    assert approval(**right).person
