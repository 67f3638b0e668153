"""Imports in a process of their own."""

from __future__ import annotations

import pytest

from leaflet.covers import import_cover_apart
from leaflet.errors import CoverError
from leaflet.model.clinic import CoverFile
from leaflet.pdf.objects import Ref

from .assemble import A4
from .build import RED_SQUARE, cover_pdf, form, imported

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
    with pytest.raises(CoverError, match=r"too much time or memory|too long"):
        import_cover_apart(data, COVER, paper=A4, seconds=1)
