"""Makes the covers of this folder with the programs that clinics use; see README.md.

By hand, and seldom: the PDFs are kept, so that a test needs none of these programs.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

HERE = Path(__file__).resolve().parent
FONTS = HERE.parents[2] / "fonts"
A4 = (595.28, 841.89)
LARGEST = 60_000

FONTCONFIG = """\
<?xml version="1.0"?>
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>
"""


def main() -> None:
    """Make all of them."""
    with tempfile.TemporaryDirectory() as folder:
        by_programs(Path(folder))
    weasyprint = (HERE / "weasyprint.pdf").read_bytes()
    keep("scan", scan(weasyprint))
    keep("form", form())
    keep("layers", layers())
    keep("rotated", rotated())
    keep("cropped", cropped())
    keep("cmyk", cmyk())
    keep("reportlab", reportlab())
    keep("long", long())
    keep("locked-rc4", locked(weasyprint, aes=False))
    keep("locked-aes", locked(weasyprint, aes=True))


def keep(name: str, data: bytes) -> None:
    """Write one, and refuse what is too large or tells where it was made."""
    assert len(data) < LARGEST, (name, len(data))
    for word in (str(HERE), str(Path.home()), tempfile.gettempdir()):
        assert word.encode() not in data, (name, word)
    (HERE / f"{name}.pdf").write_bytes(data)


def by_programs(folder: Path) -> None:
    """WeasyPrint, Chromium, LibreOffice and Typst, with no other fonts than ours."""
    sources = HERE / "sources"
    config = folder / "fonts.conf"
    config.write_text(FONTCONFIG.format(fonts=FONTS, cache=folder / "cache"), encoding="utf-8")
    environment = {**os.environ, "FONTCONFIG_FILE": str(config)}

    def ran(*command: str | Path) -> None:
        subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)

    html = sources / "cover.html"
    out = folder / "weasyprint.pdf"
    ran(sys.executable, "-m", "weasyprint", "--pdf-variant", "pdf/ua-1", html, out)
    keep(out.stem, out.read_bytes())
    out = folder / "weasyprint-plain.pdf"
    ran(sys.executable, "-m", "weasyprint", html, out)
    keep(out.stem, out.read_bytes())
    out = folder / "chromium.pdf"
    ran(
        "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
        f"--user-data-dir={folder / 'chromium'}", f"--print-to-pdf={out}", html.as_uri(),
    )  # fmt: skip
    keep(out.stem, out.read_bytes())
    for name, tagged in (("libreoffice", "true"), ("libreoffice-plain", "false")):
        options = ",".join(
            f'"{key}":{{"type":"boolean","value":"{tagged}"}}'
            for key in ("UseTaggedPDF", "PDFUACompliance")
        )
        ran(
            "soffice", f"-env:UserInstallation={(folder / 'office').as_uri()}", "--headless",
            "--convert-to", f"pdf:writer_pdf_Export:{{{options}}}", sources / "cover.fodt",
        )  # fmt: skip
        keep(name, (folder / "cover.pdf").read_bytes())
    typst = import_module("typst")
    keep(
        "typst",
        typst.compile(
            str(sources / "cover.typ"), font_paths=[str(FONTS)], ignore_system_fonts=True,
            pdf_standards=["ua-1"],
        ),
    )  # fmt: skip


def canvas(size: tuple[float, float] = A4) -> tuple[Any, BytesIO]:
    """A canvas of ReportLab's with our font, and the file it goes to."""
    metrics, fonts = import_module("reportlab.pdfbase.pdfmetrics"), "reportlab.pdfbase.ttfonts"
    font = import_module(fonts).TTFont("Noto", str(FONTS / "NotoSans-Regular.ttf"))
    metrics.registerFont(font)
    file = BytesIO()
    # without initialFontName every page names Helvetica, which is not in the file
    made = import_module("reportlab.pdfgen.canvas").Canvas(
        file, pagesize=size, invariant=1, initialFontName="Noto", pageCompression=1
    )
    made.setTitle("Riverside Clinic: your medicines")
    return made, file


def write(made: Any, x: float, y: float, text: str, size: float = 14) -> None:
    """A line of text."""
    made.setFont("Noto", size)
    made.drawString(x, y, text)


