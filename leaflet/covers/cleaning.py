"""Our objects from pypdf's: only what prints, nothing that acts, tells tales or reaches out.

Each kind of dictionary has a list of the entries that are taken, and one list serves all the values
far inside: colour spaces, functions, font descriptors. Dictionaries that have no place in a drawing
are left out whole. CIDSet and CharSet are not taken: nobody needs them, and incomplete ones are
invalid (ISO 14289-1 §7.21.4.2).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from functools import lru_cache

from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    StreamObject,
)

from leaflet.covers import access
from leaflet.covers.fonts import FontMender, Treatment
from leaflet.covers.kinds import Kind, is_table, kind_of_entry, words
from leaflet.covers.marks import without_marks
from leaflet.covers.numbers import exact
from leaflet.covers.paints import PaintCount
from leaflet.covers.streams import BombError, Coding, compressed_soon, decoded, encoded, packed
from leaflet.pdf.objects import Name, ObjectTable, PdfObject, Ref, Stream
from leaflet.pdf.remnants import ACTIVE_TYPES

_OF_STREAMS = frozenset(("Length", "Filter", "DecodeParms", "F", "FFilter", "FDecodeParms", "DL"))
_STRANGERS = (
    words("""
    Page Pages Catalog Annot Action Filespec F EmbeddedFile StructElem StructTreeRoot MCR OBJR
    Outlines SigRef Metadata XRef ObjStm
