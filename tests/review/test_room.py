"""An approved leaflet looks like its draft: the same type, the same pages."""

from __future__ import annotations

from functools import cache

import pytest

from leaflet.design import PAPERS
from leaflet.errors import OverfullError
from leaflet.layout.pages import LaidOut, lay_out
from leaflet.model.review import Approval
from tests.build import faces, workspace

from .texts import approval

LEAFLETS = [
    (medicine, locale)
    for medicine, locales in workspace().medicines().items()
    for locale in locales
]
ROBIN = approval(name="Robin Sample-Placeholder", role="Lead clinical pharmacist")
KIM = approval(name="Kim Alexandra Specimen", role="Consultant neurologist", registration="N-77341")


@cache
def laid_out(medicine: str, locale: str, *approvals: Approval) -> LaidOut:
    """A leaflet with these approvals."""
    words = workspace().locale(locale)
    leaflet = workspace().leaflet(medicine, locale, words)
    return lay_out(leaflet, words, faces(words.face), PAPERS[words.paper], approvals)


@pytest.mark.parametrize(("medicine", "locale"), LEAFLETS)
def test_an_approval_costs_no_room(medicine: str, locale: str) -> None:
    """One reviewer's line takes no more height than the draft tag: type and gaps stay."""
    draft, reviewed = laid_out(medicine, locale), laid_out(medicine, locale, ROBIN)
    assert reviewed.fit.type_ == draft.fit.type_
    assert reviewed.pages[1].bottom == pytest.approx(draft.pages[1].bottom, abs=0.1)


@pytest.mark.parametrize(("medicine", "locale"), LEAFLETS)
def test_two_reviewers_fit(medicine: str, locale: str) -> None:
    """Two reviewers take a second line, and every leaflet that ships has room for it."""
    assert laid_out(medicine, locale, ROBIN, KIM).fit.type_.size >= 11


def test_reviewers_without_end_are_refused() -> None:
    """Names and roles that would take a third line are refused, not shrunk or cut."""
    long = approval(role=" ".join(["Consultant"] * 7))
    other = long.model_copy(update={"registration": "N-77341", "name": "Kim " * 15 + "Specimen"})
    with pytest.raises(OverfullError, match="the names and roles of the reviewers take 3 lines"):
        laid_out("baclofen", "en-GB", long, other)
