"""Where the cache lies."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from leaflet.cache.place import place

POSIX = pytest.mark.skipif(os.name != "posix", reason="speaks of POSIX users")


@pytest.fixture(autouse=True)
def no_word(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing is said of the cache, and the home is empty."""
    monkeypatch.delenv("LEAFLET_CACHE")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))


def test_it_lies_in_the_users_cache_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As each platform has it; a relative XDG_CACHE_HOME is none."""
    monkeypatch.setattr("sys.platform", "linux")
    assert place() == str(tmp_path / ".cache" / "leaflet")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "elsewhere"))
    assert place() == str(tmp_path / "elsewhere" / "leaflet")
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert place() == str(tmp_path / ".cache" / "leaflet")
    monkeypatch.setattr("sys.platform", "darwin")
    assert place() == str(tmp_path / "Library" / "Caches" / "leaflet")
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "Local"))
    assert place() == str(tmp_path / "Local" / "leaflet" / "Cache")


def test_leaflet_cache_says_where(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A folder of one's own choice, or none at all."""
    monkeypatch.setenv("LEAFLET_CACHE", str(tmp_path / "mine"))
    assert place() == str(tmp_path / "mine")
    for said in ("off", "OFF"):
        monkeypatch.setenv("LEAFLET_CACHE", said)
        assert place() is None
    monkeypatch.setenv("LEAFLET_CACHE", "")
    monkeypatch.setattr("sys.platform", "linux")
    assert place() == str(tmp_path / ".cache" / "leaflet")


@POSIX
def test_a_folder_that_others_may_write_to_is_not_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Whoever could put entries there could put words into leaflets."""
    folder = tmp_path / "open"
    folder.mkdir()
    monkeypatch.setenv("LEAFLET_CACHE", str(folder))
    assert place() == str(folder)
    folder.chmod(0o777)
    assert place() is None
    folder.chmod(0o700)
    monkeypatch.setattr("os.geteuid", lambda: os.getuid() + 1)
    assert place() is None


@pytest.mark.parametrize("home", ["", "relative/home"])
def test_without_a_home_there_is_no_cache(monkeypatch: pytest.MonkeyPatch, home: str) -> None:
    """A service without a home builds as well, each thing anew."""
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr("os.path.expanduser", lambda _: home)
    assert place() is None
