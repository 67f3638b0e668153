"""Typst by its Python package: one compiler kept, the clinic handed in by sys.inputs."""

from __future__ import annotations

import json
from pathlib import Path

import typst

from tests.benchmarks.engines import Engine
from tests.benchmarks.engines.covering import covered

TEMPLATE = Path(__file__).with_name("leaflet.typ")


class Typst(Engine):
    """Tagged, and held to PDF/UA-1 by Typst itself."""

    name = "typst"
    tagged = True
    distribution = "typst"

    def __init__(self, workspace: Path) -> None:
        plain = workspace / "plain"
        main = plain / "leaflet.typ"
        main.write_bytes(TEMPLATE.read_bytes())
        self.clinics = json.loads((plain / "clinics.json").read_bytes())
        self.cover = plain / "cover.pdf"
        self.compiler = typst.Compiler(
            main,
            root=plain,
            font_paths=typst.Fonts(
                include_system_fonts=False, include_embedded_fonts=False, font_paths=[plain]
            ),
        )

    def render(self, medicine: str, clinic: str) -> bytes:
        """One leaflet; what did not change since the last one Typst remembers by itself."""
        pdf = self.compiler.compile(
            format="pdf",
            sys_inputs={
                "medicine": f"{medicine}.json",
                "clinic": json.dumps(self.clinics[clinic]),
            },
            pdf_standards="ua-1",
            timestamp=0,
        )
        assert isinstance(pdf, bytes)
        # Typst 0.15.2 refuses a PDF as an image where it holds to PDF/UA-1.
        return covered(pdf, self.cover) if clinic.startswith("covered") else pdf
