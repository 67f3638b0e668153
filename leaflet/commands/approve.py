"""``leaflet approve``: a professional's word on the exact text, kept in the workspace."""

from __future__ import annotations

import datetime as dt
import re
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from leaflet.commands.day import day_of
from leaflet.errors import ContentError, Location, Problem, UsageError
from leaflet.files import read_bytes, shown, write_whole
from leaflet.review.text import ReviewedText, in_short, kept_name
from leaflet.workspace import LARGEST_YAML, RULES, Workspace

if TYPE_CHECKING:
    from leaflet.model.locale import Locale
    from leaflet.model.medicine import Leaflet
    from leaflet.model.review import Approval
    from leaflet.model.workspace import WorkspaceFile
    from leaflet.review.standing import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What a reviewer typed."""

    medicine: str
    locale: str
    name: str
    role: str
    registration: str
    date: str
    next_review: str | None = None
    digest: str | None = None
    """The beginning of the digest on the paper that was reviewed."""
    key: Path | None = None
    """An OpenSSH private key to sign with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Approved:
    """What was written, and where the text stands now."""

    file: Path
    kept: Path
    """The approved text, word for word."""
    digest: str
    standing: Standing
    printed: str
    """What the leaflet prints now; empty for a draft."""
    notes: tuple[str, ...]


def approve(
    folder: Path, word: Word, today: dt.date, passphrase: Callable[[], str] | None = None
) -> Approved:
    """Write the approval; nothing is written unless all of it is right, and the page fits.

    Args:
        folder: the workspace.
        word: what the reviewer typed.
        today: no approval is of a later day.
        passphrase: asks for that of the key.

    Raises:
        UsageError: something typed makes no sense, or is not of this text.
        ContentError: the medicine's file is wrong, or cannot take the block.
        OverfullError: the reviewers' names do not fit the foot of the page.
    """
    from leaflet.layout.feet import reviewed_text
    from leaflet.reader import examine_leaflet
    from leaflet.review.block import with_approvals
    from leaflet.review.standing import standing

    workspace = Workspace(folder)
    _require_workspace(workspace)
    rules, words = workspace.rules(), workspace.locale(word.locale)
    before = workspace.leaflet(word.medicine, word.locale, words)
    name = f"medicines/{word.medicine}/{word.locale}.yaml"
    found = workspace.find(name)
    assert found is not None  # it was read
    target = workspace.root / "content" / name
    text = ReviewedText.of(before, words)
    approval = _approval(word, text.digest)
    _check_days(approval, before, today)
    _check_digest(word.digest, text.digest)
    approval = _signed(approval, word, rules, passphrase)
    kept, notes = _kept(before, approval, text.digest)
    if found.resolve() != target.resolve():
        notes.append(
            f"the text that comes with leaflet was copied to {shown(target)}: from now on this "
            "workspace uses its own, so that no new version of leaflet changes what was approved"
        )
    if approval.signature is not None:
        notes += _unlisted(approval, word, rules)
    data = read_bytes(found, limit=LARGEST_YAML * 2)
    examined = examine_leaflet(data, shown(target))
    assert examined.document is not None  # it was read before
    after = before.model_copy(update={"review": (*kept, approval)})
    written = with_approvals(data, examined.document, after.review or ())
    if examine_leaflet(written, shown(target)).value != after:
        what = "cannot take the review at its end"
        raise ContentError(
            Problem(Location(shown(target)), what, "look whether “...” ends it, and take that out")
        )
    stands = standing(after, words, rules, file=shown(target))
    if stands.reviewed:
        _fits(workspace, after, words, stands)
    path = workspace.root / "content" / kept_name(word.medicine, word.locale, text.digest)
    write_whole(path, text.canonical())
    permissions = target.stat().st_mode if target.is_file() else None
    write_whole(target, written)
    if permissions is not None:
        target.chmod(stat.S_IMODE(permissions))
    return Approved(
        file=target, kept=path, digest=text.digest, standing=stands,
        printed=reviewed_text(words, stands.approvals) if stands.reviewed else "",
        notes=tuple(notes),
    )  # fmt: skip


def _require_workspace(workspace: Workspace) -> None:
    if not (workspace.root / "content").is_dir():
        what = "is no workspace: it has no folder “content”, so an approval would be lost here"
        hint = "go to your workspace, name it with --workspace, or start one: leaflet new workspace"
        raise UsageError(Problem(Location(shown(workspace.root)), what, hint))


def _approval(word: Word, digest: str) -> Approval:
    from pydantic import ValidationError

    from leaflet.model.review import Approval
    from leaflet.reader.wording import Wrong, say

    date, later = day_of("--date", word.date), day_of("--next-review", word.next_review)
    fields = {
        "name": word.name, "role": word.role, "registration": word.registration, "date": date,
        "next_review": later, "digest": digest,
    }  # fmt: skip
    try:
        return Approval.model_validate(fields)
    except ValidationError as error:
        problems = []
        for fault in error.errors(include_url=False):
            what, hint = say(
                Wrong(
                    kind=fault["type"], value=fault["input"], context=fault.get("ctx", {}),
                    message=fault["msg"], source="",
                )
            )  # fmt: skip
            option = "--" + str(fault["loc"][0]).replace("_", "-")
            told = f"{option}: “{fault['input']}”{what.removeprefix(':')}"
            problems.append(Problem(None, told, hint if isinstance(hint, str) else hint()))
        raise UsageError(*problems) from error


