"""From names to a finished PDF: YAML → model → compiled pages → stamped, with covers.

names ─► builder ─► assembly: at hand, cached, or made ─► stamped ─► judged ─► Built
            └── makes locales, clinics, pages (facts), covers (cover_files)
"""

from leaflet.naming import file_name
from leaflet.pipeline.builder import Builder, build
from leaflet.pipeline.names import Built, Covers, CoverWish, Edition, PaperName, expand
from leaflet.workspace import built_in

__all__ = [
    "Builder", "Built", "CoverWish", "Covers", "Edition", "PaperName", "build", "built_in",
    "expand", "file_name",
]  # fmt: skip
