"""Who may ask, and what every answer says."""

from __future__ import annotations

import httpx
import pytest

from leaflet.web.guard import POLICY, Guard
from tests.web.conftest import HOST, asked

ORDER = {"order": {"medicine": "baclofen"}}


async def _front(client: httpx.AsyncClient) -> httpx.Response:
    return await client.get("/")


async def _show(client: httpx.AsyncClient) -> httpx.Response:
    return await client.post("/show", json=ORDER)


async def _cover(client: httpx.AsyncClient) -> httpx.Response:
    return await client.post("/cover", content=b"%PDF-1.7")


def test_the_page_opens_under_its_own_names(app: Guard) -> None:
    """The page opens at the address that the command printed."""
    answer = asked(app, _front, origin="")
    assert answer.status_code == 200
    assert app.token in answer.text


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1", "127.0.0.1:1", "localhost.evil:8321"]
)
def test_another_name_is_refused(app: Guard, host: str) -> None:
    """A name that somebody else's name server gives this computer opens nothing."""
    assert asked(app, _front, host=host, origin="").status_code == 403


@pytest.mark.parametrize("question", [_show, _cover])
@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": ""},
        {"origin": f"https://{HOST}"},
        {"x-leaflet-token": ""},
        {"x-leaflet-token": "wrong"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_another_page_may_not_ask(app: Guard, question: object, headers: dict[str, str]) -> None:
    """A page of another site, or one without our page's token, builds and hands in nothing."""
    answer = asked(app, question, **headers)  # type: ignore[arg-type]
    assert answer.status_code == 403
    assert "pdf" not in answer.text


@pytest.mark.parametrize(
    "path", ["/", "/words", "/leaflets", "/parts/page.js", "/nothing", "/show"]
)
def test_every_answer_is_private(app: Guard, path: str) -> None:
    """No answer is kept, framed, sniffed, or lets a script of others in."""

    async def look(client: httpx.AsyncClient) -> httpx.Response:
        return await client.get(path)

    headers = asked(app, look).headers
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["content-security-policy"] == POLICY
    assert "access-control-allow-origin" not in headers
    assert "'unsafe" not in POLICY


@pytest.mark.parametrize(
    "path",
    ["/parts/", "/parts/words.en.json", "/parts/..%2fapp.py", "/parts/page.html", "/parts/%2e%2e",
     "/content/medicines/baclofen/en-GB.yaml", "/parts/page.css%00.js", "/.git/config"],
)  # fmt: skip
def test_no_folder_is_exposed(app: Guard, path: str) -> None:
    """Style sheets, scripts and the icon are all that can be fetched by name."""

    async def look(client: httpx.AsyncClient) -> httpx.Response:
        return await client.get(path)

    assert asked(app, look).status_code in {404, 405}
