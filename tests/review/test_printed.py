"""Whatever a page says is covered by its approval, or belongs to the sheet."""

from __future__ import annotations

import re

import pytest

from leaflet.compiling.canonical import said
from leaflet.design import PAPERS
from leaflet.layout.pages import compose
from leaflet.review.changes import as_printed
from leaflet.review.text import FURNITURE, ReviewedText
from tests.build import faces, workspace

LEAFLETS = [
    (medicine, locale)
    for medicine, locales in workspace().medicines().items()
    for locale in locales
]


@pytest.mark.parametrize(("medicine", "locale"), LEAFLETS)
def test_every_printed_word_is_approved(medicine: str, locale: str) -> None:
    """Take from a page all that was approved and all furniture: nothing is left."""
    words = workspace().locale(locale)
    leaflet = workspace().leaflet(medicine, locale, words)
    covered = {as_printed(line.words) for line in ReviewedText.of(leaflet, words).lines}
    fields = FURNITURE & set(type(words.words).model_fields) - {"reviewer"}
    furniture = [str(getattr(words.words, field)) for field in fields]
    patterns = [re.escape(text) for text in covered if re.search(r"\w", text)]
    patterns += [re.sub(r"\\\{\w+\\\}", ".*?", re.escape(text)) for text in furniture]
    known = re.compile("|".join(sorted(patterns, key=len, reverse=True)))
    date = re.compile(rf"(\d+ )?({'|'.join(words.numbers.short_months)}) (\d+, )?\d{{4}}")
    blocks = list(said(compose(leaflet, words, faces(words.face), PAPERS[words.paper])))
    assert len(blocks) > 80
    for block in blocks:
        left = known.sub("", block.text)
        left = re.sub(r"^\d+\.$", "", date.sub("", left))  # the rows of a plan are counted
        assert not re.search(r"\w", left), (block.text, left)
