"""Import of a cover in a process of its own, which may take so much memory and time and no more.

A hostile file can make pypdf or pdfium run for hours, take all memory or crash; then that process
ends, and the cover is refused.
"""

from __future__ import annotations

import contextlib
import pickle
import subprocess
import sys
from dataclasses import dataclass

from leaflet.covers.ladder import import_cover
from leaflet.covers.reading import Complaint
from leaflet.covers.values import ImportedCover
from leaflet.errors import CoverError, LeafletError, Location
from leaflet.model.clinic import CoverFile

SECONDS = 40
"""Of computing, and a little more on the clock."""

BYTES = 2 * 1024**3

_RUN = "import sys; sys.path[:] = {path!r}; from leaflet.covers.apart import main; main()"

_PRINT_IT = "open it in a viewer and print it to PDF, then use that file"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    """What the process is to do."""

    data: bytes
    cover: CoverFile
    paper: tuple[float, float]
    where: Location | None
    prefix: str


def import_cover_apart(
    data: bytes,
    cover: CoverFile,
    *,
    paper: tuple[float, float],
    where: Location | None = None,
    prefix: str = "cover",
    seconds: int = SECONDS,
) -> ImportedCover:
    """Like ``import_cover``, in a process of its own.

    Raises:
        CoverError: the file cannot be used, or takes too much time or memory.
    """
    task = _Task(data=data, cover=cover, paper=paper, where=where, prefix=prefix)
    complaint = Complaint(cover.file, where)
    try:
        done = subprocess.run(
            [sys.executable, "-c", _RUN.format(path=sys.path), str(seconds)],
            input=pickle.dumps(task),
            capture_output=True,
            timeout=seconds + 20,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise complaint.error("takes too long to draw.", _PRINT_IT) from error
    if done.returncode:
        raise complaint.error("takes too much time or memory to draw.", _PRINT_IT)
    found = pickle.loads(done.stdout)
    if isinstance(found, LeafletError):
        raise found
    if not isinstance(found, ImportedCover):
        raise TypeError(f"unexpected answer: {type(found)}")
    return found


def main() -> None:
    """Do the task on standard input, and give the cover or the error on standard output."""
    _limit(int(sys.argv[1]))
    task = pickle.loads(sys.stdin.buffer.read())
    answer: ImportedCover | CoverError
    try:
        answer = import_cover(
            task.data, task.cover, paper=task.paper, where=task.where, prefix=task.prefix
        )
    except CoverError as error:
        answer = error
    sys.stdout.buffer.write(pickle.dumps(answer))


def _limit(seconds: int) -> None:
    """Bound this process, where the system can (Windows cannot)."""
    with contextlib.suppress(ImportError):
        import resource  # Unix only

        resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
