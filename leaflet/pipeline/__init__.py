"""From names to a finished PDF: YAML → model → compiled pages → stamped, with covers.

names ─ builder ─► content read, pages compiled (facts), clinic prepared, covers imported (shelf)
                └► stamped, and judged for what the file may state (judging) ─► Built
"""

from leaflet.pipeline.builder import Builder, build
from leaflet.pipeline.names import Built, Covers, CoverWish, PaperName, expand, file_name
from leaflet.workspace import built_in

__all__ = [
    "Builder", "Built", "CoverWish", "Covers", "PaperName", "build", "built_in",
    "expand", "file_name",
]  # fmt: skip
