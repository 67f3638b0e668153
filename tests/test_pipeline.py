"""From names to finished files: what is asked for, what it depends on, what is told of it."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from leaflet import standards
from leaflet.errors import CoverError, FaceError, LeafletError, OverfullError, UsageError
from leaflet.pipeline import Builder, Built, CoverWish, build, expand
from leaflet.workspace import Workspace, built_in
from tests.covers.build import cover_pdf
from tests.judges.outline import outline
from tests.stamping.made import compiled

CLINIC = """\
clinic: {id}
name: "{name}"
phone: 01632 960 123
address: 1 North Street
locale: {locale}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace with clinics whose names need more and more letters."""
    clinic(tmp_path, "plain", "North Street")
    clinic(tmp_path, "polish", "Apteka Łódź")
    clinic(tmp_path, "greek", "Φαρμακείο", "en-US")
    return tmp_path


def clinic(folder: Path, name: str, title: str, locale: str = "en-GB", more: str = "") -> Path:
    """A clinic's file of the workspace."""
    home = folder / "content" / "clinics" / name
    home.mkdir(parents=True, exist_ok=True)
    text = CLINIC.format(id=name, name=title, locale=locale) + more
    (home / "clinic.yaml").write_text(text, encoding="utf-8")
    return home


def medicine(folder: Path, old: str, new: str) -> None:
    """Baclofen of the workspace, with one thing changed."""
    text = (built_in() / "content/medicines/baclofen/en-GB.yaml").read_text(encoding="utf-8")
    assert old in text
    path = folder / "content/medicines/baclofen/en-GB.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_batch_gives_what_each_would_alone(folder: Path) -> None:
    """What was built before changes no byte: neither other clinics' letters, nor other locales."""
    asked: list[dict[str, Any]] = [
        {"clinic": "polish"},
        {"clinic": "plain"},
        {"clinic": "greek"},
        {"clinic": "sample-pharmacy", "locale": "en-US"},
        {"clinic": "sample-pharmacy"},
        {},
    ]
    batch = Builder(Workspace(folder))
    for wish in asked:
        alone = Builder(Workspace(folder)).build("baclofen", **wish)
        assert batch.build("baclofen", **wish) == alone


