"""A Dask cluster as the engine: several machines, through its concurrent.futures interface."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from leaflet.batch.engines import Engine, Foreign
from leaflet.errors import FileAccessError, Problem, UsageError

TASKS_AHEAD = 2
"""Tasks for each worker: one in work, one that waits for its turn."""
BETWEEN_COUNTS = 2.0
"""Seconds for which the number of workers is taken to stay."""
CONNECT = 15
"""Seconds in which the scheduler has to answer."""


@contextmanager
def dask_engine(address: str) -> Iterator[Engine]:
    """The workers of the scheduler at ``address``, such as ``tcp://10.0.0.5:8786``.

    Raises:
        UsageError: distributed is not installed.
        FileAccessError: no scheduler answers there.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise UsageError(
            Problem(
                None, "--dask needs a library that is not installed: distributed",
                "pip install 'leaflet-medicines[dask]'",
            )
        ) from error  # fmt: skip
    try:
        make: Any = Client  # distributed has no types
        client = make(address, timeout=CONNECT, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise FileAccessError(
            Problem(None, f"no Dask scheduler answers at {address}", "is it running?")
        ) from error
    try:
        # Not "pure": a task that is tried again shall not be given the first try's answer.
        yield Foreign(client.get_executor(pure=False), _room(client))
    finally:
        client.close()


def _room(client: Any) -> Callable[[], int]:  # noqa: ANN401 - distributed has no types
    """How many tasks the cluster may have now; its workers come and go."""
    counted, room = 0.0, 1

    def count() -> int:
        nonlocal counted, room
        if time.monotonic() - counted > BETWEEN_COUNTS:
            room = TASKS_AHEAD * len(client.scheduler_info()["workers"])
            counted = time.monotonic()
        return room

    return count
