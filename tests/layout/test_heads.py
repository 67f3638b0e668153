import pytest

from leaflet.design import A4, LETTER, Paper
from leaflet.errors import OverfullError
from tests import build

from .printed import printed


@pytest.mark.parametrize(
    ("name", "size"),
    [("Baclofen", 40), ("Levothyroxine", 40), ("Hydroxychloroquine", 32),
     ("Levothyroxine sodium", 28)],
)  # fmt: skip
def test_a_long_name_is_set_smaller_but_whole(name: str, size: float) -> None:
    """A long name goes from 40 down to 28 points at most; it stays on its one line."""
    page, back = printed(build.finished(build.leaflet({"name": name})))
    assert page.find(name).size == size
    assert back.find(name).size <= 20


@pytest.mark.parametrize("paper", [A4, LETTER], ids=lambda paper: paper.name)
def test_a_name_that_stays_too_long_is_refused(paper: Paper) -> None:
    """A name that does not fit even at 28 points is refused, with what it is too wide by."""
    name = "Hydroxychloroquine sulfate"
    with pytest.raises(OverfullError, match=f"“{name}” is \\d+ pt too wide for its line"):
        build.laid_out(build.leaflet({"name": name}), paper)


def test_a_form_of_two_lines_moves_the_rule_down() -> None:
    """A form that needs two lines pushes the title's rule and all below it down by a line."""
    one, _ = printed(build.finished(build.leaflet(taking=8, section=8)))
    form = "Tablets, capsules or liquid, taken by mouth, for adults and for children"
    two, _ = printed(build.finished(build.leaflet({"form": form}, taking=8, section=8)))
    assert two.find("for children").box.bottom < two.rules()[0].top
    assert two.rules()[0].top - one.rules()[0].top == pytest.approx(20, abs=0.01)


def test_the_short_warning_leaves_room_for_the_name() -> None:
    """Where both do not fit the head of page 2, the warning is named as what to shorten."""
    content = build.content()
    content["warning"]["short"] = build.text(12)
    with pytest.raises(OverfullError) as caught:
        build.laid_out(build.leaflet(content))
    assert f"“{build.text(12)}” is" in str(caught.value)
    assert "beside “Testicine” at the head of page 2" in str(caught.value)


def test_the_call_now_line_is_never_smaller_than_the_headline() -> None:
    """An emergency number stands at 26 points; a long number at 22 at least, or it is refused."""
    page, _ = printed(build.finished(build.leaflet(taking=80)))
    assert page.find("999").size == 26
    content = build.content()
    content["warning"]["overdose"]["call"] = "1-800-222-1222"
    page, _ = printed(build.finished(build.leaflet(content)))
    assert page.find("1-800-222-1222").size in (22, 24)
    content["warning"]["overdose"]["call"] = "Call your local ambulance now"
    with pytest.raises(OverfullError, match=r"ambulance now” is .* pt too wide for its line"):
        build.laid_out(build.leaflet(content))