""")
    | ACTIVE_TYPES
)
"""Types of dictionaries that have no place in a drawing."""
_DOES = frozenset((None, "Transparency", "Alpha", "Luminosity"))
"""What /S says of groups and masks; elsewhere it makes an action or an element of the structure."""
MOST_REMEMBERED = 200
_PROGRAMS = frozenset(("FontFile", "FontFile2", "FontFile3"))
_DEEPEST = 60


class Cleaner:
    """Copies objects of one cover into ``table``; not for two covers.

    Each indirect object is copied once, however often and from wherever it is referred to, and
    none inside another: so neither cycles nor depth do harm.
    """

    def __init__(self, fonts: Treatment = "mended") -> None:
        self.table = ObjectTable(first=0)
        self.fonts = FontMender(self.table, fonts, _font_alone)
        self.notices: dict[str, None] = {}
        self.layers: dict[access.Key, Ref] = {}
        self.paints = PaintCount()
        self._known: dict[tuple[access.Key, Kind, int], Ref] = {}
        self._waiting: deque[tuple[Ref, object, Kind]] = deque()
        self._page = 0
        self._page_resources: object = None
        self._borrowed: Ref | None = None

    def begin_page(self, index: int, resources: object) -> None:
        """From now on drawings without resources of their own use these, the page's."""
        self._page, self._page_resources, self._borrowed = index, resources, None

    def take(self, value: object, kind: Kind) -> PdfObject:
        """A clean copy of ``value`` with everything it needs; references are to ``table``."""
        found = self._copy(value, kind, 0)
        self._drain()
        return found

    def take_indirect(self, value: object, kind: Kind) -> Ref:
        """Like ``take``, as an object of its own."""
        found = self.take(value, kind)
        return found if isinstance(found, Ref) else self.table.add(found)

    def drawn(self, data: bytes, resources: object, entries: Mapping[str, PdfObject]) -> Ref:
        """A form XObject that draws ``data`` with ``resources``, without its marks."""
        plain = without_marks(data, lambda layer: is_layer(resources, layer))
        self.fonts.shown.read(plain, resources)
        copied = self.take(resources, Kind.RESOURCES) or {}
        packed = _packed(plain)
        head: dict[str, PdfObject] = {
            **packed.dictionary, "Type": Name("XObject"), "Subtype": Name("Form"),
            "Resources": copied, **entries,
        }  # fmt: skip
        ref = self.table.add(Stream(head, packed.data))
        self.note_paints(ref, plain, resources)
        return ref

    def note_paints(self, ref: Ref, data: bytes, resources: object) -> None:
        """Count what the object ``ref`` paints, whose content is ``data``."""
        self.paints.note(ref, data, self._drawings(resources))
        self._drain()

    def finish(self) -> None:
        """Write what depends on all that is shown; nothing may be taken after that."""
        self.fonts.finish()
        if self.fonts.stand_ins:
            names = ", ".join(name or "a font without name" for name in self.fonts.stand_ins)
            self.notices[f"Letters of a font that is not in the file are drawn alike: {names}."] = (
                None
            )

    def _drain(self) -> None:
        while self._waiting:
            ref, waiting, kind = self._waiting.popleft()
            self.table.put(ref, self._direct(waiting, kind, 0, ref))

    def _copy(self, value: object, kind: Kind, depth: int) -> PdfObject:
        if not isinstance(value, IndirectObject):
            found = self._direct(value, kind, depth, None)
            # page-validation 0.11 takes two fonts that stand within one table for each other
            alone = isinstance(found, Stream) or (kind is Kind.FONT and found)
            return self.table.add(found) if alone else found
        target = access.resolved(value)
        if not isinstance(target, DictionaryObject | ArrayObject):
            return self._direct(target, kind, depth, None)
        if isinstance(target, DictionaryObject) and not self._belongs(target, kind):
            return None
        return self._reference(value, target, kind)

    def _reference(self, value: IndirectObject, target: object, kind: Kind) -> Ref:
        key = (value.idnum, value.generation)
        borrows = isinstance(target, StreamObject) and "/Resources" not in target
        known = key, _narrowed(target, kind), self._page if borrows else -1
        ref = self._known.get(known)
        if ref is None:
            ref = self._known[known] = self.table.reserve()
            self._waiting.append((ref, target, kind))
            if kind is Kind.LAYER and _is_group(target):
                self.layers[key] = ref
        return ref

    def _belongs(self, target: DictionaryObject, kind: Kind) -> bool:
        """Whether ``target`` may be part of a drawing at all."""
        if kind is Kind.LAYER:
            return access.name(access.raw(target, "Type")) in {"OCG", "OCMD"}
        if kind is Kind.DRAWING:
            subtype = access.name(access.raw(target, "Subtype"))
            if not isinstance(target, StreamObject) or subtype == "PS":
                self.notices["A drawing in PostScript was left out; no viewer shows it."] = None
                return False
        if access.name(access.raw(target, "Type")) in _STRANGERS:
            return False
        if is_table(kind):  # not of names, if an annotation without its type is referred to
            return not {"/Rect", "/Subtype"} <= target.keys()
        return access.name(access.raw(target, "S")) in _DOES

    def _direct(self, value: object, kind: Kind, depth: int, ref: Ref | None) -> PdfObject:
        value = access.resolved(value)
        if depth > _DEEPEST:
            return None
        if isinstance(value, StreamObject) and kind is not Kind.RESOURCES:
            return self._stream(value, _narrowed(value, kind), ref)
        if isinstance(value, DictionaryObject):
            return self._dictionary(value, kind, depth)
        if isinstance(value, ArrayObject):
            return [self._copy(item, kind, depth + 1) for item in access.items(value)]
        return scalar(value)

    def _dictionary(
        self, value: DictionaryObject, kind: Kind, depth: int = 0
    ) -> dict[str, PdfObject]:
        if not self._belongs(value, kind):
            return {}
        copied: dict[str, PdfObject] = {}
        program = self.fonts.casts.program(value) if kind is Kind.DESCRIPTOR else None
        for key, item in access.entries(value):
            wanted = kind_of_entry(kind, key)
            if wanted is not None and not (program and key in _PROGRAMS):
                found = self._copy(item, wanted, depth + 1)
                if found is not None and not (kind is Kind.LAYERS and found == {}):
                    copied[key] = found
        if program is not None:
            copied |= program
        if kind is Kind.LAYER:
            copied |= _layer_name(value)
        if kind is Kind.FONT and "Resources" not in copied and "CharProcs" in copied:
            copied["Resources"] = self._lent()
        return self.fonts.mended(value, copied) if kind is Kind.FONT else copied

    def _stream(self, value: StreamObject, kind: Kind, ref: Ref | None) -> Stream:
        head = {
            key: item
            for key, item in self._dictionary(value, kind).items()
            if key not in _OF_STREAMS
        }
        if "/F" in value:
            self.notices["Data kept in another file was left out."] = None
            return Stream(head, b"")
        if kind in {Kind.FORM, Kind.GLYPH, Kind.PATTERN}:
            return self._content(value, head, kind, ref)
        return self._coded(head, encoded(value))

    def _content(
        self, value: StreamObject, head: dict[str, PdfObject], kind: Kind, ref: Ref | None
    ) -> Stream:
        resources = access.raw(value, "Resources")
        if access.dictionary(resources) is None:
            resources = self._page_resources
            if kind is not Kind.GLYPH:
                head["Resources"] = self._lent()
        try:
            data = decoded(value)
        except BombError:
            raise
        except Exception:  # pypdf's filters raise what they like; viewers draw nothing then
            self.notices["A damaged part of the drawing was left out."] = None
            data = b""
        plain = without_marks(data, lambda layer: is_layer(resources, layer))
        self.fonts.shown.read(plain, resources)
        if ref is not None:
            self.paints.note(ref, plain, self._drawings(resources))
        return self._coded(head, encoded(value) if plain == data else packed(plain))

    def _lent(self) -> PdfObject:
        """The page's resources, for what brings none of its own: one copy, whoever asks."""
        if access.dictionary(self._page_resources) is None:
            return {}
        if self._borrowed is None:
            self._borrowed = self.table.reserve()
            self._waiting.append((self._borrowed, self._page_resources, Kind.RESOURCES))
        return self._borrowed

    def _coded(self, head: dict[str, PdfObject], coding: Coding) -> Stream:
        if coding.filters:
            one = len(coding.filters) == 1
            head["Filter"] = coding.filters[0] if one else coding.filters
            parameters = [self._copy(item, Kind.VALUE, 0) for item in coding.parameters]
            if any(parameters):
                head["DecodeParms"] = parameters[0] if one else parameters
        return Stream(head, coding.data)

    def _drawings(self, resources: object) -> dict[bytes, Ref]:
        """The copied drawings of ``resources`` by the bytes of their names."""
        found = access.dictionary(resources)
        table = access.dictionary(access.raw(found, "XObject")) if found is not None else None
        if table is None:
            return {}
        copies = {key: self._copy(item, Kind.DRAWING, 0) for key, item in access.entries(table)}
        return {
            key.encode("utf-8", "surrogateescape"): ref
            for key, ref in copies.items()
            if isinstance(ref, Ref)
        }


