"""Whether a text is a draft or reviewed: its approvals, the rules of the workspace, and the day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from leaflet.errors import ContentError, Location, Problem
from leaflet.model.locale import Locale
from leaflet.model.medicine import Leaflet
from leaflet.model.review import Approval, next_review
from leaflet.model.workspace import WorkspaceFile
from leaflet.review.signature import BadSignatureError, statement, verify
from leaflet.review.text import ReviewedText

Reason = Literal["", "not approved", "text changed", "one approval", "not signed", "review past"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a text stands on a day.

    Attributes:
        approvals: those of this very text that count, in the order of the file.
        reason: why it is a draft; empty where it is reviewed.
        why: the same in a sentence, without names: it goes into the PDF.
        digest: of the text as it is now.
        next_review: by when it is read again.
    """

    approvals: tuple[Approval, ...]
    reason: Reason
    why: str
    digest: str
    next_review: dt.date

    @property
    def reviewed(self) -> bool:
        """Whether it may be printed without DRAFT."""
        return not self.reason


def standing(
    leaflet: Leaflet,
    locale: Locale,
    rules: WorkspaceFile,
    as_of: dt.date | None = None,
    *,
    file: str = "",
) -> Standing:
    """Where the text stands as of a day: that of the text itself where none is given.

    Raises:
        ContentError: an approval's signature is bad. Bad ones are never passed over: somebody
            changed what another had signed.
    """
    day = as_of or leaflet.date
    digest = ReviewedText.of(leaflet, locale).digest
    signed = signers_of(leaflet, rules, Location(file) if file else None)
    current = tuple(each for each in leaflet.review or () if each.digest == digest)
    counting = tuple(
        each for each in current if rules.signatures == "optional" or each.person in signed
    )
    until = next_review(leaflet, counting)
    reason, why = _reason(leaflet, rules, current, counting)
    if not reason and until < day:
        reason, why = "review past", f"it was to be reviewed again by {until}"
    return Standing(approvals=counting, reason=reason, why=why, digest=digest, next_review=until)


def _reason(
    leaflet: Leaflet,
    rules: WorkspaceFile,
    current: tuple[Approval, ...],
    counting: tuple[Approval, ...],
) -> tuple[Reason, str]:
    if not leaflet.review:
        return "not approved", "nobody has approved it"
    if not current:
        return "text changed", "its text has changed since it was approved"
    if not counting:
        return "not signed", "no approval of it bears the signature that this workspace asks for"
    if len({each.person for each in counting}) < rules.approvals:
        return "one approval", "one person has approved it, and two must"
    return "", ""


def signers_of(
    leaflet: Leaflet, rules: WorkspaceFile, where: Location | None = None
) -> frozenset[str]:
    """The persons whose signature holds and whose key the workspace lists."""
    problems: list[Problem] = []
    signed: set[str] = set()
    keys = {Approval.person_of(each.registration): each.key for each in rules.signers}
    for each in leaflet.review or ():
        if each.signature is None:
            continue
        try:
            key = verify(statement(each, leaflet.medicine, leaflet.locale), each.signature)
        except BadSignatureError as error:
            what = f"the signature of {each.name}’s approval {error}"
            problems.append(Problem(where, what, "approve it again: leaflet approve --sign"))
            continue
        listed = keys.get(each.person)
        if listed is not None and not listed.startswith(key):
            what = f"{each.name}’s approval is signed with another key than the workspace lists"
            hint = "ask them whether they signed it; if so, list the new key in workspace.yaml"
            problems.append(Problem(where, what, hint))
        elif listed is not None:
            signed.add(each.person)
    if problems:
        raise ContentError(*problems)
    return frozenset(signed)
