"""The server: which address it has, who may reach it, and how it comes to its end."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from leaflet.errors import FileAccessError, Problem, UsageError

if TYPE_CHECKING:
    import uvicorn

    from leaflet.web.app import Page

LOOPBACK = "127.0.0.1"
DEFAULT_PORT = 8321
SHORTEST_WORD = 12
ENTRY_VARIABLE = "LEAFLET_SERVE_WORD"
"""Never an argument, which every user of the machine can see."""


def checked_host(host: str, entry: str | None) -> str:
    """The address to listen on.

    Raises:
        UsageError: others could reach it, and no word keeps them out; or it is no one address.
    """
    try:
        address = ipaddress.ip_address("127.0.0.1" if host == "localhost" else host)
    except ValueError as error:
        raise UsageError(
            Problem(None, f"--host {host} is no address", f"leave it out, or say {LOOPBACK}")
        ) from error
    if address.is_unspecified:
        raise UsageError(
            Problem(None, f"--host {host} stands for every network this computer is in",
                    "name the one address that others shall use")
        )  # fmt: skip
    if not address.is_loopback and len(entry or "") < SHORTEST_WORD:
        raise UsageError(
            Problem(
                None,
                f"at --host {host} everyone in that network could open the page, see what is typed "
                "about patients, and hand in files; what travels there is not encrypted",
                f"leave --host out; or put a word of {SHORTEST_WORD} letters or more into the "
                f"environment variable {ENTRY_VARIABLE}, which the page then asks for",
            )
        )
    return str(address)


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens there.

    Raises:
        FileAccessError: the port is taken, or not ours to take.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    found = socket.socket(family, socket.SOCK_STREAM)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((host, port))
        found.listen(128)
    except OSError as error:
        found.close()
        raise FileAccessError(
            Problem(None, f"port {port} of {host} cannot be used: {(error.strerror or '').lower()}",
                    "another leaflet serve may run; or choose another with --port")
        ) from error  # fmt: skip
    return found


def names(host: str, port: int) -> tuple[str, ...]:
    """What Host may say of a server there."""
    shown = f"[{host}]" if ":" in host else host
    own = {shown, "localhost"} if ipaddress.ip_address(host).is_loopback else {shown}
    return tuple(sorted(f"{name}:{port}" for name in own))


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A server that has its socket and has not begun.

    Attributes:
        address: of the page, for the browser.
        page: what it serves.
    """

    server: uvicorn.Server
    sock: socket.socket
    address: str
    page: Page

    def run(self) -> None:
        """Serve until Ctrl-C, or until ``server.should_exit``."""
        with self.sock:
            self.server.run(sockets=[self.sock])


def ready(root: Path, host: str, port: int, *, entry: str | None = None) -> Ready:
    """A server for the workspace ``root``.

    Args:
        root: the workspace.
        host: an address that ``checked_host`` gave.
        port: 0 for any that is free.
        entry: a word to give first.

    Raises:
        UsageError: the libraries for it are not installed.
        FileAccessError: the port cannot be used.
    """
    try:
        import uvicorn

        from leaflet.web.app import Page, create_app
    except ImportError as error:
        raise UsageError(
            Problem(None, f"the page needs a library that is not installed: {error.name}",
                    "pip install 'leaflet-medicines[serve]'")
        ) from error  # fmt: skip
    sock = listening(host, port)
    port = sock.getsockname()[1]
    page = Page(root)
    app = create_app(page, names(host, port), entry=entry)
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, date_header=False,
        timeout_graceful_shutdown=1, timeout_keep_alive=30, limit_concurrency=200, lifespan="on",
    )  # fmt: skip
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{port}/"

    class Server(uvicorn.Server):
        """Lets its listeners go before it waits for open answers to end."""

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            await page.let_go()
            await super().shutdown(sockets)

    return Ready(server=Server(config), sock=sock, address=address, page=page)
