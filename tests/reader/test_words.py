"""What may stand in texts beside words, and what leaflet fills in."""

from pathlib import Path

import pytest

from leaflet.errors import ContentError
from leaflet.reader import read_clinic, read_leaflet, read_locale

HERE = Path(__file__).parent
LEAFLET, LOCALE, CLINIC = (
    (HERE / f"{kind}.yaml").read_text("utf-8") for kind in ("leaflet", "locale", "clinic")
)


def test_words_in_other_languages_are_kept() -> None:
    """A statement may hold words of another language, its mark-up kept for layout."""
    text = "Say [bonjour]{lang=fr} or [hola]{lang=es-US}, **please**."
    leaflet = read_leaflet(LEAFLET.replace("Rest.", f"'{text}'").encode(), "f.yaml")
    assert leaflet.side_effects.rows[0].action[0].text == text


def test_mark_up_may_stand_at_the_start_of_a_folded_text() -> None:
    """A complaint about the second pair of stars points at the second pair, over lines."""
    text = ">\n              **One** and\n              **two"
    data = LEAFLET.replace("Take it with food or milk.", text)
    with pytest.raises(ContentError, match=r"f.yaml:55:15: .*opens bold but nothing closes it"):
        read_leaflet(data.encode(), "f.yaml")


@pytest.mark.parametrize(
    "covers", ["cover.pdf", "[a.pdf, b/c.pdf]", "{file: a.pdf}", "[{file: a.pdf}, b.pdf]"]
)
def test_covers_may_be_written_in_four_ways(covers: str) -> None:
    """A name, a list, a mapping, a list of both."""
    clinic = read_clinic(CLINIC.replace("cover: cover.pdf", f"cover: {covers}").encode(), "f.yaml")
    assert [cover.file for cover in clinic.cover][-1] in ("cover.pdf", "b/c.pdf", "a.pdf", "b.pdf")


@pytest.mark.parametrize(
    "name",
    [
        "/etc/passwd",
        "../x.pdf",
        "a/../../x",
        "C:x.pdf",
        "http://x.org/x.pdf",
        r"..\x",
        r"\\x\y",
        "NUL.png",
        "com1.svg",
    ],
)
@pytest.mark.parametrize("field", ["logo", "cover", "file", "item"])
def test_files_stay_in_the_clinics_folder(name: str, field: str) -> None:
    """No clinic's file leads out of its own folder, in whichever way it is written."""
    old, new = {
        "logo": ("logo.svg", f"'{name}'"),
        "cover": ("cover.pdf", f"'{name}'"),
        "file": ("back.pdf", f"'{name}'"),
        "item": ("cover: cover.pdf", f"cover: ['{name}']"),
    }[field]
    with pytest.raises(ContentError, match="lies outside the clinic's folder"):
        read_clinic(CLINIC.replace(old, new).encode(), "f.yaml")


def test_a_clinics_address_may_have_places() -> None:
    """The address on each leaflet may lead to its medicine and language."""
    data = CLINIC.replace("{medicine}", "{medicine}/{locale}").encode()
    assert read_clinic(data, "f.yaml").web == "www.example.org/{medicine}/{locale}"


def test_a_word_without_its_place_is_told() -> None:
    """A footer that cannot say its page is no footer."""
    with pytest.raises(ContentError, match=r"words.page has no {pages}"):
        read_locale(LOCALE.replace("Page {page} of {pages}", "Page {page}").encode(), "f.yaml")


def test_a_word_that_was_told_empty_is_not_told_again() -> None:
    """Only that it is empty is said, not what it lacks."""
    with pytest.raises(ContentError) as caught:
        read_locale(LOCALE.replace('"Page {page} of {pages}"', "").encode(), "f.yaml")
    assert len(caught.value.problems) == 1


@pytest.mark.parametrize("tag", ["en-GB", "zh-Hant-TW", "es-419", "fil-PH", "sr-Latn-RS", "sq-XK"])
def test_real_languages_and_regions_are_known(tag: str) -> None:
    """Scripts, regions by number and languages of three letters are tags like others."""
    assert read_clinic(CLINIC.replace("en-GB", tag).encode(), "f.yaml").locale == tag
