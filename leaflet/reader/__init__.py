"""Leaflets, locales and clinics from the bytes of their YAML files, or every reason why not.

Nothing here touches the disk: whoever reads a file passes its bytes, and its name for the messages.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from leaflet.errors import ContentError, Location
from leaflet.model.clinic import ClinicFile
from leaflet.model.locale import Locale
from leaflet.model.medicine import Leaflet
from leaflet.model.patient import PatientFields
from leaflet.model.workspace import WorkspaceFile
from leaflet.reader.document import Document
from leaflet.reader.languages import check_languages
from leaflet.reader.nodes import read_document
from leaflet.reader.problems import Problems
from leaflet.reader.references import (
    check_dates,
    check_ids,
    check_named,
    check_review,
    check_sources,
)
from leaflet.reader.schema import schema
from leaflet.reader.telephone import check_telephone
from leaflet.reader.validate import check_shape
from leaflet.reader.words import check_files, check_markup, check_places, check_web

__all__ = [
    "Examined",
    "examine_clinic",
    "examine_leaflet",
    "examine_locale",
    "examine_patient",
    "examine_workspace",
    "read_clinic",
    "read_leaflet",
    "read_locale",
    "read_workspace",
    "schema",
]


M = TypeVar("M", Leaflet, Locale, ClinicFile, WorkspaceFile, PatientFields)


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined(Generic[M]):
    """All that reading a file found out, right or wrong.

    Attributes:
        document: its plain values with their places; ``None`` where it is no YAML.
        value: what it describes; ``None`` where its shape is wrong.
        problems: all that is wrong.
    """

    document: Document | None
    value: M | None
    problems: Problems

    def right(self) -> M:
        """The value, if nothing at all is wrong.

        Raises:
            ContentError: with everything that is wrong, at most 20 problems.
        """
        self.problems.raise_any()
        assert self.value is not None  # held by check_shape
        return self.value


def examine_leaflet(
    data: bytes,
    file: str,
    *,
    medicine: str | None = None,
    locale: str | None = None,
    locale_file: Locale | None = None,
) -> Examined[Leaflet]:
    """A medicine's file for those who look at wrong ones, too; arguments as ``read_leaflet``."""
    problems = Problems(file)
    document, value = _read(data, Leaflet, problems)
    if document is not None:
        check_languages(document, problems)
        check_named(document, "medicine", medicine, problems)
        check_named(document, "locale", locale, problems)
        check_ids(document, problems)
        check_sources(document, problems)
        check_dates(document, problems)
        check_review(document, problems)
        check_markup(document, problems)
        if locale_file is not None:
            check_telephone(document, locale_file, problems)
    return Examined(document=document, value=value, problems=problems)


def examine_locale(data: bytes, file: str, *, locale: str | None = None) -> Examined[Locale]:
    """A locale's file likewise."""
    problems = Problems(file)
    document, value = _read(data, Locale, problems)
    if document is not None:
        check_languages(document, problems)
        check_named(document, "locale", locale, problems)
        check_sources(document, problems)
        check_places(document, problems)
    return Examined(document=document, value=value, problems=problems)


def examine_clinic(data: bytes, file: str, *, clinic: str | None = None) -> Examined[ClinicFile]:
    """A clinic's file likewise."""
    problems = Problems(file)
    document, value = _read(data, ClinicFile, problems)
    if document is not None:
        check_named(document, "clinic", clinic, problems)
        check_languages(document, problems)
        check_web(document, problems)
        check_files(document, problems)
    return Examined(document=document, value=value, problems=problems)


def place_of_asset(data: bytes, file: str, name: str) -> Location:
    """Where a clinic's file names this logo or cover; the file alone, where it does not."""
    document = examine_clinic(data, file).document
    if document is not None:
        for path, value in document.walk():
            if value == name and path[0] in {"logo", "cover", "back"}:
                return document.value_at(path)
    return Location(file)


def examine_patient(data: bytes, file: str) -> Examined[PatientFields]:
    """What a professional fills in for one patient likewise."""
    problems = Problems(file)
    document, value = _read(data, PatientFields, problems)
    return Examined(document=document, value=value, problems=problems)


def examine_workspace(data: bytes, file: str) -> Examined[WorkspaceFile]:
    """A workspace's file likewise."""
    problems = Problems(file)
    document, value = _read(data, WorkspaceFile, problems)
    return Examined(document=document, value=value, problems=problems)


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
    return examine_leaflet(
        data, file, medicine=medicine, locale=locale, locale_file=locale_file
    ).right()


def read_locale(data: bytes, file: str, *, locale: str | None = None) -> Locale:
    """The fixed words, contacts and paper that a locale's file describes.

    Args:
        data: The file.
        file: Its name for messages.
        locale: What its name says it is for.

    Raises:
        ContentError: with everything that is wrong, at most 20 problems.
    """
    return examine_locale(data, file, locale=locale).right()


def read_clinic(data: bytes, file: str, *, clinic: str | None = None) -> ClinicFile:
    """The brand, contacts and covers that a clinic's file describes.

    Args:
        data: The file.
        file: Its name for messages.
        clinic: What its folder is called.

    Raises:
        ContentError: with everything that is wrong, at most 20 problems.
    """
    return examine_clinic(data, file, clinic=clinic).right()


def read_workspace(data: bytes, file: str) -> WorkspaceFile:
    """The rules that a workspace's file sets.

    Args:
        data: The file.
        file: Its name for messages.

    Raises:
        ContentError: with everything that is wrong, at most 20 problems.
    """
    return examine_workspace(data, file).right()


def _read(data: bytes, model: type[M], problems: Problems) -> tuple[Document | None, M | None]:
    try:
        document = read_document(data, problems)
    except ContentError:  # with what ``problems`` holds
        return None, None
    return document, check_shape(model, document, problems)
