"""veraPDF's verdict, where its program is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

SECONDS = 120


def verdict(data: bytes) -> tuple[bool, str] | None:
    """Whether veraPDF passes the file as PDF/UA-1, and its words; ``None`` without the program."""
    program = shutil.which("verapdf")
    if program is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "leaflet.pdf"
        path.write_bytes(data)
        try:
            done = subprocess.run(
                [program, "--flavour", "ua1", "--format", "text", str(path)],
                capture_output=True, check=False, text=True, timeout=SECONDS,
            )  # fmt: skip
        except (OSError, subprocess.TimeoutExpired) as error:
            return False, f"it gave no verdict ({type(error).__name__})"
    said = " ".join((done.stdout or done.stderr).replace(str(path), "the file").split())
    return done.stdout.startswith("PASS"), said[:300] or "it gave no verdict"
