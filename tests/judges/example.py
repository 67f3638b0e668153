"""A tiny leaflet, made by hand with pikepdf: PDF/UA-1 and PDF/A-2a, for the judges to be tried on.

It has a heading, a paragraph over two lines with a link, a picture in a Form XObject, a table with
an empty cell, and a rule that is an artifact. It owes nothing to the code under test.
"""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name
from reportlab.pdfbase.ttfonts import TTFontFace

FONT_FILE = Path(__file__).parents[2] / "fonts" / "AtkinsonHyperlegibleNext-Regular.ttf"
FACE = TTFontFace(str(FONT_FILE))
A5 = [0, 0, 420, 595]

XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Baclofen</rdf:li></rdf:Alt></dc:title>
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def show(text: str) -> str:
    """The operator that shows a text; the codes of the font are its glyphs' numbers."""
    return f"<{''.join(f'{FACE.charToGlyph[ord(c)]:04X}' for c in text)}> Tj"


CONTENT = f"""/Artifact BMC /Rgb cs 0.1 0.3 0.5 sc 40 560 340 2 re f EMC
/Rgb cs 0 0 0 sc
BT /F 18 Tf 40 520 Td /H1 <</MCID 0>> BDC {show("Baclofen")} EMC ET
BT /F 11 Tf 14 TL 40 490 Td
/P <</MCID 1>> BDC {show("Ask your ")} T* {show("doctor, or see ")} EMC
/Link <</MCID 2>> BDC {show("the NHS page")} EMC
/P <</MCID 3>> BDC {show(".")} EMC
ET
/Figure <</MCID 4>> BDC q 1 0 0 1 40 400 cm /Clock Do Q EMC
BT /F 11 Tf 40 380 Td /TH <</MCID 5>> BDC {show("Dose")} EMC ET
"""


def tiny_leaflet(change: Callable[[pikepdf.Pdf], None] | None = None) -> bytes:
    """The leaflet; a test passes the one `change` that breaks it."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(A5[2], A5[3]))
    page: Any = pdf.pages[0].obj
    page.Contents = pdf.make_stream(CONTENT.encode())
    page.StructParents, page.Tabs = 0, Name.S
    page.Resources = Dictionary(
        Font=Dictionary(F=_font(pdf)),
        XObject=Dictionary(Clock=_clock(pdf)),
        ColorSpace=Dictionary(Rgb=_rgb()),
    )
    _add_tree(pdf, page)
    metadata = pdf.make_stream(XMP.encode(), Type=Name.Metadata, Subtype=Name.XML)
    pdf.Root.Metadata = metadata
    pdf.Root.Lang = pikepdf.String("en-GB")
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    if change is not None:
        change(pdf)
    written = io.BytesIO()
    pdf.save(written, force_version="1.7", deterministic_id=True)
    return written.getvalue()


def element(pdf: pikepdf.Pdf, role: str) -> Any:
    """The first structure element with this role, in the order of the file."""
    return next(
        each
        for each in map(pdf.get_object, [(n, 0) for n in range(1, len(pdf.objects) + 1)])
        if isinstance(each, Dictionary) and each.get("/S") == f"/{role}" and "/P" in each
    )


def rewrite(pdf: pikepdf.Pdf, old: str, new: str) -> None:
    """Changes the content of the page, which has `old` in one place."""
    page: Any = pdf.pages[0].obj
    content = page.Contents.read_bytes().decode()
    assert content.count(old) == 1
    page.Contents = pdf.make_stream(content.replace(old, new).encode())


def _add_tree(pdf: pikepdf.Pdf, page: Any) -> None:
    """The structure tree, the parent tree and the link's annotation."""
    root: Any = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array()))

    def add(parent: Any, role: str, *kids: Any, **entries: Any) -> Any:
        made: Any = pdf.make_indirect(
            Dictionary(S=Name(f"/{role}"), P=parent, Pg=page, K=Array(kids), **entries)
        )
        parent.K.append(made)
        return made

    document = add(root, "Document")
    heading = add(document, "H1", 0)
    paragraph = add(document, "P", 1)
    link = add(paragraph, "Link", 2)
    paragraph.K.append(3)
    figure = add(document, "Figure", 4, Alt="A clock", A=Dictionary(O=Name.Layout, BBox=A5))
    row = add(add(document, "Table"), "TR")
    head = add(row, "TH", 5, A=Dictionary(O=Name.Table, Scope=Name.Row))
    add(row, "TD")
    annotation = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Link,
            Rect=[40, 470, 200, 490],
            Border=[0, 0, 0],
            F=4,
            Contents="The NHS page on baclofen",
            A=Dictionary(S=Name.URI, URI="https://www.nhs.uk/"),
            StructParent=1,
        )
    )
    page.Annots = Array([annotation])
    link.K.append(Dictionary(Type=Name.OBJR, Obj=annotation))
    owners = Array([heading, paragraph, link, paragraph, figure, head])
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array([0, owners, 1, link])))
    root.ParentTreeNextKey = 2
    pdf.Root.StructTreeRoot = root


def _font(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """The whole face embedded as a composite font, with a ToUnicode map of Latin letters."""
    glyphs = {code: FACE.charToGlyph[code] for code in range(0x20, 0x7F)}
    lines = "\n".join(f"<{glyph:04X}> <{code:04X}>" for code, glyph in glyphs.items())
    to_unicode = f"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
{len(glyphs)} beginbfchar
{lines}
endbfchar endcmap CMapName currentdict /CMap defineresource pop end end"""
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name("/AtkinsonHyperlegibleNext-Regular"),
        Flags=4,
        FontBBox=[int(edge) for edge in FACE.bbox],
        ItalicAngle=0,
        Ascent=int(FACE.ascent),
        Descent=int(FACE.descent),
        CapHeight=int(FACE.capHeight),
        StemV=80,
        FontFile2=pdf.make_stream(FONT_FILE.read_bytes()),
    )
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=descriptor.FontName,
        CIDSystemInfo=Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
        FontDescriptor=pdf.make_indirect(descriptor),
        CIDToGIDMap=Name.Identity,
        W=Array(
            part
            for code, glyph in glyphs.items()
            for part in (glyph, Array([round(FACE.charWidths[code])]))
        ),
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=descriptor.FontName,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(descendant)]),
            ToUnicode=pdf.make_stream(to_unicode.encode()),
        )
    )


def _clock(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.make_stream(
        b"/Rgb CS 0 0 0 SC 0 0 20 20 re 10 10 m 10 18 l 10 10 m 15 10 l S",
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=[0, 0, 20, 20],
        Resources=Dictionary(ColorSpace=Dictionary(Rgb=_rgb())),
    )


def _rgb() -> Array:
    return Array([Name.CalRGB, Dictionary(WhitePoint=[0.9505, 1, 1.089])])
