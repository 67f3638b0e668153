"""The sRGB output intent: what the colours of the page mean (ISO 19005-2 §6.2.3)."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from leaflet.pdf.objects import Name, ObjectTable, PdfObject, compressed

CONDITION = "sRGB IEC61966-2.1"


@lru_cache(maxsize=1)
def srgb_profile() -> bytes:
    """The profile, shipped as data: one made on the spot would carry the time of day."""
    return files("leaflet.pdf").joinpath("srgb.icc").read_bytes()


def output_intent(table: ObjectTable) -> PdfObject:
    """The intent's dictionary; the profile goes into ``table``."""
    return {
        "Type": Name("OutputIntent"),
        "S": Name("GTS_PDFA1"),
        "OutputConditionIdentifier": CONDITION,
        "Info": CONDITION,
        "DestOutputProfile": table.add(compressed(srgb_profile(), N=3)),
    }
