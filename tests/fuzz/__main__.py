"""``python -m tests.fuzz [TARGET ...] [--minutes N]``: fuzz, and print what was found."""

from __future__ import annotations

import argparse
import re
import resource
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.fuzz.findings import findings, keep, signature
from tests.fuzz.target import NAMES, Target, target

HOME = Path(".fuzz")
"""Corpus and findings of each target; not in git. What is there is gone on from."""

PATIENCE = 60
"""Seconds by the clock until an input hangs."""

MEMORY = 2_000
"""MB that a process may take."""


@dataclass(slots=True)
class Told:
    """What became of one target."""

    name: str
    tried: int = 0
    seconds: float = 0.0
    computing: float = 0.0
    """Seconds of the processor, which may have had other work to do."""
    reached: str = "-"
    contained: int = 0
    found: dict[str, float] = field(default_factory=dict)
    """Findings, and after how many seconds each came up."""

    def row(self) -> str:
        """A line of the table."""
        clean = self.seconds - max(self.found.values(), default=0.0)
        return (
            f"{self.name:<10}{self.tried:>11,}{self.computing / 60:>9.1f}"
            f"{self.tried / max(self.computing, 1):>10,.0f}{self.reached:>9}{self.contained:>11}"
            f"{len(self.found):>10}{clean / 60:>9.1f} of {self.seconds / 60:.1f} minutes"
        )


def main() -> int:
    """1 if anything was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(NAMES))
    parser.add_argument("--minutes", type=float, default=7.0, help="in all; 7 where left out")
    parser.add_argument("--inputs", type=int, help="no more for each target, the same every time")
    wishes = parser.parse_args()
    if unknown := set(wishes.targets) - set(NAMES):
        parser.error(f"no such target: {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}")
    chosen = {name: target(name) for name in wishes.targets or NAMES}
    share = wishes.minutes * 60 / sum(each.share for each in chosen.values())
    told = [fuzz(name, each, share * each.share, wishes.inputs) for name, each in chosen.items()]
    print("target         inputs  CPU min  a second  reached  contained  findings  clean")
    print("\n".join(each.row() for each in told))
    for each in told:
        for name in each.found:
            print(f"{HOME / each.name / 'findings' / name}: see the .txt beside it")
    return any(each.found for each in told)


def fuzz(name: str, chosen: Target, seconds: float, most: int | None = None) -> Told:
    """Fuzz one target for so long, starting its process anew when it dies."""
    folder = HOME / name
    corpus, found, died = (folder / part for part in ("corpus", "findings", "died"))
    for each in (corpus, found, died):
        each.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(chosen.seeds()):
        (corpus / f"seed-{number:03}").write_bytes(seed)
    words = folder / "tokens.dict"
    words.write_text("".join(f'"{escaped(token)}"\n' for token in chosen.tokens), "ascii")
    before = set(findings(found))
    told, start, before_all = Told(name), time.monotonic(), computed()
    while (left := seconds - (time.monotonic() - start)) > 1:
        said = run(name, chosen, folder, left, most)
        told.seconds = time.monotonic() - start
        told.computing = computed() - before_all
        told.tried += said.tried
        told.reached = said.reached or told.reached
        for file in findings(died):
            forget(file.read_bytes(), corpus)
            told.contained += judge(file, chosen, found)
        for file in set(findings(found)) - before:
            told.found.setdefault(file.name, file.stat().st_mtime - time.time() + told.seconds)
        if not said.tried:
            raise SystemExit(f"{name} does not run:\n{said.text[-3000:]}")
        if most is not None:
            break
    return told


def computed() -> float:
    """Seconds of the processor that all processes took which have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@dataclass(frozen=True, slots=True)
class Said:
    """What libFuzzer said of one process."""

    text: str
    tried: int
    reached: str


def run(name: str, chosen: Target, folder: Path, seconds: float, most: int | None) -> Said:
    """One process, until its time is over or it dies."""
    options = [
        f"-max_total_time={int(seconds) + 1}", f"-max_len={chosen.longest}", f"-timeout={PATIENCE}",
        f"-rss_limit_mb={MEMORY}", f"-dict={folder / 'tokens.dict'}",
        f"-artifact_prefix={folder / 'died'}/", "-print_final_stats=1", "-detect_leaks=0",
        f"-report_slow_units={PATIENCE}",
        "-len_control=20", str(folder / "corpus"),
    ]  # fmt: skip
    if most is not None:
        options += [f"-runs={most}", "-seed=1"]
    command = [sys.executable, "-m", "tests.fuzz.running", name, str(folder / "findings"), *options]
    log = folder / "log.txt"
    with log.open("wb") as file:
        subprocess.run(command, stdout=file, stderr=file, check=False)
    text = log.read_text("utf-8", "replace")
    done = re.findall(r"number_of_executed_units: (\d+)", text) or re.findall(r"(?m)^#(\d+)", text)
    reached = re.findall(r"(?m)^#\d+.*\bft: (\d+)", text)
    return Said(text, int(done[-1]) if done else 0, reached[-1] if reached else "")


def forget(data: bytes, corpus: Path) -> None:
    """Take what a process died of out of the corpus, or the next one begins with it."""
    for file in corpus.iterdir():
        if file.stat().st_size == len(data) and file.read_bytes() == data:
            file.unlink()


def judge(file: Path, chosen: Target, found: Path) -> bool:
    """Whether the input by which a process died harms nobody; a finding if not."""
    data, kind = file.read_bytes(), file.name.partition("-")[0]
    file.unlink()
    if chosen.contained is None:
        keep(found, f"{kind}-{len(data)}", data, f"the process died: {kind}")
        return False
    try:
        chosen.contained(data)
    except Exception as error:
        keep(found, signature(error), data, repr(error))
        return False
    return True


def escaped(token: bytes) -> str:
    """``token`` as libFuzzer's dictionaries spell it."""
    return "".join(
        chr(byte) if 32 <= byte < 127 and byte not in b'\\"' else f"\\x{byte:02x}" for byte in token
    )


if __name__ == "__main__":
    sys.exit(main())
