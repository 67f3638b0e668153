"""Which standards a file states, judged once for a medicine's pages and for a clinic's slots."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, TypeAlias

from leaflet.errors import AssetError, Problem

if TYPE_CHECKING:
    from leaflet.standards import Claims

Verdict: TypeAlias = "tuple[Claims, tuple[str, ...]]"
"""What a file may state, and why no more."""


class Judging:
    """Remembers what has passed the judge.

    Pages and slots are copied as they are, so a verdict holds for both: once a medicine's pages
    have passed with some clinic, and a clinic's slots and covers with some medicine, the two
    together are not judged again.
    """

    def __init__(self) -> None:
        self._verdicts: dict[Hashable, Verdict] = {}
        """What the slots and covers of a clinic may state, and why no more."""
        self._passed: set[Hashable] = set()
        """Compiled pages that have passed the judge with all that may be stated."""

    def judged(
        self, pages: Hashable, whose: Hashable, stamped: Callable[[Claims], bytes]
    ) -> tuple[bytes, Claims, tuple[str, ...]]:
        """The file, with what it may state and why no more.

        Args:
            pages: what tells the medicine's pages from every other's.
            whose: the same of the clinic's slots and covers.
            stamped: the file's bytes with the claims that its metadata states.

        Raises:
            AssetError: it holds something that no printed sheet may hold.
        """
        from leaflet.standards import LADDER, highest

        known = self._verdicts.get(whose)
        if known is not None and pages in self._passed:
            return stamped(known[0]), *known
        pdf, claims, reasons = highest(stamped)
        _require_harmless(pdf)
        if claims == LADDER[0]:
            self._passed.add(pages)
        self._verdicts.setdefault(whose, (claims, reasons))
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
