"""What a finished PDF shows and says, as values: pages, runs of glyphs, drawings, tags, metadata.

Boxes are left, bottom, right, top in points from the lower left corner of the page as it is seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from PIL.Image import Image

Box: TypeAlias = tuple[float, float, float, float]
Rgb: TypeAlias = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character that is painted, the box of its ink, and where its baseline begins."""

    character: str
    box: Box
    origin: tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one operator shows of text (ISO 32000-1 §9.4.3).

    Attributes:
        text: in the order of reading, with the spaces that are written.
        glyphs: those with ink.
        box: around the ink.
        baseline: of its first glyph.
        size: in points on the page, whatever scales it.
        font: the base font's name without the tag of the subset.
        embedded: whether the file has the font's program.
        upright: whether nothing turns, stretches or slants it.
        shown: whether the text rendering mode paints it (§9.3.6).
        mcid: of the marked content it is in, for the page's own stream.
        artifact: whether it is in an artifact.
        marked: whether it is in either.
    """

    text: str
    glyphs: tuple[Glyph, ...]
    box: Box
    baseline: float
    size: float
    font: str
    embedded: bool
    colour: Rgb
    upright: bool
    shown: bool
    mcid: int | None
    artifact: bool

    @property
    def marked(self) -> bool:
        """Whether it belongs to the structure or is an artifact."""
        return self.artifact or self.mcid is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A path, picture or shading.

    Attributes:
        kind: "path", "picture", "shading".
        fill, stroke: colours, where it is filled or stroked.
        weight: of the stroke in points on the page.
        order: its place among all that the page paints.
    """

    kind: str
    box: Box
    fill: Rgb | None
    stroke: Rgb | None
    weight: float
    mcid: int | None
    artifact: bool
    order: int

    @property
    def marked(self) -> bool:
        """Whether it belongs to the structure or is an artifact."""
        return self.artifact or self.mcid is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word on a page, as the eye meets it.

    Attributes:
        seen: the share of its ink that can be told from what lies beneath, 0 to 1.
        whole: whether its ink reaches as far as its glyphs do, so that nothing is clipped.
        contrast: between its ink and what lies beneath (WCAG 2.1, relative luminance).
        grey: the same as a mono printer prints it.
        strange: the share of its ink that is not where the word has it in leaflet's own face;
            ``None`` where that face is not known.
    """

    text: str
    box: Box
    run: int
    seen: float
    whole: bool
    contrast: float
    grey: float
    strange: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """An annotation (§12.5): a link, or what somebody put over the page."""

    kind: str
    box: Box
    hidden: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPage:
    """A page of the file.

    Attributes:
        index: in the file, from 0.
        label: as viewers show it (§12.4.2); "" where the file gives none.
        words, look: only of the leaflet's own pages.
        look: the page as it prints, at ``SCALE`` pixels a point.
    """

    index: int
    label: str
    width: float
    height: float
    runs: tuple[Run, ...] = ()
    drawings: tuple[Drawing, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    words: tuple[Word, ...] = ()
    look: Image | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """A structure element (§14.7.2).

    Attributes:
        kids: elements, and (page index, MCID) of the content it owns, in reading order.
    """

    role: str
    id: str = ""
    alt: str | None = None
    lang: str | None = None
    kids: tuple[Kid, ...] = ()

    def walk(self) -> Iterator[Element]:
        """This element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()

    def places(self) -> Iterator[tuple[int, int]]:
        """(page index, MCID) of all content below it, in reading order."""
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.places()
            else:
                yield kid


Kid: TypeAlias = "Element | tuple[int, int]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Font:
    """A font that the file has."""

    name: str
    embedded: bool
    mapped: bool
    """Whether it says which characters its codes are (§9.10.3)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A block of what is read aloud, as the file carries it (``leaflet.json``)."""

    role: str
    text: str
    page: int
    within: str = ""
    statements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What a leaflet was built from, as the file itself or the workspace tells it.

    Attributes:
        facts: medicine, locale, edition, paper, version, date, digests ...
        contacts: whom the region may call: "emergency", "advice", "poison".
        short: the warning in one line.
        draft: what an unreviewed page must say.
        furniture: page and words of each line that is printed but not read aloud.
        pages: how many the leaflet has, covers not counted.
    """

    facts: Mapping[str, str]
    contacts: Mapping[str, str]
    short: str
    draft: str
    says: tuple[Block, ...]
    furniture: tuple[tuple[int, str], ...]
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the file tells apart from the looks of its pages.

    Attributes:
        labels: of each page, as viewers show them (§12.4.2); "" where the file gives none.
        tree: the top of the structure tree; empty where the file has no tags that can be read.
        part: the leaflet's own element of it.
        cover: the element of a cover page that was drawn with the leaflet.
        marked: whether the file says that it is tagged (§14.7.1).
        duplex: whether it asks to be printed on both sides.
        bookmarks: title and index of the page of each; ``None`` where it leads nowhere.
        information: the document information dictionary (§14.3.3).
        xmp: what the metadata say of the leaflet: property → value.
        claims: standards that the metadata state: "ua1", "3a".
        attachment: ``leaflet.json`` as it is.
        locked: whether it is encrypted, though anybody may open it (§7.6).
    """

    labels: tuple[str, ...]
    tree: tuple[Element, ...]
    part: Element | None
    cover: Element | None
    marked: bool
    duplex: bool
    title: str
    shows_title: bool
    language: str
    bookmarks: tuple[tuple[str, int | None], ...]
    information: Mapping[str, str]
    xmp: Mapping[str, str]
    claims: frozenset[str]
    fonts: tuple[Font, ...]
    attachment: bytes | None = field(repr=False)
    locked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPdf:
    """All that checks look at.

    Attributes:
        name: the file as messages show it.
        told: what it tells apart from its pages.
        own: indices of the leaflet's pages, in the order of the text; empty where the file does
            not tell which they are.
        cover: index of a cover page that was drawn with the leaflet.
        carried: what the file says that it was built from, or ``why_not_carried``.
        disagreements: where tags, marks and links tell different stories.
        faults: what the PDF/UA judge finds: (rule, sentence).
        remnants: (kind, what) of all that a printed sheet must not carry.
    """

    name: str
    told: Told
    pages: tuple[ReadPage, ...]
    own: tuple[int, ...]
    cover: int | None
    carried: Carried | None
    why_not_carried: str
    disagreements: tuple[str, ...]
    faults: tuple[tuple[str, str], ...]
    remnants: tuple[tuple[str, str], ...]

    @property
    def own_pages(self) -> tuple[ReadPage, ...]:
        """The leaflet's pages, in the order of the text."""
        return tuple(self.pages[index] for index in self.own)
