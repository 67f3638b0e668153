"""Short texts that people type: mark-up, telephone numbers, days, page numbers, colours."""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.brand.colour import BRAND_CONTRAST, brand_colour, contrast_in_print
from leaflet.commands.day import day_of
from leaflet.covers.complaint import Complaint
from leaflet.covers.reading import chosen_pages
from leaflet.errors import ContentError, CoverError, UsageError
from leaflet.lints.measures import measure, words_of
from leaflet.model.markup import MarkupError, parse, plain, positions
from leaflet.reader import examine_leaflet
from tests.fuzz.target import TESTS, Target, tokens
from tests.fuzz.targets.files import english


def check(data: bytes) -> None:
    """Read ``data`` as each of them."""
    text = data.decode("utf-8", "replace")
    try:
        runs = parse(text)
    except MarkupError as error:
        assert 0 <= error.position <= len(text)
        assert text.startswith(error.token, error.position)
    else:
        words = plain(runs)
        assert all(run.text for run in runs)
        places = positions(text)
        assert len(places) == len(words)
        assert "".join(text[place] for place in places) == words
        if not {*"*[]\\"} & set(text):
            assert words == text
    measure([text], words_of(text)[:1])
    try:
        assert day_of("--as-of", text) is None or text.isascii()
    except UsageError as error:
        str(error).encode()
    try:
        assert all(0 <= index < 9 for index in chosen_pages(text, 9, Complaint("a.pdf")))
    except CoverError as error:
        str(error).encode()
    try:
        assert contrast_in_print(brand_colour(text).rgb) >= BRAND_CONTRAST
    except ContentError as error:
        str(error).encode()
    if text.isprintable():
        telephone_numbers(text)


def telephone_numbers(text: str) -> None:
    """A leaflet with ``text`` as a statement: its numbers are looked at."""
    quoted = text.replace("'", "''").encode()
    examine_leaflet(
        LEAFLET.replace(b"Rest.", b"'" + quoted + b"'"), "f.yaml", locale_file=english()
    )


LEAFLET = (TESTS / "reader" / "leaflet.yaml").read_bytes()


def seeds() -> Iterator[bytes]:
    """Texts of each kind, right and wrong."""
    yield from tokens("text-seeds")


TARGET = Target(
    check=check,
    seeds=seeds,
    tokens=tokens("text"),
    packages=(
        "leaflet.model.markup", "leaflet.reader", "leaflet.commands.day", "leaflet.brand.colour",
        "leaflet.lints.measures",
    ),
    longest=2_000,
)  # fmt: skip
