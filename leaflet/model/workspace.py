"""Rules of a workspace: ``content/workspace.yaml``, which may be left out."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from leaflet.model.common import Model
from leaflet.model.review import Registration


class Signer(Model):
    """A professional whose approvals are signed."""

    registration: Registration
    """As it stands in the approvals."""
    key: Annotated[str, Field(pattern=r"^ssh-ed25519 [A-Za-z0-9+/]{68}( .*)?$", max_length=400)]
    """The public key: the one line of a file like id_ed25519.pub."""


class WorkspaceFile(Model):
    """How many must approve a text, and who signs."""

    approvals: Annotated[int, Field(ge=1, le=2)] = 1
    """How many different professionals must have approved the same text: 1 or 2."""
    signatures: Literal["optional", "required"] = "optional"
    """Whether an approval counts only if a signer of the list below has signed it."""
    signers: tuple[Signer, ...] = ()
