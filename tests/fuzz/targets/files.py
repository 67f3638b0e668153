"""The YAML files of workspaces: any bytes are read, or refused in our own words and place."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from functools import cache

from leaflet.errors import ContentError
from leaflet.lints.linted import Kind
from leaflet.model.locale import Locale
from leaflet.reader import (
    Examined,
    examine_clinic,
    examine_leaflet,
    examine_locale,
    examine_workspace,
    nodes,
    read_locale,
)
from leaflet.reader.nodes import PureLoader
from tests.fuzz.target import CONTENT, TESTS, Target, tokens

FILE = "f.yaml"
_FOREIGN = re.compile(
    r"not what is expected here|found wrong when|pydantic|valid dictionary|Input should|NoneType"
)
"""Words of libraries that no author should get to read."""


def check(data: bytes) -> None:
    """Read or refuse ``data``; now and then, see that the other parser agrees."""
    kind = kind_of(data)
    said = read(examine(kind, data))
    if zlib.crc32(data) % 8 == 0:
        others = nodes.LOADER
        nodes.LOADER = PureLoader
        try:
            other = read(examine(kind, data))
        finally:
            nodes.LOADER = others
        if isinstance(said, ContentError):
            assert isinstance(other, ContentError), "libyaml refuses, the pure parser takes it"
        else:
            assert said == other, "the two parsers read it differently"


def kind_of(data: bytes) -> Kind:
    """What the file is most likely meant to be."""
    if b"medicine:" in data:
        return "medicine"
    if b"clinic:" in data:
        return "clinic"
    return "locale" if b"locale:" in data else "workspace"


def examine(kind: Kind, data: bytes) -> Examined:  # type: ignore[type-arg]
    """What the reader of ``kind`` finds out."""
    match kind:
        case "medicine":
            return examine_leaflet(
                data, FILE, medicine="examplin", locale="en-GB", locale_file=english()
            )
        case "locale":
            return examine_locale(data, FILE, locale="en-GB")
        case "clinic":
            return examine_clinic(data, FILE, clinic="corner-pharmacy")
        case "workspace":
            return examine_workspace(data, FILE)


def read(examined: Examined) -> object:  # type: ignore[type-arg]
    """The value, or a refusal that a person can use."""
    try:
        return examined.right()
    except ContentError as error:
        assert 0 < len(error.problems) <= 21
        for problem in error.problems:
            assert problem.location is not None
            assert problem.location.file == FILE
            assert not _FOREIGN.search(str(problem)), problem
            str(problem).encode()
        return error


@cache
def english() -> Locale:
    """A locale's words and contacts."""
    return read_locale((TESTS / "reader" / "locale.yaml").read_bytes(), "en-GB.yaml")


def seeds() -> Iterator[bytes]:
    """The files that the reader's tests break, and the known hazards."""
    for name in ("leaflet", "locale", "clinic", "workspace"):
        yield (TESTS / "reader" / f"{name}.yaml").read_bytes()
    yield from (b"", b"[" * 3000, "clinic: a".encode("utf-16"))
    yield from tokens("yaml-seeds")


def keys() -> tuple[bytes, ...]:
    """Every key of our files."""
    found: dict[bytes, None] = {}
    for file in sorted(CONTENT.glob("**/*.yaml")):
        for key in re.findall(rb"(?m)^[ -]*(\w+:)(?= |$)", file.read_bytes()):
            found[key + b" "] = None
    return tuple(found)


TARGET = Target(
    check=check,
    seeds=seeds,
    tokens=(*tokens("yaml"), *keys()),
    packages=("leaflet.reader", "leaflet.model"),
    share=3,
    longest=12_000,
    seconds=2,
)
