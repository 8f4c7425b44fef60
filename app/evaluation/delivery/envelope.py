"""A package on its way to a delivery instance: sealed for one side, signed by the other.

The format is fixed (docs/decisions/0029-delivery-packages.md): 8 bytes `PBDELIV1`, the sender's
Ed25519 key, the target's and the single-use X25519 keys (32 bytes each), 12 bytes nonce, content
under AES-256-GCM, at the end 64 bytes Ed25519 signature over everything before it.
"""

from __future__ import annotations

import secrets
from typing import Final

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.errors import DomainError
from app.evaluation.delivery.keyring import Keyring, OtherSide, raw

MAGIC: Final = b"PBDELIV1"
LARGEST: Final = 2**31 - 2**20
"""Bytes of a package: as much as AES-GCM takes in one piece."""
_KEY, _NONCE, _SIGNATURE, _TAG = 32, 12, 64, 16
_HEAD = len(MAGIC) + 3 * _KEY
_SMALLEST = _HEAD + _NONCE + _TAG + _SIGNATURE


def seal(content: bytes, own: Keyring, to: OtherSide) -> bytes:
    """A package that only the other side opens, and that says who made it."""
    if len(content) > LARGEST:
        raise DomainError("delivery.too_large")
    once = X25519PrivateKey.generate()
    once_public = raw(once.public_key())
    head = MAGIC + own.public.signing + to.sealing + once_public
    shared = once.exchange(X25519PublicKey.from_public_bytes(to.sealing))
    nonce = secrets.token_bytes(_NONCE)
    body = head + nonce + _cipher(shared, head).encrypt(nonce, content, head)
    return body + own.signing.sign(body)


def opened(package: bytes, own: Keyring, sender: OtherSide) -> bytes:
    """The content of a package; DomainError for what is no package, from somebody else, for
    somebody else, or not as it was made. The signature is checked before anything is opened."""
    if len(package) < _SMALLEST or not package.startswith(MAGIC):
        raise DomainError("delivery.no_package")
    head, body, signature = package[:_HEAD], package[:-_SIGNATURE], package[-_SIGNATURE:]
    signing, target, once = (
        head[len(MAGIC) + _KEY * part : len(MAGIC) + _KEY * (part + 1)] for part in range(3)
    )
    if signing != sender.signing:
        raise DomainError("delivery.foreign")
    try:
        Ed25519PublicKey.from_public_bytes(sender.signing).verify(signature, body)
    except InvalidSignature as error:
        raise DomainError("delivery.changed") from error
    if target != own.public.sealing:
        raise DomainError("delivery.not_for_us")
    try:
        shared = own.sealing.exchange(X25519PublicKey.from_public_bytes(once))
        nonce, sealed = body[_HEAD : _HEAD + _NONCE], body[_HEAD + _NONCE :]
        return _cipher(shared, head).decrypt(nonce, sealed, head)
    except (InvalidTag, ValueError) as error:
        raise DomainError("delivery.changed") from error


def _cipher(shared: bytes, head: bytes) -> AESGCM:
    """Of a key that serves for this package alone: it is bound to all keys in its head."""
    return AESGCM(HKDF(SHA256(), 32, salt=head, info=MAGIC).derive(shared))
