from typing import get_args

import pytest

from leaflet.layout.dose_chart import TIME_ICON
from leaflet.layout.icons import Icon, icon
from leaflet.layout.side_effects import URGENCY_ICON
from leaflet.model.common import ICON_NAMES
from leaflet.model.medicine import DoseTimes, Urgency

from .test_vector import along

OUR_OWN = ("bullet", "phone-solid", "dose-stopped", "dose-lowered")
"""Drawings that authors cannot choose."""


def reach(drawing: Icon) -> tuple[float, float, float, float]:
    """How far its ink reaches: left, top, right, bottom."""
    boxes = []
    for part in drawing.parts:
        points = along(part.segments)
        pen = part.stroke / 2 if part.paint in "SB" else 0
        xs, ys = [x for x, _ in points], [y for _, y in points]
        boxes.append((min(xs) - pen, min(ys) - pen, max(xs) + pen, max(ys) + pen))
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left), min(top), max(right), max(bottom)


@pytest.mark.parametrize("name", ICON_NAMES + OUR_OWN)
def test_every_icon_stays_in_its_box(name: str) -> None:
    """Each icon that an author may choose is there, and its ink stays on its grid."""
    drawing = icon(name)
    left, top, right, bottom = reach(drawing)
    over = 0.75 if drawing.width == 72 else 0.05  # the round ends of the dose pictures' axes
    assert left >= -0.05
    assert top >= -over
    assert right <= drawing.width + over
    assert bottom <= drawing.height + 0.05
    assert right - left > drawing.width / 2


def test_no_two_icons_look_the_same() -> None:
    """A reader can tell any two icons apart: no two are drawn alike."""
    names = ICON_NAMES + OUR_OWN
    assert len({icon(name).parts for name in names}) == len(names)


def test_times_and_urgencies_have_icons() -> None:
    """Every time of day of the dose chart and every urgency has a drawing of its own."""
    (times, _) = get_args(DoseTimes.model_fields["times"].annotation)
    assert set(TIME_ICON) == set(get_args(times))
    assert set(URGENCY_ICON) == set(get_args(Urgency))
    for name in (*TIME_ICON.values(), *URGENCY_ICON.values()):
        assert icon(name).parts


def test_only_what_runs_with_the_text_is_mirrored() -> None:
    """Read from right to left, arrow and time lines turn; clock, tick list and phone do not."""
    turned = {name for name in ICON_NAMES + OUR_OWN if icon(name).mirrored}
    assert turned == {"turn", "dose-stopped", "dose-lowered"}


def test_mirrored_steps_go_down_the_other_way() -> None:
    """Read from right to left, the dose goes down to the left, in the same steps."""
    dose = icon("dose-lowered").parts[1]
    straight, turned = along(dose.segments), along(dose.mirrored(72))
    assert turned == [(72 - x, y) for x, y in straight]
    assert straight[0][1] < straight[-1][1]


def test_a_tick_is_a_tick_in_every_direction() -> None:
    """The tick moves to the other side but is not turned: turned, it would be no tick."""
    tick = icon("dose-lowered").parts[2]
    straight, turned = along(tick.segments), along(tick.mirrored(72))
    moves = {(round(b[0] - a[0], 6), b[1] - a[1]) for a, b in zip(straight, turned, strict=True)}
    ((dx, dy),) = moves
    assert dy == 0
    assert min(x for x, _ in turned) == 72 - max(x for x, _ in straight)
    assert dx < 0
