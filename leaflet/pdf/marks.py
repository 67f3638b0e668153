"""The operators that open marked content (ISO 32000-1 §14.6)."""

from __future__ import annotations

from leaflet.pdf.objects import text_bytes

TYPE_CHECKING = False  # see leaflet.pdf.objects
if TYPE_CHECKING:
    from typing import Literal, TypeAlias

    ArtifactKind: TypeAlias = Literal["Layout", "Pagination", "Background", "Page"]
else:
    ArtifactKind = str


def opening(role: str, mcid: int, actual_text: str | None = None) -> bytes:
    """Opens content of a structure element; ``EMC`` closes it."""
    actual = b"/ActualText " + text_bytes(actual_text) if actual_text else b""
    return b"/%s<</MCID %d%s>>BDC" % (role.encode(), mcid, actual)


def artifact_opening(kind: ArtifactKind) -> bytes:
    """Opens an artifact, which a screen reader skips (§14.8.2.2)."""
    return b"/Artifact<</Type /%s>>BDC" % kind.encode()
