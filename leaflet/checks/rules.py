"""All checks, in the order in which they are told."""

# ruff: noqa: I001 - the order of the imports is the order of the checks

from __future__ import annotations

from leaflet.checks import text, box, legibility, sheet, tagging, document, standing
from leaflet.checks.registry import CHECKS

__all__ = ["CHECKS", "box", "document", "legibility", "sheet", "standing", "tagging", "text"]
