"""Where the server listens, whom it lets in, and how it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from leaflet.errors import FileAccessError, UsageError
from leaflet.web.app import Page, create_app
from leaflet.web.server import ENTRY_VARIABLE, checked_host, listening, names, ready
from tests.web.conftest import HOST, asked

WORD = "correct horse battery"


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost"])
def test_this_computer_needs_no_word(host: str) -> None:
    """On the loopback address the page opens without a word."""
    assert checked_host(host, None) in {"127.0.0.1", "::1"}


@pytest.mark.parametrize("entry", [None, "", "short"])
def test_other_computers_are_kept_out(entry: str | None) -> None:
    """An address that others can reach is refused without a long word, and the risk is told."""
    with pytest.raises(UsageError, match="not encrypted") as told:
        checked_host("192.0.2.7", entry)
    assert ENTRY_VARIABLE in str(told.value)


def test_with_a_word_others_may_come() -> None:
    """Who sets a long word has been told the risk, and may."""
    assert checked_host("192.0.2.7", WORD) == "192.0.2.7"


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "our-server", "1.2.3"])
def test_only_one_address_at_a_time(host: str) -> None:
    """Every network at once, or a name, is no address to listen on."""
    with pytest.raises(UsageError):
        checked_host(host, WORD)


def test_a_port_that_is_taken_is_told() -> None:
    """A second server on the same port says so and what to do."""
    with listening("127.0.0.1", 0) as sock:
        port = sock.getsockname()[1]
        with pytest.raises(FileAccessError, match="--port"):
            listening("127.0.0.1", port)


def test_names_have_the_port() -> None:
    """Only the server's own names, with its port, may stand in Host."""
    assert names("127.0.0.1", 5) == ("127.0.0.1:5", "localhost:5")
    assert names("192.0.2.7", 5) == ("192.0.2.7:5",)


def test_behind_a_word_nothing_is_seen_without_it(tmp_path: Path) -> None:
    """Where others can reach the page, it shows nothing until the word was given."""
    app = create_app(Page(tmp_path, watch=False), [HOST], entry=WORD)

    async def look(client: httpx.AsyncClient) -> httpx.Response:
        return await client.get("/words")

    async def build(client: httpx.AsyncClient) -> httpx.Response:
        return await client.post("/show", json={"order": {"medicine": "baclofen"}})

    async def wrong(client: httpx.AsyncClient) -> httpx.Response:
        return await client.post("/enter", data={"word": "open sesame!"})

    async def right(client: httpx.AsyncClient) -> httpx.Response:
        assert (await client.post("/enter", data={"word": WORD})).status_code == 303
        return await client.get("/words")

    assert asked(app, look).headers["location"] == "/enter"
    assert asked(app, build).status_code == 403
    answer = asked(app, wrong)
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers
    assert asked(app, right).json()["language"] == "en"


def test_without_its_libraries_the_command_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A pharmacist who installed the small package is told the one line to type."""
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    with pytest.raises(UsageError, match=r"leaflet-medicines\[serve\]"):
        ready(tmp_path, "127.0.0.1", 0)


def _children(parent: int) -> set[int]:
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if int((folder / "stat").read_text().rpartition(")")[2].split()[1]) == parent:
                found.add(int(folder.name))
        except (OSError, ValueError, IndexError):
            continue
    return found


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes in /proc")
def test_ctrl_c_leaves_nothing_behind(tmp_path: Path) -> None:
    """Ctrl-C ends the server and every process of its own, within seconds and without a word."""
    environment = {**os.environ, "TMPDIR": str(tmp_path / "tmp")}
    (tmp_path / "tmp").mkdir()
    command = subprocess.Popen(
        [sys.executable, "-m", "leaflet", "serve", "--no-browser", "--port", "0",
         "-w", str(tmp_path)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment,
    )  # fmt: skip
    assert command.stdout is not None
    address = command.stdout.readline().strip()
    assert httpx.get(address, timeout=20).status_code == 200
    deadline = time.monotonic() + 20
    while not (own := _children(command.pid)) and time.monotonic() < deadline:
        time.sleep(0.05)
    command.send_signal(signal.SIGINT)
    out, err = command.communicate(timeout=20)
    assert (out, "Traceback" in err, command.returncode) == ("", False, 130)
    assert own
    deadline = time.monotonic() + 10
    while (left := {child for child in own if Path(f"/proc/{child}").exists()}) and (
        time.monotonic() < deadline
    ):
        time.sleep(0.05)
    assert not left
    assert not list((tmp_path / "tmp").iterdir())
