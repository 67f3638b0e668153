"""What a clinic puts into all its leaflets: palettes, logo, and the slots that name no medicine."""

from __future__ import annotations

from leaflet.compiled import (
    BRAND,
    CLINIC_PACK,
    DANGER,
    FIRST_LOGO,
    FIRST_SLOT,
    FOR_PATIENTS,
    SLOT_ICON,
    SLOT_IMAGES,
)
from leaflet.pdf.file import block_of
from leaflet.pdf.objects import Name, Raw, Ref, shifted
from leaflet.stamping.clinic import DANGER as DANGER_RGB
from leaflet.stamping.clinic import NEUTRAL_BRAND
from leaflet.stamping.filled import fill_slot
from leaflet.stamping.slots import ICON_RESOURCE, LOGO_RESOURCE, PER_MEDICINE

TYPE_CHECKING = False  # see leaflet.pdf.objects
if TYPE_CHECKING:
    from collections.abc import Sequence

    from leaflet.compiled import Compiled, Constant
    from leaflet.pdf.file import Block
    from leaflet.pdf.objects import PdfObject
    from leaflet.stamping.clinic import Clinic, Rgb
    from leaflet.stamping.filled import FilledSlot
    from leaflet.stamping.slots import SlotFiller


class ClinicBlock:
    """The objects, and the slots they fill."""

    __slots__ = ("block", "filled")

    def __init__(self, block: Block, filled: dict[str, FilledSlot]) -> None:
        self.block = block
        self.filled = filled


def clinic_block(
    compiled: Compiled, parts: Sequence[Constant], clinic: Clinic | None, filler: SlotFiller
) -> ClinicBlock:
    """Made once for a clinic, locale and paper, and found again by the digest of the slots."""
    memo = compiled.memo if clinic is None else clinic.memo
    key = ("clinic", compiled.slots_digest, len(parts))
    known = memo.get(key)
    if isinstance(known, ClinicBlock):
        return known
    objects: dict[int, PdfObject] = {
        BRAND: _palette(clinic.brand if clinic else NEUTRAL_BRAND),
        DANGER: _palette(clinic.danger if clinic else DANGER_RGB),
    }
    images: dict[str, PdfObject] = {ICON_RESOURCE: Ref(SLOT_ICON)}
    if clinic is not None and clinic.logo is not None:
        images[LOGO_RESOURCE] = Ref(FIRST_LOGO)
        assert len(clinic.logo.objects) <= FIRST_SLOT - FIRST_LOGO
        for index, value in enumerate(clinic.logo.objects):
            objects[FIRST_LOGO + index] = shifted(value, FIRST_LOGO)
    objects[SLOT_IMAGES] = images
    filled: dict[str, FilledSlot] = {}
    slot_objects: dict[int, bytes] = {}
    for part in parts:
        for box in part.slots:
            if box.name not in PER_MEDICINE and box.name not in FOR_PATIENTS:
                page = part.pages[box.page].number
                slot = fill_slot(compiled, box, page, filler, packed=True)
                filled[box.name] = slot
                slot_objects.update(slot.objects)
    for number, data in slot_objects.items():
        objects[number] = Raw(data)
    made = ClinicBlock(block_of(objects, CLINIC_PACK), filled)
    memo[key] = made
    return made


def _palette(rgb: Rgb) -> PdfObject:
    """A colour space of one colour (ISO 32000-1 §8.6.6.3)."""
    return (Name("Indexed"), Name("DeviceRGB"), 0, bytes(rgb))
