"""Imports in a process of their own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaflet.covers import import_cover_apart
from leaflet.covers.answer import BadAnswerError, from_bytes, to_bytes
from leaflet.errors import CoverError
from leaflet.model.clinic import CoverFile
from leaflet.pdf.objects import Ref, serialise
from leaflet.structure import outline

from .assemble import A4, assemble
from .build import RED_SQUARE, cover_pdf, form, imported

ROOT = Path(__file__).parents[2]
DATA = Path(__file__).parent / "data"
COVER = CoverFile(file="cover.pdf", alt="The clinic's cover")


def test_cover_imported_apart_is_the_same() -> None:
    """A cover is the same whether it is read in this process or in another."""
    data = cover_pdf()
    apart, here = import_cover_apart(data, COVER, paper=A4), imported(data)
    assert (apart.objects, apart.pages, apart.rung) == (here.objects, here.pages, here.rung)


def test_errors_come_back_whole() -> None:
    """An error in the other process says what it says in this one."""
    with pytest.raises(CoverError, match="not a PDF") as caught:
        import_cover_apart(b"hello", COVER, paper=A4)
    assert caught.value.problems[0].hint


def test_cover_that_takes_for_ever_is_refused() -> None:
    """A cover that keeps the computer busy is refused after a while."""
    layers = [
        form(b"/F Do " * 12, Resources={"XObject": {"F": Ref(6 + depth)}}) for depth in range(4)
    ]
    slow = form(b"q " + RED_SQUARE.replace(b"200 200", b"2 2") * 3000 + b" Q")
    data = cover_pdf(b"/F Do", resources={"XObject": {"F": Ref(5)}}, extra=[*layers, slow])
    with pytest.raises(CoverError, match="too much time or memory"):
        import_cover_apart(data, COVER, paper=A4, seconds=1)


@pytest.mark.parametrize("name", ["weasyprint", "form", "layers", "scan", "chromium"])
def test_whole_cover_comes_over(name: str) -> None:
    """Tags, layers, pictures and fields come out of the other process as they went in."""
    here = imported((DATA / f"{name}.pdf").read_bytes(), alt="The clinic's cover")
    there = from_bytes(to_bytes(here))
    assert [serialise(value) for value in there.objects] == [
        serialise(value) for value in here.objects
    ]
    assert outline(there.structure) == outline(here.structure)
    assert assemble(there) == assemble(here)
    assert replace(there, objects=(), structure=here.structure) == replace(here, objects=())


BAD_ANSWERS: dict[str, Callable[[dict[str, Any]], object]] = {
    "no pages": lambda said: said["pages"].clear(),
    "reference to nothing": lambda said: said.update(
        objects=[], pages=[dict(said["pages"][0], contents=0, resources=0)]
    ),
    "mark on a page without any": lambda said: (
        said["pages"][0].update(mcids=0),
        said["structure"].update(kids=[[[0, 0]]]),
    ),
    "reference into other files": lambda said: said["objects"].append({"ref": 100_000}),
    "bytes of its own": lambda said: said["objects"].append({"raw": "1 0 obj"}),
    "number that is code": lambda said: said["objects"].append({"decimal": "1 /JS"}),
    "stream within": lambda said: said["objects"].append([{"stream": [{"dict": {}}, 0, 0]}]),
    "bytes not there": lambda said: said["objects"].append({"bytes": [0, 10**9]}),
    "endless nesting": lambda said: said["objects"].append(nested(500)),
    "no number": lambda said: said["objects"].append(float("nan")),
    "unwritable text": lambda said: said["objects"].append("\ud800"),
    "unknown role": lambda said: said["structure"].update(role="Script"),
    "mark not there": lambda said: said["structure"].update(kids=[[[0, 999]]]),
    "truth for a number": lambda said: said["pages"][0].update(contents=True),
    "link to a program": lambda said: said["pages"][0].update(
        links=[[0, 0, 9, 9, "file:///bin/sh", "x"]]
    ),
    "link of a size beyond all bounds": lambda said: said["pages"][0].update(
        links=[[10**400, 0, 9, 9, "https://example.org/", "x"]]
    ),
    "unknown rung": lambda said: said.update(rung="perfect"),
    "notices that are none": lambda said: said.update(notices=[7]),
    "nothing": lambda said: said.clear(),
}


def nested(depth: int) -> list[Any]:
    """Lists within lists."""
    found: list[Any] = []
    for _ in range(depth):
        found = [found]
    return found


@pytest.mark.parametrize("name", BAD_ANSWERS)
def test_answer_is_not_believed(name: str) -> None:
    """What a process says that an enemy may have taken over is taken only if it is a cover."""
    good = to_bytes(imported(cover_pdf()))
    length, _, rest = good.partition(b"\n")
    said, blob = json.loads(rest[: int(length)]), rest[int(length) :]
    BAD_ANSWERS[name](said)
    head = json.dumps(said).encode()
    with pytest.raises(BadAnswerError):
        from_bytes(b"%d\n" % len(head) + head + blob)


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_garbled_answer_does_no_harm(data: st.DataObject) -> None:
    """Any change to an answer gives a cover or is refused, never anything else."""
    answer = bytearray(ANSWER)
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(answer) - 1))
        answer[place] = data.draw(st.integers(0, 255))
    with suppress(BadAnswerError):
        cover = from_bytes(bytes(answer))
        for value in cover.objects:
            serialise(value)


ANSWER = to_bytes(imported(cover_pdf()))


def test_reader_of_covers_may_do_nothing_else() -> None:
    """The process that reads a cover has little time and memory, writes no file, dumps no core."""
    asked = (
        "import resource; from leaflet.limits import limit; limit(7)\n"
        "print([resource.getrlimit(getattr(resource, 'RLIMIT_' + name))[0]"
        " for name in ('CPU', 'AS', 'NOFILE', 'FSIZE', 'CORE')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, check=True, text=True, cwd=ROOT
    )
    assert json.loads(done.stdout) == [7, 2**30, 64, 0, 0]


def test_reader_that_dies_costs_its_cover_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that is killed by the file, or answers nonsense, is told as one sentence."""
    for code in (
        "import os; os.abort()",
        "import sys; sys.stdin.buffer.read(); print('hello')",
        "print('{}')",
        "import sys; sys.stdout.write('x' * 300)",
        "import time; time.sleep(60)",
    ):
        monkeypatch.setattr("leaflet.covers.apart._RUN", code)
        monkeypatch.setattr("leaflet.covers.apart.PATIENCE", 0.5)
        with pytest.raises(CoverError, match=r"too much time or memory|not understood"):
            import_cover_apart(cover_pdf(), COVER, paper=A4, seconds=1)


def test_answer_that_has_no_end_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that answers without end does not fill the memory."""
    monkeypatch.setattr("leaflet.covers.apart._RUN", "print('x' * 10_000_000)")
    monkeypatch.setattr("leaflet.covers.apart.LARGEST_ANSWER", 1000)
    with pytest.raises(CoverError):
        import_cover_apart(cover_pdf(), COVER, paper=A4)
