"""The judge of finished files: what each may state, and that it holds nothing it must not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaflet.errors import AssetError, Problem
from leaflet.standards import highest

if TYPE_CHECKING:
    from collections.abc import Callable

    from leaflet.standards import Claims


def judge(stamped: Callable[[Claims], bytes]) -> tuple[bytes, Claims, tuple[str, ...]]:
    """The file with the most that it may state, the claims, why more was not stated.

    Raises:
        AssetError: it holds something that no printed sheet may hold.
    """
    pdf, claims, reasons = highest(stamped)
    _require_harmless(pdf)
    return pdf, claims, reasons


def _require_harmless(pdf: bytes) -> None:
    """Refuse a file that acts, hides pages or tells of those who made its parts.

    Every part of it was made so as to hold nothing of the kind; this looks whether that is true.
    """
    from leaflet.pdf.remnants import remnants

    found = remnants(pdf)
    if found:
        raise AssetError(
            *(
                Problem(
                    None,
                    f"the finished file holds {each.what} (object {each.number}); nothing is "
                    "written",
                    "leave the covers and the logo out one by one to see which brings it, and "
                    "print that one to PDF",
                )
                for each in found[:20]
            )
        )
