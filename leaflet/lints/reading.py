"""Lints of how hard the text is to read: by grade in English, by length everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import name

from leaflet.lints.grades import measure_whole, sentences_of
from leaflet.lints.linted import Linted
from leaflet.lints.measures import measure, words_of
from leaflet.lints.registry import LINTS
from leaflet.registry import NotMadeError, Seen

SIXTH_GRADE = (
    "Sixth grade or below: AHRQ, Health Literacy Universal Precautions Toolkit, tool 11; American "
    "Medical Association, Health Literacy (Weiss, 2003)"
)
EC_SYNTAX = (
    "European Commission, Guideline on the readability of the labelling and package leaflet of "
    "medicinal products (2009), on syntax and style"
)

MOST_WORDS = 20
"""In a sentence."""
FAR_TOO_MANY = 30
MOST_GRADE = 6.0
"""Flesch-Kincaid, of the whole leaflet."""
MOST_SMOG = 8.0
"""Of the whole leaflet: SMOG asks for full understanding, and gives two grades more."""
MOST_GRADE_OF_PART = 8.0
MOST_GRADE_OF_SENTENCE = 12.0
LEAST_WORDS_OF_PART = 20
"""Of a few words no formula says anything."""
LEAST_WORDS_OF_SENTENCE = 8
MOST_LIX = 40.0
MEASURED_SCRIPTS = ("LATIN", "GREEK", "CYRILLIC")
"""Scripts with vowels and with spaces between words: LIX counts letters and words."""


@LINTS.rule(
    "sentence-length",
    severity="warning",
    why="Whoever reads with effort has lost the beginning of a long sentence at its end.",
    source=EC_SYNTAX,
    fails="text: Take it with food or a glass of milk in the morning and at bedtime, and tell us\n"
    "  at once if it makes you sleepy.",
    passes="text: Take it with food or milk. Tell us at once if it makes you sleepy.",
)
def sentence_length(file: Linted) -> Iterator[Seen]:
    """A sentence has 20 words at most."""
    if file.kind == "clinic":  # alternative texts of covers list all that stands on them
        return
    for passage in file.passages:
        for offset, sentence in passage.sentences():
            count = len(words_of(sentence))
            if count > MOST_WORDS:
                yield Seen(
                    what=f"a sentence has {count} words, and {MOST_WORDS} are enough",
                    location=passage.at(offset),
                    hint="make two of it, or a list",
                    severity="error" if count > FAR_TOO_MANY else None,
                )


@LINTS.rule(
    "reading-grade",
    severity="warning",
    why="Many adults read below the level of most leaflets, and do not say so. A reader opens a "
    "leaflet at one question: its answer must be easy by itself.",
    source=f"{SIXTH_GRADE}; Flesch-Kincaid: Kincaid and others, 1975; SMOG: McLaughlin, 1969",
    fails="text: Occasionally your physiotherapist recommends individual activities. Ordinary\n"
    "  limitations considerably accompany rehabilitation.",
    passes="text: At times your physiotherapist may want you to do other things. You may feel\n"
    "  that you can do less for a while.",
)
def reading_grade(file: Linted) -> Iterator[Seen]:
    """The leaflet reads at the sixth grade (by SMOG the eighth), no part above the eighth (en)."""
    if file.kind != "medicine" or file.language != "en":
        return
    hint = "shorten sentences and use shorter words"
    whole = measure_whole(file)
    for what_reads, grade, most in (
        ("the leaflet", whole.flesch_kincaid, MOST_GRADE),
        ("by SMOG the leaflet", whole.smog, MOST_SMOG),
    ):
        if grade > most:
            what = f"{what_reads} reads at grade {grade:.1f}, above {most:.0f}"
            yield Seen(what=what, location=file.document.key_at(("name",)), hint=hint)
    for group, passages in file.groups.items():
        part = measure(sentences_of(passages), file.names)
        if part.words >= LEAST_WORDS_OF_PART and part.flesch_kincaid > MOST_GRADE_OF_PART:
            grades = f"grade {part.flesch_kincaid:.1f} (by SMOG {part.smog:.1f})"
            above = f"above {MOST_GRADE_OF_PART:.0f}"
            yield Seen(
                what=f"{file.document.name(group)} reads at {grades}, {above}",
                location=file.document.key_at(group),
                hint=hint,
            )


@LINTS.rule(
    "reading-sentence",
    severity="warning",
    why="One hard sentence in an easy text is the one that is skipped.",
    source=f"{SIXTH_GRADE}; Flesch-Kincaid: Kincaid and others, 1975",
    fails="text: Recovery after an operation may take several additional weeks.",
    passes="text: It may take some more weeks to get well after an operation.",
)
def reading_sentence(file: Linted) -> Iterator[Seen]:
    """No sentence of eight words or more reads above the twelfth grade (English)."""
    if file.language != "en":
        return
    for passage in file.running:
        for offset, sentence in passage.sentences():
            measured = measure([sentence], file.names)
            grade = measured.flesch_kincaid
            if measured.words >= LEAST_WORDS_OF_SENTENCE and grade > MOST_GRADE_OF_SENTENCE:
                yield Seen(
                    what=f"a sentence reads at grade {grade:.1f}",
                    location=passage.at(offset),
                    hint="say it in shorter words",
                )


@LINTS.rule(
    "reading-lix",
    severity="warning",
    why="Long words in long sentences are hard in any language.",
    source="Björnsson, Läsbarhet (1968): LIX 40 and below is easy to middling",
    fails="""\
locale: es-US
text: Determinadas circunstancias individuales condicionan considerablemente administración,
  seguimiento, conservación, eliminación.""",
    passes="""\
locale: es-US
text: Tómelo con comida.""",
)
def reading_lix(file: Linted) -> Iterator[Seen]:
    """In languages other than English, sentences and words are short: LIX 40 at most."""
    if file.kind != "medicine" or file.language == "en":
        return
    letters = [letter for each in file.running for letter in each.words if letter.isalpha()]
    measurable = sum(name(letter, "").startswith(MEASURED_SCRIPTS) for letter in letters)
    if measurable * 2 < len(letters):
        raise NotMadeError(f"LIX says nothing of the script of {file.locale}")
    for group, passages in file.groups.items():
        measured = measure(sentences_of(passages), file.names)
        if measured.words >= LEAST_WORDS_OF_PART and measured.lix > MOST_LIX:
            lix = f"LIX {measured.lix:.0f}, above {MOST_LIX:.0f}"
            yield Seen(
                what=f"{file.document.name(group)} has {lix}",
                location=file.document.key_at(group),
                hint="shorten its sentences and use shorter words",
            )
