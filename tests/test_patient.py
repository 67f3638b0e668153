"""One patient's dose: printed and read aloud, held to what is safe to read, and kept nowhere."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import leaflet
from leaflet.checks.tags.agreement import disagreements
from leaflet.errors import ContentError, FaceError, LeafletError, OverfullError
from leaflet.pipeline import Builder, Built, Edition
from leaflet.pipeline.patients import read_patient
from leaflet.workspace import Workspace, built_in
from tests.judges import page_judge
from tests.judges.outline import outline
from tests.judges.verapdf import VeraPdf
from tests.layout.printed import faults, printed
from tests.pdf.tools import check_syntax

WORKSPACE = Workspace(built_in())
BUILDER = Builder(WORKSPACE)
ENGLISH = WORKSPACE.locale("en-GB")
EDITIONS = pytest.mark.parametrize("edition", ["standard", "large"])
NAME = "Zebulon Quillfeather"
WORDS: dict[str, Any] = {
    "name": NAME,
    "morning": "1 tablet",
    "midday": "10 mg (1 tablet)",
    "evening": "2 tablets",
    "start": "2026-11-30",
    "notes": ["Keep to 3 doses a day.", "Next check on 3 December."],
}
ROWS = [
    {"from": "2026-11-30", "until": "2026-12-06", "morning": "20 mg"},
    {"from": "2026-12-07", "morning": "15 mg", "bedtime": "5 mg (1 tablet)"},
]


def built(edition: Edition, medicine: str = "baclofen", **words: object) -> Built:
    """A leaflet for the patient of these words."""
    patient = leaflet.Patient(**words)  # type: ignore[arg-type]
    return BUILDER.build(medicine, locale="en-GB", edition=edition, patient=patient)


@cache
def usual(edition: Edition) -> Built:
    """The one of ``WORDS``, with a calendar."""
    return built(edition, **WORDS, calendar=ROWS)


@EDITIONS
def test_the_dose_is_printed_and_read_aloud(edition: Edition) -> None:
    """Doses stand in their cells, name, start date and notes below: for eye and ear alike."""
    tree = outline(usual(edition).pdf)
    for text in ("1 tablet", "10 mg (1 tablet)", "2 tablets", f"Name {NAME}",
                 "Start date 30 Nov 2026", *WORDS["notes"]):  # fmt: skip
        assert f'"{text}"' in tree.replace("\u00a0", " ")
    words = " ".join(page.says() for page in printed(usual(edition).pdf))
    assert NAME in words
    assert "30 Nov 2026" in words
    cell = re.search(r'TD id=leaflet\.patient\.dose-midday\n\s+P "(.*)"', tree)
    assert cell is not None
    assert cell[1] == "10 mg (1 tablet)"


@EDITIONS
def test_it_keeps_to_the_standards(edition: Edition, vera: VeraPdf, tmp_path: Path) -> None:
    """A patient's leaflet is as accessible and lasting as any, its calendar too."""
    done = usual(edition)
    path = tmp_path / "one.pdf"
    path.write_bytes(done.pdf)
    assert done.standards == ("PDF/UA-1", "PDF/A-3a")
    assert str(vera.judge(path, "ua1")) == "compliant"
    assert str(vera.judge(path, "3a")) == "compliant"
    assert str(page_judge.judge(done.pdf, "ua1")) == "compliant"
    assert disagreements(done.pdf) == ()
    check_syntax(done.pdf)
    assert faults(printed(done.pdf), 3) == []


@EDITIONS
def test_nothing_of_it_is_a_statement(edition: Edition) -> None:
    """What the file carries and tells of itself has nothing of the patient's words."""
    with pikepdf.open(BytesIO(usual(edition).pdf)) as pdf:
        carried = bytes(pdf.attachments["leaflet.json"].get_file().read_bytes())
        told = carried + pdf.Root.Metadata.read_bytes() + str(pdf.docinfo).encode()
    for word in (b"Zebulon", b"Quillfeather", b"10 mg (1", b"2 tablets", b"15 mg", b"2026-12-07",
                 b"7 Dec", b"3 December"):  # fmt: skip
        assert word not in told


@EDITIONS
def test_checks_take_it_for_a_slot(edition: Edition, tmp_path: Path) -> None:
    """``leaflet check`` finds a patient's leaflet whole and nothing foreign on it."""
    path = tmp_path / "one.pdf"
    path.write_bytes(usual(edition).pdf)
    report = leaflet.check(path)
    assert [finding for finding in report.findings if finding.severity == "error"] == []


def test_without_a_patient_nothing_changes() -> None:
    """A leaflet for everybody has the lines to write on, and knows of no patient."""
    plain = BUILDER.build("baclofen", locale="en-GB").pdf
    usual("standard")
    assert BUILDER.build("baclofen", locale="en-GB").pdf == plain
    assert b"leaflet.patient" not in plain
    assert b"leaflet.patient" not in b"".join(
        value.read_bytes() if isinstance(value, pikepdf.Stream) else repr(value).encode()
        for value in _objects(plain)
    )