def test_each_thing_is_read_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A batch for one clinic reads its file once, and lays out one leaflet once."""
    counts: dict[str, int] = {}
    for name in ("clinic", "leaflet", "locale"):
        method = getattr(Workspace, name)

        def counted(*words: Any, _name: str = name, _method: Any = method) -> Any:
            counts[_name] = counts.get(_name, 0) + 1
            return _method(*words)

        monkeypatch.setattr(Workspace, name, counted)
    builder = Builder(Workspace(folder))
    for _ in range(3):
        builder.build("baclofen", clinic="plain")
        builder.build("baclofen")
    assert counts == {"clinic": 1, "leaflet": 1, "locale": 1}


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ({}, "baclofen.en-GB.pdf"),
        ({"locale": "en-US"}, "baclofen.en-US.pdf"),
        ({"clinic": "plain"}, "plain/baclofen.en-GB.pdf"),
        ({"clinic": "greek"}, "greek/baclofen.en-US.pdf"),
        ({"clinic": "greek", "locale": "en-GB"}, "greek/baclofen.en-GB.pdf"),
    ],
    ids=str,
)
def test_files_are_named_by_what_they_are(folder: Path, asked: dict[str, Any], name: str) -> None:
    """Clinic, medicine and locale make the path; a clinic's own locale stands where none is asked.

    Nothing of a patient's is in it.
    """
    built = build(workspace=folder, **asked)
    assert built.name == name
    path = built.write(folder / "out")
    assert path == folder / "out" / name
    assert path.read_bytes() == built.pdf


@pytest.mark.parametrize(("paper", "width"), [(None, 595), ("a4", 595), ("letter", 612)])
def test_paper_is_the_locales_unless_asked(paper: Any, width: int) -> None:
    """British leaflets are on A4, and on Letter where somebody wants that."""
    built = build(paper=paper)
    with pikepdf.open(BytesIO(built.pdf)) as pdf:
        assert int(pdf.pages[0].mediabox[2]) == width
    assert built.paper == (paper or "a4")


def test_what_was_built_is_told() -> None:
    """Pages, type and standards are said of the file as they are in it."""
    built = build(clinic="example-clinic")
    with pikepdf.open(BytesIO(built.pdf)) as pdf:
        assert built.pages == len(pdf.pages)
        text = pdf.open_metadata()
        assert text["pdfuaid:part"] == "1"
        assert (text["pdfaid:part"], text["pdfaid:conformance"]) == ("3", "A")
    assert built.standards == ("PDF/UA-1", "PDF/A-3a")
    assert built.type_size >= 11
    assert built.leading / built.type_size >= 1.25
    assert not built.reviewed
    assert len(repr(built)) < 1000  # the file's bytes are not printed


def test_notices_tell_what_was_changed(folder: Path) -> None:
    """A colour that was darkened or a cover kept as a picture of itself is told, once."""
    home = clinic(folder, "plain", "North Street", more='colour: "#FFD700"\n')
    (home / "a.pdf").write_bytes(cover_pdf())
    wish = CoverWish(path=home / "a.pdf", alt="A red square")
    built = build(clinic="plain", workspace=folder, cover=[wish, wish], back=wish)
    assert len(built.notices) == len(set(built.notices))
    assert sum("#FFD700" in notice for notice in built.notices) == 1


def test_strict_refuses_a_cover_without_tags(folder: Path) -> None:
    """With --strict a cover keeps its own tags or is refused, with the way out."""
    (folder / "a.pdf").write_bytes(cover_pdf())
    wish = CoverWish(path=folder / "a.pdf", alt="A red square")
    with pytest.raises(CoverError, match="without --strict"):
        build(cover=[wish], workspace=folder, strict=True)
    assert build(cover=[wish], workspace=folder).pages == 4
    assert build(clinic="sample-pharmacy", strict=True).pages == 5


def test_covers_asked_for_replace_the_clinics(folder: Path) -> None:
    """A cover on the command line stands in place of the clinic's; the back stays the clinic's."""
    (folder / "a.pdf").write_bytes(cover_pdf(copies=2))
    wish = CoverWish(path=folder / "a.pdf", alt="A red square")
    built = build(clinic="sample-pharmacy", cover=[wish], workspace=folder)
    said = outline(built.pdf)
    assert built.pages == 5
    assert "A red square" in said
    assert "Questions to ask" not in said.partition("H1")[0]
    drawn = clinic(folder, "plain", "North Street", more="cover_page: true\n")
    assert drawn.is_dir()
    assert build(clinic="plain", workspace=folder).pages == 4
    assert build(clinic="plain", cover=wish, workspace=folder).pages == 4
    assert "This leaflet is for" not in outline(
        build(clinic="plain", cover=wish, workspace=folder).pdf
    )


@pytest.mark.parametrize(
    ("sign", "code"), [("漢", "U+6F22"), ("ع", "U+0639"), ("अ", "U+0905"), ("😀", "U+1F600")]
)
def test_a_letter_that_no_face_has_is_told(folder: Path, sign: str, code: str) -> None:
    """What would be printed as an empty box is an error that names the character and its place."""
    clinic(folder, "plain", f"North {sign}")
    with pytest.raises(FaceError, match=code.replace("+", r"\+")) as caught:
        build(clinic="plain", workspace=folder)
    assert "content/clinics/plain/clinic.yaml:2:14: " in str(caught.value)
    medicine(folder, "A muscle relaxant.", f"A muscle relaxant {sign}.")
    with pytest.raises(FaceError, match=code.replace("+", r"\+")) as caught:
        build(workspace=folder)
    file = folder / "content/medicines/baclofen/en-GB.yaml"
    before, _, _ = file.read_text(encoding="utf-8").partition(sign)
    line, column = before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1
    assert f"content/medicines/baclofen/en-GB.yaml:{line}:{column}: " in str(caught.value)
    assert len(caught.value.problems) == 1


def test_a_text_in_another_script_is_told_in_a_screenful(folder: Path) -> None:
    """Of a hundred letters that no face has, twenty are shown and the others counted."""
    medicine(folder, "A muscle relaxant.", "".join(map(chr, range(0x4E00, 0x4E64))))
    with pytest.raises(FaceError) as caught:
        build(workspace=folder)
    assert len(caught.value.problems) == 21
    assert caught.value.problems[-1].what == "and 80 more characters likewise"


def test_signs_of_the_symbol_face_are_not_for_clinics(folder: Path) -> None:
    """Arrows and ticks that the text may hold are refused in a clinic's name, not printed wrong."""
    from tests.build import faces

    symbols = set(faces().widths["symbols"]) - set(faces().widths["regular"])
    assert symbols
    sign = chr(min(symbols))
    assert faces().lacks(sign) == ()
    assert faces().text_lacks(sign) == (sign,)
    clinic(folder, "plain", f"North {sign}")
    with pytest.raises(FaceError, match=f"U\\+{ord(sign):04X}"):
        build(clinic="plain", workspace=folder)


def test_too_much_text_is_refused(folder: Path) -> None:
    """Text for more than two pages is no leaflet: page, excess and words to cut are told."""
    medicine(folder, "A muscle relaxant.", "A muscle relaxant. " * 60)
    with pytest.raises(OverfullError, match=r"page 1 is \d+ pt too long.*\n.*cut about \d+ words"):
        build(workspace=folder)


