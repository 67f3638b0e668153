"""All that is wrong with a file's shape, told at once."""

import json
import re
from pathlib import Path
from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from leaflet.errors import ContentError
from leaflet.model.clinic import ClinicFile
from leaflet.model.common import Date, Model, Text
from leaflet.model.locale import Locale
from leaflet.model.medicine import Leaflet
from leaflet.reader.forms import FORMS, pattern_of
from leaflet.reader.nodes import read_document
from leaflet.reader.notes import field_notes
from leaflet.reader.problems import Problems
from leaflet.reader.validate import validate
from leaflet.reader.wording import Wrong, say

HERE = Path(__file__).parent
LEAFLET = (HERE / "leaflet.yaml").read_text("utf-8")


class Dose(Model):
    """A small model for these tests."""

    name: Text
    mg: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", min_length=2)] = "10"
    """Figures."""
    often: Literal["daily", "weekly"] = "daily"
    since: Date | None = None
    pair: tuple[Text, Text] | None = None
    notes: list[Text] | None = None
    more: "tuple[Dose, ...]" = ()
    groups: "dict[str, Dose] | None" = None

    @model_validator(mode="after")
    def _own(self) -> "Dose":
        if self.name == "own":
            raise PydanticCustomError("own", "is our own {word}", {"word": "rule", "hint": "mend"})
        if self.name == "value":
            raise ValueError("raw")
        return self


def complaint(text: str, model: type[Model] = Dose) -> str:
    """What is said of a file."""
    document = read_document(text.encode(), Problems("f.yaml"))
    with pytest.raises(ContentError) as caught:
        validate(model, document)
    return str(caught.value)


def test_what_is_right_becomes_a_value() -> None:
    """A file without faults gives the model's instance, its texts as written."""
    document = read_document(b"name: 010\nsince: 2026-01-02\n", Problems("f.yaml"))
    assert validate(Dose, document).name == "010"


def test_everything_is_told_at_once_in_the_order_of_the_file() -> None:
    """One run shows all that is to mend, from top to bottom."""
    said = complaint("mg: A b\noften: dayly\nmore:\n  - {}\n  - name: x\n    nmae: y\nnotes: z\n")
    assert said.splitlines() == [
        "f.yaml:1:1: the file has no name",
        '  hint: add "name:"',
        'f.yaml:1:5: mg: "A b" is no name that leaflet can use',
        '  hint: write "a-b": small letters, figures and single hyphens',
        'f.yaml:2:8: often: "dayly" is not known here',
        '  hint: did you mean "daily"? there are daily, weekly',
        "f.yaml:4:5: more[1] has no name",
        '  hint: add "name:"',
        "f.yaml:6:5: more[2].nmae: unknown key",
        "  hint: there may be name, mg, often, since, pair, notes, more, groups",
        "f.yaml:7:8: notes is one text, but a list is expected",
        '  hint: begin each item with "- "',
    ]


def test_after_twenty_problems_the_rest_is_counted() -> None:
    """Nobody mends more than twenty things in one go; how many wait is said."""
    said = complaint("name: x\nmore:\n" + "  - x\n" * 2000)
    assert said.count("is one text, but a mapping") == 20
    assert said.splitlines()[-1] == "f.yaml: and 1,980 more problems"
    said = complaint("name: x\nmore:\n" + "  - x\n" * 21)
    assert said.splitlines()[-1] == "f.yaml: and 1 more problem"


def test_a_misspelt_key_is_one_problem() -> None:
    """Where a wanted key is there with a slip, it is not called missing besides."""
    assert complaint("nane: x\n") == 'f.yaml:1:1: nane: unknown key\n  hint: did you mean "name"?'


def test_a_misspelt_key_without_a_value_is_both() -> None:
    """That it is empty does not hide that it is unknown."""
    said = complaint("nane:\n")
    assert said == 'f.yaml:1:1: nane: unknown key\n  hint: did you mean "name"?'


