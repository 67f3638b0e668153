"""``leaflet approve``: DRAFT goes when a professional approves, and comes back with a letter."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pypdf
import pytest

from leaflet.workspace import built_in

from .typed import Done, Run, needs

BACLOFEN = Path("content/medicines/baclofen/en-GB.yaml")
ROBIN = {
    "--name": "Robin Sample", "--role": "Pharmacist", "--registration": "S-48215",
    "--date": "2026-11-22",
}  # fmt: skip
KIM = {
    "--name": "Kim Specimen", "--role": "Neurologist", "--registration": "N 7741938",
    "--date": "2026-11-23",
}  # fmt: skip
PRINTED = "Reviewed by Robin Sample, Pharmacist, 22 Nov 2026"


@pytest.fixture
def original(folder: Path) -> bytes:
    """A copy of baclofen in a scratch workspace: its bytes."""
    BACLOFEN.parent.mkdir(parents=True)
    shutil.copy(built_in() / BACLOFEN, BACLOFEN)
    assert folder == Path.cwd()
    return BACLOFEN.read_bytes()


def approve(run: Run, who: dict[str, str] = ROBIN, *more: str) -> Done:
    """Approve the copy of baclofen."""
    options = [word for option in who.items() for word in option]
    return run("approve", "baclofen", "--locale", "en-GB", *options, *more)


def built(run: Run, *more: str) -> dict[str, object]:
    """What ``leaflet build --json`` says of it."""
    done = run("build", "--json", *more)
    assert done.code == 0, done.err
    (facts,) = json.loads(done.out)
    return dict(facts)


def pages(file: object) -> list[str]:
    """The text of each page of a built file."""
    return [page.extract_text() for page in pypdf.PdfReader(Path(str(file))).pages]


def edit(old: str, new: str) -> None:
    """Change the copy of baclofen, or its workspace's rules."""
    text = BACLOFEN.read_text("utf-8")
    assert old in text
    BACLOFEN.write_text(text.replace(old, new, 1), "utf-8")


def test_an_approval_takes_draft_away_and_a_letter_brings_it_back(
    run: Run, original: bytes
) -> None:
    """Approving removes DRAFT from every page; one letter changed brings it back."""
    facts = built(run)
    assert facts["draft_because"] == "nobody has approved it"
    assert all("DRAFT" in page for page in pages(facts["file"]))
    assert approve(run).code == 0
    facts = built(run)
    assert (facts["reviewed"], facts["reviewed_by"]) == (True, PRINTED)
    assert all(PRINTED in " ".join(page.split()) for page in pages(facts["file"]))
    assert not any("DRAFT" in page for page in pages(facts["file"]))
    edit("Rise slowly.", "Rise slowlx.")
    facts = built(run)
    assert facts["draft_because"] == "its text has changed since it was approved"
    assert all("DRAFT" in page for page in pages(facts["file"]))
    edit("Rise slowlx.", "Rise slowly.")
    assert built(run)["reviewed"] is True
    assert BACLOFEN.read_bytes().startswith(original)


def test_the_file_says_that_it_was_reviewed(run: Run, original: bytes) -> None:
    """XMP, the attached leaflet.json, the cover page, and a batch's manifest say it, too."""
    assert approve(run).code == 0
    assert original
    clinic = Path("content/clinics/own/clinic.yaml")
    clinic.parent.mkdir(parents=True)
    clinic.write_text(
        "clinic: own\nname: Own Clinic\nlocale: en-GB\nphone: 01632 960 000\n"
        "address: 1 Own Street\ncover_page: yes\n"
    )
    done = run("build", "--clinic", "own", "--clinic", "sample-pharmacy")
    assert done.code == 0, done.err
    reader = pypdf.PdfReader("output/own/baclofen.en-GB.pdf")
    assert PRINTED in reader.pages[0].extract_text()
    xmp = reader.trailer["/Root"]["/Metadata"].get_data().decode()  # type: ignore[index]
    assert f"<leaflet:reviewedBy>{PRINTED}</leaflet:reviewedBy>" in xmp
    (attached,) = reader.attachments["leaflet.json"]
    assert json.loads(attached)["review"] == "reviewed"
    (entry,) = json.loads(Path("output/own/manifest.json").read_bytes())["files"]
    assert (entry["review"], entry["reviewed_by"]) == ("reviewed", PRINTED)


