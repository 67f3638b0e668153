"""What runs in the process that reads a cover: limits first, then the cover, then the answer."""

from __future__ import annotations

import json
import sys
from typing import Any

from leaflet.limits import limit


def main() -> None:
    """Do what standard input asks for, and give the cover or the refusal on standard output."""
    head = json.loads(sys.stdin.buffer.readline())
    limit(head["seconds"])
    sys.stdout.buffer.write(_answer(head, sys.stdin.buffer.read()))
    sys.stdout.buffer.flush()


def _answer(head: dict[str, Any], data: bytes) -> bytes:
    from leaflet.covers.answer import to_bytes
    from leaflet.covers.ladder import import_cover
    from leaflet.covers.task import TooManyAtOnceError
    from leaflet.errors import CoverError
    from leaflet.model.clinic import CoverFile

    cover = CoverFile.model_validate(head["cover"])
    try:
        return to_bytes(
            import_cover(
                data, cover, paper=tuple(head["paper"]), prefix=str(head["prefix"]),
                picture_only=head["mode"] == "picture", at_once=head["at_once"],
            )
        )  # fmt: skip
    except TooManyAtOnceError as error:
        return json.dumps({"pages": [index + 1 for index in error.indexes]}).encode("ascii")
    except CoverError as error:
        (problem,) = error.problems
        what = problem.what.removeprefix(cover.file + " ")
        return json.dumps({"what": what, "hint": problem.hint}).encode("ascii")
