"""``leaflet serve``: the pharmacist's page, on this computer."""

from __future__ import annotations

import os
import threading
import webbrowser
from pathlib import Path

from leaflet.web.server import ENTRY_VARIABLE, checked_host, ready
from leaflet.workspace import Workspace


def serve(folder: Path, *, host: str, port: int, browser: bool) -> None:
    """Serve the page until Ctrl-C; its address goes to standard output."""
    entry = os.environ.get(ENTRY_VARIABLE) or None
    found = ready(Workspace(folder).root, checked_host(host, entry), port, entry=entry)
    print(found.address, flush=True)
    if browser:
        threading.Timer(0.3, webbrowser.open, (found.address,)).start()
    found.run()
