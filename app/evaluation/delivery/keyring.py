"""The keys by which two instances know each other; made once in the instance's folder of keys."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from app.config import Settings, key_path, make_key
from app.errors import DomainError
from app.stored_files import write_whole

_WORD: Final = "pilotbuch-delivery-1"
_LINE: Final = re.compile(rf"{_WORD}:([0-9a-f]{{64}}):([0-9a-f]{{64}})")
_SIGNING, _SEALING, _TRUSTED = "delivery_signature", "delivery_seal", "delivery_trusted"


@dataclass(frozen=True)
class OtherSide:
    """The public keys of an instance: Ed25519 (it signs), X25519 (packages are sealed for it)."""

    signing: bytes
    sealing: bytes

    @property
    def line(self) -> str:
        """What is handed to the other side."""
        return f"{_WORD}:{self.signing.hex()}:{self.sealing.hex()}"

    @property
    def fingerprint(self) -> str:
        """What people read to each other on the telephone: 80 bits in groups of four."""
        digest = hashlib.sha256(self.line.encode()).hexdigest()[:20]
        return " ".join(digest[at : at + 4] for at in range(0, len(digest), 4))


@dataclass(frozen=True)
class Keyring:
    """The secret keys of this instance."""

    signing: Ed25519PrivateKey
    sealing: X25519PrivateKey

    @property
    def public(self) -> OtherSide:
        """What others may know of them."""
        return OtherSide(raw(self.signing.public_key()), raw(self.sealing.public_key()))


def raw(key: Ed25519PublicKey | X25519PublicKey) -> bytes:
    """A public key as 32 bytes."""
    return key.public_bytes(Encoding.Raw, PublicFormat.Raw)


def keyring(settings: Settings) -> Keyring:
    """The keys of this instance; made when first asked for."""
    signing, sealing = (_secret(settings, name) for name in (_SIGNING, _SEALING))
    return Keyring(
        Ed25519PrivateKey.from_private_bytes(signing), X25519PrivateKey.from_private_bytes(sealing)
    )


def _secret(settings: Settings, name: str) -> bytes:
    path = key_path(settings.instance, name)
    if not path.exists():
        return make_key(path)
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except ValueError as error:
        raise DomainError("delivery.key_broken", file=path.name) from error
    if len(key) != 32:
        raise DomainError("delivery.key_broken", file=path.name)
    return key


def read_line(line: str) -> OtherSide:
    """The public keys in a line of `OtherSide.line`."""
    found = _LINE.fullmatch(line.strip())
    if found is None:
        raise DomainError("delivery.no_line", word=_WORD)
    return OtherSide(bytes.fromhex(found[1]), bytes.fromhex(found[2]))


def trust(settings: Settings, line: str, *, is_replaced: bool = False) -> OtherSide:
    """Keeps the other side's keys; others than before only if that is wanted."""
    other = read_line(line)
    if other == keyring(settings).public:
        raise DomainError("delivery.own_line")
    known = _known(settings)
    if known not in (None, other) and not is_replaced:
        raise DomainError("delivery.other_trusted")
    write_whole(key_path(settings.instance, _TRUSTED), f"{other.line}\n".encode("ascii"))
    return other


def trusted(settings: Settings) -> OtherSide:
    """The other side; DomainError as long as nobody has said who that is."""
    known = _known(settings)
    if known is None:
        raise DomainError("delivery.nobody_trusted")
    return known


def _known(settings: Settings) -> OtherSide | None:
    path = key_path(settings.instance, _TRUSTED)
    return read_line(path.read_text(encoding="ascii")) if path.exists() else None