@pytest.mark.parametrize("paper", ["A4", "a5", "", "letter "])
def test_papers_that_there_are(paper: Any) -> None:
    """A paper that is not known is an error of ours; no paper at all means the locale's."""
    if paper == "":
        with pytest.raises(UsageError, match="no paper"):
            build(paper=paper)
    else:
        with pytest.raises(UsageError, match="there are: a4, letter"):
            build(paper=paper)


WISHES: list[tuple[dict[str, Any], list[tuple[str, str | None, str | None]]]] = [
    ({}, [("baclofen", None, None)]),
    ({"medicines": ["a", "b"]}, [("a", None, None), ("b", None, None)]),
    ({"locales": ["en-GB", "en-US"]}, [("baclofen", "en-GB", None), ("baclofen", "en-US", None)]),
    ({"medicines": ["aspirin"], "locales": ["all"]}, [("aspirin", "fr-FR", None)]),
    ({"medicines": ["unknown"], "locales": ["all"]}, [("unknown", None, None)]),
    ({"clinics": ["x", "y"]}, [("baclofen", None, "x"), ("baclofen", None, "y")]),
    (
        {"everything": True, "locales": ["all"], "clinics": ["plain"]},
        [
            ("aspirin", "fr-FR", "plain"),
            *(
                ("baclofen", locale, "plain")
                for locale in Workspace(built_in()).medicines()["baclofen"]
            ),
        ],
    ),
]


@pytest.mark.parametrize(("wish", "expected"), WISHES, ids=str)
def test_all_stands_for_every(
    folder: Path, wish: dict[str, Any], expected: list[tuple[str, str | None, str | None]]
) -> None:
    """Names, "all" and --all become one list of leaflets, in one order."""
    path = folder / "content/medicines/aspirin/fr-FR.yaml"
    path.parent.mkdir(parents=True)
    path.write_text("", encoding="utf-8")
    asked = {"medicines": [], "locales": [], "clinics": [], "everything": False, **wish}
    known = {"aspirin", "baclofen", "a", "b", "unknown"}
    found = [each for each in expand(Workspace(folder), **asked) if each[0] in known]
    assert found == expected


def test_all_clinics_are_the_workspaces_and_the_samples(folder: Path) -> None:
    """``--clinic all`` is every clinic that ``leaflet list`` shows."""
    wished = expand(Workspace(folder), [], [], ["all"], everything=False)
    assert [whose for _, _, whose in wished] == list(Workspace(folder).clinics())


def test_builds_are_of_one_text(folder: Path) -> None:
    """A leaflet's digests tell texts and designs apart, and nothing else."""

    def facts(built: Built) -> dict[str, str]:
        with pikepdf.open(BytesIO(built.pdf)) as pdf:
            text = pdf.open_metadata()
            space = "{https://leaflet.invalid/ns/1.0/}"
            names = ("contentDigest", "designDigest", "fontsDigest", "clinic", "medicine")
            return {name: text[space + name] for name in names if space + name in text}

    plain, usual = facts(build(clinic="plain", workspace=folder)), facts(build(workspace=folder))
    assert plain["clinic"] == "plain"
    assert "clinic" not in usual
    assert {**usual, "clinic": "plain"} == plain
    medicine(folder, "A muscle relaxant.", "A muscle relaxer.")
    changed = facts(build(workspace=folder))
    assert {name for name in usual if usual[name] != changed[name]} == {"contentDigest"}
    assert compiled().facts["medicine"] == "testicine"


@pytest.mark.parametrize("kind", ["--cover", "--back"])
def test_a_bad_cover_builds_nothing(folder: Path, kind: str) -> None:
    """A cover that is no PDF is refused with its name and the reason."""
    (folder / "cover.pdf").write_bytes(b"\x89PNG\r\n\x1a\nno pdf")
    side = {"cover" if kind == "--cover" else "back": folder / "cover.pdf"}
    with pytest.raises(LeafletError, match=r"cover\.pdf") as caught:
        build(workspace=folder, **side)  # type: ignore[arg-type]
    assert isinstance(caught.value, CoverError)


def test_a_verdict_is_not_asked_for_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages that passed with one clinic, and a clinic that passed, are not judged together anew."""
    asked: list[bytes] = []
    faults = standards.faults

    def counted(pdf: bytes, claim: standards.Claim) -> tuple[str, ...]:
        asked.append(pdf)
        return faults(pdf, claim)

    monkeypatch.setattr(standards, "faults", counted)
    builder = Builder(Workspace(Path()))
    builder.build("baclofen", clinic="example-clinic", locale="en-US")
    first = len(asked)
    again = builder.build("baclofen", clinic="example-clinic", locale="en-US")
    assert first == len(asked) == 2
    assert again.standards == ("PDF/UA-1", "PDF/A-3a")
    builder.build("baclofen", clinic="example-clinic", locale="en-GB")
    assert len(asked) == 4  # other pages, other words in the slots