def _check_days(approval: Approval, leaflet: Leaflet, today: dt.date) -> None:
    if approval.date > today:
        what, hint = f"--date: {approval.date} is still to come", f"today is {today}"
    elif approval.date < leaflet.date:
        what = f"--date: {approval.date} is before the day of the text, {leaflet.date}"
        hint = "nobody can have approved it before it was written"
    elif (approval.next_review or leaflet.next_review) <= approval.date:
        what = f"the next review, {leaflet.next_review}, is not after {approval.date}"
        hint = "say by when it is read again: --next-review"
    else:
        return
    raise UsageError(Problem(None, what, hint))


def _check_digest(typed: str | None, digest: str) -> None:
    """The text is the one on the paper that the reviewer holds."""
    if typed is None:
        return
    figures = re.sub(r"[\s-]", "", typed.casefold().rpartition(":")[2])
    if not re.fullmatch(r"[0-9a-f]{8,64}", figures):
        what = f"--digest: “{typed[:80]}” is no digest"
        raise UsageError(Problem(None, what, "copy it from the paper that you reviewed"))
    if not digest.rpartition(":")[2].startswith(figures):
        what = "--digest: the text is not the one that was reviewed: it has changed since"
        hint = f"it is now {in_short(digest)}; print it anew: leaflet review"
        raise UsageError(Problem(None, what, hint))


def _signed(
    approval: Approval,
    word: Word,
    rules: WorkspaceFile,
    passphrase: Callable[[], str] | None,
) -> Approval:
    from leaflet.review.signature import BadSignatureError, sign, statement

    if word.key is None:
        if rules.signatures == "required":
            what = f"{RULES} asks for signed approvals"
            raise UsageError(Problem(None, what, "name your SSH key: --sign ~/.ssh/id_ed25519"))
        return approval
    message = statement(approval, word.medicine, word.locale)
    key = read_bytes(word.key, limit=100_000)
    try:
        try:
            signature = sign(message, key)
        except BadSignatureError as error:
            if passphrase is None or "asked for" not in str(error):
                raise
            signature = sign(message, key, passphrase().encode())
    except BadSignatureError as error:
        raise UsageError(Problem(Location(shown(word.key)), str(error))) from error
    return approval.model_copy(update={"signature": signature})


def _unlisted(approval: Approval, word: Word, rules: WorkspaceFile) -> list[str]:
    """How to list a key that the workspace does not know yet."""
    from leaflet.review.signature import statement
    from leaflet.review.signature import verify as key_of

    if any(approval.person == approval.person_of(each.registration) for each in rules.signers):
        return []
    assert approval.signature is not None
    key = key_of(statement(approval, word.medicine, word.locale), approval.signature)
    told = f"{RULES} does not list your key, so nobody can tell that it is yours; under “signers:”"
    return [f'{told}\n    - registration: "{approval.registration}"\n      key: {key}']


def _kept(
    leaflet: Leaflet, approval: Approval, digest: str
) -> tuple[tuple[Approval, ...], list[str]]:
    """The other approvals of this very text; and what becomes of the rest."""
    kept, notes = [], []
    for each in leaflet.review or ():
        if each.person == approval.person:
            notes.append(f"the earlier approval by {each.name}, {each.date}, was replaced")
        elif each.digest != digest:
            notes.append(
                f"the approval by {each.name}, {each.date}, was of another text and was taken out"
            )
        else:
            kept.append(each)
    return tuple(kept), notes


def _fits(workspace: Workspace, leaflet: Leaflet, words: Locale, stands: Standing) -> None:
    """See that the page has room for the reviewers."""
    from leaflet.design import PAPERS
    from leaflet.layout.cover_page import lay_out_cover
    from leaflet.layout.pages import lay_out
    from leaflet.pipeline.facts import require_glyphs
    from leaflet.typography.faces import FAMILIES, load_faces

    faces = load_faces(workspace.fonts(FAMILIES[words.face].values()), words.face)
    require_glyphs(workspace, faces, leaflet, words)
    lay_out(leaflet, words, faces, PAPERS[words.paper], stands.approvals)
    lay_out_cover(leaflet, words, faces, PAPERS[words.paper], stands.approvals)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """Where a text stands, and what is to be said of each of its approvals."""

    standing: Standing
    lines: tuple[str, ...]


def verify(folder: Path, medicine: str, locale: str, today: dt.date) -> Verified:
    """Where the text stands today, approval by approval.

    Raises:
        ContentError: a signature is bad.
    """
    from leaflet.review.standing import signers_of, standing

    workspace = Workspace(folder)
    rules, words = workspace.rules(), workspace.locale(locale)
    leaflet = workspace.leaflet(medicine, locale, words)
    stands = standing(leaflet, words, rules, today, file=workspace.medicine_file(medicine, locale))
    signers = signers_of(leaflet, rules)
    lines = []
    for each in leaflet.review or ():
        text = "of this text" if each.digest == stands.digest else "of another text: void"
        signed = "not signed" if each.signature is None else "signed with a key not listed"
        if each.person in signers:
            signed = "signed, and the key is listed in workspace.yaml"
        lines.append(
            f"{each.name}, {each.role}, {each.registration}, {each.date}: {text}; {signed}"
        )
    return Verified(standing=stands, lines=tuple(lines))
