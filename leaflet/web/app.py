"""The page as an ASGI application: what it answers. Tests call it without a socket."""

from __future__ import annotations

import asyncio
import base64
import json
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import unquote

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from leaflet.errors import LeafletError, Problem
from leaflet.web import content, desk
from leaflet.web.desk import Place, Refused, Shown
from leaflet.web.guard import ENTRY_COOKIE, ENTRY_PATH, Guard
from leaflet.web.orders import Order, read_order
from leaflet.web.pages import page, part, words
from leaflet.web.uploads import Uploads
from leaflet.web.watching import Watcher
from leaflet.web.workers import BusyError, Lane

LARGEST_ORDER = 64_000
"""Bytes of an order."""
REMEMBERED = 32
"""Answers kept for the next who asks the same; never one with a patient or a cover of its own."""
SECONDS, SECONDS_FOR_COVERS = 20.0, 60.0


class Page:
    """What the routes share."""

    def __init__(self, root: Path, *, processes: int = 2, watch: bool = True) -> None:
        self.root = root.resolve()
        self.uploads = Uploads()
        self.watcher = Watcher(self.root / "content") if watch else None
        self.quick = Lane(processes, seconds=SECONDS)
        self.slow = Lane(1, seconds=SECONDS_FOR_COVERS)
        self.guard: Guard | None = None
        self._answers: OrderedDict[tuple[int, Order], bytes] = OrderedDict()

    @property
    def place(self) -> Place:
        """Where the content lies, as it is now."""
        return Place(root=self.root, edits=self.watcher.edits if self.watcher else 0)

    async def answer(self, order: Order, patient: bytes | None) -> bytes:
        """What the page shows for an order, as JSON.

        Raises:
            BusyError: too many ask at once.
            LeafletError: the work could not be done at all.
        """
        cover = self.uploads.get(order.cover) if order.cover else None
        if order.cover and cover is None:
            return _json({"gone": "cover"})
        plain = patient is None and cover is None
        key = (self.place.edits, order)
        if plain and (known := self._answers.get(key)) is not None:
            self._answers.move_to_end(key)
            return known
        lane = self.slow if cover else self.quick
        found = await lane.do(desk.show, self.place, order, cover, patient)
        told = _json(_for_page(found))
        if plain and isinstance(found, Shown):
            self._answers[key] = told
            while len(self._answers) > REMEMBERED:
                self._answers.popitem(last=False)
        return told

    def forget(self) -> None:
        """Let go of the answers that are kept."""
        self._answers.clear()

    async def let_go(self) -> None:
        """End what would go on for ever: the answers that wait for edits."""
        if self.watcher:
            await self.watcher.close()

    @asynccontextmanager
    async def life(self, _app: Starlette) -> AsyncIterator[None]:
        """Open while the server runs; leaves no process behind."""
        besides = [asyncio.create_task(self.quick.warm(desk.warm, self.place))]
        if self.watcher:
            besides.append(asyncio.create_task(self.watcher.run()))
        try:
            yield
        finally:
            await self.let_go()
            for task in besides:
                task.cancel()
            await asyncio.gather(*besides, return_exceptions=True)
            self.quick.close()
            self.slow.close()


def create_app(page_: Page, hosts: Iterable[str], *, entry: str | None = None) -> Guard:
    """The application behind its guard.

    Args:
        page_: what it serves.
        hosts: names and ports under which it may be asked.
        entry: a word to give first, where others can reach it.
    """
    routes = [
        Route("/", _whole_page),
        Route("/leaflets", _list_page),
        Route("/parts/{name}", _part),
        Route("/words", _words),
        Route("/content", _choices),
        Route("/standings", _standings),
        Route("/events", _events),
        Route("/show", _show, methods=["POST"]),
        Route("/cover", _take_cover, methods=["POST"]),
        Route("/cover/{key}", _drop_cover, methods=["DELETE"]),
        Route(ENTRY_PATH, _door, methods=["GET", "POST"]),
    ]
    app = Starlette(routes=routes, lifespan=page_.life)
    app.state.page = page_
    guard = Guard(app, hosts, entry=entry)
    page_.guard = guard
    return guard


def _page(request: Request) -> Page:
    found: Page = request.app.state.page
    return found


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _for_page(found: Shown | Refused) -> dict[str, object]:
    if isinstance(found, Refused):
        return {"problems": [content.problem_for_page(problem) for problem in found.problems]}
    return {
        "file": found.file,
        "pages": found.pages,
        "paper": found.paper,
        "size": found.type_size,
        "reviewed": found.reviewed,
        "version": found.version,
        "notices": list(found.notices),
        "pdf": base64.b64encode(found.pdf).decode("ascii"),
        "pictures": [base64.b64encode(picture).decode("ascii") for picture in found.pictures],
    }


