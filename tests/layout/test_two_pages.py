"""Real leaflets from very short to far too long, measured on the finished pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import fields, replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaflet.design import A4, BASE, GIVING_WAY, LARGEST, LETTER, ROOMY, SMALLEST, Paper, Type
from leaflet.design import PAPERS as BY_NAME
from leaflet.errors import OverfullError
from leaflet.layout import pages as layout
from leaflet.layout.fitting import Fit, Measured, fit
from leaflet.model.locale import Locale
from leaflet.model.markup import parse, plain
from leaflet.model.medicine import Leaflet
from leaflet.stamping.stamp import stamp
from tests import build

from .printed import Box, faults, printed

SHORT = {
    "fact": 3, "warning": 8, "overdose": 8, "closing": 0, "taking": 6, "notice": 3, "action": 3,
    "section": 6, "contacts": 4, "sources": 2,
}  # fmt: skip
PARTS = [part.name for part in fields(build.Amounts)]
GROWING = pytest.mark.parametrize(
    ("part", "paper"),
    [*((part, A4) for part in PARTS),
     *((part, LETTER) for part in ("warning", "taking", "notice", "section"))],
    ids=lambda value: value if isinstance(value, str) else value.name,
)  # fmt: skip
PAPERS = pytest.mark.parametrize("paper", [A4, LETTER], ids=lambda paper: paper.name)


def type_of(leaflet: Leaflet, paper: Paper) -> Type | None:
    """The size and leading that a leaflet is set in; ``None`` where it does not fit."""
    try:
        return build.laid_out(leaflet, paper).fit.type_
    except OverfullError:
        return None


@cache
def most(part: str, paper: Paper) -> int:
    """How much of one part just fits, when all others are short."""

    def fits(amount: int) -> bool:
        return type_of(build.leaflet(**{**SHORT, part: amount}), paper) is not None

    enough, too_much = SHORT.get(part, 1), 2
    while too_much <= enough or fits(too_much):
        enough, too_much = max(enough, too_much), 2 * too_much
    while too_much - enough > 1:
        middle = (enough + too_much) // 2
        if fits(middle):
            enough = middle
        else:
            too_much = middle
    return enough


def statements(value: object) -> list[str]:
    """The texts of all statements in a leaflet's values."""
    if isinstance(value, dict):
        own = [plain(parse(value["text"]))] if "sources" in value and "text" in value else []
        return own + [text for kid in value.values() for text in statements(kid)]
    if isinstance(value, list | tuple):
        return [text for kid in value for text in statements(kid)]
    return []


def assert_clean(leaflet: Leaflet, paper: Paper, words: Locale | None = None) -> str:
    """Its finished pages have nothing cut, crossed, overlapped or dropped; gives what they say."""
    compiled = build.compiled(leaflet, paper, words=words)
    pages = printed(stamp(compiled, None))
    assert len(pages) == 2
    assert faults(pages, float(compiled.facts["leading"]) / 4) == []
    said = " ".join(page.says() for page in pages)
    assert [text for text in statements(leaflet.model_dump()) if text not in said] == []
    return said


@GROWING
def test_nothing_overlaps_up_to_the_last_word_that_fits(part: str, paper: Paper) -> None:
    """Whichever part grows, up to the last word that fits every word is printed free and whole."""
    assert_clean(build.leaflet(**{**SHORT, part: most(part, paper)}), paper)


@GROWING
def test_one_word_more_is_refused(part: str, paper: Paper) -> None:
    """Whichever part grows, the first word that does not fit stops the build."""
    leaflet = build.leaflet(**{**SHORT, part: most(part, paper) + 1})
    with pytest.raises(OverfullError):
        build.finished(leaflet, paper)


REACHING_DOWN = {"name": "Pregabalin", "form": "Tablets, capsules or liquid, taken by mouth"}
"""A name with a letter that reaches down to the letters that reach up from the line below it."""


def test_every_step_is_clean() -> None:
    """As a leaflet grows it goes through every size and leading, clean at each of them."""
    met: dict[Type, Leaflet] = {}
    for words in range(2, 120, 2):
        leaflet = build.leaflet(REACHING_DOWN, **SHORT | {
            "warning": 8 + words // 4, "taking": words, "section": words // 2,
            "action": 3 + words // 8,
        })  # fmt: skip
        found = type_of(leaflet, A4)
        if found is None:
            break
        met.setdefault(found, leaflet)
    wanted = {LARGEST, ROOMY, *GIVING_WAY}
    assert set(met) <= wanted
    assert {LARGEST, BASE, SMALLEST} <= set(met)
    assert len(met) >= 6
    for leaflet in met.values():
        assert_clean(leaflet, A4)


