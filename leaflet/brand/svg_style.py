"""What fill, stroke and visibility an SVG element has: attributes, style sheet and style attribute.

Properties that change the drawing and that we do not draw are refused unless they say "none"; all
others that we do not know (fonts, editors' notes) are passed over, as browsers do.
"""

from __future__ import annotations

import colorsys
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from leaflet.brand.artwork import Source
from leaflet.brand.colour import INK, Rgb
from leaflet.brand.svg_numbers import NUMBER, UnreadableError
from leaflet.brand.svg_reader import Element

Style = Mapping[str, str]
"""Properties by name, lower case, inherited ones included."""

_INHERITED: dict[str, str] = {
    "color": "black",
    "fill": "black",
    "fill-rule": "nonzero",
    "fill-opacity": "1",
    "stroke": "none",
    "stroke-width": "1",
    "stroke-linecap": "butt",
    "stroke-linejoin": "miter",
    "stroke-miterlimit": "4",
    "stroke-dasharray": "none",
    "stroke-dashoffset": "0",
    "stroke-opacity": "1",
    "visibility": "visible",
    "clip-rule": "nonzero",
}
_OWN: dict[str, str] = {"opacity": "1", "display": "inline", "clip-path": "none"}

_NONE = frozenset({"none", ""})
_UNDRAWN: dict[str, frozenset[str]] = {
    "filter": _NONE,
    "mask": _NONE,
    "marker": _NONE,
    "marker-start": _NONE,
    "marker-mid": _NONE,
    "marker-end": _NONE,
    "vector-effect": _NONE,
    "mix-blend-mode": frozenset({"normal"}),
    "paint-order": frozenset(
        {"normal", "fill", "fill stroke", "fill stroke markers", "fill markers stroke"}
    ),
    "animation": _NONE,
}
"""Properties we do not draw, and the values with which there is nothing to draw."""

_ONLY_AS_ATTRIBUTE = frozenset(
    {"transform", "translate", "rotate", "scale", "width", "height"}
    | {"d", "x", "y", "cx", "cy", "r", "rx", "ry"}
)
_MOST_RULES = 500
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_SELECTOR = re.compile(r"(?P<tag>\*|[A-Za-z]+)?(?:#(?P<id>[\w-]+))?(?P<classes>(?:\.[\w-]+)*)")
_HEX = re.compile(r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})")
_FUNCTIONS = ("url", "rgb", "rgba", "hsl", "hsla")
_FUNCTION = re.compile(r"(rgb|hsl)a?\(([^()]*)\)")
_SHARE = re.compile(rf"({NUMBER})(%|deg|)")
_FULL_TURNS = 360_000


class Paint(NamedTuple):
    """A colour and how opaque it is."""

    colour: Rgb
    alpha: float


@dataclass(frozen=True, slots=True)
class _Rule:
    """One selector of a style sheet with what it sets."""

    tag: str | None
    identifier: str | None
    classes: frozenset[str]
    declarations: Style

    def matches(self, tag: str, identifier: str | None, classes: set[str]) -> bool:
        return (
            self.tag in {None, "*", tag}
            and self.identifier in {None, identifier}
            and self.classes <= classes
        )

    @property
    def weight(self) -> tuple[int, int, int]:
        """How specific it is (CSS Selectors 3 §9)."""
        return self.identifier is not None, len(self.classes), self.tag not in {None, "*"}


