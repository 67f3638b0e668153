"""What each leaflet says, in the order in which it is read aloud: for people to read in review.

``pytest --update-golden`` writes the files in ``tests/golden/`` anew.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pypdf
import pytest

from tests.judges.outline import outline
from tests.test_documents import WORKSPACE, Document, built

pytestmark = pytest.mark.slow

GOLDEN = Path(__file__).with_name("golden")
LEAFLETS = [
    Document(medicine, locale)
    for medicine, locales in WORKSPACE.medicines().items()
    for locale in locales
]
DOCUMENTS = [
    Document(each.medicine, each.locale, clinic)
    for each in LEAFLETS
    for clinic in (None, *WORKSPACE.clinics())
] + [Document(each.medicine, each.locale, edition="large") for each in LEAFLETS]


def check(name: str, text: str, update: bool) -> None:
    """Compare with the golden file, or write it."""
    path = GOLDEN / name
    if update:
        path.write_text(text, encoding="utf-8", newline="\n")
    assert path.is_file(), f"{path} is missing: run pytest --update-golden, and read it"
    assert text == path.read_text(encoding="utf-8"), f"{path.name} has changed: read the difference"


@pytest.mark.parametrize("document", DOCUMENTS, ids=str)
def test_outline(document: Document, update_golden: bool) -> None:
    """A screen reader says what it said when the outline was last read and found good."""
    check(f"{document.file}.outline.txt", outline(built(document).pdf), update_golden)


@pytest.mark.parametrize("document", LEAFLETS, ids=str)
def test_text(document: Document, update_golden: bool) -> None:
    """The text that is copied out of a neutral leaflet is the one that was read in review."""
    pages = pypdf.PdfReader(BytesIO(built(document).pdf)).pages
    text = "\f\n".join("\n".join(page.extract_text().splitlines()) + "\n" for page in pages)
    check(f"{document.file}.text.txt", text, update_golden)


def test_no_golden_file_is_left_over() -> None:
    """Each golden file belongs to a leaflet that we ship."""
    outlines = {f"{each.file}.outline.txt" for each in DOCUMENTS}
    texts = {f"{each.file}.text.txt" for each in LEAFLETS}
    assert {path.name for path in GOLDEN.iterdir()} == outlines | texts
