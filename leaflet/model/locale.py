"""Fixed words, contacts and paper of a language and region: ``content/locales/<locale>.yaml``."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from leaflet.model.common import LanguageTag, Model, SourceKey, Sources, Statement, Text

PhoneNumber = Annotated[str, Field(pattern=r"^[0-9+() .-]{2,24}$")]
"""A telephone number as it is printed."""


class Contact(Model):
    """A number that the whole region may call."""

    name: Text
    number: PhoneNumber
    note: Text
    """One or two lines in small type: who answers, and when to call."""
    sources: Annotated[tuple[SourceKey, ...], Field(min_length=1)]


class LocaleContacts(Model):
    """Whom a reader in this region calls. A line that no source confirms is left out."""

    emergency: Contact
    advice: Contact | None = None
    poison: Contact | None = None


class Numbers(Model):
    """How figures are written, and what must not be parted from them at a line's end."""

    decimal: Literal[".", ","] = "."
    units: tuple[Text, ...]
    """Units that stay with the figure before them: mg, ml, hours."""
    together: tuple[Text, ...] = ()
    """Phrases never broken over two lines: "3 times a day"."""
    months: Annotated[tuple[Text, ...], Field(min_length=12, max_length=12)]
    short_months: Annotated[tuple[Text, ...], Field(min_length=12, max_length=12)]
    """As the foot of the page prints them."""
    date: Text
    """With {day}, {month} and {year}: "{day} {month} {year}"."""
    month_date: Text
    """With {month} and {year}."""


class Words(Model):
    """The words that leaflet itself prints, in the locale's language."""

    patient_leaflet: Text
    patient_leaflet_large: Text
    questions_call: Text
    warning: Text
    your_dose: Text
    your_dose_note: Text
    start_date: Text
    """Before the day from which a patient's dose holds."""
    dose_calendar: Text
    calendar_until: Text
    """Over the last day of each row of it; plan_from stands over the first."""
    your_plan: Text
    """Over the table of a dose that changes over weeks: "Your dose, step by step"."""
    plan_from: Text
    plan_dose: Text
    morning: Text
    midday: Text
    evening: Text
    bedtime: Text
    dose_line_alt: Text
    how_soon: Text
    what_notice: Text
    what_to_do: Text
    who_to_call: Text
    my_questions: Text
    pharmacy: Text
    """The name over the clinic's cell where no clinic is set: "Your pharmacy"."""
    pharmacy_phone_line: Text
    """What to write there by hand: "Phone:"."""
    pharmacy_stamp: Text
    ask_pharmacist: Text
    """Where a clinic's address stands, on a leaflet without a clinic."""
    read_online: Text
    qr_alt: Text
    """With {address}: what the QR code opens."""
    logo_alt: Text
    """With {clinic}: the logo's alternative text where the clinic gives none."""
    draft: Text
    reviewed: Text
    """With {reviewers}; stands where "draft" stood when the text is approved."""
    reviewer: Text
    """One of them, with {name}, {role}, {date}."""
    version: Text
    """With {version}."""
    version_page: Text
    """With {version}, {page}, {pages}."""
    version_date: Text
    """With {version}, {date}."""
    next_review: Text
    """With {date}."""
    page: Text
    """With {page}, {pages}."""
    turn_over: Text
    clinic_line: Text
    """With {phone}, behind the clinic's name and address: "Phone {phone}."."""
    sources: Text
    full_list: Text
    """With {address}."""
    cover_title: Text
    this_is_for: Text
    field_name: Text
    field_date: Text
    field_given_by: Text
    field_next_check: Text
    pharmacy_label: Text
    in_this_leaflet: Text
    what_and_warning: Text
    contents_page: Text
    """With {page}."""
    another_way: Text
    another_way_text: Text
    another_way_text_large: Text
    """The same on a leaflet that is in large print already."""
    another_way_scan: Text
    cover: Text
    """The bookmark and page label of pages before the leaflet."""
    back: Text
    blank_label: Text
    """The page label of a page that is left blank for printing on both sides."""


class Locale(Model):
    """A language and region: the region decides facts and paper, the language the words."""

    locale: LanguageTag
    name: Text
    direction: Literal["ltr", "rtl"] = "ltr"
    paper: Literal["a4", "letter"]
    face: Literal["noto-sans", "atkinson"] = "noto-sans"
    contacts: LocaleContacts
    reporting: Statement | None = None
    """Where side effects are reported; at the foot of the last page."""
    numbers: Numbers
    words: Words
    sources: Sources
