"""Sealing of single fields: AES-256-GCM with pilot, row and column as associated data.

A sealed field moved to another row, column or pilot no longer opens (NIST SP 800-38D).
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_VERSION = b"\x01"
_NONCE = 12


class SealBroken(Exception):
    """The field was changed, moved, or sealed with another key."""


def seal(key: bytes, text: str, pilot_id: int, row_id: int, column: str) -> bytes:
    """Version byte, nonce and ciphertext of a text that belongs into exactly this field."""
    nonce = secrets.token_bytes(_NONCE)
    sealed = _cipher(key).encrypt(nonce, text.encode(), _place(pilot_id, row_id, column))
    return _VERSION + nonce + sealed


def unseal(key: bytes, sealed: bytes, pilot_id: int, row_id: int, column: str) -> str:
    """The text of a sealed field; SealBroken if it does not belong here."""
    nonce, body = sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :]
    try:
        return _cipher(key).decrypt(nonce, body, _place(pilot_id, row_id, column)).decode()
    except InvalidTag as error:
        raise SealBroken from error


def customer_hash(key: bytes, pilot_id: int, customer_number: str) -> str:
    """Keyed hash of a customer number without blanks and case, to find duplicates in a pilot."""
    plain = "".join(customer_number.split()).upper()
    return hmac.new(key, f"{pilot_id}:{plain}".encode(), hashlib.sha256).hexdigest()


@lru_cache(maxsize=8)
def _cipher(key: bytes) -> AESGCM:
    return AESGCM(key)


def _place(pilot_id: int, row_id: int, column: str) -> bytes:
    return f"{pilot_id}/{row_id}/{column}".encode()
