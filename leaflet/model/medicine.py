"""One medicine's leaflet in one locale: ``content/medicines/<medicine>/<locale>.yaml``.

The order of the fields is the order of reading.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from leaflet.model.common import (
    ContactName,
    Date,
    IconName,
    Identifier,
    LanguageTag,
    MarkedText,
    Model,
    SourceKey,
    Sources,
    Statement,
    Text,
)
from leaflet.model.review import Approval

Statements = Annotated[tuple[Statement, ...], Field(min_length=1)]
SourceKeys = Annotated[tuple[SourceKey, ...], Field(min_length=1)]


class Paragraph(Model):
    """One or more statements set as running text."""

    paragraph: Statements


class LeadIn(Model):
    """A bold line that introduces the list below it."""

    lead: Text


class Bullets(Model):
    """A bulleted list, one statement an item."""

    bullets: Statements


class Ticks(Model):
    """A list with boxes that the reader ticks by hand."""

    ticks: Statements


class Steps(Model):
    """A numbered list: what to do in this order."""

    steps: Statements


BLOCK_KINDS = ("paragraph", "lead", "bullets", "ticks", "steps")


def _block_kind(value: object) -> str | None:
    keys = value if isinstance(value, dict) else getattr(value, "__dict__", ())
    return next((kind for kind in BLOCK_KINDS if kind in keys), None)


Block = Annotated[
    Annotated[Paragraph, Tag("paragraph")]
    | Annotated[LeadIn, Tag("lead")]
    | Annotated[Bullets, Tag("bullets")]
    | Annotated[Ticks, Tag("ticks")]
    | Annotated[Steps, Tag("steps")],
    Discriminator(
        _block_kind,
        custom_error_type="block_kind",
        custom_error_message="has no paragraph, lead, bullets, ticks or steps",
    ),
]
Body = Annotated[tuple[Block, ...], Field(min_length=1)]


class KeyFact(Model):
    """A question with a short answer at the head of page 1."""

    id: Identifier
    heading: Text
    icon: IconName
    answer: Statements


class Section(Model):
    """A question and its answer."""

    id: Identifier
    heading: Text
    icon: IconName
    body: Body


class Picture(Model):
    """A drawing of the warning box: its caption is printed, its alternative text spoken."""

    caption: Statement
    alt: Text


class DosePictures(Model):
    """How the dose must not and how it must be brought down."""

    wrong: Picture
    right: Picture


class MainDanger(Model):
    """The first half of the warning box."""

    headline: Text
    sources: SourceKeys
    """What the headline stands on."""
    lead: Text
    effects: Statements
    pictures: DosePictures | None = None
    closing: Statements | None = None


class NoWithdrawalRisk(Model):
    """The author's word that stopping suddenly is no danger, with the source; not printed."""

    reason: Text
    sources: SourceKeys


class Overdose(Model):
    """The second half of the warning box: what to do after too much."""

    headline: Text
    sources: SourceKeys
    contact: ContactName = "emergency"
    """Whom to call after too much: another of the locale's contacts only where a source says so."""
    call: Text
    """The call-now line, with that contact's number: "Call 999 now"."""
    lead: Text
    signs: Statements
    closing: Statements | None = None


class WarningText(Model):
    """The box that nobody can miss. Withdrawal comes first, unless there is no such risk."""

    never: Statements | None = None
    """Who must not start it, or what it must never meet: in bold across the box, a line each."""
    withdrawal: MainDanger | None = None
    no_withdrawal_risk: NoWithdrawalRisk | None = None
    danger: MainDanger | None = None
    overdose: Overdose
    short: Text
    """The box in one line, for every further page."""
    short_parts: Annotated[tuple[Text, Text], Field()]
    """The same in two cells, for the cover page: "Do not stop suddenly", "Too much? Call 999"."""

    @model_validator(mode="after")
    def _one_main_danger(self) -> Self:
        if self.withdrawal is None and self.no_withdrawal_risk is None:
            raise PydanticCustomError(
                "no_withdrawal",
                "says nothing about withdrawal",
                {"hint": 'add "withdrawal:", or "no_withdrawal_risk:" with a source and "danger:"'},
            )
        if self.withdrawal is not None and self.no_withdrawal_risk is not None:
            raise PydanticCustomError(
                "withdrawal_twice",
                "has both withdrawal and no_withdrawal_risk",
                {"hint": "keep the one that the source says"},
            )
        if (self.no_withdrawal_risk is None) == (self.danger is not None):
            raise PydanticCustomError(
                "danger_place",
                'needs "danger" with no_withdrawal_risk, and only then',
                {"hint": "the box names one main danger beside overdose"},
            )
        return self

    @property
    def main(self) -> MainDanger:
        """What the first half of the box warns of."""
        main = self.withdrawal or self.danger
        assert main is not None  # held by _one_main_danger
        return main


