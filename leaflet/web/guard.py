"""Who may ask: this computer's own page, and nobody through it.

A web page elsewhere can make the browser ask a server on the loopback address (cross-site request
forgery), and a name server can say that its name is this very computer (DNS rebinding). So the
names in Host and Origin must be ours, and every POST carries a token that only our page knows.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterable, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TOKEN_HEADER = "x-leaflet-token"
ENTRY_COOKIE = "leaflet-entry"
ENTRY_PATH = "/enter"
SAFE = frozenset({"GET", "HEAD"})
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' blob:",
        "connect-src 'self'",
        "frame-src blob:",
        "object-src blob:",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """Lets through what our own page asks, and marks every answer as private.

    Args:
        app: what is guarded.
        hosts: names and ports that Host may have: ``127.0.0.1:8000``.
        entry: a word that everyone has to give first, where others can reach the server.
    """

    def __init__(self, app: ASGIApp, hosts: Iterable[str], *, entry: str | None = None) -> None:
        self.app = app
        self.hosts = frozenset(host.lower() for host in hosts)
        self.origins = frozenset(f"http://{host}" for host in self.hosts)
        self.token = secrets.token_urlsafe(32)
        self._entry = entry
        self._pass = secrets.token_urlsafe(32)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI 3."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        scope.setdefault("state", {})["token"] = self.token

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
            await send(message)

        refusal = self._refusal(scope)
        await (refusal or self.app)(scope, receive, marked)

    def lets_in(self, word: str) -> bool:
        """Whether this is the word for the door."""
        return self._entry is not None and hmac.compare_digest(word.encode(), self._entry.encode())

    @property
    def cookie(self) -> str:
        """What a browser shows once its user has given the word."""
        return self._pass

    def _refusal(self, scope: Scope) -> ASGIApp | None:
        headers = Headers(scope=scope)
        if headers.get("host", "").lower() not in self.hosts:
            return PlainTextResponse("this is not the name of this server\n", 403)
        origin = headers.get("origin")
        if origin is not None and origin.lower() not in self.origins:
            return PlainTextResponse("another site's page may not ask\n", 403)
        if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
            return PlainTextResponse("another site's page may not ask\n", 403)
        path, method = scope["path"], scope["method"]
        if self._entry is not None and path != ENTRY_PATH and not self._has_pass(headers):
            if method in SAFE:
                return RedirectResponse(ENTRY_PATH, 303)
            return PlainTextResponse("give the word first\n", 403)
        if method not in SAFE and path != ENTRY_PATH:
            shown = headers.get(TOKEN_HEADER, "")
            if origin is None or not hmac.compare_digest(shown.encode(), self.token.encode()):
                return PlainTextResponse("load the page again\n", 403)
        return None

    def _has_pass(self, headers: Headers) -> bool:
        cookies: MutableMapping[str, Any] = SimpleCookie()
        try:
            cookies = SimpleCookie(headers.get("cookie", ""))
        except CookieError:
            return False
        shown = cookies.get(ENTRY_COOKIE)
        return shown is not None and hmac.compare_digest(shown.value.encode(), self._pass.encode())
