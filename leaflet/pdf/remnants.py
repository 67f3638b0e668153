"""What a printed sheet must not carry: things that act, hidden pages, what an author leaves behind.

Every object in the file's bytes is looked at, reachable or not (``lexer``). It serves two masters:
each file that is built, before it is written, and ``check`` on any PDF.
"""

from __future__ import annotations

import re

from leaflet.pdf.lexer import objects_in
from leaflet.pdf.objects import Name, Ref, Stream
from leaflet.pdf.pictures import has_metadata

TYPE_CHECKING = False  # see leaflet.pdf.objects
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Set
    from typing import Literal, TypeAlias

    from leaflet.pdf.objects import PdfObject

    Kind: TypeAlias = Literal["active", "orphan", "private", "unreadable"]

ATTACHMENTS = frozenset({b"leaflet.json"})
"""The one file that a leaflet carries: its own text, for programs."""

_ACTIVE_KEYS = {
    "AA": "actions that start by themselves", "OpenAction": "an opening action",
    "AcroForm": "a form", "XFA": "an XFA form", "Collection": "a portfolio of files",
    "Perms": "usage rights", "Requirements": "requirements of a viewer", "EF": "an attached file",
    "EmbeddedFiles": "attached files", "RichMediaContent": "a film or sound",
    "RichMediaSettings": "a film or sound", "3DD": "a three-dimensional model",
    "OPI": "a picture in another file", "Alternates": "an alternative picture",
    "Trans": "a transition of pages", "PresSteps": "steps of a presentation",
    "Threads": "article threads", "FDF": "form data", "NeedAppearances": "a form",
}  # fmt: skip
_PRIVATE_KEYS = {
    "PieceInfo": "private data of a program",
    "LastModified": "a time of change",
    "Thumb": "a small picture of a page",
    "Author": "an author's name",
    "Measure": "measurements",
    "SpiderInfo": "where it was copied from",
}
_INFORMATION = frozenset(("Title", "Producer", "CreationDate", "ModDate", "Trapped"))
"""What the document information may say."""

_ACTIONS = frozenset(
    ("GoToR", "GoToE", "GoToDp", "Launch", "Thread", "Sound", "Movie", "Hide", "Named",
     "SubmitForm", "ResetForm", "ImportData", "JavaScript", "SetOCGState", "Rendition", "Trans",
     "GoTo3DView", "RichMediaExecute")
)  # fmt: skip
"""Types of action that no printed sheet has (ISO 32000-1 §12.6.4); URI is looked at."""
_ADDRESS = re.compile(rb"(?:https?://|mailto:|tel:)[!-~]+", re.IGNORECASE)

ACTIVE_TYPES = frozenset(
    ("Sig", "DocTimeStamp", "Rendition", "MediaClip", "Template", "Thread", "Bead", "Collection",
     "RichMediaContent", "3DStream", "SlideShow")
)  # fmt: skip
"""Types of dictionary that do something, or belong to what does."""
_NAME_TABLES = frozenset(
    ("Font", "XObject", "ExtGState", "ColorSpace", "Pattern", "Shading", "Properties", "CharProcs",
     "Colorants", "RoleMap", "ClassMap")
)  # fmt: skip
"""Dictionaries whose keys somebody chose: a font may be called AA."""
_FILTERS = frozenset(
    ("FlateDecode", "LZWDecode", "DCTDecode", "JPXDecode", "CCITTFaxDecode", "JBIG2Decode",
     "RunLengthDecode", "ASCII85Decode", "ASCIIHexDecode")
)  # fmt: skip

_NONE: frozenset[str] = frozenset()
_LONGEST = 60
"""Letters of a name that are told."""


class Remnant:
    """Something that should not be in the file.

    Attributes:
        kind: it acts; a page that no reader sees; private; or it cannot be looked into.
        number: of the object it is in; 0 for the trailer.
        what: in a few words, as in "has a form": ``a form``.
    """

    __slots__ = ("kind", "number", "what")

    def __init__(self, kind: Kind, number: int, what: str) -> None:
        self.kind = kind
        self.number = number
        self.what = what

    def __repr__(self) -> str:
        return f"Remnant({self.kind}, {self.number}, {self.what!r})"


