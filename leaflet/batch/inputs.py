"""One digest over all that goes into a leaflet: equal digests, equal bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

from leaflet.batch.wishes import Options
from leaflet.cache.program import program_digest
from leaflet.workspace import RULES, Workspace, built_in


class Inputs:
    """Digests of a workspace's files, each file read once.

    Nothing is parsed here: of a clinic, every file in its folder counts, whether its YAML names
    it or not. So a broken file has a digest too, and costs its own leaflets only, when they are
    built.
    """

    def __init__(self, workspace: Workspace, options: Options) -> None:
        self._workspace = workspace
        self._said = options.in_words()
        self._covers = tuple(wish.path for wish in (*options.cover, *options.back))
        self._clinics: dict[str | None, bytes | None] = {}
        self._texts: dict[str, bytes | None] = {}

    def digest(self, medicine: str, locale: str | None, clinic: str | None) -> str:
        """The digest of one leaflet's inputs, in hexadecimal; empty where something is missing."""
        parts = (
            self._common,
            self._text(f"medicines/{medicine}/{locale}.yaml"),
            self._text(f"locales/{locale}.yaml"),
            self._clinic(clinic),
        )
        if any(part is None for part in parts):
            return ""
        whole = hashlib.sha256(repr((medicine, locale, clinic)).encode())
        for part in parts:
            whole.update(part or b"")
        return whole.hexdigest()

    @property
    def program(self) -> str:
        """A digest of leaflet itself and of the versions of its libraries."""
        return program_digest()

    def files(self, clinics: Iterable[str]) -> Iterator[Path]:
        """The covers that were asked for, and every file of these clinics."""
        yield from self._covers
        for clinic in clinics:
            found = self._workspace.find(f"clinics/{clinic}/clinic.yaml") if clinic else None
            if found is not None:
                yield from _below(found.parent)

    @cached_property
    def _common(self) -> bytes | None:
        whole = hashlib.sha256(f"{self.program} {self._said}".encode())
        for folder in (self._workspace.root / "fonts", built_in() / "fonts"):
            for path in sorted(folder.glob("*.ttf")):
                whole.update(f"\0{path.name}\0".encode() + (_of(path) or b""))
        whole.update(_of(self._workspace.root / RULES) or b"")
        for path in self._covers:
            digest = _of(path)
            if digest is None:
                return None
            whole.update(digest)
        return whole.digest()

    def _text(self, name: str) -> bytes | None:
        if name not in self._texts:
            path = None if ".." in name else self._workspace.find(name)
            self._texts[name] = _of(path) if path else None
        return self._texts[name]

    def _clinic(self, clinic: str | None) -> bytes | None:
        if clinic is None:
            return b"\0" * 32
        if clinic not in self._clinics:
            found = self._workspace.find(f"clinics/{clinic}/clinic.yaml")
            self._clinics[clinic] = _of_folder(found.parent) if found else None
        return self._clinics[clinic]


def _below(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _of_folder(folder: Path) -> bytes | None:
    whole = hashlib.sha256()
    for path in _below(folder):
        digest = _of(path)
        if digest is None:
            return None
        whole.update(f"\0{path.relative_to(folder).as_posix()}\0".encode() + digest)
    return whole.digest()


def _of(path: Path) -> bytes | None:
    """The digest of a regular file: a pipe would keep us waiting, a device never end."""
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").digest()
    except OSError:
        return None
