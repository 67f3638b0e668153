"""The lints' registry, which their modules fill."""

from __future__ import annotations

from leaflet.lints.linted import Linted
from leaflet.registry import Registry

LINTS: Registry[Linted] = Registry()
"""Examples of its rules are YAML: what to change in a small leaflet that is right."""
