"""Content without its marks: what is drawn stays byte for byte, what says its meaning goes.

A page that becomes a figure as a whole may have no marks of its own inside: an Artifact within a
Figure, or an MCID that no structure knows, makes the file invalid (ISO 14289-1 §7.1 and §7.20).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from leaflet.covers.scanning import name_operand, operations

_MARKS = (b"BDC", b"BMC", b"EMC")
_POINTS = re.compile(rb"\b[MD]P\b")


def without_marks(data: bytes, is_layer: Callable[[bytes], bool]) -> bytes:
    """``data`` without marked content, but for the marks that show and hide layers.

    ``is_layer`` tells whether a name among the resource's Properties is optional content
    (§8.11.3.2). Unmatched ends are dropped, unclosed layers are closed.
    """
    if not any(mark in data for mark in _MARKS) and not _POINTS.search(data):
        return data
    pieces: list[bytes] = []
    kept_from = 0
    open_marks: list[bool] = []
    for operation in operations(data):
        match operation.operator:
            case b"BMC" | b"BDC":
                tag = name_operand(data, operation, -2)
                layer = name_operand(data, operation, -1)
                keep = tag == b"OC" and layer is not None and is_layer(layer)
                open_marks.append(keep)
            case b"EMC":
                keep = open_marks.pop() if open_marks else False
            case b"MP" | b"DP":
                keep = False
            case _:
                continue
        if not keep:
            pieces.extend((data[kept_from : operation.start], b" "))
            kept_from = operation.end
    pieces.append(data[kept_from:])
    pieces.extend(b"\nEMC" for keep in open_marks if keep)
    return b"".join(pieces)
