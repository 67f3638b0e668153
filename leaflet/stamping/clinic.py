"""A clinic as a stamp needs it: checked words, a colour that is dark enough, a logo as objects."""

from __future__ import annotations

from leaflet.compiled import Record

TYPE_CHECKING = False  # see leaflet.pdf.objects
if TYPE_CHECKING:
    from typing import Any, TypeAlias

    from leaflet.pdf.objects import PdfObject

    Rgb: TypeAlias = tuple[int, int, int]


class LogoObjects(Record):
    """A logo: ``objects[0]`` is its form XObject, references count from 0."""

    objects: tuple[PdfObject, ...]
    width: float
    height: float
    alt: str

    __slots__ = ("objects", "width", "height", "alt")  # noqa: RUF023 - order of the cache


class Clinic(Record):
    """What a clinic puts into the slots.

    Attributes:
        web: with {medicine} and {locale}.
        notices: what was changed of the brand, in plain words.
        memo: what stamping has made of it already.
    """

    id: str
    name: str
    descriptor: str | None
    phone: str
    hours: tuple[str, ...]
    hours_short: str | None
    address: str
    web: str | None
    message: str | None
    brand: Rgb
    danger: Rgb
    logo: LogoObjects | None
    cover_page: bool
    notices: tuple[str, ...]
    memo: dict[object, object]

    __slots__ = (  # noqa: RUF023 - order of the cache
        "id", "name", "descriptor", "phone", "hours", "hours_short", "address", "web", "message",
        "brand", "danger", "logo", "cover_page", "notices", "memo",
    )  # fmt: skip

    def __init__(self, **values: object) -> None:
        super().__init__(**({"notices": (), "memo": {}} | values))

    def plain(self) -> tuple[object, ...]:
        """See ``Record``; without what stamping has made of it."""
        return super().plain()[:-1]

    def characters(self) -> str:
        """All that its slots print."""
        known = self.memo.get("characters")
        if isinstance(known, str):
            return known
        parts = (
            self.name, self.descriptor, self.phone, *self.hours, self.hours_short, self.address,
            self.web, self.message,
        )  # fmt: skip
        said = "".join(sorted(set("".join([part for part in parts if part]))))
        self.memo["characters"] = said
        return said


def clinic_from_plain(plain: Any) -> Clinic:  # noqa: ANN401 - whatever the cache held
    """What ``Clinic.plain`` gave."""
    values = dict(zip(Clinic.__slots__[:-1], plain, strict=True))
    if values["logo"] is not None:
        values["logo"] = LogoObjects(
            **dict(zip(LogoObjects.__slots__, values["logo"], strict=True))
        )
    return Clinic(**values)


NEUTRAL_BRAND = (0x0B, 0x4A, 0x6F)
DANGER = (0x9B, 0x0F, 0x17)
INK = (0, 0, 0)
