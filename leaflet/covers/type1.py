"""Type 1 font programs: encoding, matrix, and the charstrings that are asked for.

Adobe's "Type 1 Font Format" (1990). fontTools interprets the charstrings; its reader of whole
programs would take a second for each font, as it runs their PostScript.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

_ENCODED = re.compile(rb"dup\s+(?:8#([0-7]+)|(\d+))\s*/(\S+)\s+put")
_MATRIX = re.compile(rb"/FontMatrix\s*\[([^\]]*)\]")
_LENIV = re.compile(rb"/lenIV\s+(-?\d+)")
_SUBROUTINE = re.compile(rb"dup\s+(\d{1,6})\s+(\d{1,6})\s+(?:RD|-\||\S+) ")
_CHARSTRING = re.compile(rb"/([^\s/]+)\s+(\d{1,6})\s+(?:RD|-\||\S+) ")
_ZEROS = b"0" * 64


class Type1:
    """One program. Its glyphs are read when they are asked for."""

    def __init__(self, data: bytes) -> None:
        clear, locked = _parts(data)
        matrix = _MATRIX.search(clear)
        numbers = [float(word) for word in matrix[1].split()] if matrix else []
        self.matrix = numbers if len(numbers) == 6 else [0.001, 0, 0, 0.001, 0, 0]
        encoding = clear.partition(b"/Encoding")[2]
        self.is_standard = encoding.lstrip().startswith(b"StandardEncoding")
        self.encoding = {
            int(found[1], 8) if found[1] else int(found[2]): found[3].decode("latin-1")
            for found in _ENCODED.finditer(encoding)
        }
        private = decrypted(locked, 55665)[4:]
        length = _LENIV.search(private)
        self.skipped = int(length[1]) if length else 4
        head, _, tail = private.partition(b"/CharStrings")
        self._subroutines = {
            int(found[1]): (head, found.end(), int(found[2]))
            for found in _SUBROUTINE.finditer(head)
        }
        self._charstrings: dict[str, tuple[bytes, int, int]] = {}
        position = 0
        while found := _CHARSTRING.search(tail, position):
            length_of = int(found[2])
            self._charstrings[found[1].decode("latin-1")] = (tail, found.end(), length_of)
            position = found.end() + length_of
        self._shared: list[Any] | None = None

    @property
    def names(self) -> Collection[str]:
        """The names of its glyphs, in the order of the program."""
        return self._charstrings

    def charstring(self, name: str) -> bytes:
        """How the glyph ``name`` is drawn, decrypted."""
        return self._bytes(self._charstrings[name])

    def __contains__(self, name: str) -> bool:
        return name in self._charstrings

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 - fontTools has no types
        from fontTools.misc.psCharStrings import T1CharString

        if self._shared is None:
            last = max(self._subroutines, default=-1)
            self._shared = [
                T1CharString(self._bytes(self._subroutines.get(number)))
                for number in range(min(last + 1, 65_536))
            ]
            for subroutine in self._shared:
                subroutine.subrs = self._shared
        return T1CharString(self.charstring(name), subrs=self._shared)

    def _bytes(self, place: tuple[bytes, int, int] | None) -> bytes:
        if place is None:
            return b"\x0b"  # an empty subroutine: return
        data, start, length = place
        locked = data[start : start + length]
        return locked if self.skipped < 0 else decrypted(locked, 4330)[self.skipped :]


def _parts(data: bytes) -> tuple[bytes, bytes]:
    """The clear and the locked part, without a PFB file's segment headers."""
    parts, position = [], 0
    while data[position : position + 1] == b"\x80" and data[position + 1] in (1, 2):
        length = int.from_bytes(data[position + 2 : position + 6], "little")
        parts.append(data[position + 6 : position + 6 + length])
        position += 6 + length
    clear, mark, locked = (b"".join(parts) or data).partition(b"eexec")
    if not mark:
        raise ValueError("no Type 1 font program")
    locked = locked.lstrip(b" \t\r\n").partition(_ZEROS)[0]
    if re.fullmatch(rb"[0-9A-Fa-f\s]{8}", locked[:8]):
        digits = re.sub(rb"[^0-9A-Fa-f]", b"", locked)
        locked = bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii"))
    return clear, locked


def decrypted(data: bytes, key: int) -> bytes:
    """Adobe's eexec and charstring cipher undone (§7.1)."""
    plain = bytearray(len(data))
    for index, byte in enumerate(data):
        plain[index] = byte ^ (key >> 8)
        key = (byte + key) * 52845 + 22719 & 0xFFFF
    return bytes(plain)
