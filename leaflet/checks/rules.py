"""All checks, in the order in which they are told."""

from __future__ import annotations

from leaflet.checks import box, legibility, soundness, standing, text
from leaflet.checks.registry import CHECKS

__all__ = ["CHECKS", "box", "legibility", "soundness", "standing", "text"]