def told(unicode_map: bytes) -> bytes:
    """A map to Unicode without the codes ReportLab says nothing of: it gives them U+0000."""
    kept = re.sub(rb"<[0-9A-F]{2}> <0000>\n", b"", unicode_map)
    left = re.search(rb"beginbfchar\n(.*?)endbfchar", kept, re.DOTALL)
    assert left is not None
    return re.sub(rb"\d+ beginbfchar", b"%d beginbfchar" % left[1].count(b"> <"), kept)


def finished(pdf: pikepdf.Pdf) -> bytes:
    """The file's bytes."""
    file = BytesIO()
    pdf.remove_unreferenced_resources()
    for each in pdf.objects:
        if isinstance(each, pikepdf.Dictionary) and "/ToUnicode" in each:
            each.ToUnicode.write(told(each.ToUnicode.read_bytes()))
    pdf.save(file, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return file.getvalue()


def scan(original: bytes) -> bytes:
    """A page from a scanner: one grey photograph, no text."""
    page = import_module("pypdfium2").PdfDocument(original)[0]
    picture = page.render(scale=100 / 72).to_pil().convert("L").rotate(0.6, fillcolor=255)
    photograph = BytesIO()
    picture.save(photograph, "JPEG", quality=40, optimize=True)
    with pikepdf.new() as pdf:
        image = pdf.make_stream(
            photograph.getvalue(), Type=Name.XObject, Subtype=Name.Image, Width=picture.width,
            Height=picture.height, BitsPerComponent=8, ColorSpace=Name.DeviceGray,
            Filter=Name.DCTDecode,
        )  # fmt: skip
        pdf.add_blank_page(page_size=A4)
        sheet = pdf.pages[0]
        sheet.Resources = Dictionary(XObject=Dictionary(Im=image))
        sheet.Contents = pdf.make_stream(b"q %g 0 0 %g 0 0 cm /Im Do Q" % A4)
        return finished(pdf)


def form() -> bytes:
    """A form that was filled in: name, a tick, a field left empty."""
    made, file = canvas()
    write(made, 70, 760, "Riverside Clinic: about you", 20)
    for y, label in ((700, "Name"), (660, "I live alone"), (620, "Who helps you")):
        write(made, 70, y, label)
    made.showPage()
    for name, words in (("value", "Sam Example"), ("tick", "x")):
        made.beginForm(name, 0, 0, 200, 24)
        write(made, 4, 7, words)
        made.endForm()
        made.doForm(name)
    made.showPage()
    made.save()
    with pikepdf.open(file) as pdf:
        drawn: Any = pdf.pages[1].Resources.XObject
        value, tick = (
            next(v for k, v in drawn.items() if k.endswith(n)) for n in ("value", "tick")
        )
        for each in (value, tick):
            each.BBox = Array([0, 0, 200, 24])
        tick.BBox = Array([0, 0, 24, 24])
        nothing = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 24, 24])
        fields: list[Any] = []

        def field(name: str, kind: Name, box: list[int], **entries: Any) -> None:
            fields.append(
                pdf.make_indirect(
                    Dictionary(
                        Type=Name.Annot, Subtype=Name.Widget, FT=kind, T=name, TU=name, F=4,
                        Rect=Array(box), P=pdf.pages[0].obj, **entries,
                    )
                )
            )  # fmt: skip

        states = Dictionary({"/Yes": tick, "/Off": nothing})
        field("Name", Name.Tx, [200, 692, 400, 716], V="Sam Example", AP=Dictionary(N=value))
        field(
            "Alone", Name.Btn, [200, 652, 224, 676], V=Name.Yes, AS=Name.Yes,
            AP=Dictionary(N=states),
        )  # fmt: skip
        field("Helper", Name.Tx, [200, 612, 400, 636], V="", AP=Dictionary(N=nothing))
        pdf.pages[0].Annots = Array(fields)
        pdf.Root.AcroForm = Dictionary(Fields=Array(fields))
        del pdf.pages[1]
        return finished(pdf)


