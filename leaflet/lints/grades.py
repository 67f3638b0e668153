"""How hard each part of a leaflet is to read, as a table for its author."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from leaflet.lints.linted import Linted, Passage
from leaflet.lints.measures import Measured, measure


def sentences_of(passages: Iterable[Passage]) -> list[str]:
    """Their sentences; an item of a list is one."""
    return [sentence for passage in passages for _, sentence in passage.sentences()]


def measure_whole(file: Linted) -> Measured:
    """The whole leaflet, without the medicine's names."""
    return measure(sentences_of(file.running), file.names)


def measure_parts(file: Linted) -> Iterator[tuple[str, Measured]]:
    """Each section, row and half of the box with its name."""
    for group, passages in file.groups.items():
        if group == ("sources_in_short",):
            continue
        yield file.document.name(group), measure(sentences_of(passages), file.names)


def table(file: Linted) -> str:
    """A line for the leaflet and each part: words, sentences, grades; LIX where not English."""
    english = file.language == "en"
    heads = ("Flesch-Kincaid", "SMOG") if english else ("LIX",)
    rows = [("the whole leaflet", measure_whole(file)), *measure_parts(file)]
    rows = [(name, measured) for name, measured in rows if measured.words]
    width = max(len(name) for name, _ in rows) if rows else 0
    lines = [file.file, f"  {'':<{width}}  words  sentences  {'  '.join(heads)}"]
    for name, measured in rows:
        grades = (measured.flesch_kincaid, measured.smog) if english else (measured.lix,)
        shown = "  ".join(
            f"{grade:>{len(head)}.1f}" for grade, head in zip(grades, heads, strict=True)
        )
        lines.append(f"  {name:<{width}}  {measured.words:>5}  {measured.sentences:>9}  {shown}")
    return "\n".join(lines)
