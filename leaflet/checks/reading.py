"""The bytes of a finished PDF → ``ReadPdf``: all that checks look at, read once.

Call it in a process with limits (``apart``): the file may be anything.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pikepdf
import pypdfium2  # type: ignore[import-untyped]

from leaflet.checks.anew import Typesetter, our_faces
from leaflet.checks.carried import NotCarriedError, parsed
from leaflet.checks.drawn import DrawnPage, TooMuchError, opened
from leaflet.checks.seen import words
from leaflet.checks.tags.agreement import disagreements
from leaflet.checks.told import told
from leaflet.checks.values import Carried, ReadPage, ReadPdf, Told
from leaflet.errors import AssetError, Location, Problem
from leaflet.pdf.remnants import remnants
from leaflet.standards import judged

MOST_PAGES = 1_300
_MALFORMED = (
    ArithmeticError, AttributeError, IndexError, KeyError, NotImplementedError, RuntimeError,
    TypeError, ValueError,
)  # fmt: skip
"""What reading a damaged file raises besides the readers' own errors: each expects a number or a
name where the file may have anything."""


class _MalformedError(Exception):
    """An object is not what it has to be."""


def read_pdf(data: bytes, name: str, current: Carried | None = None) -> ReadPdf:
    """What the file shows and says.

    Args:
        data: the file.
        name: as messages show it.
        current: the text in a workspace, for a file that carries none.

    Raises:
        AssetError: it is broken, locked or no PDF.
    """
    with _complaining(name):
        return _read(data, name, current)


@contextmanager
def _complaining(name: str) -> Iterator[None]:
    """Whatever the readers raise, as one sentence on this file."""
    try:
        yield
    except pikepdf.PasswordError as error:
        raise _error(
            name, "needs a password to be opened", "check it before it is locked"
        ) from error
    except TooMuchError as error:
        hint = "check the leaflet alone"
        raise _error(name, "has far more in it than a leaflet", hint) from error
    except (pikepdf.PdfError, pypdfium2.PdfiumError, _MalformedError) as error:
        hint = "build it again; this file lost something on its way"
        raise _error(name, "cannot be read: it is damaged or no PDF", hint) from error


def facts_of(data: bytes, name: str) -> dict[str, str]:
    """Medicine, locale, paper and so on, as the file carries them; empty where it tells nothing.

    Raises:
        AssetError: it is broken, locked or no PDF.
    """
    with _complaining(name), pikepdf.open(io.BytesIO(data)) as pdf:
        try:
            found = told(pdf)
        except _MALFORMED as error:
            raise _MalformedError from error
    try:
        return {**found.xmp, **parsed(found.attachment).facts}
    except NotCarriedError:
        return dict(found.xmp)


def _error(name: str, what: str, hint: str) -> AssetError:
    return AssetError(Problem(Location(name), what, hint))


def _read(data: bytes, name: str, current: Carried | None) -> ReadPdf:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        if len(pdf.pages) > MOST_PAGES:
            raise TooMuchError
        try:
            found = told(pdf)
        except _MALFORMED as error:
            raise _MalformedError from error
        count = len(pdf.pages)
        if found.locked:
            data = _saved(pdf)
        seen = _without_direction(pdf) or data
    carried, why_not = None, ""
    try:
        carried = parsed(found.attachment)
    except NotCarriedError as error:
        why_not = str(error)
    if found.part is None and carried is None and current is None and "medicine" not in found.xmp:
        hint = "name a file that leaflet built, or compare with its text: --workspace DIR"
        raise _error(name, "is no leaflet, or has lost all that tells of one", hint)
    own = _own(found, count, carried or current)
    cover = None if found.cover is None else next((page for page, _ in found.cover.places()), None)
    return ReadPdf(
        name=name,
        told=found,
        pages=_pages(seen, found, own if cover is None else (*own, cover)),
        own=own,
        cover=cover,
        carried=carried,
        why_not_carried=why_not,
        disagreements=_disagreements(data),
        faults=judged(data, "ua1"),
        remnants=tuple(dict.fromkeys((each.kind, each.what) for each in remnants(data))),
    )


def _saved(pdf: pikepdf.Pdf) -> bytes:
    """The same without a lock, so that every reader may look at all of it."""
    out = io.BytesIO()
    pdf.save(out, encryption=False)
    return out.getvalue()


def _without_direction(pdf: pikepdf.Pdf) -> bytes | None:
    """The same, if it says that it reads from right to left: PDFium would turn words for that.

    It orders words of whatever script by it, as of 2026 (``test_right_to_left_is_read``).
    """
    preferences = pdf.Root.get("/ViewerPreferences")
    if not isinstance(preferences, pikepdf.Dictionary) or "/Direction" not in preferences:
        return None
    del preferences["/Direction"]
    return _saved(pdf)


def _disagreements(data: bytes) -> tuple[str, ...]:
    try:
        return disagreements(data)
    except _MALFORMED:
        return ("the tags, or marks in the content, are malformed",)


def _own(found: Told, count: int, compared: Carried | None) -> tuple[int, ...]:
    """The leaflet's pages: by their tags, or by their labels, or because there are no others."""
    if found.part is not None:
        tagged = tuple(dict.fromkeys(page for page, _ in found.part.places()))
        if tagged:
            return tagged
    labelled = [(int(label), i) for i, label in enumerate(found.labels) if label.isdecimal()]
    if labelled:
        return tuple(index for _, index in sorted(labelled))
    if compared is not None and compared.pages == count:
        return tuple(range(count))
    return ()


def _pages(data: bytes, found: Told, looked_at: Sequence[int]) -> tuple[ReadPage, ...]:
    document = opened(data)
    try:
        with Typesetter(our_faces()) as typesetter:
            return tuple(
                _page(document, index, label, typesetter)
                if index in looked_at
                else _unread(document, index, label)
                for index, label in enumerate(found.labels)
            )
    finally:
        document.close()


def _unread(document: Any, index: int, label: str) -> ReadPage:  # noqa: ANN401
    """A page that is not the leaflet's: only how large it is."""
    width, height = document.get_page_size(index)
    return ReadPage(index=index, label=label, width=width, height=height)


def _page(document: Any, index: int, label: str, typesetter: Typesetter) -> ReadPage:  # noqa: ANN401
    width, height = document.get_page_size(index)
    drawn = DrawnPage.of(document, index)
    try:
        runs = tuple(drawn.runs())
        drawings, annotations = tuple(drawn.drawings()), tuple(drawn.annotations())
        look, seen = words(drawn, runs, typesetter)
    finally:
        drawn.close()
    return ReadPage(
        index=index,
        label=label,
        width=width,
        height=height,
        runs=tuple(run for _, run in runs),
        drawings=drawings,
        annotations=annotations,
        words=seen,
        look=look,
    )
