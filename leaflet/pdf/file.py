"""A whole PDF file out of objects: object streams, cross-reference stream, identifier.

ISO 32000-1 §7.5.7 (object streams), §7.5.8 (cross-reference streams), §14.4 (identifiers). A block
of objects that never changes is copied as it is, with the cross-reference rows it brings along.
"""

from __future__ import annotations

import zlib

from leaflet.pdf.digest import digest
from leaflet.pdf.objects import Name, PdfObject, Raw, Stream, compressed, end_of_data, serialise

TYPE_CHECKING = False  # see leaflet.pdf.objects
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import TypeAlias

    Run: TypeAlias = tuple[int, bytes, bytes]
    """First number, rows, and the rows deflated."""

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_FREE = b"\0\0\0\0\0\xff\xff"
_END_OF_DEFLATE = b"\x03\x00"
ROW = 7
"""Bytes of a cross-reference row: its kind, an offset or number, an index."""


class Block:
    """Objects that are written once and copied into many files.

    Attributes:
        data: ``N 0 obj … endobj`` one after another, the packed ones inside object streams.
        offsets: number and offset in ``data`` of each object that stands by itself.
        packed: number of a packed object, number of its object stream, index within that.
    """

    __slots__ = ("_digest", "_known", "_runs", "data", "offsets", "packed")

    def __init__(
        self,
        data: bytes,
        offsets: tuple[tuple[int, int], ...],
        packed: tuple[tuple[int, int, int], ...],
    ) -> None:
        self.data = data
        self.offsets = offsets
        self.packed = packed
        self._runs: list[tuple[int, bytes, list[tuple[int, int]]]] | None = None
        self._known: tuple[int, list[Run]] | None = None
        self._digest: bytes | None = None

    @property
    def digest(self) -> bytes:
        """SHA-256 of the data, worked out once."""
        if self._digest is None:
            self._digest = digest(self.data)
        return self._digest

    def rows(self, start: int) -> list[Run]:
        """The cross-reference rows of each run of numbers, where the block begins at ``start``."""
        if self._known is not None and self._known[0] == start:
            return self._known[1]
        if self._runs is None:
            self._runs = self._make_runs()
        found = []
        for first, rows, direct in self._runs:
            patched = rows
            if direct:
                changed = bytearray(rows)
                for at, offset in direct:
                    changed[at : at + 4] = (offset + start).to_bytes(4, "big")
                patched = bytes(changed)
            found.append((first, patched, deflated(patched)))
        self._known = (start, found)
        return found

    def _make_runs(self) -> list[tuple[int, bytes, list[tuple[int, int]]]]:
        entries: dict[int, tuple[int, int, int]] = {
            number: (1, offset, 0) for number, offset in self.offsets
        }
        entries.update((number, (2, stream, index)) for number, stream, index in self.packed)
        runs: list[tuple[int, bytearray, list[tuple[int, int]]]] = []
        for number in sorted(entries):
            if not runs or runs[-1][0] + len(runs[-1][1]) // ROW != number:
                runs.append((number, bytearray(), []))
            _, rows, direct = runs[-1]
            kind, value, index = entries[number]
            if kind == 1:
                direct.append((len(rows) + 1, value))
            rows += _row(kind, value, index)
        return [(first, bytes(rows), direct) for first, rows, direct in runs]


def deflated(rows: bytes) -> bytes:
    """``rows`` as deflate blocks that others may follow: short ones stored, long ones packed.

    So the rows of a block that never changes are packed once, not in every file (RFC 1951 §3.2).
    """
    if len(rows) < 200:
        return (
            b"\0"
            + len(rows).to_bytes(2, "little")
            + (len(rows) ^ 0xFFFF).to_bytes(2, "little")
            + rows
        )
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(rows) + packer.flush(zlib.Z_FULL_FLUSH)


def _row(kind: int, value: int, index: int) -> bytes:
    return kind.to_bytes(1, "big") + value.to_bytes(4, "big") + index.to_bytes(2, "big")


