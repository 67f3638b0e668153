"""What texts hold beside words: mark-up, places that leaflet fills in, names of files."""

from __future__ import annotations

import re

from leaflet.files import leads_out
from leaflet.model.markup import MarkupError, parse
from leaflet.reader.document import Document, Path
from leaflet.reader.languages import complaint
from leaflet.reader.problems import Problems, did_you_mean, shortened

PLACES: dict[Path, frozenset[str]] = {
    (group, word): frozenset(places.split())
    for group, word, places in (
        ("numbers", "date", "day month year"),
        ("numbers", "month_date", "month year"),
        ("words", "qr_alt", "address"),
        ("words", "logo_alt", "clinic"),
        ("words", "reviewed", "reviewers"),
        ("words", "reviewer", "name role date"),
        ("words", "version", "version"),
        ("words", "version_page", "version page pages"),
        ("words", "version_date", "version date"),
        ("words", "next_review", "date"),
        ("words", "page", "page pages"),
        ("words", "clinic_line", "phone"),
        ("words", "full_list", "address"),
        ("words", "contents_page", "page"),
    )
}
"""What leaflet fills into the words of a locale, by the word's path."""

_WEB_PLACES = frozenset({"medicine", "locale"})


def check_markup(document: Document, problems: Problems) -> None:
    """The mark-up of every statement closes, and its spans are in languages that there are."""
    for path, text in document.walk():
        if not path or path[-1] != "text" or not isinstance(text, str):
            continue
        try:
            runs = parse(text)
        except MarkupError as error:
            nth = text.count(error.token, 0, error.position)
            where = document.words_at(path, error.token, nth)
            problems.add(where, f"{document.name(path)}: {error.what}", error.hint)
            continue
        for tag in {run.lang for run in runs if run.lang}:
            if found := complaint(tag):
                where = document.words_at(path, f"{{lang={tag}}}")
                problems.add(where, f"{document.name(path)}: {found[0]}", found[1])


def check_places(document: Document, problems: Problems) -> None:
    """A locale's words have each place that leaflet fills, and no other."""
    for path, text in document.walk():
        if not isinstance(text, str) or not path or path[0] not in ("numbers", "words"):
            continue
        wanted = PLACES.get(path, frozenset())
        if path[0] == "numbers" and not wanted:
            continue
        _check_places_of(path, text, wanted, document, problems)
        for place in sorted(wanted):
            if f"{{{place}}}" not in text and not document.is_faulty(path):
                what = f"{document.name(path)} has no {{{place}}}"
                problems.add(
                    document.value_at(path), what, f"put {{{place}}} where leaflet fills it in"
                )


def check_web(document: Document, problems: Problems) -> None:
    """A clinic's address has no places but {medicine} and {locale}."""
    web = document.get("web")
    if isinstance(web, str):
        _check_places_of(("web",), web, _WEB_PLACES, document, problems)


def _check_places_of(
    path: Path, text: str, wanted: frozenset[str], document: Document, problems: Problems
) -> None:
    for match in re.finditer(r"\{([^{}]*)\}|[{}]", text):
        if match[1] in wanted:
            continue
        nth = text.count(match[0], 0, match.start())
        hint = did_you_mean(match[1] or "", wanted) or (
            f"there may be {', '.join(f'{{{place}}}' for place in sorted(wanted))}"
            if wanted
            else "leaflet fills in nothing here: write it without braces"
        )
        what = f"{document.name(path)}: {shortened(match[0])} stands for nothing"
        problems.add(document.words_at(path, match[0], nth), what, hint)


def check_files(document: Document, problems: Problems) -> None:
    """A clinic's logo and covers lie in its own folder: no absolute path, no "..", no address."""
    for path, value in document.walk():
        if not isinstance(value, str) or not path or not _names_file(path):
            continue
        if leads_out(value):
            what = f"{document.name(path)}: {shortened(value)} lies outside the clinic's folder"
            problems.add(
                document.value_at(path),
                what,
                "put a copy beside this file and write its name alone: cover.pdf",
            )


def _names_file(path: Path) -> bool:
    """``logo:``, ``cover: x.pdf``, ``cover: [x.pdf]`` and ``file: x.pdf`` in either form of it."""
    if path[0] in ("cover", "back"):
        return path[-1] == "file" or len(path) == 1 or (len(path) == 2 and isinstance(path[1], int))
    return path == ("logo",)
