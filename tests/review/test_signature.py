"""Signatures of approvals: what OpenSSH makes we verify, and what we make OpenSSH verifies."""

from __future__ import annotations

import base64
import subprocess
from pathlib import Path

import pytest

from leaflet.review.signature import (
    NAMESPACE,
    BadSignatureError,
    armoured,
    sign,
    statement,
    verify,
)
from tests.commands.typed import needs

from .texts import approval

pytestmark = needs("ssh-keygen")
MESSAGE = statement(approval(), "examplin", "en-GB")


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an Ed25519 key, one with a passphrase, and one of another kind."""
    folder = tmp_path_factory.mktemp("keys")
    for name, kind, passphrase in (
        ("plain", "ed25519", ""), ("locked", "ed25519", "open"), ("ecdsa", "ecdsa", ""),
    ):  # fmt: skip
        made = ["ssh-keygen", "-q", "-t", kind, "-N", passphrase, "-C", name, "-f", name]
        subprocess.run(made, check=True, cwd=folder)
    return folder


def openssh(keys: Path, key: str, namespace: str = NAMESPACE, message: bytes = MESSAGE) -> str:
    """The signature that ``ssh-keygen`` makes, in Base64."""
    command = ["ssh-keygen", "-q", "-Y", "sign", "-f", key, "-n", namespace]
    made = subprocess.run(command, check=True, cwd=keys, input=message, capture_output=True)
    return "".join(made.stdout.decode().splitlines()[1:-1])


def public(keys: Path, key: str) -> str:
    """The kind and Base64 of a public key."""
    return " ".join((keys / f"{key}.pub").read_text().split()[:2])


def test_openssh_verifies_ours(keys: Path) -> None:
    """Anybody can verify an approval with nothing but OpenSSH."""
    (keys / "signature").write_text(armoured(sign(MESSAGE, (keys / "plain").read_bytes())))
    (keys / "allowed").write_text(f"robin {public(keys, 'plain')}\n")
    command = ["ssh-keygen", "-Y", "verify", "-f", "allowed", "-I", "robin", "-n", NAMESPACE]
    for message, holds in ((MESSAGE, True), (MESSAGE + b"x", False)):
        done = subprocess.run(
            [*command, "-s", "signature"], cwd=keys, input=message, capture_output=True, check=False
        )
        assert (done.returncode == 0) is holds


def test_we_verify_openssh(keys: Path) -> None:
    """A signature made by ``ssh-keygen`` counts."""
    assert verify(MESSAGE, openssh(keys, "plain")) == public(keys, "plain")


def test_a_passphrase(keys: Path) -> None:
    """A key with a passphrase signs with it, and only with it."""
    key = (keys / "locked").read_bytes()
    assert verify(MESSAGE, sign(MESSAGE, key, b"open")) == public(keys, "locked")
    with pytest.raises(BadSignatureError, match="the key has a passphrase"):
        sign(MESSAGE, key)
    with pytest.raises(BadSignatureError, match="passphrase is wrong"):
        sign(MESSAGE, key, b"shut")


def test_other_keys_are_refused(keys: Path) -> None:
    """Only Ed25519 keys sign, and a file that is no key is told."""
    with pytest.raises(BadSignatureError, match="no Ed25519 key"):
        sign(MESSAGE, (keys / "ecdsa").read_bytes())
    with pytest.raises(BadSignatureError, match="no OpenSSH private key"):
        sign(MESSAGE, b"-----BEGIN NOTHING-----")
    with pytest.raises(BadSignatureError, match="is not of an Ed25519 key"):
        verify(MESSAGE, openssh(keys, "ecdsa"))


def test_every_field_is_signed() -> None:
    """Whatever of an approval is changed, its signature does not hold any more."""
    whole = {"medicine": "examplin", "locale": "en-GB"}
    said = {statement(approval(), **whole)}
    others = (
        {"name": "Kim Specimen"}, {"role": "Doctor"}, {"registration": "S-48216"},
        {"date": "2026-11-23"}, {"next_review": "2027-01-01"},
        {"digest": "form1:sha256:" + 64 * "0"},
    )  # fmt: skip
    said |= {statement(approval(**other), **whole) for other in others}
    said |= {statement(approval(), "other", "en-GB"), statement(approval(), "examplin", "en-US")}
    assert len(said) == 3 + len(others)


def test_damage_is_found(keys: Path) -> None:
    """No byte of a signature can be changed, nor can one made for something else be used."""
    right = base64.b64decode(sign(MESSAGE, (keys / "plain").read_bytes()))
    for at in range(len(right)):
        wrong = bytes((*right[:at], right[at] ^ 1, *right[at + 1 :]))
        with pytest.raises(BadSignatureError):
            verify(MESSAGE, base64.b64encode(wrong).decode())
    for short in (0, 6, 10, 40, len(right) - 1):
        with pytest.raises(BadSignatureError):
            verify(MESSAGE, base64.b64encode(right[:short]).decode())
    with pytest.raises(BadSignatureError, match="something else"):
        verify(MESSAGE, openssh(keys, "plain", namespace="file"))
    with pytest.raises(BadSignatureError, match="is damaged"):
        verify(MESSAGE, "no Base64!")
