"""Lints: whatever a YAML file holds, looking at it gives a report with places in that file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from leaflet.lints import LINTS
from leaflet.lints.linted import Linted
from tests.fuzz.target import CONTENT, TESTS, Target
from tests.fuzz.targets.files import FILE, english, examine, kind_of
from tests.fuzz.targets.files import TARGET as FILES

DAY = dt.date(2026, 11, 25)


def check(data: bytes) -> None:
    """Lint ``data``, if it is YAML."""
    kind = kind_of(data)
    examined = examine(kind, data)
    if examined.document is None:
        return
    linted = Linted(
        kind=kind, file=FILE, document=examined.document, problems=examined.problems.all(),
        as_of=DAY, locale_file=english() if kind == "medicine" else None, value=examined.value,
    )  # fmt: skip
    report = LINTS.report(linted, FILE)
    assert {*report.made, *dict(report.not_made)} == {rule.id for rule in LINTS}
    for finding in report.findings:
        assert finding.what
        assert finding.location.file == FILE
        str(finding).encode()


def seeds() -> Iterator[bytes]:
    """The files that tests lint and read, and a built-in one of each kind."""
    for name in ("reader/leaflet", "reader/locale", "reader/clinic", "lints/leaflet"):
        yield (TESTS / f"{name}.yaml").read_bytes()
    for name in ("medicines/baclofen/en-GB", "clinics/sample-pharmacy/clinic", "locales/en-US"):
        yield (CONTENT / f"{name}.yaml").read_bytes()


TARGET = Target(
    check=check,
    seeds=seeds,
    tokens=FILES.tokens,
    packages=("leaflet.reader", "leaflet.lints", "leaflet.model"),
    longest=40_000,
    seconds=5,
)
