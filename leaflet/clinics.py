"""A clinic's file becomes what a stamp takes: colour guarded, logo drawn, words checked."""

from __future__ import annotations

from leaflet.brand.colour import brand_colour
from leaflet.brand.logo import prepare_logo
from leaflet.errors import Location
from leaflet.model.clinic import ClinicFile
from leaflet.stamping.clinic import DANGER, INK, Clinic, LogoObjects


def prepare_clinic(
    clinic: ClinicFile, logo: tuple[bytes, Location] | None, *, logo_alt: str
) -> Clinic:
    """The clinic as its slots show it; notices say what was changed of its brand.

    Args:
        clinic: the clinic's file.
        logo: the logo's file, and where it lies.
        logo_alt: the alternative text where the clinic gives none, with {clinic}.

    Raises:
        AssetError: the logo cannot be used.
    """
    notices: list[str] = []
    colour = brand_colour(clinic.colour)
    if colour.notice:
        notices.append(colour.notice)
    drawn: LogoObjects | None = None
    if logo is not None:
        assert clinic.logo is not None
        prepared = prepare_logo(logo[0], name=clinic.logo, where=logo[1])
        notices.extend(prepared.notices)
        drawn = LogoObjects(
            objects=prepared.form,
            width=prepared.width,
            height=prepared.height,
            alt=clinic.logo_alt or logo_alt.format(clinic=clinic.name),
        )
    mono = clinic.ink == "mono"
    return Clinic(
        id=clinic.clinic,
        name=clinic.name,
        descriptor=clinic.descriptor,
        phone=clinic.phone,
        hours=clinic.hours or (),
        hours_short=clinic.hours_short,
        address=clinic.address,
        web=clinic.web,
        message=clinic.message,
        brand=INK if mono else _bytes(colour.rgb),
        danger=INK if mono else DANGER,
        logo=drawn,
        cover_page=clinic.cover_page,
        notices=tuple(notices),
    )


def _bytes(rgb: tuple[float, float, float]) -> tuple[int, int, int]:
    red, green, blue = (round(part * 255) for part in rgb)
    return red, green, blue
