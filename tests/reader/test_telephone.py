"""Telephone numbers in a leaflet's text."""

from pathlib import Path

import pytest
from pydantic import BaseModel

from leaflet.errors import ContentError
from leaflet.model import medicine
from leaflet.model.common import printable
from leaflet.model.locale import Locale
from leaflet.reader import read_leaflet, read_locale
from leaflet.reader.telephone import NOT_PRINTED, PRINTED, is_printed

HERE = Path(__file__).parent
LEAFLET = (HERE / "leaflet.yaml").read_text("utf-8")
LOCALE = read_locale((HERE / "locale.yaml").read_bytes(), "en-GB.yaml")


def with_poison(number: str) -> Locale:
    """The locale with a further number to call."""
    contacts = LOCALE.contacts
    poison = contacts.emergency.model_copy(update={"number": number})
    return LOCALE.model_copy(update={"contacts": contacts.model_copy(update={"poison": poison})})


def complaint(text: str, locale: Locale = LOCALE) -> str:
    """What is said of a statement."""
    data = LEAFLET.replace("Rest.", f"'{text}'").encode()
    try:
        read_leaflet(data, "f.yaml", locale_file=locale)
    except ContentError as error:
        return str(error)
    return ""


@pytest.mark.parametrize(
    "number",
    [
        "911", "112", "000", "998", "0800 1111", "01632 960 123", "1-800-222-1222",
        "(01632) 960123",
        "+44 20 7946 0958", "+1 (800) 222-1222", "800.222.1222", "0800", "116117", "555-0199",
        "01 45 42 59 59", "\u0669\u0661\u0661", "08001111", "19240", "1 800 222 1222",
        "1\u2011800\u2011222\u20111222", "020 7946 0958",
    ],
)  # fmt: skip
def test_a_number_that_nobody_listed_is_an_error(number: str) -> None:
    """No reader is sent to a telephone that is not the region's own."""
    assert f"{number} is no number of en-GB" in complaint(f"Someone is there: {number}.")


@pytest.mark.parametrize(
    "text",
    [
        "Call 911 now", "call 100 at once", "Phone: 105.", "Ring your surgery on 1234.",
        "Dial 9-1-1 now", "Llame al 112", "अभी 108 पर कॉल करें", "اتصل على 997", "Tel. 1177",
        "Call 911 day or night", "Call 116 117",
    ],
)  # fmt: skip
def test_beside_call_any_number_counts(text: str) -> None:
    """What the reader is told to call is a telephone number, however short."""
    assert "is no number of en-GB" in complaint(text)


@pytest.mark.parametrize(
    "text",
    [
        "5 mg", "120 tablets", "25 °C", "1,000 mg", "1000 mg a day", "0.125 mg", "since 2019",
        "2026-11-21", "21.11.2026", "21-11-2026", "from 1998–2003", "in 1 of 10,000 people",
        "up to 1 in 100 people", "more than 100", "100-200 mg", "1000–2000 steps", "12:30", "24/7",
        "PL 00142/0432", "B12", "COVID-19", "3 times a day", "500mg", "90 %", "1 000 000 cells",
        "call after 120 minutes", "page 1 of 2", "80-year-olds", "10 000", "1234", "15000 steps",
        "about 250 ml of water 2 times", "See www.example.org/1234567", "1.5.2",
        "Call your doctor if you have taken more than 1000 mg", "10 20 30 40",
    ],
)  # fmt: skip
def test_amounts_dates_and_names_are_no_telephones(text: str) -> None:
    """Figures that a leaflet needs are left alone."""
    assert complaint(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "Call 999.", "Call 111, 24 hours a day.", "Call 999 24 hours a day.", "call 9-9-9",
        "Call 999 or 111", "**999**", "1-800-222-1222", "1 800 222 1222",
        "Call (1) 800 222-1222 now",
        "999 1-800-222-1222",
    ],
)  # fmt: skip
def test_the_regions_own_numbers_are_right(text: str) -> None:
    """A contact's number may stand in any text, grouped in any way."""
    assert complaint(text, with_poison("1-800-222-1222")) == ""


def test_what_follows_a_right_number_is_still_looked_at() -> None:
    """A right number does not hide a wrong one behind it."""
    assert "f.yaml:63:43: " in complaint("Call 999 0800 555 0199")
    assert ": 0800 555 0199 is no" in complaint("Call 999 0800 555 0199")


