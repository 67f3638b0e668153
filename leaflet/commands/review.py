"""``leaflet review``: the reviewer's pack of a text, as a PDF to print."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from leaflet.files import write_whole
from leaflet.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The pack that was written, and the digest of the text in it."""

    file: Path
    digest: str


def review(folder: Path, medicine: str, locale: str, out: Path | None) -> Written:
    """Write the pack; below ``output`` where no file is named.

    Raises:
        LeafletError: there is no such text, or it is wrong.
    """
    from leaflet.design import PAPERS
    from leaflet.papers.pack import Pack, pack
    from leaflet.pipeline.facts import require_glyphs
    from leaflet.review.standing import standing
    from leaflet.typography.faces import FAMILIES, load_faces

    workspace = Workspace(folder)
    words, rules = workspace.locale(locale), workspace.rules()
    leaflet = workspace.leaflet(medicine, locale, words)
    stands = standing(leaflet, words, rules, file=workspace.medicine_file(medicine, locale))
    faces = load_faces(workspace.fonts(FAMILIES[words.face].values()), words.face)
    require_glyphs(workspace, faces, leaflet, words)
    made = Pack(leaflet=leaflet, locale=words, standing=stands, approvals=rules.approvals)
    file = out or Path("output") / "review" / f"{medicine}.{locale}.pdf"
    write_whole(file, pack(made, faces, PAPERS[words.paper]))
    return Written(file=file, digest=stands.digest)
