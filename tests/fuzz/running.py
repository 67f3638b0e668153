"""One target under atheris, in a process of its own: ``python -m tests.fuzz.running NAME ...``.

libFuzzer steers: it keeps what reaches new code, and changes it further. Its options follow behind
the name and the folder for findings; the first folder among them is the corpus.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from pathlib import Path
from random import Random

import atheris

from tests.fuzz.findings import Watch


def main() -> None:
    """Fuzz until libFuzzer says that it is enough."""
    name, folder, *options = sys.argv[1:]
    with atheris.instrument_imports(include=["leaflet", "pypdf", "yaml"]):
        from tests.fuzz.target import target

        chosen = target(name)
        for package in chosen.packages:
            load_all_of(package)
    mutate = chosen.mutate

    def change(data: bytes, most: int, seed: int) -> bytes:
        assert mutate is not None
        return mutate(data, Random(seed), lambda part: bytes(atheris.Mutate(part, most)))[:most]

    watch = Watch(chosen, Path(folder))
    kind = {"custom_mutator": change} if mutate else {}
    atheris.Setup([sys.argv[0], *options], watch, **kind)
    atheris.Fuzz()


def load_all_of(package: str) -> None:
    """Load every module, so that those which are loaded late are watched as well."""
    loaded = importlib.import_module(package)
    for module in pkgutil.walk_packages(getattr(loaded, "__path__", ()), package + "."):
        importlib.import_module(module.name)


if __name__ == "__main__":
    main()
