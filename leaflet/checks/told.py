"""What the file tells apart from its pages: tags, metadata, fonts, labels, what it carries.

Read with pikepdf (qpdf), which shares no line with what writes leaflets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from xml.etree import ElementTree

import pikepdf

from leaflet.checks.tags.content import Key
from leaflet.checks.tags.tree import BrokenTreeError, Content, read_tree
from leaflet.checks.tags.tree import Element as TreeElement
from leaflet.checks.values import Element, Font, Kid, Told
from leaflet.structure import COVER, LEAFLET

FILE_NAME = "leaflet.json"
LARGEST_CARRIED = 4_000_000
MOST_BOOKMARKS = 5_000
_OWN = "https://leaflet.invalid/ns/1.0/"
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"


def told(pdf: pikepdf.Pdf) -> Told:
    """All that the open file tells."""
    pages = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
    try:
        tree = tuple(_element(top, pages) for top in read_tree(pdf))
    except BrokenTreeError:
        tree = ()  # the agreement of tags says so
    metadata, title, claims = _metadata(pdf)
    root = pdf.Root
    preferences = root.get("/ViewerPreferences", pikepdf.Dictionary())
    marks = root.get("/MarkInfo", pikepdf.Dictionary())
    return Told(
        labels=tuple(_labels(pdf)),
        tree=tree,
        part=_part(tree, LEAFLET),
        cover=_part(tree, COVER),
        marked=bool(marks.get("/Marked", False)),
        duplex=str(preferences.get("/Duplex", "")).startswith("/Duplex"),
        title=title,
        shows_title=bool(preferences.get("/DisplayDocTitle", False)),
        language=str(root.get("/Lang", "")),
        bookmarks=tuple(_bookmarks(pdf, pages)),
        information={str(key).removeprefix("/"): str(value) for key, value in pdf.docinfo.items()},
        xmp=metadata,
        claims=frozenset(claims),
        fonts=tuple(_fonts(pdf)),
        attachment=_attachment(pdf),
        locked=pdf.is_encrypted,
    )


def _part(tree: Sequence[Element], name: str) -> Element | None:
    return next((each for top in tree for each in top.walk() if each.id == name), None)


def _element(element: TreeElement, pages: Mapping[Key, int]) -> Element:
    kids: list[Kid] = []
    for kid in element.kids:
        if isinstance(kid, TreeElement):
            kids.append(_element(kid, pages))
        elif isinstance(kid, Content) and kid.place is not None and kid.place in pages:
            kids.append((pages[kid.place], kid.mcid))
    said = element.dictionary
    alt, lang = said.get("/Alt"), said.get("/Lang")
    return Element(
        role=element.role,
        id=_text(said.get("/ID", b"")),
        alt=None if alt is None else str(alt),
        lang=None if lang is None else str(lang),
        kids=tuple(kids),
    )


def _text(value: object) -> str:
    return bytes(value).decode("latin-1") if isinstance(value, pikepdf.String) else ""


def _labels(pdf: pikepdf.Pdf) -> Iterator[str]:
    """What viewers call each page; nothing where the file does not say (§12.4.2)."""
    if "/PageLabels" not in pdf.Root:
        yield from ("" for _ in pdf.pages)
        return
    for page in pdf.pages:
        try:
            yield page.label
        except (RuntimeError, ValueError):
            yield ""


def _metadata(pdf: pikepdf.Pdf) -> tuple[dict[str, str], str, list[str]]:
    """Our own properties of the XMP, its title, and the standards it states."""
    stream = pdf.Root.get("/Metadata")
    if not isinstance(stream, pikepdf.Stream):
        return {}, "", []
    try:
        data = stream.read_bytes()
    except pikepdf.PdfError:
        return {}, "", []
    if len(data) > LARGEST_CARRIED or b"<!" in data:  # no entities, no declarations
        return {}, "", []
    try:
        root = ElementTree.fromstring(data.strip(b"\0"))
    except ElementTree.ParseError:
        return {}, "", []
    own: dict[str, str] = {}
    plain: dict[str, str] = {}
    for description in root.iter(f"{_RDF}Description"):
        values = {child.tag: child.text or "" for child in description} | dict(description.attrib)
        plain |= values
        own |= {
            key.removeprefix(f"{{{_OWN}}}"): value
            for key, value in values.items()
            if key.startswith(f"{{{_OWN}}}")
        }
    title = next(
        (item.text or "" for item in root.iterfind(
            f".//{{http://purl.org/dc/elements/1.1/}}title/{_RDF}Alt/{_RDF}li")), ""
    )  # fmt: skip
    for name in ("CreateDate", "ModifyDate"):
        if stamp := plain.get(f"{{http://ns.adobe.com/xap/1.0/}}{name}"):
            own[name] = stamp
    claims = []
    if plain.get("{http://www.aiim.org/pdfua/ns/id/}part") == "1":
        claims.append("ua1")
    part = plain.get("{http://www.aiim.org/pdfa/ns/id/}part")
    if part:
        level = plain.get("{http://www.aiim.org/pdfa/ns/id/}conformance", "").lower()
        claims.append(f"{part}{level}")
    return own, title, claims


def _bookmarks(pdf: pikepdf.Pdf, pages: Mapping[Key, int]) -> Iterator[tuple[str, int | None]]:
    """Title and page of each, in order; the page is ``None`` where it leads nowhere."""
    outlines: Any = pdf.Root.get("/Outlines")
    if not isinstance(outlines, pikepdf.Dictionary):
        return
    waiting: list[Any] = [outlines.get("/First")]
    seen: set[Key] = set()
    while waiting and len(seen) < MOST_BOOKMARKS:
        item = waiting.pop()
        if not isinstance(item, pikepdf.Dictionary) or item.objgen in seen:
            continue
        seen.add(item.objgen)
        target: Any = item.get("/Dest")
        page = target[0] if isinstance(target, pikepdf.Array) and len(target) else None
        found = pages.get(page.objgen) if isinstance(page, pikepdf.Object) else None
        yield str(item.get("/Title", "")), found
        waiting.extend((item.get("/Next"), item.get("/First")))


def _fonts(pdf: pikepdf.Pdf) -> Iterator[Font]:
    for found in pdf.objects:
        if not isinstance(found, pikepdf.Dictionary) or found.get("/Type") != "/Font":
            continue
        kind = str(found.get("/Subtype", ""))
        if kind in {"/CIDFontType0", "/CIDFontType2"}:
            continue  # told with the composite font it belongs to
        descriptor: Any = found.get("/FontDescriptor")
        if kind == "/Type0":
            below: Any = found.get("/DescendantFonts")
            first = below[0] if isinstance(below, pikepdf.Array) and len(below) else None
            if isinstance(first, pikepdf.Dictionary):
                descriptor = first.get("/FontDescriptor")
        programs = ("/FontFile", "/FontFile2", "/FontFile3")
        embedded = kind == "/Type3" or (
            isinstance(descriptor, pikepdf.Dictionary)
            and any(isinstance(descriptor.get(name), pikepdf.Stream) for name in programs)
        )
        name = str(found.get("/BaseFont", found.get("/Name", "a font"))).removeprefix("/")
        encoding = found.get("/Encoding")
        plain = isinstance(encoding, pikepdf.Name) and kind != "/Type0"
        mapped = isinstance(found.get("/ToUnicode"), pikepdf.Stream) or plain
        yield Font(name=re.sub(r"^[A-Z]{6}\+", "", name), embedded=embedded, mapped=mapped)


def _attachment(pdf: pikepdf.Pdf) -> bytes | None:
    try:
        found = pdf.attachments.get(FILE_NAME)
        data = None if found is None else found.get_file().read_bytes()
    except (pikepdf.PdfError, ValueError, KeyError):
        return None
    return data if data is not None and len(data) <= LARGEST_CARRIED else None
