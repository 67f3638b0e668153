"""Content with new marks: each thing drawn is in one, of a structure element or an artifact.

The cover's own marks say what belongs to whom; where they begin and end is worked out anew from
what is drawn. So marks nest rightly with text objects and layers whatever the cover did, none lies
in another, and nothing drawn is without (ISO 32000-1 §14.6, ISO 14289-1 §7.1).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from leaflet.covers.scanning import Operation, name_operand, operations
from leaflet.pdf.objects import PdfObject, serialise
from leaflet.structure import Words

_PAINTS = frozenset(b"S s f F f* B B* b b* sh Do EI Tj TJ ' \"".split())
_PATH_ENDS = frozenset(b"S s f F f* B B* b b* n".split())
_PATH_STARTS = frozenset((b"m", b"re"))

Properties = Mapping[str, PdfObject]
"""What a mark says of its content: Lang, ActualText, Alt, E."""


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """A marked-content sequence of the cover that is open.

    ``leaf`` owns it; an artifact, a layer and a mark without MCID have none.
    """

    leaf: Words | None = None
    artifact: bool = False
    layer: bool = False
    said: Properties = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Label:
    """To whom something drawn belongs, and the marks that say more of it, outermost first."""

    leaf: Words | None
    sayings: tuple[Mark, ...]


Reader = Callable[[bytes, Operation], Mark]
"""Tells what a BDC or BMC opens."""


def remark(data: bytes, page: int, read_mark: Reader) -> tuple[bytes, int]:
    """The content of page ``page``, marked anew and balanced, and how many MCIDs it uses.

    The places of the leaves are noted in them.
    """
    work = _Remarking(data, page, read_mark)
    for operation in operations(data):
        work.step(operation)
    return work.finished(), work.mcids


class _Remarking:
    """One pass over one page's content."""

    def __init__(self, data: bytes, page: int, read_mark: Reader) -> None:
        self.data, self.page, self.read_mark = data, page, read_mark
        self.mcids = 0
        self.pieces: list[bytes] = []
        self.copied = 0
        self.marks: list[Mark] = []
        self.open_label: _Label | None = None
        self.open_depth = 0
        self.path_start: int | None = None
        self.saved = 0
        self.in_text = False
        self.said: set[int] = set()

    def step(self, operation: Operation) -> None:
        """Copy one operation, with marks before it where they are due."""
        operator = operation.operator
        if operator in _PAINTS:
            self.paint(operation)
        elif operator in _PATH_STARTS and self.path_start is None:
            self.path_start = operation.start
        elif operator in _HANDLED:
            _HANDLED[operator](self, operation)
        if operator in _PATH_ENDS:
            self.path_start = None

    def paint(self, operation: Operation) -> None:
        label = self.label()
        if label == self.open_label:
            return
        in_path = operation.operator in _PATH_ENDS and self.path_start is not None
        start = self.path_start if in_path and self.path_start is not None else operation.start
        self.copy_to(start)
        self.close()
        self.open(label)

    def label(self) -> _Label:
        """What the open marks make of the thing drawn here: the innermost that decides."""
        sayings: list[Mark] = []
        for mark in reversed(self.marks):
            if mark.said:
                sayings.append(mark)
            if mark.leaf is not None:
                return _Label(mark.leaf, tuple(reversed(sayings)))
            if mark.artifact:
                break
        return _Label(None, ())

    def begin(self, operation: Operation) -> None:
        mark = self.read_mark(self.data, operation)
        self.marks.append(mark)
        if mark.layer:
            self.copy_to(operation.start)
            self.close()
        else:
            self.cut(operation)

    def end(self, operation: Operation) -> None:
        mark = self.marks.pop() if self.marks else None
        if mark is not None and mark.layer:
            self.copy_to(operation.start)
            self.close()
        else:
            self.cut(operation)

    def text(self, operation: Operation) -> None:
        self.copy_to(operation.start)
        self.close()
        begins = operation.operator == b"BT"
        if begins == self.in_text:
            self.cut(operation)
        self.in_text = begins

    def save(self, _operation: Operation) -> None:
        """Count a q, which is to have its Q."""
        self.saved += 1

    def restore(self, operation: Operation) -> None:
        """Leave out a Q that would undo what is before this content."""
        if self.saved:
            self.saved -= 1
        else:
            self.cut(operation)

    def open(self, label: _Label) -> None:
        """Begin a mark; words that stand for a drawing are said once, however it is cut up."""
        self.open_label, self.open_depth = label, 1
        if label.leaf is None:
            self.pieces.append(b"/Artifact BMC\n")
            return
        said: dict[str, PdfObject] = {"MCID": self.mcids}
        nested: list[Mark] = list(label.sayings)
        if nested and nested[0].leaf is label.leaf:
            said |= self.once(nested.pop(0))
        role = label.leaf.owner.role.encode("ascii")
        self.pieces.append(b"/%s %s BDC\n" % (role, serialise(said)))
        for mark in nested:
            self.pieces.append(b"/Span %s BDC\n" % serialise(self.once(mark)))
            self.open_depth += 1
        label.leaf.places.append((self.page, self.mcids))
        self.mcids += 1

    def once(self, mark: Mark) -> dict[str, PdfObject]:
        again = id(mark) in self.said
        self.said.add(id(mark))
        return {
            key: "" if again and key in {"ActualText", "Alt", "E"} else value
            for key, value in mark.said.items()
        }

    def close(self) -> None:
        if self.open_label is not None:
            self.pieces.append(b"EMC\n" * self.open_depth)
            self.open_label = None

    def copy_to(self, end: int) -> None:
        if end > self.copied:
            self.pieces.extend((self.data[self.copied : end], b"\n"))
            self.copied = end

    def cut(self, operation: Operation) -> None:
        self.copy_to(operation.start)
        self.copied = max(self.copied, operation.end)

    def finished(self) -> bytes:
        self.copy_to(len(self.data))
        self.close()
        if self.in_text:
            self.pieces.append(b"ET\n")
        self.pieces.extend(b"EMC\n" for mark in self.marks if mark.layer)
        self.pieces.append(b"Q\n" * self.saved)
        return b"".join(self.pieces)


_HANDLED: Mapping[bytes, Callable[[_Remarking, Operation], None]] = {
    b"BMC": _Remarking.begin,
    b"BDC": _Remarking.begin,
    b"EMC": _Remarking.end,
    b"MP": _Remarking.cut,
    b"DP": _Remarking.cut,
    b"BT": _Remarking.text,
    b"ET": _Remarking.text,
    b"q": _Remarking.save,
    b"Q": _Remarking.restore,
}


def plain_mark(data: bytes, operation: Operation) -> tuple[bytes | None, bytes]:
    """The tag of a mark, and the bytes of its property list, which may be a name."""
    if operation.operator == b"BMC":
        return name_operand(data, operation, -1), b""
    return (
        name_operand(data, operation, 0),
        data[operation.operands[0][1] : operation.end - 3].strip() if operation.operands else b"",
    )
