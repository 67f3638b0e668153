"""Where the cache lies: in the user's cache folder, wherever ``LEAFLET_CACHE`` says, or nowhere."""

from __future__ import annotations

import os
import sys

VARIABLE = "LEAFLET_CACHE"
"""A folder, or ``off``."""


def place() -> str | None:
    """The cache's folder, as the platform has it; none where it is switched off or unsafe.

    It need not be there yet. A folder that other users own or may write to is not used: whoever
    could put entries there could put words into leaflets.
    """
    said = os.environ.get(VARIABLE, "")
    if said.lower() == "off":
        return None
    folder = said or _usual()
    if not folder:
        return None
    folder = os.path.abspath(folder)
    return folder if _is_ours(folder) else None


def _usual() -> str:
    home = os.path.expanduser("~")
    if not os.path.isabs(home):
        home = ""
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA") or (home and os.path.join(home, "AppData", "Local"))
        return local and os.path.join(local, "leaflet", "Cache")
    if sys.platform == "darwin":
        return home and os.path.join(home, "Library", "Caches", "leaflet")
    named = os.environ.get("XDG_CACHE_HOME", "")
    if not os.path.isabs(named):  # the convention: such a one is to be ignored
        named = home and os.path.join(home, ".cache")
    return named and os.path.join(named, "leaflet")


def _is_ours(folder: str) -> bool:
    try:
        status = os.stat(folder)
    except FileNotFoundError:
        return True
    except (OSError, ValueError):
        return False
    if not hasattr(os, "geteuid"):
        return True
    return status.st_uid == os.geteuid() and not status.st_mode & 0o002
