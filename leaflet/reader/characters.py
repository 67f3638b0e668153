"""Text from a file's bytes: UTF-8 without anything that YAML or paper cannot carry."""

from __future__ import annotations

import re
import unicodedata

from leaflet.errors import Location
from leaflet.reader.problems import MOST_SHOWN, Problems

LARGEST_FILE = 1_000_000
"""Bytes; a whole leaflet has about 20,000. YAML parsers take seconds for more."""

# Tabs, C0 and C1 controls, the line separators that YAML but no editor counts as line ends, byte
# order marks inside the text, the mark of a character that an earlier program lost, and code points
# that are no characters.
_REFUSED = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffd\ufffe\uffff]")

UNTYPED_CONTROLS = re.compile(_REFUSED.pattern.replace(r"\x00-\x09", r"\x00-\x08"))
"""The same without the tab: what an escape such as "\\x07" can smuggle into a text."""

_INDENT = "YAML is indented with spaces: two for each level"

_BYTE_ORDER_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)


def decode(data: bytes, problems: Problems) -> str:
    """The file's text with line feeds as its only line ends, and no byte order mark.

    Raises:
        ContentError: too large, not UTF-8, or with characters that cannot stand in a text.
    """
    if len(data) > LARGEST_FILE:
        problems.add(
            Location(problems.file),
            f"is too large: {len(data):,} bytes, and {LARGEST_FILE:,} are allowed",
            "a leaflet needs about 20,000; is this the right file?",
        )
        raise problems.error()
    encoding = _wide_encoding(data)
    if encoding:
        problems.add(
            Location(problems.file, 1, 1),
            f"is {encoding}, but UTF-8 is expected",
            "save the file as UTF-8",
        )
        raise problems.error()
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        _tell_bad_byte(data, error.start, problems)
        raise problems.error() from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _REFUSED.search(text):
        _tell_refused(text, problems)
        raise problems.error()
    return text


def _wide_encoding(data: bytes) -> str:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return encoding
    # Without a mark, every second byte of mostly Latin text is zero; a stray NUL is something else.
    head = data[:1000]
    return "UTF-16" if len(head) >= 4 and head.count(0) * 3 >= len(head) else ""


def _tell_bad_byte(data: bytes, position: int, problems: Problems) -> None:
    before = data[:position].decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    line = before.count("\n") + 1
    column = len(before) - (before.rfind("\n") + 1) + 1
    byte = data[position]
    hint = "save the file as UTF-8"
    try:
        letter = bytes([byte]).decode("cp1252")
        data.decode("cp1252")
    except UnicodeDecodeError:
        pass
    else:
        hint = f'the file looks like Latin-1 or Windows-1252, where this byte is "{letter}"; {hint}'
    problems.add(Location(problems.file, line, column), f"byte 0x{byte:02X} is not UTF-8", hint)


def _tell_refused(text: str, problems: Problems) -> None:
    """Note the first bad character of each line."""
    found = [
        (number, line, bad)
        for number, line in enumerate(text.split("\n"), start=1)
        if (bad := _REFUSED.search(line))
    ]
    problems.add_uncounted(max(0, len(found) - MOST_SHOWN))
    for number, line, bad in found[:MOST_SHOWN]:
        if bad[0] == "\t":
            indents = not line[: bad.start()].strip()
            what, hint = "has a tab", _INDENT if indents else "write a space in its place"
        else:
            what, hint = describe_control(bad[0])
        problems.add(Location(problems.file, number, bad.start() + 1), what, hint)


def describe_control(character: str) -> tuple[str, str]:
    """What is wrong with a character that is refused, and what to do."""
    code = f"U+{ord(character):04X}"
    if character == "\ufffd":
        return f"has {code}, the mark of a lost character", "another program lost it: type it again"
    name = "NUL" if character == "\0" else unicodedata.name(character, "a control character")
    return f"has {code} ({name}), which cannot stand in a text", "delete it"
