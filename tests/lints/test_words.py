"""What the wording lints find, and what they let pass."""

from __future__ import annotations

import pytest
import yaml

from leaflet.lints import LINTS
from leaflet.report import Finding

from .example import changed, linted, report


def found(text: str, check: str, **more: str) -> list[str]:
    """What one lint says of a statement."""
    example = "\n".join([f"text: '{text}'", *(f"{key}: {value}" for key, value in more.items())])
    return [each.what for each in report(example).findings if each.check == check]


def findings_in(source: str) -> tuple[Finding, ...]:
    """What all lints say of a file."""
    return LINTS.report(linted(source), "examplin.yaml").findings


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Tell us if you have hypertension.", 1),
        ("Hypertension (high blood pressure) is no problem. Hypertension needs care.", 0),
        ("High blood pressure (hypertension) needs care.", 0),
        ("Opioid pain medicines make you sleepy.", 0),
        ("Thrombosis can come.", 1),
        ("Acutely ill people ask us.", 0),
    ],
)
def test_a_hard_word_is_explained_once(text: str, number: int) -> None:
    """Brackets beside a word explain it, before it or behind it; parts of words are no words."""
    assert len(found(text, "lay-words")) == number


def test_words_are_those_of_the_region() -> None:
    """A seizure is what Americans call it; in Britain it is a fit."""
    source = changed("text: A seizure can come.").replace("en-GB", "en-US").replace("999", "911")
    assert not list(LINTS["lay-words"].findings(linted(source)))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Take a pill.", 1),
        ("Take a tablet (pill).", 0),
        ("Fits can come. So can convulsions.", 1),
        ("Your doctor helps. A physician helps, too.", 1),
    ],
)
def test_things_have_one_name(text: str, number: int) -> None:
    """The rarer of two names is told, with the line of the usual one; brackets explain."""
    assert len(found(text, "one-term")) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("It is taken whole. It is given at night. Milk can be added. You may eat.", 1),
        ("It is taken whole. Eat first. Drink water. Sit up. Wait a bit.", 0),
        ("You are tired. You are worried. You are confused. You are allergic.", 0),
    ],
)
def test_many_passive_sentences_are_told(text: str, number: int) -> None:
    """One passive sentence is no habit; "you are tired" is none."""
    assert len(found(text, "passive")) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("It is not a cure.", 0),
        ("It does not cure. It cures.", 1),
        ("It will cure you.", 1),
        ("This leaflet is approved by your doctor.", 1),
        ("FDA-approved.", 1),
        ("See the boxed warning.", 1),
        ("It has no side effects.", 1),
        ("Take it for the time your doctor approved.", 0),
    ],
)
def test_claims_are_errors_unless_denied(text: str, number: int) -> None:
    """A cure that is denied is no claim; one "not" denies its own sentence alone."""
    assert len(found(text, "claim")) == number


@pytest.mark.parametrize(
    ("text", "check", "number"),
    [
        ("Take 10.0 mg or 0.50 mg.", "dose-trailing-zero", 1),
        ("Take 1.50 mg. See version 2.0.1.", "dose-trailing-zero", 0),
        ("Take .25 mg.", "dose-naked-decimal", 1),
        ("Ask us...", "dose-naked-decimal", 0),
        ("Take 50 µg, 5 U or 5U, 1 cc, PO, q.d. and b.i.d.", "dose-abbreviation", 7),
        ("Take 5 mg. Then 5 ml. Go on as before. I am US.", "dose-abbreviation", 0),
        ("5 mg/ml", "dose-sign", 1),
        ("Use it 24/7 and/or now. A < B.", "dose-sign", 1),
        ("Keep it below 25 °C or at 5%.", "dose-unit-space", 0),
        ("Take 5mg or 2.5ml.", "dose-unit-space", 2),
        ("Take it three times daily, twice a day, 3 times daily.", "dose-often", 3),
        ("Take it 3 times a day, or once a day.", "dose-often", 0),
        ("Take two tablets. One tablet is not enough for two people.", "dose-figures", 1),
        ("About 5 in 100 people feel it.", "risk-words", 1),
        ("It is common: up to 1 in 10 people feel it. Use 2% cream.", "risk-words", 0),
    ],
)
def test_amounts_are_written_safely(text: str, check: str, number: int) -> None:
    """What has been misread elsewhere is found; what looks like it is not."""
    assert len(found(text, check)) == number


def test_long_sentences_are_counted() -> None:
    """21 words are a warning, 31 an error; a full stop ends a sentence, a colon does not."""
    sentence = " ".join(["word"] * 20)
    assert found(f"{sentence}. {sentence}.", "sentence-length") == []
    assert found(f"{sentence} word.", "sentence-length") == [
        "a sentence has 21 words, and 20 are enough"
    ]
    findings = report(f"text: {sentence} {sentence}.").findings
    assert [each.severity for each in findings if each.check == "sentence-length"] == ["error"]


def test_a_whole_leaflet_has_a_grade() -> None:
    """A leaflet in officials' words is told at its name, by both formulas."""
    hard = "Administration necessitates individual consideration of circumstances."
    source = changed("").replace("Take old ones back to us.", " ".join([hard] * 20))
    told = [each for each in findings_in(source) if each.check == "reading-grade"]
    assert [each.what.split(" reads")[0] for each in told][:2] == [
        "the leaflet",
        "by SMOG the leaflet",
    ]


def test_a_word_has_its_own_column() -> None:
    """Mark-up, quotation marks and folded lines in front of a word do not move its place."""
    source = changed("").replace(
        "text: Ask us.", 'text: "**Ask** us, \\"then\\"\n      take it\n      twice daily."'
    )
    (finding,) = [each for each in findings_in(source) if each.check == "dose-often"]
    line = source.splitlines()[finding.location.line - 1]
    assert line[finding.location.column - 1 :].startswith("twice daily")
    bold = changed("text: '**Ask** us **twice daily** then.'")
    (finding,) = [each for each in findings_in(bold) if each.check == "dose-often"]
    line = bold.splitlines()[finding.location.line - 1]
    assert line[finding.location.column - 1 :].startswith("twice daily**")


def test_a_script_without_vowels_has_no_lix() -> None:
    """Of Arabic, LIX says nothing: that is told, and sentences are still counted."""
    arabic = "خذ الدواء مع الطعام. " * 3 + "كلمة " * 21 + "؟ نعم."
    document = yaml.load(changed("locale: ar-AE"), yaml.BaseLoader)
    document["taking"][0]["body"][0]["bullets"] = [
        {"id": "a", "text": f"{arabic} 5 mg {'كلمة. ' * 400}", "sources": ["NHS"]}
    ]
    written = yaml.dump(document, allow_unicode=True, width=10_000)
    report = LINTS.report(linted(written), "a")
    assert "reading-lix" in dict(report.not_made)
    assert [each.what for each in report.findings if each.check == "sentence-length"] == [
        "a sentence has 21 words, and 20 are enough"
    ]
