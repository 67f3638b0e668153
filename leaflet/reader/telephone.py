"""Telephone numbers in a leaflet: the right emergency number is there, and no foreign one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from leaflet.model.common import ContactName
from leaflet.model.locale import Locale
from leaflet.reader.document import Document, Path
from leaflet.reader.problems import MOST_LOOKED_AT, Problems, shortened

PRINTED = frozenset(
    {
        "name",
        "form",
        "sources_in_short",
        "heading",
        "text",
        "lead",
        "headline",
        "call",
        "short",
        "short_parts",
        "alt",
    }
)
"""Fields of a leaflet whose words are printed or spoken."""

NOT_PRINTED = frozenset(
    {"note", "also_called", "reason", "title", "publisher", "role", "registration"}
)
"""Fields with words for editors; and of sources and reviewers, which may hold any number."""

OVERDOSE_TEXTS: tuple[Path, ...] = (
    ("warning", "overdose", "call"),
    ("warning", "short"),
    ("warning", "short_parts", 1),
)
"""What a reader in danger sees first: each says whom to call after too much."""

# A number may be grouped by single spaces, points, hyphens and brackets. It is no part of a word,
# a decimal, a time or an address: so nothing of these may touch it.
_NUMBER = re.compile(
    r"(?<![\w.,/:=-])"
    r"[+(]?\d+(?:(?:[ \u00a0\u202f.\u2010\u2011–-]|\) ?| ?\()\d+)*"
    r"(?!\w|[.,:/-]\d|[-/]\w)"
)

# Short numbers that are hardly ever an amount. 100, 101, 102, 108, 110 and 120 are called too,
# but stand for an amount as often: they count beside "call" only.
_SHORT_NUMBERS = re.compile("000|11[1235789]|811|911|988|99[1345678]|999")

_MOST_GROUPS = 9
"""Groups of digits in a telephone number: at most 15 digits, mostly by twos."""

_CALL = (
    r"(?:call|phone|ring|dial|text|tel|telephone|helpline"
    r"|llam\w*|marque|marcar|teléfono"
    r"|appel(?:er|ez)|compos(?:er|ez)|téléphon\w*"
    r"|ruf\w*|anruf\w*|wähl\w*|notruf|telefon\w*|chiam\w*"
    r"|اتصل\w*|اتصال|هاتف|بالرقم|מוקד|חייג\w*|התקשר\w*|טלפון|कॉल|फ़ोन|डायल|नंबर)"
)
_CALL_BEFORE = re.compile(rf"\b{_CALL}\b\.?[^\w.!?;]*(?:\w+[^\w.!?;]+){{0,3}}$", re.IGNORECASE)
_CALL_BEHIND = re.compile(r"^\s*(?:\S+\s+)?(?:कॉल|फ़ोन|डायल)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Found:
    """A number in a text."""

    text: str
    start: int

    @property
    def groups(self) -> list[str]:
        return [_ascii(group) for group in re.findall(r"\d+", self.text)]

    @property
    def digits(self) -> str:
        return "".join(self.groups)


def check_telephone(document: Document, locale: Locale, problems: Problems) -> None:
    """Whom to call stands where it must; every number is one of the locale's contacts'."""
    contacts = locale.contacts
    _check_overdose(document, locale, problems)
    known = {
        _ascii(re.sub(r"\D", "", contact.number)): contact.number
        for contact in (contacts.emergency, contacts.advice, contacts.poison)
        if contact is not None
    }
    units = _units(locale)
    for path, value in document.walk():
        if isinstance(value, str) and is_printed(path):
            for found in _telephone_numbers(value, frozenset(known), units):
                nth = value.count(found.text, 0, found.start)
                number = shortened(found.text).strip('"')
                if len(problems) > MOST_LOOKED_AT:
                    return
                problems.add(
                    document.words_at(path, found.text, nth),
                    f"{document.name(path)}: {number} is no number of {locale.locale}",
                    f"its numbers are {', '.join(known.values())}; they stand in the locale's file",
                )


def _check_overdose(document: Document, locale: Locale, problems: Problems) -> None:
    """The box says whom to call after too much, and the emergency number in any case."""
    contacts = locale.contacts
    path: Path = ("warning", "overdose", "contact")
    name = document.get(*path)
    if name not in get_args(ContactName):
        name = "emergency"  # left out; or told with the model's complaints
    contact = getattr(contacts, str(name))
    if contact is None:
        known = ", ".join(each for each in get_args(ContactName) if getattr(contacts, each))
        what = f"{document.name(path)}: {locale.locale} has no {name} line"
        problems.add(document.value_at(path), what, f"it has {known}")
        return
    called = "the emergency number" if name == "emergency" else f"the {name} line"
    for path in OVERDOSE_TEXTS:
        text = document.get(*path)
        if (
            isinstance(text, str)
            and text
            and not document.is_faulty(path)
            and not _says(text, contact.number)
        ):
            problems.add(
                document.value_at(path),
                f"{document.name(path)} does not say {contact.number}, {called} of {locale.locale}",
                f'write "{contact.number}" in it',
            )
    box: Path = ("warning",)
    emergency = contacts.emergency.number
    said = [text for path, text in document.walk() if path[:1] == box and is_printed(path)]
    if name != "emergency" and not any(_says(str(text), emergency) for text in said):
        problems.add(
            document.key_at(box),
            f"{document.name(box)} nowhere says {emergency}, "
            f"the emergency number of {locale.locale}",
            "say which signs it is to be called for",
        )


def is_printed(path: Path) -> bool:
    """Whether the text at ``path`` of a leaflet reaches its reader."""
    field = next((step for step in reversed(path) if isinstance(step, str)), "")
    return field in PRINTED and path[0] not in ("sources", "review")


def _telephone_numbers(
    text: str, known: frozenset[str], units: re.Pattern[str]
) -> Iterator[_Found]:
    """What looks like a telephone number and is none of the known ones."""
    for match in _NUMBER.finditer(text):
        found = _without_known(_Found(match[0], match.start()), known)
        if found and _looks_like_telephone(found, text, units):
            yield found


def _without_known(found: _Found, known: frozenset[str]) -> _Found | None:
    """What follows known numbers: "999 24 hours a day" reads like one number."""
    groups = list(re.finditer(r"\d+", found.text))
    first = 0
    while first < len(groups):
        ends = range(min(len(groups), first + _MOST_GROUPS), first, -1)
        end = next(
            (end for end in ends if _ascii("".join(g[0] for g in groups[first:end])) in known), 0
        )
        if not end:
            start = groups[first].start() if first else 0
            return _Found(found.text[start:], found.start + start)
        first = end
    return None


def _looks_like_telephone(found: _Found, text: str, units: re.Pattern[str]) -> bool:
    digits = found.digits
    before, behind = text[: found.start], text[found.start + len(found.text) :]
    called = bool(_CALL_BEFORE.search(before[-80:]) or _CALL_BEHIND.match(behind))
    short = _SHORT_NUMBERS.fullmatch(digits) is not None
    if len(digits) < 3:
        return False
    if short and called:
        return True  # "call 911 day and night", although days are a unit
    if units.match(behind) or _is_date_or_range(found):
        return False
    return short or called or _has_form(found)


def _has_form(found: _Found) -> bool:
    """Whether it is no way to write an amount."""
    groups, digits = found.groups, found.digits
    leads = found.text.startswith(("0", "+", "("))
    if len(groups) == 1:
        return (leads and len(digits) > 3) or (len(digits) > 4 and not digits.endswith("00"))
    long_enough = len(digits) > 6 and (leads or max(map(len, groups)) > 2)
    return long_enough and not _is_thousands(groups)


def _is_date_or_range(found: _Found) -> bool:
    groups = found.groups
    if re.fullmatch(r"\d{4}-\d\d-\d\d|\d\d?[.-]\d\d?[.-]\d{4}", _ascii(found.text)):
        return True
    if len(groups) == 1:
        return bool(re.fullmatch(r"(19|20)\d\d", groups[0]))
    return (
        len(groups) == 2
        and len(groups[0]) == len(groups[1])
        and groups[0] < groups[1]
        and not groups[0].startswith("0")
        and re.search(r"[–-]", found.text) is not None
    )


def _is_thousands(groups: list[str]) -> bool:
    return (
        0 < len(groups[0]) < 4
        and all(len(group) == 3 for group in groups[1:])
        and groups[-1] == "000"
    )


def _says(text: str, number: str) -> bool:
    """Whether ``number`` stands in ``text`` by itself, in the same grouping or another."""
    digits = r"[ \u00a0().-]*".join(_ascii(re.sub(r"\D", "", number)))
    return re.search(rf"(?<!\d){digits}(?!\d)", _ascii(text)) is not None


def _ascii(text: str) -> str:
    """Digits of any script as 0 to 9."""
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)


def _units(locale: Locale) -> re.Pattern[str]:
    """What makes a figure an amount, standing behind it."""
    words = {*locale.numbers.units, "%", "°", "mg", "ml", "g", "kg"}
    listed = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"[ \u00a0\u202f-]?(?:{listed})(?!\w)", re.IGNORECASE)
