"""A damaged file written anew by qpdf, which reads more than pypdf does."""

from __future__ import annotations

import logging
from io import BytesIO


class UnmendableError(Exception):
    """Not even qpdf can read it."""


def mended(data: bytes) -> bytes:
    """The file with a sound structure, and without its lock against changes.

    Raises:
        UnmendableError: too little of it is left, or it needs a password.
    """
    import pikepdf

    logging.getLogger("pikepdf").setLevel(logging.CRITICAL + 1)
    file = BytesIO()
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            pdf.save(
                file,
                static_id=True,
                encryption=False,
                object_stream_mode=pikepdf.ObjectStreamMode.disable,
                stream_decode_level=pikepdf.StreamDecodeLevel.none,
            )
    except Exception as error:  # qpdf's own errors, and what pikepdf makes of odd values
        raise UnmendableError(str(error)) from error
    return file.getvalue()
