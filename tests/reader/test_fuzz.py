"""Whatever the bytes, reading gives a value or our own error."""

import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from leaflet.errors import ContentError
from leaflet.reader import nodes, read_clinic, read_leaflet, read_locale
from leaflet.reader.nodes import LOADER, PureLoader, read_document
from leaflet.reader.problems import Problems

HERE = Path(__file__).parent
RIGHT = {
    kind: (HERE / f"{kind}.yaml").read_text("utf-8") for kind in ("leaflet", "locale", "clinic")
}
LOCALE = read_locale(RIGHT["locale"].encode(), "en-GB.yaml")
SIGNS = [
    *" \n\t:-?,[]{}#&*!|>'\"%@`~\\=<.0aé\u202e\u2028\x00", "\n  ", "\n- ", ": ", "- ", "? ", " #",
    "---\n", "...\n", "**", "]{lang=fr}", "\\x41", "null", "<<: ", "*a", "&a ", "!!str ", "911 ",
    "id: a\n", "sources: [NHS]\n",
]  # fmt: skip

edits = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 40), st.sampled_from(SIGNS)), min_size=1, max_size=4
)


def edited(text: str, changes: list[tuple[float, int, str]]) -> str:
    """``text`` with some stretches replaced."""
    for where, length, sign in changes:
        start = int(where * len(text))
        text = text[:start] + sign + text[start + length :]
    return text


def read(kind: str, data: bytes) -> object:
    """What the reader of ``kind`` makes of ``data``: a value, or what it says."""
    try:
        if kind == "clinic":
            return read_clinic(data, "f.yaml", clinic="corner-pharmacy")
        if kind == "locale":
            return read_locale(data, "f.yaml", locale="en-GB")
        return read_leaflet(data, "f.yaml", medicine="examplin", locale="en-GB", locale_file=LOCALE)
    except ContentError as error:
        said = error
    for problem in said.problems:
        assert problem.location is not None
        assert problem.location.file == "f.yaml"
        assert not re.search("not what is expected here|found wrong when", problem.what)
        assert not re.search("pydantic|valid dictionary|Input should|NoneType", str(problem))
    return str(said)


@pytest.mark.parametrize("kind", RIGHT)
def test_the_right_files_are_right(kind: str) -> None:
    """The files that the tests break are right before."""
    assert not isinstance(read(kind, RIGHT[kind].encode()), str)


@given(st.binary(max_size=300))
@example(b"\xef\xbb\xbf")
@example(b"a: \xed\xa0\x80")
def test_random_bytes_are_told(data: bytes) -> None:
    """Bytes of any kind are refused in our own words."""
    assert isinstance(read("leaflet", data), str)


@given(st.text(max_size=300))
def test_random_text_is_told(text: str) -> None:
    """Text of any kind is refused in our own words."""
    assert isinstance(read("clinic", text.encode("utf-8", "surrogatepass")), str)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(RIGHT)), edits)
def test_a_changed_file_reads_or_is_told(kind: str, changes: list[tuple[float, int, str]]) -> None:
    """A file with some stretches overwritten gives a value or our own error with its place."""
    read(kind, edited(RIGHT[kind], changes).encode())


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(RIGHT)), st.floats(0, 1), st.integers(0, 255))
def test_a_changed_byte_reads_or_is_told(kind: str, where: float, byte: int) -> None:
    """A file with one byte flipped gives a value or our own error with its place."""
    data = bytearray(RIGHT[kind].encode())
    data[min(int(where * len(data)), len(data) - 1)] = byte
    read(kind, bytes(data))


KEYS = ["id", "text", "heading", "body", "paragraph", "bullets", "lead", "icon", "sources", "note"]
trees = st.recursive(
    st.sampled_from(["", "x", "2026-01-01", "en-GB", "NHS", "no", "-1", "{x}", "**x", "911"]),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4)
    ),
    max_leaves=12,
)


def written(tree: object) -> str:
    """``tree`` as YAML in brackets."""
    if isinstance(tree, dict):
        return "{" + ", ".join(f'"{key}": {written(value)}' for key, value in tree.items()) + "}"
    if isinstance(tree, list):
        return "[" + ", ".join(map(written, tree)) + "]"
    return f'"{tree}"'


FIELDS = sorted(set(re.findall(r"(?m)^(\w+):", "\n".join(RIGHT.values()))))


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(RIGHT)), st.dictionaries(st.sampled_from(FIELDS), trees, min_size=1))
def test_any_shape_in_any_field_reads_or_is_told(kind: str, fields: dict[str, object]) -> None:
    """Lists, mappings and texts where nobody expects them are told as such."""
    text = RIGHT[kind]
    for field, tree in fields.items():
        text = re.sub(rf"(?ms)^{field}:.*?(?=^\w)", "", text + "end_: x\n").replace("end_: x\n", "")
        text += f"{field}: {written(tree)}\n"
    read(kind, text.encode())


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(sorted(RIGHT)), edits)
@example("leaflet", [(0.3, 0, "? ")])
def test_both_parsers_give_the_same_or_refuse(
    kind: str, changes: list[tuple[float, int, str]]
) -> None:
    """A machine without libyaml prints the same leaflet, or none where that prints none."""
    data = edited(RIGHT[kind], changes).encode()
    with pytest.MonkeyPatch.context() as patch:
        results = []
        for loader in (LOADER, PureLoader):
            patch.setattr(nodes, "LOADER", loader)
            results.append(read(kind, data))
    if isinstance(results[0], str):
        assert isinstance(results[1], str)
    else:
        assert results[0] == results[1]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"])), min_size=1))
def test_quoted_text_is_kept_letter_for_letter(texts: list[str]) -> None:
    """Text in single quotes comes out as it went in."""
    data = "".join(
        f"k{n}: '{text.replace(chr(39), chr(39) * 2)}'\n" for n, text in enumerate(texts)
    )
    document = read_document(data.encode(), Problems("f.yaml"))
    assert list(document.value.values()) == texts
