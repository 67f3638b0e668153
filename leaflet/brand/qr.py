"""A web address as a QR code, and the QR code as PDF operators (ISO/IEC 18004:2015).

Byte mode, error level M (15 % of the code may be lost), versions 1 to 6. Written for stamping:
one code takes well under a millisecond and the module imports next to nothing. That rests on two
ideas: a code is one integer, a bit per module, so that masks and penalties are a few operations on
integers; and what depends on the version alone is worked out once (``_template``).
"""

from __future__ import annotations

from leaflet.pdf.objects import number_bytes

TYPE_CHECKING = False  # see leaflet.pdf.objects
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from leaflet.errors import ContentError

QUIET_ZONE = 4
"""Modules of white that must surround the code (§6.3.8)."""


class QrCode:
    """A code without its quiet zone: one integer per row from the top, its highest bit leftmost."""

    __slots__ = ("modules", "size")

    def __init__(self, modules: tuple[int, ...], size: int) -> None:
        self.modules = modules
        self.size = size

    def __eq__(self, other: object) -> bool:
        return isinstance(other, QrCode) and other.modules == self.modules

    def __hash__(self) -> int:
        return hash(self.modules)


# Version: codewords in all, error correction codewords per block, blocks (§7.5.1, table 9, M).
_VERSIONS = {
    1: (26, 10, 1),
    2: (44, 16, 1),
    3: (70, 26, 1),
    4: (100, 18, 2),
    5: (134, 24, 2),
    6: (172, 16, 4),
}
_CAPACITY = {v: total - check * blocks - 2 for v, (total, check, blocks) in _VERSIONS.items()}
LONGEST = max(_CAPACITY.values())
"""Characters that fit the largest code we make: 106."""

