"""Who approved a text, when and until when: the ``review:`` block of a medicine's file."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Annotated, Protocol

from pydantic import AfterValidator, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from leaflet.model.common import Date, Model, Text

LONGEST_PART = 80
"""Characters of a name, role or registration: they are printed on one or two lines."""

_STAND_INS = frozenset(
    (
        "anonymous", "asdf", "doe", "dummy", "example", "fixme", "foo", "jane doe", "john doe",
        "me", "n/a", "na", "name", "nil", "nobody", "none", "null", "pending", "placeholder",
        "qwerty", "registration", "reviewer", "role", "sample", "somebody", "someone", "tba", "tbc",
        "tbd", "test", "tester", "testing", "todo", "unknown", "user", "xx", "xxx", "xyz",
        "your name", "your role", "your registration",
    )
)  # fmt: skip
"""What people type to get past a question; nobody is called that."""


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


def sensible(text: str) -> str:
    """``text``, unless it only fills the place of a real answer."""
    bare = _bare(text)
    if len(text) > LONGEST_PART:
        raise PydanticCustomError(
            "too_long_part", "has more than {most} characters", {"most": LONGEST_PART}
        )
    if text.casefold() in _STAND_INS or bare in _STAND_INS or sum(map(str.isalnum, bare)) < 2:
        raise PydanticCustomError(
            "stand_in",
            "is no real one",
            {"hint": "only a named professional can approve a text, under a registration"},
        )
    return text


def _person(text: str) -> str:
    """A person's name has letters; few have figures."""
    if sum(map(str.isalpha, text)) < 2 or re.search(r"\d", text):
        raise PydanticCustomError("no_name", "is no person's name")
    return text


_COUNTED = ("01234567890", "1234567890")


def _registered(text: str) -> str:
    """A number in a professional register has figures, and not simply 0000 or 1234."""
    figures = re.sub(r"\D", "", text)
    counted = len(figures) > 3 and any(run.startswith(figures) for run in _COUNTED)
    repeated = len(figures) > 2 and len(set(figures)) == 1
    if not figures or repeated or counted:
        raise PydanticCustomError(
            "no_registration",
            "is no number in a professional register",
            {"hint": "name the register and the number in it"},
        )
    return text


PersonName = Annotated[Text, AfterValidator(sensible), AfterValidator(_person)]
PersonRole = Annotated[Text, AfterValidator(sensible)]
Registration = Annotated[Text, AfterValidator(sensible), AfterValidator(_registered)]


class Approval(Model):
    """One professional's word that this exact text may be given to patients."""

    name: PersonName
    role: PersonRole
    registration: Registration
    """The register and the number in it. It is not printed."""
    date: Date
    next_review: Date | None = None
    """By when the text is read again; the file's own next_review where it is left out."""
    digest: Annotated[str, Field(pattern=r"^form[0-9]+:sha256:[0-9a-f]{64}$")]
    """Of the approved text, whose form ``leaflet.review.text`` describes."""
    signature: Annotated[str, Field(pattern=r"^[A-Za-z0-9+/]+={0,2}$", max_length=4000)] | None = (
        None
    )
    """An SSH signature of the approval, in Base64: see ``leaflet approve --sign``."""

    @field_validator("next_review")
    @classmethod
    def _later(cls, value: object, info: ValidationInfo) -> object:
        date = info.data.get("date")
        if value is not None and date is not None and value <= date:
            raise PydanticCustomError("review_order", "is not after the date of the approval")
        return value

    @property
    def person(self) -> str:
        """What tells one person from another: the registration, however it is spaced."""
        return self.person_of(self.registration)

    @staticmethod
    def person_of(registration: str) -> str:
        """The same of any registration."""
        return _bare(registration).replace(" ", "")


class HasReview(Protocol):
    """A leaflet, as far as this module need know one."""

    @property
    def next_review(self) -> dt.date:
        """By when the file says that it is read again."""
        ...


def next_review(leaflet: HasReview, approvals: Iterable[Approval]) -> dt.date:
    """By when the text is read again: the earliest day that its approvals or its file name."""
    days = [each.next_review or leaflet.next_review for each in approvals]
    return min(days, default=leaflet.next_review)