def test_very_many_numbers_are_not_all_looked_up() -> None:
    """A text of nothing but wrong numbers is refused as fast as any other."""
    many = ", ".join(["911"] * 900)
    data = LEAFLET.replace("Rest.", f"'{many}'").replace("form: Tablets", f"form: {many}")
    with pytest.raises(ContentError, match="and 981 more problems"):
        read_leaflet(data.encode(), "f.yaml", locale_file=LOCALE)


def test_without_a_locale_no_number_is_checked() -> None:
    """Who has no locale's file at hand still reads the leaflet."""
    data = LEAFLET.replace("999", "911").encode()
    assert read_leaflet(data, "f.yaml").warning.overdose.call == "Call 911 now"


@pytest.mark.parametrize("text", ["Call 999 now", "Call 9 9 9 now", "Call \u0669\u0669\u0669 now"])
def test_the_emergency_number_may_be_written_in_any_digits(text: str) -> None:
    """999 is 999 in Arabic digits, too, and when spoken digit by digit."""
    data = LEAFLET.replace("Call 999 now", text).encode()
    assert read_leaflet(data, "f.yaml", locale_file=LOCALE).warning.overdose.call == text


ADVICE = {
    "call: Call 999 now": "contact: advice\n    call: Call 111",
    "Do not stop suddenly. Too much? Call 999.": "Do not stop suddenly. Too much? Call 111.",
    "Too much? Call 999]": "Too much? Call 111]",
    "fits (seizures)": "fits (call 999)",
}
"""What changes where the advice line is to be called after too much."""


def with_advice(**left_out: str) -> bytes:
    """The leaflet with these changes, but for those whose new text is given."""
    text = LEAFLET
    for old, new in ADVICE.items():
        if new not in left_out.values():
            text = text.replace(old, new)
    return text.encode()


def test_another_line_may_be_called_after_too_much() -> None:
    """Where too much is no emergency, the box sends the reader to the line that the file names."""
    overdose = read_leaflet(with_advice(), "f.yaml", locale_file=LOCALE).warning.overdose
    assert (overdose.contact, overdose.call) == ("advice", "Call 111")


@pytest.mark.parametrize("old", [old for old in ADVICE if "Call 999" in old][1:])
def test_the_line_to_call_stands_wherever_too_much_is_spoken_of(old: str) -> None:
    """The short warnings send the reader to the same line as the box."""
    data = with_advice(left_out=ADVICE[old])
    with pytest.raises(ContentError, match="does not say 111, the advice line of en-GB"):
        read_leaflet(data, "f.yaml", locale_file=LOCALE)


def test_the_box_says_the_emergency_number_in_any_case() -> None:
    """Whatever line is called after too much, the box says when to call the emergency number."""
    data = with_advice(left_out="fits (call 999)")
    with pytest.raises(ContentError, match="warning nowhere says 999, the emergency number"):
        read_leaflet(data, "f.yaml", locale_file=LOCALE)


def test_a_line_that_the_locale_lacks_is_refused() -> None:
    """No reader is sent to a line that is not there."""
    data = with_advice().replace(b"contact: advice", b"contact: poison")
    with pytest.raises(ContentError, match="contact: en-GB has no poison line") as caught:
        read_leaflet(data, "f.yaml", locale_file=LOCALE)
    assert "it has emergency, advice" in str(caught.value)


def test_a_longer_number_is_not_the_emergency_number() -> None:
    """1999 does not say 999."""
    data = LEAFLET.replace("call: Call 999 now", "call: Since 1999").encode()
    with pytest.raises(ContentError, match="does not say 999"):
        read_leaflet(data, "f.yaml", locale_file=LOCALE)


def test_sources_and_notes_may_hold_any_number() -> None:
    """What is not printed may quote another country's number."""
    data = LEAFLET.replace("Examplin for adults", "Call 911").replace("The label", "911 The label")
    assert read_leaflet(data.encode(), "f.yaml", locale_file=LOCALE).sources


def test_every_field_with_words_is_printed_or_not() -> None:
    """A new field for words is decided on: whether a telephone number in it reaches a patient."""
    models = [
        model
        for model in vars(medicine).values()
        if isinstance(model, type) and issubclass(model, BaseModel)
    ]
    fields = {
        name
        for model in models
        for name, field in model.model_fields.items()
        if repr(printable) in repr((field.annotation, field.metadata))
    }
    assert fields <= PRINTED | NOT_PRINTED
    assert {"call", "text", "short_parts", "also_called"} <= fields
    assert is_printed(("warning", "short_parts", 1))
    assert not is_printed(("sources", "NHS", "title"))
    assert not is_printed(("also_called", 0))
