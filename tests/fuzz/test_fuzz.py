"""The fuzzing itself: every target holds for a few inputs, and what is wrong would be found."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from tests.fuzz.findings import Watch, findings
from tests.fuzz.target import NAMES, Target, changed_blindly, target

INPUTS = 40


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_found_at_once(name: str) -> None:
    """Right files and some that are changed a little give values or our own errors."""
    chosen, random = target(name), Random(name)
    seeds = sorted(chosen.seeds(), key=len)
    for data in (
        *seeds[:INPUTS],
        *(changed(chosen, random.choice(seeds), random) for _ in range(INPUTS)),
    ):
        chosen.check(data)


def changed(chosen: Target, data: bytes, random: Random) -> bytes:
    """``data`` changed as it is when fuzzing, without libFuzzer."""

    def blindly(part: bytes) -> bytes:
        return changed_blindly(part, random, chosen.tokens)

    return chosen.mutate(data, random, blindly) if chosen.mutate else blindly(data)


def test_a_finding_is_kept_once_and_short(tmp_path: Path) -> None:
    """Of several inputs that break a promise in one way the shortest is kept, with its story."""

    def check(data: bytes) -> None:
        if b"x" in data:
            raise KeyError(data)

    watch = Watch(Target(check=check, seeds=lambda: (), packages=()), tmp_path)
    for data in (b"a", b"aax", b"x", b"xyz"):
        watch(data)
    (found,) = findings(tmp_path)
    assert found.read_bytes() == b"x"
    assert "KeyError" in found.with_suffix(".txt").read_text("utf-8")


def test_the_command_fuzzes(tmp_path: Path) -> None:
    """``python -m tests.fuzz`` tries as many inputs as it is told, and ends well."""
    try:
        import atheris  # noqa: F401
    except ImportError:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("atheris is not installed")
    top = Path(__file__).parents[2]
    ran = subprocess.run(
        [sys.executable, "-m", "tests.fuzz", "entries", "--inputs", "2000"],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(top)}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr
    row = ran.stdout.splitlines()[1].split()
    assert row[0] == "entries"
    assert int(row[1].replace(",", "")) >= 2_000
    assert (tmp_path / ".fuzz" / "entries" / "corpus").is_dir()
