"""Cover preparation as it goes on inside the limited process: a sound cover or ``CoverError``.

Pictures are drawn smaller here than for print, which changes no step and makes a trial ten times as
fast. That the limits hold is tested elsewhere; an input that hangs or kills this process is tried
again within them (``contained``).
"""

from __future__ import annotations

import signal
import zlib
from collections.abc import Callable
from typing import NoReturn

from leaflet.covers import eye, ladder, picture
from leaflet.covers.answer import from_bytes, to_bytes
from leaflet.covers.apart import import_cover_apart
from leaflet.errors import CoverError
from leaflet.model.clinic import CoverFile
from leaflet.pdf.remnants import remnants
from tests.covers.assemble import A4, assemble
from tests.fuzz import pdf
from tests.fuzz.target import Target

eye.LONG_SIDE = 400
picture.DOTS_PER_INCH = 30

WISHES: tuple[dict[str, str], ...] = (
    {"alt": "The clinic's cover"},
    {"alt": "The clinic's cover", "fit": "cover", "pages": "1"},
    {"alt": "The clinic's cover", "role": "figure", "fit": "actual"},
    {"role": "text", "lang": "en"},
    {"role": "decoration"},
    {},
)

OURS = (TypeError, AttributeError, IndexError, KeyError, AssertionError, NameError, ArithmeticError)
"""What only a slip of ours raises in our own code; there it would be taken for a damaged file."""


SECONDS = 7
"""Of computing, as in the limited process."""


class OutOfTimeError(BaseException):
    """The input takes too long; not to be caught where errors are taken for damage."""


def check(data: bytes) -> None:
    """Import ``data`` and look at what comes of it; within the limits, if it takes too long."""
    signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        look(data)
    except OutOfTimeError:
        contained(data)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def stop(_signal: int, _frame: object) -> NoReturn:
    """End the import."""
    raise OutOfTimeError


def look(data: bytes) -> None:
    """Import ``data``, and look at what comes of it."""
    cover = CoverFile.model_validate(
        {"file": "cover.pdf", **WISHES[zlib.crc32(data) % len(WISHES)]}
    )
    slips.clear()
    try:
        made = ladder.import_cover(data, cover, paper=A4)
    except CoverError as error:
        (problem,) = error.problems
        assert problem.what.startswith("cover.pdf ")
        assert problem.hint
        assert str(problem).replace("\n", "").isprintable()
        blame(error.__cause__)
    else:
        made = from_bytes(to_bytes(made))
        said = to_bytes(made)
        assert to_bytes(from_bytes(said)) == said
        left = remnants(assemble(made))
        assert not left, left
        assert all(notice.isprintable() for notice in made.notices), made.notices
    for slip in slips:
        raise slip


slips: list[BaseException] = []


def blame(error: BaseException | None) -> None:
    """Remember ``error`` if it came up in our own code and is a slip."""
    if isinstance(error, OURS):
        trace = error.__traceback__
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        if trace is not None and "/leaflet/" in trace.tb_frame.f_code.co_filename:
            slips.append(error)


def watched(note: Callable[..., None]) -> Callable[..., None]:
    """The method by which an error is taken for damage, when each is looked at first."""

    def noted(climb: object, error: Exception, reasons: list[str]) -> None:
        blame(error)
        note(climb, error, reasons)

    return noted


setattr(ladder._Climb, "note_damage", watched(ladder._Climb.note_damage))  # noqa: B010 - for mypy


def contained(data: bytes) -> None:
    """Import ``data`` as the product does, in a process of its own."""
    try:
        import_cover_apart(
            data, CoverFile.model_validate({"file": "cover.pdf", **WISHES[0]}), paper=A4
        )
    except CoverError:
        return


TARGET = Target(
    check=check,
    seeds=pdf.seeds,
    tokens=pdf.TOKENS,
    mutate=pdf.mutate,
    packages=("leaflet.covers", "leaflet.pdf", "pypdf.generic", "pypdf.filters"),
    share=6,
    longest=30_000,
    contained=contained,
)