def layers() -> bytes:
    """A drawing with a layer that shows and one, a draft's stamp, that is hidden."""
    made, file = canvas()
    write(made, 70, 760, "How to find Riverside Clinic", 20)
    for name, colour, words in (
        ("map", (0.04, 0.29, 0.44), "Riverside Clinic is here"),
        ("draft", (0.8, 0, 0), "DRAFT"),
    ):
        made.beginForm(name, 0, 0, *A4)
        made.setFillColorRGB(*colour)
        made.rect(100 if name == "map" else 300, 400, 150, 150, stroke=0, fill=1)
        write(made, 100 if name == "map" else 320, 370, words)
        made.endForm()
        made.doForm(name)
    made.showPage()
    made.save()
    with pikepdf.open(file) as pdf:
        groups = {}
        drawn: Any = pdf.pages[0].Resources.XObject
        for key, each in drawn.items():
            name = "draft" if key.endswith("draft") else "map"
            groups[name] = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=name))
            each.OC = groups[name]
        pdf.Root.OCProperties = Dictionary(
            OCGs=Array(list(groups.values())),
            D=Dictionary(Name="Layers", OFF=Array([groups["draft"]]), Order=Array([])),
        )
        return finished(pdf)


def rotated() -> bytes:
    """A page drawn lying, that viewers turn upright."""
    made, file = canvas((A4[1], A4[0]))
    made.translate(A4[1], 0)
    made.rotate(90)
    write(made, 70, 760, "Riverside Clinic", 20)
    made.setFillColorRGB(0.04, 0.29, 0.44)
    made.rect(70, 600, 200, 100, stroke=0, fill=1)
    made.showPage()
    made.save()
    with pikepdf.open(file) as pdf:
        pdf.pages[0].Rotate = 90
        return finished(pdf)


def cropped() -> bytes:
    """A page for a print shop: bleed and marks around it, which the crop box cuts away."""
    width, height = A4[0] + 60, A4[1] + 60
    made, file = canvas((width, height))
    made.setFillColorRGB(0.8, 0.9, 1)
    made.rect(21, 21, width - 42, height - 42, stroke=0, fill=1)
    made.setFillColorRGB(0, 0, 0)
    made.line(0, 30, 15, 30)
    made.line(30, 0, 30, 15)
    write(made, 2, 5, "cut here", 6)
    write(made, 100, 790, "Riverside Clinic", 20)
    made.showPage()
    made.save()
    with pikepdf.open(file) as pdf:
        box = Array([30, 30, width - 30, height - 30])
        pdf.pages[0].CropBox = pdf.pages[0].TrimBox = box
        pdf.pages[0].BleedBox = Array([21, 21, width - 21, height - 21])
        return finished(pdf)


def cmyk() -> bytes:
    """Colours for a press, without a profile."""
    made, file = canvas()
    made.setFillColorCMYK(1, 0.5, 0, 0.4)
    made.rect(0, 700, A4[0], 142, stroke=0, fill=1)
    made.setFillColorCMYK(0, 0, 0, 0)
    write(made, 70, 760, "Riverside Clinic", 20)
    made.setFillColorCMYK(0, 0, 0, 1)
    write(made, 70, 640, "A pack for you and the people who help you.")
    made.showPage()
    made.save()
    with pikepdf.open(file) as pdf:
        return finished(pdf)


def reportlab() -> bytes:
    """A page as ReportLab leaves it, whose map to Unicode says U+0000 of codes it does not use."""
    made, file = canvas()
    write(made, 70, 760, "Riverside Clinic", 20)
    made.showPage()
    made.save()
    return file.getvalue()


def long() -> bytes:
    """A brochure of two hundred pages."""
    made, file = canvas()
    for number in range(1, 201):
        write(made, 70, 760, f"Riverside Clinic, page {number}", 20)
        made.showPage()
    made.save()
    with pikepdf.open(file) as pdf:
        return finished(pdf)


def locked(data: bytes, *, aes: bool) -> bytes:
    """A file anybody can read, that its owner's password keeps from being changed."""
    lock = pikepdf.Encryption(
        owner="owner", user="", R=6 if aes else 3, aes=aes, metadata=aes,
        allow=pikepdf.Permissions(extract=False, modify_other=False, accessibility=True),
    )  # fmt: skip
    file = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.save(file, encryption=lock)
    return file.getvalue()


if __name__ == "__main__":
    main()