def _problems(problems: Iterable[Problem], status: int = 422) -> Response:
    told = {"problems": [content.problem_for_page(problem) for problem in problems]}
    return Response(_json(told), status, media_type="application/json")


def _busy() -> Response:
    busy = Problem(None, words()["busy"])
    response = _problems([busy], 503)
    response.headers["retry-after"] = "1"
    return response


async def _whole_page(request: Request) -> Response:
    return HTMLResponse(page("page", {"token": request.state.token}))


async def _list_page(request: Request) -> Response:
    return HTMLResponse(page("leaflets", {"token": request.state.token}))


async def _part(request: Request) -> Response:
    found = part(request.path_params["name"])
    if found is None:
        return Response(status_code=404)
    return Response(found[0], media_type=found[1])


async def _words(_request: Request) -> Response:
    return JSONResponse(words())


async def _choices(request: Request) -> Response:
    return await _told(_page(request), content.choices)


async def _standings(request: Request) -> Response:
    return await _told(_page(request), content.standings)


async def _told(page_: Page, what: Callable[[Path], dict[str, object]]) -> Response:
    """What a process says of the content."""
    try:
        told = await page_.quick.do(what, page_.root)
    except BusyError:
        return _busy()
    except LeafletError as error:
        return _problems(error.problems)
    return Response(_json(told), media_type="application/json")


async def _show(request: Request) -> Response:
    """One leaflet: order and patient in, file and pictures out."""
    try:
        body = await _body(request)
        order, patient = _split(body)
        told = await _page(request).answer(order, patient)
    except BusyError:
        return _busy()
    except LeafletError as error:
        return _problems(error.problems)
    except (ClientDisconnect, ConnectionError):
        return Response(status_code=400)
    return Response(told, media_type="application/json")


def _split(body: bytes) -> tuple[Order, bytes | None]:
    """The order, and the patient's dose as it was sent: who prints it reads it, nobody else."""
    try:
        whole = json.loads(body, object_pairs_hook=_each_once)
        asked, patient = whole["order"], whole.get("patient")
        order, dose = _json(asked), _json(patient) if patient else None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        order, dose = b"null", None  # JSON lets half a character through, which no text can hold
    return read_order(order), dose


def _each_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """A mapping, or ValueError: of a dose that is given twice, none is to win in silence."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError
    return found


async def _body(request: Request) -> bytes:
    data = bytearray()
    async for chunk in request.stream():
        data += chunk
        if len(data) > LARGEST_ORDER:
            return b""
    return bytes(data)


async def _take_cover(request: Request) -> Response:
    """A cover, as the body of the request; its name is only what messages call it."""
    here = _page(request)
    name = unquote(request.headers.get("x-file-name", ""))
    try:
        key = await here.uploads.take(name, request.stream())
    except LeafletError as error:
        return _problems(error.problems)
    except (ClientDisconnect, ConnectionError):
        return Response(status_code=400)
    kept = here.uploads.get(key)
    return JSONResponse({"cover": key, "name": kept.name if kept else name})


async def _drop_cover(request: Request) -> Response:
    _page(request).uploads.drop(request.path_params["key"])
    return Response(status_code=204)


async def _events(request: Request) -> Response:
    """A line for each edit of the content, as server-sent events."""
    watcher = _page(request).watcher
    if watcher is None:
        return Response(status_code=204)

    async def told() -> AsyncIterator[bytes]:
        yield f"data: {watcher.edits}\n\n".encode()
        async for edits in watcher.edited():
            yield f"data: {edits}\n\n".encode()

    return StreamingResponse(told(), media_type="text/event-stream")


async def _door(request: Request) -> Response:
    """Where others can reach the server: a word first."""
    guard = _page(request).guard
    assert guard is not None
    if request.method == "GET":
        return HTMLResponse(page("door", {"said": ""}))
    body = (await _body(request)).decode("utf-8", "replace")
    word = unquote(body.partition("word=")[2].partition("&")[0].replace("+", " "))
    if not guard.lets_in(word):
        await asyncio.sleep(1)  # who tries words one after another has a long time to wait
        return HTMLResponse(page("door", {"said": words()["wrong_word"]}), 403)
    response = Response(status_code=303, headers={"location": "/"})
    response.set_cookie(ENTRY_COOKIE, guard.cookie, httponly=True, samesite="strict")
    return response
