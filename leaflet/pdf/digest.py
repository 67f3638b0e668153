"""SHA-256 without the weight of ``hashlib``, which loads a library for algorithms never used."""

from __future__ import annotations

TYPE_CHECKING = False  # see leaflet.pdf.objects
if TYPE_CHECKING:
    from hashlib import sha256
else:
    try:
        from _sha256 import sha256  # Python 3.11
    except ImportError:
        try:
            from _sha2 import sha256  # Python 3.12 and later
        except ImportError:  # a Python without its own
            from hashlib import sha256


def digest(*parts: bytes) -> bytes:
    """The 32 bytes of SHA-256 over ``parts`` one after another."""
    running = sha256()
    for part in parts:
        running.update(part)
    return running.digest()
