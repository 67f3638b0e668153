"""What compiling gives and stamping takes: plain values and bytes, nothing that runs.

Object numbers, MCIDs and keys of slots are the same in every leaflet (``Slot``), so that what a
clinic puts in is made once and copied into all its leaflets, as a medicine's pages are copied into
those of all clinics.
"""

from __future__ import annotations

from leaflet.pdf.file import Block

TYPE_CHECKING = False  # see leaflet.pdf.objects
if TYPE_CHECKING:
    from collections.abc import Mapping

# Numbers of objects that every file has.
CATALOG, PAGES, STRUCTURE, DOCUMENT, PARENT_TREE, OUTLINES = range(1, 7)
BOOKMARKS = {"cover": 7, "leaflet": 8, "back": 9}
BLANKS = (10, 11)
BLANK_CONTENT = 12
PARENT_NODE = 15
"""The leaflet's node of the parent tree, where covers bring nodes of their own."""
INFO = 13
FRAME_PACK = 14
METADATA = 16
BRAND, DANGER, SLOT_IMAGES, CLINIC_PACK = 18, 19, 20, 21
SLOT_ICON = 22
"""The form XObject of the icon that slots paint."""
FIRST_LOGO, FIRST_SLOT = 24, 64
"""The numbers between these are the logo's."""
SLOT_NUMBERS = 32
"""Object numbers kept for each slot."""
FIRST_CONSTANT = 600
FIRST_COVER, COVER_STEP = 2_000, 1_000
"""The first cover is numbered from here, each further one from the next full step behind it."""
FIRST_CONSTANT_KEY, FIRST_COVER_KEY, COVER_KEYS = 256, 10_000, 10_000
"""Keys of the parent tree: the medicine's, the first cover's, and how many a cover has."""
BODY_MCID = 32
"""MCIDs below this are the slots' on each page."""
SLOT_CHARACTERS = "".join([chr(code) for code in range(0x20, 0x7F)]) + "’‘“”–—·•×°é£€"
"""What clinics' names and addresses are written with; others make the leaflet compile anew."""


class Slot:
    """A kind of slot: which numbers its objects, MCIDs and keys have in every file."""

    __slots__ = ("first_key", "first_mcid", "mcids", "name", "number")

    def __init__(self, index: int, name: str, first_mcid: int, mcids: int) -> None:
        self.name = name
        self.number = FIRST_SLOT + index * SLOT_NUMBERS
        self.first_mcid = first_mcid
        self.mcids = mcids
        self.first_key = 64 + 4 * index

    @property
    def container(self) -> int:
        """The structure element that takes in what the slot says; the medicine's."""
        return self.number

    @property
    def kids(self) -> int:
        """The array of what the container holds; the clinic's."""
        return self.number + 1

    @property
    def stream(self) -> int:
        """Its content stream."""
        return self.number + 2

    def element(self, index: int) -> int:
        """A structure element within the container, counted in reading order."""
        if index >= 20:
            raise ValueError(f"slot {self.name} says more than it has numbers for")
        return self.number + 3 + index

    def annotation(self, index: int) -> int:
        """The annotation of a link."""
        return self.number + 24 + index


SLOTS: Mapping[str, Slot] = {
    name: Slot(index, name, first, count)
    for index, (name, first, count) in enumerate(
        (
            ("clinic-name", 0, 6),
            ("clinic-phone", 6, 4),
            ("clinic-contact", 0, 8),
            ("clinic-code", 8, 4),
            ("clinic-line", 12, 4),
            ("cover-band", 0, 10),
            ("cover-message", 10, 8),
            ("cover-line", 18, 4),
            ("dose-morning", 22, 1),
            ("dose-midday", 23, 1),
            ("dose-evening", 24, 1),
            ("dose-bedtime", 25, 1),
            ("patient-head", 26, 2),
            ("patient-notes", 28, 3),
        )
    )
}

FOR_PATIENTS = frozenset(name for name in SLOTS if name.startswith(("dose-", "patient-")))
"""Slots that only a leaflet for one patient has: nothing that fills them is ever kept."""


class Record:
    """Named values that are set once, and written as plain tuples."""

    __slots__: tuple[str, ...] = ()

    def __init__(self, **values: object) -> None:
        for name in self.__slots__:
            setattr(self, name, values[name])

    def plain(self) -> tuple[object, ...]:
        """The values in the order of the names, for the cache."""
        return tuple(_plain(getattr(self, name)) for name in self.__slots__)


def _plain(value: object) -> object:
    if isinstance(value, Record):
        return value.plain()
    if isinstance(value, Block):
        return (value.data, value.offsets, value.packed)
    if isinstance(value, tuple):
        return tuple(_plain(item) for item in value)
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value


