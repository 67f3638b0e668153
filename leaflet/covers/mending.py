"""A file written anew by qpdf: mended, as it reads more than pypdf does, or as it goes to paper."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO

import pikepdf

from leaflet.covers.annotations import HIDDEN, SAY_NOTHING
from leaflet.covers.reading import UnreadableError

_DROPS_DOWN = 1 << 17
"""Field flag Combo (ISO 32000-1 §12.7.4.4)."""
_DEEPEST = 32


def mended(data: bytes) -> bytes:
    """The file with a sound structure, and without its lock against changes.

    Raises:
        UnreadableError: too little of it is left, or it needs a password.
    """
    with _opened(data) as pdf:
        return _saved(pdf)


def without_screen_parts(data: bytes, indexes: Sequence[int]) -> bytes:
    """The file so that pdfium draws these pages as they go to paper.

    Icons of comments are hidden, and a list that drops down becomes a text field that says what is
    chosen: else it gets an arrow. A box or button without a drawing is on in the state that pdfium
    gives a drawing. A file with nothing of the kind is given back as it is.

    Raises:
        UnreadableError: as above.
    """
    changed = False
    with _opened(data) as pdf:
        for index in indexes:
            for annotation in _dictionaries(pdf.pages[index].obj.get("/Annots")):
                changed |= _adapted(annotation)
        return _saved(pdf) if changed else data


@contextmanager
def _opened(data: bytes) -> Iterator[pikepdf.Pdf]:
    logging.getLogger("pikepdf").setLevel(logging.CRITICAL + 1)
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            yield pdf
    except Exception as error:  # qpdf's own errors, and what pikepdf makes of odd values
        raise UnreadableError("is damaged") from error


def _saved(pdf: pikepdf.Pdf) -> bytes:
    file = BytesIO()
    with warnings.catch_warnings():
        # fields that no form knows: it goes to paper, where nobody fills them in
        warnings.simplefilter("ignore", pikepdf.PageCopyWarning)
        pdf.save(
            file,
            static_id=True,
            encryption=False,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
        )
    return file.getvalue()


def _dictionaries(found: object) -> Iterator[pikepdf.Dictionary]:
    if isinstance(found, pikepdf.Array):
        yield from (item for item in found if isinstance(item, pikepdf.Dictionary))


def _adapted(annotation: pikepdf.Dictionary) -> bool:
    """Whether this annotation had to be changed, and was."""
    subtype = str(annotation.get("/Subtype", "")).removeprefix("/")
    if subtype in SAY_NOTHING and "/AP" not in annotation:
        annotation["/F"] = int(annotation.get("/F", 0)) | HIDDEN
        return True
    kind = _holder(annotation, "/FT")
    if subtype != "Widget" or kind is None:
        return False
    if kind["/FT"] == pikepdf.Name.Btn and "/AP" not in annotation:
        return _switched_on(annotation)
    return kind["/FT"] == pikepdf.Name.Ch and _list_as_text(annotation, kind)


def _switched_on(annotation: pikepdf.Dictionary) -> bool:
    state = annotation.get("/AS", annotation.get("/V", pikepdf.Name.Off))
    if state == pikepdf.Name.Off:
        return False
    annotation["/AS"] = pikepdf.Name.Yes
    options = _holder(annotation, "/Opt")  # by which pdfium would number the states
    if options is not None:
        del options["/Opt"]
    return True


def _list_as_text(annotation: pikepdf.Dictionary, kind: pikepdf.Dictionary) -> bool:
    flags = _holder(annotation, "/Ff")
    if flags is None or not int(flags["/Ff"]) & _DROPS_DOWN:
        return False
    kind["/FT"], flags["/Ff"] = pikepdf.Name.Tx, 0
    value, options = _holder(annotation, "/V"), _holder(annotation, "/Opt")
    if value is not None and options is not None:
        for option in options["/Opt"].as_list():
            if isinstance(option, pikepdf.Array) and option[0] == value["/V"]:
                value["/V"] = option[1]  # what is seen of it, in place of what is sent
                break
    return True


def _holder(annotation: pikepdf.Dictionary, key: str) -> pikepdf.Dictionary | None:
    """Whichever says ``key`` of a field: the annotation, or the next of its parents."""
    found: object = annotation
    for _ in range(_DEEPEST):
        if not isinstance(found, pikepdf.Dictionary):
            break
        if key in found:
            return found
        found = found.get("/Parent")
    return None
