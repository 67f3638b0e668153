"""``fit`` on made-up pages: only heights count here, no text is set."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.design import (
    BASE,
    BASE_GAPS,
    FOOT_AIR,
    GIVING_WAY,
    LARGEST,
    MOST_BREATH,
    ROOMY,
    TIGHT_GAPS,
    Type,
)
from leaflet.errors import OverfullError
from leaflet.layout.fitting import BREATHING, WIDEST_WRITING, Fit, Measured, breathe, excess, fit

FRONT = Measured(0, 720, ("key_facts", "warning", "section", "dose_chart", "writing"))
BACK = Measured(0, 700, ("section", "section", "section"))
TYPES = (LARGEST, ROOMY, *GIVING_WAY)
SIDES = pytest.mark.parametrize("side", [0, 1], ids=["front", "back"])


def tight(page: Measured) -> int:
    """The units of its narrowest gaps."""
    return sum(getattr(TIGHT_GAPS, name) for name in page.gaps)


def base(page: Measured) -> int:
    """The units of its gaps as designed."""
    return sum(getattr(BASE_GAPS, name) for name in page.gaps)


def widest(page: Measured) -> int:
    """The units of its gaps as wide as may be."""
    return sum(
        WIDEST_WRITING if name == "writing" else getattr(BASE_GAPS, name) + MOST_BREATH
        for name in page.gaps
    )


def room(page: Measured, type_: Type, gaps: int) -> float:
    """What blocks may take beside so many units of gaps."""
    return page.available - (gaps + FOOT_AIR) * type_.u


def full(page: Measured, type_: Type, *, gaps: int | None = None, lines: int = 0) -> Measured:
    """The page, just filled with its narrowest gaps (or ``gaps``), and so many lines longer."""
    fill = room(page, type_, tight(page) if gaps is None else gaps)
    return replace(page, content=fill + lines * type_.leading)


def measuring(
    side: int, contents: Callable[[Type], Measured]
) -> Callable[[Type], Sequence[Measured]]:
    """One page as ``contents`` says, the other nearly empty."""

    def measure(type_: Type) -> Sequence[Measured]:
        pages = [replace(FRONT, content=300), replace(BACK, content=300)]
        pages[side] = contents(type_)
        return pages

    return measure


def filled(side: int, step: int, lines: int) -> Callable[[Type], Sequence[Measured]]:
    """A page that is just full at a step of giving way, plus ``lines``; before it, it is overfull.

    At smaller types than that step's it has a line to spare.
    """
    page = (FRONT, BACK)[side]

    def contents(type_: Type) -> Measured:
        at = GIVING_WAY.index(type_) if type_ in GIVING_WAY else -1
        return full(page, type_, lines=lines if at == step else 1 if at < step else -1)

    return measuring(side, contents)


@SIDES
@pytest.mark.parametrize("step", range(len(GIVING_WAY)), ids=lambda n: str(GIVING_WAY[n]))
def test_what_just_fits_is_set_at_that_step(step: int, side: int) -> None:
    """A page filled to the last point at a size is set at it, with its gaps at the narrowest."""
    found = fit(filled(side, step, lines=0))
    assert isinstance(found, Fit)
    assert found.type_ == GIVING_WAY[step]
    assert found.pages[side].surplus == pytest.approx(FOOT_AIR * found.type_.u)
    narrowest = {name: getattr(TIGHT_GAPS, name) for name in found.pages[side].units}
    assert found.pages[side].units == narrowest


@SIDES
@pytest.mark.parametrize("step", range(len(GIVING_WAY) - 1), ids=lambda n: str(GIVING_WAY[n]))
def test_a_line_more_gives_way_to_the_next_step(step: int, side: int) -> None:
    """One line more than fits, and both pages go on to the next size or leading, and no further."""
    found = fit(filled(side, step, lines=1))
    assert isinstance(found, Fit)
    assert found.type_ == GIVING_WAY[step + 1]


@SIDES
def test_a_line_too_many_at_the_floor_is_refused(side: int) -> None:
    """Type never gets smaller than 11 on 14: a line more, and there is no fit but its measures."""
    found = fit(filled(side, len(GIVING_WAY) - 1, lines=1))
    assert not isinstance(found, Fit)
    type_, pages = found
    assert type_ == Type(11, 14)
    assert excess(pages[side], type_) == pytest.approx(14)
    assert excess(pages[1 - side], type_) < 0


def test_steps_only_go_down() -> None:
    """Each step gives more room than the one before, and keeps the leading at 1.25 or more."""
    for larger, smaller in pairwise(GIVING_WAY):
        assert (smaller.leading, smaller.size) < (larger.leading, larger.size)
    for type_ in TYPES:
        assert type_.leading / type_.size >= 1.25
        assert type_.size >= 11


@SIDES
def test_gaps_give_way_before_type_does(side: int) -> None:
    """Text that only lacks the room of its gaps stays at 12 on 16, page by page."""
    page = (FRONT, BACK)[side]
    found = fit(measuring(side, lambda type_: full(page, type_)))
    assert isinstance(found, Fit)
    assert found.type_ == BASE
    other = (FRONT, BACK)[1 - side]
    assert sum(found.pages[1 - side].units[name] for name in other.gaps) == widest(other)


@SIDES
def test_type_grows_only_where_gaps_are_widest(side: int) -> None:
    """Short text is set larger, but only if all gaps of both pages stay at their widest there."""
    page = (FRONT, BACK)[side]

    def just(largest: Type, lines: int = 0) -> Callable[[Type], Measured]:
        """A page whose widest gaps just fit at ``largest``, and not above it."""
        return lambda type_: full(
            page, type_, gaps=widest(page),
            lines=lines if type_ == largest else -1 if type_.leading < largest.leading
            or type_.size < largest.size else 1,
        )  # fmt: skip

    for largest, below in ((LARGEST, ROOMY), (ROOMY, BASE)):
        found = fit(measuring(side, just(largest)))
        assert isinstance(found, Fit)
        assert found.type_ == largest
        assert sum(found.pages[side].units[name] for name in page.gaps) == widest(page)
        found = fit(measuring(side, just(largest, lines=1)))
        assert isinstance(found, Fit)
        assert found.type_ == below


def test_narrowed_gaps_are_restored_first() -> None:
    """With a little room, the lines of the dose chart come back first, then warning and section."""
    got = []
    for units in range(tight(FRONT), base(FRONT) + 1):
        chosen = breathe(full(FRONT, BASE, gaps=units), BASE)
        got.append((chosen.units["writing"], chosen.units["warning"], chosen.units["section"]))
    assert got == [(8, 3, 3), (9, 3, 3), (10, 3, 3), (10, 4, 3), (10, 4, 4)]


def test_gaps_widen_in_turn() -> None:
    """With more room every gap gets a unit in turn, three at most, and then the dose lines two."""
    grown = []
    for units in range(base(FRONT), widest(FRONT) + 1):
        chosen = breathe(full(FRONT, BASE, gaps=units), BASE).units
        grown.append(tuple(chosen[name] - getattr(BASE_GAPS, name) for name in FRONT.gaps))
    assert grown == [
        (0, 0, 0, 0, 0),
        (1, 0, 0, 0, 0), (1, 1, 0, 0, 0), (1, 1, 1, 0, 0), (1, 1, 1, 1, 0),
        (2, 1, 1, 1, 0), (2, 2, 1, 1, 0), (2, 2, 2, 1, 0), (2, 2, 2, 2, 0),
        (3, 2, 2, 2, 0), (3, 3, 2, 2, 0), (3, 3, 3, 2, 0), (3, 3, 3, 3, 0),
        (3, 3, 3, 3, 1), (3, 3, 3, 3, 2),
    ]  # fmt: skip


CONTENTS = st.floats(0, 900)


@given(front=CONTENTS, back=CONTENTS, type_=st.sampled_from(TYPES))
def test_breathing_never_overfills(front: float, back: float, type_: Type) -> None:
    """Where the narrowest gaps fit, the chosen ones do, with 2 units of air over the foot."""
    for page in (replace(FRONT, content=front), replace(BACK, content=back)):
        if excess(page, type_) > 0:
            continue
        chosen = breathe(page, type_)
        gaps = sum(chosen.units[name] for name in page.gaps)
        assert page.content + gaps * type_.u + chosen.surplus == pytest.approx(page.available)
        assert chosen.surplus >= FOOT_AIR * type_.u - 1e-6
        for name, units in chosen.units.items():
            most = WIDEST_WRITING if name == "writing" else getattr(BASE_GAPS, name) + MOST_BREATH
            assert getattr(TIGHT_GAPS, name) <= units <= most


@given(front=CONTENTS, back=CONTENTS, type_=st.sampled_from(TYPES))
def test_breathing_uses_the_room_there_is(front: float, back: float, type_: Type) -> None:
    """No gap that could still widen is left narrow: one unit more would not fit."""
    for page in (replace(FRONT, content=front), replace(BACK, content=back)):
        if excess(page, type_) > 0:
            continue
        chosen = breathe(page, type_)
        for name in BREATHING:
            if name in page.gaps and chosen.units[name] < getattr(BASE_GAPS, name) + MOST_BREATH:
                wider = page.gaps.count(name) * type_.u
                assert chosen.surplus - wider < FOOT_AIR * type_.u


TABLES = st.fixed_dictionaries(
    {type_: st.one_of(st.none(), st.tuples(CONTENTS, CONTENTS)) for type_ in TYPES}
)
"""For each type what two pages take; ``None``: a word is too wide there."""


@given(table=TABLES)
def test_no_type_is_laid_out_twice(table: dict[Type, tuple[float, float] | None]) -> None:
    """However the text falls, there are no more layouts than sizes with their leadings."""
    tried: list[Type] = []

    def measure(type_: Type) -> Sequence[Measured]:
        tried.append(type_)
        contents = table[type_]
        if contents is None:
            raise OverfullError("a word is too wide")
        return [replace(FRONT, content=contents[0]), replace(BACK, content=contents[1])]

    def fits(type_: Type) -> bool:
        contents = table[type_]
        pages = zip((FRONT, BACK), contents, strict=True) if contents else ()
        return bool(contents) and all(
            excess(replace(page, content=content), type_) <= 0 for page, content in pages
        )

    try:
        found = fit(measure)
    except OverfullError:
        assert table[GIVING_WAY[-1]] is None
        assert tried.pop() == GIVING_WAY[-1]  # once more, for the error to be raised
        found = (GIVING_WAY[-1], ())
    assert len(tried) == len(set(tried)) <= len(TYPES)
    first = next((type_ for type_ in GIVING_WAY if fits(type_)), None)
    if not isinstance(found, Fit):
        assert first is None
    elif found.type_ in GIVING_WAY:
        assert found.type_ == first
    else:
        assert first == BASE
        assert fits(found.type_)
