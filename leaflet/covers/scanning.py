"""Operations of a content stream, with the places of their bytes (ISO 32000-1 §7.8.2).

Content is never written anew from parsed values, because each such way changes something: numbers
lose digits, names with odd bytes break. It is only cut and pieced between operations. So this
scanner reads as leniently as viewers do, and gives nothing but places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from leaflet.pdf.lexer import TOKEN, string_end

MOST_OPERATIONS = 1_500_000
"""In one stream: map-like drawings beyond that are kept as a picture."""

_SPACE = frozenset(b"\0\t\n\f\r ")
_NUMBER_START = frozenset(b"+-.0123456789")
_LITERALS = frozenset((b"true", b"false", b"null"))
_IMAGE_END = re.compile(rb"EI(?=[\0\t\n\f\r Qq/]|$)")


class TooMuchContentError(Exception):
    """The content has more operations than are read one by one."""


@dataclass(frozen=True, slots=True)
class Operation:
    """An operator and the bytes of its operands: ``data[start:end]`` is all of it.

    ``operands`` are (start, end) of each token before the operator; a dictionary or an array is
    its brackets and what stands between, token by token. An inline image is one ``EI`` operation
    from its BI on.
    """

    operator: bytes
    start: int
    end: int
    operands: Sequence[tuple[int, int]]


def operations(data: bytes) -> Iterator[Operation]:
    """Every operation of ``data``, in order; what makes no sense is passed over.

    Raises:
        TooMuchContentError: there are more than ``MOST_OPERATIONS``.
    """
    position, count = 0, 0
    operands: list[tuple[int, int]] = []
    match_at = TOKEN.match
    while found := match_at(data, position):
        start, position = found.span()
        kind = found.lastgroup
        if kind is None:
            continue
        if kind == "opened":
            position = string_end(data, position)
        elif kind == "word" and data[start] not in _NUMBER_START:
            word = data[start:position]
            if word not in _LITERALS:
                first = operands[0][0] if operands else start
                if word == b"BI":
                    first, word = start, b"EI"
                    position = _image_end(data, position)
                yield Operation(word, first, position, operands)
                operands = []
                count += 1
                if count > MOST_OPERATIONS:
                    raise TooMuchContentError
                continue
        operands.append((start, position))
        if len(operands) > MOST_OPERATIONS:
            raise TooMuchContentError


def name_operand(data: bytes, operation: Operation, index: int = 0) -> bytes | None:
    """The bytes of the name that is the operand of this index, without slash and #-escapes."""
    try:
        start, end = operation.operands[index]
    except IndexError:
        return None
    return plain_name(data[start:end])


def plain_name(token: bytes) -> bytes | None:
    """The bytes of a name token, or ``None`` if it is something else."""
    if not token.startswith(b"/"):
        return None
    return re.sub(rb"#([0-9A-Fa-f]{2})", lambda pair: bytes((int(pair[1], 16),)), token[1:])


def _image_end(data: bytes, position: int) -> int:
    """The end of an inline image whose BI ends at ``position`` (§8.9.7)."""
    tokens: list[bytes] = []
    while found := TOKEN.match(data, position):
        position = found.end()
        if found.lastgroup is None:
            continue
        if found.lastgroup == "opened":
            position = string_end(data, position)
        token = data[found.start() : position]
        if token == b"ID":
            break
        if len(tokens) > 1000:
            return position
        tokens.append(token)
    position += 1
    position += _image_length(tokens)
    while found := _IMAGE_END.search(data, position):
        before = data[found.start() - 1]
        after = data[found.end() : found.end() + 12]
        if before in _SPACE and all(9 <= byte < 127 or not byte for byte in after):
            return found.end()
        if found.start() == position:
            return found.end()
        position = found.end()
    return len(data)


def _image_length(tokens: Sequence[bytes]) -> int:
    """How many bytes the samples surely have; 0 where they are encoded or not plainly described."""
    said = {tokens[i]: tokens[i + 1] for i in range(0, len(tokens) - 1, 2)}

    def find(short: bytes, long: bytes) -> bytes | None:
        return said.get(short, said.get(long))

    try:
        width, height = int(find(b"/W", b"/Width") or b""), int(find(b"/H", b"/Height") or b"")
        if find(b"/F", b"/Filter") is not None:
            return 0
        if find(b"/IM", b"/ImageMask") == b"true":
            return (width + 7) // 8 * height
        bits = int(find(b"/BPC", b"/BitsPerComponent") or b"")
    except ValueError:
        return 0
    parts = {
        b"/G": 1, b"/DeviceGray": 1, b"/RGB": 3, b"/DeviceRGB": 3, b"/CMYK": 4, b"/DeviceCMYK": 4,
    }.get(find(b"/CS", b"/ColorSpace") or b"", 0)  # fmt: skip
    return (width * parts * bits + 7) // 8 * height if width > 0 and height > 0 else 0
