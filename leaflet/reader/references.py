"""Whether ids are unique, sources listed, and dates in order."""

from __future__ import annotations

import re

from leaflet.model.review import Approval
from leaflet.reader.document import Document, Path
from leaflet.reader.problems import Problems, did_you_mean, shortened


def check_ids(document: Document, problems: Problems) -> None:
    """No two statements share an id, nor any two sections: translations go by them."""
    first: dict[tuple[str, str], Path] = {}
    for path, value in document.walk():
        if (
            not isinstance(value, dict)
            or not isinstance(identity := value.get("id"), str)
            or not identity
        ):
            continue
        kind = "section" if "heading" in value else "statement"
        before = first.setdefault((kind, identity), path)
        if before != path:
            line = document.value_at((*before, "id")).line
            what = f"{kind} id {shortened(identity)} stands twice: here and in line {line}"
            problems.add(document.value_at((*path, "id")), what, "give each its own")


def check_sources(document: Document, problems: Problems) -> None:
    """Whatever names a source finds it in the file's list, and the list holds nothing else."""
    listed = document.get("sources")
    if not isinstance(listed, dict):
        return  # told with the model's complaints
    used: set[str] = set()
    for path, value in document.walk():
        if (
            len(path) < 3
            or path[-2] != "sources"
            or not isinstance(path[-1], int)
            or not isinstance(value, str)
        ):
            continue
        used.add(value)
        if value not in listed and not document.is_faulty(path):
            _tell_unlisted(path, value, list(listed), document, problems)
    for key in listed:
        if key not in used:
            what = f"sources.{shortened(key)[1:-1]}: nothing in this file names this source"
            problems.add(
                document.key_at(("sources", key)), what, "remove it, or name it where it is used"
            )


def _tell_unlisted(
    path: Path, key: str, listed: list[str], document: Document, problems: Problems
) -> None:
    what = (
        f'{document.name(path[:-1])}: {shortened(key)} is not listed under "sources" of this file'
    )
    problems.add(
        document.value_at(path),
        what,
        lambda: did_you_mean(key, listed) or 'list it at the foot under "sources:"',
    )


def check_dates(document: Document, problems: Problems) -> None:
    """The next review comes after the date of the text."""
    date, review = document.get("date"), document.get("next_review")
    if not isinstance(date, str) or not isinstance(review, str):
        return
    form = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"  # of this form, earlier dates sort first as text
    if re.fullmatch(form, date) and re.fullmatch(form, review) and review <= date:
        what = f"next_review: {review} is not after the date of the text, {date}"
        problems.add(
            document.value_at(("next_review",)), what, "write the day by which it is read again"
        )


def check_review(document: Document, problems: Problems) -> None:
    """No person approves the same text twice."""
    block = document.get("review")
    first: dict[str, int] = {}
    for index, item in enumerate(block if isinstance(block, list) else ()):
        registration = item.get("registration") if isinstance(item, dict) else None
        if isinstance(registration, str) and registration:
            before = first.setdefault(Approval.person_of(registration), index)
            if before != index:
                where = document.value_at(("review", index, "registration"))
                line = document.value_at(("review", before, "registration")).line
                what = f"review[{index + 1}]: this registration stands in line {line}, too"
                problems.add(where, what, "each person approves a text once")


def check_named(document: Document, field: str, expected: str | None, problems: Problems) -> None:
    """The file says the same name as its place: ``medicines/<medicine>/<locale>.yaml``."""
    value = document.get(field)
    if expected is None or not isinstance(value, str) or value == expected:
        return
    where = document.value_at((field,))
    if document.is_faulty((field,)) or problems.has(where):
        return  # whoever mends that may mend this, too
    what = f'{field} is {shortened(value)}, but the file stands where "{expected}" belongs'
    problems.add(where, what, f'write "{expected}", or rename the file or its folder')
