"""An SVG logo as one form XObject of lines, curves and colours: what cannot be drawn is refused.

Drawn are paths and basic shapes with plain fills and strokes, groups, ``use``, transforms, style
sheets of simple rules. Not drawn are text, pictures, gradients, patterns, filters and masks: the
design prints none, and a logo must look as its owner drew it or not at all. The form is 1000 units
on its longer side, so that two decimals are finer than any printer.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace

from leaflet.brand.artwork import AS_PNG, Logo, Source
from leaflet.brand.svg_content import Clip, Pen, Shape, operators
from leaflet.brand.svg_ink import legible
from leaflet.brand.svg_numbers import Matrix, UnreadableError, read_transform
from leaflet.brand.svg_path import Box, Path, bounds, mapped
from leaflet.brand.svg_reader import DEEPEST, MOST_ELEMENTS, Element, read_svg
from leaflet.brand.svg_shapes import SHAPES, has_area, read_viewport
from leaflet.brand.svg_style import INITIAL, Paint, Style, Styles, read_opacity, read_paint
from leaflet.pdf.objects import Name, compressed

_LONG_SIDE = 1000.0
_MOST_SEGMENTS = 200_000
_MOST_COMPARED = 200
_FARTHEST = 1e6
_FLAT, _FLATTEST = 1e-9, 100

_GROUPS = frozenset({"svg", "g", "a"})
_SILENT = frozenset(
    {"title", "desc", "metadata", "style", "defs", "clipPath", "mask", "symbol", "marker", "filter"}
    | {"linearGradient", "radialGradient", "pattern"}
)
"""Elements that draw nothing where they stand."""
_CONDITIONS = frozenset({"requiredExtensions", "requiredFeatures", "systemLanguage", "pathLength"})
_CAPS = {"butt": 0, "round": 1, "square": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}
_LOCAL_URL = re.compile(r"url\(\s*['\"]?#([^'\"()\s]+)['\"]?\s*\)")


def draw_svg(data: bytes, source: Source) -> Logo:
    """The logo as vectors.

    Raises:
        AssetError: it cannot be read, cannot be drawn as it is meant, or cannot be seen on white.
    """
    drawing = _Drawing(read_svg(data, source), source)
    source.require_shape(drawing.width, drawing.height, "units")
    shapes, notices = legible(drawing.shapes, source)
    content, resources = operators(shapes)
    width, height = drawing.width, drawing.height
    box = (0, 0, width, height)
    form = compressed(
        content, Type=Name("XObject"), Subtype=Name("Form"), BBox=box, Resources=resources
    )
    return Logo(form=(form,), width=width, height=height, kind="vector", notices=notices)


@dataclass(frozen=True, slots=True)
class _Context:
    """What holds where an element stands."""

    style: Style
    matrix: Matrix
    clips: tuple[Clip, ...] = ()
    depth: int = 0


class _Drawing:
    """The shapes of a tree, in the order they are painted."""

    def __init__(self, root: Element, source: Source) -> None:
        self.source = source
        self.styles = Styles(root, source)
        self.by_id: dict[str, Element] = {}
        for element in root.walk():
            self.by_id.setdefault(element.attributes.get("id", ""), element)
        self.shapes: list[Shape] = []
        self.visited = self.segments = 0
        self.view = view = read_viewport(root, source)
        scale = _LONG_SIDE / max(view.width, view.height)
        self.width, self.height = round(view.width * scale, 2), round(view.height * scale, 2)
        upright = Matrix(scale, 0, 0, -scale, -view.left * scale, self.height + view.top * scale)
        self.visit(root, _Context(INITIAL, upright))

    def visit(self, element: Element, around: _Context) -> None:
        """Add the shapes of an element and of all within."""
        self.visited += 1
        if self.visited > MOST_ELEMENTS:
            raise self.source.refusal("draws one thing within another too often")
        if element.tag in _SILENT:
            return
        self.check(element)
        if element.tag == "svg" and around.depth:
            what = f"has one SVG within another (line {element.line})"
            raise self.source.refusal(f"{what}, which leaflet cannot draw")
        style = self.styles.of(element, around.style)
        if style["display"] == "none":
            return
        first = len(self.shapes)
        try:
            opacity = read_opacity(style["opacity"])
            here = self.within(element, style, around)
            if element.tag in SHAPES:
                self.add_shape(element, here)
            elif element.tag == "use":
                self.visit(self.used(element), here)
        except UnreadableError as error:
            what = (
                f"has <{element.tag}> (line {element.line}) with {error}, which leaflet cannot draw"
            )
            raise self.source.refusal(what) from error
        for child in element.children:
            self.visit(child, here)
        if opacity < 1:
            self.fade(first, opacity, element)

    def within(self, element: Element, style: Style, around: _Context) -> _Context:
        """What holds inside an element: its style, its transform, what it is cut to."""
        if around.depth > DEEPEST:
            raise self.source.refusal("draws one thing within another too often")
        matrix = around.matrix.after(read_transform(element.attributes.get("transform", "")))
        if element.tag == "use":
            x, y = (self.view.length(element.attributes.get(name, "0"), name) for name in "xy")
            matrix = matrix.after(Matrix(e=x, f=y))
        if max(map(abs, matrix)) > _FARTHEST:
            raise UnreadableError(element.attributes.get("transform", ""), "transform")
        here = _Context(style, matrix, around.clips, around.depth + 1)
        if style["clip-path"] in {"none", ""}:
            return here
        return replace(here, clips=(*here.clips, self.clip(style["clip-path"], here)))

    def clip(self, reference: str, around: _Context) -> Clip:
        """The outline of a ``clipPath``: one shape, or several that lie side by side."""
        match = _LOCAL_URL.fullmatch(reference)
        target = self.by_id.get(match[1]) if match else None
        if (
            target is None
            or target.tag != "clipPath"
            or target.attributes.get("clipPathUnits") == "objectBoundingBox"
        ):
            raise self.source.refusal(f'is cut to "{reference[:40]}", which leaflet cannot follow')
        around = replace(around, style=INITIAL, clips=())
        around = self.within(target, self.styles.of(target, INITIAL), around)
        path: Path = []
        boxes, rules = [], set()
        for child in target.children:
            if child.tag in _SILENT:
                continue
            here = self.within(child, self.styles.of(child, around.style), around)
            if child.tag == "use":
                child = self.used(child)
                here = self.within(child, self.styles.of(child, here.style), here)
            if child.tag not in SHAPES or here.clips or here.style["display"] == "none":
                raise self.source.refusal(
                    f"is cut to <{child.tag}> (line {child.line}), which leaflet cannot follow"
                )
            piece = mapped(self.outline(child), here.matrix)
            path += piece
            boxes += [self.near(bounds(piece), child)] if piece else []
            rules.add(here.style["clip-rule"])
        if not path or _any_overlap(boxes) or len(rules) > 1:
            raise self.source.refusal(
                f"is cut to several shapes (line {target.line}), which leaflet cannot follow"
            )
        return Clip(path=path, even_odd=rules == {"evenodd"})

    def check(self, element: Element) -> None:
        """Refuse what is not drawn."""
        if element.tag not in SHAPES | _GROUPS | {"use"}:
            hint = (
                "turn its text into outlines, or export it as PNG"
                if element.tag == "text"
                else AS_PNG
            )
            raise self.source.refusal(
                f"has <{element.tag}> (line {element.line}), which leaflet cannot draw", hint
            )
        if conditions := _CONDITIONS & element.attributes.keys():
            raise self.source.refusal(
                f"has {min(conditions)} (line {element.line}), which leaflet cannot follow"
            )
        if element.tag not in _GROUPS and any(
            child.tag not in _SILENT for child in element.children
        ):
            what = f"has something within <{element.tag}> (line {element.line})"
            raise self.source.refusal(f"{what}, which leaflet cannot draw")

    def used(self, element: Element) -> Element:
        """What a ``use`` refers to; nothing outside the file has a name here."""
        href = element.attributes.get("href", "")
        target = self.by_id.get(href[1:]) if len(href) > 1 and href.startswith("#") else None
        if target is None or target.tag in {"svg", "symbol"}:
            which = "which leaflet cannot draw" if target else "which is no part of it"
            raise self.source.refusal(f'uses "{href[:40]}" (line {element.line}), {which}')
        return target

    def outline(self, element: Element) -> Path:
        """The path of a shape, before its transform."""
        path = self.view.outline(element)
        self.segments += len(path)
        if self.segments > _MOST_SEGMENTS:
            raise self.source.refusal("has too many lines and curves")
        return path

    def add_shape(self, element: Element, here: _Context) -> None:
        """Add a shape unless there is nothing to see of it."""
        path, style = self.outline(element), here.style
        if style["visibility"] != "visible" or len(path) < 2 or here.matrix.scale < _FLAT:
            return
        if max(map(abs, here.matrix[:4])) > _FLATTEST * here.matrix.scale:
            raise UnreadableError(element.attributes.get("transform", ""), "transform")
        fill, stroke = self.paint("fill", element, style), self.paint("stroke", element, style)
        pen = self.pen(style) if stroke else None
        shape = Shape(
            path=path,
            matrix=here.matrix,
            clips=here.clips,
            fill=fill if has_area(path) else None,
            even_odd=style["fill-rule"] == "evenodd",
            stroke=stroke if pen and pen.width else None,
            pen=pen,
        )
        left, bottom, right, top = self.near(shape.bounds(), element)
        if shape.paints and left < self.width and bottom < self.height and right > 0 and top > 0:
            self.shapes.append(shape)

    def near(self, box: Box, element: Element) -> Box:
        """The box, if it lies where numbers can still be written and read exactly enough."""
        if max(map(abs, box)) > _FARTHEST:
            what = f"has <{element.tag}> (line {element.line}) far larger than the picture"
            raise self.source.refusal(what)
        return box

    def paint(self, name: str, element: Element, style: Style) -> Paint | None:
        """What an element is filled or stroked with."""
        if "url(" in style[name]:
            raise self.source.refusal(
                f"has a gradient or pattern (line {element.line}), which leaflet does not print"
            )
        return read_paint(style[name], style, style[f"{name}-opacity"])

    def pen(self, style: Style) -> Pen:
        """The pen of a stroke."""
        listed = style["stroke-dasharray"].strip()
        dashes = (
            []
            if listed in {"none", ""}
            else [self.view.length(dash) for dash in re.split(r"[\s,]+", listed)]
        )
        cap, join = _CAPS.get(style["stroke-linecap"]), _JOINS.get(style["stroke-linejoin"])
        if cap is None or join is None or any(dash < 0 for dash in dashes):
            pen = f"{style['stroke-linecap']} {style['stroke-linejoin']} {listed}"
            raise UnreadableError(pen, "stroke")
        return Pen(
            width=max(0.0, self.view.length(style["stroke-width"])),
            cap=cap,
            join=join,
            miter=max(1.0, self.view.length(style["stroke-miterlimit"])),
            # Poppler begins an odd number of dashes anew each time; two rounds are even.
            dashes=tuple(dashes * (1 + len(dashes) % 2)) if any(dashes) else (),
            offset=self.view.length(style["stroke-dashoffset"]) % (2 * sum(dashes) or 1),
        )

    def fade(self, first: int, opacity: float, element: Element) -> None:
        """Let the paper show through the shapes from ``first`` on, which must lie side by side."""
        shapes = self.shapes[first:]
        if opacity == 0:
            shapes = []
        if any(len(shape.paints) > 1 for shape in shapes) or _any_overlap(
            [shape.bounds() for shape in shapes]
        ):
            what = f"has see-through shapes that overlap (line {element.line})"
            raise self.source.refusal(f"{what}, which leaflet cannot draw")
        self.shapes[first:] = [
            replace(shape, fill=_faded(shape.fill, opacity), stroke=_faded(shape.stroke, opacity))
            for shape in shapes
        ]


def _faded(paint: Paint | None, opacity: float) -> Paint | None:
    return Paint(paint.colour, paint.alpha * opacity) if paint else None


def _any_overlap(boxes: list[Box]) -> bool:
    """Whether any two boxes overlap; of very many, nobody knows."""
    return len(boxes) > _MOST_COMPARED or any(
        one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
        for one, other in itertools.combinations(boxes, 2)
    )
