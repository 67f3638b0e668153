"""Values from the events of YAML's parser, each with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Never

import yaml

from leaflet.errors import Location
from leaflet.reader.characters import UNTYPED_CONTROLS, describe_control
from leaflet.reader.document import Document, Path, Place, Value, name_of
from leaflet.reader.problems import MOST_LOOKED_AT, Problems, shortened

DEEPEST = 50
"""Levels of nesting; a leaflet has about 8. libyaml's composer crashes at 100,000."""
TOO_DEEP = (f"is nested deeper than {DEEPEST} levels", "a leaflet needs about 8")
MOST_CHARACTERS = 200_000
"""Characters of keys and texts in a file: setting more takes minutes."""
MOST_VALUES = 20_000
"""Texts, lists and mappings in a file; a leaflet has about 1,000."""

_COMMENT_BEHIND = re.compile(r" +(#.*)")
_EMPTY = frozenset({"", "~", "null", "Null", "NULL"})
_WRITE_OR_REMOVE = "write the text, or remove the line"
_NOT_USED = "which leaflet does not use"
_COMMENT = "YAML reads # as the start of a comment: put the text in quotation marks"


@dataclass(slots=True)
class _Group:
    """A list or mapping that is still open."""

    container: list[Value] | dict[str, Value]
    place: Place
    path: Path | None
    """``None``: stands under a key that is not kept, and is read only for its own faults."""
    flow: bool
    """Written in one line: ``[a, b]``."""
    key: str | None = None
    """The key that waits for its value."""
    keep: bool = True
    """Whether its value will be kept."""
    lines: dict[str, int] = field(default_factory=dict)
    """The line of each key, from 1."""

    def wants_key(self) -> bool:
        return isinstance(self.container, dict) and self.key is None