_MASKS: tuple[Callable[[int, int], bool], ...] = (
    lambda row, column: (row + column) % 2 == 0,
    lambda row, _: row % 2 == 0,
    lambda _, column: column % 3 == 0,
    lambda row, column: (row + column) % 3 == 0,
    lambda row, column: (row // 2 + column // 3) % 2 == 0,
    lambda row, column: row * column % 2 + row * column % 3 == 0,
    lambda row, column: (row * column % 2 + row * column % 3) % 2 == 0,
    lambda row, column: ((row + column) % 2 + row * column % 3) % 2 == 0,
)


class _Template:
    """All that codes of one version share; grids have a spare, empty column at the right.

    Attributes:
        places: which bit of the message (or a last "0") each module shows, row by row.
        masks: per mask its pattern, the fixed patterns and the format information.
        everywhere: every module but the spare column.
    """

    __slots__ = ("everywhere", "masks", "places", "size")

    def __init__(
        self, size: int, places: Sequence[int], masks: tuple[int, ...], everywhere: int
    ) -> None:
        self.size = size
        self.places = places
        self.masks = masks
        self.everywhere = everywhere


_known_multiples: dict[int, tuple[int, ...]] = {}
_known_templates: dict[int, _Template] = {}


def qr_code(address: str) -> QrCode:
    """The smallest code of error level M that holds ``address``.

    Raises:
        ContentError: the address is longer than 106 characters, or not plain ASCII.
    """
    return _with_mask(address, None)


def qr_operators(code: QrCode, x: float, y: float, side: float) -> bytes:
    """Operators that fill the code's dark modules in black, one rectangle per run of a row.

    ``x`` and ``y`` are its lower left corner and ``side`` its width, quiet zone not included.
    """
    scale, left, foot = (number_bytes(n).decode() for n in (side / code.size, x, y))
    parts = [f"q 0 g {scale} 0 0 {scale} {left} {foot} cm"]
    for row, bits in enumerate(reversed(code.modules)):
        column = 0
        for run in f"{bits:0{code.size}b}".split("0"):  # no faster way was found to find the runs
            if run:
                parts.append(f"{column} {row} {len(run)} 1 re")
                column += len(run)
            column += 1
    parts.append("f Q")
    return "\n".join(parts).encode()


def _with_mask(address: str, mask: int | None) -> QrCode:
    """The code with a given mask, or with the one of the lowest penalty."""
    message = _message_bytes(address)
    version = next(v for v, capacity in _CAPACITY.items() if len(message) <= capacity)
    template = _template(version)
    bits = f"{int.from_bytes(_codewords(message, version)):0{_VERSIONS[version][0] * 8}b}"
    plain = int("".join(map((bits + "0").__getitem__, template.places)), 2)
    if mask is None:
        grid = min(
            (plain ^ pattern for pattern in template.masks), key=lambda g: _penalty(g, template)
        )
    else:
        grid = plain ^ template.masks[mask]
    size, row = template.size, (1 << template.size) - 1
    shifts = range((size + 1) * (size - 1) + 1, 0, -(size + 1))
    return QrCode(tuple(grid >> shift & row for shift in shifts), size)


def _message_bytes(address: str) -> bytes:
    if not address.isascii():
        hint = "write it in plain letters, the host in punycode and the rest percent-encoded"
        raise _unfit(f"the web address {address!r} cannot go into a QR code", hint)
    if len(address) > LONGEST:
        what = f"the web address has {len(address)} characters; its QR code holds {LONGEST}"
        raise _unfit(what, f"shorten {address[:40]}…")
    return address.encode("ascii")


def _unfit(what: str, hint: str) -> ContentError:
    from leaflet.errors import ContentError, Problem

    return ContentError(Problem(None, what, hint))


def _codewords(message: bytes, version: int) -> bytes:
    """Data and error correction codewords in the order they are placed (§7.4, §7.6)."""
    total, check, blocks = _VERSIONS[version]
    capacity = total - check * blocks
    head = (0b0100 << 8 | len(message)) << 8 * len(message) | int.from_bytes(message)
    padding = b"\xec\x11" * (capacity // 2)
    coded = ((head << 4).to_bytes(len(message) + 2) + padding)[:capacity]
    length = capacity // blocks
    result = bytearray(total)
    for block in range(blocks):
        part = coded[block * length : (block + 1) * length]
        result[block:capacity:blocks] = part
        result[capacity + block :: blocks] = _checkwords(part, check)
    return bytes(result)


def _checkwords(block: bytes, count: int) -> bytes:
    """The remainder of the block by the generator polynomial of that degree (§7.5.2, annex A)."""
    table = _multiples(count)
    top, below = 8 * (count - 1), (1 << 8 * (count - 1)) - 1
    remainder = 0
    for byte in block:
        remainder = (remainder & below) << 8 ^ table[remainder >> top ^ byte]
    return remainder.to_bytes(count)


def _multiples(count: int) -> tuple[int, ...]:
    """The same as ``_make_multiples``, made once."""
    if count not in _known_multiples:
        _known_multiples[count] = _make_multiples(count)
    return _known_multiples[count]


def _make_multiples(count: int) -> tuple[int, ...]:
    """The generator polynomial times each of 256 factors, its coefficients one byte each.

    Multiplication by two doubles all bytes of an integer at once; a byte that runs over is reduced
    by x^8 + x^4 + x^3 + x^2 + 1.
    """
    high, low = int.from_bytes(b"\x80" * (count + 1)), int.from_bytes(b"\x7f" * (count + 1))

    def double(value: int) -> int:
        return (value & low) << 1 ^ ((value & high) >> 7) * 0x1D

    generator, root = 1, 1
    for _ in range(count):
        product, power = generator << 8, generator
        for bit in range(8):
            product ^= power if root >> bit & 1 else 0
            power = double(power)
        generator, root = product, double(root) & 0xFF
    multiple = generator & (1 << 8 * count) - 1
    table = [0]
    for _ in range(8):
        table += [entry ^ multiple for entry in table]
        multiple = double(multiple) & (1 << 8 * count) - 1
    return tuple(table)


def _template(version: int) -> _Template:
    """The same as ``_make_template``, made once."""
    if version not in _known_templates:
        _known_templates[version] = _make_template(version)
    return _known_templates[version]


def _make_template(version: int) -> _Template:
    size = 17 + 4 * version
    fixed = _fixed_patterns(version, size)
    bits = _VERSIONS[version][0] * 8
    order = {cell: number for number, cell in enumerate(_zigzag(size, fixed))}
    # Past the message come a few modules that are always light: they read the last "0".
    places = [
        min(order.get((row, column), bits), bits)
        for row in range(size)
        for column in range(size + 1)
    ]
    masks = []
    for mask, is_flipped in enumerate(_MASKS):
        dark = {
            cell
            for cell, is_dark in {**fixed, **_format_information(mask, size)}.items()
            if is_dark
        }
        dark |= {cell for cell in order if is_flipped(*cell)}
        masks.append(_grid(dark, size))
    everywhere = _grid({(row, column) for row in range(size) for column in range(size)}, size)
    return _Template(size, places, tuple(masks), everywhere)


def _grid(dark: set[tuple[int, int]], size: int) -> int:
    cells = (
        "1" if (row, column) in dark else "0" for row in range(size) for column in range(size + 1)
    )
    return int("".join(cells), 2)


def _fixed_patterns(version: int, size: int) -> dict[tuple[int, int], bool]:
    """Finders with their separators, timing, alignment; format cells are held free (§6.3)."""
    cells: dict[tuple[int, int], bool] = {}
    for index in range(size):
        cells[6, index] = cells[index, 6] = index % 2 == 0
    if version > 1:
        centre = size - 7
        for row in range(-2, 3):
            for column in range(-2, 3):
                cells[centre + row, centre + column] = max(abs(row), abs(column)) != 1
    for top, left in ((3, 3), (3, size - 4), (size - 4, 3)):
        for row in range(-4, 5):
            for column in range(-4, 5):
                cell = (top + row, left + column)
                if 0 <= cell[0] < size and 0 <= cell[1] < size:
                    cells[cell] = max(abs(row), abs(column)) not in {2, 4}
    return cells | dict.fromkeys(_format_information(0, size), False)


def _format_information(mask: int, size: int) -> dict[tuple[int, int], bool]:
    """Both copies of the level (M is 00) and the mask, and the dark module (§7.9.1)."""
    remainder = mask << 10
    for bit in range(14, 9, -1):
        remainder ^= 0x537 << bit - 10 if remainder >> bit & 1 else 0
    word = (mask << 10 | remainder) ^ 0x5412
    cells = {(size - 8, 8): True}
    around = [*range(6), 7, 8]
    for bit in range(15):
        is_dark = bool(word >> bit & 1)
        if bit < 8:
            cells[around[bit], 8] = cells[8, size - 1 - bit] = is_dark
        else:
            cells[8, around[14 - bit]] = cells[size - 15 + bit, 8] = is_dark
    return cells


def _zigzag(size: int, fixed: dict[tuple[int, int], bool]) -> Iterator[tuple[int, int]]:
    """The message's cells in order: two columns at a time from the right, up and down (§7.7.3)."""
    upwards = True
    for right in (*range(size - 1, 6, -2), 5, 3, 1):
        for row in range(size - 1, -1, -1) if upwards else range(size):
            for column in (right, right - 1):
                if (row, column) not in fixed:
                    yield row, column
        upwards = not upwards


def _penalty(grid: int, template: _Template) -> int:
    """How hard a code is to read (§7.8.3): runs, blocks, false finders, too dark or too light."""
    size, everywhere = template.size, template.everywhere
    light = grid ^ everywhere
    points = 0
    for step in (1, size + 1):
        for tone in (grid, light):
            five = tone & tone >> step
            five &= five >> 2 * step
            five &= tone >> 4 * step
            points += five.bit_count() + 2 * (five & ~(five << step)).bit_count()
        space = light & light >> step
        space &= space >> 2 * step
        finder = grid & grid >> 2 * step & grid >> 3 * step & grid >> 4 * step & grid >> 6 * step
        finder &= light >> step & light >> 5 * step
        points += 40 * (
            (finder & space >> 7 * step).bit_count() + (finder & space << 4 * step).bit_count()
        )
    for tone in (grid, light):
        pair = tone & tone >> 1
        points += 3 * (pair & pair >> size + 1).bit_count()
    modules = size * size
    return points + 10 * (abs(20 * grid.bit_count() - 10 * modules) // modules)
