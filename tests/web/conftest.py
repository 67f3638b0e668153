"""What the tests of the page share: one server on the loopback address, one browser."""

from __future__ import annotations

import asyncio
import os
import shutil
import threading
import time
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from leaflet.web.app import Page as Counter
from leaflet.web.app import create_app
from leaflet.web.guard import Guard
from leaflet.web.server import Ready, ready

HOST = "127.0.0.1:8321"
CHROMIUM = "/usr/bin/chromium"


class Served:
    """A server that runs beside the tests."""

    def __init__(self, root: Path) -> None:
        self.ready: Ready = ready(root, "127.0.0.1", 0)
        self.address = self.ready.address
        self.thread = threading.Thread(target=self.ready.run, daemon=True)
        self.thread.start()
        deadline = time.monotonic() + 30
        while not self.ready.server.started and time.monotonic() < deadline:
            time.sleep(0.02)

    def close(self) -> None:
        """End it, and wait until it has ended."""
        self.ready.server.should_exit = True
        self.thread.join(20)
        assert not self.thread.is_alive()


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a medicine of its own, to edit."""
    root = tmp_path_factory.mktemp("counter")
    built_in = Path(__file__).parents[2] / "content"
    shutil.copytree(
        built_in / "medicines" / "baclofen", root / "content" / "medicines" / "baclofen"
    )
    return root


@pytest.fixture(scope="session")
def served(workspace: Path) -> Iterator[Served]:
    """One server for all tests that need a socket."""
    found = Served(workspace)
    yield found
    found.close()


@pytest.fixture(scope="module")  # while it is open, its own loop runs, and no other can
def browser() -> Iterator[Browser]:
    """Debian's Chromium; without it the tests are skipped, but never in CI."""
    if not Path(CHROMIUM).exists():
        (pytest.fail if os.environ.get("CI") else pytest.skip)("Chromium is not installed")
    with sync_playwright() as play:
        found = play.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking",
                  "--disable-component-update", "--disable-sync", "--no-first-run"],
        )  # fmt: skip
        yield found
        found.close()


# The browser's own print window cannot be seen from a test, so its opening is counted instead.
COUNT_PRINTS = "window.print = () => { top.printed = (top.printed || 0) + 1; };"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that knows nothing yet."""
    found = browser.new_context(viewport={"width": 1366, "height": 768})
    found.add_init_script(COUNT_PRINTS)
    yield found
    found.close()


@pytest.fixture
def counter(context: BrowserContext, served: Served) -> Page:
    """The page, opened and ready to type; an error in its scripts fails the test."""
    return opened(context, served.address)


def opened(context: BrowserContext, address: str) -> Page:
    """The page in a new tab, ready to type."""
    page = context.new_page()
    page.on("pageerror", _fail)
    page.goto(address)
    page.wait_for_selector("#locale option", state="attached")
    return page


def _fail(error: object) -> None:
    raise AssertionError(error)


@pytest.fixture(scope="session")
def app(workspace: Path) -> Iterator[Guard]:
    """The application without a socket."""
    page = Counter(workspace, processes=1, watch=False)
    yield create_app(page, [HOST])
    page.quick.close()
    page.slow.close()


Asking = Callable[[httpx.AsyncClient], Coroutine[Any, Any, httpx.Response]]


def asked(app: Guard, question: Asking, **headers: str) -> httpx.Response:
    """What the application answers to a browser on its own page."""

    async def ask() -> httpx.Response:
        own = {"origin": f"http://{HOST}", "x-leaflet-token": app.token}
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(app=app),
            base_url=f"http://{HOST}",
            headers={key: value for key, value in (own | headers).items() if value},
        ) as client:
            return await question(client)

    return asyncio.run(ask())
