"""Every check finds the accident it is for, and nothing else does; a good leaflet passes all."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from leaflet.checks.carried import from_content
from leaflet.checks.matching import Subject
from leaflet.checks.reading import read_pdf
from leaflet.checks.rules import CHECKS
from leaflet.report import Report
from tests.checks.accidents import ACCIDENTS, TODAY, Accident
from tests.checks.editing import edited, good

CASES = [(check, accident) for check, found in ACCIDENTS.items() for accident in found]


def content_of(data: bytes) -> dict[str, Any]:
    """What the file carries."""
    with pikepdf.open(BytesIO(data)) as pdf:
        found: dict[str, Any] = json.loads(pdf.attachments["leaflet.json"].get_file().read_bytes())
    return found


def looked_at(data: bytes, accident: Accident | None = None) -> Report:
    """The report on a file, as after an accident."""
    current = None
    if accident is not None and accident.current is not None:
        said = content_of(good())
        accident.current(said)
        current = from_content(said)
    elif accident is None:
        current = from_content(content_of(good()))
    subject = Subject(
        read_pdf(data, "a.pdf", current),
        as_of=accident.as_of if accident else TODAY,
        current=current,
        clinic=accident.clinic if accident else None,
        vera=accident.vera if accident else (True, "PASS"),
    )
    return CHECKS.report(subject, "a.pdf")


def test_every_check_has_an_accident_and_its_words() -> None:
    """A check needs a file that fails it, and must say why it is there."""
    assert {rule.id for rule in CHECKS} == ACCIDENTS.keys()
    for rule in CHECKS:
        for words in (rule.title, rule.why, rule.source, rule.fails, rule.passes):
            assert words.strip(), rule.id
        assert rule.title.endswith("."), rule.id


def test_a_good_leaflet_passes_every_check() -> None:
    """All checks are made of a good leaflet, and find nothing."""
    report = looked_at(good())
    assert report.findings == ()
    assert report.not_made == ()
    assert len(report.made) == len(list(CHECKS))


def test_saving_alone_is_no_accident() -> None:
    """A file that qpdf has merely written anew passes."""
    assert looked_at(edited(lambda _: None)).findings == ()


@pytest.mark.parametrize(("check", "accident"), CASES, ids=[f"{c}-{a.what}" for c, a in CASES])
def test_the_accident_is_found_by_its_check_alone(check: str, accident: Accident) -> None:
    """A good leaflet damaged in one way fails the check of that, and only it."""
    report = looked_at(accident.pdf(), accident)
    told = "\n".join(f"{each.check}: {each.what}" for each in report.findings)
    assert {each.check for each in report.findings} == {check}, told or report.not_made
