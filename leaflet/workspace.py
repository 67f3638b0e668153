"""Where content lies: a workspace's own files first, the built-in ones behind them."""

from __future__ import annotations

import contextlib
import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from leaflet.cache import sources
from leaflet.errors import AssetError, ContentError, FileAccessError, Location, Problem, UsageError
from leaflet.files import inside, is_file, is_folder, is_there, read_bytes, shown

if TYPE_CHECKING:
    from leaflet.model.clinic import ClinicFile
    from leaflet.model.locale import Locale
    from leaflet.model.medicine import Leaflet
    from leaflet.model.workspace import WorkspaceFile
    from leaflet.review.text import ReviewedText

LARGEST_YAML = 1_000_000
RULES = "content/workspace.yaml"
"""A workspace's own rules. Those of the built-in content are leaflet's own, so it has none."""


def built_in() -> Path:
    """The folder that holds the built-in ``content`` and ``fonts``."""
    return Path(sources.built_in())


@dataclass(frozen=True)
class Workspace:
    """A folder with a ``content``; what it lacks comes from the built-in content."""

    root: Path

    def __post_init__(self) -> None:
        is_folder = False
        with contextlib.suppress(OSError):  # of a name too long, or a folder that may not be seen
            is_folder = self.root.is_dir()
        if not is_folder:
            raise FileAccessError(Problem(Location(shown(self.root)), "is no folder"))

    @cached_property
    def _roots(self) -> tuple[Path, ...]:
        roots = (self.root / "content", built_in() / "content")
        return tuple(dict.fromkeys(root.resolve() for root in roots if is_folder(root)))

    def medicines(self) -> dict[str, tuple[str, ...]]:
        """Medicine → its locales, by name."""
        found: dict[str, set[str]] = {}
        for root in self._roots:
            for path in sorted((root / "medicines").glob("*/*.yaml")):
                found.setdefault(path.parent.name, set()).add(path.stem)
        return {name: tuple(sorted(found[name])) for name in sorted(found)}

    def locales(self) -> tuple[str, ...]:
        """The locales there are fixed words for."""
        return tuple(
            sorted({path.stem for root in self._roots for path in root.glob("locales/*.yaml")})
        )

    def clinics(self) -> tuple[str, ...]:
        """The clinics there are."""
        return tuple(
            sorted(
                {
                    path.parent.name
                    for root in self._roots
                    for path in root.glob("clinics/*/*.yaml")  # a full name hides links to nothing
                    if path.name == "clinic.yaml"
                }
            )
        )

    def leaflet(self, medicine: str, locale: str, words: Locale | None = None) -> Leaflet:
        """One medicine's text.

        Raises:
            UsageError: there is none of this name, or not in this locale.
            ContentError: its file is wrong.
        """
        from leaflet.reader import read_leaflet

        locales = self.medicines().get(medicine)
        if locales is None:
            raise _unknown("medicine", medicine, self.medicines())
        if locale not in locales:
            raise _unknown(f"locale of {medicine}", locale, locales)
        path = self._find(f"medicines/{medicine}/{locale}.yaml")
        return read_leaflet(
            read_bytes(path, limit=LARGEST_YAML * 2), self.shown(path), medicine=medicine,
            locale=locale, locale_file=words,
        )  # fmt: skip

    def locale(self, tag: str) -> Locale:
        """A locale's fixed words, contacts and paper."""
        from leaflet.reader import read_locale

        if tag not in self.locales():
            raise _unknown("locale", tag, self.locales())
        path = self._find(f"locales/{tag}.yaml")
        return read_locale(read_bytes(path, limit=LARGEST_YAML * 2), self.shown(path), locale=tag)

    def medicine_file(self, medicine: str, locale: str) -> str:
        """The name for messages of a medicine's file that is there."""
        return self.shown(self._find(f"medicines/{medicine}/{locale}.yaml"))

    def places_of(self, characters: Iterable[str], name: str) -> dict[str, Location]:
        """Where each of these characters first stands in a content file; else the file alone."""
        from leaflet.reader.nodes import read_document
        from leaflet.reader.problems import Problems

        path = self._find(name)
        file = self.shown(path)
        document = read_document(read_bytes(path, limit=LARGEST_YAML * 2), Problems(file))
        return {each: document.place_of(each) or Location(file) for each in characters}

    def kept_text(self, medicine: str, locale: str, digest: str) -> ReviewedText | None:
        """The text that was approved under this digest, if it was kept.

        Raises:
            ContentError: its file was changed since.
        """
        from leaflet.review.text import ReviewedText, kept_name

        path = self.find(kept_name(medicine, locale, digest))
        if path is None:
            return None
        text = ReviewedText.read(read_bytes(path), self.shown(path))
        if text.digest != digest:
            what = "was changed: it is not the text that was approved"
            where = Location(self.shown(path))
            raise ContentError(Problem(where, what, "take it from your backup, or from git"))
        return text

    def rules(self) -> WorkspaceFile:
        """The workspace's own rules for approvals; leaflet's where it has none."""
        from leaflet.model.workspace import WorkspaceFile
        from leaflet.reader import read_workspace

        path = self.root / RULES
        if not is_there(path):
            return WorkspaceFile()
        return read_workspace(read_bytes(path, limit=LARGEST_YAML * 2), shown(path))

    def clinic(self, name: str) -> tuple[ClinicFile, Path]:
        """A clinic's file, and the path of it."""
        from leaflet.reader import read_clinic

        if name not in self.clinics():
            raise _unknown("clinic", name, self.clinics())
        path = self._find(f"clinics/{name}/clinic.yaml")
        data = read_bytes(path, limit=LARGEST_YAML * 2)
        return read_clinic(data, self.shown(path), clinic=name), path

    def asset(self, clinic_file: Path, name: str) -> tuple[bytes, Location]:
        """A file that a clinic names, from the clinic's own folder; and where it names it.

        Raises:
            AssetError: there is none, it cannot be read, or it leads out of the folder.
        """
        from leaflet.reader import place_of_asset

        yaml = read_bytes(clinic_file, limit=LARGEST_YAML * 2)
        where = place_of_asset(yaml, self.shown(clinic_file), name)
        path = inside(clinic_file.parent, name, where)
        try:
            return read_bytes(path), where
        except FileAccessError as error:
            what = f"{name} {error.problems[0].what}"
            hint = f"put the file into {shown(path.parent)}"
            raise AssetError(Problem(where, what, hint)) from error

    def fonts(self, names: Iterable[str]) -> dict[str, bytes]:
        """Font files by name."""
        found = {}
        for name in names:
            for folder in (self.root / "fonts", built_in() / "fonts"):
                if is_file(folder / name):
                    found[name] = read_bytes(folder / name)
                    break
        return found

    def shown(self, path: Path) -> str:
        """A path as messages show it; of a built-in file, from ``content`` on."""
        if path.is_relative_to(self.root.resolve()):
            return shown(path)
        home = built_in()
        if path.is_relative_to(home) and not path.is_relative_to(Path.cwd()):
            return path.relative_to(home).as_posix()
        return shown(path)

    def find(self, name: str) -> Path | None:
        """The file of this name below ``content``: the workspace's own, or else the built-in.

        One that is there but cannot be read (a folder, a pipe, a link to nothing) is found, too:
        to pass it over would print the built-in text in its place.
        """
        return next((root / name for root in self._roots if is_there(root / name)), None)

    def _find(self, name: str) -> Path:
        path = self.find(name)
        assert path is not None  # it was listed
        return path


def _unknown(kind: str, name: str, known: Iterable[str]) -> UsageError:
    names = sorted(known)
    close = difflib.get_close_matches(name, names, n=1)
    hint = f"did you mean “{close[0]}”?" if close else f"there are: {', '.join(names) or 'none'}"
    return UsageError(Problem(None, f"no {kind} “{name}”", hint))
