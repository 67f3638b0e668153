"""A workspace for the benchmarks: medicines with one text under many names, and many clinics.

Beside leaflet's own YAML stands the same as JSON, for the engines that have no reader of ours.
"""

from __future__ import annotations

import colorsys
import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from leaflet.files import read_bytes
from leaflet.workspace import Workspace
from tests.benchmarks.text import ClinicWords, Medicine, medicine_of

ROOT = Path(__file__).parents[2]
SOURCE = "baclofen"
LOCALE = "en-GB"
FACES = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf")
SVG_LOGO = ROOT / "content/clinics/sample-pharmacy/logo.svg"
PNG_LOGO = ROOT / "content/clinics/example-clinic/logo.png"
COVER = ROOT / "content/clinics/sample-pharmacy/cover.pdf"


def medicine_name(index: int) -> str:
    """The folder of a medicine."""
    return f"medicine-{index:03d}"


def clinic_name(index: int, *, cover: bool = False, code: bool = False) -> str:
    """The folder of a clinic: plain, with a cover, or with a web address and so a QR code."""
    kind = "covered" if cover else "coded" if code else "clinic"
    return f"{kind}-{index:04d}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """The workspace: ``content`` for leaflet, ``plain`` for the others."""

    root: Path
    medicines: int
    clinics: int

    @property
    def plain(self) -> Path:
        """Faces, logos, cover, ``medicine-000.json``, ``clinics.json``."""
        return self.root / "plain"


def make_workspace(root: Path, *, medicines: int, clinics: int, covered: int) -> Folder:
    """Generate all of it.

    Args:
        root: where to; it must not exist.
        medicines: how many names the text gets.
        clinics: how many clinics without covers there are.
        covered: how many with a cover page, and how many with a QR code.
    """
    folder = Folder(root=root, medicines=medicines, clinics=clinics)
    folder.plain.mkdir(parents=True)
    for face in FACES:
        shutil.copy(ROOT / "fonts" / face, folder.plain / face)
    shutil.copy(SVG_LOGO, folder.plain / "logo.svg")
    shutil.copy(PNG_LOGO, folder.plain / "logo.png")
    shutil.copy(COVER, folder.plain / "cover.pdf")
    _write_medicines(folder)
    written = {}
    for index in range(clinics):
        written[clinic_name(index)] = _write_clinic(folder, index, "")
    for index in range(covered):
        cover = f'cover:\n  file: cover.pdf\n  lang: {LOCALE}\n  alt: "A cover"\n'
        name = clinic_name(index, cover=True)
        written[name] = _write_clinic(folder, index, cover, name)
        shutil.copy(COVER, folder.root / "content/clinics" / name / "cover.pdf")
        name = clinic_name(index, code=True)
        _write_clinic(folder, index, 'web: "sample.example/{medicine}"\n', name)
    (folder.plain / "clinics.json").write_text(json.dumps(written), encoding="utf-8")
    return folder


def _printed(index: int) -> str:
    """A medicine's name in letters: figures in it would be taken for an unknown number."""
    return "Medicine " + "".join("ABCDEFGHIJ"[int(figure)] for figure in f"{index:03d}")


def _write_medicines(folder: Folder) -> None:
    source = read_bytes(ROOT / f"content/medicines/{SOURCE}/{LOCALE}.yaml").decode("utf-8")
    for index in range(folder.medicines):
        name = medicine_name(index)
        text = re.sub(rf"^medicine: {SOURCE}$", f"medicine: {name}", source, flags=re.MULTILINE)
        text = re.sub(r"^name: \w+$", f"name: {_printed(index)}", text, flags=re.MULTILINE)
        path = folder.root / f"content/medicines/{name}/{LOCALE}.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    workspace = Workspace(folder.root)
    locale = workspace.locale(LOCALE)
    blocks = medicine_of(workspace.leaflet(medicine_name(0), LOCALE, locale), locale)
    for index in range(folder.medicines):
        named: Medicine = {**blocks, "name": _printed(index)}
        named["title"] = blocks["title"].replace(blocks["name"], named["name"])
        path = folder.plain / f"{medicine_name(index)}.json"
        path.write_text(json.dumps(named, ensure_ascii=False), encoding="utf-8")


def _write_clinic(folder: Folder, index: int, more: str, name: str | None = None) -> ClinicWords:
    """Every clinic has a name, number, address and colour of its own; logos are SVG and PNG."""
    red, green, blue = colorsys.hls_to_rgb((index * 0.137) % 1, 0.22, 0.7)
    clinic: ClinicWords = {
        "id": name or clinic_name(index),
        "name": f"Pharmacy {index:04d}",
        "descriptor": "Community pharmacy",
        "colour": f"#{round(red * 255):02X}{round(green * 255):02X}{round(blue * 255):02X}",
        "logo": "logo.png" if index % 2 else "logo.svg",
        "phone": f"01632 960 {index % 1000:03d}",
        "hours": ["Monday to Friday", "8:30 to 18:00"],
        "address": f"{index + 1} Example Street, Sampletown, ZZ99 1AA",
    }
    home = folder.root / "content/clinics" / clinic["id"]
    home.mkdir(parents=True)
    shutil.copy(folder.plain / clinic["logo"], home / clinic["logo"])
    lines = [f"clinic: {clinic['id']}", f"locale: {LOCALE}"]
    for key in ("name", "descriptor", "colour", "logo", "phone", "hours", "address"):
        lines.append(f"{key}: {json.dumps(clinic[key])}")
    lines.append(f'logo_alt: "Logo of {clinic["name"]}"')
    (home / "clinic.yaml").write_text("\n".join(lines) + "\n" + more, encoding="utf-8")
    return clinic
