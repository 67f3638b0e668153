"""What an approval covers: every word a patient is told, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from leaflet.errors import ContentError
from leaflet.model.locale import Words
from leaflet.reader import read_leaflet
from leaflet.review.text import (
    DAY_TIMES,
    FURNITURE,
    PLAN_WORDS,
    SENSE,
    TIMES_WORDS,
    ReviewedText,
    words_of,
)

from .texts import FILES, Path_, digest, leaflet_of, locale_of, values

DIGEST = digest()
CANONICAL = Path(__file__).with_name("canonical.txt")
NOT_TOLD = {"icon", "form_icon", "note", "also_called"}
"""Fields of a medicine's file that tell a patient nothing."""
LOCALE_TOLD = {"contacts", "reporting", "words", "sources"}
"""Parts of a locale's file that tell something."""


WORDS = words_of(leaflet_of())
"""Words of the locale that the small leaflet's approval covers."""


def leaves(value: Any, path: Path_ = ()) -> Iterator[Path_]:
    """The path of every text."""
    if isinstance(value, dict | list):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for key, item in items:
            yield from leaves(item, (*path, key))
    else:
        yield path


OTHERS = {
    "icon": "phone", "form_icon": "phone", "urgency": None, "medicine": "other", "locale": "en-IE",
    "version": "0.2", "date": "2026-11-20", "next_review": "2028-01-01", "checked": "2026-11-20",
    "grade": "C", "number": "112", "sources": None, "id": None, "address": "https://www.nhs.uk/other/",
}  # fmt: skip
"""Another value that is as right, where a letter more would not do; none where there is none."""


def changed(content: dict[str, Any], path: Path_) -> dict[str, Any] | None:
    """``content`` with one letter more at ``path``, or another value that may stand there."""
    field = next(step for step in reversed(path) if isinstance(step, str))
    inside: Any = content
    for step in path[:-1]:
        inside = inside[step]
    other = OTHERS.get(field, f"{inside[path[-1]]}x")
    if other is None:
        return None
    inside[path[-1]] = other
    return content


def told(path: Path_) -> bool:
    """Whether a patient is told what stands there, or relies on it."""
    return not {step for step in path if isinstance(step, str)} & NOT_TOLD


@pytest.mark.parametrize(
    "path", [*leaves(values("leaflet"))], ids=lambda path: ".".join(map(str, path))
)
def test_each_word_of_a_medicine_counts(path: Path_) -> None:
    """One letter changed of what a patient is told changes the digest; of anything else, not."""
    content = changed(values("leaflet"), path)
    if content is not None:
        assert (digest(leaflet_of(content)) != DIGEST) is told(path)


@pytest.mark.parametrize(
    "path", [*leaves(values("locale"))], ids=lambda path: ".".join(map(str, path))
)
def test_contacts_and_words_of_the_locale_count(path: Path_) -> None:
    """So do the locale's contacts, sources and words with a sense; not paper or furniture."""
    if path[0] in ("direction", "paper", "face", "locale", "name", "numbers"):
        return
    content = changed(values("locale"), path)
    if content is not None:
        silent = path == ("reporting", "note") or (path[0] == "words" and path[1] not in WORDS)
        covered = path[0] in LOCALE_TOLD and not silent
        assert (digest(locale=locale_of(content)) != DIGEST) is covered


def test_every_word_is_told_apart() -> None:
    """A word of the locale is covered by approvals, or it belongs to the sheet: somebody decided.

    A word that is covered makes every approval of a text that prints it void when it changes. One
    that is new is best left to ``FURNITURE`` unless it says something of the medicine.
    """
    covered = {*SENSE, *TIMES_WORDS, *PLAN_WORDS, *DAY_TIMES}
    assert not covered & FURNITURE
    assert set(Words.model_fields) <= covered | FURNITURE


def test_words_count_where_they_are_printed() -> None:
    """Words of a chart count for a leaflet that has such a chart, and for no other."""
    words = values("locale")
    words["words"] |= {"plan_from": "Since when", "midday": "Noon"}
    for chart, counts in (({"times": ["morning"]}, False), ({"steps": "3"}, True), ("none", False)):
        leaflet = leaflet_of(dose_chart=chart)
        assert (digest(leaflet) != digest(leaflet, locale_of(words))) is counts
    midday = leaflet_of(dose_chart={"times": ["midday"]})
    assert digest(midday) != digest(midday, locale_of(words))


def test_paper_and_face_do_not_count() -> None:
    """The same text on other paper, in another face, is the same text."""
    for field, other in (("paper", "letter"), ("face", "atkinson"), ("direction", "rtl")):
        assert digest(locale=locale_of(values("locale") | {field: other})) == DIGEST


def test_a_source_more_or_less_counts() -> None:
    """A statement that names other sources than before is approved anew."""
    content = values("leaflet")
    content["sources"]["EMA"] = content["sources"]["NHS"] | {"publisher": "EMA"}
    content["taking"][0]["body"][1]["bullets"][0]["sources"] = ["NHS", "EMA"]
    assert digest(leaflet_of(content)) != DIGEST


def test_the_order_of_statements_counts() -> None:
    """What stands first is read first."""
    content = values("leaflet")
    content["key_facts"].reverse()
    assert digest(leaflet_of(content)) != DIGEST


def test_how_the_yaml_is_written_does_not_count() -> None:
    """Order of keys, folded lines, quotation marks, comments and line ends are the editor's."""
    text = FILES["leaflet"].read_text("utf-8")
    form, name = "form: Tablets\n", "name: Examplin\n"
    assert form in text
    assert name in text
    food = "text: Take it with food or milk.\n"
    assert food in text
    rewritten = (
        text.replace(form, "").replace(name, f'{form}name: "Examplin"  # said twice\n')
        .replace(food, "text: >\n              Take it\n              with food or milk.\n")
        .replace("\n", "\r\n")
    )  # fmt: skip
    read = read_leaflet(rewritten.encode(), "f")
    assert read == leaflet_of()
    assert digest(read) == DIGEST


def test_the_form_stays(update_golden: bool) -> None:
    """Approvals outlive releases of leaflet: what a digest is taken of is the same for ever.

    If this fails although the small leaflet is what it was, every approval there is becomes void:
    keep form 1 as it is, and make a form 2.
    """
    text = ReviewedText.of(leaflet_of(), locale_of()).canonical()
    if update_golden:
        CANONICAL.write_bytes(text)
    assert text == CANONICAL.read_bytes()


def test_a_kept_text_is_read_again() -> None:
    """What was kept when a text was approved says, without any other file, what it said."""
    text = ReviewedText.of(leaflet_of(), locale_of())
    assert ReviewedText.read(text.canonical(), "kept.txt") == text


@pytest.mark.parametrize(
    "data", [b"", b"leaflet text, form 2\na\tb\tc\n", b"\xff", b"a\n", b"leaflet text, form 1\nx\n"]
)
def test_another_file_is_no_kept_text(data: bytes) -> None:
    """A file that was damaged is told by name."""
    with pytest.raises(ContentError, match="is no text that leaflet kept"):
        ReviewedText.read(data, "kept.txt")