def test_a_past_review_is_a_draft(run: Run, original: bytes) -> None:
    """On a day after the next review the leaflet is a draft again; no clock is asked."""
    assert approve(run, ROBIN, "--next-review", "2027-06-01").code == 0
    assert original
    assert built(run)["next_review"] == "2027-06-01"
    assert built(run, "--as-of", "2027-06-01")["reviewed"] is True
    assert "2027-06-01" in str(built(run, "--as-of", "2027-06-02")["draft_because"])
    done = run("build", "--as-of", "tomorrow")
    assert (done.code, "--as-of: “tomorrow” is no day" in done.err) == (2, True)
    assert "is not after" in approve(run, ROBIN, "--next-review", "2026-11-22").err


def test_a_batch_builds_anew_for_another_day(run: Run, original: bytes) -> None:
    """The day is one of the things that a leaflet is built from."""
    assert original
    assert approve(run).code == 0
    wish = ("build", "--clinic", "sample-pharmacy", "--clinic", "example-clinic", "-l", "en-GB")
    assert len(run(*wish).lines) == 2
    assert run(*wish).lines == []
    assert len(run(*wish, "--as-of", "2028-01-01").lines) == 2
    Path("content/workspace.yaml").write_text("approvals: 2\n")
    assert len(run(*wish, "--as-of", "2028-01-01").lines) == 2


@pytest.mark.parametrize("end", ["\n", "", "\n\n# A last word.\n", "\r\n"], ids=repr)
def test_nothing_else_of_the_file_is_touched(run: Run, original: bytes, end: str) -> None:
    """Comments, quotation marks, order and line ends stay as they are, byte for byte."""
    text = original.rstrip(b"\n").decode() + "\n"
    if "\r" in end:
        text = text.replace("\n", "\r\n")
    before = (text.rstrip("\r\n") + end).encode()
    BACLOFEN.write_bytes(before)
    assert approve(run).code == 0
    once = BACLOFEN.read_bytes()
    assert once.startswith(before)
    added = once.removeprefix(before)
    assert b"\r\n" in added if "\r" in end else b"\r" not in added
    assert approve(run, KIM).code == 0
    BACLOFEN.write_bytes(BACLOFEN.read_bytes() + b"# Below.\n")
    assert approve(run).code == 0
    assert BACLOFEN.read_bytes().startswith(before)
    assert BACLOFEN.read_bytes().endswith(b"\n# Below.\n")
    assert BACLOFEN.read_bytes().count(b"registration:") == 2


def test_the_approved_text_is_kept(run: Run, original: bytes) -> None:
    """What was approved is kept word for word, in a file whose SHA-256 is the digest."""
    assert original
    done = approve(run, ROBIN, "--json")
    facts = json.loads(done.out)
    kept = Path(facts["kept"]).read_bytes()
    assert facts["digest"] == f"form1:sha256:{hashlib.sha256(kept).hexdigest()}"
    assert b"\tRise slowly.\t" in kept


def test_a_text_that_comes_with_leaflet_is_copied(run: Run, folder: Path) -> None:
    """Who approves a built-in text finds it in the workspace then, with the approval at its end."""
    (folder / "content").mkdir()
    done = approve(run)
    assert done.code == 0, done.err
    assert "was copied to content/medicines/baclofen/en-GB.yaml" in done.err
    assert BACLOFEN.read_bytes().startswith((built_in() / BACLOFEN).read_bytes())
    assert built(run)["reviewed"] is True


