"""A clinic's brand, contacts and covers: ``content/clinics/<clinic>/clinic.yaml``."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from leaflet.model.common import Identifier, LanguageTag, Model, Text
from leaflet.model.locale import PhoneNumber

WebAddress = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)+(/[\w./~%{}-]*)?$", max_length=80)
]
"""An address as it is printed, without https://; {medicine} and {locale} may stand in it."""

HexColour = Annotated[str, StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$")]

Fit = Literal["contain", "cover", "actual"]


class CoverFile(Model):
    """Pages of a PDF to put before or behind the leaflet."""

    file: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    pages: Annotated[str, StringConstraints(pattern=r"^\d+(-\d+)?(, ?\d+(-\d+)?)*$")] | None = None
    """Which of its pages, counted from 1: "1-2"; all of them where it is left out."""
    alt: Text | None = None
    """What a screen reader says where the cover's own words cannot be kept."""
    lang: LanguageTag | None = None
    role: Literal["auto", "figure", "text", "decoration"] = "auto"
    fit: Fit = "contain"


def _covers(value: object) -> object:
    """``cover.pdf``, one mapping, or a list of either."""
    items = value if isinstance(value, list | tuple) else [value]
    return [{"file": item} if isinstance(item, str) else item for item in items]


Covers = Annotated[
    tuple[CoverFile, ...],
    BeforeValidator(_covers, json_schema_input_type=str | CoverFile | list[str | CoverFile]),
]


class ClinicFile(Model):
    """What a clinic may set; sizes, order, warning and danger colour are not its to set."""

    clinic: Identifier
    name: Text
    descriptor: Text | None = None
    locale: LanguageTag | None = None
    """The locale its leaflets are built in where none is asked for."""
    colour: HexColour = "#0B4A6F"
    ink: Literal["colour", "mono"] = "colour"
    logo: Annotated[str, StringConstraints(min_length=1, max_length=200)] | None = None
    logo_alt: Text | None = None
    phone: PhoneNumber
    hours: Annotated[tuple[Text, ...], Field(min_length=1, max_length=2)] | None = None
    """One or two lines."""
    hours_short: Text | None = None
    address: Text
    web: WebAddress | None = None
    message: Annotated[Text, StringConstraints(max_length=240)] | None = None
    """In place of "Need it another way?" on the drawn cover page."""
    cover_page: bool = False
    """Draw the design's cover page before the leaflet where the clinic hands in none."""
    cover: Covers = ()
    back: Covers = ()