AMOUNTS = st.fixed_dictionaries(
    {
        "fact": st.integers(1, 30), "warning": st.integers(1, 48), "overdose": st.integers(1, 48),
        "closing": st.integers(0, 20), "taking": st.integers(1, 90), "takings": st.integers(1, 3),
        "notice": st.integers(1, 32), "action": st.integers(1, 32), "section": st.integers(1, 60),
        "sections": st.integers(1, 6), "contacts": st.integers(1, 20),
        "sources": st.integers(1, 50),
    }
)  # fmt: skip


@settings(max_examples=20)
@given(amounts=AMOUNTS, paper=st.sampled_from([A4, LETTER]))
def test_any_text_is_set_clean_or_refused(amounts: dict[str, int], paper: Paper) -> None:
    """However long the parts are together, the pages come out clean or not at all."""
    with suppress(OverfullError):
        assert_clean(build.leaflet(**amounts), paper)


HEADINGS = (
    "name", "form", "key_facts 1 heading", "warning withdrawal headline", "warning withdrawal lead",
    "warning withdrawal pictures right caption text", "warning overdose headline",
    "warning overdose call", "warning overdose lead", "warning short", "taking 0 heading",
    "side_effects heading", "side_effects rows 1 heading", "side_effects rows 2 heading",
    "sections 0 heading", "sections 1 heading",
)  # fmt: skip


def with_words(leaflet: dict[str, Any], path: str, words: str) -> Leaflet:
    """The leaflet with other words at one place."""
    *way, last = path.split()
    place: Any = leaflet
    for step in way:
        place = place[int(step) if step.isdigit() else step]
    place[last] = words
    return Leaflet.model_validate(leaflet)


@pytest.mark.parametrize("path", HEADINGS)
def test_long_headings_are_set_clean_or_refused(path: str) -> None:
    """A heading or caption far too long runs into nothing: it is set whole, or refused."""
    leaflet = with_words(build.content(**SHORT), path, build.text(9))
    with suppress(OverfullError):
        assert build.text(9) in assert_clean(leaflet, A4)


FIXED = (
    "patient_leaflet", "warning", "your_dose", "your_dose_note", "morning", "bedtime", "how_soon",
    "what_notice", "what_to_do", "who_to_call", "draft", "version_page",
    "version_date", "next_review", "page", "turn_over",
)  # fmt: skip
PLANNED = ("your_plan", "plan_from", "plan_dose")


@pytest.mark.parametrize("count", [5, 8])
@pytest.mark.parametrize("word", FIXED)
def test_long_fixed_words_are_set_clean_or_refused(word: str, count: int) -> None:
    """A locale's words far too long run into nothing: they are set whole, or refused."""
    words = build.locale(**{word: build.text(count)})
    with suppress(OverfullError):
        assert build.text(count) in assert_clean(build.leaflet(**SHORT), A4, words)


@pytest.mark.parametrize("word", PLANNED)
def test_long_words_of_a_plan_are_set_clean_or_refused(word: str) -> None:
    """So are those of a dose plan."""
    words = build.locale(**{word: build.text(3)})
    with suppress(OverfullError):
        leaflet = build.leaflet({"dose_chart": {"steps": 5}}, **SHORT)
        assert build.text(3) in assert_clean(leaflet, A4, words)


BUILT_IN = [
    (medicine, locale)
    for medicine, locales in build.workspace().medicines().items()
    for locale in locales
]


@pytest.mark.parametrize(("medicine", "locale"), BUILT_IN)
def test_built_in_leaflets_are_clean(medicine: str, locale: str) -> None:
    """The words of the leaflets that come with leaflet are set clean, at 12 points or more."""
    words = build.workspace().locale(locale)
    leaflet = build.workspace().leaflet(medicine, locale, words)
    paper = BY_NAME[words.paper]
    assert_clean(leaflet, paper, words)
    assert build.laid_out(leaflet, paper, words=words).fit.type_.size >= 12


