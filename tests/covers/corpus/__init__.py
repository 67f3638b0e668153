"""Small PDFs, one for each thing that covers do or suffer, with what has to become of each."""

from __future__ import annotations

from .cases import Case
from .damage import DAMAGED
from .features import FEATURES
from .fonts import NAMED_FONTS
from .hostile import HOSTILE
from .images import IMAGES
from .odd_fonts import ODD_FONTS

CORPUS: dict[str, Case] = {
    **FEATURES, **NAMED_FONTS, **ODD_FONTS, **IMAGES, **DAMAGED, **HOSTILE,
}  # fmt: skip

__all__ = ["CORPUS", "Case"]
