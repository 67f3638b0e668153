"""The processes behind the page: slow, hung and dying ones keep nobody waiting."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Iterator

import pytest

from leaflet.errors import WorkerError
from leaflet.web import workers
from leaflet.web.workers import BusyError, Lane


def die() -> None:
    """End the process as a crash in a library does."""
    os._exit(7)


@pytest.fixture
def lane() -> Iterator[Lane]:
    """A lane of one process that allows two seconds."""
    found = Lane(1, seconds=2)
    yield found
    found.close()


def test_a_slow_lane_holds_up_no_other(lane: Lane) -> None:
    """While one lane works on a slow cover, another answers."""
    other = Lane(1, seconds=20)

    async def both() -> tuple[int, bool]:
        await asyncio.gather(lane.do(os.getpid), other.do(os.getpid))  # both have begun
        slow = asyncio.create_task(other.do(time.sleep, 1.5))
        answer = await lane.do(os.getpid)
        done = slow.done()
        await slow
        return answer, done

    answer, done = asyncio.run(both())
    other.close()
    assert answer != os.getpid()
    assert not done


def test_what_takes_too_long_is_ended_and_the_next_one_answered(lane: Lane) -> None:
    """A job that hangs is ended after its time; who comes next has a new process."""

    async def hang() -> None:
        await lane.do(os.getpid)
        with pytest.raises(WorkerError, match="took longer than 2 seconds"):
            await lane.do(time.sleep, 60)

    asyncio.run(hang())
    assert asyncio.run(lane.do(os.getpid)) > 0


def test_a_process_that_dies_is_replaced(lane: Lane) -> None:
    """A crash costs the one answer, with a sentence that says so."""
    with pytest.raises(WorkerError, match="ended the process"):
        asyncio.run(lane.do(die))
    assert asyncio.run(lane.do(os.getpid)) > 0


def test_too_many_are_sent_away(lane: Lane, monkeypatch: pytest.MonkeyPatch) -> None:
    """A queue that grows too long says so at once, in place of keeping everybody waiting."""
    monkeypatch.setattr(workers, "MOST_WAITING", 2)

    async def crowd() -> list[object]:
        jobs = (lane.do(time.sleep, 0.1) for _ in range(4))
        return list(await asyncio.gather(*jobs, return_exceptions=True))

    assert sum(isinstance(answer, BusyError) for answer in asyncio.run(crowd())) == 2
