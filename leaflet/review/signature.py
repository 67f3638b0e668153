"""SSH signatures of approvals, as OpenSSH's ``ssh-keygen -Y sign`` makes and verifies them.

The format is OpenSSH's PROTOCOL.sshsig; the keys are Ed25519. What is signed is the *statement* of
an approval: its medicine, locale, digest and every other field, one to a line. So no field can be
changed, and no approval moved to another text, without the signature telling.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from leaflet.model.review import Approval

NAMESPACE = "leaflet-approval"
"""What the signature is for (``ssh-keygen -n``): one made for something else does not count."""
_MAGIC, _HASH, _KIND = b"SSHSIG", b"sha512", b"ssh-ed25519"


class BadSignatureError(ValueError):
    """Why a signature does not hold, or a key cannot be used."""


def statement(approval: Approval, medicine: str, locale: str) -> bytes:
    """What a signer signs: UTF-8 text, one field a line, ended by a line feed."""
    fields = {
        "medicine": medicine,
        "locale": locale,
        "digest": approval.digest,
        "name": approval.name,
        "role": approval.role,
        "registration": approval.registration,
        "date": approval.date.isoformat(),
        "next_review": approval.next_review.isoformat() if approval.next_review else "",
    }
    lines = (f"{key}: {value}".rstrip() for key, value in fields.items())
    return "\n".join(("leaflet approval, form 1", *lines, "")).encode("utf-8")


def sign(message: bytes, key: bytes, passphrase: bytes | None = None) -> str:
    """The signature of ``message`` in Base64.

    Args:
        message: a statement.
        key: an OpenSSH private key file's content.
        passphrase: where the key has one.

    Raises:
        BadSignatureError: it is no Ed25519 key, or the passphrase is wrong or missing.
    """
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_ssh_private_key

    try:
        private = load_ssh_private_key(key, passphrase)
    except TypeError as error:
        raise BadSignatureError("the key has a passphrase: it is asked for") from error
    except UnsupportedAlgorithm as error:  # without bcrypt, which cryptography's own extra brings
        raise BadSignatureError(
            "has a passphrase, which needs the extra “sign”: pip install 'leaflet-medicines[sign]'"
        ) from error
    except ValueError as error:
        raise BadSignatureError("is no OpenSSH private key, or the passphrase is wrong") from error
    if not isinstance(private, Ed25519PrivateKey):
        raise BadSignatureError("is no Ed25519 key: make one with ssh-keygen -t ed25519")
    public = _string(_KIND) + _string(private.public_key().public_bytes_raw())
    made = _string(_KIND) + _string(private.sign(_to_be_signed(message)))
    parts = (public, NAMESPACE.encode(), b"", _HASH, made)
    return base64.b64encode(_MAGIC + struct.pack(">I", 1) + b"".join(map(_string, parts))).decode()


def verify(message: bytes, signature: str) -> str:
    """The public key that signed ``message``, as ``ssh-ed25519`` and Base64.

    Raises:
        BadSignatureError: the signature is damaged, of another message, or for something else.
    """
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        data = base64.b64decode(signature, validate=True)
        if data[:6] != _MAGIC or struct.unpack(">I", data[6:10]) != (1,):
            raise BadSignatureError("is no SSH signature")
        public, namespace, _reserved, hashed, made = _strings(data[10:], 5)
        if not public.startswith(_string(_KIND)) or hashed != _HASH:
            raise BadSignatureError("is not of an Ed25519 key with SHA-512")
        _, raw = _strings(public, 2)
        made_kind, made_raw = _strings(made, 2)
    except (binascii.Error, struct.error, ValueError) as error:
        if isinstance(error, BadSignatureError):
            raise
        raise BadSignatureError("is damaged") from error
    if made_kind != _KIND:
        raise BadSignatureError("is of another kind than its key")
    if namespace != NAMESPACE.encode():
        raise BadSignatureError(f"was made for something else than {NAMESPACE}")
    try:
        Ed25519PublicKey.from_public_bytes(raw).verify(made_raw, _to_be_signed(message))
    except (InvalidSignature, ValueError) as error:
        raise BadSignatureError("is not of this approval of this text") from error
    return f"ssh-ed25519 {base64.b64encode(public).decode()}"


def armoured(signature: str) -> str:
    """The signature as ``ssh-keygen -Y verify`` reads it from a file."""
    lines = [signature[start : start + 70] for start in range(0, len(signature), 70)]
    return "\n".join(("-----BEGIN SSH SIGNATURE-----", *lines, "-----END SSH SIGNATURE-----", ""))


def _to_be_signed(message: bytes) -> bytes:
    parts = (NAMESPACE.encode(), b"", _HASH, hashlib.sha512(message).digest())
    return _MAGIC + b"".join(map(_string, parts))


def _string(data: bytes) -> bytes:
    """A string of the SSH protocol (RFC 4251 §5)."""
    return struct.pack(">I", len(data)) + data


def _strings(data: bytes, count: int) -> list[bytes]:
    found = []
    for _ in range(count):
        (length,) = struct.unpack(">I", data[:4])
        if length > len(data) - 4:
            raise ValueError("a string ends too early")
        found.append(data[4 : 4 + length])
        data = data[4 + length :]
    if data:
        raise ValueError("something follows")
    return found
