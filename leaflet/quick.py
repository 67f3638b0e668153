"""The command's entry: a leaflet that is at hand is built at once, all else the full program does.

Loading the full program takes ten times as long as stamping a leaflet. So the plainest command
lines are read here, and where all that the leaflet is put together from lies in the cache, this is
all there is to do. Whatever is asked otherwise, is missing, or goes wrong before the file is
written, the full program does from the beginning, and tells in its own words.
"""

from __future__ import annotations

import os
import sys

from leaflet.naming import DEFAULT_MEDICINE, file_name
from leaflet.streams import open_streams, why_lost

TYPE_CHECKING = False  # see leaflet.pdf.objects
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Never, NoReturn

    from leaflet.assembly.assemble import Assembled
    from leaflet.assembly.stock import Stock
    from leaflet.standards import Claims

FILE_ACCESS, INTERRUPTED = 5, 130
"""Of ``leaflet.errors.ExitCode``, which takes long to load."""

WITH_VALUE = {
    "--locale": "locale", "-l": "locale", "--clinic": "clinic", "-c": "clinic",
    "--edition": "edition", "--paper": "paper", "--out": "out", "-o": "out",
    "--workspace": "workspace", "-w": "workspace",
}  # fmt: skip
WITHOUT = {"--json": ("json", "yes"), "--duplex": ("sides", "two"), "--simplex": ("sides", "one")}
LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-")


def main() -> NoReturn:
    """Run the command and leave with its exit code."""
    open_streams()
    code: str | int | None
    try:
        code = _run() if _is_somewhere() else FILE_ACCESS
        sys.stdout.flush()
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        code = INTERRUPTED
    except OSError as error:
        if error is not why_lost():
            raise
        if not isinstance(error, BrokenPipeError):  # whoever read the output has left
            print(f"standard output: cannot be written: {error.strerror}", file=sys.stderr)
        code = FILE_ACCESS
    sys.exit(code)


def _run() -> str | int | None:
    code = quick(sys.argv[1:])
    if code is None:
        from leaflet.cli import main as full

        try:
            full()
        except SystemExit as left:
            return left.code
    return code


def _is_somewhere() -> bool:
    """Whether the current folder, from which paths are read, is still there."""
    try:
        os.getcwd()
    except OSError:
        print("the current folder is gone: change into one that is there", file=sys.stderr)
        return False
    return True


def quick(arguments: Sequence[str]) -> int | None:
    """The exit code; none where the full program is to do it, and nothing was done."""
    wish = understood(arguments)
    if wish is None or not _speaks_plainly():
        return None
    built = _built(wish)
    return None if built is None else _tell(*built, as_json="json" in wish)


def _built(wish: dict[str, str]) -> tuple[Assembled, str] | None:
    """The leaflet and its path, once it is written; none where it is not at hand."""
    from leaflet.assembly.assemble import Asked, assemble
    from leaflet.assembly.judging import Judging
    from leaflet.assembly.stock import NotAtHandError, Stock
    from leaflet.cache.opened import known_cache
    from leaflet.whole import write_whole

    def nobody(_: Callable[[Claims], bytes]) -> Never:
        raise NotAtHandError  # the judge, who has not seen it yet

    cache = known_cache()
    root = wish.get("workspace", ".")
    if cache is None or not os.path.isdir(root):
        return None
    asked = Asked(
        wish.get("medicine", DEFAULT_MEDICINE), wish.get("locale"), wish.get("clinic"),
        wish.get("paper"), edition=wish.get("edition", "standard"),
        duplex=wish.get("sides") != "one",
    )  # fmt: skip
    try:
        stock = Stock(root, cache, None)
        made = assemble(stock, Judging(cache.store), nobody, asked)
        name = file_name(made.medicine, made.locale, made.clinic, made.edition)
        out = wish.get("out", "output")
        path = name if out == "." else os.path.join(out, name)
        if not _may_be_written(path, stock, made.clinic):
            return None
        write_whole(path, made.pdf)
    except (NotAtHandError, OSError, ValueError):
        return None
    except Exception as error:
        if type(error).__module__ == "leaflet.errors":  # the full program tells what is wrong
            return None
        raise
    return made, path


def _tell(made: Assembled, path: str, *, as_json: bool) -> int:
    from leaflet.commands import told

    if as_json:
        print(told.as_json([told.for_programs(made, path)]), flush=True)
    else:
        print(told.below_here(path), flush=True)
    print(told.in_words(made), file=sys.stderr, flush=True)
    return 0


def understood(arguments: Sequence[str]) -> dict[str, str] | None:
    """What is asked for, where the command line is one of the plainest; none for all others."""
    if not arguments or arguments[0] != "build" or "_LEAFLET_COMPLETE" in os.environ:
        return None
    wish: dict[str, str] = {}
    rest = iter(arguments[1:])
    for word in rest:
        name, equals, value = word.partition("=")
        if word in WITHOUT:
            key, value = WITHOUT[word]
        elif word in WITH_VALUE:
            key, value = WITH_VALUE[word], next(rest, "")
        elif equals and name.startswith("--") and name in WITH_VALUE:
            key = WITH_VALUE[name]
        else:
            key, value = "medicine", word
        if key in wish or not _is_plain(key, value):
            return None
        wish[key] = value
    return wish


def _is_plain(key: str, value: str) -> bool:
    if not value or value.startswith("-") or not value.isascii() or not value.isprintable():
        return False
    if key == "paper":
        return value in {"a4", "letter"}
    if key == "edition":
        return value in {"standard", "large"}
    if key in {"out", "workspace"}:
        return os.path.normpath(value) == value and not set(value) & {"\\", ":", "~"}
    return value != "all" and LETTERS.issuperset(value)


def _speaks_plainly() -> bool:
    """Whether all that is to be told can be written as it is."""
    said = getattr(sys.stdout, "encoding", None) or ""
    return sys.stderr is not None and said.lower() in {"utf-8", "utf8"}


def _may_be_written(path: str, stock: Stock, clinic: str | None) -> bool:
    """Whether no batch keeps a manifest there, and no source lies where the leaflet would."""
    folder = os.path.dirname(path) or "."
    if any(os.path.lexists(os.path.join(folder, name)) for name in KEPT_BY_BATCHES):
        return False
    if not os.path.lexists(path):
        return True
    status = os.lstat(path)
    if os.path.islink(path) or status.st_nlink > 1:
        return False
    home = stock.sources.find(f"clinics/{clinic}/clinic.yaml") if clinic else None
    if home is None:
        return True
    inside = os.path.join(os.path.realpath(os.path.dirname(home)), "")
    return not os.path.realpath(path).startswith(inside)


KEPT_BY_BATCHES = ("manifest.json", ".leaflet-journal")