def test_far_too_much_is_refused_with_numbers() -> None:
    """The error tells page, points, lines, smallest type, longest sections and words to cut."""
    leaflet = build.leaflet(taking=200, section=120)
    with pytest.raises(OverfullError) as caught:
        build.laid_out(leaflet)
    front, back = caught.value.problems
    told = re.fullmatch(
        r"testicine \(en-GB\): page 1 is (\d+) pt too long, (\d+) lines at the smallest type "
        r"\(11 on 14 pt\); longest: (.*)",
        front.what,
    )
    assert told
    points, lines = int(told[1]), int(told[2])
    assert lines == -(-points // 14)
    assert told[3].startswith("“What about taking 1?” (")
    assert "“Warning: read this first” (" in told[3]
    assert re.findall(r"\((\d+) pt\)", told[3]) == sorted(
        re.findall(r"\((\d+) pt\)", told[3]), key=int, reverse=True
    )
    assert front.hint == f"cut about {lines * 9} words on that page"
    assert "page 2 is" in back.what
    assert "“What about thing 1? / What about thing 2?”" in back.what


@pytest.mark.parametrize(("grown", "number"), [("taking", 1), ("section", 2)])
def test_only_the_page_that_is_too_long_is_named(grown: str, number: int) -> None:
    """An author is not sent to a page that has room."""
    with pytest.raises(OverfullError) as caught:
        build.laid_out(build.leaflet(**{**SHORT, grown: most(grown, A4) + 40}))
    (problem,) = caught.value.problems
    assert f"page {number} is" in problem.what


def test_one_line_too_many_is_one_line() -> None:
    """A page that is a single line too long says "1 line", and names nine words to cut."""
    with pytest.raises(OverfullError) as caught:
        build.laid_out(build.leaflet(**{**SHORT, "taking": most("taking", A4) + 1}))
    (problem,) = caught.value.problems
    assert ", 1 line at the smallest type" in problem.what
    assert problem.hint.startswith("cut about 9 words")


def test_cutting_the_words_it_asks_for_is_enough() -> None:
    """Who cuts as many words as the error says gets a leaflet, or is close to one."""
    words = most("taking", A4) + 60
    with pytest.raises(OverfullError) as caught:
        build.laid_out(build.leaflet(**{**SHORT, "taking": words}))
    asked = re.search(r"about (\d+) words", caught.value.problems[0].hint)
    assert asked
    assert most("taking", A4) >= words - int(asked[1]) - 9


def test_a_word_that_fits_nowhere_is_named() -> None:
    """A word wider than its column stops the build by name, not by a number of lines."""
    changed = {"form": "Tablets " + "w" * 60}
    with pytest.raises(OverfullError, match=r"“w{40}…” is wider than its column"):
        build.laid_out(build.leaflet(changed))


@pytest.mark.parametrize("amounts", [SHORT, {}, {"section": 45}, {"section": 100}], ids=str)
def test_layouts_are_few(amounts: dict[str, int], monkeypatch: pytest.MonkeyPatch) -> None:
    """Both pages are laid out at most once for each size and leading of the design."""
    tried: list[Type] = []

    def counting(
        measure: Callable[[Type], Sequence[Measured]],
    ) -> Fit | tuple[Type, Sequence[Measured]]:
        def counted(type_: Type) -> Sequence[Measured]:
            tried.append(type_)
            return measure(type_)

        return fit(counted)

    monkeypatch.setattr(layout, "fit", counting)
    found = type_of(build.leaflet(**amounts), A4)
    assert len(tried) == len(set(tried)) <= 2 + len(GIVING_WAY)
    assert set(tried) <= {LARGEST, ROOMY, *GIVING_WAY}
    assert found is None or found in tried


def test_both_pages_have_one_type() -> None:
    """A full page and a nearly empty one are set in the same size and leading."""
    pages = printed(build.finished(build.leaflet(**{**SHORT, "taking": most("taking", A4)})))
    sizes = [{text.size for text in page.texts if "medicine" in text.text} for page in pages]
    assert sizes[0] == {11}
    assert 11 in sizes[1]
    assert max(sizes[1]) == 11


def test_the_checks_find_what_they_look_for() -> None:
    """A page with a text at the edge, on a rule, over another or in the foot is not clean."""
    page, _ = printed(build.finished(build.leaflet()))
    text, rule = page.texts[5], page.rules()[-1]

    def found(box: Box) -> str:
        moved = replace(page, texts=(*page.texts, replace(text, text="moved", box=box)))
        return "\n".join(faults([moved], 4))

    assert not found(Box(200, 105, 210, 113))
    assert "nearer than 10 mm" in found(Box(20, 105, 40, 113))
    assert "overlaps" in found(replace(text.box, left=text.box.left + 3))
    assert "crosses" in found(Box(200, rule.top - 4, 210, rule.top + 4))
    assert "crosses" in found(Box(page.frames()[0].left - 5, 400, page.frames()[0].left + 9, 408))
    assert "over the foot's rule" in found(Box(200, rule.top - 7, 210, rule.top - 1))
