"""ReportLab, loaded so that nothing of the machine has a say in it.

As it is imported it runs ``reportlab_mods``, ``reportlab_settings`` and files of these names in the
user's home, takes settings from the environment (``RL_…``), and later the date of every file from
``SOURCE_DATE_EPOCH``: foreign code would run, and the same text give other bytes or an error.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

_SETTINGS = ("reportlab_mods", "reportlab_settings")
_DATE = "SOURCE_DATE_EPOCH"


def load_reportlab() -> None:
    """Import ReportLab's settings, the first time as they are in its own package."""
    with unmoved():
        import reportlab.rl_config  # noqa: F401


@contextmanager
def unmoved() -> Iterator[None]:
    """Within it ReportLab finds no settings of a user or of the environment."""
    hidden = {name: value for name, value in os.environ.items() if _moves(name)}
    modules = {name: sys.modules.get(name) for name in _SETTINGS}
    for name in hidden:
        del os.environ[name]
    sys.modules.update({name: ModuleType(name) for name in _SETTINGS})
    try:
        yield
    finally:
        os.environ.update(hidden)
        for name, module in modules.items():
            if module is None:
                del sys.modules[name]
            else:
                sys.modules[name] = module


def _moves(name: str) -> bool:
    return name == _DATE or name.startswith("RL_")
