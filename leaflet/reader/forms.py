"""What is said of a text that has not the form its field wants, and what to write in its place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import TypeAlias, get_args

from pydantic.fields import FieldInfo

from leaflet.model.clinic import CoverFile, HexColour, WebAddress
from leaflet.model.common import Identifier, LanguageTag, Source, SourceKey
from leaflet.model.locale import PhoneNumber
from leaflet.model.markup import LANGUAGE_TAG
from leaflet.model.medicine import Leaflet
from leaflet.model.review import Approval
from leaflet.model.workspace import Signer

Suggest: TypeAlias = Callable[[str], str]
"""From the text that is wrong to the hint."""


def pattern_of(form: object) -> str:
    """The pattern in a model's field or in an annotated type."""
    metadata = form.metadata if isinstance(form, FieldInfo) else get_args(form)[1:]
    for constraint in metadata:
        if isinstance(constraint, FieldInfo):
            return pattern_of(constraint)
        if isinstance(pattern := getattr(constraint, "pattern", None), str):
            return pattern
    raise LookupError(form)


def _identifier(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:60]
    rule = "small letters, figures and single hyphens"
    return f'write "{name}": {rule}' if name else f'use {rule}: "how-to-take"'


def _key(text: str) -> str:
    name = re.sub(r"[^A-Za-z0-9]+", "-", text).strip("-")[:40]
    rule = "letters, figures and single hyphens, at most 40"
    return f'write "{name}": {rule}' if name else f'use {rule}: "NHS-about"'


def _tag(text: str) -> str:
    language, *rest = text.replace("_", "-").split("-")
    rest = [part.upper() if len(part) < 4 else part.capitalize() for part in rest]
    tag = "-".join([language.lower(), *rest])
    return f"write {tag}" if re.search(LANGUAGE_TAG, tag) else "write language and region: en-GB"


def _printed_address(text: str) -> str:
    bare = re.sub(r"^https?://", "", text)
    if bare != text:
        return f"write {bare}"
    return "write it like www.example.org/page, in small letters before the first /"


def _always(hint: str) -> Suggest:
    return lambda _text: hint


FORMS: dict[str, tuple[str, Suggest]] = {
    pattern_of(form): (complaint, suggest)
    for form, complaint, suggest in (
        (Identifier, "is no name that leaflet can use", _identifier),
        (SourceKey, "is no name that leaflet can use", _key),
        (LanguageTag, "is no language tag", _tag),
        (
            Source.model_fields["address"],
            "is no web address",
            _always("begin it with https:// and leave no spaces"),
        ),
        (
            PhoneNumber,
            "is no telephone number",
            _always("use figures, spaces and + - . ( ) only, at most 24"),
        ),
        (WebAddress, "is no address as it is printed", _printed_address),
        (
            HexColour,
            "is no colour",
            _always('write # and six of 0-9 and A-F, in quotation marks: "#0B4A6F"'),
        ),
        (
            get_args(CoverFile.model_fields["pages"].annotation)[0],
            "names no pages",
            _always('write pages like "1-2" or "1, 3"'),
        ),
        (
            Approval.model_fields["digest"],
            "is no digest",
            _always("leave this block to leaflet approve"),
        ),
        (
            get_args(Approval.model_fields["signature"].annotation)[0],
            "is no signature",
            _always("leave this block to leaflet approve"),
        ),
        (
            Signer.model_fields["key"],
            "is no public key",
            _always("copy the one line of the .pub file that ssh-keygen -t ed25519 made"),
        ),
        (
            Leaflet.model_fields["version"],
            "is no version",
            _always("write two or three figures with points between: 1.0"),
        ),
    )
}
"""By the pattern that pydantic reports."""
