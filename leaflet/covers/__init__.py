"""A clinic's cover PDF as objects that our writer appends: all that prints, nothing that acts.

A cover is kept as well as it can be, and never better than it can be proved: with its own tags,
else as a figure with the clinic's words for it, else as a picture (``ladder``).
"""

from __future__ import annotations

from leaflet.covers.apart import import_cover_apart
from leaflet.covers.values import ImportedCover, ImportedPage, Layers, LinkAnnotation, Rung

__all__ = [
    "ImportedCover",
    "ImportedPage",
    "Layers",
    "LinkAnnotation",
    "Rung",
    "import_cover_apart",
]
