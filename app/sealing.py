"""Sealing of single fields: AES-256-GCM with pilot, row and column as associated data.

A sealed field moved to another row, column or pilot no longer opens (NIST SP 800-38D).
"""

from __future__ import annotations

import secrets
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_VERSION = b"\x01"
_NONCE = 12


class SealBroken(Exception):
    """The field was changed, moved, or sealed with another key."""


def seal_bytes(key: bytes, plain: bytes, pilot_id: int, row_id: int, column: str) -> bytes:
    """Version byte, nonce and ciphertext of a content that belongs into exactly this field."""
    nonce = secrets.token_bytes(_NONCE)
    return _VERSION + nonce + _cipher(key).encrypt(nonce, plain, _place(pilot_id, row_id, column))


def unseal_bytes(key: bytes, sealed: bytes, pilot_id: int, row_id: int, column: str) -> bytes:
    """The content of a sealed field; SealBroken if it does not belong here."""
    nonce, body = sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :]
    try:
        return _cipher(key).decrypt(nonce, body, _place(pilot_id, row_id, column))
    except InvalidTag as error:
        raise SealBroken from error


@lru_cache(maxsize=8)
def _cipher(key: bytes) -> AESGCM:
    return AESGCM(key)


def _place(pilot_id: int, row_id: int, column: str) -> bytes:
    return f"{pilot_id}/{row_id}/{column}".encode()
