"""Files on this machine: written whole or not at all, sealed where they hold people's data."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.errors import DomainError

_NONCE = 12


def write_whole(path: Path, data: bytes) -> None:
    """Temporary name in the same folder, flush to disk, rename; a failure leaves nothing.

    Only the owner may read what was written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def write_sealed(path: Path, data: bytes, key: bytes) -> None:
    """Seals a file under its name (AES-256-GCM), so that it opens only as itself."""
    nonce = secrets.token_bytes(_NONCE)
    write_whole(path, nonce + AESGCM(key).encrypt(nonce, data, path.name.encode()))


def read_sealed(path: Path, key: bytes) -> bytes:
    """The content of a sealed file; DomainError if it is missing or was changed."""
    try:
        sealed = path.read_bytes()
        return AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], path.name.encode())
    except (OSError, InvalidTag) as error:
        raise DomainError("house.file_broken") from error
