"""One finished leaflet: compiled pages, a clinic's slots, covers before and behind."""

from __future__ import annotations

from leaflet.compiled import (
    CATALOG,
    FOR_PATIENTS,
    INFO,
    METADATA,
)
from leaflet.pdf.file import write_file
from leaflet.pdf.objects import Name, Stream, serialise
from leaflet.stamping.clinic_block import clinic_block
from leaflet.stamping.cover_pages import FIRST_PLACE, CoverBlock, cover_block, next_place
from leaflet.stamping.filled import fill_slot
from leaflet.stamping.frame import Shape, frame, page_order
from leaflet.stamping.metadata import xmp
from leaflet.stamping.slots import PER_MEDICINE, SlotFiller

TYPE_CHECKING = False  # see leaflet.pdf.objects
if TYPE_CHECKING:
    from collections.abc import Sequence

    from leaflet.compiled import Compiled, Constant, SlotBox
    from leaflet.covers.values import ImportedCover
    from leaflet.stamping.clinic import Clinic
    from leaflet.stamping.filled import FilledSlot
    from leaflet.stamping.patient import PatientFiller


def stamp(
    compiled: Compiled,
    clinic: Clinic | None,
    *,
    front: Sequence[ImportedCover | CoverBlock] = (),
    back: Sequence[ImportedCover | CoverBlock] = (),
    duplex: bool = True,
    claims: Sequence[str] = ("ua1", "3a"),
    patient: PatientFiller | None = None,
) -> bytes:
    """The finished PDF.

    Args:
        compiled: the medicine's pages.
        clinic: whose brand fills the slots; ``None`` for the neutral leaflet.
        front: covers before the leaflet, in order.
        back: covers behind it.
        duplex: keep the leaflet's first two pages on one sheet, with a blank where needed.
        claims: the standards that the metadata states.
        patient: what fills the slots of one patient.

    Raises:
        AssetError: words of the clinic do not fit their place.
        OverfullError: words of the patient do not.
    """
    before, behind = _blocks(compiled, front, back)
    parts = _parts(compiled, clinic, before)
    filler = _filler(compiled.facts["edition"])(clinic, compiled.words, compiled.facts)
    brand = clinic_block(compiled, parts, clinic, filler)
    filled = dict(brand.filled)
    own: list[tuple[int, bytes]] = []
    for part in parts:
        for box in part.slots:
            page = part.pages[box.page].number
            if box.name in FOR_PATIENTS:
                assert patient is not None  # as such pages are made for one alone
                slot = filled[box.name] = fill_slot(compiled, box, page, patient, packed=False)
                own += slot.objects.items()
            elif box.name in PER_MEDICINE:
                slot = filled[box.name] = _per_medicine(compiled, box, page, filler)
                own += slot.objects.items()
            own += filled[box.name].placed(box)
    shape = Shape(before, behind, filled, drawn_cover=len(parts) > 1, duplex=duplex)
    own.append((METADATA, _metadata(compiled, clinic, claims)))
    blocks = [
        *(part.block for part in parts),
        frame(compiled, shape),
        brand.block,
        *(cover.block for cover in (*before, *behind)),
    ]
    return write_file(blocks, own, root=CATALOG, info=INFO)


def _filler(edition: str) -> type[SlotFiller]:
    """What fills the slots of this edition."""
    if edition == "standard":
        return SlotFiller
    from leaflet.stamping.large_slots import LargeSlotFiller

    return LargeSlotFiller


def _per_medicine(compiled: Compiled, box: SlotBox, page: int, filler: SlotFiller) -> FilledSlot:
    """A slot that may name the medicine; found again where the clinic's address does not."""
    memo = compiled.memo if filler.clinic is None else filler.clinic.memo
    key = ("slot", box.name, page, filler.web, box.width, box.height, compiled.slots_digest)
    known = memo.get(key)
    if known is None:
        known = fill_slot(compiled, box, page, filler, packed=False)
        if filler.clinic is None or filler.web == filler.clinic.web:
            memo[key] = known
    return known  # type: ignore[return-value]


_CLINIC = "clinic-name-to-be"


def _metadata(compiled: Compiled, clinic: Clinic | None, claims: Sequence[str]) -> bytes:
    """The metadata stream; all but the clinic's name is made once."""
    name = clinic.id if clinic else ""
    key = ("metadata", tuple(claims), bool(name))
    known = compiled.memo.get(key)
    if known is None:
        facts = {**compiled.facts, "clinic": _CLINIC if name else ""}
        known = compiled.memo[key] = xmp(facts, claims).data.partition(_CLINIC.encode())
    assert isinstance(known, tuple)
    data = known[0] + name.encode() + known[2]
    return serialise(Stream({"Type": Name("Metadata"), "Subtype": Name("XML")}, data))


def page_count(
    compiled: Compiled,
    clinic: Clinic | None,
    front: Sequence[ImportedCover | CoverBlock],
    back: Sequence[ImportedCover | CoverBlock],
    *,
    duplex: bool,
) -> int:
    """How many pages ``stamp`` gives, blanks included."""
    before, behind = _blocks(compiled, front, back)
    parts = _parts(compiled, clinic, before)
    shape = Shape(before, behind, {}, drawn_cover=len(parts) > 1, duplex=duplex)
    return len(page_order(compiled, shape))


def _blocks(
    compiled: Compiled,
    front: Sequence[ImportedCover | CoverBlock],
    back: Sequence[ImportedCover | CoverBlock],
) -> tuple[list[CoverBlock], list[CoverBlock]]:
    """The covers as blocks, numbered in the order of the paper."""
    found: list[CoverBlock] = []
    place = FIRST_PLACE
    for index, cover in enumerate((*front, *back)):
        if isinstance(cover, CoverBlock):
            block = cover
        else:
            title = compiled.words["cover" if index < len(front) else "back"]
            block = cover_block(cover, *place, compiled.size, title)
        found.append(block)
        place = next_place(block, place)
    return found[: len(front)], found[len(front) :]


def _parts(
    compiled: Compiled, clinic: Clinic | None, front: Sequence[CoverBlock]
) -> list[Constant]:
    """The compiled pages of the file, in reading order.

    The cover page of the design is among them where a clinic wants one and hands in none.
    """
    if not front and clinic is not None and clinic.cover_page and compiled.cover is not None:
        return [compiled.cover, compiled.leaflet]
    return [compiled.leaflet]
