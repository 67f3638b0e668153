"""Words as they are compared: whatever way of writing them a font or a program chose."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Sequence

_FORMS = re.compile("[\ufb00-\ufdff\ufe70-\ufefc]+")
"""Ligatures, and letters as they look within a word (Alphabetic and Arabic Presentation Forms)."""
_SILENT = dict.fromkeys((0x00AD, 0x200B, 0x2060, 0xFEFF, 0x200E, 0x200F, 0x2066, 0x2067, 0x2069))


def plain(text: str) -> str:
    """Ligatures as letters, every space a plain one, without soft hyphens and invisible marks.

    Nothing else is folded: ² is not 2.
    """
    letters = _FORMS.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    return " ".join(unicodedata.normalize("NFC", letters).translate(_SILENT).split())


def bare(text: str) -> str:
    """The same without any spaces: programs differ on those between two runs."""
    return plain(text).replace(" ", "")


def difference(expected: str, found: str, *, around: int = 3) -> str:
    """A word diff in one line: ``take 2 [-tablets-] {+capsules+} a day``.

    Words that are the same stand beside it, ``around`` of them on either side.
    """
    old, new = plain(expected).split(), plain(found).split()
    parts: list[str] = []
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    codes = matcher.get_opcodes()
    for index, (kind, i1, i2, j1, j2) in enumerate(codes):
        if kind == "equal":
            parts.append(_shortened(old[i1:i2], index == 0, index == len(codes) - 1, around))
            continue
        if i2 > i1:
            parts.append(f"[-{' '.join(old[i1:i2])}-]")
        if j2 > j1:
            parts.append(f"{{+{' '.join(new[j1:j2])}+}}")
    return " ".join(part for part in parts if part)


def _shortened(words: Sequence[str], first: bool, last: bool, around: int) -> str:  # noqa: FBT001
    """Equal words, cut where they are many."""
    if first and last:
        return " ".join(words)
    if first:
        return " ".join(("…", *words[-around:]) if len(words) > around else words)
    if last:
        return " ".join((*words[:around], "…") if len(words) > around else words)
    if len(words) > 2 * around:
        return " ".join((*words[:around], "…", *words[-around:]))
    return " ".join(words)


def likeness(one: str, other: str) -> float:
    """How much of their words two texts share, in order: 0 to 1."""
    return difflib.SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()