class Builder:
    """Makes values of the parser's events, one by one; notes the faults that it can get past."""

    def __init__(self, problems: Problems, lines: tuple[str, ...]) -> None:
        self.problems = problems
        self.lines = lines
        self.open: list[_Group] = []
        self.root: Value | None = None
        self.values: dict[Path, Place] = {}
        self.keys: dict[Path, Place] = {}
        self.faulty: set[Path] = set()
        self.empty: list[tuple[Path, Place, str]] = []
        self.last_quoted: Place | None = None
        self.documents = 0
        self.characters = 0

    def take(self, event: yaml.Event) -> None:
        """Build on."""
        place = _place_of(event)
        if isinstance(event, yaml.ScalarEvent):
            tagged = self._refuse_marks(event, place)
            self._take_scalar(event, place, faulty=tagged)
        elif isinstance(event, yaml.CollectionStartEvent):
            tagged = self._refuse_marks(event, place)
            self._open_group(event, place, faulty=tagged)
        elif isinstance(event, yaml.CollectionEndEvent):
            self.open.pop()
        elif isinstance(event, yaml.AliasEvent):
            alias = f"*{event.anchor}"
            self._note(
                place,
                f"{shortened(alias)} is an alias of YAML, {_NOT_USED}",
                "write the text again; a text that starts with * goes in quotation marks",
            )
            self._take_text(alias, place, faulty=True)
        elif isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self.give_up(
                    place,
                    "a second document starts here",
                    "remove the line ---: a file holds one document",
                )

    def document(self) -> Document:
        """What was built, once the last event is taken."""
        if self.root is None or (isinstance(self.root, str) and self.root in _EMPTY):
            self.give_up((0, 0, 0, 0), "the file is empty", "")
        if not isinstance(self.root, dict):
            what = "the file is one text, but keys with values are expected"
            self.give_up(self.values[()], what, "")
        self._tell_empty()
        return Document(
            file=self.problems.file,
            lines=self.lines,
            value=self.root,
            values=self.values,
            keys=self.keys,
            faulty=frozenset(self.faulty),
        )

    def give_up(self, place: Place, what: str, hint: str) -> Never:
        """Raise what was found so far and this."""
        self._tell_empty()
        self._note(place, what, hint)
        raise self.problems.error()

    def open_bracket(self) -> Place | None:
        """Where the innermost list or mapping in brackets begins that is not closed yet."""
        for group in reversed(self.open):
            line, column = group.place[:2]
            if self.lines[line][column : column + 1] in ("[", "{"):  # not the pair in [a: b]
                return group.place
        return None

    def _note(self, place: Place, what: str, hint: str) -> None:
        self.problems.add(Location(self.problems.file, place[0] + 1, place[1] + 1), what, hint)
        if len(self.problems) >= MOST_LOOKED_AT:
            raise self.problems.error()

    def _tell_empty(self) -> None:
        # Told late, as the name of a list item is its id, which may stand below.
        for path, place, hint in self.empty:
            self._note(place, f"{name_of(path, self.root or '')} is empty", hint)

    def _refuse_marks(self, event: yaml.NodeEvent, place: Place) -> bool:
        """Note an anchor or a tag; whether there is a tag, so that the value may be anything."""
        if event.anchor is not None:
            anchor = shortened(f"&{event.anchor}")
            self._note(
                place,
                f"{anchor} is an anchor of YAML, {_NOT_USED}",
                "remove it; a text that starts with & goes in quotation marks",
            )
        tagged = getattr(event, "tag", None) is not None
        if tagged:
            written = re.search(r"!\S*", self.lines[place[0]][place[1] :])
            self._note(
                place,
                f"{shortened(written[0] if written else '!')} is a tag of YAML, {_NOT_USED}",
                "remove it; a text that starts with ! goes in quotation marks",
            )
        return tagged

    def _open_group(self, event: yaml.CollectionStartEvent, place: Place, *, faulty: bool) -> None:
        is_list = isinstance(event, yaml.SequenceStartEvent)
        container: list[Value] | dict[str, Value] = [] if is_list else {}
        if is_list and not self.open:
            self.give_up(place, "the file is a list, but keys with values are expected", "")
        if len(self.open) >= DEEPEST:
            self.give_up(place, *TOO_DEEP)
        if self.open and self.open[-1].wants_key():
            self.give_up(
                place,
                "a list or mapping cannot be a key",
                "a text that starts with [, { or ? goes in quotation marks",
            )
        path = self._attach(container, place, faulty=faulty)
        self.open.append(_Group(container, place, path, flow=bool(event.flow_style)))

    def _take_scalar(self, event: yaml.ScalarEvent, place: Place, *, faulty: bool) -> None:
        text: str = event.value
        if event.style in ("|", ">"):
            text = text.rstrip("\n")  # where the block ends, not what the author wrote
        self._count(len(text), place)
        if event.style in ("'", '"'):
            self.last_quoted = place
            control = UNTYPED_CONTROLS.search(text)  # an escape: "\x07"
            if control:
                self._note(place, *describe_control(control[0]))
            self._take_text(text, place, faulty=faulty or control is not None)
        elif event.style or faulty or not self.open:
            self._take_text(text, place, faulty=faulty)
        elif not self.open[-1].wants_key():
            self._take_plain(text, place)
        elif text == "<<":
            what = f"<< is a merge key of YAML, {_NOT_USED}"
            self._note(place, what, "write the keys again")
            self.open[-1].key, self.open[-1].keep = text, False
        else:
            self._take_text(text, place)

    def _count(self, characters: int, place: Place) -> None:
        self.characters += characters
        if self.characters > MOST_CHARACTERS:
            what = f"the texts of the file are longer than {MOST_CHARACTERS:,} characters"
            self.give_up(place, what, "a leaflet has about 12,000")

    def _take_plain(self, text: str, place: Place) -> None:
        """An unquoted value: it may be empty, or shorter than its author thinks."""
        line = self.lines[place[2]] if place[2] < len(self.lines) else ""
        comment = _COMMENT_BEHIND.match(line, place[3])
        if text in _EMPTY:
            self._take_empty(text, place, _COMMENT if comment else _WRITE_OR_REMOVE)
            return
        self._take_text(text, place)
        if comment and _looks_like_words(text, comment[1]):
            self._note(
                (place[2], comment.start(1), 0, 0),
                f"the text ends before {shortened(comment[1])}",
                f"{_COMMENT}, or the comment in a line of its own",
            )

    def _take_empty(self, text: str, place: Place, hint: str) -> None:
        place = self._place_of_waiting_key() or place  # the parsers differ on where nothing stands
        # {clinic} is a text without its quotation marks: that is told of the whole, not of the part
        told_here = bool(text) or not self.open[-1].flow
        path = self._take_text(text, place, faulty=told_here)
        if path is not None and told_here:
            self.empty.append((path, place, hint))

    def _place_of_waiting_key(self) -> Place | None:
        group = self.open[-1]
        if group.key is None or group.path is None:
            return None
        return self.keys.get((*group.path, group.key))

    def _take_text(self, text: str, place: Place, *, faulty: bool = False) -> Path | None:
        """Keep ``text`` as a key or a value; the path of a value that is kept."""
        if self.open and self.open[-1].wants_key():
            self._take_key(self.open[-1], text, place)
            return None
        return self._attach(text, place, faulty=faulty)

    def _take_key(self, group: _Group, key: str, place: Place) -> None:
        group.key, group.keep = key, bool(key) and key not in group.lines
        if not key:
            self._note(place, "a key is empty", "write a name before the colon")
        elif not group.keep:
            self._note(
                place,
                f"{shortened(key)} stands twice: here and in line {group.lines[key]}",
                "keep one of the two",
            )
        else:
            group.lines[key] = place[0] + 1
            if group.path is not None:
                self.keys[*group.path, key] = place

    def _attach(self, value: Value, place: Place, *, faulty: bool) -> Path | None:
        """Put ``value`` where it belongs; its path, or ``None`` where it is not kept."""
        path: Path | None = ()
        if not self.open:
            self.root = value
        else:
            group = self.open[-1]
            step: str | int
            if isinstance(group.container, list):
                group.container.append(value)
                step = len(group.container) - 1
            else:
                step, group.key = group.key or "", None
                if group.keep:
                    group.container[step] = value
            path = (*group.path, step) if group.path is not None and group.keep else None
        if path is not None:
            self.values[path] = place
            if len(self.values) > MOST_VALUES:
                what = f"the file has more than {MOST_VALUES:,} texts, lists and mappings"
                self.give_up(place, what, "a leaflet has about 1,000")
            if faulty:
                self.faulty.add(path)
        return path


def _place_of(event: yaml.Event) -> Place:
    start, end = event.start_mark, event.end_mark
    assert start is not None  # PyYAML's types allow it, its parsers do not
    assert end is not None
    return start.line, start.column, end.line, end.column


def _looks_like_words(text: str, comment: str) -> bool:
    """Whether the comment behind ``text`` may be the rest of a sentence: ``Take two #daily``.

    Behind a single word (a date, a name, an icon), ``# `` starts what is meant as a comment.
    """
    return " " in text or not comment.startswith(("# ", "##"))
