"""A cover on one of the rungs where it keeps its lines and letters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from leaflet.covers.annotations import read_annotations, wants_appearances
from leaflet.covers.boxes import Placement
from leaflet.covers.cleaning import Cleaner
from leaflet.covers.complaint import PRINT_IT
from leaflet.covers.figure import Meaning, draw_page, figure_element, text_element
from leaflet.covers.fonts import Treatment
from leaflet.covers.layers import read_layers
from leaflet.covers.paints import MOST_PAINTS
from leaflet.covers.programs import OddFontError
from leaflet.covers.tagged import tagged_pages
from leaflet.covers.task import Task
from leaflet.covers.values import ImportedCover, ImportedPage, Rung
from leaflet.structure import StructureElement

NO_WORDS = "has no words that could be read aloud"
_MEANINGS: Mapping[Rung, Meaning] = {"figure": "figure", "text": "text", "decoration": "decoration"}
_LEFT_OUT = "What no program here can draw was left out: {}."
_READ_ALOUD = (
    "{} is read aloud as its words stand in the file, perhaps not in order; give alt: "
    "(or --cover-alt) to have something else said."
)


class StepDownError(Exception):
    """A rung does not hold, for the reason given."""


class UndrawnError(StepDownError):
    """Something is seen of the file only if a viewer draws it by itself."""


class UnprovedError(StepDownError):
    """A rung does not hold so, but may with its fonts treated in another way."""

    hopeless: frozenset[Treatment] = frozenset()
    """The ways that need not be tried."""


class SpeechlessError(UnprovedError):
    """Of some letters nobody here knows what they say; the file's own maps may do."""

    hopeless = frozenset(("recast", "drawn"))


class DifferentError(UnprovedError):
    """The cover would not look as its file does: another reader may see more in it."""

    hopeless = frozenset(("recast", "drawn"))


def made(
    task: Task,
    rung: Rung,
    fonts: Treatment,
    reader: PdfReader,
    pages: Sequence[DictionaryObject],
    places: Sequence[Placement],
    *,
    is_completed: bool,
) -> ImportedCover:
    """The cover on ``rung``, with its fonts treated so.

    ``is_completed``: viewers have drawn what the file had left to them.

    Raises:
        StepDownError: the rung does not hold.
        UntaggedError: nor do its tags.
        CoverError: no rung will do.
    """
    cleaner = Cleaner(fonts)
    if rung == "tagged":
        imported, part = tagged_pages(reader.root_object, pages, places, cleaner, task.prefix)
        part.lang = part.lang or task.cover.lang
    else:
        meaning = _MEANINGS[rung]
        stale = not is_completed and wants_appearances(reader.root_object)
        imported = _flat(pages, places, cleaner, meaning, stale=stale, is_completed=is_completed)
        part = flat_part(task, places, meaning)
    if cleaner.paints.most() > MOST_PAINTS:
        raise task.complaint.error("draws the same thing over and over, without end.", PRINT_IT)
    layers = read_layers(reader.root_object, cleaner)
    try:
        cleaner.finish()
    except OddFontError as error:
        raise UnprovedError("has a font that cannot be read") from error
    if cleaner.fonts.unknown and rung in {"tagged", "text"}:
        raise SpeechlessError("has a font that does not tell which letters it draws")
    if rung == "text" and task.cover.role == "auto":
        if not cleaner.fonts.has_words:
            raise StepDownError(NO_WORDS)
        cleaner.notices[_READ_ALOUD.format(task.cover.file)] = None
    return ImportedCover(
        objects=tuple(cleaner.table.objects),
        pages=imported,
        structure=part,
        layers=layers,
        notices=tuple(cleaner.notices),
        rung=rung,
    )


def _flat(
    pages: Sequence[DictionaryObject],
    places: Sequence[Placement],
    cleaner: Cleaner,
    meaning: Meaning,
    *,
    stale: bool,
    is_completed: bool,
) -> tuple[ImportedPage, ...]:
    """Pages as one marked drawing each."""
    made = []
    for number, (page, place) in enumerate(zip(pages, places, strict=True)):
        annotations = read_annotations(page, stale=stale)
        if annotations.too_many:
            raise StepDownError(f"has {annotations.too_many} annotations")
        if annotations.undrawn and not is_completed:
            raise UndrawnError(f"has {annotations.undrawn[0]} that only a viewer can draw")
        left_out = map(_LEFT_OUT.format, annotations.undrawn)
        cleaner.notices.update(dict.fromkeys(left_out))
        cleaner.notices.update(dict.fromkeys(annotations.dropped))
        made.append(draw_page(page, number, place, annotations, cleaner, meaning=meaning))
    return tuple(made)


def flat_part(task: Task, places: Sequence[Placement], meaning: Meaning) -> StructureElement:
    """The structure of pages that are one drawing each."""
    part = StructureElement(role="Part", lang=task.cover.lang)
    for number, place in enumerate(places):
        if meaning == "figure":
            part.add(figure_element(number, len(places), place, task.paper, task.cover.alt or ""))
        elif meaning == "text":
            part.add(text_element(number))
    return part


def has_layered_notes(pages: Sequence[DictionaryObject]) -> bool:
    """Whether annotations are on layers: pdfium shows them though the layer is hidden."""
    return any(
        appearance.layer is not None
        for page in pages
        for appearance in read_annotations(page).appearances
    )
