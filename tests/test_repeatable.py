"""The same content gives the same bytes: on any machine, for any user, on any day."""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from tests.covers.build import cover_pdf

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
BUILD = """
import os, sys, time
if mask := os.environ.get("TEST_MASK"):
    os.umask(int(mask, 8))
if shift := os.environ.get("TEST_SHIFT"):
    now = time.time
    time.time = lambda: now() + float(shift)
for blocked in os.environ.get("TEST_BLOCKED", "").split():
    sys.modules[blocked] = None
from leaflet.cli import main
main(sys.argv[1:])
"""
WISH = ("build", "--clinic", "own", "--clinic", "sample-pharmacy")


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a clinic that has everything: logo, rare letters, covers."""
    folder = tmp_path_factory.mktemp("content")
    home = folder / "content" / "clinics" / "own"
    home.mkdir(parents=True)
    sample = ROOT / "content" / "clinics" / "example-clinic"
    (home / "logo.png").write_bytes((sample / "logo.png").read_bytes())
    (home / "cover.pdf").write_bytes(cover_pdf(copies=2))
    (home / "clinic.yaml").write_text(
        "clinic: own\nname: Apteka Łódź\nphone: 01632 960 123\naddress: 1 Ulica, Łódź\n"
        'colour: "#14532D"\nlogo: logo.png\nweb: "own.example/{medicine}"\n'
        "cover: {file: cover.pdf, alt: A red square}\nback: {file: cover.pdf, alt: Red again}\n",
        encoding="utf-8",
    )
    return folder


def built(content: Path, out: Path, here: Path, environment: Mapping[str, str]) -> dict[str, bytes]:
    """All files that a run in a process of its own writes below ``out``."""
    subprocess.run(
        [sys.executable, "-c", BUILD, *WISH, "--workspace", str(content), "--out", str(out)],
        cwd=here,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **environment},
        check=True,
        capture_output=True,
    )
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*.pdf")}


@pytest.fixture(scope="module")
def usual(content: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What is built here, today."""
    out = tmp_path_factory.mktemp("usual")
    found = built(content, out, out, {})
    assert len(found) == 2
    return found


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "TEST_SHIFT": "1e8", "TEST_MASK": "077",
         "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR", "HOME": "/nonexistent"},
        {"PYTHONHASHSEED": "4711", "TZ": "America/Caracas", "LC_ALL": "C", "PYTHONUTF8": "0",
         "PYTHONCOERCECLOCALE": "0", "HOME": "/proc", "TMPDIR": "/nonexistent", "USER": "mother"},
        {"TEST_BLOCKED": "_rl_accel rl_accel", "PYTHONHASHSEED": "0"},
    ],
    ids=["tomorrow", "elsewhere", "without the accelerator"],
)  # fmt: skip
def test_the_same_bytes_everywhere(
    content: Path, usual: dict[str, bytes], tmp_path: Path, environment: dict[str, str]
) -> None:
    """Clock, time zone, language, home folder, mask, seed, accelerator: none changes a byte."""
    here = tmp_path / "another folder"
    here.mkdir()
    found = built(content, tmp_path / "out", here, environment)
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in found.items()}
    assert digests == {name: hashlib.sha256(data).hexdigest() for name, data in usual.items()}


def test_a_copied_workspace_gives_the_same_bytes(
    content: Path, usual: dict[str, bytes], tmp_path: Path
) -> None:
    """Where the content lies does not matter: another folder, or the current one."""
    moved = tmp_path / "moved" / "workspace"
    shutil.copytree(content, moved)
    assert built(Path(), tmp_path / "out", moved, {}) == usual


def test_nothing_of_the_machine_is_in_the_file(content: Path, usual: dict[str, bytes]) -> None:
    """No path, user, host, version of Python or time of day stands anywhere in a leaflet."""
    secrets = [str(content), str(ROOT), str(Path.home()), platform.node(), sys.version.split()[0]]
    secrets += ["reportlab", "ReportLab", "pypdf", "/tmp", "site-packages"]
    for data in usual.values():
        with pikepdf.open(BytesIO(data)) as pdf:
            for number in range(1, len(pdf.objects) + 1):
                value: object = pdf.get_object(number, 0)
                if not isinstance(value, pikepdf.Object):
                    continue
                text = value.unparse(resolved=True)
                if isinstance(value, pikepdf.Stream) and "/Length1" not in value:
                    text += value.read_bytes()
                for secret in secrets:
                    assert secret.encode() not in text, (number, secret)
            dates = {str(pdf.docinfo[name]) for name in ("/CreationDate", "/ModDate")}
        assert all(date.endswith("000000Z") for date in dates)


def test_a_changed_name_is_a_changed_file(
    content: Path, usual: dict[str, bytes], tmp_path: Path
) -> None:
    """One letter of a clinic's name changes its leaflets, and no other's."""
    changed = tmp_path / "changed"
    shutil.copytree(content, changed)
    path = changed / "content" / "clinics" / "own" / "clinic.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Apteka", "Apteca"), encoding="utf-8")
    other = built(changed, tmp_path / "other", tmp_path, {})
    assert {name for name in usual if usual[name] != other[name]} == {"own/baclofen.en-GB.pdf"}