def block_of(objects: Mapping[int, PdfObject], pack: int) -> Block:
    """The objects as a block; what is no stream goes into an object stream numbered ``pack``."""
    parts: list[bytes] = []
    offsets: list[tuple[int, int]] = []
    position = 0
    loose: list[tuple[int, bytes]] = []
    streams = [(n, value) for n, value in objects.items() if isinstance(value, Stream)]
    ready: list[tuple[int, bytes]] = []
    for number, value in objects.items():
        if isinstance(value, Raw) and value.data.endswith(b"endstream"):
            ready.append((number, value.data))
        elif not isinstance(value, Stream):
            loose.append((number, serialise(value)))
    if loose:
        streams.append((pack, _object_stream(loose)))
    ready += [(number, serialise(stream)) for number, stream in streams]
    for number, body in ready:
        data = b"%d 0 obj\n%s\nendobj\n" % (number, body)
        offsets.append((number, position))
        parts.append(data)
        position += len(data)
    packed = tuple((number, pack, index) for index, (number, _) in enumerate(loose))
    return Block(b"".join(parts), tuple(offsets), packed)


def _object_stream(loose: Iterable[tuple[int, bytes]]) -> Stream:
    heads: list[bytes] = []
    bodies: list[bytes] = []
    position = 0
    for number, body in loose:
        heads.append(b"%d %d" % (number, position))
        bodies.append(body)
        position += len(body) + 1
    head = b" ".join(heads) + b"\n"
    return compressed(head + b"\n".join(bodies), Type=Name("ObjStm"), N=len(heads), First=len(head))


def write_file(
    blocks: Sequence[Block],
    own: Iterable[tuple[int, bytes]],
    *,
    root: int,
    info: int,
) -> bytes:
    """The file's bytes.

    Args:
        blocks: objects that other files have too.
        own: number and bytes of each object that this file alone has.
        root: number of the catalog.
        info: number of the document information dictionary.
    """
    parts = [HEADER]
    position = len(HEADER)
    runs: list[Run] = [(0, _FREE, deflated(_FREE))]
    seeds: list[bytes] = []
    for block in blocks:
        runs += block.rows(position)
        seeds.append(block.digest)
        parts.append(block.data)
        position += len(block.data)
    offsets: dict[int, int] = {}
    for number, body in own:
        data = b"%d 0 obj\n%s\nendobj\n" % (number, body)
        offsets[number] = position
        parts.append(data)
        position += len(data)
    seeds += parts[len(blocks) + 1 :]
    runs += _own_runs(offsets)
    runs.sort()
    xref = runs[-1][0] + len(runs[-1][1]) // ROW
    last = _row(1, position, 0)
    runs.append((xref, last, deflated(last)))
    index: list[int] = []
    for first, rows, _ in runs:
        count = len(rows) // ROW
        if index and index[-2] + index[-1] == first:
            index[-1] += count
        else:
            index += (first, count)
    table = b"".join([rows for _, rows, _ in runs])
    packed = b"".join(
        (b"\x78\xda", *[segment for _, _, segment in runs], _END_OF_DEFLATE,
         zlib.adler32(table).to_bytes(4, "big"))
    )  # fmt: skip
    identifier = digest(*seeds)[:16].hex().upper().encode()
    head = (
        b"<</Type /XRef/Size %d/W [1 4 2]/Index [%s]/Root %d 0 R/Info %d 0 R"
        b"/ID [<%s> <%s>]/Filter /FlateDecode/Length %d>>"
        % (xref + 1, b" ".join([b"%d" % n for n in index]), root, info, identifier, identifier,
           len(packed))
    )  # fmt: skip
    parts.append(
        b"%d 0 obj\n%s\nstream\n%s%sendstream\nendobj\nstartxref\n%d\n%%%%EOF\n"
        % (xref, head, packed, end_of_data(packed), position)
    )
    return b"".join(parts)


def _own_runs(offsets: Mapping[int, int]) -> list[Run]:
    """The rows of objects that stand by themselves, numbers that follow one another together."""
    runs: list[tuple[int, bytearray]] = []
    for number in sorted(offsets):
        if not runs or runs[-1][0] + len(runs[-1][1]) // ROW != number:
            runs.append((number, bytearray()))
        runs[-1][1].extend(b"\1" + offsets[number].to_bytes(4, "big") + b"\0\0")
    return [(first, bytes(rows), deflated(bytes(rows))) for first, rows in runs]
