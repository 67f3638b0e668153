"""Versions of a text by what people call them: now, approved, a locale, a file, a git revision."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

from leaflet.errors import FileAccessError, LeafletError, Problem, UsageError
from leaflet.files import read_bytes, shown
from leaflet.model.locale import Locale
from leaflet.model.medicine import Leaflet
from leaflet.reader import read_leaflet, read_locale
from leaflet.review.text import ReviewedText
from leaflet.workspace import LARGEST_YAML, Workspace

NOW, APPROVED = "now", "approved"
"""The file as it is in the workspace; the text that was approved last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version of a text.

    Attributes:
        name: as people call it.
        text: what it says.
        leaflet: the same with notes and sources; ``None`` of a text that was only kept.
    """

    name: str
    text: ReviewedText
    leaflet: Leaflet | None = None


def version(workspace: Workspace, medicine: str, locale: str, name: str) -> Version:
    """The version that people call ``name``.

    Raises:
        UsageError: nothing is called so.
        ContentError: the file of it is wrong.
    """
    if name == NOW:
        return _now(workspace, medicine, locale, name)
    if name == APPROVED:
        return _approved(workspace, medicine, locale)
    if name in workspace.medicines().get(medicine, ()):
        return _now(workspace, medicine, name, name)
    path = Path(name)
    if path.is_file():
        return _file(workspace, path, locale)
    return _revision(workspace, medicine, locale, name)


def _now(workspace: Workspace, medicine: str, locale: str, name: str) -> Version:
    words = workspace.locale(locale)
    leaflet = workspace.leaflet(medicine, locale, words)
    return Version(name=name, text=ReviewedText.of(leaflet, words), leaflet=leaflet)


def _approved(workspace: Workspace, medicine: str, locale: str) -> Version:
    leaflet = workspace.leaflet(medicine, locale, workspace.locale(locale))
    for each in reversed(leaflet.review or ()):
        text = workspace.kept_text(medicine, locale, each.digest)
        if text is not None:
            return Version(name=f"approved {each.date}", text=text)
    what = f"no approved text of {medicine} in {locale} is kept here"
    raise UsageError(Problem(None, what, "name a file or a git revision to compare with"))


def _file(workspace: Workspace, path: Path, locale: str) -> Version:
    data = read_bytes(path, limit=LARGEST_YAML * 2)
    if data.startswith(b"leaflet text,"):
        return Version(name=shown(path), text=ReviewedText.read(data, shown(path)))
    beside = path.resolve().parents[2] / "locales" / f"{path.stem}.yaml"
    words = (
        read_locale(read_bytes(beside), shown(beside))
        if beside.is_file()
        else workspace.locale(locale)
    )
    return _version(shown(path), read_leaflet(data, shown(path)), words)


def _version(name: str, leaflet: Leaflet, words: Locale) -> Version:
    return Version(name=name, text=ReviewedText.of(leaflet, words), leaflet=leaflet)


def _revision(workspace: Workspace, medicine: str, locale: str, name: str) -> Version:
    revision = _git(workspace, "rev-parse", "--verify", "--end-of-options", f"{name}^{{commit}}")
    if revision is None:
        what = f"“{name}” is no file, no locale of {medicine} and no git revision here"
        hint = "name two of these; “approved” and “now” are versions, too"
        raise UsageError(Problem(None, what, hint))
    commit = revision.decode().strip()
    file = f"content/medicines/{medicine}/{locale}.yaml"
    data = _git(workspace, "show", f"{commit}:./{file}")
    if data is None:
        raise UsageError(Problem(None, f"{name} has no {file}", "name a later revision"))
    of_locale = f"content/locales/{locale}.yaml"
    locale_data = _git(workspace, "show", f"{commit}:./{of_locale}")
    try:
        words = (
            read_locale(locale_data, f"{name}:{of_locale}")
            if locale_data is not None
            else workspace.locale(locale)
        )
        return _version(name, read_leaflet(data, f"{name}:{file}"), words)
    except LeafletError as error:
        hint = "a file of that time may not be of the form that leaflet reads today"
        raise type(error)(*error.problems, Problem(None, f"at {name}", hint)) from error


def _git(workspace: Workspace, *arguments: str) -> bytes | None:
    """What git answers in the workspace; ``None`` where it says no.

    Raises:
        FileAccessError: there is no git.
    """
    try:
        done = subprocess.run(
            ["git", *arguments], cwd=workspace.root, capture_output=True, check=False, timeout=60
        )
    except (OSError, subprocess.SubprocessError) as error:
        what = "git cannot be run, so no revision can be looked up"
        raise FileAccessError(Problem(None, what, "name files in place of revisions")) from error
    return done.stdout if done.returncode == 0 else None
