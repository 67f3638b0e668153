"""Content without marks, cut and not rewritten."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.covers import scanning
from leaflet.covers.marks import without_marks
from leaflet.covers.scanning import TooMuchContentError, operations

PARTS = b"( ) << >> < [ /OC /L BDC EMC BI ID EI 1 q \\".split()


def plain(data: bytes) -> bytes:
    """``data`` without marks, where only /L is a layer."""
    return without_marks(data, lambda name: name == b"L")


@pytest.mark.parametrize(
    ("content", "left"),
    [
        (b"/P <</MCID 0>> BDC 0 0 1 1 re f EMC", b"0 0 1 1 re f"),
        (b"/Artifact BMC q Q EMC", b"q Q"),
        (b"/OC /L BDC q Q EMC", b"/OC /L BDC q Q EMC"),
        (b"/OC /L BDC /P BMC q Q EMC", b"/OC /L BDC q Q \nEMC"),
        (b"/OC /M BDC q Q EMC", b"q Q"),
        (b"EMC EMC q Q", b"q Q"),
        (b"/X MP q /X <</A (EMC)>> DP Q", b"q Q"),
        (b"(EMC) Tj", b"(EMC) Tj"),
        (b"((EMC) \\( EMC) Tj EMC", b"((EMC) \\( EMC) Tj"),
        (b"% EMC\nq EMC Q", b"% EMC\nq Q"),
        (b"<</A [(x) <EMC>]>> pop EMC", b"<</A [(x) <EMC>]>> pop"),
        (
            b"BI /W 2 /H 2 /BPC 8 /CS /G ID EMC\n EI q EMC Q",
            b"BI /W 2 /H 2 /BPC 8 /CS /G ID EMC\n EI q Q",
        ),
        (
            b"BI /W 9 /H 2 /F /Fl ID \xff EI\xff EMC\nEI EMC Q",
            b"BI /W 9 /H 2 /F /Fl ID \xff EI\xff EMC\nEI Q",
        ),
    ],
)  # fmt: skip
def test_marks_go_and_all_else_stays(content: bytes, left: bytes) -> None:
    """Marks go from a drawing, layers and everything that is drawn stay."""
    assert b" ".join(plain(content).split(b" ")).split() == left.split()


def test_unmarked_content_is_not_touched() -> None:
    """Content without marks stays byte for byte."""
    content = b"  q 1.00000001 0 0 1 0 0 cm\r\n/\x80#00 Do Q  "
    assert plain(content) is content


@given(st.binary())
def test_scanner_takes_any_bytes(data: bytes) -> None:
    """No content, however broken, makes the scanner fail or stand still."""
    last = 0
    for operation in operations(data):
        assert last <= operation.start < operation.end <= len(data)
        last = operation.end


@given(st.lists(st.sampled_from(PARTS)))
def test_without_marks_twice_is_the_same(parts: list[bytes]) -> None:
    """Content that has lost its marks has none to lose."""
    once = plain(b" ".join(parts))
    assert plain(once).split() == once.split()


def test_too_much_content_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A drawing with millions of steps is not read step by step."""
    monkeypatch.setattr(scanning, "MOST_OPERATIONS", 10)
    with pytest.raises(TooMuchContentError):
        plain(b"q Q " * 20 + b"EMC")
    with pytest.raises(TooMuchContentError):
        plain(b"1 " * 20 + b"EMC")
