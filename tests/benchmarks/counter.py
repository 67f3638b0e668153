"""How many pages the counter's page shows in a second: ``python -m tests.benchmarks.counter``.

A server of its own is asked by 16 at once, over the loopback address: first what nobody asked
before (each leaflet is put together and drawn anew), then the same again, then with a patient.
"""

from __future__ import annotations

import asyncio
import sys
import threading
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from leaflet.web.server import ready
from tests.web.test_load import ask_all, different, resident

ORDERS = 300
TYPED = {"name": "A. Example", "morning": "1 tablet", "bedtime": "2 tablets"}


def main() -> None:
    """Print the table as Markdown."""
    count = 40 if "--small" in sys.argv else ORDERS
    with TemporaryDirectory() as folder:
        found = ready(Path(folder), "127.0.0.1", 0)
        thread = threading.Thread(target=found.run, daemon=True)
        thread.start()
        while not found.server.started:
            time.sleep(0.05)
        orders = [order | {"dots": 64 + n % 64} for n, order in enumerate(different(count))]
        asyncio.run(ask_all(found.address, orders[:8]))  # the processes have begun, texts are set
        same = [orders[0]] * count
        print("| 16 at once, two pages each | previews a second | lost | MB of the processes |")
        print("| --- | --: | --: | --: |")
        for name, asked, patient in (
            ("each drawn anew", orders, None),
            ("the same again", same, None),
            ("for a patient, each drawn anew", orders, TYPED),
        ):
            began = time.monotonic()
            answers = asyncio.run(ask_all(found.address, asked, patient))
            took = time.monotonic() - began
            lost = sum(answer.status_code != 200 for answer in answers)
            memory = sum(map(resident, found.page.quick.processes()))
            print(f"| {name} | {count / took:.0f} | {lost} | {memory:.0f} |", flush=True)
        found.server.should_exit = True
        thread.join(20)


if __name__ == "__main__":
    main()