def _objects(pdf: bytes) -> Iterator[Any]:
    with pikepdf.open(BytesIO(pdf)) as document:
        yield from [document.get_object(number, 0) for number in range(1, len(document.objects))]


@EDITIONS
def test_what_is_left_out_stays_blank(edition: Edition) -> None:
    """A time without a dose keeps its line to write on, and says nothing."""
    tree = outline(built(edition, morning="1 tablet").pdf)
    assert re.search(r"TD id=leaflet\.patient\.dose-bedtime\n\s+(?!P)", tree)
    assert "leaflet.patient.head" not in tree
    assert "leaflet.patient.notes" not in tree


@EDITIONS
def test_the_calendar_has_the_rows_that_were_entered(edition: Edition) -> None:
    """The calendar's cells are what was handed in; no dose and no date is computed."""
    pages = printed(usual(edition).pdf)
    last = pages[-1].says()
    for text in ("Dose calendar", "From (date)", "Until", "Morning", "Bedtime", "30 Nov 2026",
                 "6 Dec 2026", "20 mg", "7 Dec 2026", "15 mg"):  # fmt: skip
        assert text in last
    assert "Midday" not in last
    assert f"{len(pages)} of {len(pages)}" in last
    assert ENGLISH.words.draft in last
    tree = outline(usual(edition).pdf)
    table = tree[tree.index("leaflet.patient.calendar") :]
    assert (table.count("TH Scope=Row"), table.count("TH Scope=Column")) == (2, 4)


@EDITIONS
def test_a_long_calendar_goes_on_over_pages(edition: Edition) -> None:
    """Forty rows take several pages: one table, each row whole and once, heads on every page."""
    first = dt.date(2026, 1, 1)
    rows: list[dict[str, object]] = [
        {"from": (first + dt.timedelta(days=n)).isoformat(), "morning": f"{n + 1} mg"}
        for n in range(60)
    ]
    done = built(edition, calendar=rows)
    found = printed(done.pdf)
    with_heads = [page.says() for page in found if "From (date)" in page.says()]
    assert len(with_heads) >= 2
    whole = " ".join(with_heads)
    for n in range(60):
        assert whole.count(f" {n + 1} mg") == 1
    assert outline(done.pdf).count("leaflet.patient.calendar") == 1
    assert faults(found, 3) == []
    assert disagreements(done.pdf) == ()


ERROR_PRONE = [
    ("5.0 mg", "can be read as 50"),
    (".5 mg", "can be read as 5"),
    ("10 U", "can be read as"),
    ("10mg", "has no space before its unit"),
    ("50 µg", "can be read as"),
    ("two tablets", "has its number in words"),
    ("1 tablet b.d.", "can be read as"),
    ("100000 units", "hard to count"),
]


@pytest.mark.parametrize(("dose", "why"), ERROR_PRONE)
@pytest.mark.parametrize("where", ["morning", "notes", "calendar"])
def test_error_prone_writing_is_refused(dose: str, why: str, where: str) -> None:
    """What has led to tenfold doses is refused wherever it is written, with what to write."""
    places: dict[str, dict[str, Any]] = {
        "morning": {"morning": dose},
        "notes": {"notes": [dose]},
        "calendar": {"calendar": [{"from": "2026-11-30", "evening": dose}]},
    }
    words = places[where]
    with pytest.raises(ContentError, match=why) as told:
        built("standard", **words)
    assert all(problem.hint for problem in told.value.problems)


def test_a_file_is_told_of_with_line_and_column() -> None:
    """What is wrong in a patient's file is told all at once, each with its place."""
    text = b"name: A\nmorning: 5.0 mg\nnotes:\n  - Take 10mg\n"
    with pytest.raises(ContentError) as told:
        read_patient(text, "standard input", ENGLISH)
    places = {str(problem.location) for problem in told.value.problems}
    assert {"standard input:2:10", "standard input:4:10"} <= places


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (b"", "empty"),
        (b"name: [1, 2]", "list"),
        (b"nmae: A", "unknown key"),
        (b"notes: [a, b, c, d]", "notes"),
        (b"start: tomorrow", "start"),
        (b"name: " + b"x" * 300, "name"),
        (b"morning: '" + "\u202e".encode() + b"2'", "U\\+202E"),
        (b"#" * 200_000, "KB"),
    ],
)
def test_a_wrong_file_is_refused(text: bytes, why: str) -> None:
    """Whatever is handed in is understood whole or refused."""
    with pytest.raises(ContentError, match=why):
        read_patient(text, "standard input", ENGLISH)


def test_json_is_read_too() -> None:
    """Another program may hand the words over as JSON."""
    text = b'{"name": "A. Example", "bedtime": "1 tablet", "start": "2026-11-30"}'
    patient = read_patient(text, "standard input", ENGLISH)
    assert (patient.name, patient.doses) == ("A. Example", {"bedtime": "1 tablet"})
    assert patient.start == dt.date(2026, 11, 30)