Urgency = Literal["common", "soon", "now"]


class SideEffectRow(Model):
    """One row of the side-effect table."""

    urgency: Urgency
    heading: Text
    notice: Statements
    action: Statements


class SideEffects(Model):
    """The table of side effects by how soon to act."""

    heading: Text
    icon: IconName = "eye"
    rows: Annotated[tuple[SideEffectRow, ...], Field(min_length=3, max_length=3)]

    @model_validator(mode="after")
    def _rising(self) -> Self:
        if tuple(row.urgency for row in self.rows) != ("common", "soon", "now"):
            raise PydanticCustomError(
                "urgency_order", "must have the rows common, soon, now in this order"
            )
        return self


class DoseTimes(Model):
    """A chart of one day, by time of day; a pharmacist fills it in by hand."""

    times: Annotated[
        tuple[Literal["morning", "midday", "evening", "bedtime"], ...],
        Field(min_length=1, max_length=4),
    ] = ("morning", "midday", "evening", "bedtime")


class DosePlan(Model):
    """A chart of a dose that changes over weeks: from which day, how much."""

    steps: Annotated[int, Field(ge=2, le=6)]


CHART_KINDS = ("times", "steps")


def _chart_kind(value: object) -> str:
    keys = value if isinstance(value, dict) else getattr(value, "__dict__", ())
    return "steps" if "steps" in keys else "times"


DoseChart = Annotated[
    Annotated[DoseTimes, Tag("times")] | Annotated[DosePlan, Tag("steps")],
    Discriminator(_chart_kind),
]


def _chart(value: object) -> object:
    """The word "none" stands for no chart: an empty value is an error in all our files."""
    return None if value == "none" else value


class ContactNotes(Model):
    """What this medicine's reader calls each contact for, under the locale's numbers."""

    emergency: Statement
    advice: Statement | None = None


class Leaflet(Model):
    """The text of one leaflet, in reading order."""

    medicine: Identifier
    locale: LanguageTag
    version: Annotated[str, Field(pattern=r"^\d+\.\d+(\.\d+)?$")]
    date: Date
    next_review: Date
    name: Text
    form: Text
    form_icon: IconName = "tablet"
    also_called: tuple[Text, ...] = ()
    """Brand and other names that a pharmacist may search by; not printed."""
    key_facts: Annotated[tuple[KeyFact, ...], Field(min_length=3, max_length=3)]
    warning: WarningText
    taking: Annotated[tuple[Section, ...], Field(min_length=1)]
    """Sections of page 1, below the warning."""
    dose_chart: Annotated[
        DoseChart | None,
        BeforeValidator(_chart, json_schema_input_type=DoseChart | Literal["none"]),
    ] = DoseTimes()
    """"dose_chart: none" leaves it out."""
    side_effects: SideEffects
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]
    """Sections of page 2, set in pairs."""
    contacts: ContactNotes
    sources_in_short: Text | None = None
    """What the foot of the last page says of the sources; their publishers where it is left out."""
    sources: Sources
    review: Annotated[tuple[Approval, ...], Field(min_length=1)] | None = None
    """Who approved this text: ``leaflet approve`` writes it. A change of the text makes it void."""


__all__ = ["Leaflet", "MarkedText"]
