"""The logical structure of a leaflet: what it says and in which order, before anything is placed.

The tree is made from the content, before layout (ISO 32000-1 §14.7, ISO 14289-1 §7.1). Drawing
only adds, to its leaves, where on which page their words came to stand; so the order of reading
never depends on the order of drawing.
"""

from __future__ import annotations

TYPE_CHECKING = False  # see leaflet.pdf.objects
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Literal, TypeAlias

    Role: TypeAlias = Literal[
        "Document", "Part", "Sect", "Div", "H1", "H2", "H3", "P", "L", "LI", "Lbl", "LBody",
        "Table", "THead", "TBody", "TR", "TH", "TD", "Figure", "Link", "Span", "TOC", "TOCI",
        "Reference", "Caption", "BlockQuote", "Note", "Form", "Formula", "Quote", "Code", "Art",
        "NonStruct", "H4", "H5", "H6", "BibEntry", "Index", "TFoot", "Annot", "Ruby", "Warichu",
        "RB", "RT", "RP", "WT", "WP",
    ]  # fmt: skip
    Attributes: TypeAlias = Mapping[str, Mapping[str, object]]
else:
    Role = str

ROLES = frozenset(
    (
        "Document", "Part", "Sect", "Div", "H1", "H2", "H3", "H4", "H5", "H6", "P", "L", "LI",
        "Lbl", "LBody", "Table", "THead", "TBody", "TFoot", "TR", "TH", "TD", "Figure", "Link",
        "Span", "TOC", "TOCI", "Reference", "Caption", "BlockQuote", "Note", "Form", "Formula",
        "Quote", "Code", "Art", "NonStruct", "BibEntry", "Index", "Annot", "Ruby", "Warichu", "RB",
        "RT", "RP", "WT", "WP",
    )
)  # fmt: skip
"""The standard structure types (ISO 32000-1 §14.8.4)."""


class Words:
    """A leaf: words, or a drawing that stands for them, under one structure element.

    ``places`` is filled by drawing: one (page index, MCID) for each stretch of marked content.
    """

    __slots__ = ("owner", "places", "text")

    def __init__(
        self, text: str, owner: StructureElement, places: list[tuple[int, int]] | None = None
    ) -> None:
        self.text = text
        self.owner = owner
        self.places = [] if places is None else places


class StructureElement:
    """A structure element: role, kids in reading order, and what is said of it.

    Attributes:
        role: a standard structure type (ISO 32000-1 §14.8.4).
        kids: elements and leaves, in reading order.
        title: a name for a section, for navigation.
        alt: alternative text of a figure (§14.9.3).
        actual_text: the words that a drawing stands for (§14.9.4).
        lang: BCP 47 tag where it differs from the document's (§14.9.2).
        attributes: owner → name → value, for the /A entry (§14.8.5); names as ``Name``.
        id: element identifier, unique in the document.
        target: where a Link leads, ``tel:`` or ``https:``.
        annotations: filled by drawing, one (page index, annotation index on it) per line of a Link.
        statements: ids of the content's statements that its words are.
    """

    __slots__ = (
        "actual_text", "alt", "annotations", "attributes", "id", "kids", "lang", "role",
        "statements", "target", "title",
    )  # fmt: skip

    def __init__(
        self,
        role: Role,
        kids: list[StructureElement | Words] | None = None,
        title: str | None = None,
        alt: str | None = None,
        actual_text: str | None = None,
        lang: str | None = None,
        attributes: Attributes | None = None,
        id: str | None = None,  # noqa: A002 - what the standard calls it
        target: str | None = None,
        annotations: list[tuple[int, int]] | None = None,
    ) -> None:
        self.role = role
        self.kids: list[StructureElement | Words] = [] if kids is None else kids
        self.title = title
        self.alt = alt
        self.actual_text = actual_text
        self.lang = lang
        self.attributes: Attributes = {} if attributes is None else attributes
        self.id = id
        self.target = target
        self.annotations: list[tuple[int, int]] = [] if annotations is None else annotations
        self.statements: tuple[str, ...] = ()

    def say(self, text: str) -> Words:
        """Add a leaf of words (or join them to the leaf that ends the kids so far)."""
        last = self.kids[-1] if self.kids else None
        if isinstance(last, Words):
            last.text += text
            return last
        leaf = Words(text, self)
        self.kids.append(leaf)
        return leaf

    def add(self, element: StructureElement) -> StructureElement:
        """Add an element behind the kids so far, and give it back."""
        self.kids.append(element)
        return element

    def walk(self) -> Iterator[StructureElement]:
        """This element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, StructureElement):
                yield from kid.walk()

    def leaves(self) -> Iterator[Words]:
        """All leaves below, in reading order."""
        for kid in self.kids:
            if isinstance(kid, Words):
                yield kid
            else:
                yield from kid.leaves()

    def text(self) -> str:
        """The words below, joined by single spaces between block elements."""
        parts: list[str] = []
        for kid in self.kids:
            if isinstance(kid, Words):
                parts.append(kid.text)
            elif kid.role in INLINE_ROLES:
                parts.append(kid.text())
            else:
                parts.extend((" ", kid.text(), " "))
        return " ".join("".join(parts).split(" ")).strip()


LEAFLET, COVER = "leaflet.text", "leaflet.cover"
WARNING, MAIN_DANGER, OVERDOSE = (
    "leaflet.warning", "leaflet.warning.main", "leaflet.warning.overdose",
)  # fmt: skip
"""Identifiers by which whoever reads the file finds the leaflet, its warning box and a cover page
drawn with it. No section can have one of these: names in the content have no points."""

CLINIC = "leaflet.clinic"
"""How the identifiers of what a clinic fills in begin."""


def for_clinic(slot: str, role: Role = "Div") -> StructureElement:
    """The element that takes in what a clinic's ``slot`` says: "name", "phone", "contact"."""
    return StructureElement(role, id=f"{CLINIC}.{slot}")


PATIENT = "leaflet.patient"
"""The same of what a professional fills in for one patient."""


def for_patient(slot: str, role: Role = "Div") -> StructureElement:
    """The element that takes in what is said to one patient: "head", "notes", "dose-morning"."""
    return StructureElement(role, id=f"{PATIENT}.{slot}")


INLINE_ROLES = frozenset({"Span", "Link", "Lbl", "Reference", "Quote", "Code"})


def outline(element: StructureElement, depth: int = 0) -> str:
    """The tree as indented text, one line an element, for review and for golden files."""
    words = "".join(kid.text for kid in element.kids if isinstance(kid, Words))
    said = " ".join(
        f"{key}={value!r}"
        for key, value in (
            ("title", element.title), ("alt", element.alt), ("actual", element.actual_text),
            ("lang", element.lang), ("to", element.target),
        )
        if value
    )  # fmt: skip
    line = "  " * depth + " ".join(
        part for part in (element.role, said, f'"{words}"' if words else "") if part
    )
    below = (outline(kid, depth + 1) for kid in element.kids if isinstance(kid, StructureElement))
    return "\n".join((line, *below))
