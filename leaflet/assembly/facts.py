"""What putting together has to know of a locale's and a clinic's file, as plain values."""

from __future__ import annotations

from leaflet.compiled import Record

TYPE_CHECKING = False  # see leaflet.pdf.objects
if TYPE_CHECKING:
    from typing import Any

    from leaflet.stamping.cover_pages import CoverBlock


class LocaleFacts(Record):
    """Of a locale: its paper, and the files of its faces."""

    paper: str
    fonts: tuple[str, ...]

    __slots__ = ("paper", "fonts")  # noqa: RUF023 - order of the cache


class CoverSettings(Record):
    """What a clinic's file says of a cover; see ``model.clinic.CoverFile``."""

    file: str
    pages: str | None
    alt: str | None
    lang: str | None
    role: str
    fit: str

    __slots__ = ("file", "pages", "alt", "lang", "role", "fit")  # noqa: RUF023


class ClinicFacts(Record):
    """Of a clinic: the locale it builds in, and the files beside its own."""

    locale: str | None
    logo: str | None
    cover: tuple[CoverSettings, ...]
    back: tuple[CoverSettings, ...]

    __slots__ = ("locale", "logo", "cover", "back")  # noqa: RUF023 - order of the cache

    @classmethod
    def from_plain(cls, plain: Any) -> ClinicFacts:  # noqa: ANN401 - whatever the cache held
        """What ``plain`` gave."""
        locale, logo, cover, back = plain
        if not isinstance(logo, str | None) or not isinstance(locale, str | None):
            raise TypeError
        return cls(
            locale=locale,
            logo=logo,
            cover=tuple([_settings(each) for each in cover]),
            back=tuple([_settings(each) for each in back]),
        )


def _settings(plain: Any) -> CoverSettings:  # noqa: ANN401 - as above
    return CoverSettings(**dict(zip(CoverSettings.__slots__, plain, strict=True)))


def locale_facts(plain: Any) -> LocaleFacts:  # noqa: ANN401 - as above
    """What ``LocaleFacts.plain`` gave."""
    paper, fonts = plain
    if not isinstance(paper, str) or not all(isinstance(name, str) for name in fonts):
        raise TypeError
    return LocaleFacts(paper=paper, fonts=fonts)


class CoverSource:
    """A cover's file, what is to be done with it, and whether it was asked for or is a clinic's."""

    __slots__ = ("clinic", "path", "settings")

    def __init__(self, path: str, settings: CoverSettings, clinic: str | None) -> None:
        self.path = path
        self.settings = settings
        self.clinic = clinic


class PlacedCover:
    """A cover where it stands among a leaflet's covers.

    Attributes:
        notices: what was changed of it, in plain words.
        rung: how much of it could be kept.
        key: equal for covers that are the same in every byte.
    """

    __slots__ = ("block", "key", "notices", "rung")

    def __init__(self, block: CoverBlock, notices: tuple[str, ...], rung: str, key: object) -> None:
        self.block = block
        self.notices = notices
        self.rung = rung
        self.key = key
