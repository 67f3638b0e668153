"""What is fuzzed: a promise about any bytes, bytes to begin with, and how to change them."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Protocol, cast

NAMES = ("covers", "files", "answers", "words", "logos", "remnants", "entries", "lints")
"""One module each in ``targets``, those that matter most first."""

TESTS = Path(__file__).parents[1]
CONTENT = TESTS.parent / "content"


def tokens(name: str) -> tuple[bytes, ...]:
    """A list of ``tokens``: one a line, with Python's escapes for what is not plain ASCII."""
    lines = (TESTS / "fuzz" / "tokens" / f"{name}.txt").read_text("ascii").splitlines()
    return tuple(line.encode().decode("unicode_escape").encode("latin-1") for line in lines)


class Mutate(Protocol):
    """Changes bytes with some understanding of what they are."""

    def __call__(self, data: bytes, random: Random, blindly: Callable[[bytes], bytes]) -> bytes:
        """``data`` changed somewhat; ``blindly`` changes bytes without any understanding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Something that takes bytes from outside.

    Attributes:
        check: takes any bytes; whatever it raises is a bug of ours.
        seeds: bytes to begin with, right ones and odd ones.
        tokens: what is worth putting in.
        mutate: how to change bytes, other than blindly.
        packages: those whose code is to be reached.
        share: of the time, beside the other targets.
        longest: bytes of an input.
        seconds: of computing that an input may take at most.
        contained: for code that runs in a limited process, because it may hang or crash: that the
            process, and nothing else, ends by this input. Raises if that is not so.
    """

    check: Callable[[bytes], object]
    seeds: Callable[[], Iterable[bytes]]
    tokens: tuple[bytes, ...] = ()
    mutate: Mutate | None = None
    packages: tuple[str, ...]
    share: int = 1
    longest: int = 20_000
    seconds: float = 2
    contained: Callable[[bytes], object] | None = None


def target(name: str) -> Target:
    """The target of that name, its code loaded."""
    module = importlib.import_module(f"tests.fuzz.targets.{name}")
    return cast("Target", module.TARGET)


def changed_blindly(data: bytes, random: Random, tokens: tuple[bytes, ...] = ()) -> bytes:
    """``data`` with a few bytes overwritten, put in, taken out or said twice."""
    changed = bytearray(data)
    for _ in range(random.randint(1, 4)):
        at = random.randint(0, len(changed))
        end = min(at + random.choice((1, 1, 2, 8, 40)), len(changed))
        new = random.choice((random.randbytes(1), random.randbytes(4), changed[at:end] * 2, b""))
        if tokens and random.random() < 0.5:
            new = random.choice(tokens)
        changed[at : random.choice((at, end))] = new
    return bytes(changed)
