"""What the tests of batches share: no command of theirs runs on after its test has failed."""

import os
import signal
from collections.abc import Iterator
from contextlib import suppress

import pytest

from tests.batch.running import Command


@pytest.fixture(autouse=True)
def _no_command_outlives_its_test() -> Iterator[None]:
    """A test that fails before it ends its command must not make other tests fail as well."""
    yield
    for command in tuple(Command.running):
        with suppress(ProcessLookupError):
            os.killpg(command.process.pid, signal.SIGKILL)
        command.end()
