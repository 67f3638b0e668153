"""Many who ask at once: nobody is lost, and memory stays flat."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import httpx
import pytest

from tests.web.conftest import Served

AT_ONCE = 16


async def ask_all(
    address: str, orders: list[dict[str, object]], patient: dict[str, str] | None = None
) -> list[httpx.Response]:
    """All answers, so many asked for at a time."""
    async with httpx.AsyncClient(base_url=address, timeout=120) as client:
        front = (await client.get("/")).text
        token = re.search(r'leaflet-token" content="([^"]+)"', front)
        assert token is not None
        headers = {"origin": address.rstrip("/"), "x-leaflet-token": token[1]}
        turns = asyncio.Semaphore(AT_ONCE)

        async def ask(order: dict[str, object]) -> httpx.Response:
            question = {"order": order, "patient": patient}
            async with turns:
                return await client.post("/show", json=question, headers=headers)

        return list(await asyncio.gather(*map(ask, orders)))


def different(count: int) -> list[dict[str, object]]:
    """Orders of which no two can have one answer."""
    return [
        {"medicine": "baclofen", "locale": ("en-GB", "en-US")[n % 2], "dots": 48 + n // 2}
        for n in range(count)
    ]


def resident(process: int) -> float:
    """Megabytes of memory that a process has now."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for memory in /proc")
def test_a_crowd_loses_nobody_and_memory_stays_flat(served: Served) -> None:
    """Sixteen counters at once all get their pages, and the processes do not grow by it."""
    orders = different(48)

    def round_() -> float:
        served.ready.page.forget()
        answers = asyncio.run(ask_all(served.address, orders))
        assert [answer.status_code for answer in answers] == [200] * len(orders)
        assert all(len(answer.json()["pictures"]) == 2 for answer in answers)
        pool = served.ready.page.quick.processes()
        return sum(map(resident, pool))

    first, _, last = round_(), round_(), round_()
    assert last - first < 30, f"grew from {first:.0f} to {last:.0f} MB"
