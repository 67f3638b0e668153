"""Which standards a file states, judged once for a medicine's pages and for a clinic's slots."""

from __future__ import annotations

from leaflet.standards import LADDER

TYPE_CHECKING = False  # see leaflet.pdf.objects
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias, TypeGuard

    from leaflet.cache.store import Store
    from leaflet.standards import Claims

    Verdict: TypeAlias = tuple[Claims, tuple[str, ...]]
    """What a file may state, and why no more."""
    Judge: TypeAlias = Callable[[Callable[[Claims], bytes]], tuple[bytes, Claims, tuple[str, ...]]]
    """Gives the file with the most that it may state."""


class Judging:
    """Remembers what has passed the judge, in the cache too.

    Pages and slots are copied as they are, so a verdict holds for both: once a medicine's pages
    have passed with some clinic, and a clinic's slots and covers with some medicine, the two
    together are not judged again. A fault is put down to the slots and covers only where the pages
    are known to have none.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[tuple[str, bytes], Verdict] = {}

    def judged(
        self,
        pages: bytes | None,
        whose: bytes | None,
        stamped: Callable[[Claims], bytes],
        by_itself: Callable[[Claims], bytes],
        judge: Judge,
    ) -> tuple[bytes, Claims, tuple[str, ...]]:
        """The file, with what it may state and why no more.

        Args:
            pages: the key of the medicine's pages.
            whose: the key of the clinic's slots and covers.
            stamped: the file's bytes with the claims that its metadata states.
            by_itself: the same for the pages without clinic and covers.
            judge: is asked where no verdict is known.
        """
        known = self._verdict("slots-passed", whose)
        passed = self._verdict("pages-passed", pages) is not None
        if known is not None and passed:
            return stamped(known[0]), *known
        pdf, claims, reasons = judge(stamped)
        passed = passed or claims == LADDER[0] or judge(by_itself)[1] == LADDER[0]
        if passed:
            self._remember("pages-passed", pages, (LADDER[0], ()))
            self._remember("slots-passed", whose, (claims, reasons))
        return pdf, claims, reasons

    def _verdict(self, kind: str, key: bytes | None) -> Verdict | None:
        if key is None:
            return None
        if (kind, key) not in self._known:
            found = self._store.get(kind, key)
            if not _is_verdict(found):
                return None
            self._known[kind, key] = found
        return self._known[kind, key]

    def _remember(self, kind: str, key: bytes | None, verdict: Verdict) -> None:
        if key is not None and self._known.get((kind, key)) != verdict:
            self._known[kind, key] = verdict
            self._store.put(kind, key, verdict)


def _is_verdict(found: object) -> TypeGuard[Verdict]:
    return isinstance(found, tuple) and len(found) == 2 and found[0] in LADDER
