"""What a person should look at in a content file before anything is built of it.

Findings of content files' YAML: shape, sources, dates, dose writing, wording. Each lint is a
function in one of these modules; ``leaflet lint --list`` names them all.
"""

# ruff: noqa: I001 - the order of the imports is the order of the rules

from __future__ import annotations

from leaflet.lints import files, doses, statements, words, reading, reviews
from leaflet.lints.registry import LINTS

__all__ = ["LINTS", "doses", "files", "reading", "reviews", "statements", "words"]