def remnants(pdf: bytes) -> tuple[Remnant, ...]:
    """All that is in the file and should not be, in the order of the file; each thing once."""
    scan = _Scan()
    for found in objects_in(pdf):
        if not found.readable:
            scan.note("unreadable", found.number, "objects that cannot be unpacked")
        scan.take(found.number, found.value)
    scan.finish()
    return tuple(scan.found)


class _Scan:
    """One pass over one file."""

    def __init__(self) -> None:
        self.found: list[Remnant] = []
        self.known: set[tuple[int, str]] = set()
        self.tables: set[int] = set()
        """Numbers of dictionaries that are tables of names."""
        self.held: list[tuple[int, Remnant]] = []
        """What counts only if the object is no such table."""
        self.pages: set[int] = set()
        self.kids: dict[int, list[int]] = {}
        self.roots: set[int] = set()
        self.catalogs: dict[int, Mapping[str, PdfObject]] = {}
        self.informations: set[int] = set()
        self.dictionaries: dict[int, Mapping[str, PdfObject]] = {}
        self.metadata: list[int] = []
        self.attached = 0

    def note(self, kind: Kind, number: int, what: str) -> None:
        if (number, what) not in self.known:
            self.known.add((number, what))
            self.found.append(Remnant(kind, number, what))

    def take(self, number: int, value: PdfObject) -> None:
        """Look at one object."""
        entries = value.dictionary if isinstance(value, Stream) else value
        if isinstance(value, Stream):
            self.stream(number, value)
        if isinstance(entries, dict):
            self.whole(number, entries)
            self.held += [(number, remnant) for remnant in self.keys(number, entries)]
        waiting: list[tuple[PdfObject, bool]] = [(entries, True)]
        while waiting:
            item, keys_are_free = waiting.pop()
            if isinstance(item, list):
                waiting.extend((each, False) for each in item)
            elif isinstance(item, dict):
                if not keys_are_free:
                    for remnant in self.keys(number, item):
                        self.note(remnant.kind, number, remnant.what)
                self.dictionary(number, item)
                self.tables.update(
                    each.number
                    for key, each in item.items()
                    if key in _NAME_TABLES and isinstance(each, Ref)
                )
                waiting.extend((each, key in _NAME_TABLES) for key, each in item.items())

    def whole(self, number: int, entries: Mapping[str, PdfObject]) -> None:
        """What an object is in the document as a whole."""
        self.dictionaries[number] = entries
        kinds = _names(entries.get("Type"))
        if "Page" in kinds:
            self.pages.add(number)
        if "Catalog" in kinds:
            self.catalogs[number] = entries
        kids = entries.get("Kids")
        if isinstance(kids, list):
            self.kids[number] = [kid.number for kid in kids if isinstance(kid, Ref)]
        if number == 0 or "XRef" in kinds:
            root, information = entries.get("Root"), entries.get("Info")
            if isinstance(root, Ref):
                self.roots.add(root.number)
            if isinstance(information, Ref):
                self.informations.add(information.number)
            if "Encrypt" in entries:
                self.note("unreadable", number, "encrypted objects")

    def keys(self, number: int, entries: Mapping[str, PdfObject]) -> Iterator[Remnant]:
        """What a dictionary's keys give away, if it is no table of names."""
        ours = _is_ours(entries)
        for key, value in entries.items():
            if key in _ACTIVE_KEYS and not (key in {"EF", "EmbeddedFiles"} and ours):
                if value not in ({}, []) and not isinstance(value, bytes):
                    yield Remnant("active", number, _ACTIVE_KEYS[key])
            elif key in _PRIVATE_KEYS:
                yield Remnant("private", number, _PRIVATE_KEYS[key])
        if "B" in entries and "Page" in _names(entries.get("Type")):
            yield Remnant("active", number, "article threads")

    def dictionary(self, number: int, entries: Mapping[str, PdfObject]) -> None:
        """What a dictionary does, whatever it is called."""
        kinds, subtypes, actions = (_names(entries.get(key)) for key in ("Type", "Subtype", "S"))
        if actions & _ACTIONS and kinds != {"StructElem"}:
            self.note("active", number, f"an action ({_listed(actions)})")
        if isinstance(entries.get("JS"), bytes):
            self.note("active", number, "JavaScript")
        if "URI" in actions or "URI" in entries:
            address = entries.get("URI")
            if not isinstance(address, bytes) or not _ADDRESS.fullmatch(address):
                self.note("active", number, "a link that leads to something else than web or mail")
        if kinds & ACTIVE_TYPES:
            self.note("active", number, f"something that acts ({_listed(kinds)})")
        annotates = "Annot" in kinds or ("Subtype" in entries and "Rect" in entries)
        if annotates and subtypes != {"Link"}:
            self.note("active", number, f"an annotation ({_listed(subtypes)})")
        if "Filespec" in kinds and not _is_ours(entries):
            self.note("active", number, "a reference to another file")

    def stream(self, number: int, value: Stream) -> None:
        """What a stream holds or draws on."""
        entries = value.dictionary
        kinds, subtypes = _names(entries.get("Type")), _names(entries.get("Subtype"))
        if "PS" in subtypes or "PS" in _names(entries.get("Subtype2")):
            self.note("active", number, "PostScript")
        if "Ref" in entries and "Form" in subtypes:
            self.note("active", number, "a drawing in another file")
        if {"F", "FFilter"} & entries.keys():
            self.note("active", number, "data in another file")
        filters = entries.get("Filter")
        chain = filters if isinstance(filters, list) else [] if filters is None else [filters]
        if not all(isinstance(each, Name) and each in _FILTERS for each in chain):
            self.note("unreadable", number, "data in an unknown form")
        if "Metadata" in kinds:
            self.metadata.append(number)
        if "EmbeddedFile" in kinds:
            self.attached += 1
            if self.attached > 1 or subtypes != {"application/json"}:
                self.note("active", number, "an attached file")
        if has_metadata(value.data, chain):
            self.note("private", number, "what a camera or program wrote into a picture")

    def finish(self) -> None:
        """What only all objects together tell."""
        for number, remnant in self.held:
            if number not in self.tables:
                self.note(remnant.kind, number, remnant.what)
        seen = self.in_the_tree()
        for number in sorted(self.pages - seen):
            self.note("orphan", number, "a page that no reader sees")
        for number in sorted(self.informations):
            for key in self.dictionaries.get(number, {}):
                if key not in _INFORMATION:
                    self.note("private", number, f"document information ({_listed({key})})")
        own = {
            entry.number
            for catalog in self.catalogs.values()
            if isinstance(entry := catalog.get("Metadata"), Ref)
        }
        for number in self.metadata:
            if number not in own:
                self.note("private", number, "metadata of a part")
        for number in sorted(self.catalogs.keys() - self.roots):
            self.note("orphan", number, "another document")

    def in_the_tree(self) -> set[int]:
        """Pages, and the nodes above them, that can be reached from a catalog in use."""
        waiting = [
            entry.number
            for number in self.roots
            if isinstance(entry := self.catalogs.get(number, {}).get("Pages"), Ref)
        ]
        seen: set[int] = set()
        while waiting:
            number = waiting.pop()
            if number not in seen:
                seen.add(number)
                waiting.extend(self.kids.get(number, ()))
        return seen


def _is_ours(entries: Mapping[str, PdfObject]) -> bool:
    """Whether a file specification, or a catalog's name tree, is of the leaflet's text alone."""
    tree = entries.get("EmbeddedFiles")
    if isinstance(tree, dict):
        names = tree.get("Names")
        return isinstance(names, list) and len(names) == 2 and _is_attachment(names[0])
    return _is_attachment(entries.get("F")) and _is_attachment(entries.get("UF"))


def _is_attachment(name: PdfObject) -> bool:
    return isinstance(name, bytes) and name in ATTACHMENTS


def _names(value: PdfObject) -> Set[str]:
    """The name that a value is; all the names of an entry that is there more than once."""
    if value is None:
        return _NONE
    if isinstance(value, Name):
        return {value}
    found, waiting = set(), [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, Name):
            found.add(str(item))
        elif isinstance(item, list):
            waiting.extend(item)
    return found


def _listed(names: Set[str]) -> str:
    """Names in words for people, whatever bytes they have."""
    words = ", ".join(sorted(names))[:_LONGEST]
    return "".join(c if c.isprintable() else "\ufffd" for c in words)
