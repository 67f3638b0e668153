"""Every error that leaflet raises for bad input, and the exit code each one stands for.

    LeafletError
    ├── UsageError       2   what was asked for does not exist or does not go together
    ├── ContentError     3   the YAML: shape, words, contacts
    │   └── FaceError    3   a character that no embedded face has
    ├── AssetError       4   a logo or a font file that cannot be used
    │   └── CoverError   4   a cover PDF that cannot be used
    ├── FileAccessError  5   a file that cannot be read or written
    ├── OverfullError    6   the text does not fit the standard edition's two pages
    └── WorkerError      1   in a batch: what built a leaflet died, hung or broke

Any other exception is a bug of ours and keeps its traceback; in a batch it costs one leaflet.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import ClassVar


class ExitCode(IntEnum):
    """What the command's exit code says (the same numbers in every command)."""

    FINE = 0
    FINDINGS = 1
    USAGE = 2
    CONTENT = 3
    ASSET = 4
    FILE_ACCESS = 5
    DOES_NOT_FIT = 6
    INTERRUPTED = 130


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file: line and column count from 1; 0 where they are not known."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """``file:line:column``, without the parts that are not known."""
        if not self.line:
            return self.file
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in one place: what, where, and what to do next."""

    location: Location | None
    what: str
    hint: str = ""

    def __str__(self) -> str:
        """``where: what``, and the hint on a second line."""
        head = f"{self.location}: {self.what}" if self.location else self.what
        return f"{head}\n  hint: {self.hint}" if self.hint else head


class LeafletError(Exception):
    """Bad input, told with every problem found; never a bug of leaflet itself."""

    exit_code: ClassVar[ExitCode] = ExitCode.USAGE

    def __init__(self, *problems: Problem | str) -> None:
        self.problems: tuple[Problem, ...] = tuple(
            Problem(None, problem) if isinstance(problem, str) else problem for problem in problems
        )
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[LeafletError], tuple[Problem, ...]]:
        """Errors cross process borders whole."""
        return type(self), self.problems


class UsageError(LeafletError):
    """What was asked for does not exist, or the wishes exclude each other."""

    exit_code = ExitCode.USAGE


class ContentError(LeafletError):
    """The YAML is wrong: where, what, and what to do."""

    exit_code = ExitCode.CONTENT


class FaceError(ContentError):
    """A character that no embedded face has."""


class AssetError(LeafletError):
    """A logo or font file that cannot be used."""

    exit_code = ExitCode.ASSET


class CoverError(AssetError):
    """A cover PDF that cannot be used."""


class FileAccessError(LeafletError):
    """A file or folder that cannot be read or written."""

    exit_code = ExitCode.FILE_ACCESS


class OverfullError(LeafletError):
    """The text does not fit two pages at the smallest type allowed."""

    exit_code = ExitCode.DOES_NOT_FIT


class WorkerError(LeafletError):
    """In a batch: the process that built a leaflet died, took too long, or met a bug of ours."""

    exit_code = ExitCode.FINDINGS
