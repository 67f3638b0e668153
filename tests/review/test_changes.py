"""What changed between two texts."""

from __future__ import annotations

from typing import Any

import pytest

from leaflet.review.changes import GROUPS, Change, changes, group_of, words_apart
from leaflet.review.telling import for_programs, in_words, marked
from leaflet.review.text import ReviewedText

from .texts import leaflet_of, locale_of, values


def text(content: dict[str, Any] | None = None) -> ReviewedText:
    """The small leaflet, or one of these values."""
    return ReviewedText.of(leaflet_of(content), locale_of())


def changed_by(edit: Any) -> tuple[Change, ...]:
    """What changes when the values are edited."""
    content = values("leaflet")
    edit(content)
    return changes(text(), text(content))


def test_the_same_text_has_no_changes() -> None:
    """Nothing is told where nothing changed."""
    assert changes(text(), text()) == ()


def test_a_changed_word_is_told_with_the_words_around_it() -> None:
    """The statement, and within it the words that went and came."""

    def edit(content: dict[str, Any]) -> None:
        content["taking"][0]["body"][1]["bullets"][0]["text"] = "Take it with bread or milk."

    (change,) = changed_by(edit)
    assert (change.kind, change.said.name, change.critical) == ("changed", "with-food", True)
    assert marked(change.pieces()) == "Take it with [-food-]{+bread+} or milk."


def test_the_dangerous_comes_first() -> None:
    """Overdose and the box stand before dose, side effects, and everything else."""

    def edit(content: dict[str, Any]) -> None:
        content["form"] = "Tablets and liquid"
        content["sections"][0]["body"][0]["paragraph"][0]["text"] = "Hide it from children."
        content["side_effects"]["rows"][2]["notice"][0]["text"] = "fast breathing"
        content["taking"][0]["body"][0]["lead"] = "Every evening"
        content["contacts"]["emergency"]["text"] = "If a child took any."
        content["warning"]["withdrawal"]["lead"] = "Stopping can cause:"
        content["warning"]["overdose"]["signs"][0]["text"] = "is sleepy"
        content["sources"]["NHS"]["checked"] = "2026-11-22"
        content["version"] = "0.2"

    found = changed_by(edit)
    groups = [change.group for change in found]
    assert groups == sorted(groups)
    assert [change.title for change in found][:5] == [title for title, _ in GROUPS[:5]]
    assert sum(change.critical for change in found) == 5
    assert found[-1].said.place == "version"


def test_new_and_gone_statements_are_told() -> None:
    """What was added, and what was taken out, is told as such."""

    def edit(content: dict[str, Any]) -> None:
        effects = content["warning"]["withdrawal"]["effects"]
        effects[0] = {"id": "fever", "text": "high fever", "sources": ["NHS"]}

    told = {(change.kind, change.said.name) for change in changed_by(edit)}
    assert told == {("removed", "fits"), ("added", "fever")}


def test_a_statement_that_moved_is_told_as_moved() -> None:
    """The same words at another place are neither new nor gone."""

    def edit(content: dict[str, Any]) -> None:
        rows = content["side_effects"]["rows"]
        rows[0]["notice"].append(rows[2]["notice"][0])
        rows[2]["notice"] = [{"id": "rash", "text": "a rash", "sources": ["NHS"]}]

    told = {(change.kind, change.said.name) for change in changed_by(edit)}
    assert told == {("moved", "breathing"), ("added", "rash")}


def test_a_block_put_in_moves_nothing() -> None:
    """Statements below a block that was put in are where they were."""

    def edit(content: dict[str, Any]) -> None:
        new = {"paragraph": [{"id": "water", "text": "With water.", "sources": ["NHS"]}]}
        content["taking"][0]["body"].insert(1, new)

    assert [(change.kind, change.said.name) for change in changed_by(edit)] == [("added", "water")]


def test_other_order_is_told() -> None:
    """Two statements that changed places: one of them moved."""

    def edit(content: dict[str, Any]) -> None:
        effects = content["warning"]["withdrawal"]["effects"]
        effects.insert(0, {"id": "fever", "text": "high fever", "sources": ["NHS"]})

    content = values("leaflet")
    edit(content)
    before = text(content)
    content["warning"]["withdrawal"]["effects"].reverse()
    (change,) = changes(before, text(content))
    assert change.kind == "moved"


def test_other_sources_are_told() -> None:
    """The same words on another source are a change, too, with both sources."""

    def edit(content: dict[str, Any]) -> None:
        content["sources"]["EMA"] = content["sources"]["NHS"] | {"title": "Examplin, label"}
        content["taking"][0]["body"][1]["bullets"][0]["sources"] = ["EMA"]

    found = changed_by(edit)
    assert found[0].kind == "sources"
    told = "\n".join(in_words(found))
    assert "sources: NHS → EMA" in told
    assert "sources.EMA.title: new" in told


def test_bold_alone_is_shown_as_it_is_written() -> None:
    """Where only the mark-up changed, it is shown; else only the words."""

    def edit(content: dict[str, Any]) -> None:
        content["taking"][0]["body"][1]["bullets"][0]["text"] = "**Take it** with food or milk."

    (change,) = changed_by(edit)
    assert marked(change.pieces()) == "{+**+}Take it{+**+} with food or milk."


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("", "new", "{+new+}"),
        ("old", "", "[-old-]"),
        ("Take 2.5 mg", "Take 25 mg", "Take [-2.5-]{+25+} mg"),
        ("a b c d", "a x y d", "a [-b c-]{+x y+} d"),
        ("Call 999 now", "Call 112 now", "Call [-999-]{+112+} now"),
        ("one", "one two", "one{+ two+}"),
    ],
)
def test_words_apart(old: str, new: str, told: str) -> None:
    """Words and figures are compared whole, and what is apart by a space alone is told together."""
    pieces = words_apart(old, new)
    assert marked(pieces) == told
    assert "".join(words for kind, words in pieces if kind != "new") == old
    assert "".join(words for kind, words in pieces if kind != "old") == new


def test_every_place_has_a_group() -> None:
    """No change is left out for want of a group, and dangers are not among the rest."""
    for said in text().lines:
        assert 0 <= group_of(said.place) < len(GROUPS)
    titles = {said.place: GROUPS[group_of(said.place)][0] for said in text().lines}
    assert titles["warning.short"] == "The warning box"
    assert titles["locale.contacts.emergency.number"] == "Whom to call"
    assert titles["sources.NHS.title"] == "Sources"
    assert titles["date"] == "Version and days"


def test_changes_for_programs() -> None:
    """A program gets both sides of each change, with sources."""

    def edit(content: dict[str, Any]) -> None:
        content["form"] = "Tablets and liquid"

    (change,) = for_programs(changed_by(edit))
    assert change["old"] == {"words": "Tablets", "sources": []}
    assert change["new"] == {"words": "Tablets and liquid", "sources": []}
    assert (change["kind"], change["critical"]) == ("changed", False)
