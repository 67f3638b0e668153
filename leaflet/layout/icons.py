"""The icons and the dose pictures: our own drawings, as SVG shapes on a grid.

Each icon stands on a 24 by 24 grid with strokes of 2, round caps and joins. A part is drawn in
the icon's colour as stroke ``S``, fill ``F`` or both ``B``, or in paper colour on top ``P``
(stroke 2.4).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from leaflet.layout.vector import Segment, ellipse, path_segments, rounded_rectangle

Paint = Literal["S", "F", "B", "P"]


@dataclass(frozen=True, slots=True)
class Part:
    """One shape of an icon, and how it is painted."""

    paint: Paint
    segments: tuple[Segment, ...]
    stroke: float
    upright: bool = False
    """Moves but does not turn where the drawing is mirrored: a tick is one in every direction."""

    def mirrored(self, width: float) -> tuple[Segment, ...]:
        """Its segments in a drawing of ``width`` that is turned from left to right."""
        across = [n for _, at in self.segments for n in at[::2]]
        low, high = min(across), max(across)
        return tuple(
            (
                kind,
                tuple(
                    n if i % 2 else (width - high + n - low if self.upright else width - n)
                    for i, n in enumerate(at)
                ),
            )
            for kind, at in self.segments
        )


@dataclass(frozen=True, slots=True)
class Icon:
    """The parts of a drawing on a grid of ``width`` by ``height``, y downwards."""

    width: float
    height: float
    parts: tuple[Part, ...]
    mirrored: bool = False
    """Whether it turns with the direction of reading (arrows and time lines do)."""


_ICONS: Mapping[str, tuple[str, ...]] = {
    "bullet": ("F circle 12,12 r12",),
    "tablet": (
        "S ellipse 12,9.5 10x6",
        "B M2 9.5V14c0 3.3 4.5 6 10 6s10-2.7 10-6V9.5c0 3.3-4.5 6-10 6s-10-2.7-10-6z",
        "S M7.2 12L16.8 7",
    ),
    "person": (
        "F circle 9,3.9 r2.9",
        "S M9 9v6.5L5.5 22M9 15.5l3.5 6.5M3.5 11.2h11",
        "S M19 9.5l-2.8 4.7h4.6L18 19",
    ),
    "clock": ("S circle 12,12 r9.5", "S M12 6.5V12l4 2.5"),
    "glass": (
        "S M5 2.5h14l-1.8 17.2a2 2 0 0 1-2 1.8H8.8a2 2 0 0 1-2-1.8z",
        "F M5.9 10.5c2-1.4 4-1.4 6.1 0s4.1 1.4 6.1 0L17 20.5H7z",
    ),
    "warn": ("B M12 2.5L23 21.5H1Z", "P M12 9v5.5", "P circle 12,18 r1.5"),
    "phone": (
        (
            "S M7.2 2.8c-2.6.7-4.4 2.6-4.2 5.4.6 7 5.8 12.2 12.8 12.8 2.8.2 4.7-1.6 5.4-4.2"
            "l-4.6-3.4-2.7 2.1c-2.4-1.1-4.3-3-5.4-5.4l2.1-2.7z"
        ),
    ),
    "phone-solid": (
        (
            "B M7.2 2.8c-2.6.7-4.4 2.6-4.2 5.4.6 7 5.8 12.2 12.8 12.8 2.8.2 4.7-1.6 5.4-4.2"
            "l-4.6-3.4-2.7 2.1c-2.4-1.1-4.3-3-5.4-5.4l2.1-2.7z"
        ),
    ),
    "tell": (
        (
            "S M4 3h16a1.5 1.5 0 0 1 1.5 1.5v11A1.5 1.5 0 0 1 20 17h-8.5L7 21.5V17H4"
            "a1.5 1.5 0 0 1-1.5-1.5v-11A1.5 1.5 0 0 1 4 3z"
        ),
        "S M12 6.5v7M8.5 10h7",
    ),
    "siren": (
        "S M6 17.5V13a6 6 0 0 1 12 0v4.5",
        "B M3.5 21.5h17v-4h-17z",
        "S M12 1.5v2M3.6 5l1.5 1.5M20.4 5l-1.5 1.5M12 11v3.5",
    ),
    "eye": (
        "S M1.5 12C4.5 7 8 5 12 5s7.5 2 10.5 7c-3 5-6.5 7-10.5 7s-7.5-2-10.5-7z",
        "F circle 12,12 r3.2",
    ),
    "face": (
        "S circle 12,12 r9.5",
        "F circle 8.5,9.8 r1.5",
        "F circle 15.5,9.8 r1.5",
        "S M8 16h8",
    ),
    "bottle": (
        "S rect 5,9 14x13 r2",
        "F rect 6.5,2 11x4 r1",
        "S M8 6v3M16 6v3M12 12.5v6M9 15.5h6",
    ),
    "list": (
        (
            "S M8 4H6a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2V6a2 2 0 0 0-2-2h-2"
        ),
        "F rect 8,2 8x4 r1",
        "S M7.5 11.5l1.3 1.3 2.4-2.6M14 11.5h2.5M7.5 17.2l1.3 1.3 2.4-2.6M14 17.2h2.5",
    ),
    "missed": (
        "S rect 2.5,4 19x18 r2",
        "S M2.5 9.5h19M7.5 1.5v4M16.5 1.5v4M9.5 13.2l5 5M14.5 13.2l-5 5",
    ),
    "lock": (
        "S rect 3.5,10.5 17x11.5 r2",
        "S M7.5 10.5V7a4.5 4.5 0 0 1 9 0v3.5M12 16.5v2",
        "F circle 12,15.6 r1.6",
    ),
    "morning": (
        (
            "S M1.5 17.5h21M5.5 17.5a6.5 6.5 0 0 1 13 0M12 8V2.5M9.5 5L12 2.5 14.5 5"
            "M3.5 9.5l2 2M20.5 9.5l-2 2M6 21.8h12"
        ),
    ),
    "midday": (
        "B circle 12,12 r4.8",
        (
            "S M12 1.5v2.2M12 20.3v2.2M1.5 12h2.2M20.3 12h2.2M4.6 4.6l1.5 1.5"
            "M17.9 17.9l1.5 1.5M4.6 19.4l1.5-1.5M17.9 6.1l1.5-1.5"
        ),
    ),
    "evening": (
        (
            "S M1.5 17.5h21M5.5 17.5a6.5 6.5 0 0 1 13 0M12 2.5V8M9.5 5.5L12 8l2.5-2.5"
            "M3.5 9.5l2 2M20.5 9.5l-2 2M6 21.8h12"
        ),
    ),
    "bed": ("S M20.5 14.5A9 9 0 1 1 9.5 3.5a7.2 7.2 0 0 0 11 11z",),
    "info": ("S circle 12,12 r9.5", "S M12 11v6", "F circle 12,7.2 r1.4"),
    "turn": ("S M3 12h16M13 5.5L19.5 12 13 18.5",),
    "car": (
        "S M3 16.5v-4l2.6-6h12.8l2.6 6v4z",
        "S M3 12.5h18",
        "F circle 7,17.5 r2.6",
        "F circle 17,17.5 r2.6",
    ),
    "card": (
        "S rect 1.5,5 21x14 r2",
        "S M12 8.5v7M8.5 12h7",
    ),
    "heart": (
        (
            "S M12 20.6C5.5 15.8 2.2 12.4 2.2 8.6c0-2.9 2.2-5 4.9-5 2 0 3.8 1.1 4.9 3.1"
            " 1.1-2 2.9-3.1 4.9-3.1 2.7 0 4.9 2.1 4.9 5 0 3.8-3.3 7.2-9.8 12z"
        ),
        "S M6.5 11.2h2.7l1.6-2.7 2.4 5 1.6-2.3h2.7",
    ),
    "flame": (
        (
            "S M12 1.8c.6 4.2 7 6.6 7 12.7a7 7 0 0 1-14 0c0-2.8 1.4-4.7 3-6.4"
            ".2 1.7.8 2.8 2 3.6.2-3.6.6-6.7 2-9.9z"
        ),
        "F M12 21a3.6 3.6 0 0 1-3.6-3.6c0-1.9 2-3 3.6-5 1.6 2 3.6 3.1 3.6 5A3.6 3.6 0 0 1 12 21z",
    ),
    "thermometer": (
        "S M8 13.6V4.4a3 3 0 0 1 6 0v9.2a5 5 0 1 1-6 0z",
        "F circle 11,17.6 r2.6",
        "S M11 17.6V8M17.5 4.5h4M17.5 8.5h4M17.5 12.5h4",
    ),
    "capsule": (
        "S rect 1.5,7 21x10 r5",
        "F M12 7h5.5a5 5 0 0 1 0 10H12z",
    ),
    "tube": (
        "S M8 2.5v15a4 4 0 0 0 8 0v-15",
        "S M5 2.5h14",
        "F M8 11h8v6.5a4 4 0 0 1-8 0z",
    ),
    "never": ("S circle 12,12 r9.5", "S M5.3 5.3L18.7 18.7"),
    "baby": ("S circle 12,12 r9.5", "F circle 8.7,11 r1.3", "F circle 15.3,11 r1.3",
             "S M9 15.2c1.8 1.8 4.2 1.8 6 0", "S M12 2.5c-1.6 1.4-1.2 3.2.8 3.4"),
}  # fmt: skip

_PICTURES: Mapping[str, tuple[Part, ...]] = {
    "dose-stopped": (
        Part("S", path_segments("M1.4 0V29.3H72"), 1.4),
        Part("S", path_segments("M5 6h22V28"), 3),
        Part("S", path_segments("M44.5 9.5l13 13M57.5 9.5l-13 13"), 3.6, upright=True),
    ),
    "dose-lowered": (
        Part("S", path_segments("M1.4 0V29.3H72"), 1.4),
        Part("S", path_segments("M5 6h13v5.2h12v5.2h12v5.2h12v5.9"), 3),
        Part("S", path_segments("M49 6.5l5 5.5 11.5-11"), 3.4, upright=True),
    ),
}
"""Dose over time: stopped at once beside a cross, lowered in steps beside a tick."""

_MIRRORED = frozenset({"turn", "dose-stopped", "dose-lowered"})


@lru_cache(maxsize=64)
def icon(name: str) -> Icon:
    """The drawing of this name."""
    if name in _PICTURES:
        return Icon(72, 30, _PICTURES[name], mirrored=True)
    stroke = 2.6 if name == "turn" else 2
    return Icon(
        24, 24, tuple(_part(text, stroke) for text in _ICONS[name]), mirrored=name in _MIRRORED
    )


def _part(text: str, stroke: float) -> Part:
    paint, shape = text[0], text[2:]
    kind, _, rest = shape.partition(" ")
    match kind:
        case "circle":
            centre, _, radius = rest.partition(" r")
            x, y = map(float, centre.split(","))
            segments = ellipse(x, y, float(radius), float(radius))
        case "ellipse":
            centre, _, radii = rest.partition(" ")
            x, y = map(float, centre.split(","))
            rx, ry = map(float, radii.split("x"))
            segments = ellipse(x, y, rx, ry)
        case "rect":
            corner, size, radius = rest.split(" ")
            x, y = map(float, corner.split(","))
            width, height = map(float, size.split("x"))
            r = float(radius[1:])
            segments = rounded_rectangle(x, y, width, height, (r, r, r, r))
        case _:
            segments = path_segments(shape)
    match paint:
        case "S" | "F" | "B":
            return Part(paint, segments, stroke)
        case _:
            return Part("P", segments, 2.4)
