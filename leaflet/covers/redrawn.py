"""A cover as pictures of its pages: what is left when nothing better holds."""

from __future__ import annotations

from collections.abc import Sequence

from leaflet.covers.boxes import Box, Placement, moved, placement_of_size
from leaflet.covers.complaint import PRINT_IT
from leaflet.covers.picture import UndrawableError, dots_per_inch, picture_page
from leaflet.covers.proof import looks_far_off
from leaflet.covers.rungs import NO_WORDS, flat_part
from leaflet.covers.task import Task
from leaflet.covers.values import ImportedCover
from leaflet.pdf.objects import ObjectTable

LOST = "is put in as a picture: its words cannot be searched or read aloud"


def redrawn(task: Task, reasons: Sequence[str], *, opened: bool) -> ImportedCover:
    """The cover as pictures of its pages: the last rung.

    Args:
        task: what is asked for.
        reasons: why no better rung held.
        opened: somebody could read the file.

    Raises:
        CoverError: it cannot be drawn either, or needs words for what it shows.
    """
    wordless = task.cover.role != "decoration" and task.cover.alt is None
    if wordless and (opened or task.drawings is not None):
        _refuse_without_words(task, reasons)
    if task.drawings is None:
        raise task.complaint.error(f"{reasons[-1]}.", PRINT_IT)
    indexes = task.indexes(len(task.drawings))
    marked = task.cover.role != "decoration"
    table = ObjectTable(first=0)
    try:
        places = [
            placement_of_size(task.drawings.size(index), task.paper, task.cover.fit)
            for index in indexes
        ]
        dots = dots_per_inch(len(indexes))
        pages = tuple(
            picture_page(task.drawings, index, box, table, marked=marked, dots=dots)
            for index, box in zip(indexes, _boxes(places), strict=True)
        )
    except UndrawableError as error:
        raise task.complaint.error(f"{reasons[-1]}, and {error}.", PRINT_IT) from error
    made = ImportedCover(
        objects=tuple(table.objects),
        pages=pages,
        structure=flat_part(task, places, "figure" if marked else "decoration"),
        layers=None,
        notices=(),
        rung="picture",
    )
    if looks_far_off(task.drawings, indexes, made, places):
        raise task.complaint.error("looks different each time it is drawn.", PRINT_IT)
    return made


def _refuse_without_words(task: Task, reasons: Sequence[str]) -> None:
    """Say that the cover needs words, and why."""
    better = [reason for reason in reasons if reason != NO_WORDS]
    reason = (better or reasons or ["is to be put in as a figure"])[-1]
    raise task.complaint.error(
        f"{reason}, so a screen reader can say nothing of it.",
        "give alt: (or --cover-alt) with what it says; or role: decoration if it says nothing",
    )


def _boxes(places: Sequence[Placement]) -> list[Box]:
    return [moved(place.box, place.matrix) for place in places]
