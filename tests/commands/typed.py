"""A command as it is typed, in this process or in one of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from leaflet.cli import main

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a command."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """The lines of the results."""
        return self.out.splitlines()


Run = Callable[..., Done]


def needs(program: str) -> pytest.MarkDecorator:
    """A mark for tests that call a program: without it they are skipped, but never in CI."""
    missing = shutil.which(program) is None and not os.environ.get("CI")
    return pytest.mark.skipif(missing, reason=f"{program} is not installed")


def typed(arguments: Sequence[str], read: Callable[[], tuple[str, str]]) -> Done:
    """``leaflet`` with these arguments, in this process; ``read`` gives what was printed."""
    read()
    with pytest.raises(SystemExit) as left:
        main([*arguments])
    code = left.value.code
    assert isinstance(code, int)
    return Done(code, *read())


def command(
    *arguments: str,
    folder: Path,
    environment: Mapping[str, str] | None = None,
) -> subprocess.Popen[bytes]:
    """``python -m leaflet`` with these arguments, in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "leaflet", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,  # a line read beforehand takes no more with it: communicate knows of no buffer
    )


def ended(process: subprocess.Popen[bytes], seconds: float = 60) -> Done:
    """What came of it."""
    out, err = process.communicate(timeout=seconds)
    return Done(process.returncode, (out or b"").decode(), err.decode())
