"""What the page's questions are answered with, without a socket."""

from __future__ import annotations

import base64
import contextlib
import json
from io import BytesIO
from pathlib import Path

import httpx
import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.errors import UsageError
from leaflet.pipeline.builder import build
from leaflet.web.content import standings
from leaflet.web.guard import Guard
from leaflet.web.orders import read_order
from leaflet.web.pages import page, words
from tests.web.conftest import asked

COVERS = Path(__file__).parents[1] / "covers" / "data"


def shown(app: Guard, **order: object) -> dict[str, object]:
    """What the page gets for an order."""

    async def show(client: httpx.AsyncClient) -> httpx.Response:
        return await client.post("/show", json={"order": order})

    answer: dict[str, object] = asked(app, show).json()
    return answer


def test_the_file_is_the_very_one_that_the_command_builds(app: Guard, workspace: Path) -> None:
    """What is previewed and printed is, byte for byte, what ``leaflet build`` writes."""
    answer = shown(app, medicine="baclofen", locale="en-GB", clinic="sample-pharmacy", dots=48)
    built = build("baclofen", locale="en-GB", clinic="sample-pharmacy", workspace=workspace)
    assert base64.b64decode(str(answer["pdf"])) == built.pdf
    assert answer["file"] == "baclofen.en-GB.pdf"
    assert answer["pages"] == built.pages
    assert len(answer["pictures"]) == built.pages  # type: ignore[arg-type]
    assert answer["reviewed"] is False


def test_the_same_question_is_answered_from_memory(app: Guard) -> None:
    """Asked the same again, the page need not wait for a process."""
    order = {"medicine": "baclofen", "locale": "en-GB", "dots": 48}
    assert shown(app, **order) == shown(app, **order)


def test_a_mistake_is_told_in_the_words_of_the_command(app: Guard) -> None:
    """A medicine that is not there gets the same answer as on the command line."""
    answer = shown(app, medicine="bacloffen")
    assert answer["problems"] == [
        {"where": "", "what": "no medicine “bacloffen”", "hint": "did you mean “baclofen”?"}
    ]


@pytest.mark.parametrize(
    "body",
    [b"", b"{}", b"[]", b"nonsense", b'{"order": 5}', b'{"order": {"medicine": ""}}',
     b'{"order": {"medicine": "baclofen", "dots": 100000}}', b'{"order": {"medicine": "\xff"}}',
     b'{"order": {"medicine": "baclofen", "workspace": "/etc"}}', b"[" * 60_000, b"x" * 70_000,
     b'{"order": {"medicine": "\\ud800"}}',
     b'{"order": {"medicine": "baclofen"}, "patient": {"name": "\\udc80"}}',
     b'{"order": {"medicine": "baclofen"}, "patient": {"name": "A", "name": "B"}}'],
)  # fmt: skip
def test_nonsense_is_refused_in_a_sentence(app: Guard, body: bytes) -> None:
    """Whatever is sent in place of an order, the answer is a sentence with nothing of it."""

    async def show(client: httpx.AsyncClient) -> httpx.Response:
        return await client.post("/show", content=body)

    answer = asked(app, show)
    assert answer.status_code == 422
    assert "load the page again" in answer.json()["problems"][0]["hint"]


@given(st.binary(max_size=300) | st.recursive(st.none() | st.text() | st.integers(),
       lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)).map(
       lambda value: json.dumps(value).encode()))  # fmt: skip
def test_no_order_raises_anything_else(data: bytes) -> None:
    """An order is read or refused, never anything else."""
    with contextlib.suppress(UsageError):
        read_order(data)


def test_a_cover_goes_before_the_leaflet(app: Guard) -> None:
    """A PDF that is dropped on the page is the cover of the next answers."""

    async def hand_in(client: httpx.AsyncClient) -> httpx.Response:
        content = (COVERS / "weasyprint.pdf").read_bytes()
        return await client.post(
            "/cover", content=content, headers={"x-file-name": "our%20cover.pdf"}
        )

    taken = asked(app, hand_in).json()
    assert taken["name"] == "our cover.pdf"
    answer = shown(app, medicine="baclofen", locale="en-GB", cover=taken["cover"], dots=48)
    assert answer["pages"] == 4

    async def drop(client: httpx.AsyncClient) -> httpx.Response:
        return await client.delete(f"/cover/{taken['cover']}")

    assert asked(app, drop).status_code == 204
    assert shown(app, medicine="baclofen", cover=taken["cover"]) == {"gone": "cover"}


def test_a_cover_that_cannot_be_used_is_told_with_its_reason(app: Guard) -> None:
    """A locked or broken cover gets the sentence that the command has for it."""
    with pikepdf.open(COVERS / "weasyprint.pdf") as pdf, BytesIO() as locked:
        pdf.save(locked, encryption=pikepdf.Encryption(user="secret", owner="secret"))
        content = locked.getvalue()

    async def hand_in(client: httpx.AsyncClient) -> httpx.Response:
        return await client.post("/cover", content=content, headers={"x-file-name": "old.pdf"})

    key = asked(app, hand_in).json()["cover"]
    answer = shown(app, medicine="baclofen", locale="en-GB", cover=key, cover_alt="Old", dots=48)
    assert "password" in str(answer["problems"])
    assert "pdf" not in answer


def test_the_list_tells_of_every_leaflet(app: Guard) -> None:
    """The list has each leaflet with its version, sign-off, next review and findings."""

    async def look(client: httpx.AsyncClient) -> httpx.Response:
        return await client.get("/standings")

    content = asked(app, look).json()
    baclofen = next(each for each in content["leaflets"] if each["medicine"] == "baclofen")
    assert baclofen["name"] == "Baclofen"
    assert baclofen["reviewed"] is False
    assert baclofen["version"]
    assert baclofen["next_review"]
    assert baclofen["draft_because"] == "nobody has approved it"
    assert isinstance(baclofen["findings"], list)


def test_a_file_with_a_mistake_is_listed_with_it(tmp_path: Path) -> None:
    """A broken file does not empty the list: it stands there with its line and column."""
    folder = tmp_path / "content" / "medicines" / "baclofen"
    folder.mkdir(parents=True)
    (folder / "en-GB.yaml").write_text("medicine: baclofen\nnonsense: 1\n", encoding="utf-8")
    leaflets = standings(tmp_path)["leaflets"]
    assert isinstance(leaflets, list)
    broken = next(each for each in leaflets if "problems" in each)
    assert "en-GB.yaml:2:1" in str(broken["problems"])
    assert broken["reviewed"] is False


def test_every_word_of_the_pages_is_in_one_file() -> None:
    """The pages' words all come from the file of words, and none of them is left over."""
    static = Path(__file__).parents[2] / "leaflet" / "web" / "static"
    used = "".join(
        path.read_text(encoding="utf-8") for path in static.glob("*.*") if path.suffix != ".json"
    )
    used += (static.parent / "app.py").read_text(encoding="utf-8")
    for name in words():
        assert f"{{{{{name}}}}}" in used or f'"{name}"' in used or f"words.{name}" in used, name
    for name in ("page", "leaflets", "door"):
        assert "{{" not in page(name, {"token": "t", "said": ""})
