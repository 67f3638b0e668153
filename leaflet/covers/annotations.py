"""Annotations that show something, painted flat; everything they do or carry stays behind.

Appearances are placed as a viewer places them (ISO 32000-1 §12.5.5).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pypdf.generic import BooleanObject, DictionaryObject, StreamObject

from leaflet.covers import access
from leaflet.covers.boxes import IDENTITY, Box, Matrix, moved, own_matrix, rectangle

MOST_ANNOTATIONS = 5_000

HIDDEN = 2 | 32
"""Flags Hidden and NoView (§12.5.3)."""

SAY_NOTHING = frozenset(("Popup", "Link", "Text", "Sound", "Movie", "FileAttachment", "Caret"))
"""Without an appearance these show at most an icon or a frame on a screen, none on paper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """A drawing of an annotation, and the matrix that puts it onto its page."""

    reference: object
    matrix: Matrix
    layer: object


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotations:
    """What the annotations of one page come to.

    Attributes:
        appearances: to be painted over the page, in this order.
        undrawn: what a viewer would draw by itself, because the file brings no drawing of it.
        dropped: what is lost, in the words of a notice.
        too_many: how many there are, if nobody could look at all of them; else 0.
    """

    appearances: tuple[Appearance, ...]
    undrawn: tuple[str, ...]
    dropped: tuple[str, ...]
    too_many: int


def read_annotations(page: DictionaryObject, *, stale: bool = False) -> Annotations:
    """The annotations of ``page`` that are seen.

    ``stale``: the form asks for new appearances of its values (``wants_appearances``).
    """
    appearances: list[Appearance] = []
    undrawn: list[str] = []
    dropped: dict[str, None] = {}
    found = access.items(access.raw(page, "Annots"))
    for annotation in _dictionaries(found[:MOST_ANNOTATIONS]):
        subtype = access.name(access.raw(annotation, "Subtype"))
        if loss := _loss(annotation, subtype):
            dropped[loss] = None
        if subtype == "Popup" or (access.whole(access.raw(annotation, "F")) or 0) & HIDDEN:
            continue
        drawing = _normal_appearance(annotation)
        if stale and subtype == "Widget" and _has_value(annotation):
            undrawn.append(f"a {subtype} annotation")
        elif drawing is not None:
            matrix = _matrix(annotation, drawing[1])
            if matrix is not None:
                layer = access.raw(annotation, "OC")
                appearances.append(Appearance(reference=drawing[0], matrix=matrix, layer=layer))
        elif not _has_appearance(annotation) and _shows_without(annotation, subtype):
            undrawn.append(f"a {subtype} annotation")
    return Annotations(
        appearances=tuple(appearances),
        undrawn=tuple(undrawn),
        dropped=tuple(dropped),
        too_many=len(found) if len(found) > MOST_ANNOTATIONS else 0,
    )


def wants_appearances(catalog: DictionaryObject) -> bool:
    """Whether the form says that its values have changed since they were drawn (§12.7.2)."""
    form = access.dictionary(access.raw(catalog, "AcroForm"))
    said = access.resolved(access.raw(form, "NeedAppearances")) if form is not None else None
    return isinstance(said, BooleanObject) and bool(said.value)


def written_values(page: DictionaryObject) -> str:
    """What is written in the fields of ``page`` for everybody to read."""
    values = []
    for annotation in _dictionaries(access.items(access.raw(page, "Annots"))[:MOST_ANNOTATIONS]):
        hidden = (access.whole(access.raw(annotation, "F")) or 0) & HIDDEN
        secret = (access.whole(_inherited(annotation, "Ff")) or 0) & _PASSWORD
        if not hidden and not secret and _has_value(annotation):
            values.append(access.text(_inherited(annotation, "V")) or "")
    return " ".join(values)


_SIGNATURE = "A digital signature is void in the leaflet: it was for the file as it was."


def _loss(annotation: DictionaryObject, subtype: str | None) -> str | None:
    """What is lost with an annotation."""
    if subtype == "Widget" and _field(annotation)[0] == "Sig":
        return _SIGNATURE
    return _LOSSES.get(subtype or "")


_LOSSES = {
    "Widget": "Form fields were painted as they stand; they cannot be filled in any more.",
    "FileAttachment": "An attached file was left out.",
    "Movie": "A film was left out.",
    "Screen": "A film or sound was left out.",
    "RichMedia": "A film or sound was left out.",
    "Sound": "A sound was left out.",
    "3D": "A three-dimensional model was left out; its picture was kept.",
    "Text": "Comments were left out.",
    "Popup": "Comments were left out.",
}


