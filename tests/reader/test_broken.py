"""Broken files and what is said of them, word for word (``broken.txt``)."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from leaflet.errors import ContentError
from leaflet.reader import read_clinic, read_leaflet, read_locale, read_workspace

HERE = Path(__file__).parent
GOLDEN = HERE / "broken.txt"
FILES = {
    kind: (HERE / f"{kind}.yaml").read_text("utf-8")
    for kind in ("leaflet", "locale", "clinic", "workspace")
}

LOCALE = read_locale(FILES["locale"].encode(), "en-GB.yaml")

Edit = tuple[str, str] | Callable[[str], bytes]


def cut(start: str, end: str) -> Callable[[str], bytes]:
    """An edit that removes everything from ``start`` up to ``end``."""
    return lambda text: (text[: text.index(start)] + text[text.index(end) :]).encode()


def appended(data: bytes) -> Callable[[str], bytes]:
    """An edit that adds ``data`` at the end."""
    return lambda text: text.encode() + data


def whole(data: bytes) -> Callable[[str], bytes]:
    """A file of nothing but ``data``."""
    return lambda _text: data


def reviewed(*changes: tuple[str, str], twice: bool = False) -> Callable[[str], bytes]:
    """An edit that adds a review block with these things wrong in it."""
    block = f"""\
  - name: Robin Sample
    role: Pharmacist
    registration: S-48215
    date: 2026-11-22
    next_review: 2027-11-22
    digest: "form1:sha256:{64 * "0"}"
"""
    for old, new in changes:
        assert old in block
        block = block.replace(old, new)
    return appended(f"review:\n{block * (1 + twice)}".encode())


NO_RISK = """\
  no_withdrawal_risk:
    reason: Nothing happens.
    sources: [NHS]
"""
SOURCE = """\
  EMA:
    title: Examplin, product information
    publisher: EMA
    address: https://www.ema.europa.eu/examplin
    checked: 2026-11-21
