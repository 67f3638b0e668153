"""Checking in a process with limits, which reads what may be a hostile file and dies for us.

Nothing that comes back is believed: it is plain JSON, and every value is looked at before it is
taken.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self

from leaflet.errors import AssetError, Location, Problem
from leaflet.limits import KEPT_VARIABLES
from leaflet.report import Finding, Report, Severity, Spot

LARGEST_FILE = 200_000_000
LARGEST_ANSWER = 20_000_000
LONGEST_WAIT = 90
"""Seconds on the clock for one file; the process itself gives up sooner."""
_LONGEST_SENTENCE = 2_000
_SEVERITIES: dict[str, Severity] = {"error": "error", "warning": "warning", "note": "note"}
_RUN = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from leaflet.checks.child import main; main()"
)


class Checker:
    """A process that checks one file after another. One thread may use it at a time."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        """Nothing is started before the first file."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Let the process go."""
        self.close()

    def close(self) -> None:
        """End the process."""
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        for stream in (child.stdin, child.stdout):
            if stream is not None:
                stream.close()
        child.wait()

    def report(
        self,
        data: bytes,
        name: str,
        *,
        as_of: str,
        current: Mapping[str, object] | None = None,
        clinic: Mapping[str, str] | None = None,
        vera: tuple[bool, str] | None = None,
    ) -> Report:
        """What the checks find in the file.

        Args:
            data: the file.
            name: as messages show it.
            as_of: the day to compare dates with, ``2026-11-21``.
            current: the text as a workspace has it now, as in ``leaflet.json``.
            clinic: name and phone of the file's clinic, as a workspace has them now.
            vera: what veraPDF says of the file.

        Raises:
            AssetError: it cannot be read, or takes too much time or memory.
        """
        head = {
            "want": "report", "as_of": as_of, "current": current, "clinic": clinic, "vera": vera,
        }  # fmt: skip
        return _report(self._asked(head, data, name)["report"], name)

    def facts(self, data: bytes, name: str) -> dict[str, str]:
        """What the file tells of itself: medicine, locale, paper, version.

        Raises:
            AssetError: it cannot be read, or takes too much time or memory.
        """
        found = self._asked({"want": "facts"}, data, name)["facts"]
        return {_sentence(key): _sentence(value) for key, value in dict(found).items()}

    def _asked(self, head: Mapping[str, object], data: bytes, name: str) -> dict[str, Any]:
        _check_size(data, name)
        answer = self._answer({**head, "name": name, "size": len(data)}, data)
        try:
            said = json.loads(answer)
            if "refused" in said:
                what, hint = map(_sentence, said["refused"])
                raise AssetError(Problem(Location(name), what, hint))
        except (ValueError, TypeError):
            said = {"died": True}
        if not isinstance(said, dict) or "died" in said or not {"report", "facts"} & said.keys():
            self.close()
            raise AssetError(
                Problem(
                    Location(name), "takes too much time or memory to read",
                    "check the file as leaflet built it",
                )
            )  # fmt: skip
        return said

    def _answer(self, head: Mapping[str, object], data: bytes) -> bytes:
        """The process's answer; empty if it died."""
        child = self._child or self._started()
        self._child = child
        assert child.stdin is not None
        assert child.stdout is not None
        clock = threading.Timer(LONGEST_WAIT, child.kill)
        clock.start()
        try:
            child.stdin.write(json.dumps(head).encode("ascii") + b"\n")
            child.stdin.write(data)
            child.stdin.flush()
            return child.stdout.readline(LARGEST_ANSWER)
        except OSError:
            return b""
        finally:
            clock.cancel()

    def _started(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-I", "-c", _RUN, json.dumps(sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={key: os.environ[key] for key in KEPT_VARIABLES if key in os.environ},
        )


def _check_size(data: bytes, name: str) -> None:
    if len(data) > LARGEST_FILE:
        raise AssetError(
            Problem(Location(name), f"is {len(data) / 1e6:.0f} MB: no leaflet is that large")
        )
    if b"%PDF-" not in data[:1024]:
        what = "is no PDF" if data else "is empty"
        raise AssetError(Problem(Location(name), what, "name a file that leaflet built"))


def _report(said: Any, name: str) -> Report:  # noqa: ANN401 - JSON
    return Report(
        file=name,
        findings=tuple(_finding(each, name) for each in said["findings"]),
        made=tuple(map(_sentence, said["made"])),
        not_made=tuple((_sentence(check), _sentence(why)) for check, why in said["not_made"]),
    )


def _finding(said: Any, name: str) -> Finding:  # noqa: ANN401 - JSON
    spot = said["spot"]
    return Finding(
        check=_sentence(said["check"]),
        severity=_SEVERITIES[said["severity"]],
        what=_sentence(said["what"]),
        location=Location(name),
        spot=spot and Spot(page=int(spot["page"]), box=_box(spot["box"])),
        hint=_sentence(said["hint"]),
    )


def _box(said: Any) -> tuple[float, float, float, float] | None:  # noqa: ANN401 - JSON
    if said is None:
        return None
    left, bottom, right, top = map(float, said)
    return left, bottom, right, top


def _sentence(value: object) -> str:
    """Words of one line that can be printed, and not too many."""
    text = str(value)[:_LONGEST_SENTENCE]
    return "".join(character if character.isprintable() else " " for character in text)
