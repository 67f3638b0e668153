"""The Python API: what it is called, what importing it costs, and how it fails."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import leaflet

ROOT = Path(__file__).parents[1]


def test_all_names_are_there() -> None:
    """``__all__`` names what the package gives, no more and no less."""
    for name in leaflet.__all__:
        assert getattr(leaflet, name) is not None
    late = set(leaflet._LATE)
    own = {
        name
        for name, value in vars(leaflet).items()
        if not name.startswith("_") and getattr(value, "__module__", "").startswith("leaflet")
    }
    assert own | late == set(leaflet.__all__)
    assert list(leaflet.__all__) == sorted(leaflet.__all__)


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    """A slip in a name fails as it does with any module."""
    with pytest.raises(AttributeError, match="has no attribute 'bild'"):
        leaflet.bild  # noqa: B018 - the look-up is the test


def test_import_loads_the_standard_library_alone() -> None:
    """``import leaflet`` and looking at its errors loads no library and no other module of ours."""
    code = (
        "import sys; before = set(sys.modules); import leaflet; leaflet.LeafletError; "
        "new = {m.partition('.')[0] for m in set(sys.modules) - before}; "
        "print(sorted(new - set(sys.stdlib_module_names)), "
        "sorted(m for m in sys.modules if m.startswith('leaflet.')))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
    assert done.stdout.decode().strip() == "['leaflet'] ['leaflet.errors']"


def test_every_error_is_a_leaflet_error() -> None:
    """One ``except LeafletError`` catches all that bad input can raise, each with its exit code."""
    kinds = [
        value
        for name in leaflet.__all__
        if isinstance(value := getattr(leaflet, name), type) and issubclass(value, Exception)
    ]
    assert len(kinds) == 9
    for kind in kinds:
        assert issubclass(kind, leaflet.LeafletError)
        assert isinstance(kind.exit_code, leaflet.ExitCode)


odd = st.text(max_size=20) | st.sampled_from(["..", "../..", "/", "/dev/null", "a\0b", "x" * 300])


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "medicine": odd,
            "locale": odd.filter(bool),
            "clinic": odd,
            "paper": odd,
            "cover": st.lists(odd, min_size=1, max_size=2) | odd,
            "back": st.lists(odd, min_size=1, max_size=2) | odd,
            "workspace": odd.filter(lambda path: path.strip("./") != ""),
        },
    ).filter(bool)
)
@settings(max_examples=60)
def test_bad_input_raises_our_errors_alone(asked: dict[str, Any]) -> None:
    """Names and paths that lead nowhere are a LeafletError with a sentence, and nothing else."""
    with pytest.raises(leaflet.LeafletError) as caught:
        leaflet.build(**asked)
    assert str(caught.value)
    assert caught.value.problems


def test_one_cover_needs_no_list(tmp_path: Path) -> None:
    """A path by itself is one cover, not a list of its letters."""
    for cover in ("missing.pdf", tmp_path / "missing.pdf"):
        with pytest.raises(leaflet.FileAccessError) as caught:
            leaflet.build(cover=cover)
        assert [problem.what for problem in caught.value.problems] == ["does not exist"]


@pytest.mark.parametrize("alt", ["", "  ", "a\x07b", "x" * 6000])
def test_words_for_a_cover_are_words(alt: str) -> None:
    """What a screen reader is to say for a cover must be something that can be said."""
    cover = leaflet.CoverWish(path=ROOT / "content/clinics/sample-pharmacy/cover.pdf", alt=alt)
    with pytest.raises(leaflet.UsageError, match=r"cover\.pdf: the words for this cover"):
        leaflet.build(cover=[cover])


def test_errors_cross_to_another_process() -> None:
    """An error keeps its kind, problems and places on the way from a worker process."""
    import pickle

    where = leaflet.Location("a.yaml", 3, 4)
    error = leaflet.FaceError(leaflet.Problem(where, "what", "next"), "and that")
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is leaflet.FaceError
    assert again.problems == error.problems
    assert str(again) == "a.yaml:3:4: what\n  hint: next\nand that"