"""

# fmt: off
BROKEN: dict[str, tuple[str, Edit]] = {
    # Bytes and characters
    "empty file": ("leaflet", whole(b"")),
    "only a comment": ("leaflet", whole(b"# nothing yet\n")),
    "only null": ("leaflet", whole(b"~\n")),
    "UTF-16 with a mark": ("leaflet", lambda text: text.encode("utf-16")),
    "UTF-16 without a mark": ("leaflet", lambda text: text.encode("utf-16-be")),
    "UTF-32": ("leaflet", lambda text: text.encode("utf-32")),
    "Latin-1": ("clinic", lambda text: text.replace("Corner", "Caf\u00e9").encode("latin-1")),
    "not UTF-8 at all": ("clinic", appended(b"\x81\xfe")),
    "NUL": ("clinic", ("Corner Pharmacy", "Corner\0Pharmacy")),
    "bell": ("clinic", ("Corner Pharmacy", "Corner\aPharmacy")),
    "lost character": ("clinic", ("Corner Pharmacy", "Caf\ufffd")),
    "byte order mark inside": ("clinic", ("Corner Pharmacy", "Corner\ufeffPharmacy")),
    "line separator": ("clinic", ("Corner Pharmacy", "Corner\u2028Pharmacy")),
    "tabs": ("leaflet", ("  - id: what-for\n    heading:", "\t- id: what-for\n    heading:\t")),
    "too large": ("leaflet", appended(b"# padding\n" * 100_000)),
    # YAML
    "two documents": ("clinic", appended(b"---\nclinic: second\n")),
    "directive": ("clinic", ("# A small", "%YAML 1.1\n---\n# A small")),
    "alias and anchor": ("clinic", ("name: Corner Pharmacy", "name: &it Corner\ndescriptor: *it")),
    "merge key": ("clinic", ("hours:", "<<: {ink: mono}\nhours:")),
    "Python tag": ("clinic", ("Corner Pharmacy", "!!python/object/apply:os.system [ls]")),
    "tag of our own": ("clinic", ("Corner Pharmacy", "!important Corner")),
    "nested too deep": ("clinic", ("Corner Pharmacy", "[" * 100_000)),
    "text starts with stars": ("leaflet", ('"By mouth, **3 times** a day."', "**3 times** a day")),
    "text starts with a span": ("leaflet", ("form: Tablets", "form: [mot]{lang=fr} is a word")),
    "text starts with a brace": ("locale", ('"{day} {month} {year}"', "{day} {month} {year}")),
    "text starts with %": ("leaflet", ("form: Tablets", "form: %5 Tablets")),
    "text starts with >": ("leaflet", ("form: Tablets", "form: > 5 mg")),
    "text has a colon": ("leaflet", ("form: Tablets", "form: Take it: now")),
    "text begins with a quoted word": ("leaflet", ("form: Tablets", 'form: "Soft" tablets')),
    "apostrophe in single quotes": ("leaflet", ("form: Tablets", "form: 'Don't chew'")),
    "quotes not closed": ("leaflet", ("form: Tablets", 'form: "Tablets')),
    "quotes closed by the next": (
        "leaflet",
        ("name: Examplin\nform: Tablets", 'name: "Examplin\nform: "Tablets"'),
    ),
    "unknown escape": ("leaflet", ("form: Tablets", r'form: "5 \mg"')),
    "half a surrogate pair": ("leaflet", ("form: Tablets", r'form: "\ud83d"')),
    "control by an escape": ("leaflet", ("form: Tablets", r'form: "Tab\x07lets"')),
    "list not closed": ("leaflet", ("[Exampla]", "[Exampla")),
    "no space behind the colon": ("leaflet", ("form: Tablets", "form:Tablets")),
    "line without a key": ("leaflet", ("form: Tablets", "Tablets\nform: Tablets")),
    "wrong indentation": ("leaflet", ("form: Tablets", " form: Tablets")),
    "list in the line of its key": ("leaflet", ("[Exampla]", "- Exampla")),
    "duplicate key": ("leaflet", ("form: Tablets", "form: Tablets\ndate: 2026-12-01")),
    "duplicate group": ("leaflet", ("taking:", "warning:\n  short: x\n\ntaking:")),
    "swallowed words": ("leaflet", ("form: Tablets", "form: Take two #daily")),
    "swallowed sentence": ("leaflet", ("form: Tablets", "form: Take two # daily")),
    "colour without quotes": ("clinic", ('"#0B4A6F"', "#0B4A6F")),
    "null": ("leaflet", ("form: Tablets", "form: null")),
    "empty value": ("leaflet", ("heading: What is it?", "heading:")),
    "empty item": ("clinic", ("  - Monday to Friday 9 to 6", "  -")),
    "empty key": ("clinic", ("hours:", '"": x\nhours:')),
    "list as a key": ("clinic", ("hours:", "[a]: x\nhours:")),
    # Shape
    "a list": ("clinic", whole(b"- clinic: x\n")),
    "one text": ("clinic", whole(b"Corner Pharmacy\n")),
    "nothing right": ("clinic", whole(b"a: b\n")),
    "no overdose signs": ("leaflet", cut("    signs:", "  short:")),
    "no version": ("leaflet", ('version: "0.1"\n', "")),
    "no warning": ("leaflet", cut("warning:", "taking:")),
    "both withdrawal and none": ("leaflet", ("  overdose:\n", NO_RISK + "  overdose:\n")),
    "no risk, but no danger": ("leaflet", lambda text: cut("  withdrawal:", "  overdose:")(
        text.replace("  short:", NO_RISK + "  short:"))),
    "no withdrawal": ("leaflet", cut("  withdrawal:", "  overdose:")),
    "misspelt key": ("leaflet", ("  overdose:", "  overdoes:")),
    "unknown key": ("leaflet", ("form: Tablets", "form: Tablets\nmood: good")),
    "unknown key in a statement": ("leaflet", ("note: The label", "remark: The label")),
    "misspelt icon": ("leaflet", ("icon: clock", "icon: clok")),
    "text for a list": ("leaflet", ("[Exampla]", "Exampla")),
    "list for a text": ("leaflet", ("form: Tablets", "form:\n  - Tablets")),
    "mapping for a text": ("locale", ('"Logo of {clinic}"', "{clinic}")),
    "empty group": ("leaflet", cut("    headline: Too", "  short:")),
    "text for a mapping": ("leaflet", ("form: Tablets", "form: Tablets\ndose_chart: always")),
    "plan of words": ("leaflet", ("form: Tablets", "form: Tablets\ndose_chart: {steps: five}")),
    "plan of a list": ("leaflet", ("form: Tablets", "form: Tablets\ndose_chart: {steps: [5]}")),
    "plan of halves": ("leaflet", ("form: Tablets", "form: Tablets\ndose_chart: {steps: 2.5}")),
    "plan of one step": ("leaflet", ("form: Tablets", "form: Tablets\ndose_chart: {steps: 1}")),
    "plan of nine steps": ("leaflet", ("form: Tablets", "form: Tablets\ndose_chart: {steps: 9}")),
    "plan and times": ("leaflet", ("form: Tablets",
        "form: Tablets\ndose_chart: {steps: 4, times: [morning]}")),
    "no such contact": ("leaflet", ("call: Call 999 now", "call: Call 999 now\n    contact: gp")),
    "text behind quotes in a list": ("leaflet", ('** a day."', '**" a day.')),
    "percent in a list": ("leaflet", ("[Exampla]", "[%Exampla]")),
    "no icon but a list": ("leaflet", ("icon: clock", "icon: [clock]")),
    "two key facts": ("leaflet", cut("  - id: what-for", "  - id: how-taken")),
    "one short part": ("leaflet", (", Too much? Call 999]", "]")),
    "three short parts": ("leaflet", ("[Do not stop suddenly,", "[Do not, stop suddenly,")),
    "no sources": ("leaflet", ("sources: [NHS]\n    call:", "sources: []\n    call:")),
    "rows out of order": ("leaflet", ("urgency: soon", "urgency: common")),
    "misspelt block": ("leaflet", ("- bullets:", "- bulets:")),
    "no block": ("leaflet", ("- lead: Every day", "- Every day")),
    "two blocks in one": ("leaflet", ("      - bullets:", "        bullets:")),
    "no such day": ("leaflet", ("date: 2026-11-21\nnext", "date: 2026-02-30\nnext")),
    "date in words": ("leaflet", ("checked: 2026-11-21", "checked: 21 November 2026")),
    "date without zeros": ("leaflet", ("checked: 2026-11-21", "checked: 2026-1-2")),
    "name with capitals": ("leaflet", ("id: with-food", "id: With food")),
    "source key with a space": ("leaflet", ("  NHS:\n", "  The NHS:\n")),
    "version in words": ("leaflet", ('"0.1"', "first")),
    "address without https": ("leaflet", ("https://www.nhs.uk", "www.nhs.uk")),
    "telephone in words": ("clinic", ("01632 960 123", "ask inside")),
    "web with https": ("clinic", ("www.example.org/", "https://www.example.org/")),
    "colour by name": ("clinic", ('"#0B4A6F"', "blue")),
    "pages in words": ("clinic", ('"1-2"', "all")),
    "pages of a cover that is not in a list": (
        "clinic", ("cover: cover.pdf", 'cover: {file: cover.pdf, pages: "3-x"}')
    ),
    "unknown key of a cover that is not in a list": (
        "clinic", ("cover: cover.pdf", "cover: {filee: cover.pdf}")
    ),
    "neither yes nor no": ("clinic", ("cover: cover.pdf", "cover: cover.pdf\ncover_page: maybe")),
    "line break in a text": ("leaflet", ("form: Tablets", "form: |\n  Tablets\n  or liquid")),
    "zero width space": ("leaflet", ("A muscle", "A mus\u200bcle")),
    "right-to-left override": ("leaflet", ("A muscle relaxant.", "A \u202emuscle relaxant.")),
    "text too long": ("leaflet", ("A muscle relaxant.", "very " * 1200 + "long")),
    "file too long": ("leaflet", ("form: Tablets", f"form: {'many words ' * 20_000}")),
    # What no model can see
    "other medicine": ("leaflet", ("medicine: examplin", "medicine: sampladol")),
    "other locale": ("leaflet", ("locale: en-GB", "locale: en-US")),
    "no such region": ("leaflet", ("locale: en-GB", "locale: en-UK")),
    "no such language": ("leaflet", ("locale: en-GB", "locale: xq-GB")),
    "no region": ("clinic", ("locale: en-GB", "locale: en")),
    "underscore in the locale": ("leaflet", ("locale: en-GB", "locale: en_gb")),
    "statement id twice": ("leaflet", ("id: spasms", "id: muscle-relaxant")),
    "section id twice": ("leaflet", ("id: storing", "id: how-to-take")),
    "source not listed": ("leaflet", ("muscles., sources: [NHS]", "muscles., sources: [NSH]")),
    "source not used": ("leaflet", ("  NHS:\n", SOURCE + "  NHS:\n")),
    "review before date": ("leaflet", ("next_review: 2027", "next_review: 2025")),
    "bold not closed": ("leaflet", ("**3 times** a day", "**3 times a day")),
    "bold of nothing": ("leaflet", ("**3 times** a day", "3 times **** a day")),
    "span in no language": ("leaflet", ("**3 times** a day", "[mot]{lang=French}")),
    "span in a language that is none": ("leaflet", ("**3 times** a day", "[mot]{lang=xq}")),
    "no emergency number": ("leaflet", ("call: Call 999 now", "call: Call an ambulance")),
    "another country's emergency number": ("leaflet", ("call: Call 999 now", "call: Call 911 now")),
    "number nobody listed": ("leaflet", ("Rest.", "Rest. Questions? 0800 555 0199")),
    "place misspelt": ("locale", ("QR code: opens {address}", "QR code: opens {adress}")),
    "place where none is": ("locale", ('"Morning"', '"Morning {date}"')),
    "unknown place in an address": ("clinic", ("{medicine}", "{drug}")),
    "file outside the folder": ("clinic", ("cover: cover.pdf", "cover: ../../secret.pdf")),
    "file name too long": ("clinic", ("cover: cover.pdf", f"cover: {'x' * 201}")),
    "absolute file": ("clinic", ("file: back.pdf", "file: /etc/passwd")),
    "locale's source not listed": ("locale", ("sources: [UK-999]", "sources: [UK-99]")),
    # The review, and the rules of a workspace
    "review of nobody": ("leaflet", reviewed(("Robin Sample", "test"))),
    "review without a number": ("leaflet", reviewed(("S-48215", "pending"))),
    "review with a number of no register": ("leaflet", reviewed(("S-48215", "0000000"))),
    "review before itself": ("leaflet", reviewed(("2027-11-22", "2026-11-22"))),
    "review with another digest": ("leaflet", reviewed(("sha256", "md5"))),
    "review of the same person": ("leaflet", reviewed(twice=True)),
    "review of a figure": ("leaflet", reviewed(("Robin Sample", "Robin 2"))),
    "review without end": ("leaflet", reviewed(("Pharmacist", "Pharmacist " * 9))),
    "three approvals": ("workspace", ("approvals: 2", "approvals: 3")),
    "approvals in words": ("workspace", ("approvals: 2", "approvals: two")),
    "signatures maybe": ("workspace", ("required", "maybe")),
    "key of another kind": ("workspace", ("ssh-ed25519", "ssh-rsa")),
}
# fmt: on


def messages(kind: str, edit: Edit) -> str:
    """What is said of the right file of ``kind`` once ``edit`` is made."""
    text = FILES[kind]
    if callable(edit):
        data = edit(text)
    else:
        assert edit[0] in text
        data = text.replace(*edit, 1).encode()
    try:
        if kind == "clinic":
            read_clinic(data, "clinic.yaml", clinic="corner-pharmacy")
        elif kind == "workspace":
            read_workspace(data, "workspace.yaml")
        elif kind == "locale":
            read_locale(data, "en-GB.yaml", locale="en-GB")
        else:
            read_leaflet(
                data,
                "examplin.yaml",
                medicine="examplin",
                locale="en-GB",
                locale_file=LOCALE,
            )
    except ContentError as error:
        return str(error)
    return "nothing is wrong"


@pytest.fixture(scope="module")
def golden(request: pytest.FixtureRequest) -> dict[str, str]:
    """The expected messages by the name of the case."""
    if request.config.getoption("--update-golden", default=False):
        said = [f"== {name}\n{messages(*case)}\n" for name, case in BROKEN.items()]
        GOLDEN.write_text("\n".join(said), "utf-8")
    parts = re.split(r"(?m)^== (.*)\n", GOLDEN.read_text("utf-8"))
    return {name: said.strip() for name, said in zip(parts[1::2], parts[2::2], strict=True)}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_told_in_these_words(name: str, golden: dict[str, str]) -> None:
    """Whoever breaks a file in one of these ways reads where, what, and what to do."""
    assert messages(*BROKEN[name]) == golden[name]


def test_no_message_is_left_over(golden: dict[str, str]) -> None:
    """The list of messages holds nothing that is no longer said."""
    assert set(golden) == set(BROKEN)


@pytest.mark.parametrize("name", BROKEN)
def test_every_message_names_its_place(name: str) -> None:
    """Each message starts with file, line and column; too large a file has only its name."""
    first = messages(*BROKEN[name]).splitlines()[0]
    assert re.match(r"[\w-]+\.yaml:(\d+:\d+:|( is too large))", first), first


@pytest.mark.parametrize("name", BROKEN)
def test_no_message_speaks_python(name: str) -> None:
    """No message shows the libraries' own words or the names of our classes."""
    said = messages(*BROKEN[name])
    words = "valid dictionary|Input should|Field required|Extra inputs|String should|instance of|"
    words += (
        "ClinicFile|KeyFact|MainDanger|block mapping|token|scalar|simple key|pydantic|Traceback"
    )
    assert not re.search(words, said)
