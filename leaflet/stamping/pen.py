"""Text, rules and drawings inside one slot, as operators and structure."""

from __future__ import annotations

from leaflet.pdf.marks import artifact_opening, opening
from leaflet.pdf.objects import number_bytes, string_bytes
from leaflet.structure import StructureElement, Words

TYPE_CHECKING = False  # see leaflet.pdf.objects
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from leaflet.compiled import Slot, SlotFont
    from leaflet.errors import AssetError
    from leaflet.pdf.tagging import Rect


def _n(*values: float) -> bytes:
    return b" ".join([number_bytes(round(value, 2)) for value in values])


class SlotPen:
    """Draws into a slot of ``width`` by ``height`` points.

    Positions count from the slot's upper start corner, y downwards; what comes out counts from its
    lower left corner, so that it is the same wherever on a page the slot lies.

    Attributes:
        owners: the structure element of each MCID from the slot's first on.
        links: each link's element, and its area.
    """

    def __init__(
        self,
        slot: Slot,
        width: float,
        height: float,
        fonts: Mapping[str, SlotFont],
        *,
        mirrored: bool,
    ) -> None:
        self.slot = slot
        self.width = width
        self.height = height
        self.fonts = fonts
        self.mirrored = mirrored
        self.owners: list[StructureElement] = []
        self.links: list[tuple[StructureElement, Rect]] = []
        self.figures: dict[int, Rect] = {}
        """``id`` of a figure's element → its area in the slot."""
        self.operators: list[bytes] = []
        self._last: StructureElement | None = None

    def measure(self, text: str, size: float, *, bold: bool = False) -> float:
        """The width of a text in points."""
        widths = self.fonts["bold" if bold else "regular"].widths
        return sum(widths[character] for character in _plain_spaces(text)) * size / 1000

    def fitting(
        self, text: str, sizes: Sequence[float], room: float, *, bold: bool = False
    ) -> float | None:
        """The largest of ``sizes`` at which the text stands on one line of ``room``."""
        return next((s for s in sizes if self.measure(text, s, bold=bold) <= room), None)

    def wrap(self, text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
        """The text in lines, broken at spaces; a word wider than ``room`` has its own."""
        lines = [""]
        for word in text.split(" "):
            longer = f"{lines[-1]} {word}".strip()
            if not lines[-1] or self.measure(longer, size, bold=bold) <= room:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines

    def set_in_lines(
        self,
        text: str,
        sizes: Sequence[float],
        room: float,
        most: int,
        *,
        bold: bool = False,
    ) -> tuple[float, list[str]] | None:
        """The largest of ``sizes`` at which the text stands on ``most`` lines, and the lines."""
        for size in sizes:
            lines = self.wrap(text, size, room, bold=bold)
            if len(lines) <= most and all(
                self.measure(line, size, bold=bold) <= room for line in lines
            ):
                return size, lines
        return None

    def text(
        self,
        owner: StructureElement | None,
        text: str,
        x: float,
        baseline: float,
        size: float,
        *,
        bold: bool = False,
        more: bool = False,
    ) -> float:
        """Set one line; ``more`` says that its paragraph goes on. Gives the width.

        Without an owner the text is an artifact.
        """
        font = self.fonts["bold" if bold else "regular"]
        width = self.measure(text, size, bold=bold)
        said = _plain_spaces(text) + (" " if more else "")
        coded = bytes(font.codes[character] for character in said)
        at = _n(self._x(x, width), self.height - baseline)
        self._paint(
            owner,
            b"BT 1 0 0 1 %s Tm /%s %s Tf %s Tj ET"
            % (at, font.resource.encode(), _n(size), string_bytes(coded)),
            said,
        )
        if owner is not None and owner.role == "Link":
            left = self._x(x, width)
            top = self.height - baseline
            area = (left, top - 0.3 * size, left + width, top + 0.95 * size)
            self.links.append((owner, area))
        return width

    def rule(self, x: float, y: float, length: float, weight: float) -> None:
        """A horizontal rule in ink, an artifact."""
        left = self._x(x, length)
        up = self.height - y
        line = b"%s w %s m %s l S" % (_n(weight), _n(left, up), _n(left + length, up))
        self._paint(None, line)

    def dashed_frame(self, x: float, y: float, width: float, height: float) -> None:
        """A dashed rectangle, an artifact: room for a rubber stamp."""
        left = self._x(x, width)
        low = self.height - y - height
        self._paint(None, b"q [4 4] 0 d 0.75 w %s re S Q" % _n(left, low, width, height))

    def image(
        self, owner: StructureElement | None, resource: str, x: float, y: float, width: float,
        height: float, *, grid: tuple[float, float],
    ) -> None:  # fmt: skip
        """A form XObject of ``grid`` units scaled into the box; a figure or an artifact."""
        left = self._x(x, width)
        low = self.height - y - height
        scale = b"%.6f 0 0 %.6f" % (width / grid[0], height / grid[1])
        self._paint(owner, b"q %s %s cm /%s Do Q" % (scale, _n(left, low), resource.encode()))
        self._boxed(owner, left, low, width, height)

    def modules(
        self, owner: StructureElement, rows: Sequence[int], x: float, y: float, side: float
    ) -> None:
        """The dark modules of a QR code as an image mask of one bit a module; a figure."""
        count = len(rows)
        spare = -count % 8
        data = b"".join([(row << spare).to_bytes((count + 7) // 8, "big") for row in rows])
        left, low = self._x(x, side), self.height - y - side
        self._paint(
            owner,
            b"q 0 g %s 0 0 %s %s cm\nBI /W %d /H %d /IM true /BPC 1 /D [1 0] /F /AHx\nID %s>\nEI Q"
            % (_n(side), _n(side), _n(left, low), count, count, data.hex().encode()),
        )
        self._boxed(owner, left, low, side, side)

    def finish(self) -> bytes:
        """All operators; whatever the page has drawn before, they begin in black."""
        return b"\n".join((b"0 g 0 G", *self.operators, b""))

    def _boxed(
        self, owner: StructureElement | None, left: float, low: float, width: float, height: float
    ) -> None:
        if owner is not None:
            self.figures[id(owner)] = (left, low, left + width, low + height)

    def _x(self, x: float, width: float) -> float:
        return self.width - x - width if self.mirrored else x

    def _paint(self, owner: StructureElement | None, operators: bytes, text: str = "") -> None:
        """Operators within marked content of ``owner``, or as an artifact: never bare.

        What follows one another under one owner is one stretch of marked content.
        """
        if owner is not None and owner is self._last:
            last = owner.kids[-1]
            assert isinstance(last, Words)
            last.text += text
            self.operators[-1:] = (operators, b"EMC")
            return
        self._last = owner
        if owner is None:
            mark = artifact_opening("Layout")
        else:
            if len(self.owners) >= self.slot.mcids:
                raise ValueError(f"slot {self.slot.name} says more than it has MCIDs for")
            mcid = self.slot.first_mcid + len(self.owners)
            self.owners.append(owner)
            owner.kids.append(Words(text, owner, [(0, mcid)]))
            mark = opening(owner.role, mcid)
        self.operators += (mark, operators, b"EMC")


def _plain_spaces(text: str) -> str:
    """The text as the faces have it: a space that does not break looks like any other."""
    return text.replace("\u00a0", " ")


def too_long(what: str, text: str, hint: str) -> AssetError:
    """The error for a clinic's words that do not fit their box."""
    from leaflet.errors import AssetError, Problem

    return AssetError(Problem(None, f"{what} “{text}” does not fit its place on the page", hint))
