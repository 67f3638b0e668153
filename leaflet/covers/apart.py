"""Import of a cover in a process of its own, which may take so much memory and time and no more.

A hostile file can make pypdf or pdfium run for hours, take all memory, crash, or worse; then that
process ends, and the cover is tried once more as a mere picture, or refused. Nothing here reads the
file, and nothing that comes back is believed (``answer``).

Where the system has no limits for a process, as Windows, the clock alone ends it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal

from leaflet.covers.answer import BadAnswerError, from_bytes, sentence
from leaflet.covers.complaint import (
    MOST_PAGES_ASKED_FOR,
    NAME_PAGES,
    PRINT_IT,
    Complaint,
    check_kind,
    told_length,
)
from leaflet.covers.parts import joined
from leaflet.covers.values import ImportedCover
from leaflet.errors import CoverError, Location
from leaflet.limits import KEPT_VARIABLES
from leaflet.model.clinic import CoverFile

SECONDS: dict[Mode, int] = {"best": 7, "picture": 3}
"""Of computing, for the ways that are tried one after the other: ten together."""

PATIENCE = 2 if sys.platform == "win32" else 8
"""Times as long the clock may run: on a machine that has much else to do, a process that may
compute for some seconds waits for most of the time. Windows has nothing but the clock."""

LARGEST_ANSWER = 200_000_000

AT_ONCE = 40
"""Pages that one process imports: a longer cover is imported by several, one after the other. So
its limits need not grow, and what becomes of a cover does not depend on how fast a machine is.
"""

MOST_PROCESSES = 4
"""That import parts of one cover at the same time."""

LONGEST = 120
"""Seconds by the clock for all the parts of a long cover."""

Mode = Literal["best", "picture"]
"""All rungs, or the last one alone, which needs no other reader than the drawing program."""

_RUN = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from leaflet.covers.child import main; main()"
)


def import_cover_apart(
    data: bytes,
    cover: CoverFile,
    *,
    paper: tuple[float, float],
    where: Location | None = None,
    prefix: str = "cover",
    seconds: int | None = None,
) -> ImportedCover:
    """Like ``ladder.import_cover``, in a process of its own.

    Raises:
        CoverError: the file cannot be used, or takes too much time or memory.
    """
    complaint = Complaint(cover.file, where)
    check_kind(data, complaint)
    wish = {
        "paper": paper, "prefix": prefix, "at_once": AT_ONCE,
        "cover": cover.model_dump(mode="json"),
    }  # fmt: skip
    found = _imported(wish, data, complaint, seconds)
    if isinstance(found, ImportedCover):
        return found
    made = _parts(wish, found, data, complaint, seconds)
    whole = joined(made, cover.alt)
    told = () if cover.pages is not None else (told_length(cover.file, len(found)),)
    return replace(whole, notices=(*told, *whole.notices))


def _parts(
    wish: Mapping[str, Any],
    pages: Sequence[int],
    data: bytes,
    complaint: Complaint,
    seconds: int | None,
) -> list[ImportedCover]:
    """The pages of these numbers, so many at once, on some processors."""
    from concurrent.futures import ThreadPoolExecutor  # few covers are so long

    end = time.monotonic() + LONGEST

    def part(first: int) -> ImportedCover:
        if time.monotonic() > end:
            raise _too_much(complaint)
        numbers = ",".join(map(str, pages[first : first + AT_ONCE]))
        asked = {
            **wish, "cover": {**wish["cover"], "pages": numbers},
            "prefix": f"{wish['prefix']}-{first}",
        }  # fmt: skip
        found = _imported(asked, data, complaint, seconds)
        if not isinstance(found, ImportedCover):
            raise complaint.error("is not understood.", PRINT_IT)
        return found

    with ThreadPoolExecutor(min(os.cpu_count() or 1, MOST_PROCESSES)) as pool:
        return list(pool.map(part, range(0, len(pages), AT_ONCE)))


def _imported(
    wish: Mapping[str, object], data: bytes, complaint: Complaint, seconds: int | None
) -> ImportedCover | list[int]:
    """The cover, or the numbers of its pages if they are too many to be taken at once."""
    for mode in SECONDS:
        answer = _asked(mode, seconds or SECONDS[mode], wish, data)
        if answer is not None:
            return _read(answer, complaint)
    raise _too_much(complaint)


def _too_much(complaint: Complaint) -> CoverError:
    return complaint.error("takes too much time or memory to draw.", f"{NAME_PAGES}; or {PRINT_IT}")


def _asked(mode: Mode, seconds: int, wish: Mapping[str, object], data: bytes) -> bytes | None:
    """What the process answers; ``None`` if it died or was ended."""
    head = json.dumps({**wish, "mode": mode, "seconds": seconds}).encode("ascii")
    child = subprocess.Popen(
        [sys.executable, "-I", "-c", _RUN, json.dumps(sys.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={key: os.environ[key] for key in KEPT_VARIABLES if key in os.environ},
    )
    assert child.stdin is not None
    assert child.stdout is not None
    clock = threading.Timer(seconds * PATIENCE, child.kill)
    feeder = threading.Thread(target=_feed, args=(child, head + b"\n" + data), daemon=True)
    try:
        clock.start()
        feeder.start()
        answer = child.stdout.read(LARGEST_ANSWER + 1)
        if len(answer) > LARGEST_ANSWER:
            child.kill()
        return answer if child.wait() == 0 else None
    finally:
        clock.cancel()
        child.kill()
        feeder.join()
        child.stdout.close()
        child.wait()


def _feed(child: subprocess.Popen[bytes], data: bytes) -> None:
    """Hand ``data`` to a process that may die before it has read all."""
    assert child.stdin is not None
    try:
        child.stdin.write(data)
        child.stdin.close()
    except OSError:  # it died; how, the other end of it tells
        return


def _read(answer: bytes, complaint: Complaint) -> ImportedCover | list[int]:
    """The cover, the numbers of its pages, or the refusal, that the process gave."""
    try:
        if answer.startswith(b"{"):
            said = json.loads(answer)
            if "pages" in said:
                return _numbers(said["pages"])
            raise complaint.error(sentence(said["what"]), sentence(said["hint"]))
        return from_bytes(answer)
    except CoverError:
        raise
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise complaint.error("is not understood.", PRINT_IT) from error


def _numbers(said: object) -> list[int]:
    """Numbers of pages, if that is what they are."""
    if not isinstance(said, list) or not AT_ONCE < len(said) <= MOST_PAGES_ASKED_FOR:
        raise ValueError(said)
    if not all(type(number) is int and 0 < number < 1_000_000 for number in said):
        raise ValueError(said)
    return list(said)


__all__ = ["BadAnswerError", "import_cover_apart"]
