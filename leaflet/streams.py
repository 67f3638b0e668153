"""The three standard streams, whatever state they are handed over in: closed, full or left.

It loads nothing but ``io`` and ``os``, which Python itself has loaded.
"""

from __future__ import annotations

import io
import os
import sys

TYPE_CHECKING = False  # see leaflet.pdf.objects
if TYPE_CHECKING:
    from typing import TextIO


class Results(io.TextIOWrapper):
    """Standard output: where it cannot be written, that is raised once, and it is let go of."""

    lost: OSError | None = None
    """Why it could not be written."""

    def write(self, text: str, /) -> int:
        """Write.

        Raises:
            OSError: that cannot be done; nor will anything else be written.
        """
        try:
            return super().write(text)
        except OSError as error:
            self._let_go(error)
            raise

    def flush(self) -> None:
        """Send what was written.

        Raises:
            OSError: see ``write``.
        """
        try:
            super().flush()
        except OSError as error:
            self._let_go(error)
            raise

    def _let_go(self, error: OSError) -> None:
        self.lost = error
        os.dup2(os.open(os.devnull, os.O_WRONLY), self.fileno())


class Words(Results):
    """Standard error: where it cannot be written, that changes nothing of what is done."""

    def write(self, text: str, /) -> int:
        """Write, if possible."""
        try:
            return super().write(text)
        except OSError:
            return len(text)

    def flush(self) -> None:
        """Send what was written, if possible."""
        try:
            super().flush()
        except OSError:
            pass


def open_streams() -> None:
    """Give closed streams an end, and watch over the others.

    Of a closed one, the next file that is opened would take the number: a leaflet could then get
    what a library writes to standard error. And ``print`` to a missing one goes to another.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # it takes the lowest number that is free
    if sys.stdin is None:
        sys.stdin = io.TextIOWrapper(io.FileIO(0, "r", closefd=False))
    sys.stdout = _watched(Results, 1, sys.stdout)
    sys.stderr = _watched(Words, 2, sys.stderr)


def _watched(kind: type[Results], number: int, before: TextIO | None) -> Results:
    return kind(
        open(number, "wb", closefd=False),
        encoding=getattr(before, "encoding", "utf-8"),
        errors=getattr(before, "errors", "backslashreplace"),
        line_buffering=getattr(before, "line_buffering", False),
    )


def why_lost() -> OSError | None:
    """Why standard output could not be written; none where it could."""
    return getattr(sys.stdout, "lost", None)
