"""The cover page that leaflet draws for a clinic."""

import pytest

from leaflet.design import A4, LETTER, Paper
from leaflet.layout.cover_page import lay_out_cover
from leaflet.layout.items import IconItem, TextItem
from tests.build import faces, leaflet, locale


@pytest.mark.parametrize("paper", [A4, LETTER], ids=lambda paper: paper.name)
@pytest.mark.parametrize("name", ["Iron", "Baclofen", "Propranolol", "Hydroxychloroquine"])
def test_the_name_keeps_clear_of_the_icon(name: str, paper: Paper) -> None:
    """However long a medicine's name is, the drawing beside it does not touch it."""
    items = lay_out_cover(leaflet({"name": name}), locale(), faces(), paper).page.items
    (icon,) = [each for each in items if isinstance(each, IconItem) and each.width == 112]
    (title,) = [each for each in items if isinstance(each, TextItem) and each.size >= 28]
    assert title.x + title.width + 20 <= icon.x <= paper.width - paper.side - icon.width