LONG = "Wolfeschlegelsteinhausenbergerdorff "


@EDITIONS
@pytest.mark.parametrize(
    ("words", "what"),
    [
        ({"name": LONG * 3}, "the patient's name does not fit"),
        ({"morning": "1 tablet with a full glass of water, before any food"}, "morning dose"),
        ({"notes": ["ok", LONG * 5]}, "line 2 of the notes does not fit"),
        ({"calendar": [{"from": "2026-11-30", "morning": LONG}]}, "cell of the dose calendar"),
    ],
)
def test_what_does_not_fit_is_refused(edition: Edition, words: dict[str, Any], what: str) -> None:
    """A text too long for its box is refused, never shrunk; the message does not repeat it."""
    with pytest.raises(OverfullError, match=what) as told:
        built(edition, **words)
    assert "Wolfe" not in str(told.value)
    assert all(problem.hint for problem in told.value.problems)


@EDITIONS
def test_nothing_is_set_smaller_to_fit(edition: Edition) -> None:
    """A long dose is printed in the very size of a short one."""
    sizes = {
        next(ink.size for ink in page.texts if "tablet" in ink.text and ink.text[0].isdecimal())
        for dose in ("1 tablet", "10 mg (1 tablet)")
        for page in printed(built(edition, evening=dose).pdf)
        if any("tablet" in ink.text and ink.text[0].isdecimal() for ink in page.texts)
    }
    assert len(sizes) == 1


def test_messages_and_values_hide_the_patient() -> None:
    """What a log or a traceback may show of a patient is nothing."""
    patient = leaflet.Patient(**WORDS)
    assert repr(patient) == str(patient) == "Patient(...)"
    with pytest.raises(ContentError) as told:
        leaflet.Patient(name=NAME * 20, start="Quillfeather")
    assert "Quill" not in str(told.value)
    assert told.value.__cause__ is None


def test_letters_of_other_languages_are_printed() -> None:
    """Names have all the letters that the faces have; of others the message says which."""
    assert "Łucja Ōe" in " ".join(p.says() for p in printed(built("large", name="Łucja Ōe").pdf))
    with pytest.raises(FaceError, match="U\\+8EBE"):
        built("standard", name="躾")


def test_a_chart_without_times_says_where_to_write() -> None:
    """Where a medicine's chart has no times of day, a dose for one is refused with a way out."""
    with pytest.raises(ContentError, match="no place for a morning dose") as told:
        built("standard", "prednisolone", morning="20 mg")
    assert "notes" in told.value.problems[0].hint
    done = built("standard", "prednisolone", name=NAME, calendar=ROWS)
    assert done.pages == 3


def test_too_many_lines_for_two_pages_name_the_way_out() -> None:
    """Where two pages have no room for the notes, large print is named as the way out."""
    text = ("Take " * 9)[:-1]
    for medicine, tags in WORKSPACE.medicines().items():
        for tag in tags:
            patient = leaflet.Patient(name=NAME, notes=[text] * 3)
            try:
                BUILDER.build(medicine, locale=tag, patient=patient)
            except LeafletError as error:
                assert "--edition large" in str(error)  # noqa: PT017
            assert BUILDER.build(medicine, locale=tag, edition="large", patient=patient).pages > 4


def test_pages_are_numbered_with_the_calendar() -> None:
    """Who counts the sheets knows whether the calendar is among them."""
    text = [" ".join(page.extract_text().split()) for page in
            pypdf.PdfReader(BytesIO(usual("standard").pdf)).pages]  # fmt: skip
    assert "page 1 of 3" in text[0]
    assert "Page 2 of 3" in text[1]
    assert "page 3 of 3" in text[2]


LETTERS = st.one_of(
    st.text("abcxyzABIL0189 ,()-’", min_size=1, max_size=40),
    st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), max_size=70),
).filter(lambda text: not text.rstrip().endswith("-"))
"""What may be typed. PDFium, which reads the pages here, takes a hyphen that ends a line for one
that parts a word, and leaves it out, as poppler does; pypdf does not."""


def test_a_hyphen_at_the_end_is_printed() -> None:
    """A note that ends with a hyphen is printed with it."""
    done = built("standard", midday="1 tablet", notes=["Ask about vitamin A-"])
    pages = pypdf.PdfReader(BytesIO(done.pdf)).pages
    assert "Ask about vitamin A-" in pages[0].extract_text()


@settings(max_examples=25)
@given(name=LETTERS, dose=LETTERS, note=LETTERS, edition=st.sampled_from(["standard", "large"]))
def test_any_words_are_printed_whole_or_refused(
    name: str, dose: str, note: str, edition: Edition
) -> None:
    """Whatever is typed stands on the page letter for letter, or there is an error and no page."""
    try:
        done = built(edition, name=name, midday=dose, notes=[note])
    except LeafletError:
        return
    words = "".join(page.says() for page in printed(done.pdf)).replace(" ", "")
    for text in (name, dose, note):
        assert text.replace(" ", "") in words
