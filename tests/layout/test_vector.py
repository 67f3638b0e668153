import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.layout.vector import Segment, ellipse, path_segments, rounded_rectangle

NUMBERS = st.floats(-50, 50).map(lambda n: round(n, 2))
RADII = st.floats(0.5, 40).map(lambda n: round(n, 2))
FLAGS = st.sampled_from("01")


def along(segments: tuple[Segment, ...], steps: int = 16) -> list[tuple[float, float]]:
    """Points on a path, computed from the curves' own definition (Bernstein's form)."""
    points: list[tuple[float, float]] = []
    for _, at in segments:
        if len(at) == 2:
            points.append((at[0], at[1]))
        elif at:
            corners = [points[-1], *zip(at[::2], at[1::2], strict=True)]
            for step in range(1, steps + 1):
                t = step / steps
                weights = [math.comb(3, k) * t**k * (1 - t) ** (3 - k) for k in range(4)]
                x, y = (
                    sum(w * corner[axis] for w, corner in zip(weights, corners, strict=True))
                    for axis in (0, 1)
                )
                points.append((x, y))
    return points


@given(x=NUMBERS, y=NUMBERS, dx=NUMBERS, dy=NUMBERS, rx=RADII, ry=RADII, large=FLAGS, sweep=FLAGS)
def test_arcs_meet_their_end_points(
    x: float, y: float, dx: float, dy: float, rx: float, ry: float, large: str, sweep: str
) -> None:
    """An arc ends where its path goes on: no icon has a gap or a spike in its outline."""
    if (dx, dy) == (0, 0):
        return
    *_, (end_x, end_y) = along(path_segments(f"M{x} {y}a{rx} {ry} 0 {large} {sweep} {dx} {dy}"))
    assert math.dist((end_x, end_y), (x + dx, y + dy)) < 1e-6


@pytest.mark.parametrize("large", "01")
@pytest.mark.parametrize("sweep", "01")
def test_arcs_are_round(large: str, sweep: str) -> None:
    """All points of an arc lie on one circle, on the side that is asked for."""
    points = along(path_segments(f"M0 0A10 10 0 {large} {sweep} 10 0"))
    below = large != sweep
    centre = (5, math.sqrt(75) * (1 if below else -1))
    for x, y in points:
        assert math.dist((x, y), centre) == pytest.approx(10, abs=0.01)
    top = max((y for _, y in points), key=abs)
    rise = 10 + math.sqrt(75) if large == "1" else 10 - math.sqrt(75)
    assert top == pytest.approx(rise if sweep == "0" else -rise, abs=0.1)


def test_relative_commands_are_absolute_ones_moved() -> None:
    """Small letters count from the pen, capitals from the corner: both draw the same."""
    relative = "m2 3l4 5h6v7c1 2 3 4 5 6s1 2 3 4z"
    absolute = "M2 3L6 8H12V15C13 17 15 19 17 21S18 23 20 25Z"
    assert path_segments(relative) == path_segments(absolute)


def test_after_closing_the_pen_is_at_the_start() -> None:
    """What follows a closed shape counts from that shape's first point."""
    assert path_segments("M5 5h10v10zl1 1")[-1] == ("l", (6, 6))


def test_more_points_than_one_go_on_as_lines() -> None:
    """Numbers after a move draw lines; they may touch where a sign or a dot parts them."""
    assert path_segments("M1 2 3 4.5.5-1") == (
        ("m", (1, 2)), ("l", (3, 4.5)), ("l", (0.5, -1)),
    )  # fmt: skip


def test_smooth_curves_go_on_in_their_direction() -> None:
    """A smooth curve's first handle mirrors the last one of the curve before it."""
    *_, (_, smooth) = path_segments("M0 0C1 2 3 5 4 4S8 0 9 1")
    assert smooth[:2] == (5, 3)


def test_an_ellipse_touches_its_four_ends() -> None:
    """An ellipse reaches exactly as far as its radii, and is closed."""
    segments = ellipse(12, 9.5, 10, 6)
    points = along(segments)
    assert min(x for x, _ in points) == 2
    assert max(x for x, _ in points) == 22
    assert min(y for _, y in points) == 3.5
    assert max(y for _, y in points) == 15.5
    assert segments[-1] == ("h", ())
    for x, y in points:
        assert ((x - 12) / 10) ** 2 + ((y - 9.5) / 6) ** 2 == pytest.approx(1, abs=0.001)


def test_each_corner_has_its_own_radius() -> None:
    """Corners are round where that is asked for, clockwise from the upper start; or sharp."""
    points = along(rounded_rectangle(10, 20, 100, 50, (8, 0, 0, 3)))
    assert (110, 20) in points
    assert (110, 70) in points
    assert (10, 20) not in points
    assert (18, 20) in points
    assert (13, 70) in points
    assert min(math.dist(point, (10, 20)) for point in points) == pytest.approx(
        8 * (math.sqrt(2) - 1), abs=0.05
    )