def test_an_approval_needs_a_workspace(run: Run, folder: Path) -> None:
    """In a folder that is no workspace the approval would be lost: it says what to do."""
    done = approve(run)
    assert done.code == 2
    assert "leaflet new workspace" in done.err
    assert not list(folder.iterdir())


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"--name": ""}, "missing: --name"),
        ({"--registration": " "}, "missing: --registration"),
        ({"--name": "test"}, "--name: “test” is no real one"),
        ({"--role": "tbd"}, "--role: “tbd” is no real one"),
        ({"--registration": "none"}, "--registration: “none” is no real one"),
        ({"--registration": "0000"}, "is no number in a professional register"),
        ({"--date": "22/11/2026"}, "--date: “22/11/2026” is no day of the calendar"),
        ({"--date": "2026-11-20"}, "is before the day of the text, 2026-11-21"),
        ({"--date": "2999-01-01"}, "--date: 2999-01-01 is still to come"),
        ({"--digest": "0123456789abcdef"}, "it has changed since"),
        ({"--digest": "latest"}, "--digest: “latest” is no digest"),
        ({"--sign": "no-such-key"}, "no-such-key: does not exist"),
        ({"--name": "Zoë ☃ Sample"}, "no embedded face has U+2603"),
        ({"--role": 10 * "MMMMM M", "--name": 10 * "WWWWW W"}, "at the foot of the page"),
    ],
    ids=str,
)
def test_what_makes_no_sense_is_refused(
    run: Run, original: bytes, wrong: dict[str, str], told: str
) -> None:
    """No reviewer without a name, a number and a day that can be true; and nothing is written."""
    done = approve(run, ROBIN | wrong)
    assert done.code in (2, 3, 5, 6)
    assert told in done.err
    assert BACLOFEN.read_bytes() == original
    assert not Path("content/approvals").exists()


def test_the_digest_on_the_paper_may_be_typed(run: Run, original: bytes) -> None:
    """With the digest of the reviewed paper, no other text can be approved by mistake."""
    assert original
    digest = json.loads(approve(run, ROBIN, "--json").out)["digest"].rpartition(":")[2]
    short = "-".join((digest[:4], digest[4:8], digest[8:12], digest[12:16]))
    assert approve(run, ROBIN, "--digest", short.upper()).code == 0
    edit("Rise slowly.", "Get up slowly.")
    assert approve(run, ROBIN, "--digest", short).code == 2


def test_two_persons(run: Run, original: bytes) -> None:
    """Where a workspace asks for two, DRAFT stays until both have approved the same text."""
    assert original
    Path("content/workspace.yaml").write_text("approvals: 2\n")
    done = approve(run)
    assert "still DRAFT: one person has approved it, and two must" in done.err
    assert built(run)["reviewed"] is False
    assert approve(run).code == 0
    assert built(run)["reviewed"] is False
    assert approve(run, KIM).code == 0
    printed = f"{PRINTED}; Kim Specimen, Neurologist, 23 Nov 2026"
    assert built(run)["reviewed_by"] == printed
    edit("Rise slowly.", "Get up slowly.")
    done = approve(run, KIM)
    assert "approval by Robin Sample, 2026-11-22, was of another text and was taken out" in done.err
    assert built(run)["draft_because"] == "one person has approved it, and two must"


def test_wrong_rules_are_told_with_their_place(run: Run, original: bytes) -> None:
    """A mistake in the workspace's rules is told with file, line and column."""
    assert original
    Path("content/workspace.yaml").write_text("approvals: 3\nsignature: required\n")
    done = run("build")
    assert done.code == 3
    assert "content/workspace.yaml:1:12: approvals is 3" in done.err
    assert "content/workspace.yaml:2:1: signature: unknown key" in done.err
    assert "signatures" in done.err


def key(name: str, passphrase: str = "") -> Path:
    """A new SSH key."""
    made = ["ssh-keygen", "-q", "-t", "ed25519", "-N", passphrase, "-C", name, "-f", name]
    subprocess.run(made, check=True)
    return Path(name)


