"""Shapes as the operators of a form XObject (ISO 32000-1 §8.4, §8.5)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from leaflet.brand.svg_numbers import Matrix
from leaflet.brand.svg_path import Box, Path, bounds, mapped
from leaflet.brand.svg_style import Paint
from leaflet.pdf.objects import Name, PdfObject, number_bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Pen:
    """How a stroke is drawn; lengths before ``matrix``."""

    width: float
    cap: int = 0
    join: int = 0
    miter: float = 4.0
    dashes: tuple[float, ...] = ()
    offset: float = 0.0

    def scaled(self, factor: float) -> Pen:
        """The same pen on a plane scaled by ``factor``."""
        return Pen(
            width=self.width * factor,
            cap=self.cap,
            join=self.join,
            miter=self.miter,
            dashes=tuple(dash * factor for dash in self.dashes),
            offset=self.offset * factor,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """An outline in the form's space outside which nothing is painted."""

    path: Path
    even_odd: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """One path to paint. ``matrix`` takes it and its pen to the form's space."""

    path: Path
    matrix: Matrix
    fill: Paint | None = None
    even_odd: bool = False
    stroke: Paint | None = None
    pen: Pen | None = None
    clips: tuple[Clip, ...] = ()

    @property
    def paints(self) -> list[Paint]:
        """What it is painted with."""
        return [paint for paint in (self.fill, self.stroke) if paint]

    def bounds(self) -> Box:
        """The form's space it covers, or somewhat more."""
        left, bottom, right, top = bounds(mapped(self.path, self.matrix))
        margin = 0.0
        if self.pen:
            reach = max(1.5, self.pen.miter if self.pen.join == 0 else 0.0)
            margin = self.pen.width / 2 * reach * max(abs(part) for part in self.matrix[:4]) * 1.5
        return left - margin, bottom - margin, right + margin, top + margin


def operators(shapes: Iterable[Shape]) -> tuple[bytes, PdfObject]:
    """The content stream and its resources."""
    writer = _Writer()
    for shape in shapes:
        writer.clip(shape.clips)
        writer.shape(shape)
    writer.clip(())
    return b"\n".join(writer.lines), writer.resources()


class _Writer:
    """Writes operators and leaves out those that would change nothing."""

    def __init__(self) -> None:
        self.lines: list[bytes] = []
        self.state = self.unclipped = {b"gs": b"/A1000"}
        self.opacities: set[int] = set()
        self.clips: tuple[Clip, ...] = ()

    def clip(self, clips: tuple[Clip, ...]) -> None:
        """Cut what follows to these outlines and no others."""
        if clips == self.clips:
            return
        if self.clips:
            self.lines.append(b"Q")
            self.state = self.unclipped
        if clips:
            self.unclipped = self.state.copy()
            self.lines.append(b"q")
            self.lines += [
                _outline(clip.path) + (b"\nW* n" if clip.even_odd else b"\nW n") for clip in clips
            ]
        self.clips = clips

    def shape(self, shape: Shape) -> None:
        """Fill and stroke; in one go where nothing shows through."""
        path, pen, frame = _placed(shape)
        outline = _outline(path)
        together = (
            shape.fill
            and shape.stroke
            and shape.fill.alpha == shape.stroke.alpha == 1
            and not frame
        )
        if shape.fill and not together:
            self.colours(fill=shape.fill)
            flat = _outline(mapped(shape.path, shape.matrix)) if frame else outline
            self.lines += [flat, b"f*" if shape.even_odd else b"f"]
        if shape.stroke and pen:
            self.colours(fill=shape.fill if together else None, stroke=shape.stroke)
            self.pen(pen)
            if frame:
                self.lines += [b"q", _numbers(frame, 6) + b" cm", outline, b"S", b"Q"]
            else:
                self.lines += [outline, (b"B*" if shape.even_odd else b"B") if together else b"S"]

    def colours(self, *, fill: Paint | None = None, stroke: Paint | None = None) -> None:
        for paint, operator in ((fill, b"rg"), (stroke, b"RG")):
            if paint:
                self.set(operator, _numbers(paint.colour, 4))
                opacity = round(paint.alpha * 1000)
                self.set(b"gs", b"/A%d" % opacity)
                self.opacities.add(opacity)

    def pen(self, pen: Pen) -> None:
        self.set(b"w", _numbers([pen.width]))
        self.set(b"J", b"%d" % pen.cap)
        self.set(b"j", b"%d" % pen.join)
        self.set(b"M", _numbers([pen.miter]))
        self.set(b"d", b"[%b] %b" % (_numbers(pen.dashes), _numbers([pen.offset])))

    def set(self, operator: bytes, operands: bytes) -> None:
        if self.state.get(operator) != operands:
            self.state[operator] = operands
            self.lines.append(operands + b" " + operator)

    def resources(self) -> PdfObject:
        if self.opacities <= {1000}:
            return {}
        return {
            "ExtGState": {
                f"A{opacity}": {
                    "Type": Name("ExtGState"),
                    "ca": opacity / 1000,
                    "CA": opacity / 1000,
                }
                for opacity in sorted(self.opacities | {1000})
            }
        }


def _placed(shape: Shape) -> tuple[Path, Pen | None, Matrix | None]:
    """Path and pen as they are written, and the matrix that must be set for them, if any.

    A matrix that keeps shapes goes into the points. With any other a stroke is wider one way than
    the other: the points are then only scaled, so that two decimals are as good as anywhere.
    """
    scale = shape.matrix.scale
    if not shape.stroke or not shape.pen:
        return mapped(shape.path, shape.matrix), None, None
    if shape.matrix.keeps_shape:
        return mapped(shape.path, shape.matrix), shape.pen.scaled(scale), None
    a, b, c, d, e, f = shape.matrix
    frame = Matrix(a / scale, b / scale, c / scale, d / scale, e, f)
    return mapped(shape.path, Matrix(a=scale, d=scale)), shape.pen.scaled(scale), frame


def _outline(path: Path) -> bytes:
    return b"\n".join(
        b" ".join(_numbers([point.real, point.imag]) for point in points) + b" " + operator.encode()
        if points
        else operator.encode()
        for operator, points in path
    )


def _numbers(values: Sequence[float], decimals: int = 2) -> bytes:
    if decimals > 4:
        return b" ".join(f"{value:.{decimals}f}".encode() for value in values)
    return b" ".join(number_bytes(round(value, decimals)) for value in values)
