"""Cover pages that keep their own tags, rebuilt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO

from pypdf.generic import DictionaryObject, read_object

from leaflet.covers import access
from leaflet.covers.annotations import read_annotations
from leaflet.covers.boxes import Placement, decimals
from leaflet.covers.cleaning import Cleaner, is_layer
from leaflet.covers.figure import clip, page_group
from leaflet.covers.kinds import Kind
from leaflet.covers.links import Links
from leaflet.covers.reading import page_content
from leaflet.covers.remarking import Mark, Properties, plain_mark, remark
from leaflet.covers.repairs import repair
from leaflet.covers.scanning import Operation, plain_name
from leaflet.covers.tags import Tags, UntaggedError, language, read_tags
from leaflet.covers.values import ImportedPage, LinkAnnotation
from leaflet.pdf.objects import PdfObject, compressed
from leaflet.structure import StructureElement, Words


def tagged_pages(
    catalog: DictionaryObject,
    pages: Sequence[DictionaryObject],
    places: Sequence[Placement],
    cleaner: Cleaner,
    prefix: str,
) -> tuple[tuple[ImportedPage, ...], StructureElement]:
    """``pages`` with what the cover's own tags say of them.

    Raises:
        UntaggedError: the tags are missing, or do not say what the pages show.
    """
    indexes = _indexes(pages)
    tags = read_tags(catalog, indexes, tuple(places))
    links = Links(catalog, indexes)
    made = []
    for index, (page, place) in enumerate(zip(pages, places, strict=True)):
        annotations = read_annotations(page)
        if annotations.appearances or annotations.undrawn:
            raise UntaggedError("has form fields, stamps or notes drawn over its tags")
        cleaner.notices.update(dict.fromkeys(annotations.dropped))
        kept = _links(page, index, place, links, tags, cleaner)
        made.append(_page(page, index, place, kept, tags, cleaner))
    repair(tags, prefix)
    tags.part.lang = language(access.raw(catalog, "Lang"))
    for element in tags.part.walk():
        if element.role in {"Figure", "Formula"} and not (element.alt or element.actual_text):
            raise UntaggedError("has a picture without alternative text")
    return tuple(made), tags.part


def _indexes(pages: Sequence[DictionaryObject]) -> dict[access.Key, int]:
    """Each page's index, by the object it is."""
    indexes: dict[access.Key, int] = {}
    for index, page in enumerate(pages):
        key = access.key_of(page.indirect_reference)
        if key is None or key in indexes:
            raise UntaggedError("is asked for the same page twice, and tags speak of it once")
        indexes[key] = index
    return indexes


def _page(
    page: DictionaryObject,
    index: int,
    place: Placement,
    links: tuple[LinkAnnotation, ...],
    tags: Tags,
    cleaner: Cleaner,
) -> ImportedPage:
    resources = access.raw(page, "Resources")
    cleaner.begin_page(index, resources)
    owned = {mcid: leaf for (at, mcid), leaf in tags.owners.items() if at == index}
    marks = _Marks(owned, access.dictionary(resources))
    data = page_content(page)
    cleaner.fonts.shown.read(data, resources)
    content, mcids = remark(data, index, marks.read)
    if not mcids and data.strip():
        raise UntaggedError(f"has no tags on page {index + 1}")
    whole = b"\n".join(
        (b"q", decimals(*place.matrix) + b" cm", clip(place), content.rstrip(), b"Q")
    )
    contents = cleaner.table.add(compressed(whole))
    cleaner.note_paints(contents, whole, resources)
    return ImportedPage(
        contents=contents,
        resources=cleaner.take_indirect(resources, Kind.RESOURCES),
        mcids=mcids,
        annotations=links,
        group=page_group(page, cleaner),
    )


def _links(
    page: DictionaryObject,
    index: int,
    place: Placement,
    links: Links,
    tags: Tags,
    cleaner: Cleaner,
) -> tuple[LinkAnnotation, ...]:
    """The links that have an element to speak for them; the others are dropped."""
    kept: list[LinkAnnotation] = []
    for item in access.items(access.raw(page, "Annots")):
        found = access.dictionary(item)
        if found is None or access.name(access.raw(found, "Subtype")) != "Link":
            continue
        element = tags.links.get(access.key_of(item) or (0, 0))
        link = links.read(found, place)
        if link is None or element is None or element.role != "Link":
            cleaner.notices["A link was left out; its words were kept."] = None
            continue
        element.annotations.append((index, len(kept)))
        if isinstance(link.target, str):
            element.target = link.target
        kept.append(link)
    return tuple(kept)


class _Marks:
    """Reads the marks of one page."""

    def __init__(self, owned: Mapping[int, Words], resources: DictionaryObject | None) -> None:
        self._owned, self._resources = owned, resources

    def read(self, data: bytes, operation: Operation) -> Mark:
        """What a BDC or BMC opens."""
        tag, listed = plain_mark(data, operation)
        name = plain_name(listed)
        if tag == b"OC":
            return Mark(layer=name is not None and is_layer(self._resources, name))
        properties = self._named(name) if name is not None else _parsed(listed)
        if properties is None or tag == b"Artifact":
            return Mark(artifact=tag == b"Artifact")
        mcid = access.whole(access.raw(properties, "MCID"))
        leaf = self._owned.get(mcid) if mcid is not None else None
        return Mark(leaf=leaf, artifact=mcid is not None and leaf is None, said=_said(properties))

    def _named(self, name: bytes) -> DictionaryObject | None:
        if self._resources is None:
            return None
        table = access.dictionary(access.raw(self._resources, "Properties"))
        return access.dictionary(access.raw(table, name.decode("latin-1"))) if table else None


def _parsed(listed: bytes) -> DictionaryObject | None:
    if not listed.startswith(b"<<"):
        return None
    try:
        return access.dictionary(read_object(BytesIO(listed), None))
    except Exception:  # pypdf lets what it likes through; a mark that makes no sense says nothing
        return None


def _said(properties: DictionaryObject) -> Properties:
    said: dict[str, PdfObject] = {}
    for key in ("ActualText", "Alt", "E"):
        if (text := access.string(access.raw(properties, key))) is not None:
            said[key] = text
    if (lang := language(access.raw(properties, "Lang"))) is not None:
        said["Lang"] = lang
    return said
