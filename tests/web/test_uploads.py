"""Covers that were handed in: taken with measure, named harmlessly, forgotten in time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.errors import AssetError
from leaflet.web import uploads
from leaflet.web.uploads import Uploads, plain_name

PDF = b"%PDF-1.7\n"


class Clock:
    """A clock that a test moves."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


async def parts(*chunks: bytes) -> AsyncIterator[bytes]:
    """A body as it streams in."""
    for chunk in chunks:
        yield chunk


def take(shelf: Uploads, name: str, *chunks: bytes) -> str:
    """Hand in a file."""
    return asyncio.run(shelf.take(name, parts(*chunks)))


def test_a_cover_is_found_by_its_key_alone() -> None:
    """A cover is kept under a key that nobody can guess."""
    shelf = Uploads()
    key = take(shelf, "our cover.pdf", PDF, b"rest")
    found = shelf.get(key)
    assert found is not None
    assert (found.name, found.data) == ("our cover.pdf", PDF + b"rest")
    assert shelf.get("our cover.pdf") is None
    assert len(key) >= 20
    shelf.drop(key)
    assert shelf.get(key) is None


def test_what_is_too_large_is_refused_while_it_streams(monkeypatch: pytest.MonkeyPatch) -> None:
    """An endless upload is cut off at the limit, not collected first."""
    monkeypatch.setattr(uploads, "LARGEST", 1000)
    read = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal read
        while True:
            read += 1
            yield PDF + b"x" * 100

    with pytest.raises(AssetError, match="more than 0 MB"):
        asyncio.run(Uploads().take("a.pdf", endless()))
    assert read < 20


def test_a_slow_upload_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody who sends a byte an hour holds nothing open for ever."""
    monkeypatch.setattr(uploads, "SLOWEST", 0.05)

    async def slow() -> AsyncIterator[bytes]:
        yield PDF
        await asyncio.sleep(60)
        yield PDF

    with pytest.raises(AssetError, match="too long to arrive"):
        asyncio.run(Uploads().take("a.pdf", slow()))


def test_other_kinds_of_file_are_told() -> None:
    """A Word file or a picture is refused with what to do."""
    with pytest.raises(AssetError, match="is not a PDF"):
        take(Uploads(), "cover.docx", b"PK\x03\x04")


def test_no_more_than_a_few_are_kept() -> None:
    """Memory stays flat: the oldest cover goes when another comes."""
    shelf = Uploads()
    keys = [take(shelf, f"{number}.pdf", PDF) for number in range(uploads.MOST + 2)]
    assert [shelf.get(key) is not None for key in keys] == [False] * 2 + [True] * uploads.MOST


def test_a_cover_that_nobody_uses_is_forgotten() -> None:
    """Half an hour after its last use a cover is gone."""
    clock = Clock()
    shelf = Uploads(clock)
    key = take(shelf, "a.pdf", PDF)
    clock.now += uploads.KEPT - 1
    assert shelf.get(key) is not None
    clock.now += uploads.KEPT - 1
    assert shelf.get(key) is not None
    clock.now += uploads.KEPT + 1
    assert shelf.get(key) is None


def test_too_many_in_a_minute_are_refused() -> None:
    """A script that hands in covers without end is told to wait."""
    clock = Clock()
    shelf = Uploads(clock)
    for _ in range(uploads.PER_MINUTE):
        take(shelf, "a.pdf", PDF)
    with pytest.raises(AssetError, match="too many"):
        take(shelf, "a.pdf", PDF)
    clock.now += 61
    assert take(shelf, "a.pdf", PDF)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\covers\\our.pdf", "our.pdf"),
        ("<img src=x onerror=alert(1)>.pdf", "img srcx onerroralert(1).pdf"),
        ("", "cover.pdf"),
        ("\u202efdp.exe", "fdp.exe"),
        ("x" * 500 + ".pdf", "x" * 80),
    ],
)
def test_a_name_misleads_nobody(name: str, shown: str) -> None:
    """Only what a file's own name can be is shown of an upload's name."""
    assert plain_name(name) == shown


@given(st.text())
def test_any_name_becomes_a_short_plain_one(name: str) -> None:
    """Whatever the name holds, what is shown has no sign of a path or a page in it."""
    shown = plain_name(name)
    assert 0 < len(shown) <= uploads.LONGEST_NAME
    assert not set(shown) & set("/\\<>&\"'\n\0\u202e")