class Styles:
    """Styles of one file's elements."""

    def __init__(self, root: Element, source: Source) -> None:
        self.source = source
        sheet = "\n".join(element.text for element in root.walk() if element.tag == "style")
        self.ruled: dict[tuple[str, str | None, str], Style] = {}
        self.rules = sorted(self._rules(_COMMENT.sub(" ", sheet)), key=lambda rule: rule.weight)

    def of(self, element: Element, parent: Style) -> Style:
        """The element's style within a parent that has the style ``parent``.

        Raises:
            AssetError: a property asks for something that is not drawn.
        """
        attributes = element.attributes
        own = {key: value.strip() for key, value in attributes.items() if key in _PRESENTATION}
        own |= self._ruled(element.tag, attributes.get("id"), attributes.get("class", ""))
        own |= self._declarations(attributes.get("style", ""))
        style = {**parent, **_OWN}
        for name, value in own.items():
            self._check(name, value, element)
            if value != "inherit" and not (name == "color" and value.lower() == "currentcolor"):
                style[name] = value
            elif name in _OWN:
                style[name] = parent[name]
        return style

    def _ruled(self, tag: str, identifier: str | None, classes: str) -> Style:
        """What the rules set for elements that are called this."""
        known = self.ruled.get((tag, identifier, classes))
        if known is None:
            known = self.ruled[tag, identifier, classes] = {
                name: value
                for rule in self.rules
                if rule.matches(tag, identifier, set(classes.split()))
                for name, value in rule.declarations.items()
            }
        return known

    def _rules(self, sheet: str) -> Iterable[_Rule]:
        *rules, rest = sheet.split("}")
        if rest.strip() or "@" in sheet or any(rule.count("{") != 1 for rule in rules):
            raise self.source.refusal("has a style sheet that leaflet cannot read")
        if sheet.count("{") + sheet.count(",") > _MOST_RULES:
            raise self.source.refusal(f"has a style sheet of more than {_MOST_RULES} rules")
        for rule in rules:
            selectors, _, body = rule.partition("{")
            declarations = self._declarations(body)
            for selector in map(str.strip, selectors.split(",")):
                match = _SELECTOR.fullmatch(selector)
                if not match or not selector:
                    what = f'has a style rule for "{selector[:40]}", which leaflet cannot follow'
                    raise self.source.refusal(what)
                classes = frozenset(match["classes"].split(".")[1:])
                yield _Rule(match["tag"], match["id"], classes, declarations)

    def _declarations(self, text: str) -> dict[str, str]:
        found = {}
        for declaration in _COMMENT.sub(" ", text).split(";"):
            name, colon, value = declaration.partition(":")
            name, value = name.strip().lower(), value.strip()
            if not colon or (name not in _PRESENTATION and name not in _ONLY_AS_ATTRIBUTE):
                continue
            if "!" in value or not all(call.endswith(_FUNCTIONS) for call in value.split("(")[:-1]):
                raise self.source.refusal(
                    f'has the style "{name}: {value[:40]}", which leaflet cannot follow'
                )
            found[name] = value
        return found

    def _check(self, name: str, value: str, element: Element) -> None:
        harmless = _UNDRAWN.get(name)
        if harmless is not None and value.lower() not in harmless:
            what = f'has {name}="{value[:40]}" (line {element.line}), which leaflet cannot draw'
            raise self.source.refusal(what)
        if name in _ONLY_AS_ATTRIBUTE and element.tag != "svg":
            what = f'sets "{name}" in a style (line {element.line}), which leaflet cannot follow'
            raise self.source.refusal(what)


_PRESENTATION = frozenset({*_INHERITED, *_OWN, *_UNDRAWN})
INITIAL: Style = {**_INHERITED, **_OWN}


def read_paint(value: str, style: Style, opacity: str) -> Paint | None:
    """The value of fill or stroke; nothing for "none".

    Raises:
        UnreadableError: it is no colour that can be drawn.
    """
    text = value.strip().lower()
    alpha = read_opacity(opacity)
    if text == "none":
        return None
    colour, own_alpha = read_colour(style["color"] if text == "currentcolor" else text)
    return Paint(colour, alpha * own_alpha) if alpha * own_alpha > 0 else None


def read_opacity(value: str) -> float:
    """A share from 0 to 1, as a number or a percentage."""
    match = _SHARE.fullmatch(value.strip().lower())
    if not match:
        raise UnreadableError(value)
    return _clamped(float(match[1]) / (100 if match[2] else 1))


def read_colour(text: str) -> tuple[Rgb, float]:
    """A CSS colour and its opacity: a name, #rgb, #rrggbb, rgb(), hsl().

    Raises:
        UnreadableError: it is none of these.
    """
    text = text.strip().lower()
    if _HEX.fullmatch(text):
        digits = text[1:] if len(text) > 5 else "".join(digit * 2 for digit in text[1:])
        red, green, blue, alpha = (byte / 255 for byte in bytes.fromhex(f"{digits}ff"[:8]))
        return (red, green, blue), alpha
    if match := _FUNCTION.fullmatch(text):
        parts = [_SHARE.fullmatch(part) for part in re.split(r"[\s,/]+", match[2].strip())]
        numbers = [(float(part[1]), part[2]) for part in parts if part]
        if len(numbers) != len(parts) or len(parts) not in {3, 4}:
            raise UnreadableError(text)
        return _colour_function(match[1], numbers)
    if text == "transparent":
        return INK, 0.0
    from PIL import ImageColor  # its table of names is worth 30 ms only here

    if text not in ImageColor.colormap:
        raise UnreadableError(text)
    red, green, blue = ImageColor.getrgb(text)[:3]
    return (red / 255, green / 255, blue / 255), 1.0


def _colour_function(name: str, numbers: list[tuple[float, str]]) -> tuple[Rgb, float]:
    """What rgb() or hsl() makes of three numbers, each with its unit, and perhaps an opacity."""
    first, second, third = (number for number, _ in numbers[:3])
    if name == "hsl":
        saturation, lightness = _clamped(second / 100), _clamped(third / 100)
        rgb = colorsys.hls_to_rgb(min(first, _FULL_TURNS) / 360 % 1, lightness, saturation)
    else:
        red, green, blue = (
            _clamped(number / (100 if unit else 255)) for number, unit in numbers[:3]
        )
        rgb = red, green, blue
    opacity = [number / (100 if unit else 1) for number, unit in numbers[3:]]
    return rgb, _clamped(opacity[0]) if opacity else 1.0


def _clamped(share: float) -> float:
    return min(1.0, max(0.0, share))
