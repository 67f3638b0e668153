"""What picture files say beside their picture: camera, place, author, comments."""

from __future__ import annotations

TYPE_CHECKING = False  # see leaflet.pdf.objects
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TELLTALE_BOXES = frozenset(
    (b"xml ", b"uuid", b"uinf", b"asoc", b"lbl ", b"jp2i", b"free", b"skip")
)
"""Boxes of JPEG 2000 that bear on no dot of the picture (ISO/IEC 15444-1 §I.7, 15444-2 §M.11)."""
_JPEG_2000 = b"\0\0\0\x0cjP  \r\n\x87\n"


def has_metadata(data: bytes, filters: Sequence[object]) -> bool:
    """Whether a picture with these filters says more than its picture."""
    return without_metadata(data, filters) != data


def without_metadata(data: bytes, filters: Sequence[object]) -> bytes:
    """A picture file without what tells of its maker; every dot as it was.

    ``filters`` are those of its stream; files that are packed once more are left as they are.
    """
    if list(filters) == ["DCTDecode"]:
        return _plain_jpeg(data)
    if list(filters) == ["JPXDecode"]:
        return _plain_jpeg_2000(data)
    return data


def _plain_jpeg(data: bytes) -> bytes:
    segments = list(_segments(data))
    if not any(_is_metadata(marker, body) for marker, body in segments):
        return data
    rest = data[2 + sum(4 + len(body) for _, body in segments) :]
    kept = (
        b"\xff%c" % marker + (len(body) + 2).to_bytes(2, "big") + body
        for marker, body in segments
        if not _is_metadata(marker, body)
    )
    return b"".join((data[:2], *kept, rest))


def _is_metadata(marker: int, body: bytes) -> bool:
    """Whether a segment of a JPEG file bears on no dot of its picture.

    Kept are JFIF's density (APP0), colour profiles (APP2) and Adobe's note of the colours (APP14).
    """
    if marker == 0xE0:
        return not body.startswith(b"JFIF\0")
    if marker == 0xE2:
        return not body.startswith(b"ICC_PROFILE\0")
    if marker == 0xEE:
        return not body.startswith(b"Adobe")
    return 0xE0 <= marker <= 0xEF or marker == 0xFE


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Marker and body of each segment before the picture's own data (ITU-T T.81 §B.1.1)."""
    position = 2
    while data.startswith(b"\xff\xd8") and position + 4 <= len(data) and data[position] == 0xFF:
        marker = data[position + 1]
        length = int.from_bytes(data[position + 2 : position + 4], "big")
        if marker in {0xDA, 0xFF} or not 2 <= length <= len(data) - position - 2:
            return
        yield marker, data[position + 4 : position + 2 + length]
        position += 2 + length


def _plain_jpeg_2000(data: bytes) -> bytes:
    if not data.startswith(_JPEG_2000):
        return data
    kept, position = [], 0
    while position + 8 <= len(data):
        length = int.from_bytes(data[position : position + 4], "big")
        if length == 1:  # the length proper follows
            length = int.from_bytes(data[position + 8 : position + 16], "big")
        if length < 8 or length > len(data) - position:  # 0: all the rest
            length = len(data) - position
        if data[position + 4 : position + 8] not in _TELLTALE_BOXES:
            kept.append(data[position : position + length])
        position += length
    return b"".join((*kept, data[position:]))