def test_a_list_with_a_wrong_item_is_not_called_short() -> None:
    """Only the wrong item is told, not that a list without it would be too short."""
    said = complaint(LEAFLET.replace("icon: clock", "icon: clok"), Leaflet)
    assert "key_facts has" not in said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name: x\nmg: ''\n", "2:5: mg is empty"),
        ("name: '  '\n", "1:7: name is empty"),
        ("name: x\nmg: x\n", "2:5: mg has 1 characters, and 2 are needed"),
        ("name: x\noften: ''\n", "2:8: often is empty"),
        ("name: x\npair: []\n", "2:1: pair has 0 items, but 1 must be there"),
        ("name: x\npair: [a, b, c]\n", "2:1: pair has 3 items, but at most 2 must be there"),
        ("name: x\nsince: [x]\n", "2:1: since is a list, but a date is expected"),
        ("name: x\nsince: 12\n", '2:8: since: "12" is no date'),
        ("name: x\ngroups:\n  a: {}\n", "3:3: groups.a has no name"),
        ("name: x\ngroups:\n  a:\n    name: {b: c}\n", "4:5: groups.a.name is a mapping"),
        ("name: x\nnotes: ['']\n", "2:9: notes[1] is empty"),
        ("name: own\n", "1:1: the file is our own rule\n  hint: mend"),
        ("name: value\n", "1:1: the file is not what is expected here"),
        ('name: "a\\tb"\n', "1:7: name has a tab"),
        ('name: "a\\nb"\n', "1:7: name has a line break"),
        ("name: a\u200eb\n", "1:8: name has U+200E (LEFT-TO-RIGHT MARK), which cannot be printed"),
        ("name: a\ue000b\n", "1:8: name has U+E000 (a character of one font alone), which"),
    ],
)  # fmt: skip
def test_each_fault_has_its_sentence(text: str, said: str) -> None:
    """Missing, unknown, empty, too many: each is told where it stands, in plain words."""
    assert said in complaint(text)


@pytest.mark.parametrize("model", [Leaflet, Locale, ClinicFile])
def test_every_form_has_its_words(model: type[BaseModel]) -> None:
    """Whatever form the models ask for, the reader can say what it is."""
    patterns = set(
        re.findall(r'"pattern": ("(?:[^"\\]|\\.)*")', json.dumps(model.model_json_schema()))
    )
    assert patterns
    assert {json.loads(pattern) for pattern in patterns} <= FORMS.keys()


def test_a_form_without_pattern_is_a_slip_of_ours() -> None:
    """Only types with a pattern belong in the list of forms."""
    with pytest.raises(LookupError):
        pattern_of(Annotated[str, Field(max_length=3)])


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("How to Take?", 'write "how-to-take"'),
        ("Über-Dosis", 'write "uber-dosis"'),
        ("???", 'use small letters, figures and single hyphens: "how-to-take"'),
    ],
)
def test_a_wrong_name_gets_a_right_one(written: str, hint: str) -> None:
    """Who writes a name that cannot be used reads one that can."""
    assert hint in complaint(f"name: x\nmg: '{written}'\n")


@pytest.mark.parametrize(
    ("key", "hint"),
    [("The NHS", 'write "The-NHS"'), ("---", "use letters, figures and single hyphens")],
)
def test_a_wrong_source_key_gets_a_right_one(key: str, hint: str) -> None:
    """The same for the keys of sources."""
    assert hint in complaint(LEAFLET.replace("  NHS:\n", f"  '{key}':\n"), Leaflet)


@pytest.mark.parametrize(
    ("tag", "hint"),
    [
        ("en_gb", "write en-GB"),
        ("ZH-hant-tw", "write zh-Hant-TW"),
        ("English", "language and region"),
    ],
)
def test_a_wrong_tag_gets_a_right_one(tag: str, hint: str) -> None:
    """The same for language tags."""
    assert hint in complaint(LEAFLET.replace("locale: en-GB", f"locale: {tag}"), Leaflet)


def test_a_wrong_address_gets_a_form() -> None:
    """An address that is none is told how one looks."""
    text = (HERE / "clinic.yaml").read_text("utf-8")
    said = complaint(text.replace("www.example.org/{medicine}", "Example Dot Org"), ClinicFile)
    assert "write it like www.example.org/page" in said


def test_pydantics_own_words_are_never_shown() -> None:
    """An error of pydantic's that nobody thought of is told without its English."""
    wrong = Wrong(kind="set_type", value=[], context={}, message="Input should be", source="")
    assert say(wrong)[0] == " is not what is expected here"


def test_faults_told_before_are_not_told_again() -> None:
    """What reading complained of is not complained of twice, and still gives no value."""
    document = read_document(b"name:\n", Problems("f.yaml"))
    with pytest.raises(ContentError, match="was found wrong when it was read"):
        validate(Dose, document)


def test_a_missing_key_is_explained() -> None:
    """Where the model says what a field is for, the author reads it."""
    said = complaint(LEAFLET.replace("  short_parts", "  # short_parts"), Leaflet)
    assert 'add "short_parts:" (The same in two cells, for the cover page:' in said


def test_notes_are_those_of_the_model() -> None:
    """The string below a field is its note, for models from a file."""
    assert field_notes(Dose) == {"mg": "Figures."}
    unwritten = type("Unwritten", (Model,), {"__module__": "nowhere"})
    assert field_notes(unwritten) == {}