@needs("ssh-keygen")
def test_a_signed_approval(run: Run, original: bytes) -> None:
    """A signature holds while nothing of the approval is changed; a bad one is an error."""
    assert original
    mine, other = key("mine"), key("other")
    done = approve(run, ROBIN, "--sign", str(mine))
    assert "does not list your key" in done.err
    assert " ".join(mine.with_suffix(".pub").read_text().split()[:2]) in done.err
    BACLOFEN.write_bytes(original)
    public = mine.with_suffix(".pub").read_text().strip()
    rules = f'signatures: required\nsigners:\n  - registration: s48215\n    key: "{public}"\n'
    Path("content/workspace.yaml").write_text(rules)
    assert "asks for signed approvals" in approve(run).err
    done = approve(run, ROBIN, "--sign", str(other))
    assert "another key than the workspace lists" in done.err
    assert b"\nreview:" not in BACLOFEN.read_bytes()
    assert approve(run, ROBIN, "--sign", str(mine)).code == 0
    assert built(run)["reviewed"] is True
    assert (
        "signed, and the key is listed" in run("approve", "baclofen", "-l", "en-GB", "--verify").out
    )
    edit('role: "Pharmacist"', 'role: "Doctor"')
    for command in (("build",), ("approve", "baclofen", "-l", "en-GB", "--verify")):
        done = run(*command)
        assert done.code == 3
        assert "the signature of Robin Sample’s approval is not of this approval" in done.err


def test_verify_tells_who_approved(run: Run, original: bytes) -> None:
    """``--verify`` writes nothing, tells each approval, and finds fault with a draft."""
    assert original
    words = ("approve", "baclofen", "-l", "en-GB", "--verify")
    assert run(*words).code == 1
    assert approve(run).code == 0
    before = BACLOFEN.read_bytes()
    done = run(*words)
    assert (
        done.code,
        "Robin Sample, Pharmacist, S-48215, 2026-11-22: of this text" in done.out,
    ) == (0, True)
    edit("Rise slowly.", "Get up slowly.")
    done = run(*words, "--json")
    assert (done.code, json.loads(done.out)["reviewed"]) == (1, False)
    assert BACLOFEN.read_bytes() == before.replace(b"Rise slowly.", b"Get up slowly.")


def test_a_file_in_braces_is_refused(run: Run, original: bytes) -> None:
    """A file written as one mapping in braces cannot take the block: it says so."""
    import yaml

    values = yaml.load(original, Loader=yaml.BaseLoader)
    BACLOFEN.write_text(json.dumps(values, ensure_ascii=False), "utf-8")
    done = approve(run)
    assert (done.code, "is written in braces" in done.err) == (3, True)


def test_the_same_approval_gives_the_same_bytes(run: Run, original: bytes) -> None:
    """Approving twice changes nothing, and a reviewed leaflet is the same to the last byte."""
    assert original
    assert approve(run).code == 0
    first = BACLOFEN.read_bytes()
    assert approve(run).code == 0
    assert BACLOFEN.read_bytes() == first
    once = Path(str(built(run)["file"])).read_bytes()
    assert Path(str(built(run)["file"])).read_bytes() == once
    assert pypdf.PdfReader(BytesIO(once)).pages


def test_the_file_keeps_its_permissions(run: Run, original: bytes) -> None:
    """Who may read and write the file is left as it was."""
    assert original
    BACLOFEN.chmod(0o600)
    assert approve(run).code == 0
    assert BACLOFEN.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("change", "holds"),
    [
        (lambda text: "\ufeff" + text, True),
        (lambda text: "---\n" + text, True),
        (lambda text: "".join(f"  {line}" for line in text.splitlines(keepends=True)), True),
        (lambda text: text + "...\n", False),
    ],
    ids=["mark", "start", "indented", "end"],
)
def test_other_ways_to_write_the_file(
    run: Run, original: bytes, change: Callable[[str], str], holds: bool
) -> None:
    """A mark of UTF-8, a start of the document and an indent are no hindrance; its end is told."""
    before = change(original.decode()).encode()
    BACLOFEN.write_bytes(before)
    done = approve(run)
    assert (done.code == 0) is holds, done.err
    assert BACLOFEN.read_bytes().startswith(before)
    if holds:
        assert built(run)["reviewed"] is True
    else:
        assert "look whether “...” ends it" in done.err


def test_a_full_disk_leaves_the_file_as_it_was(
    run: Run, original: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the approval cannot be written, the medicine's file is whole, and still a draft."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    done = approve(run)
    assert (done.code, "no space left on device" in done.err) == (5, True)
    assert BACLOFEN.read_bytes() == original
