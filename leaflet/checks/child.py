"""What runs in the process that reads a finished PDF: limits first, then the file, the answer.

The process stays for further files. Where the system can, it makes a copy of itself for each
(fork), and that copy alone is limited; where it cannot, as Windows, the clock of whoever asks ends
it.

A question is a line of JSON, ``{"size": n, ...}``, and n bytes behind it; an answer is a line of
JSON.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import signal
import sys
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from leaflet.checks.carried import NotCarriedError, from_content
from leaflet.checks.matching import Subject
from leaflet.checks.reading import facts_of, read_pdf
from leaflet.checks.rules import CHECKS
from leaflet.errors import AssetError
from leaflet.limits import limit
from leaflet.report import Report

SECONDS = 20
"""Of computing for one file."""
PATIENCE = 3
"""Times as long the clock may run."""


def main() -> None:
    """Answer question after question, until standard input ends."""
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    while line := requests.readline():
        head = json.loads(line)
        data = requests.read(int(head["size"]))
        answers.write(_apart(head, data) if hasattr(os, "fork") else _answer(head, data))
        answers.flush()


def _apart(head: Mapping[str, Any], data: bytes) -> bytes:
    """The answer of a copy of this process, which may die of the file."""
    read, write = os.pipe()
    copy = os.fork()
    if copy == 0:
        os.close(read)
        code = 1
        try:
            limit(SECONDS)
            signal.setitimer(signal.ITIMER_REAL, SECONDS * PATIENCE)
            with os.fdopen(write, "wb") as out:
                out.write(_answer(head, data))
            code = 0
        finally:
            os._exit(code)
    os.close(write)
    with os.fdopen(read, "rb") as answer:
        found = answer.read()
    _, status = os.waitpid(copy, 0)
    return found if status == 0 and found.endswith(b"\n") else _DIED


_DIED = b'{"died": true}\n'


def _answer(head: Mapping[str, Any], data: bytes) -> bytes:
    said: Mapping[str, object]
    try:
        if head["want"] == "facts":
            said = {"facts": facts_of(data, str(head["name"]))}
        else:
            said = {"report": asdict(_report(head, data))}
    except AssetError as error:
        (problem,) = error.problems
        said = {"refused": [problem.what, problem.hint]}
    return json.dumps(said).encode("ascii") + b"\n"


def _report(head: Mapping[str, Any], data: bytes) -> Report:
    name = str(head["name"])
    current = None
    if head["current"] is not None:
        with contextlib.suppress(NotCarriedError):
            current = from_content(head["current"])
    subject = Subject(
        read_pdf(data, name, current),
        as_of=dt.date.fromisoformat(head["as_of"]),
        current=current,
        clinic=head["clinic"],
        vera=head["vera"],
    )
    return CHECKS.report(subject, name)
