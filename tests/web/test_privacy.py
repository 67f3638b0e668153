"""Nothing of a patient stays anywhere."""

from __future__ import annotations

import base64
import os
import re
import signal
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import httpx
import pypdf
import pytest

from tests.web.test_server import _children

NAME, NOTE = "Xanthippe Quillfeather", "Zanzibar before breakfast"
PATIENT = {
    "name": NAME, "morning": "1 tablet", "bedtime": "2 tablets", "start": "2026-11-26",
    "notes": [NOTE], "calendar": [{"from": "2026-11-26", "morning": "1 tablet"}],
}  # fmt: skip
ORDER = {"medicine": "baclofen", "locale": "en-GB", "clinic": "example-clinic", "dots": 48}
WORDS = [NAME.split()[1].encode(), NOTE.split()[0].encode()]


def read(pdf: bytes) -> str:
    """All that a PDF says."""
    return "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages)


def traces(folder: Path) -> list[Path]:
    """Files below the folder that hold a word of the patient, or have one in their name."""
    return [
        path
        for path in folder.rglob("*")
        if any(word.decode() in path.name for word in WORDS)
        or (path.is_file() and any(word in path.read_bytes() for word in WORDS))
    ]


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at open files in /proc")
def test_nothing_of_a_patient_is_left_anywhere(tmp_path: Path) -> None:
    """A leaflet for a made-up name leaves it in no file, log, cache, folder or open file."""
    home, work = tmp_path / "home", tmp_path / "work"
    for folder in (home, work, home / "tmp"):
        folder.mkdir()
    environment = {
        **os.environ, "HOME": str(home), "TMPDIR": str(home / "tmp"), "XDG_CACHE_HOME": str(home),
    }  # fmt: skip
    environment.pop("LEAFLET_CACHE", None)
    log = tmp_path / "log"
    with log.open("wb") as said:
        server = subprocess.Popen(
            [sys.executable, "-m", "leaflet", "serve", "--no-browser", "--port", "0",
             "-w", str(work)],
            cwd=work, env=environment, stdout=subprocess.PIPE, stderr=said, text=True,
        )  # fmt: skip
        assert server.stdout is not None
        address = server.stdout.readline().strip()
        with httpx.Client(base_url=address, timeout=60) as client:
            token = re.search(r'leaflet-token" content="([^"]+)"', client.get("/").text)
            assert token is not None
            own = {"origin": address.rstrip("/"), "x-leaflet-token": token[1]}
            question = {"order": ORDER, "patient": PATIENT}
            answer = client.post("/show", json=question, headers=own)
            told = answer.json()
            # A dose that is refused must not be told back either.
            bad = question | {"patient": PATIENT | {"evening": f"5.0 mg {NOTE}"}}
            refused = client.post("/show", json=bad, headers=own)
            plain = client.post("/show", json={"order": ORDER}, headers=own).json()
        processes = {server.pid, *_children(server.pid)}
        held = [
            str(link.readlink())
            for process in processes
            for link in Path(f"/proc/{process}/fd").iterdir()
            if link.is_symlink()
        ]
        server.send_signal(signal.SIGINT)
        rest = server.stdout.read()
        server.wait(20)
        server.stdout.close()
    text = read(base64.b64decode(told["pdf"]))
    assert NAME in text, "it is on the paper, else this test proves nothing"
    assert NOTE in text
    assert answer.headers["cache-control"] == "no-store"
    assert NAME.split()[1] not in told["file"]
    assert "problems" in refused.json()
    assert NOTE.split()[0] not in refused.text
    assert NAME not in str(plain["notices"])
    assert not any(word.decode() in read(base64.b64decode(plain["pdf"])) for word in WORDS)
    assert not traces(tmp_path)
    assert not [
        path for path in held if "(deleted)" in path or any(w.decode() in path for w in WORDS)
    ]
    assert all(word.decode() not in rest for word in WORDS)