def _dictionaries(values: tuple[object, ...]) -> Iterator[DictionaryObject]:
    for value in values:
        found = access.dictionary(value)
        if found is not None:
            yield found


def _normal_appearance(annotation: DictionaryObject) -> tuple[object, StreamObject] | None:
    """The normal appearance, as it is referred to and as a stream, in the annotation's state."""
    table = access.dictionary(access.raw(annotation, "AP"))
    if table is None:
        return None
    normal: object = access.raw(table, "N")
    states = access.dictionary(normal)
    if states is not None and not isinstance(states, StreamObject):
        normal = access.raw(states, _state(annotation, states))
    drawing = access.stream(normal)
    return None if drawing is None else (normal, drawing)


def _has_appearance(annotation: DictionaryObject) -> bool:
    """Whether the file says how this looks, be it that it shows nothing in its present state."""
    table = access.dictionary(access.raw(annotation, "AP"))
    return table is not None and access.dictionary(access.raw(table, "N")) is not None


def _state(annotation: DictionaryObject, states: DictionaryObject) -> str:
    state = access.name(access.raw(annotation, "AS"))
    if state is None:
        parent = access.dictionary(access.raw(annotation, "Parent"))
        state = access.name(access.raw(annotation, "V"))
        if state is None and parent is not None:
            state = access.name(access.raw(parent, "V"))
        if state is None or "/" + state not in states:
            state = access.as_name("Off")
    return state.encode("utf-8", "surrogateescape").decode("latin-1")


def _matrix(annotation: DictionaryObject, drawing: StreamObject) -> Matrix | None:
    """What takes the appearance's box to the annotation's; ``None`` if either is empty."""
    rect = rectangle(access.raw(annotation, "Rect"))
    box = rectangle(access.raw(drawing, "BBox"))
    if rect is None or box is None:
        return None
    if "/PDFIUM_HasGeneratedAP" in annotation and "/QuadPoints" in annotation:
        return IDENTITY  # pdfium draws its own marks where the words are, whatever /Rect says
    return _fit(moved(box, own_matrix(drawing)), rect)


def _fit(box: Box, rect: Box) -> Matrix | None:
    width, height = box[2] - box[0], box[3] - box[1]
    if width <= 0 or height <= 0:
        return None
    across, up = (rect[2] - rect[0]) / width, (rect[3] - rect[1]) / height
    return (across, 0, 0, up, rect[0] - box[0] * across, rect[1] - box[1] * up)


def _shows_without(annotation: DictionaryObject, subtype: str | None) -> bool:
    """Whether viewers draw this annotation though it brings no drawing."""
    if subtype != "Widget":
        return subtype is not None and subtype not in SAY_NOTHING
    kind, _ = _field(annotation)
    if kind == "Btn" and _own_state(annotation) not in {None, "Off"}:
        return True
    looks = access.dictionary(access.raw(annotation, "MK"))
    framed = looks is not None and any("/" + key in looks for key in _FRAMES)
    return _has_value(annotation) or (framed and kind in {"Tx", "Ch", "Btn"})


def _own_state(annotation: DictionaryObject) -> str | None:
    """What a button says of itself."""
    state = access.name(access.raw(annotation, "AS"))
    return access.name(access.raw(annotation, "V")) if state is None else state


def _has_value(annotation: DictionaryObject) -> bool:
    """Whether this is a field in which something is written or chosen from a list."""
    kind, value = _field(annotation)
    return kind in {"Tx", "Ch"} and bool(value)


_PASSWORD = 1 << 13
"""Field flag (§12.7.4.3)."""

_FRAMES = ("BC", "BG", "CA")
"""A field's border, ground and caption (§12.5.6.19)."""


def _field(annotation: DictionaryObject) -> tuple[str | None, object]:
    """Type and value of a form field."""
    return access.name(_inherited(annotation, "FT")), access.resolved(_inherited(annotation, "V"))


def _inherited(annotation: DictionaryObject, key: str) -> object:
    """What a form field says, or else its parents (§12.7.3.1)."""
    field: DictionaryObject | None = annotation
    for _ in range(32):
        if field is None:
            break
        if (found := access.raw(field, key)) is not None:
            return found
        field = access.dictionary(access.raw(field, "Parent"))
    return None
