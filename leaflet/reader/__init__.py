"""Leaflets, locales and clinics from the bytes of their YAML files, or every reason why not.

Nothing here touches the disk: whoever reads a file passes its bytes, and its name for the messages.
"""

from __future__ import annotations

from leaflet.model.clinic import ClinicFile
from leaflet.model.locale import Locale
from leaflet.model.medicine import Leaflet
from leaflet.reader.languages import check_languages
from leaflet.reader.nodes import read_document
from leaflet.reader.problems import Problems
from leaflet.reader.references import check_dates, check_ids, check_named, check_sources
from leaflet.reader.schema import schema
from leaflet.reader.telephone import check_telephone
from leaflet.reader.validate import check_shape
from leaflet.reader.words import check_files, check_markup, check_places, check_web

__all__ = ["read_clinic", "read_leaflet", "read_locale", "schema"]


def read_leaflet(
    data: bytes,
    file: str,
    *,
    medicine: str | None = None,
    locale: str | None = None,
    locale_file: Locale | None = None,
) -> Leaflet:
    """The leaflet that a medicine's file describes.

    Args:
        data: The file.
        file: Its name for messages.
        medicine: What its folder says it is about.
        locale: What its name says it is written for.
        locale_file: The locale's words and contacts; with it, telephone numbers are checked.

    Raises:
        ContentError: with everything that is wrong, at most 20 problems.
    """
    problems = Problems(file)
    document = read_document(data, problems)
    leaflet = check_shape(Leaflet, document, problems)
    check_languages(document, problems)
    check_named(document, "medicine", medicine, problems)
    check_named(document, "locale", locale, problems)
    check_ids(document, problems)
    check_sources(document, problems)
    check_dates(document, problems)
    check_markup(document, problems)
    if locale_file is not None:
        check_telephone(document, locale_file, problems)
    problems.raise_any()
    assert leaflet is not None  # held by check_shape
    return leaflet


def read_locale(data: bytes, file: str, *, locale: str | None = None) -> Locale:
    """The fixed words, contacts and paper that a locale's file describes.

    Args:
        data: The file.
        file: Its name for messages.
        locale: What its name says it is for.

    Raises:
        ContentError: with everything that is wrong, at most 20 problems.
    """
    problems = Problems(file)
    document = read_document(data, problems)
    value = check_shape(Locale, document, problems)
    check_languages(document, problems)
    check_named(document, "locale", locale, problems)
    check_sources(document, problems)
    check_places(document, problems)
    problems.raise_any()
    assert value is not None  # held by check_shape
    return value


def read_clinic(data: bytes, file: str, *, clinic: str | None = None) -> ClinicFile:
    """The brand, contacts and covers that a clinic's file describes.

    Args:
        data: The file.
        file: Its name for messages.
        clinic: What its folder is called.

    Raises:
        ContentError: with everything that is wrong, at most 20 problems.
    """
    problems = Problems(file)
    document = read_document(data, problems)
    value = check_shape(ClinicFile, document, problems)
    check_named(document, "clinic", clinic, problems)
    check_languages(document, problems)
    check_web(document, problems)
    check_files(document, problems)
    problems.raise_any()
    assert value is not None  # held by check_shape
    return value