@lru_cache(maxsize=MOST_REMEMBERED)
def _packed(content: bytes) -> Stream:
    """Content in Flate: a page has the same on each rung, and packing it takes longest."""
    return compressed_soon(content)


def _font_alone(font: DictionaryObject) -> tuple[list[PdfObject], Ref]:
    """A font's dictionary with all it refers to, as it is, but without its map to characters."""
    cleaner = Cleaner("kept")
    ref = cleaner.take_indirect(font, Kind.FONT)
    copied = cleaner.table.objects[ref.number]
    if isinstance(copied, dict):
        copied.pop("ToUnicode", None)
    return cleaner.table.objects, ref


def scalar(value: object) -> PdfObject:
    """Our value for a number, string, name or truth value of pypdf; anything else is null."""
    if isinstance(value, BooleanObject):
        return bool(value.value)
    if isinstance(value, NameObject):
        return access.as_name(value)
    if isinstance(value, NumberObject):
        return int(value)
    if isinstance(value, float):
        return exact(value)
    return access.string(value)


def is_layer(resources: object, layer: bytes) -> bool:
    """Whether the name ``layer`` among the Properties of ``resources`` is optional content."""
    found = access.dictionary(resources)
    table = access.dictionary(access.raw(found, "Properties")) if found is not None else None
    if table is None:
        return False
    entry = access.dictionary(access.raw(table, layer.decode("latin-1")))
    return entry is not None and access.name(access.raw(entry, "Type")) in {"OCG", "OCMD"}


def _is_group(value: object) -> bool:
    return isinstance(value, DictionaryObject) and access.name(access.raw(value, "Type")) == "OCG"


def _narrowed(value: object, kind: Kind) -> Kind:
    """The kind of a drawing or of a mask, from what it is."""
    if kind not in {Kind.DRAWING, Kind.MASK} or not isinstance(value, StreamObject):
        return kind
    return Kind.FORM if access.name(access.raw(value, "Subtype")) == "Form" else Kind.IMAGE


def _layer_name(value: DictionaryObject) -> dict[str, PdfObject]:
    """The name that an optional content group has to have (§8.11.2.1)."""
    if not _is_group(value):
        return {}
    return {"Name": access.text(access.raw(value, "Name")) or "Layer"}