class SlotBox(Record):
    """Where a slot lies: lower left corner from that of the page, width, height, in points."""

    name: str
    page: int
    x: float
    y: float
    width: float
    height: float

    __slots__ = ("name", "page", "x", "y", "width", "height")  # noqa: RUF023 - order of the cache

    @property
    def rect(self) -> tuple[float, float, float, float]:
        """Lower left and upper right corner."""
        return (self.x, self.y, self.x + self.width, self.y + self.height)


class CompiledPage(Record):
    """One page: its constant streams, and between them the slots.

    Attributes:
        number: of the page object, which belongs to the frame of each file.
        key: in the parent tree (ISO 32000-1 §14.7.4.4).
        resources: number of its resource dictionary.
        contents: numbers of constant streams, and names of slots, in drawing order.
        owners: structure element of each MCID from ``BODY_MCID`` on.
        annotations: number, structure element and key of each constant annotation.
    """

    number: int
    key: int
    resources: int
    contents: tuple[int | str, ...]
    owners: tuple[int, ...]
    annotations: tuple[tuple[int, int, int], ...]

    __slots__ = (  # noqa: RUF023 - order of the cache
        "number", "key", "resources", "contents", "owners", "annotations",
    )  # fmt: skip


class Constant(Record):
    """Pages with all that belongs to them; ``part`` is the structure element that holds them."""

    block: Block
    pages: tuple[CompiledPage, ...]
    slots: tuple[SlotBox, ...]
    part: int

    __slots__ = ("block", "pages", "slots", "part")  # noqa: RUF023 - order of the cache

    @classmethod
    def from_plain(cls, plain: tuple[object, ...]) -> Constant:
        """What ``plain`` gave."""
        block, pages, slots, part = plain
        return cls(
            block=Block(*block),  # type: ignore[misc]
            pages=tuple(_named(CompiledPage, page) for page in pages),  # type: ignore[attr-defined]
            slots=tuple(_named(SlotBox, slot) for slot in slots),  # type: ignore[attr-defined]
            part=part,
        )


class SlotFont(Record):
    """A face for the text of slots: one-byte codes, and widths in thousandths of an em."""

    resource: str
    codes: dict[str, int]
    widths: dict[str, float]

    __slots__ = ("resource", "codes", "widths")  # noqa: RUF023 - order of the cache


class Compiled(Record):
    """A leaflet in one locale, edition and paper, ready to be stamped.

    Attributes:
        leaflet: the leaflet's own pages.
        cover: the cover page of the design, for clinics that hand in none.
        size: width and height of the paper in points.
        fonts: ``regular`` and ``bold``.
        bookmarks: numbers of the leaflet's bookmarks, below its own.
        output_intent: number of the output intent.
        attachment: number of the file specification of the canonical text.
        direction: ``ltr`` or ``rtl``.
        words: the locale's fixed words, for slots and metadata.
        facts: medicine, locale, edition, version, date, title, review state, digests.
        slots_digest: of all that a clinic's slots depend on; equal for the medicines of a locale.
    """

    leaflet: Constant
    cover: Constant | None
    size: tuple[float, float]
    fonts: dict[str, SlotFont]
    bookmarks: tuple[int, ...]
    output_intent: int
    attachment: int
    direction: str
    words: dict[str, str]
    facts: dict[str, str]
    slots_digest: bytes

    __slots__ = (  # noqa: RUF023 - order of the cache
        "leaflet", "cover", "size", "fonts", "bookmarks", "output_intent", "attachment",
        "direction", "words", "facts", "slots_digest", "memo",
    )  # fmt: skip

    memo: dict[object, object]
    """Frames and the like that stamping has made already."""

    def __init__(self, **values: object) -> None:
        super().__init__(memo={}, **values)

    def plain(self) -> tuple[object, ...]:
        """The values in the order of the names, for the cache."""
        return tuple(_plain(getattr(self, name)) for name in self.__slots__[:-1])

    @classmethod
    def from_plain(cls, plain: tuple[object, ...]) -> Compiled:
        """What ``plain`` gave."""
        values = dict(zip(cls.__slots__[:-1], plain, strict=True))
        cover = values["cover"]
        values["leaflet"] = Constant.from_plain(values["leaflet"])  # type: ignore[arg-type]
        values["cover"] = Constant.from_plain(cover) if cover else None  # type: ignore[arg-type]
        values["fonts"] = {
            key: _named(SlotFont, font)
            for key, font in values["fonts"].items()  # type: ignore[attr-defined]
        }
        return cls(**values)


def _named(kind: type[Record], plain: tuple[object, ...]) -> Record:
    return kind(**dict(zip(kind.__slots__, plain, strict=True)))
