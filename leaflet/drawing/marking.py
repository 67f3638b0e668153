"""Marked content on a ReportLab canvas: whose every painted thing is (ISO 32000-1 §14.6, §14.8.2).

ReportLab 5 knows no tags. It offers ``addLiteral``, which puts an operator of ours between its
own; nothing private of it is touched.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from leaflet.compiled import BODY_MCID
from leaflet.pdf.marks import ArtifactKind, artifact_opening, opening
from leaflet.structure import StructureElement, Words

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

Belongs = Words | ArtifactKind


@dataclass(slots=True)
class Marker:
    """Opens and closes marked content on one page, and counts its MCIDs."""

    canvas: Canvas
    page: int
    owners: list[StructureElement] = field(default_factory=list)
    """The structure element of each MCID from ``BODY_MCID`` on: those before are the slots'."""
    _open: Belongs | None = None

    def belongs_to(self, whose: Belongs) -> None:
        """What is painted from here on is ``whose``."""
        if self._open is whose or (isinstance(whose, str) and self._open == whose):
            return
        self.close()
        self._open = whose
        if isinstance(whose, str):
            self._literal(artifact_opening(whose))
            return
        mcid = BODY_MCID + len(self.owners)
        whose.places.append((self.page, mcid))
        self.owners.append(whose.owner)
        self._literal(opening(whose.owner.role, mcid, whose.owner.actual_text))

    def close(self) -> None:
        """End what is open: before a slot, and at the end of the page."""
        if self._open is not None:
            self._literal(b"EMC")
            self._open = None

    def _literal(self, operator: bytes) -> None:
        self.canvas.addLiteral(operator.decode("latin-1"))
